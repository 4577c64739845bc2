"""Days on which papers are carried round the boards of a commune: twice a week, and when due."""

from datetime import date, timedelta
from typing import NamedTuple

from danchu.front.scale.lives import Days

WEEKDAYS = (1, 4)  # Tuesday, Friday
DAY = timedelta(days=1)


class Hung(NamedTuple):
    """Days of one posting; None: not yet, or never. `down` is a day gone by."""

    up: date | None = None
    until: date | None = None  # inclusive; None: for good
    down: date | None = None


class Tours:
    """The next tour from any day on. Working days only: boards rest at Tết too."""

    def __init__(self, days: Days) -> None:
        self._first = days.all[0]
        self.over = days.gone[-1]  # the last day on which anything was done
        self._next: list[date] = []
        day = self._first
        for tour in (day for day in days.all if day.weekday() in WEEKDAYS):
            while day <= tour:
                self._next.append(tour)
                day += DAY

    def after(self, day: date, more: int = 0) -> date:
        """The first tour on `day` or later, or so many `more` after it; `date.max`: far ahead."""
        for _ in range(more + 1):
            place = (day - self._first).days
            if place >= len(self._next):
                return date.max
            tour = self._next[place]
            day = tour + DAY
        return tour

    def for_paper(self, handed_on: date, due_on: date) -> date:
        """A tour in time; when there is none, somebody goes on the last day, if it is to come."""
        tour = self.after(handed_on)
        return tour if tour <= due_on or due_on < handed_on else due_on

    def hang(self, up: date, days: int | None, *, closed: date | None, lag: int = 0) -> Hung:
        """What is put up on `up` for so many `days`, and comes down by a tour, or by `lag` later.

        `closed`: the day from which on it must come down whatever it hung.
        """
        if up > self.over or (closed and up >= closed):
            return Hung()
        until = up + timedelta(days=days) if days else None
        free = [day for day in (until and until + DAY, closed) if day]
        down = self.after(min(free), lag) if free else date.max
        return Hung(up, until, down if down <= self.over else None)
