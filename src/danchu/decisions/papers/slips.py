"""A round of slips on paper: plan, announcement, who received and gave back, Mẫu số 04."""

from danchu.decisions import rules
from danchu.decisions.actions.counting import told
from danchu.decisions.models import Count, SlipRound
from danchu.decisions.papers.base import HEADS, MARKS, PEN, basis, head, number, said
from danchu.decisions.words import Scope
from danchu.documents.paper import Block, Heading, Lines, Listing, Paper, Signer, Table, Text

BLANK_ROWS = 25
WHOSE = ("Ban công tác Mặt trận", "Đại diện thôn, tổ dân phố", "Tổ chức chính trị - xã hội")


def plan(found: SlipRound | None) -> Paper:
    """What NĐ 59 Điều 4 khoản 2 lists, sent to the chair and the Front of the commune."""
    blocks: tuple[Block, ...] = (
        Heading("1. Mục đích, yêu cầu"),
        Text("Lấy ý kiến biểu quyết của mọi hộ gia đình; mỗi hộ một phiếu; tính trên tổng số hộ."),
        *_matter(found, "2. Nội dung lấy ý kiến:"),
        said("3. Thành phần:", "đại diện mọi hộ gia đình của thôn, tổ dân phố."),
        said("4. Thời gian, thời hạn lấy ý kiến:", _days(found)),
        Heading("5. Tổ phát phiếu lấy ý kiến"),
        *_team(found),
        said("6. Phân công, điều kiện bảo đảm:", found.work if found else "", lines=3),
        said("7. Công khai:", _told(found)),
    )
    keys = ["slips.plan", "slips.team", "slips.announce"]
    return _paper(
        found,
        "KẾ HOẠCH",
        "Phát phiếu lấy ý kiến của hộ gia đình",
        "KH",
        blocks,
        keys,
        recipients=(
            "Chủ tịch Ủy ban nhân dân xã",
            "Chủ tịch Ủy ban MTTQ Việt Nam xã",
            "Tổ phát phiếu",
            "Lưu",
        ),
    )


def announcement(found: SlipRound | None) -> Paper:
    """Hung or read aloud two days before: matter, days, team (Luật Điều 19 khoản 2)."""
    blocks: tuple[Block, ...] = (
        *_matter(found, "Nội dung lấy ý kiến:"),
        said("Thời điểm, thời hạn lấy ý kiến:", _days(found)),
        Heading("Tổ phát phiếu lấy ý kiến"),
        *_team(found),
        Text(
            "Tổ phát phiếu gửi phiếu tận tay từng hộ và thu phiếu đúng hạn. Mỗi hộ một phiếu, kể "
            "cả hộ đã dự họp. Phần ghi ý kiến không ghi tên, không ghi số hộ.",
            strong=True,
        ),
    )
    keys = ["slips.announce"]
    about = "Về việc phát phiếu lấy ý kiến của hộ gia đình"
    to = ("Các hộ gia đình", "Niêm yết tại nhà văn hóa, điểm sinh hoạt cộng đồng")
    return _paper(found, "THÔNG BÁO", about, "TB", blocks, keys, recipients=to)


def collection(found: SlipRound | None) -> Paper:
    """Every household of the frozen roll beside its slip's number; never what the slip says."""
    columns = ("Phiếu số", "Họ và tên đại diện", "Địa chỉ", "Nhận, ký", "Thu ngày")
    slips = found.slips.select_related("line").order_by("number") if found else ()
    rows = tuple(
        (
            str(one.number),
            one.line.name,
            one.line.address,
            "",
            f"{one.collected_on:%d/%m/%Y}" if one.collected_on else "",
        )
        for one in slips
    )
    blocks: tuple[Block, ...] = (
        *_matter(found, "Nội dung lấy ý kiến:", text=False),
        said("Thời hạn:", _days(found)),
        Text("Mỗi hộ một phiếu. Sổ này không ghi phiếu chọn gì."),
        Table(columns, rows or (("",) * 5,) * BLANK_ROWS, (3, 6, 6, 4, 4)),
    )
    signers = (Signer("", "TỔ TRƯỞNG TỔ PHÁT PHIẾU", _leader(found)),)
    return _paper(found, "SỔ PHÁT, THU PHIẾU", "", "", blocks, [], signers=signers)


