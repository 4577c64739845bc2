"""XLSX, judged before it is unpacked: how big, how many rows, which cells are merged."""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from typing import Any, NamedTuple
from xml.etree import ElementTree as ET

import openpyxl
from openpyxl.utils import range_boundaries
from openpyxl.utils.exceptions import InvalidFileException

from civics.errors import Refused
from danchu.kit.files import BROKEN
from danchu.kit.tables.texts import (
    HEADING_WITHIN,
    LONGEST_CELL,
    MOST_COLUMNS,
    Raw,
    address,
    plain,
    thousands,
    wrong_with,
)

MOST_SHEET_BYTES = 200 * 1024 * 1024  # unpacked, only scanned
MOST_PART_BYTES = 24 * 1024 * 1024  # unpacked, read whole: texts, styles
MOST_STREAMED_BYTES = 128 * 1024 * 1024  # the same, of a file on the command line
MOST_MERGES = 5000
LAST_LINE = 1_048_576
CHUNK, KEPT = 1 << 20, 200  # bytes read at a time; carried over, longer than any tag sought
SOUGHT = re.compile(
    rb"<(?:\w+:)?(?:(?P<row>row)[ >]|(?P<value>v|is)>"
    rb"|mergeCell\s[^>]*?ref=\"(?P<merge>[A-Z0-9:]+)\")"
)
UNFIT = (
    *BROKEN,
    InvalidFileException,
    ET.ParseError,
    TypeError,
    AttributeError,
    StopIteration,
)
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


class Scan(NamedTuple):
    """What one pass over a sheet's bytes tells."""

    rows: int
    values: int
    merges: list[str]


def rows(data: bytes, name: str, *, most: int, part_bytes: int = MOST_PART_BYTES) -> Iterator[Raw]:
    """Every row of the first sheet that holds something. Refused when more than `most` do.

    `part_bytes`: how big a part that is read whole (texts, styles) may unpack to.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            sheet = _judge(archive, name, part_bytes)
            scan = _scan(archive, sheet)
        _not_too_long(scan, name, most)
        yield from _read(data, _merged(scan))
    except UNFIT as unfit:
        raise Refused(
            f"Tệp {name} bị hỏng hoặc không phải XLSX. Hãy mở bằng Excel, lưu lại rồi gửi lại."
        ) from unfit


def _judge(archive: zipfile.ZipFile, name: str, part_bytes: int) -> str:
    """The first sheet's part, once every part is known to unpack to a bounded size."""
    for entry in archive.infolist():
        sheet = entry.filename.startswith("xl/worksheets/")
        if entry.file_size > (MOST_SHEET_BYTES if sheet else part_bytes):
            raise Refused(f"Tệp {name} bung ra quá lớn. Hãy tách thành nhiều tệp nhỏ.")
        if entry.filename.endswith((".xml", ".rels")):
            with archive.open(entry) as opened:
                if b"<!DOCTYPE" in opened.read(2000):
                    raise ValueError("an office file declares no document type")
        if entry.filename.lower().endswith("vbaproject.bin"):
            raise Refused(f"Tệp {name} có macro. Hãy lưu thành .xlsx không macro rồi gửi lại.")
    return _first_sheet(archive)


def _first_sheet(archive: zipfile.ZipFile) -> str:
    """Entities cannot grow here: a DOCTYPE was refused, and expat bounds them besides."""
    book = ET.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314
    links = ET.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314
    first = next(tag for tag in book.iter() if tag.tag.endswith("}sheet"))
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    target = targets[first.get(RELATION)]
    return target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target)


def _scan(archive: zipfile.ZipFile, part: str) -> Scan:
    """Counts tags without building anything: 200,000 rows take a fraction of a second."""
    counted, values = 0, 0
    merges: list[str] = []
    kept = b""
    with archive.open(part) as opened:
        while chunk := opened.read(CHUNK):
            text = kept + chunk
            sure = len(text) - KEPT if len(chunk) == CHUNK else len(text)
            for hit in SOUGHT.finditer(text):
                if hit.start() >= sure:
                    break
                counted += hit["row"] is not None
                values += hit["value"] is not None
                if hit["merge"] and len(merges) < MOST_MERGES:
                    merges.append(hit["merge"].decode())
            kept = text[max(sure, 0) :]
    return Scan(counted, values, merges)


def _not_too_long(scan: Scan, name: str, most: int) -> None:
    """Rows with a border and nothing in them do not count; the heading and titles may come too."""
    if min(scan.rows, scan.values) > most + HEADING_WITHIN:
        raise Refused(
            f"Tệp {name} có {thousands(scan.rows)} dòng, mỗi lần nhận nhiều nhất "
            f"{thousands(most)} dòng. Hãy xóa dòng thừa hoặc tách thành nhiều tệp."
        )


def _merged(scan: Scan) -> dict[int, str]:
    """The merged range that touches each line."""
    touched: dict[int, str] = {}
    for merge in scan.merges:
        _, top, _, bottom = range_boundaries(merge)
        for line in range(top or 1, min(bottom or 1, (top or 1) + 20_000) + 1):
            touched.setdefault(line, merge)
    return touched


def _read(data: bytes, merged: dict[int, str]) -> Iterator[Raw]:
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
    try:
        found = book.worksheets[0].iter_rows(max_row=LAST_LINE, max_col=MOST_COLUMNS)
        before: object = None
        for line, cells in enumerate(found, 1):
            if cells is before:  # openpyxl fills a gap with one and the same empty row
                continue
            before = cells
            raw = _raw(line, cells, merged.get(line))
            if not raw.blank:
                yield raw
    finally:
        book.close()


def _raw(line: int, cells: tuple[Any, ...], merge: str | None) -> Raw:
    texts, wrong = [], []
    for column, cell in enumerate(cells):
        if cell.value is None:
            texts.append("")
            continue
        text = plain(cell.value)
        where = address(column, line)
        if cell.data_type == "f":
            wrong.append(f"ô {where} là công thức. Hãy ghi thẳng giá trị.")
            text = text if text.startswith("=") else "công thức"
        elif cell.data_type == "e":
            wrong.append(f"ô {where} báo lỗi {text} của Excel. Hãy ghi lại giá trị.")
        elif problem := wrong_with(text, where):
            wrong.append(problem)
        texts.append(text[:LONGEST_CELL])
    if merge and any(texts):
        wrong.append(f"ô {merge} là ô gộp. Hãy bỏ gộp rồi điền đủ từng dòng.")
    while texts and not texts[-1]:
        texts.pop()
    return Raw(line, texts, wrong)
