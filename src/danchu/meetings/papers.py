"""Form 01, the notice of a meeting; and the minutes as a blank sheet for the pen.

The annex of NĐ 59 is not in law/ (its boxes were not read), so both say "mẫu đề xuất".
"""

from danchu.documents.paper import Block, Heading, Lines, Listing, Paper, Signer, Table, Text
from danchu.meetings import convening
from danchu.meetings.models import Convenor, Meeting, NoticeWay
from danchu.places.models import Unit
from danchu.rulebook.rulebook import value

FORM = "forms.meeting_notice"


def of_the_community(
    unit: Unit,
    *,
    name: str,
    about: str,
    symbol: str,
    blocks: tuple[Block, ...],
    signers: tuple[Signer, ...],
    basis: tuple[str, ...] = (),
    recipients: tuple[str, ...] = (),
) -> Paper:
    """A paper of a community: its commune above, itself below."""
    commune = Unit.objects.get(pk=unit.commune_id)
    return Paper(
        name=name,
        about=about,
        above=commune.full_name.upper(),
        org=unit.full_name.upper(),
        place=commune.spoken_name,
        symbol=symbol,
        blocks=blocks,
        signers=signers,
        basis=basis,
        recipients=recipients,
    )


def notice(meeting: Meeting) -> Paper:
    """Mẫu số 01: when, where, who is asked to come, what is on the agenda."""
    day = meeting.planned_on
    applied = value(convening.NOTICE, unit=meeting.unit, on=day)
    form = value(FORM, unit=meeting.unit, on=day)
    basis = (
        f"Căn cứ {applied.national.cite};",
        f"Theo {form.payload['prescribed_form']}: {form.rule.label.lower()}.",
    )
    return of_the_community(
        meeting.unit,
        name="THÔNG BÁO",
        about="Về cuộc họp của cộng đồng dân cư",
        symbol="TB",
        blocks=tuple(_invites(meeting)),
        signers=(Signer("", Convenor(meeting.convened_as).label.upper(), meeting.convenor),),
        basis=basis,
        recipients=("Các hộ gia đình", "Niêm yết tại nhà văn hóa, điểm sinh hoạt cộng đồng"),
    )


def _invites(meeting: Meeting) -> list[Block]:
    day = meeting.planned_on
    sittings = list(meeting.sittings.order_by("number"))
    blocks: list[Block] = [
        Text(
            f"Kính mời đại diện các hộ gia đình trong {meeting.unit.spoken_name} đến dự cuộc họp "
            f"“{meeting.title}”."
        )
    ]
    if len(sittings) > 1:
        head = ("Cụm", "Giờ, ngày", "Nơi họp", "Chủ trì")
        rows = tuple(
            (
                str(one),
                f"{one.planned_at:%H:%M} ngày {one.planned_on:%d/%m/%Y}",
                one.place,
                one.chair,
            )
            for one in sittings
        )
        blocks += [
            Text("Họp theo cụm dân cư, mỗi hộ đến cụm của mình:"),
            Table(head, rows, (3, 4, 5, 4)),
        ]
    else:
        blocks += [
            Text(f"Thời gian: {meeting.planned_at:%H:%M} ngày {day:%d/%m/%Y}.", strong=True),
            Text(f"Địa điểm: {meeting.place}.", strong=True),
            Text(f"Chủ trì: {meeting.convenor}, {Convenor(meeting.convened_as).label}."),
        ]
    blocks += [
        Heading("NỘI DUNG"),
        Listing(tuple(_line(one.title, one.votes) for one in meeting.items.all())),
        Text(
            "Mỗi hộ cử một người đại diện có năng lực hành vi dân sự đầy đủ. Không đến được thì ủy "
            "quyền bằng giấy cho người khác. Xin mang theo giấy mời."
        ),
    ]
    return blocks


def _line(title: str, votes: bool) -> str:
    return f"{title}{' (biểu quyết)' if votes else ''}."


def ways(meeting: Meeting) -> str:
    """'Giấy mời; Loa truyền thanh của xóm'"""
    said = meeting.notices.filter(what="notice").values_list("way", flat=True)
    return "; ".join(NoticeWay(one).label for one in said)


def blank(meeting: Meeting) -> Paper:
    """The minutes with lines for the pen: what is known is printed, the rest is written by hand."""
    blocks: list[Block] = [
        Text(f"Cuộc họp: {meeting.title}."),
        Text(f"Định ngày {meeting.planned_on:%d/%m/%Y}, tại {meeting.place}."),
        Lines("Bắt đầu lúc … giờ … phút. Chủ trì:"),
        Lines("Thư ký (số hộ giơ tay đồng ý … trên … hộ có mặt):"),
        Lines("Tổng số hộ … ; số hộ có đại diện dự … ; số hộ vắng …"),
        Lines("Báo họp bằng cách nào, ngày nào; niêm yết ngày nào:"),
        Lines("Ban kiểm phiếu, hai hộ chứng kiến (nếu bỏ phiếu kín):", 2),
    ]
    for one in meeting.items.all():
        blocks += [Heading(f"Việc {one.order}. {one.title}"), Lines("Hỏi và trả lời:", 3)]
        if one.votes:
            blocks += [
                Lines("Biểu quyết (giơ tay / bỏ phiếu kín; số hộ chọn cách này … trên …):"),
                Table(
                    ("Lần đếm", "Tán thành", "Không tán thành", "Ý kiến khác", "Người đếm ký"),
                    (("Thứ nhất", "", "", "", ""), ("Thứ hai", "", "", "", "")),
                    (3, 3, 3, 3, 4),
                ),
            ]
    blocks += [Lines("Kết luận:", 4), Lines("Kết thúc lúc … giờ … phút, ngày …")]
    return of_the_community(
        meeting.unit,
        name="BIÊN BẢN",
        about=f"Cuộc họp của cộng đồng dân cư {meeting.unit.spoken_name}",
        symbol="BB",
        blocks=tuple(blocks),
        signers=signers(meeting),
    )


def signers(
    meeting: Meeting, names: tuple[str, str, str, str] = ("", "", "", "")
) -> tuple[Signer, ...]:
    """Head, Front head, two representatives: Luật Điều 20 khoản 2 điểm g."""
    chair = Convenor(meeting.convened_as).label.upper()
    return (
        Signer("ĐẠI DIỆN HỘ GIA ĐÌNH", "(thứ nhất)", names[2]),
        Signer("ĐẠI DIỆN HỘ GIA ĐÌNH", "(thứ hai)", names[3]),
        Signer("BAN CÔNG TÁC MẶT TRẬN", "TRƯỞNG BAN", names[1]),
        Signer("CHỦ TRÌ CUỘC HỌP", chair, names[0]),
    )
