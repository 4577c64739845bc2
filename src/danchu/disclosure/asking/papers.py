"""Which paper the ticket is on which day (Nghị định 13/2018 Điều 5): the layout is ours."""

from datetime import date
from typing import Any

from danchu.disclosure.asking import reading
from danchu.disclosure.asking.models import InformationRequest, Stage
from danchu.kit.law import book

FORMS = "information.forms"
NAMES = {
    Stage.RECEIVED: ("PHIẾU TIẾP NHẬN YÊU CẦU CUNG CẤP THÔNG TIN", 0),
    Stage.ACCEPTED: ("PHIẾU TIẾP NHẬN YÊU CẦU CUNG CẤP THÔNG TIN", 0),
    Stage.INCOMPLETE: ("HƯỚNG DẪN BỔ SUNG YÊU CẦU CUNG CẤP THÔNG TIN", None),
    Stage.SUPPLIED: ("PHIẾU GIẢI QUYẾT YÊU CẦU CUNG CẤP THÔNG TIN", 1),
    Stage.REFUSED: ("THÔNG BÁO TỪ CHỐI CUNG CẤP THÔNG TIN", 3),
    Stage.REDIRECTED: ("THÔNG BÁO NƠI CÓ TRÁCH NHIỆM CUNG CẤP THÔNG TIN", None),
    Stage.WITHDRAWN: ("PHIẾU ĐÃ RÚT", None),
}
EXTENDED = ("THÔNG BÁO GIA HẠN CUNG CẤP THÔNG TIN", 2)


def sheet(request: InformationRequest, *, on: date) -> dict[str, Any]:
    """Title, the prescribed form it stands for, head and căn cứ."""
    stage = Stage(request.stage)
    extended = stage == Stage.ACCEPTED and request.extended_on is not None
    title, form = EXTENDED if extended else NAMES[stage]
    listed: Any = book().value(FORMS, on=on).payload["points"]
    day = request.closed_on or request.extended_on or request.missing_on or request.asked_on
    return {
        "title": title,
        "form_name": str(listed[form]).partition(":")[0] if form is not None else "",
        "extended": extended,
        "face": reading.face(request, on=on),
        "cites": reading.request_cites(request, on=on),
        "paper": {
            "org_upper": "ỦY BAN NHÂN DÂN",
            "org": request.unit.full_name.upper(),
            "place": request.unit.name,
            "day": day,
            "proposed": True,
        },
    }
