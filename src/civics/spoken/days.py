"""Days, months, years and hours in words. "Ngày" is said once."""

from __future__ import annotations

import re
from datetime import date

from civics.spoken import numbers

_DAY = re.compile(
    r"(?P<word>\b[Nn]gày\s+)?(?<![0-9/.\-])(?P<d>[0-3]?[0-9])(?P<sep>[/.\-])(?P<m>[01]?[0-9])(?P=sep)"
    r"(?P<y>(?:19|20)[0-9]{2})(?![0-9/])"
)
_ISO = re.compile(
    r"(?<![0-9\-])(?P<y>(?:19|20)[0-9]{2})-(?P<m>[01][0-9])-(?P<d>[0-3][0-9])(?![0-9\-])"
)
_NO_YEAR = re.compile(
    r"\b(?P<word>(?:[Nn]gày|[Ss]áng|[Tt]rưa|[Cc]hiều|[Tt]ối|[Đđ]êm|[Hh]ôm)\s+)"
    r"(?P<d>[0-3]?[0-9])/(?P<m>[01]?[0-9])(?![0-9/])"
)
_CHAINED = re.compile(
    r"(?P<start>ngày [^.;:()]{4,40}?tháng (?:một|hai|ba|tư|năm|sáu|bảy|tám|chín|mười(?: một| hai)?)"
    r"\s*(?:,|và|đến hết|đến|-)\s*)(?:(?:hết\s+)?ngày\s+)?"
    r"(?P<d>[0-3]?[0-9])/(?P<m>[01]?[0-9])(?![0-9/])"
)
_MONTH_YEAR = re.compile(
    r"(?P<word>\b[Tt]háng\s+)?(?<![0-9/.,])(?P<m>0?[1-9]|1[0-2])/(?P<y>(?:19|20)[0-9]{2})(?![0-9/])"
)
_QUARTER = re.compile(r"\b(?P<word>[Qq]uý\s+)(?P<q>[1-4])/(?P<y>(?:19|20)[0-9]{2})(?![0-9/])")
_LONG = re.compile(r"\b(?P<word>[Nn]gày\s+)(?P<d>[0-3]?[0-9])(?=\s+tháng\b)")
_ALONE = re.compile(
    r"(?<!mỗi )(?<!một )(?<!hằng )(?<!hàng )\b(?P<word>[Nn]gày\s+)(?P<d>0?[1-9]|10)"
    r"(?=\s*(?:[,;)]|\.(?![0-9])|đến\b|và\b|hằng tháng\b|hàng tháng\b|$))"
)
_MONTH = re.compile(r"\b(?P<word>[Tt]háng\s+)(?P<m>0?[1-9]|1[0-2])(?![0-9/,.]|\s*(?:người|hộ)\b)")
_WEEKDAY = re.compile(r"\b(?P<word>[Tt]hứ\s+)4(?![0-9])")
_HOUR = re.compile(
    r"(?<![0-9:.,/])(?P<h>[01]?[0-9]|2[0-4])(?:\s?(?:giờ|h|g)\s?|:)(?P<min>[0-5][0-9])"
    r"(?:\s?(?:phút|p|'))?(?![0-9:]|\s?%)"
)
_SHARP = re.compile(r"(?<![0-9:.,/])(?P<h>[01]?[0-9]|2[0-4])\s?(?:h|g)(?![^\W_])")


def in_words(line: str) -> str:
    """Every day and hour of one line that is written in digits."""
    line = _DAY.sub(_day, line)
    line = _ISO.sub(_day, line)
    line = _NO_YEAR.sub(_no_year, line)
    for _ in range(3):
        line = _CHAINED.sub(_chained, line)
    line = _QUARTER.sub(
        lambda hit: f"{hit['word']}{numbers.integer(hit['q'])} năm {numbers.integer(hit['y'])}",
        line,
    )
    line = _MONTH_YEAR.sub(_month_year, line)
    line = _LONG.sub(_long, line)
    line = _ALONE.sub(_long, line)
    line = _MONTH.sub(lambda hit: hit["word"] + numbers.month(int(hit["m"]))[6:], line)
    line = _WEEKDAY.sub(lambda hit: f"{hit['word']}tư", line)
    line = _HOUR.sub(_hour, line)
    return _SHARP.sub(lambda hit: f" {numbers.integer(hit['h'])} giờ ", line)


def _real(day: int, month: int, year: int = 2024) -> bool:
    """Whether the calendar has such a day; without a year, of a leap year."""
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _day(hit: re.Match[str]) -> str:
    day, month, year = int(hit["d"]), int(hit["m"]), int(hit["y"])
    if not _real(day, month, year):
        return hit[0]
    word = hit.groupdict().get("word") or ("" if _said_before(hit) else "ngày ")
    return f"{word}{numbers.day_of_month(day)} {numbers.month(month)} năm {numbers.integer(year)}"


def _said_before(hit: re.Match[str]) -> bool:
    return bool(re.search(r"\b[Nn]gày\s+$", hit.string[: hit.start()]))


def _no_year(hit: re.Match[str]) -> str:
    day, month = int(hit["d"]), int(hit["m"])
    if not _real(day, month):
        return hit[0]
    word = hit["word"] if hit["word"][:1] in "Nn" else f"{hit['word']}ngày "
    return f"{word}{numbers.day_of_month(day)} {numbers.month(month)}"


def _chained(hit: re.Match[str]) -> str:
    day, month = int(hit["d"]), int(hit["m"])
    if not _real(day, month):
        return hit[0]
    return f"{hit['start']}ngày {numbers.day_of_month(day)} {numbers.month(month)}"


def _month_year(hit: re.Match[str]) -> str:
    word = hit["word"] or "tháng "
    month = numbers.month(int(hit["m"])).removeprefix("tháng ")
    return f"{word}{month} năm {numbers.integer(hit['y'])}"


def _long(hit: re.Match[str]) -> str:
    day = int(hit["d"])
    return f"{hit['word']}{numbers.day_of_month(day)}" if 1 <= day <= 31 else hit[0]


def _hour(hit: re.Match[str]) -> str:
    minutes = int(hit["min"])
    after = f" {numbers.integer(minutes)} phút" if minutes else ""
    return f" {numbers.integer(hit['h'])} giờ{after} "
