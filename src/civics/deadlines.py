"""From a day and a rule to the last day on which the act is in time."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

from civics.calendars import Calendar
from civics.cite import Cite

UNITS = ("working_days", "days", "months")


class FixedDay(NamedTuple):
    """The last day of a year on which an act is in time (inclusive), when the law names the day.

    "Trước ngày 30 tháng 11" ends on 29/11; "vào ngày 18 tháng 11" is that day.
    """

    last_on: date
    cite: Cite
    key: str


class Deadline(NamedTuple):
    """The last day on which an act is in time (inclusive), with its reason.

    `days` is the count in `unit` ("working_days", "days" or "months"). For calendar units
    `due_on` is the plain, earlier day; `moved_to` is the next working day when `due_on` is a
    day of rest (Bộ luật Dân sự 2015 Điều 148 khoản 5), else None. Be ready on `due_on`.
    For acts due before an event, `advised_on` is one day earlier: whether "02 ngày trước"
    means full days in between is arguable. `provisional` is true when the days off of that
    year are not announced yet.
    """

    due_on: date
    days: int
    unit: str
    cite: Cite
    key: str
    moved_to: date | None = None
    advised_on: date | None = None
    backwards: bool = False
    provisional: bool = False


def months_after(start: date, months: int) -> date:
    """The same day `months` later, or the last day of that month when there is none.

    Source: Bộ luật Dân sự 2015 Điều 148 khoản 3.

    >>> months_after(date(2025, 11, 30), 3)
    datetime.date(2026, 2, 28)
    """
    index = start.year * 12 + start.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))


def forwards(start: date, count: int, unit: str, calendar: Calendar) -> tuple[date, date | None]:
    """Last day of a period counted from `start` (not counted), and where it moves to.

    Source: Bộ luật Dân sự 2015 Điều 147 khoản 2, Điều 148 khoản 5.
    """
    calendar.year_of(start)
    if unit == "working_days":
        return calendar.after(start, count), None
    due = start + timedelta(days=count) if unit == "days" else months_after(start, count)
    moved = calendar.next_working_day(due)
    return due, (moved if moved != due else None)


def backwards(event: date, count: int, unit: str, calendar: Calendar) -> date:
    """Last day on which an act due `count` units before `event` is in time (subtraction)."""
    calendar.year_of(event)
    if unit == "working_days":
        return calendar.before(event, count)
    due = event - timedelta(days=count) if unit == "days" else months_after(event, -count)
    calendar.year_of(due)
    return due
