"""Days off, substitute days and swapped days of each year, as announced."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date, timedelta

from civics.errors import NoCalendar
from civics.workdays import WEEKEND, is_workday, workdays_after, workdays_before

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class DayOff:
    """One day on which offices rest though the week would have them work, or a worked weekend."""

    day: date
    name: str
    kind: str  # "holiday", "substitute", "swapped" (off), "worked" (weekend day made working)
    source: str
    confirmed: bool


@dataclass(frozen=True)
class Year:
    """The calendar of one year. `announced` is no while the official notice is awaited:
    then only days certain by the Labour Code are off, `undecided` ones count as working
    (the earlier due day)."""

    year: int
    announced: bool
    source: str
    days: tuple[DayOff, ...]
    undecided: tuple[DayOff, ...] = ()


@dataclass(frozen=True)
class Calendar:
    """All years known; asking about any other year is refused, never guessed."""

    years: tuple[Year, ...]
    holidays: frozenset[date] = field(init=False)
    worked: frozenset[date] = field(init=False)
    _off: tuple[date, ...] = field(init=False, repr=False)  # in order: weekdays on which all rest
    _on: tuple[date, ...] = field(init=False, repr=False)  # in order: weekend days of work

    def __post_init__(self) -> None:
        every = [day for year in self.years for day in year.days]
        off = frozenset(item.day for item in every if item.kind != "worked")
        on = frozenset(item.day for item in every if item.kind == "worked")
        object.__setattr__(self, "holidays", off)
        object.__setattr__(self, "worked", on)
        resting = (day for day in off if day.weekday() not in WEEKEND)
        object.__setattr__(self, "_off", tuple(sorted(resting)))
        swapped = (day for day in on - off if day.weekday() in WEEKEND)
        object.__setattr__(self, "_on", tuple(sorted(swapped)))

    def year_of(self, day: date) -> Year:
        """The calendar `day` falls in."""
        for year in self.years:
            if year.year == day.year:
                return year
        raise NoCalendar(day.year)

    def is_working_day(self, day: date) -> bool:
        """Whether offices work on `day`."""
        self.year_of(day)
        return is_workday(day, holidays=self.holidays, worked=self.worked)

    def after(self, start: date, days: int) -> date:
        """The day `days` working days after `start`, which is not counted."""
        self.year_of(start)
        due = workdays_after(start, days, holidays=self.holidays, worked=self.worked)
        self.year_of(due)
        return due

    def before(self, event: date, days: int) -> date:
        """The day `days` working days before `event`, which is not counted."""
        self.year_of(event)
        due = workdays_before(event, days, holidays=self.holidays, worked=self.worked)
        self.year_of(due)
        return due

    def next_working_day(self, day: date) -> date:
        """`day` itself when offices work then, else the first working day after it."""
        while not self.is_working_day(day):
            day += ONE_DAY
        return day

    def between(self, start: date, end: date) -> int:
        """Working days in (start, end]: `start` is not counted, `end` is. 0 when end <= start."""
        if end <= start:
            return 0
        known = {year.year for year in self.years}
        for year in range((start + ONE_DAY).year, end.year + 1):
            if year not in known:
                raise NoCalendar(year)
        weekdays = _weekdays_upto(end) - _weekdays_upto(start)
        return weekdays - _within(self._off, start, end) + _within(self._on, start, end)


def _weekdays_upto(day: date) -> int:
    """Mondays to Fridays from 01/01/0001, a Monday, to `day`, inclusive."""
    weeks, rest = divmod(day.toordinal(), 7)
    return weeks * 5 + min(rest, 5)


def _within(days: tuple[date, ...], start: date, end: date) -> int:
    """How many of the sorted `days` lie in (start, end]."""
    return bisect_right(days, end) - bisect_right(days, start)
