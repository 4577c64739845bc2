"""Which cells an act changed. Called inside the transaction of the act, so that no cell is ever
counted as fresh that is not; what marks nothing is caught by `tests/test_counted_acts.py`."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import connection

from danchu.disclosure.compliance.counting import month_of
from danchu.disclosure.counted import ChangedMonth
from danchu.disclosure.models import Item
from danchu.kit import worlds
from danchu.places.models import Kind, Unit


def mark(unit_id: int, *signed_on: date) -> None:
    """Something about papers of `unit_id` signed on these days changed."""
    if worlds.copy_here() is not None:
        return  # what is done in a practice commune is counted nowhere
    months = {day.replace(day=1) for day in signed_on}
    ChangedMonth.objects.bulk_create(
        ChangedMonth(unit_id=unit_id, month=month) for month in sorted(months)
    )


def mark_item(item: Item) -> None:
    mark(item.unit_id, item.decided_on)


def mark_papers(keys: Collection[str]) -> None:
    """What hangs of these items changed: told by `postings.changing`."""
    rows = Item.objects.filter(pk__in=[int(key) for key in keys])
    months: dict[int, set[date]] = {}
    for unit_id, day in rows.order_by("pk").values_list("unit_id", "decided_on"):
        months.setdefault(unit_id, set()).add(day)
    for unit_id, days in months.items():
        mark(unit_id, *days)


def mark_year(unit: Unit, year: int) -> None:
    """The plan of a year says anew by which ways its papers go."""
    days = Item.objects.filter(unit=unit, decided_on__year=year, published_on=None)
    if found := set(days.values_list("decided_on", flat=True)):
        mark(unit.pk, *found)


def mark_law(unit: Unit, since: date) -> None:
    """Another rule holds for papers signed there, or anywhere below, from this day on."""
    of = unit.pk if unit.kind == Kind.COMMUNE else None
    mark_every(unit_id=of, since=since.replace(day=1))


_EVERY = """
INSERT INTO disclosure_changedmonth (unit_id, month)
SELECT DISTINCT i.unit_id, {month} FROM disclosure_item i
JOIN places_unit u ON u.id = i.unit_id WHERE u.practice = {no}
"""


def mark_every(*, unit_id: int | None = None, since: date | None = None) -> None:
    """All months there are: after rows came in beside the acts, or the law itself changed."""
    no = "false" if connection.vendor == "postgresql" else "0"
    words, more = _EVERY.format(month=month_of("i.decided_on"), no=no), list[Any]()
    if unit_id is not None:
        words, more = f"{words} AND i.unit_id = %s", [unit_id]
    if since is not None:
        words += " AND i.decided_on >= %s"
        more.append(connection.ops.adapt_datefield_value(since))
    with connection.cursor() as cursor:
        cursor.execute(words, more)
