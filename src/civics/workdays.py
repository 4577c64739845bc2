"""Working days of public offices."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

WEEKEND = (5, 6)  # Saturday, Sunday: offices work five days a week, QĐ 188/1999/QĐ-TTg
ONE_DAY = timedelta(days=1)


def is_workday(
    day: date, *, holidays: Collection[date], worked: Collection[date] = frozenset()
) -> bool:
    """Whether offices work on `day`.

    `holidays` are the days off, substitute and swapped days included; `worked` are weekend
    days made working by an official swap. A swap wins over the weekend, not over a holiday.
    """
    if day in holidays:
        return False
    return day in worked or day.weekday() not in WEEKEND


def workdays_after(
    start: date, days: int, *, holidays: Collection[date], worked: Collection[date] = frozenset()
) -> date:
    """Return the last day of a deadline of `days` working days counted from `start`.

    The starting day is not counted; the returned day is (it is the last day on which the act
    is in time). With `days` = 0 it is `start` itself. Holidays have no default: whoever
    counts must have thought of them.

    >>> workdays_after(date(2026, 4, 28), 5, holidays={date(2026, 4, 30), date(2026, 5, 1)})
    datetime.date(2026, 5, 7)

    Source: "05 ngày làm việc kể từ ngày …", Luật 10/2022/QH15 Điều 12 khoản 3, Điều 20
    khoản 3; first day excluded by Bộ luật Dân sự 2015 Điều 147 khoản 2.
    """
    if days < 0:
        raise ValueError(f"a deadline cannot have {days} days")
    day = start
    while days:
        day += ONE_DAY
        days -= is_workday(day, holidays=holidays, worked=worked)
    return day


def workdays_before(
    event: date, days: int, *, holidays: Collection[date], worked: Collection[date] = frozenset()
) -> date:
    """Return the last day on which an act due `days` working days before `event` is in time.

    `event` is not counted, the returned day is a working day (or `event` when `days` = 0).
    """
    if days < 0:
        raise ValueError(f"a deadline cannot have {days} days")
    day = event
    while days:
        day -= ONE_DAY
        days -= is_workday(day, holidays=holidays, worked=worked)
    return day
