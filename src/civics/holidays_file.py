"""One file of law/holidays/: the days off of a year, each with its source."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from civics.calendars import DayOff, Year
from civics.errors import LawFileError
from civics.workdays import WEEKEND

YEAR_FIELDS = {"year", "announced", "source", "days", "undecided", "note"}
DAY_FIELDS = {"name", "kind", "source", "confirmed", "for", "note"}
KINDS = ("holiday", "substitute", "swapped", "worked")


def read_year(raw: Mapping[str, Any], where: str) -> Year:
    """Check and build one year. Swaps come in pairs; a worked day is a weekend day."""
    for name in raw.keys() - YEAR_FIELDS:
        raise LawFileError(where, f"không có trường '{name}'")
    if not isinstance(raw.get("announced"), bool) or not isinstance(raw.get("source"), str):
        raise LawFileError(where, "thiếu 'announced' (yes hoặc no) hay 'source'")
    days = _days(raw.get("days"), raw, where)
    undecided = _days(raw.get("undecided") or {}, raw, where)
    if {item.day for item in days} & {item.day for item in undecided}:
        raise LawFileError(where, "một ngày không thể vừa là ngày nghỉ vừa chưa quyết định")
    _check_swaps(raw["days"], where)
    return Year(raw["year"], raw["announced"], raw["source"], days, undecided)


def _days(raw: Any, year: Mapping[str, Any], where: str) -> tuple[DayOff, ...]:
    if not isinstance(raw, dict):
        raise LawFileError(where, "'days' phải là danh sách ngày")
    return tuple(_day(day, item, year, where) for day, item in sorted(raw.items()))


def _day(day: Any, item: Any, year: Mapping[str, Any], where: str) -> DayOff:
    if type(day) is not date or day.year != year["year"]:
        raise LawFileError(where, f"'{day}' không phải ngày của năm {year['year']}")
    here = f"{where}, {day}"
    if not isinstance(item, dict) or not isinstance(item.get("name"), str):
        raise LawFileError(here, "thiếu tên ngày 'name'")
    for name in item.keys() - DAY_FIELDS:
        raise LawFileError(here, f"không có trường '{name}'")
    kind = item.get("kind", "holiday")
    if kind not in KINDS:
        raise LawFileError(here, f"'kind' phải là một trong {', '.join(KINDS)}")
    if kind == "worked" and day.weekday() not in WEEKEND:
        raise LawFileError(here, "ngày làm bù phải là thứ Bảy hoặc Chủ nhật")
    if kind in ("substitute", "swapped") and day.weekday() in WEEKEND:
        raise LawFileError(here, "ngày nghỉ bù, nghỉ hoán đổi phải là ngày trong tuần")
    if not isinstance(item.get("confirmed"), bool):
        raise LawFileError(here, "thiếu 'confirmed' (yes hoặc no)")
    source = item.get("source", year["source"])
    return DayOff(day, item["name"], kind, source, item["confirmed"])


def _check_swaps(days: Mapping[date, Mapping[str, Any]], where: str) -> None:
    """A swapped day off names the day worked for it ("for"), and that day is in the file."""
    for day, item in days.items():
        if item.get("kind") == "swapped":
            worked = days.get(item.get("for"))  # type: ignore[arg-type]
            if worked is None or worked.get("kind") != "worked":
                raise LawFileError(f"{where}, {day}", "nghỉ hoán đổi phải ghi 'for': ngày làm bù")
