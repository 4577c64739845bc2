"""A paper with every sort of block."""

from danchu.documents.actions import About, draw_up, issue, receive_signed
from danchu.documents.models import Document, SignedFile
from danchu.documents.paper import Heading, Lines, Listing, Paper, Signer, Table, Text
from danchu.kit import files

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


def signed(document: Document, by, on) -> SignedFile:
    """A file as if it had come back signed by somebody nobody knows; its bytes are no real PDF."""
    kept = files.store("bản ký.pdf", "pdf", "application/pdf", b"%PDF-1.7 zqsignedfile")
    said = {"intact": True, "why": "", "signer": "Nông Văn Bình", "office": "UBND", "anchor": ""}
    span = {"begins": "2026-01-01T00:00:00+00:00", "ends": "2027-01-01T00:00:00+00:00"}
    rest = {"issuer": "Nơi lạ", "when": "", "claimed": "", "stamped": "", "stamp": False}
    whole = {"whole": True, "part": False, "after": "", "serial": "1"}
    found = {"same": "other", "signatures": [said | span | rest | whole]}
    return receive_signed(document, kept, found, by=by, on=on)
