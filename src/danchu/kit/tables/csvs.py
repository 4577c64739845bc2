"""CSV as offices send it: UTF-8, UTF-16 or Windows-1258; comma, semicolon or tab."""

import csv
import io
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from civics.errors import Refused
from danchu.kit.tables.texts import LONGEST_CELL, MOST_COLUMNS, Raw, address, plain, wrong_with

SEPARATORS = (",", ";", "\t")
BOMS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
HEAD = 4000  # signs in which the separator shows
LONGEST_FIELD = 100_000  # a quotation mark never closed swallows the rest of the file


def decoded(data: bytes, name: str) -> str:
    """The text of the file. Windows-1258 writes tones apart from letters: they are joined."""
    marked = next((code for bom, code in BOMS.items() if data.startswith(bom)), None)
    for code in [marked] if marked else [*_wide(data), "utf-8", "cp1258"]:
        try:
            return unicodedata.normalize("NFC", data.decode(code))
        except UnicodeDecodeError:
            continue
    raise _unreadable(name)


def _unreadable(name: str) -> Refused:
    return Refused(
        f"Không đọc được chữ trong tệp {name}. Mở bằng Excel, chọn Lưu thành, kiểu "
        "“CSV UTF-8” hoặc .xlsx, rồi gửi lại."
    )


def _wide(data: bytes) -> list[str]:
    """UTF-16 without its mark: every second byte of plain letters is nought."""
    start = data[:200]
    if start.count(0) * 3 < len(start):
        return []
    return ["utf-16-le" if start[1::2].count(0) >= start[::2].count(0) else "utf-16-be"]


def rows(data: bytes, name: str) -> Iterator[Raw]:
    """Every line that holds something."""
    text = decoded(data, name)
    yield from _rows(io.StringIO(text, newline=""), text[:HEAD], name)


def stream(file: Path, name: str) -> Iterator[Raw]:
    """The same from a file too big to hold: read twice, line by line, never whole."""
    code = next((one for one in _codes(file) if _readable(file, one)), None)
    if code is None:
        raise _unreadable(name)
    with file.open(encoding=code, newline="") as opened:
        head = opened.read(HEAD)
        opened.seek(0)
        yield from _rows(opened, head, name)


def _codes(file: Path) -> list[str]:
    with file.open("rb") as opened:
        start = opened.read(200)
    marked = next((code for bom, code in BOMS.items() if start.startswith(bom)), None)
    return [marked] if marked else [*_wide(start), "utf-8", "cp1258"]


def _readable(file: Path, code: str) -> bool:
    try:
        with file.open(encoding=code, newline="") as opened:
            while opened.read(1 << 20):
                pass
    except UnicodeError:
        return False
    return True


def _rows(opened: Iterable[str], head: str, name: str) -> Iterator[Raw]:
    told = head[:6].lower()
    separator, skipped = _separator(head), 0
    if told.startswith("sep="):
        separator, skipped = head[4:5], 1
    reader = csv.reader(opened, delimiter=separator)
    before = csv.field_size_limit(LONGEST_FIELD)
    try:
        for at, cells in enumerate(reader, 1):
            if at > skipped and any(cell.strip() for cell in cells):
                yield _raw(at, cells)
    except csv.Error as broken:
        raise Refused(
            f"Tệp {name} hỏng từ dòng {reader.line_num}: có dấu ngoặc kép mở mà không đóng. "
            "Hãy sửa dòng ấy rồi gửi lại."
        ) from broken
    finally:
        csv.field_size_limit(before)


def _separator(text: str) -> str:
    """What parts the cells of the lines at the top, where the heading stands."""
    top = text[:HEAD].splitlines()[:10]
    return max(SEPARATORS, key=lambda sign: max((line.count(sign) for line in top), default=0))


def _raw(line: int, cells: list[str]) -> Raw:
    wrong = []
    if len(cells) > MOST_COLUMNS:
        wrong.append(f"dòng {line} có {len(cells)} ô, nhiều hơn {MOST_COLUMNS}.")
        cells = cells[:MOST_COLUMNS]
    texts = []
    for column, cell in enumerate(cells):
        text = plain(cell)
        where = address(column, line)
        if text.startswith("="):
            wrong.append(f"ô {where} là công thức. Hãy ghi thẳng giá trị.")
        elif problem := wrong_with(text, where):
            wrong.append(problem)
        texts.append(text[:LONGEST_CELL])
    return Raw(line, texts, wrong)
