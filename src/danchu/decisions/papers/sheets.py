"""Household slips, four a sheet: PDF, Word. The code on a stub leads to one word, "đã thu"."""

import io
from collections.abc import Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any, NamedTuple

import docx as python_docx
import segno
from docx.enum.text import WD_ALIGN_PARAGRAPH as AT
from docx.shared import Mm, Pt
from docx.table import _Cell

from danchu.documents.reading import qr_picture
from danchu.kit import typeset

TEMPLATE = Path(__file__).parents[1] / "typst" / "slip_sheet.typ"
SIDE_MM = 96


class Sheets(NamedTuple):
    """What stands on every slip of one round; `slips`: (number, address of the stub or "")."""

    title: str
    where: str
    whole: str
    stamped: bool  # the commune's stamp above, or the head's own signature below (khoản 5 điểm b)
    until: str
    head: str
    name: str
    slips: Sequence[tuple[str, str]]


def pdf(told: Sheets, *, mark: str = "") -> bytes:
    slips = [
        {"number": number, "qr": qr_picture(address) if address else ""}
        for number, address in told.slips
    ]
    return typeset.paper(TEMPLATE, {**told._asdict(), "slips": slips, "mark": mark})


def docx(told: Sheets, *, mark: str = "") -> bytes:
    """The same words in a table of two columns, for an office that changes the layout."""
    file = python_docx.Document()
    section = file.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(9)
    if mark:
        section.header.paragraphs[0].add_run(mark).bold = True
    normal: Any = file.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(10.5)
    table = file.add_table(rows=-(-len(told.slips) // 2), cols=2)
    table.style, table.autofit = "Table Grid", False
    cells = []
    for at, (row, column) in enumerate((r, c) for r in table.rows for c in range(2)):
        row.height, row.cells[column].width = Mm(136), Mm(SIDE_MM)
        if at < len(told.slips):
            cells.append(row.cells[column])
            _stub(cells[at], told, *told.slips[at])
    body = _body(cells[0], told) if cells else []
    for cell in cells[1:]:  # after all codes: each is given an id by a look at the whole file
        cell._tc.extend(map(deepcopy, body))
    kept = io.BytesIO()
    file.save(kept)
    return kept.getvalue()


def _stub(cell: _Cell, told: Sheets, number: str, address: str) -> None:
    """What is torn off: the number and its code, another on each slip."""
    of = f" / {told.whole}" if told.whole else ""
    stub = cell.paragraphs[0]
    stub.add_run(f"Phiếu số {number}{of}  ").bold = True
    if address:
        picture = io.BytesIO()
        segno.make(address, micro=False).save(picture, kind="png", scale=4, border=1)
        picture.seek(0)
        stub.add_run().add_picture(picture, width=Mm(20))


def _body(cell: _Cell, told: Sheets) -> list[Any]:
    """What is the same on every slip, written once into this cell; the others get copies."""
    stamp = ["(dấu treo của Ủy ban nhân dân xã)"] if told.stamped else []
    lines = [
        (f"{told.where} · cuống xé khi thu; mã chỉ nói “đã thu”", False, AT.LEFT),
        ("- " * 30, False, AT.LEFT),
        *((one, False, AT.LEFT) for one in stamp),
        ("PHIẾU LẤY Ý KIẾN HỘ GIA ĐÌNH", True, AT.CENTER),
        ("mẫu đề xuất", False, AT.CENTER),
        (told.title or "." * 50, True, AT.CENTER),
        ("Đánh dấu × vào một ô. Từ hai dấu trở lên là phiếu không hợp lệ.", False, AT.CENTER),
        ("☐ Tán thành", False, AT.LEFT),
        ("☐ Không tán thành", False, AT.LEFT),
        (f"☐ Ý kiến khác: {'.' * 40}", False, AT.LEFT),
        (f"Thu phiếu đến hết ngày {told.until}. Không ghi tên, không ghi số hộ.", False, AT.LEFT),
        *(
            ()
            if told.stamped
            else ((told.head, True, AT.RIGHT), ("\n" + told.name, False, AT.RIGHT))
        ),
    ]
    made = []
    for words, bold, at in lines:
        one = cell.add_paragraph()
        one.alignment = at
        one.paragraph_format.space_after = Pt(3)
        one.add_run(words).bold = bold
        made.append(one._p)
    return made
