"""PDF with a text layer, page by page. A page or a picture without text is named, never skipped."""

import io
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from danchu.disclosure.scanning.slots import Piece, Scanned, Slot, Unreadable, found_in
from danchu.kit.files import BROKEN

MOST_PAGES = 150
FEWEST_LETTERS = 20  # fewer on a page: a stamp or a page number over a scan
UNFIT = (*BROKEN, PyPdfError, RecursionError, TypeError, AttributeError, AssertionError)


def scan(data: bytes) -> Scanned:
    """Everything pypdf can read. We do not rewrite PDFs: what is hidden there is too easy to miss.

    Unreadable when it is locked, broken or too long.
    """
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted:
            raise Unreadable("tệp PDF có khóa")
        pages = len(reader.pages)
        if not pages:
            raise Unreadable("tệp PDF không có trang nào")
        if pages > MOST_PAGES:
            raise Unreadable(f"tệp có hơn {MOST_PAGES} trang, máy không đọc hết")
        texts = [_page(reader, number) for number in range(pages)]
        beside = list(_beside(reader))
        attached = bool(_catalogue(reader, "/Names", "/EmbeddedFiles"))
    except UNFIT as unfit:
        raise Unreadable("tệp PDF bị hỏng, không mở được") from unfit
    blank = [n for n, (text, _) in enumerate(texts, 1) if not _enough(text)]
    pictured = [n for n, (text, has) in enumerate(texts, 1) if has and _enough(text)]
    unread = []
    if blank:
        unread.append(f"{_pages(blank)}: không có chữ, có thể là ảnh chụp")
    if pictured:
        unread.append(f"{_pages(pictured)}: ảnh trên trang")
    if attached:
        unread.append("tệp khác đính trong PDF")
    slots = [Slot(f"trang {n}", [Piece(None, text)]) for n, (text, _) in enumerate(texts, 1)]
    looked = f"{pages - len(blank)} trên {pages} trang PDF có chữ; cả ô điền, ghi chú"
    return Scanned(looked, found_in(iter([*slots, *beside])), unread, maskable=False)


def _page(reader: PdfReader, number: int) -> tuple[str, bool]:
    """The text of one page, and whether pictures stand on it. A page that fails has no text."""
    try:
        page = reader.pages[number]
        text = page.extract_text() or ""
    except UNFIT:
        return "", True
    try:
        return text, len(page.images) > 0
    except UNFIT:
        return text, True


def _enough(text: str) -> bool:
    """Enough letters to believe that this is the page, and not signs of an unknown font."""
    letters = sum(c.isalnum() for c in text)
    unknown = sum(c == "\ufffd" or "\ue000" <= c <= "\uf8ff" or c < "\t" for c in text)
    return letters >= FEWEST_LETTERS and unknown * 4 < letters


def _beside(reader: PdfReader) -> Iterator[Slot]:
    """Fields filled in, notes, the properties of the file."""
    for name, value in (reader.get_form_text_fields() or {}).items():
        yield Slot(f"ô điền “{name}”", [Piece(None, str(value or ""))], near=str(name))
    for number, page in enumerate(reader.pages, 1):
        for note in page.get("/Annots") or []:
            told = note.get_object()
            for key in ("/Contents", "/V", "/TU"):
                if isinstance(words := told.get(key), str):
                    yield Slot(f"ghi chú ở trang {number}", [Piece(None, words)])
    for key, value in (reader.metadata or {}).items():
        yield Slot("thông tin của tệp", [Piece(None, str(value))], near=str(key))


def _catalogue(reader: PdfReader, *way: str) -> Any:
    found: Any = reader.root_object
    for name in way:
        found = found.get(name).get_object() if found and name in found else None
    return found


def _pages(numbers: list[int]) -> str:
    """ "trang 1, 3 và 7 đến 12" """
    spans: list[list[int]] = []
    for n in numbers:
        if spans and spans[-1][1] == n - 1:
            spans[-1][1] = n
        else:
            spans.append([n, n])
    return "trang " + ", ".join(str(a) if a == b else f"{a} đến {b}" for a, b in spans)
