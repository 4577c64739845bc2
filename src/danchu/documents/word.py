"""A paper as DOCX that an office edits on: real styles, real tables, page numbers, no macros."""

import io
from datetime import UTC, datetime
from typing import Any

import docx as python_docx
from docx.document import Document as Docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as AT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from danchu.documents import paper as papers
from danchu.documents.paper import MOTTO, NATION, Block, Face, Paper, Signer
from danchu.kit import codes

FONT = "Times New Roman"
LINE_MM = 162  # 210 less both margins
SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


def docx(paper: Paper, face: Face, *, mark: str = "") -> bytes:
    """The whole file. `mark` stands at the top of each page ("TẬP HUẤN")."""
    file = python_docx.Document()
    _page(file, mark)
    _facts(file, paper)
    corner = [*paper.marks, *(["dự thảo"] if face.draft else [])]
    if corner:
        _line(file.add_paragraph(), f"[{' · '.join(corner)}]", size=9, at=AT.RIGHT)
    _head(file, paper, face)
    _line(file.add_paragraph(), paper.name, size=15, bold=True, at=AT.CENTER, above=12)
    _line(file.add_paragraph(), paper.about, size=14, bold=True, at=AT.CENTER, below=0)
    _under(file.add_paragraph(), 11)
    for words in paper.basis:
        _line(file.add_paragraph(), words, italic=True, at=AT.JUSTIFY, indent=True)
    for block in paper.blocks:
        _block(file, block)
    _ends(file, paper)
    if face.address:
        _check(file, face)
    kept = io.BytesIO()
    file.save(kept)
    return kept.getvalue()


def _page(file: Docx, mark: str) -> None:
    section = file.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(18)
    section.different_first_page_header_footer = True
    header = section.header.paragraphs[0]
    header.alignment = AT.CENTER
    _field(header, "PAGE")
    if mark:
        for place in (section.header, section.first_page_header):
            _line(place.add_paragraph(), mark, size=20, bold=True, at=AT.CENTER)
    normal: Any = file.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(14)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN")
    normal.element.rPr.append(language)
    normal.paragraph_format.space_after = Pt(6)
    normal.paragraph_format.line_spacing = 1.1


def _facts(file: Docx, paper: Paper) -> None:
    facts = file.core_properties
    facts.title, facts.author, facts.language = f"{paper.name} {paper.about}"[:255], paper.org, "vi"
    facts.comments = facts.keywords = facts.last_modified_by = ""
    facts.created = facts.modified = datetime(2026, 1, 1, tzinfo=UTC)  # the paper has its own day


def _head(file: Docx, paper: Paper, face: Face) -> None:
    when = papers.when(paper, face.day)
    if paper.personal:
        _line(file.add_paragraph(), NATION, size=12, bold=True, at=AT.CENTER, below=0)
        _line(file.add_paragraph(), MOTTO, size=13, bold=True, at=AT.CENTER)
        _line(file.add_paragraph(), when, size=13, italic=True, at=AT.CENTER)
        return
    table = _bare_table(file, 1, (66, 96))
    left, right = table.rows[0].cells
    rows = [(paper.above, False), (paper.org, True)]
    _stack(left, [(words, 12, bold, False) for words, bold in rows if words])
    _under(left.add_paragraph(), 8)
    _line(left.add_paragraph(), papers.numbered(paper, face), size=13, at=AT.CENTER)
    _stack(right, [(NATION, 12, True, False), (MOTTO, 13, True, False)])
    _under(right.add_paragraph(), 18)
    _line(right.add_paragraph(), when, size=13, italic=True, at=AT.CENTER)


def _block(file: Docx, block: Block) -> None:
    match block:
        case papers.Text():
            one = file.add_paragraph()
            _line(one, block.words, bold=block.strong, at=AT.JUSTIFY, indent=True)
        case papers.Heading():
            one = file.add_paragraph()
            one.paragraph_format.keep_with_next = True
            _line(one, block.words, bold=True, above=6)
        case papers.Listing():
            for item in block.items:
                _line(file.add_paragraph(), f"- {item}", at=AT.JUSTIFY, indent=True)
        case papers.Lines():
            _line(file.add_paragraph(), f"{block.label} ".lstrip() + "." * 60)
            for _ in range(block.count - 1):
                _line(file.add_paragraph(), "." * 90)
        case papers.Table():
            _table(file, block)


