"""One tap in the hall: a household is there, by itself or by proxy, or was ticked by mistake."""

from django.contrib import messages
from django.http import HttpRequest

from civics.errors import Refused
from danchu.kit.readable import number
from danchu.meetings import access, actions
from danchu.meetings.views.shared import Here
from danchu.people.models import FrozenLine


def tick(request: HttpRequest, at: Here) -> str:
    """Do what was tapped; where the page should stand afterwards ('#ho-12')."""
    try:
        return _tick(request, at)
    except Refused as refused:
        basis = f" Căn cứ: {refused.cite}." if refused.cite else ""
        messages.error(request, f"{refused.message}{basis}")
        return ""


def _tick(request: HttpRequest, at: Here) -> str:
    by, on = at.term, at.on
    if (many := request.POST.getlist("nhieu")) and request.POST.get("ghi"):
        lines = _lines(at, many)
        new = actions.attend_many(at.sitting, lines, by=by, on=on)
        messages.success(request, f"Đã ghi thêm {new} hộ có mặt.")
        return ""
    if (back := _found(at, request.POST.get("bo"))) is not None:
        for one in access.present_as(at.sitting, back):
            actions.take_back(one, by=by, on=on)
        messages.success(request, f"Đã bỏ: hộ số {back.number} chưa có mặt.")
        return f"#ho-{back.number}"
    said, _, proxy_pk = (request.POST.get("ho") or "").partition("-")
    line = _found(at, said)
    if line is None:
        messages.error(request, "Chưa chọn hộ nào. Hãy tìm hộ rồi bấm Có mặt.")
        return ""
    proxy = access.proxy_numbered(number(proxy_pk))
    actions.attend(at.sitting, line, proxy=proxy, by=by, on=on)
    messages.success(request, f"Hộ số {line.number}, {line.name}: có mặt.")
    return f"#ho-{line.number}"


def _found(at: Here, said: str | None) -> FrozenLine | None:
    pk = number(said or "")
    return _lines(at, [str(pk)])[0] if pk and _lines(at, [str(pk)]) else None


def _lines(at: Here, said: list[str]) -> list[FrozenLine]:
    wanted = [pk for one in said[:1000] if (pk := number(one)) is not None]
    return list(at.meeting.roll.lines.filter(pk__in=wanted)) if at.meeting.roll else []
