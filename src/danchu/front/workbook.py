"""An XLSX written as it is sent: no row is held longer than its line, so memory stays flat.

openpyxl builds the whole file on disk before the first byte leaves; a province's trail would time
out on the line. Only what a table needs is written: text, whole numbers, days, moments.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import IO, cast
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

Cell = str | int | date
ROWS_A_SHEET = 1_000_000  # Excel opens 1,048,576
LONGEST = 32_767
EPOCH = date(1899, 12, 30)
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
DAY, MOMENT, HEAD = 1, 2, 3  # places in the list of styles below
STYLES = (
    f'{XML}<styleSheet xmlns="{SPREADSHEET}"><numFmts count="2">'
    '<numFmt numFmtId="164" formatCode="dd/mm/yyyy"/>'
    '<numFmt numFmtId="165" formatCode="dd/mm/yyyy hh:mm:ss"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Arial"/></font>'
    '<font><b/><sz val="11"/><name val="Arial"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)


def workbook(
    covers: Mapping[str, Iterable[Sequence[Cell]]],
    name: str,
    heads: Sequence[str],
    rows: Iterable[Sequence[Cell]],
) -> Iterator[bytes]:
    """The bytes of a workbook: small cover sheets, then `rows` on as many sheets as they need."""
    pipe = _Pipe()
    names: list[str] = []
    with ZipFile(cast("IO[bytes]", pipe), "w", ZIP_DEFLATED) as zipped:
        for title, lines in covers.items():
            names.append(title)
            yield from _sheet(zipped, pipe, len(names), _lines(lines))
        rest = _Rows(rows)
        while rest.more() or len(names) == len(covers):
            part = len(names) - len(covers)
            names.append(name if not part else f"{name} {part + 1}")
            yield from _sheet(zipped, pipe, len(names), _lines(rest.some(), heads))
        for path, text in _parts(names):
            zipped.writestr(_entry(path), text)
            yield pipe.taken()
    yield pipe.taken()


class _Pipe:
    """What the archive writes to: it cannot go back, and gives away what it holds."""

    def __init__(self) -> None:
        self._held: list[bytes] = []
        self.size = 0  # not yet taken
        self._written = 0

    def write(self, data: bytes) -> int:
        self._held.append(bytes(data))
        self.size += len(data)
        self._written += len(data)
        return len(data)

    def tell(self) -> int:
        return self._written

    def seek(self, offset: int, whence: int = 0) -> int:
        raise OSError("what was sent cannot be taken back")

    def close(self) -> None:
        """Nothing is open."""

    def flush(self) -> None:
        """Nothing waits anywhere."""

    def taken(self) -> bytes:
        data = b"".join(self._held)
        self._held, self.size = [], 0
        return data


class _Rows:
    """The rows of several sheets: looks one row ahead to know whether another sheet begins."""

    def __init__(self, rows: Iterable[Sequence[Cell]]) -> None:
        self._rows = iter(rows)
        self._ahead: list[Sequence[Cell]] = []

    def more(self) -> bool:
        if not self._ahead:
            self._ahead = [row for row in (next(self._rows, None),) if row is not None]
        return bool(self._ahead)

    def some(self) -> Iterator[Sequence[Cell]]:
        given = 0
        while given < ROWS_A_SHEET and self.more():
            given += 1
            yield self._ahead.pop()


def _entry(path: str) -> ZipInfo:
    entry = ZipInfo(path, (1980, 1, 1, 0, 0, 0))
    entry.compress_type = ZIP_DEFLATED
    return entry


def _sheet(zipped: ZipFile, pipe: _Pipe, number: int, lines: Iterator[str]) -> Iterator[bytes]:
    with zipped.open(_entry(f"xl/worksheets/sheet{number}.xml"), "w") as part:
        part.write(f'{XML}<worksheet xmlns="{SPREADSHEET}"><sheetData>'.encode())
        for line in lines:
            part.write(line.encode())
            if pipe.size > 32_000:
                yield pipe.taken()
        part.write(b"</sheetData></worksheet>")
    yield pipe.taken()


def _lines(rows: Iterable[Sequence[Cell]], heads: Sequence[str] = ()) -> Iterator[str]:
    if heads:
        yield f"<row>{''.join(_text(head, HEAD) for head in heads)}</row>"
    for row in rows:
        yield f"<row>{''.join(map(_cell, row))}</row>"


def _cell(value: Cell) -> str:
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, datetime):
        seconds = value.hour * 3600 + value.minute * 60 + value.second
        return f'<c s="{MOMENT}"><v>{(value.date() - EPOCH).days + seconds / 86400:.6f}</v></c>'
    if isinstance(value, date):
        return f'<c s="{DAY}"><v>{(value - EPOCH).days}</v></c>'
    return f"<c><v>{value:d}</v></c>"


def _text(value: str, style: int = 0) -> str:
    """Written as text, so nothing in it is ever a formula."""
    shown = escape(FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", value[:LONGEST]))
    chosen = f' s="{style}"' if style else ""
    return f'<c t="inlineStr"{chosen}><is><t xml:space="preserve">{shown}</t></is></c>'


def _parts(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """What says which sheets there are; written last, when that is known."""
    numbers = range(1, len(names) + 1)
    sheets = "".join(
        f'<sheet name="{escape(names[n - 1])}" sheetId="{n}" r:id="rId{n}"/>' for n in numbers
    )
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in numbers
    )
    styles = f'<Relationship Id="rIdS" Type="{OFFICE}/styles" Target="styles.xml"/>'
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    types = "".join(
        f'<Override PartName="/xl/{path}.xml" ContentType="{kind}.{what}+xml"/>'
        for path, what in [
            ("workbook", "sheet.main"),
            ("styles", "styles"),
            *((f"worksheets/sheet{n}", "worksheet") for n in numbers),
        ]
    )
    book = (
        f'<workbook xmlns="{SPREADSHEET}" xmlns:r="{OFFICE}"><sheets>{sheets}</sheets></workbook>'
    )
    root = f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
    rels = f'{XML}<Relationships xmlns="{PACKAGE}/relationships">'
    package = "application/vnd.openxmlformats-package.relationships+xml"
    usual = (
        f'<Default Extension="rels" ContentType="{package}"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
    )
    yield "xl/styles.xml", STYLES
    yield "xl/workbook.xml", XML + book
    yield "xl/_rels/workbook.xml.rels", f"{rels}{links}{styles}</Relationships>"
    yield "_rels/.rels", f"{rels}{root}</Relationships>"
    yield (
        "[Content_Types].xml",
        f'{XML}<Types xmlns="{PACKAGE}/content-types">{usual}{types}</Types>',
    )
