"""Which column is which: found by heading, whatever the accents, the case and the order."""

import hashlib
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from civics.errors import Refused
from danchu.kit.files import clean_name
from danchu.kit.folding import fold
from danchu.kit.tables import csvs, xlsx
from danchu.kit.tables.texts import HEADING_WITHIN, Raw, thousands

MOST_BYTES = 20 * 1024 * 1024
MOST_ROWS = 20_000
EXAMPLE = "Dòng ví dụ, không đọc"
EXAMPLE_FOLDED = fold(EXAMPLE)
NO_TABLE = (b"\xd0\xcf\x11\xe0", b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"{\\rt")
WHY = "Lý do"


class Column(NamedTuple):
    """One column of a template."""

    key: str
    heading: str
    needed: bool = False
    also: tuple[str, ...] = ()  # other headings people write
    note: str = ""  # for the sheet of notes
    example: str = ""


class Row(NamedTuple):
    """One line: its values by column, what was there, and what is wrong with it."""

    line: int
    values: dict[str, str]
    cells: list[str]
    wrong: list[str]


class Sheet(NamedTuple):
    """One file as it was read."""

    name: str
    sha256: str
    headings: list[str]
    rows: list[Row]


def read(data: bytes, name: str, columns: Sequence[Column], *, most: int = MOST_ROWS) -> Sheet:
    """The rows of a CSV or XLSX file, at most `most`. Refused when the file is not fit."""
    name = clean_name(name)
    if not data:
        raise Refused(f"Tệp {name} rỗng. Hãy mở thử trên máy rồi chọn lại.")
    if len(data) > MOST_BYTES:
        raise Refused(
            f"Tệp {name} nặng {len(data) / 1048576:.0f} MB, nhiều hơn {MOST_BYTES // 1048576} MB. "
            "Hãy tách thành nhiều tệp."
        )
    raws = _raws(data, name, most)
    headings, places = _heading(raws, name, columns)
    rows: list[Row] = []
    for raw in raws:
        if _is_example(raw):
            continue
        if len(rows) == most:
            raise Refused(
                f"Tệp {name} có nhiều hơn {thousands(most)} dòng. Hãy tách thành nhiều tệp."
            )
        rows.append(_row(raw, places))
    if not rows:
        raise Refused(f"Tệp {name} chỉ có dòng đầu đề. Hãy điền ít nhất một dòng rồi gửi lại.")
    return Sheet(name, hashlib.sha256(data).hexdigest(), headings, rows)


def stream(file: Path, columns: Sequence[Column], *, most: int) -> tuple[list[str], Iterator[Row]]:
    """Headings and rows of a file on this machine, however big: rows come one by one.

    For the command line, whose operator is trusted with the machine's memory; at most `most` rows.
    """
    name = clean_name(file.name)
    with file.open("rb") as opened:
        start = opened.read(4)
    if start == b"PK\x03\x04":
        raws = xlsx.rows(file.read_bytes(), name, most=most, part_bytes=xlsx.MOST_STREAMED_BYTES)
    elif any(start.startswith(bom) for bom in NO_TABLE):
        raws = _raws(start, name, most)  # says what it is
    else:
        raws = csvs.stream(file, name)
    headings, places = _heading(raws, name, columns)
    return headings, (_row(raw, places) for raw in raws if not _is_example(raw))


def _is_example(raw: Raw) -> bool:
    """Of the template: never read. Lengths are compared first, for the sake of long files."""
    return any(
        abs(len(cell) - len(EXAMPLE)) < 4 and fold(cell) == EXAMPLE_FOLDED for cell in raw.cells
    )


def _raws(data: bytes, name: str, most: int) -> Iterator[Raw]:
    if data.startswith(b"PK\x03\x04"):
        return xlsx.rows(data, name, most=most)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Refused(
            f"Tệp {name} là Excel cũ (.xls) hoặc có mật khẩu. Mở bằng Excel, bỏ mật khẩu, chọn "
            "Lưu thành, kiểu .xlsx, rồi gửi lại."
        )
    if data.startswith(NO_TABLE[1:]):
        raise Refused(f"Tệp {name} không phải bảng tính. Hãy gửi tệp XLSX hoặc CSV theo mẫu.")
    return csvs.rows(data, name)


def _heading(
    raws: Iterator[Raw], name: str, columns: Sequence[Column]
) -> tuple[list[str], dict[str, int]]:
    """The first line that names every column needed, and where each column stands."""
    best: list[str] = [column.heading for column in columns if column.needed]
    for raw in islice(raws, HEADING_WITHIN):
        places = _places(raw, columns, name)
        lacking = [one.heading for one in columns if one.needed and one.key not in places]
        if not lacking:
            headings = list(raw.cells)
            return headings, places
        if places and len(lacking) < len(best):
            best = lacking
    missing = ", ".join(f"“{one}”" for one in best)
    raise Refused(
        f"Tệp {name} thiếu cột {missing}. Hãy tải mẫu, chép dữ liệu vào đúng cột rồi gửi lại."
    )


def _places(raw: Raw, columns: Sequence[Column], name: str) -> dict[str, int]:
    names = {fold(said): one.key for one in columns for said in (one.heading, *one.also)}
    places: dict[str, int] = {}
    for at, cell in enumerate(raw.cells):
        key = names.get(fold(cell))
        if key is None:
            continue
        if key in places:
            raise Refused(f"Tệp {name} có hai cột “{cell}”. Hãy bỏ bớt một cột rồi gửi lại.")
        places[key] = at
    return places


def _row(raw: Raw, places: dict[str, int]) -> Row:
    cells = raw.cells
    values = {key: cells[at] if at < len(cells) else "" for key, at in places.items()}
    return Row(raw.line, values, cells, [*raw.wrong])
