"""Numbers this room lets others read: how many households, and how sure that is."""

from datetime import date
from typing import NamedTuple

from danchu.people.models import Household
from danchu.people.roll.confirming import freshness, last_confirmed
from danchu.places.models import Kind, Unit

SMALLEST = 5  # fewer households than this are shown to nobody outside: they would be known by name


class Households(NamedTuple):
    """The whole that every share is measured against (Luật 10/2022 Điều 21 khoản 1)."""

    whole: int
    communities: int  # with at least one household
    unconfirmed: int  # of them, those whose roll is not fresh
    words: str  # the honest mark, shown beside the number

    @property
    def fresh(self) -> bool:
        return self.communities > 0 and not self.unconfirmed

    @property
    def public(self) -> int | None:
        """For pages everybody reads: None below SMALLEST."""
        return self.whole if self.whole >= SMALLEST else None


def households(unit: Unit, *, on: date) -> Households:
    """Households of `unit` and everything under it that stand in the roll on `on`."""
    rows = Household.objects.filter(unit__in=Unit.objects.within(unit)).standing(on=on)
    by_unit = list(rows.order_by().values_list("unit", flat=True))
    units = set(by_unit)
    last = last_confirmed(units)
    stale = [pk for pk in units if not freshness(last.get(pk), unit=unit, on=on).fresh]
    if unit.kind == Kind.COMMUNITY:
        words = freshness(last.get(unit.pk), unit=unit, on=on).words
    elif stale:
        words = f"{len(stale)} trong {len(units)} thôn, xóm chưa xác nhận lại sổ hộ"
    else:
        words = "Sổ hộ của mọi thôn, xóm đều đã xác nhận" if units else "Chưa có sổ hộ"
    return Households(len(by_unit), len(units), len(stale), words)