def _table(file: Docx, block: papers.Table) -> None:
    table = file.add_table(rows=1, cols=len(block.head))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    _narrow(table)
    whole = sum(block.widths)
    widths: list[Length] = [Mm(LINE_MM * share / whole) for share in block.widths]
    for cell, words in zip(table.rows[0].cells, block.head, strict=True):
        _cell(cell, words, AT.CENTER, bold=True)
    _repeat(table.rows[0])
    for row in block.rows:
        cells = table.add_row().cells
        for at, (cell, words) in enumerate(zip(cells, row, strict=True)):
            where = AT.RIGHT if at in block.right else AT.LEFT
            _cell(cell, words, where)
    _set_widths(table, widths)
    file.add_paragraph().paragraph_format.space_after = Pt(0)


def _cell(cell: _Cell, words: str, at: AT, *, bold: bool = False) -> None:
    one = cell.paragraphs[0]
    _line(one, words, size=12, bold=bold, at=at, below=1)
    one.paragraph_format.line_spacing = 1.0


def _narrow(table: Any) -> None:
    """Less room beside the words: a day fits its column on one line."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:w"), "60")  # twentieths of a point
        edge.set(qn("w:type"), "dxa")
        margins.append(edge)
    table._tbl.tblPr.append(margins)


def _ends(file: Docx, paper: Paper) -> None:
    if len(paper.signers) > 1:
        wide = min(len(paper.signers), 3)
        table = _bare_table(file, -(-len(paper.signers) // wide), (LINE_MM // wide,) * wide)
        for at, signer in enumerate(paper.signers):
            _sign(table.cell(at // wide, at % wide), signer)
        _recipients(file.add_paragraph(), file, paper)
        return
    table = _bare_table(file, 1, (81, 81))
    left, right = table.rows[0].cells
    _recipients(left.paragraphs[0], left, paper)
    for signer in paper.signers:
        _sign(right, signer)


def _sign(cell: _Cell, signer: Signer) -> None:
    rows = [(words, 13, True, False) for words in (signer.capacity, signer.title) if words]
    _stack(cell, [*rows, *[("", 13, False, False)] * 4, (signer.name, 14, True, False)])


def _recipients(first: Paragraph, place: Docx | _Cell, paper: Paper) -> None:
    if not paper.recipients:
        return
    _line(first, "Nơi nhận:", size=12, bold=True, italic=True, below=0)
    last = len(paper.recipients)
    for at, words in enumerate(paper.recipients, start=1):
        end = "." if at == last else ";"
        _line(place.add_paragraph(), f"- {words}{end}", size=11, below=0)


def _check(file: Docx, face: Face) -> None:
    gap = file.add_paragraph()  # two tables that touch would be one
    gap.paragraph_format.space_after = Pt(2)
    table = _bare_table(file, 1, (26, 136))
    left, right = table.rows[0].cells
    picture = io.BytesIO()
    codes.qr(face.address).save(picture, kind="png", scale=6, border=1)
    picture.seek(0)
    left.paragraphs[0].add_run().add_picture(picture, width=Mm(22))
    _line(right.paragraphs[0], face.beside, size=9.5)


# ── the small parts ───────────────────────────────────────────────────────────────────────────


def _line(
    one: Paragraph,
    words: str,
    *,
    size: float | None = None,
    bold: bool = False,
    italic: bool = False,
    at: AT = AT.LEFT,
    indent: bool = False,
    above: float = 0,
    below: float = 6,
) -> None:
    one.alignment = at
    style = one.paragraph_format
    style.space_before, style.space_after = Pt(above), Pt(below)
    if indent:
        style.first_line_indent = Mm(10)
    run = one.add_run(words)
    run.bold, run.italic = bold, italic
    if size:
        run.font.size = Pt(size)


def _stack(cell: _Cell, rows: list[tuple[str, float, bool, bool]]) -> None:
    """Lines in the middle of a cell, the first in the paragraph that a cell always has."""
    for at, (words, size, bold, italic) in enumerate(rows):
        one = cell.paragraphs[0] if at == 0 else cell.add_paragraph()
        _line(one, words, size=size, bold=bold, italic=italic, at=AT.CENTER, below=0)


def _under(one: Paragraph, count: int) -> None:
    _line(one, "─" * count, size=6, at=AT.CENTER, below=2)


def _bare_table(file: Docx, rows: int, widths: tuple[int, ...]) -> Any:
    table = file.add_table(rows=rows, cols=len(widths))
    borders = OxmlElement("w:tblBorders")
    for side in SIDES:
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:val"), "nil")
        borders.append(edge)
    table._tbl.tblPr.append(borders)
    _set_widths(table, [Mm(width) for width in widths])
    return table


def _set_widths(table: Any, widths: list[Length]) -> None:
    """Word reads the cells, LibreOffice the columns; no row is torn by the end of a page."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _repeat(row: Any) -> None:
    """The head of a table stands on each page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _field(one: Paragraph, code: str) -> None:
    for kind, words in (("begin", ""), ("", code), ("end", "")):
        run = one.add_run()
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = words
        run._r.append(part)
