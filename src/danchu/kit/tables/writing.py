"""Tables we hand out: an empty template, and the rows that were not taken, with the reason."""

import io
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from danchu.kit.tables.columns import EXAMPLE, WHY, Column
from danchu.kit.tables.texts import neutral

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def template(columns: Sequence[Column], *, title: str, notes: Sequence[str] = ()) -> bytes:
    """An XLSX to fill: bold headings, one example row that is never read, a sheet of notes."""
    book = Workbook(write_only=True)
    sheet = _sheet(book, title, [*(len(one.heading) for one in columns), 24])
    sheet.append([_text(sheet, one.heading, bold=True) for one in columns])
    example = [_text(sheet, one.example, italic=True) for one in columns]
    sheet.append([*example, _text(sheet, EXAMPLE, italic=True)])
    about = _sheet(book, "Cách điền", [24, 90])
    about.append([_text(about, "Cột", bold=True), _text(about, "Cách điền", bold=True)])
    for one in columns:
        note = f"{'Phải có. ' if one.needed else ''}{one.note}".strip()
        about.append([_text(about, one.heading), _text(about, note)])
    about.append([])
    for line in (*notes, "Mỗi dòng một đơn vị dữ liệu: không gộp ô, không dùng công thức."):
        about.append([_text(about, ""), _text(about, line)])
    return _bytes(book)


def rejected(headings: Sequence[str], rows: Iterable[tuple[Sequence[str], str]]) -> bytes:
    """The rows as they came, each with its reason: mend here, delete the last column, send again.

    What a spreadsheet would run as a formula is neutralised; `read` takes it back as it was.
    """
    named = list(headings)
    keep = [at for at, one in enumerate(named) if one != WHY]
    book = Workbook(write_only=True)
    sheet = _sheet(book, "Dòng chưa nhận", [*(20 for _ in keep), 60])
    sheet.append([_text(sheet, one, bold=True) for one in [*(named[at] for at in keep), WHY]])
    for cells, why in rows:
        kept = [cells[at] if at < len(cells) else "" for at in keep]
        sheet.append([*(_text(sheet, one) for one in kept), _text(sheet, why)])
    return _bytes(book)


def listing(
    heads: Sequence[str], rows: Iterable[Sequence[str]], *, title: str, note: str = ""
) -> bytes:
    """A list to hand on, every cell as text; `note` stands on a sheet of its own."""
    book = Workbook(write_only=True)
    sheet = _sheet(book, title, [max(len(head), 16) for head in heads])
    sheet.append([_text(sheet, head, bold=True) for head in heads])
    for cells in rows:
        sheet.append([_text(sheet, one) for one in cells])
    if note:
        about = _sheet(book, "Ghi chú", [90])
        about.append([_text(about, note)])
    return _bytes(book)


def _sheet(book: Workbook, title: str, widths: Sequence[int]) -> Any:
    sheet: Any = book.create_sheet(title)
    for at, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(at)].width = max(width + 2, 14)
    sheet.freeze_panes = "A2"
    return sheet


def _text(sheet: Any, text: str, *, bold: bool = False, italic: bool = False) -> Any:
    cell: Any = WriteOnlyCell(sheet)
    cell.value = neutral(text)
    cell.data_type = "s"  # never a formula, whatever stands at its start
    cell.number_format = "@"  # a code 0123 keeps its nought when it is typed over
    cell.font = Font(bold=bold, italic=italic)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _bytes(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
