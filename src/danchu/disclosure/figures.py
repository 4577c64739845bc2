"""Numbers this room lets others read: dataclasses, no models."""

from datetime import date
from typing import Any, NamedTuple

from danchu.disclosure.counted import Cell, Way
from danchu.duties import summing
from danchu.duties.models import Basis, Summary
from danchu.places.models import Unit

# What an office itself owes. Boards and hamlet heads (`paper_…`) have figures of their own.
KINDS = ("item", "plan", "pointer", "quarterly_list", "council")


class Figures(NamedTuple):
    """Publication in time. The three kinds of days are never added up."""

    law: Summary
    fallback: Summary  # another law sets the day and has not been read
    parameter: Summary  # corrections, plan, lists, answers: the province's days

    @property
    def percent(self) -> int | None:
        """Whole percent of `law.on_time` in `law.whole`, rounded down; None without a whole."""
        return self.law.on_time * 100 // self.law.whole if self.law.whole else None


def of_unit(unit: Unit | None, *, on: date) -> Figures:
    """Figures of a unit and everything under it; None: of everybody."""
    units = Unit.objects.within(unit) if unit is not None else None
    found = summing.summaries(summing.Asked(KINDS, "disclosure.", units), on=on)
    return Figures(found[Basis.LAW], found[Basis.FALLBACK], found[Basis.PARAMETER])


class Figure(NamedTuple):
    """One share of one unit; `records` is the address of the list behind it, so access decides."""

    key: str
    unit_id: int
    period: str
    numerator: int
    denominator: int
    records: str


def compliance(*, year: int, on: date) -> list[Figure]:
    """Papers signed in `year` and public on time by the law's day, of those that came due, for
    every commune that noted one. Taps of people are never in it. From cells: as fresh as the
    worker."""
    rows: Any = (
        Cell.objects.filter(way=Way.WEB, basis=Basis.LAW)
        .signed(date(year, 1, 1), date(year, 12, 31))
        .tallied("unit", "unit__slug", on=on)
    )
    return [
        Figure(
            "disclosure.web_on_time",
            unit,
            str(year),
            on_time,
            on_time + late + overdue,
            f"/xa/{slug}/thuc-hien/?nam={year}&kenh=web&moc=luat&tinh-trang=da-den-han",
        )
        for unit, slug, on_time, late, overdue, *_ in rows
    ]
