"""Spreadsheets, cell by cell: every sheet, hidden ones too, notes, formulas, what lies unused.

openpyxl would lose charts and pictures on saving, so the parts are walked as they are; what a
number means (a day, a plain number) is asked of openpyxl.
"""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, NamedTuple

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

from danchu.disclosure.scanning.common import local, others
from danchu.disclosure.scanning.package import Package
from danchu.disclosure.scanning.slots import Headings, Piece, Slot, Unreadable

MOST_CELLS = 60_000
STRINGS = "xl/sharedStrings.xml"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


class Tab(NamedTuple):
    """One sheet of the workbook."""

    name: str
    part: str
    hidden: bool


def tabs(package: Package) -> list[Tab]:
    """Sheets in their order. Unreadable when the workbook does not say where they are."""
    book = package.tree("xl/workbook.xml")
    links = package.tree("xl/_rels/workbook.xml.rels")
    if book is None or links is None:
        raise Unreadable("tệp Excel bị hỏng, không mở được")
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    found = []
    for sheet in book.iter("{*}sheet"):
        target = targets.get(sheet.get(RELATION), "")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if package.tree(part) is None:
            raise Unreadable(f"trang tính “{sheet.get('name')}” không mở được")
        found.append(Tab(sheet.get("name", ""), part, sheet.get("state", "visible") != "visible"))
    return found


def slots(package: Package) -> Iterator[Slot]:
    """Every cell with something in it, then notes, then whatever else holds words."""
    sheets = tabs(package)
    book = _Book(package)
    for tab in sheets:
        hidden = " (đang ẩn)" if tab.hidden else ""
        yield from book.sheet(package.tree(tab.part), f"trang tính “{tab.name}”{hidden}")
    yield from book.unused()
    notes = package.named("xl/comments", "xl/threadedComments", "xl/comments/")
    for name in notes:
        for note in package.tree(name).iter("{*}comment", "{*}threadedComment"):
            words = [Piece(t, t.text or "") for t in note.iter("{*}t", "{*}text")]
            yield Slot(f"ghi chú ở ô {note.get('ref', '')}", [p for p in words if p.text])
    yield from _beside_cells(package, sheets)
    yield from others(package, [STRINGS, *notes, *(tab.part for tab in sheets)])


def counted(package: Package) -> str:
    """What was looked through, in words."""
    sheets = tabs(package)
    cells = sum(
        1 for tab in sheets for v in package.tree(tab.part).iter("{*}v", "{*}is") if local(v)
    )
    if cells > MOST_CELLS:
        raise Unreadable(f"tệp có hơn {MOST_CELLS} ô, máy không đọc hết")
    hidden = sum(tab.hidden for tab in sheets)
    also = f" ({hidden} trang đang ẩn)" if hidden else ""
    return f"{cells} ô có chữ, số trong {len(sheets)} trang tính{also}; cả ghi chú, cột ẩn"


def settle(package: Package) -> None:
    """After masking: what no cell shows any more is emptied, Excel counts formulas anew."""
    used = {
        int(c.findtext("{*}v") or -1)
        for tab in tabs(package)
        for c in package.tree(tab.part).iter("{*}c")
        if c.get("t") == "s"
    }
    strings = package.tree(STRINGS)
    for number, entry in enumerate(strings.iterchildren("{*}si") if strings is not None else []):
        if number not in used:
            for words in entry.iter("{*}t"):
                words.text = ""
    package.drop("xl/calcChain.xml")


