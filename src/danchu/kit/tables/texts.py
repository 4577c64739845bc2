"""One cell as plain text, and what a cell may not be."""

import re
import unicodedata
from datetime import date, datetime, time
from typing import NamedTuple

from openpyxl.utils import get_column_letter

LONGEST_CELL = 1000  # characters
MOST_COLUMNS = 60
HEADING_WITHIN = 25  # lines: titles of an office may stand above the heading
# Vietnamese typed in the fonts before Unicode (.VnTime, TCVN3) comes as such signs within words.
OLD_FONT = re.compile(r"[A-Za-z][µ¸¶·¹¨»¾¼½©®ª«¬]")
# What a spreadsheet would run as a formula: the four signs, as wide letters too, and a tab or an
# end of line, after which some of them read the rest as if it stood first in its cell.
RISKY = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")


UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn"}  # control, format, surrogates, private, unassigned


class Raw(NamedTuple):
    """One line of a file: its cells as plain text, and what is wrong with them."""

    line: int  # as the spreadsheet counts: the first is 1
    cells: list[str]
    wrong: list[str]

    @property
    def blank(self) -> bool:
        return not any(self.cells) and not self.wrong


def address(column: int, line: int) -> str:
    """'C7', for the column counted from 0."""
    return f"{get_column_letter(column + 1)}{line}"


def plain(value: object) -> str:
    """What stands in a cell: composed letters, single spaces, no invisible signs.

    >>> plain("  Xo\\u0301m\\u00a0 Đồng\\u200b Tâm "), plain(12.0), plain(date(2026, 1, 5))
    ('Xóm Đồng Tâm', '12', '05/01/2026')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime | date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    seen = str(value)
    if not seen.isprintable():  # most cells are: looking at each letter would take most of the time
        seen = "".join(c for c in seen if c.isspace() or unicodedata.category(c) not in UNSEEN)
    text = unicodedata.normalize("NFC", " ".join(seen.split()))
    bare = text.lstrip("'")  # what `neutral` puts there
    return bare if bare.startswith(RISKY) else text


def wrong_with(text: str, where: str) -> str:
    """Why this text cannot be taken from the cell `where`; empty when it can."""
    if len(text) > LONGEST_CELL:
        return f"ô {where} dài {len(text)} ký tự, nhiều hơn {LONGEST_CELL}. Hãy rút gọn."
    if OLD_FONT.search(text):
        return f"ô {where} gõ bằng phông chữ cũ (.VnTime, TCVN3). Hãy chuyển sang Unicode."
    return ""


def neutral(text: str) -> str:
    """`text` so that no spreadsheet runs it: an apostrophe before `RISKY`. The only one we have."""
    return f"'{text}" if text.startswith(RISKY) else text


def thousands(number: int) -> str:
    """'20.000'."""
    return f"{number:,}".replace(",", ".")
