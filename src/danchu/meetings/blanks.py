"""Papers of a meeting that no machine knows yet, with lines for the pen; and Mẫu số 02 filled.

The annex of NĐ 59 is not in law/ (its boxes were not read), so all say "mẫu đề xuất".
"""

from danchu.documents.paper import PROPOSED, Block, Heading, Lines, Paper, Signer, Table, Text
from danchu.meetings.models import AgendaItem, Meeting, Office
from danchu.places.models import Unit

ROWS = 30
PEN = "………"
FOUR = (
    Signer("ĐẠI DIỆN HỘ GIA ĐÌNH", "(thứ nhất)"),
    Signer("ĐẠI DIỆN HỘ GIA ĐÌNH", "(thứ hai)"),
    Signer("", "TRƯỞNG BAN CÔNG TÁC MẶT TRẬN"),
    Signer("", "CHỦ TRÌ CUỘC HỌP"),
)
CHAIR = (Signer("", "NGƯỜI TRIỆU TẬP"),)
COUNTED = ("Tán thành", "Không tán thành", "Ý kiến khác", "Người đếm ký")


def notice() -> Paper:
    """Mẫu số 01."""
    return _blank(
        "THÔNG BÁO",
        "Về cuộc họp của cộng đồng dân cư",
        "TB",
        [
            Lines(
                "Kính mời đại diện các hộ gia đình trong thôn, tổ dân phố đến dự cuộc họp về:", 2
            ),
            Lines("Thời gian: … giờ … phút, ngày"),
            Lines("Địa điểm:"),
            Lines("Chủ trì:"),
            Heading("NỘI DUNG"),
            Lines("", 5),
            Text(
                "Mỗi hộ cử một người đại diện có năng lực hành vi dân sự đầy đủ. Không đến được "
                "thì ủy quyền bằng giấy cho người khác."
            ),
        ],
        CHAIR,
        form="Mẫu số 01",
    )


def attendance() -> Paper:
    """Who came, to sign at the door: one representative a household."""
    columns = ("Hộ số", "Họ và tên đại diện hộ", "Tự dự hay được ủy quyền", "Ký")
    return _blank(
        "DANH SÁCH HỘ DỰ HỌP",
        f"Cuộc họp ngày {PEN}{PEN}",
        "DS",
        [
            Text("Mỗi hộ một người đại diện, ký một lần. Tổng số hộ của thôn, tổ: ………"),
            Table(columns, (("",) * 4,) * ROWS, (2, 7, 5, 4)),
        ],
        (Signer("", "THƯ KÝ"),),
    )


def minutes() -> Paper:
    """The minutes, with the points of Luật Điều 20 khoản 2."""
    blocks: list[Block] = [
        Lines("Cuộc họp về:", 2),
        Lines("Bắt đầu lúc … giờ … phút ngày …, tại"),
        Lines("Người triệu tập, chủ trì:"),
        Lines("Báo họp ngày …, bằng cách; niêm yết ngày:"),
        Lines("Thư ký (số hộ giơ tay đồng ý … trên … hộ có mặt):"),
        Text(
            f"Tổng số hộ gia đình: {PEN}; số hộ có đại diện dự họp: {PEN} (qua người được ủy "
            f"quyền: {PEN}); số hộ không có người đại diện dự họp: {PEN}."
        ),
    ]
    for order in (1, 2):
        blocks += _matter(order)
    blocks += [Lines("Kết luận:", 4), Lines("Kết thúc lúc … giờ … phút, ngày")]
    return _blank("BIÊN BẢN", "Cuộc họp của cộng đồng dân cư", "BB", blocks, FOUR)


def _matter(order: int) -> list[Block]:
    twice = tuple((which, "", "", "", "") for which in ("Thứ nhất", "Thứ hai"))
    return [
        Heading(f"VIỆC {order}"),
        Lines("Nội dung:", 2),
        Lines("Hỏi và trả lời:", 3),
        Lines("Biểu quyết giơ tay / bỏ phiếu kín (số hộ chọn cách này … trên …):"),
        Table(("Lần đếm", *COUNTED), twice, (3, 3, 3, 3, 4)),
        Lines("Cần … hộ tán thành. Kết quả:"),
    ]