def minutes(found: SlipRound | None) -> Paper:
    """Mẫu số 04: counted by the team before two households."""
    count = found.count if found else None
    two = f"{found.witness_one}; {found.witness_two}." if found and count else ""
    blocks: tuple[Block, ...] = (
        said("Hôm nay, ngày", f"{count.written_on:%d/%m/%Y}, Tổ phát phiếu gồm:" if count else ""),
        *_team(found),
        said("Đại diện hai hộ gia đình chứng kiến kiểm phiếu:", two, lines=2),
        *_matter(found, "Nội dung lấy ý kiến:", text=False),
        *_counted(count),
        said("Kết luận:", told(count).sentence if count else ""),
        Text("Phiếu tính riêng, không cộng với số hộ tán thành tại cuộc họp."),
        Text("Biên bản gửi kèm quyết định của cộng đồng dân cư và lưu ở thôn, tổ dân phố."),
    )
    keys = ["slips.count", "slips.witnesses", count.rule_key] if count else []
    names = (found.witness_one, found.witness_two) if found and count else ("", "")
    signers = (
        Signer("ĐẠI DIỆN HỘ GIA ĐÌNH", "(thứ nhất)", names[0]),
        Signer("ĐẠI DIỆN HỘ GIA ĐÌNH", "(thứ hai)", names[1]),
        Signer("TM. TỔ PHÁT PHIẾU", "TỔ TRƯỞNG", _leader(found)),
    )
    about = "Kiểm phiếu lấy ý kiến của hộ gia đình"
    marks = ("Mẫu số 04", *MARKS)
    return _paper(
        found, "BIÊN BẢN KIỂM PHIẾU", about, "BB", blocks, keys, signers=signers, marks=marks
    )


def _counted(count: Count | None) -> list[Block]:
    """How many slips went out and came back, and the three sums."""
    yes, no = (count.yes, count.no) if count else (None, None)
    other = count.present - count.yes - count.no if count else None
    whole, came = (count.households, count.present) if count else (None, None)
    missing = count.households - count.present if count else None
    return [
        Text(
            f"Tổng số hộ gia đình: {number(whole)}. Số phiếu phát ra: {number(whole)}. Số phiếu "
            f"thu về: {number(came)}. Số phiếu không thu được: {number(missing)}."
        ),
        Table(
            ("Ý kiến", "Số phiếu"),
            (
                ("Tán thành", number(yes)),
                ("Không tán thành", number(no)),
                ("Ý kiến khác, phiếu trắng, phiếu không hợp lệ", number(other)),
            ),
            (8, 3),
            right=(1,),
        ),
    ]


def _paper(
    found: SlipRound | None,
    name: str,
    about: str,
    symbol: str,
    blocks: tuple[Block, ...],
    keys: list[str],
    *,
    signers: tuple[Signer, ...] = (),
    recipients: tuple[str, ...] = (),
    marks: tuple[str, ...] = MARKS,
) -> Paper:
    own = rules.head_of(found.part.unit).upper() if found else HEADS
    return Paper(
        name=name,
        about=about or (found.part.motion.title if found else "Lấy ý kiến của hộ gia đình"),
        symbol=symbol or "SP",
        blocks=blocks,
        signers=signers or (Signer("", own),),
        basis=basis(rules.basis(keys, on=found.issued_on)) if found else (),
        recipients=recipients,
        marks=marks,
        **head(found.part.unit if found else None),
    )


def _matter(found: SlipRound | None, label: str, *, text: bool = True) -> list[Block]:
    if found is None:
        return [Lines(label, 3 if text else 1)]
    motion = found.part.motion
    more = [Text(motion.text)] if text else []
    where = "toàn xã" if motion.scope == Scope.COMMUNE else found.part.unit.spoken_name
    return [Text(f"{label} {motion.title} (phạm vi: {where})."), *more]


def _days(found: SlipRound | None) -> str:
    if found is None:
        return f"phát ngày {PEN}, thu đến hết ngày {PEN}."
    return f"phát ngày {found.hand_out_on:%d/%m/%Y}, thu đến hết {found.collect_until:%d/%m/%Y}."


def _told(found: SlipRound | None) -> str:
    if found is None:
        return f"ngày {PEN}, bằng cách {PEN}{PEN}."
    return f"ngày {found.announced_on:%d/%m/%Y}, {found.announced_how}."


def _team(found: SlipRound | None) -> list[Block]:
    if found is None:
        return [Lines(f"{at}. ({one})") for at, one in enumerate(WHOSE, start=1)]
    team = found.team.order_by("-leads", "pk")
    lead = {True: ", Tổ trưởng", False: ""}
    return [
        Listing(tuple(f"{one.name}{lead[one.leads]} ({one.get_whose_display()})" for one in team))
    ]


def _leader(found: SlipRound | None) -> str:
    leader = found.team.filter(leads=True).first() if found else None
    return leader.name if leader else ""
