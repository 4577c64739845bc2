"""Numbers this room lets others read: dataclasses, no models."""

from datetime import date
from typing import NamedTuple

from danchu.disclosure.models import Item
from danchu.duties.models import Basis, Duty, DutyQuerySet, Summary
from danchu.places.models import Unit


class Figures(NamedTuple):
    """Publication in time. The three kinds of days are never added up."""

    law: Summary
    fallback: Summary  # another law sets the day and has not been read
    parameter: Summary  # corrections, plan, lists, answers: the province's days
    published: int

    @property
    def percent(self) -> int | None:
        """Whole percent of `law.on_time` in `law.whole`, rounded down; None without a whole."""
        return self.law.on_time * 100 // self.law.whole if self.law.whole else None


def of_unit(unit: Unit | None, *, on: date) -> Figures:
    """Figures of a unit and everything under it; None: of everybody."""
    duties = Duty.objects.filter(rule_key__startswith="disclosure.")
    duties = duties.exclude(kind__startswith="paper_")  # boards and heads have their own
    items = Item.objects.published()
    if unit is not None:
        units = Unit.objects.within(unit)
        duties, items = duties.of_units(units), items.of_units(units)
    return Figures(
        law=_of(duties, Basis.LAW, on),
        fallback=_of(duties, Basis.FALLBACK, on),
        parameter=_of(duties, Basis.PARAMETER, on),
        published=items.count(),
    )


def _of(duties: DutyQuerySet, basis: Basis, on: date) -> Summary:
    return duties.filter(basis=basis).summary(on=on)
