"""An initiative: the proposal to the head, and the sheet that households sign (Điều 16 khoản 3)."""

from datetime import date

from danchu.decisions import rules
from danchu.decisions.collecting import LAW
from danchu.decisions.models import Initiative
from danchu.decisions.papers.base import MARKS, PEN, basis, head, said
from danchu.decisions.words import Given, Matter
from danchu.documents.paper import Block, Paper, Signer, Table, Text

BLANK_ROWS = 25
ANSWERS_FOR_IT = (
    "Tôi chịu trách nhiệm trước pháp luật về tính chính xác của số lượng và danh sách hộ gia đình "
    "đồng thuận kèm theo."
)
VALID = "Ý kiến đồng thuận có giá trị trong thời hạn 03 tháng kể từ ngày thể hiện ý kiến."


def idea(found: Initiative | None, *, on: date) -> Paper:
    """The proposal itself, signed by the citizen who proposes."""
    blocks: tuple[Block, ...] = (
        said("Kính gửi:", rules.head_of(found.unit) if found else "Trưởng thôn, Tổ trưởng"),
        said("Người có sáng kiến:", found.name if found else ""),
        _matter(found),
        said("Tên việc:", found.title if found else "", lines=2),
        said("Đề xuất gì, vì sao:", found.text if found else "", lines=8),
        _support(found),
        Text(ANSWERS_FOR_IT),
    )
    return _paper(found, "ĐỀ XUẤT SÁNG KIẾN", "Đưa ra cộng đồng dân cư bàn", blocks, on=on)


def endorsements(found: Initiative | None, *, on: date) -> Paper:
    """The sheet: number and name of the household, the day, room to sign."""
    given = found.endorsements.select_related("household") if found else None
    order = given.order_by("household__number", "pk") if given is not None else ()
    rows = tuple(
        (
            str(one.household.number),
            one.household.name,
            f"{one.given_on:%d/%m/%Y}",
            "(trên máy)" if one.way == Given.ONLINE else "",
        )
        for one in order
    )
    blocks: tuple[Block, ...] = (
        said("Sáng kiến:", found.title if found else "", lines=2),
        said("Người có sáng kiến:", found.name if found else ""),
        Text(VALID),
        Table(
            ("Hộ số", "Họ và tên đại diện hộ", "Đồng ý ngày", "Ký"),
            rows or (("", "", "", ""),) * BLANK_ROWS,
            (2, 7, 4, 5),
        ),
        Text(ANSWERS_FOR_IT),
    )
    return _paper(found, "DANH SÁCH HỘ ĐỒNG THUẬN", "Với sáng kiến của công dân", blocks, on=on)


def removal_petition() -> Paper:
    """Blank only: households ask that the head be removed (NĐ 59 Điều 9 khoản 1 điểm b)."""
    blocks: tuple[Block, ...] = (
        Text(
            "Kính gửi: Trưởng ban công tác Mặt trận. Nơi một người là Trưởng thôn, Tổ trưởng và là "
            "Trưởng ban công tác Mặt trận thì gửi Chủ tịch Ủy ban nhân dân xã."
        ),
        said("Đề nghị đưa ra cuộc họp việc cho thôi Trưởng thôn, Tổ trưởng của:", ""),
        said("Vì:", "", lines=6),
        Text(f"Số hộ kiến nghị: {PEN} trên tổng số {PEN} hộ. Mỗi hộ ký một lần."),
        Text(
            "Có ít nhất 50% tổng số hộ gia đình hoặc đại diện hộ gia đình kiến nghị thì việc được "
            "đưa ra họp. Cho thôi được thông qua khi trên 50% tổng số hộ tán thành."
        ),
        Table(
            ("Hộ số", "Họ và tên đại diện hộ", "Ngày ký", "Ký"),
            (("", "", "", ""),) * BLANK_ROWS,
            (2, 7, 4, 5),
        ),
    )
    return Paper(
        name="KIẾN NGHỊ",
        about="Cho thôi Trưởng thôn, Tổ trưởng tổ dân phố",
        symbol="KN",
        blocks=blocks,
        signers=(Signer("", "ĐẠI DIỆN CÁC HỘ KIẾN NGHỊ"),),
        marks=MARKS,
        personal=True,
        **head(None),
    )


def _matter(found: Initiative | None) -> Block:
    if found is not None:
        return Text(f"Loại việc (Điều 15): {found.get_matter_display()}.")
    return Table(
        ("Loại việc (Điều 15)", "Đánh dấu ×"), tuple((one, "") for one in Matter.labels), (8, 3)
    )


def _support(found: Initiative | None) -> Block:
    if found is None or found.sent_on is None:
        return Text(f"Số hộ đồng thuận: {PEN} trên tổng số {PEN} hộ.")
    return Text(
        f"Khi gửi ngày {found.sent_on:%d/%m/%Y}: {found.endorsed} hộ đồng thuận trên tổng số "
        f"{found.households} hộ."
    )


def _paper(
    found: Initiative | None, name: str, about: str, blocks: tuple[Block, ...], *, on: date
) -> Paper:
    where = head(found.unit if found else None)
    return Paper(
        name=name,
        about=about,
        symbol="SK",
        blocks=blocks,
        signers=(Signer("", "NGƯỜI CÓ SÁNG KIẾN", found.name if found else ""),),
        basis=basis(rules.basis(LAW, on=on)) if found else (),
        marks=MARKS,
        personal=True,
        **where,
    )