class _Book:
    """What cells refer to: shared texts, formats of days."""

    def __init__(self, package: Package) -> None:
        strings = package.tree(STRINGS)
        self.entries = list(strings.iterchildren("{*}si")) if strings is not None else []
        self.texts = [_text(entry) for entry in self.entries]
        self.used: set[int] = set()
        self.days = _day_styles(package.tree("xl/styles.xml"))
        flag = next(package.tree("xl/workbook.xml").iter("{*}workbookPr"), None)
        mac = flag is not None and flag.get("date1904") in {"1", "true"}
        self.epoch = CALENDAR_MAC_1904 if mac else CALENDAR_WINDOWS_1900

    def sheet(self, root: Any, place: str) -> Iterator[Slot]:
        over, widths = Headings(), _widths(root)
        line = 0
        for row in root.iter("{*}row"):
            line = int(row.get("r") or line + 1)
            column = 0
            for cell in row.iterchildren("{*}c"):
                column = _column(cell, column)
                text = self.text(cell)
                where = f"{get_column_letter(column)}{line}"
                near = over.near(line, column, text, width=widths.get(where, 1))
                if text:
                    slot = Slot(f"{place}, ô {where}", [Piece(None, text)], near)
                    slot.write = _writer(root, cell)
                    yield slot

    def text(self, cell: Any) -> str:
        """What the cell shows, and its formula when that holds words of its own."""
        formula, value = cell.findtext("{*}f") or "", cell.findtext("{*}v") or ""
        kind = cell.get("t", "n")
        if kind == "s" and value.isdigit() and int(value) < len(self.texts):
            self.used.add(int(value))
            value = self.texts[int(value)]
        elif kind == "inlineStr":
            value = _text(cell.find("{*}is")) if cell.find("{*}is") is not None else ""
        elif kind == "n" and value:
            value = self._number(value, int(cell.get("s") or 0))
        return f"{value} ={formula}" if any(c.isdigit() for c in formula) else value

    def _number(self, value: str, style: int) -> str:
        try:
            number = float(value)
            if style in self.days and number >= 1:
                day = from_excel(number, self.epoch)
                return f"{day:%d/%m/%Y}" if isinstance(day, date | datetime) else value
        except (ValueError, OverflowError):
            return value
        return str(int(number)) if number.is_integer() else value

    def unused(self) -> Iterator[Slot]:
        """Texts that no cell shows stay in the file all the same."""
        for number, entry in enumerate(self.entries):
            if number not in self.used:
                pieces = [Piece(t, t.text or "") for t in entry.iter("{*}t")]
                yield Slot("chữ thừa, không ô nào dùng", pieces)


def _writer(root: Any, cell: Any) -> Any:
    """The cell becomes plain text: no formula may bring back what was masked."""

    def write(text: str) -> None:
        formula = cell.find("{*}f")
        if formula is not None and formula.get("t") in {"shared", "array"}:
            _freeze(root, formula.get("si"))
        for child in list(cell):
            cell.remove(child)
        space = cell.tag.rsplit("}", 1)[0] + "}"
        words = cell.makeelement(f"{space}is")
        inner = words.makeelement(f"{space}t")
        shown, _, said = text.partition(" =") if formula is not None else (text, "", "")
        inner.text = shown or said.strip('"')
        words.append(inner)
        cell.append(words)
        cell.set("t", "inlineStr")

    return write


def _freeze(root: Any, shared: str | None) -> None:
    """Cells that follow the formula of a masked cell keep what they show now."""
    for formula in list(root.iter("{*}f")):
        if formula.get("si") == shared:
            formula.getparent().remove(formula)


def _beside_cells(package: Package, sheets: list[Tab]) -> Iterator[Slot]:
    """What a sheet says outside its cells: headers for printing, choices, conditions."""
    for tab in sheets:
        for part in package.tree(tab.part):
            if local(part) in {"sheetData", ""}:
                continue
            for element in part.iter():
                if local(element) and (element.text or "").strip():
                    place = f"trang tính “{tab.name}”, ngoài ô"
                    yield Slot(place, [Piece(element, element.text)])


def _text(entry: Any) -> str:
    return "".join(t.text or "" for t in entry.iter("{*}t") if local(t.getparent()) != "rPh")


def _column(cell: Any, before: int) -> int:
    letters = "".join(filter(str.isalpha, cell.get("r") or ""))
    if not letters:
        return before + 1
    return int(range_boundaries(f"{letters}1")[0] or before + 1)


def _widths(root: Any) -> dict[str, int]:
    """How many columns the merged cell at this address covers."""
    widths = {}
    for merge in root.iter("{*}mergeCell"):
        left, top, right, _ = range_boundaries(merge.get("ref"))
        if left and top and right:
            widths[f"{get_column_letter(left)}{top}"] = right - left + 1
    return widths


def _day_styles(root: Any) -> set[int]:
    """Which cell formats show a day."""
    if root is None:
        return set()
    own = {int(f.get("numFmtId")): f.get("formatCode", "") for f in root.iter("{*}numFmt")}
    formats = root.find("{*}cellXfs")
    days = set()
    for number, style in enumerate(formats if formats is not None else []):
        code = int(style.get("numFmtId") or 0)
        if is_date_format(own.get(code, BUILTIN_FORMATS.get(code, ""))):
            days.add(number)
    return days
