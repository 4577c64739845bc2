"""How fresh a roll is: when it was last confirmed, and until when that counts as fresh."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db.models import Max

from danchu.people.roll import rules
from danchu.people.roll.models import RollConfirmation
from danchu.places.models import Unit

FRESH = "people.roll_confirmed"  # a parameter of the province: months


class Freshness(NamedTuple):
    """What is said beside every number taken from a roll."""

    upto: date | None  # confirmed as right up to this day; None: never
    fresh: bool
    words: str


def confirmed_upto(unit: Unit) -> date | None:
    """The newest day to which the roll was confirmed."""
    return last_confirmed([unit.pk]).get(unit.pk)


def last_confirmed(unit_ids: Iterable[int]) -> dict[int, date]:
    """The same for many communities, in one query."""
    rows = RollConfirmation.objects.filter(unit__in=list(unit_ids)).order_by()
    return dict(rows.values("unit").annotate(last=Max("upto")).values_list("unit", "last"))


def freshness(upto: date | None, *, unit: Unit, on: date) -> Freshness:
    """Whether a roll confirmed up to `upto` is still fresh on `on` (the last day is inclusive)."""
    if upto is None:
        return Freshness(None, False, "Sổ hộ chưa được Trưởng thôn xác nhận lần nào")
    if rules.due_on(FRESH, unit=unit, start=upto, on=on) < on:
        months = rules.value(FRESH, unit=unit, on=on)["months"]
        return Freshness(
            upto, False, f"Sổ hộ xác nhận đến {upto:%d/%m/%Y}, đã quá {months} tháng: cần xem lại"
        )
    return Freshness(upto, True, f"Sổ hộ đúng đến ngày {upto:%d/%m/%Y}")
