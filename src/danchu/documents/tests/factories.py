"""A paper with every sort of block."""

from danchu.documents.actions import About, draw_up, issue
from danchu.documents.paper import Heading, Lines, Listing, Paper, Signer, Table, Text

ABOUT = About("thing", "7", "/xa/la-bang/", open=True)


def a_paper(**changed) -> Paper:
    said = {
        "name": "THÔNG BÁO",
        "about": "Danh sách nội dung đã công khai quý III năm 2026",
        "above": "ỦY BAN NHÂN DÂN",
        "org": "XÃ LA BẰNG",
        "place": "La Bằng",
        "symbol": "TB-UBND",
        "basis": ("Căn cứ Điều 13 khoản 2 Luật 10/2022/QH15;",),
        "blocks": (
            Text("Ươm mầm, Ỷ Lan, Hữu nghị, Ặ Ễ Ộ đ."),
            Heading("I. KẾT QUẢ"),
            Listing(("Một việc", "Hai việc")),
            Table(("STT", "Nội dung"), (("1", "Dự toán"), ("2", "Quyết toán")), (1, 5), (0,)),
            Lines("Ý kiến khác:", 3),
        ),
        "signers": (Signer("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Nông Văn Bình"),),
        "recipients": ("Thường trực HĐND", "Lưu: VT"),
    }
    return Paper(**said | changed)


def drawn(term, on, about=ABOUT, **changed):
    return draw_up(term.unit, a_paper(**changed), about, by=term, on=on)


def issued(term, on, about=ABOUT, **more):
    return issue(drawn(term, on, about), by=term, on=on, **more)
