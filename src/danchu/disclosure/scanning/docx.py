"""Word files, paragraph by paragraph: body, tables, headers, notes, comments, text boxes.

python-docx knows the body only; a number may hide in a box, a comment or a deleted line, so the
parts are walked as they are. What a reader sees as one paragraph is one, however it is split.
"""

from collections.abc import Iterator
from typing import Any

from danchu.disclosure.scanning.common import local, others
from danchu.disclosure.scanning.package import Package
from danchu.disclosure.scanning.slots import Headings, Piece, Slot, Unreadable

MOST_PARAGRAPHS = 50_000
PARTS = {
    "word/document": "",
    "word/header": "đầu trang, ",
    "word/footer": "chân trang, ",
    "word/footnotes": "chú thích, ",
    "word/endnotes": "chú thích cuối, ",
    "word/comments": "ghi chú bên lề, ",
}
SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "\u00ad"}
WORDS = {"t", "delText", "instrText", "delInstrText"}


def slots(package: Package) -> Iterator[Slot]:
    """Every paragraph of every part, then whatever else holds words."""
    if package.tree("word/document.xml") is None:
        raise Unreadable("tệp Word bị hỏng, không mở được")
    done = [name for start in PARTS for name in package.named(start)]
    for name in done:
        where = next(words for start, words in PARTS.items() if name.startswith(start))
        root = package.tree(name)
        if root is not None:
            yield from _Part(where).walk(root)
    yield from others(package, done)


def counted(package: Package) -> str:
    """What was looked through, in words."""
    roots = [package.tree(name) for start in PARTS for name in package.named(start)]
    counts = {
        what: sum(1 for root in roots if root is not None for _ in root.iter("{*}" + what))
        for what in ("p", "tbl", "comment")
    }
    if counts["p"] > MOST_PARAGRAPHS:
        raise Unreadable(f"tệp có hơn {MOST_PARAGRAPHS} đoạn, máy không đọc hết")
    said = [(counts["p"], "đoạn"), (counts["tbl"], "bảng"), (counts["comment"], "ghi chú bên lề")]
    return ", ".join(f"{n} {what}" for n, what in said if n) + "; cả đầu trang, chân trang"


class _Part:
    """Counts paragraphs and tables as a reader would, and knows what stands over a cell."""

    def __init__(self, where: str) -> None:
        self.where, self.paragraphs, self.tables = where, 0, 0

    def walk(self, parent: Any) -> Iterator[Slot]:
        for child in parent:
            tag = local(child)
            if tag == "p":
                self.paragraphs += 1
                yield from self._paragraph(child, f"{self.where}đoạn {self.paragraphs}")
            elif tag == "tbl":
                self.tables += 1
                yield from self._table(child, f"{self.where}bảng {self.tables}")
            elif tag:
                yield from self.walk(child)

    def _paragraph(self, paragraph: Any, place: str, near: str = "") -> Iterator[Slot]:
        yield Slot(place, _pieces(paragraph), near)
        for box in paragraph.iter("{*}txbxContent"):
            if _nearest(box) is paragraph:
                yield from _Part(f"khung chữ ở {place}, ").walk(box)

    def _table(self, table: Any, place: str) -> Iterator[Slot]:
        over = Headings()
        for line, row in enumerate(_under(table, "tr"), 1):
            column = 1
            for cell in _under(row, "tc"):
                span = cell.find("{*}tcPr/{*}gridSpan")
                width = int(next(iter(span.attrib.values()), 1)) if span is not None else 1
                near = over.near(line, column, _words(cell), width=width)
                at = f"{place}, hàng {line}, cột {column}"
                for child in _blocks(cell):
                    if local(child) == "tbl":
                        yield from self._table(child, f"bảng con ở {at}")
                    else:
                        yield from self._paragraph(child, at, near)
                column += width


def _pieces(paragraph: Any) -> list[Piece]:
    """The letters of this paragraph alone, in order; boxes inside are paragraphs of their own."""
    return [
        Piece(element, element.text or "") if local(element) in WORDS
        else Piece(None, SIGNS[local(element)])
        for element in paragraph.iter()
        if (local(element) in WORDS or local(element) in SIGNS)
        and _nearest(element) is paragraph
        and local(element.getparent()) != "tabs"
    ]  # fmt: skip


def _nearest(element: Any) -> Any:
    return next((up for up in element.iterancestors() if local(up) == "p"), None)


def _under(parent: Any, tag: str) -> Iterator[Any]:
    """Rows of a table, cells of a row, also inside content controls and tracked changes."""
    for child in parent:
        if local(child) == tag:
            yield child
        elif local(child) in {"sdt", "sdtContent", "ins", "del", "customXml", "smartTag"}:
            yield from _under(child, tag)


def _blocks(parent: Any) -> Iterator[Any]:
    for child in parent:
        if local(child) in {"p", "tbl"}:
            yield child
        elif local(child) not in {"tcPr", ""}:
            yield from _blocks(child)


def _words(cell: Any) -> str:
    return " ".join("".join(t.itertext()) for t in cell.iter("{*}t"))