def tally(item: AgendaItem | None = None) -> Paper:
    """Mẫu số 02, of one secret vote; None: for the pen. Written in three copies (điểm c)."""
    blocks: list[Block] = [
        *_tellers(item),
        Text(f"Nội dung bỏ phiếu kín: {item.title}.") if item else Lines("Nội dung bỏ phiếu:", 2),
        *_counts(item),
        Text(
            "Biên bản lập thành 03 bản: gửi kèm quyết định của cộng đồng dân cư đến Ủy ban nhân "
            "dân xã, Ủy ban Mặt trận Tổ quốc Việt Nam xã và lưu tại thôn, tổ dân phố."
        ),
    ]
    signers = (
        Signer("ĐẠI DIỆN HỘ GIA ĐÌNH", "(thứ nhất)"),
        Signer("ĐẠI DIỆN HỘ GIA ĐÌNH", "(thứ hai)"),
        Signer("TM. BAN KIỂM PHIẾU", "TRƯỞNG BAN"),
    )
    about = "Bỏ phiếu kín tại cuộc họp của cộng đồng dân cư"
    meeting = item.meeting if item else None
    return _blank(
        "BIÊN BẢN KIỂM PHIẾU", about, "BB", blocks, signers, form="Mẫu số 02", meeting=meeting
    )


def _tellers(item: AgendaItem | None) -> list[Block]:
    if item is None:
        return [
            Lines("Hôm nay, ngày …, Ban kiểm phiếu gồm: 1. Trưởng ban"),
            Lines("2."),
            Lines("3."),
            Lines("Đại diện hai hộ gia đình chứng kiến:", 2),
        ]
    found: list[Block] = []
    for sitting in item.meeting.sittings.order_by("number"):
        serving = sitting.officers.serving().order_by("pk")
        team = [one.name for one in serving.filter(office__in=[Office.TELLER_HEAD, Office.TELLER])]
        two = [one.name for one in serving.filter(office=Office.WITNESS)]
        where = f"{sitting.name}: " if sitting.name else ""
        found += [
            Text(f"{where}ngày {sitting.planned_on:%d/%m/%Y}, Ban kiểm phiếu: {'; '.join(team)}."),
            Text(f"{where}đại diện hai hộ gia đình chứng kiến: {'; '.join(two)}."),
        ]
    return found


def _counts(item: AgendaItem | None) -> list[Block]:
    """The last word of each sitting, all together."""
    rows = list(item.counts.standing()) if item else []

    def summed(name: str) -> str:
        return str(sum(getattr(one, name) for one in rows)) if item else PEN

    names = (
        ("Tán thành", "yes"),
        ("Không tán thành", "no"),
        ("Ý kiến khác, phiếu trắng, phiếu hỏng", "other"),
    )
    lines = tuple((label, summed(name)) for label, name in names)
    return [
        Text(f"Số hộ có đại diện dự họp: {summed('present')}."),
        Table(("Ý kiến", "Số phiếu"), lines, (8, 3), right=(1,)),
    ]


def _blank(
    name: str,
    about: str,
    symbol: str,
    blocks: list[Block],
    signers: tuple[Signer, ...],
    *,
    form: str = "",
    meeting: Meeting | None = None,
) -> Paper:
    above, org, place = "XÃ ………………………", "THÔN, TỔ DÂN PHỐ ………………", PEN
    if meeting is not None:
        commune = Unit.objects.get(pk=meeting.unit.commune_id)
        above, org = commune.full_name.upper(), meeting.unit.full_name.upper()
        place = commune.spoken_name
    return Paper(
        name=name,
        about=about,
        above=above,
        org=org,
        place=place,
        symbol=symbol,
        blocks=tuple(blocks),
        signers=signers,
        marks=(form, PROPOSED) if form else (PROPOSED,),
    )
