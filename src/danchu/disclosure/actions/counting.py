"""The cells of one commune and one month counted anew, whole. Nothing is ever added to a cell."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Count, Q, Sum

from danchu.disclosure.compliance import marks, owing
from danchu.disclosure.compliance.counting import Asked, Records
from danchu.disclosure.counted import Cell, ChangedMonth, CountedMonth, PaperWay
from danchu.kit import clock, versions
from danchu.places.models import Unit
from danchu.rulebook.rulebook import Shelf

SELF_HEALING = timedelta(days=45)  # each night these are counted anew, whatever was marked


def count_changed() -> int:
    """Count every month that an act changed, each in a transaction of its own; how many.

    Safe to run twice at once: a month is locked while it is counted, and what another act changes
    meanwhile stays marked.
    """
    changed = ChangedMonth.objects.order_by("unit_id", "month").values_list("unit_id", "month")
    units: set[int] = set()
    done = 0
    for unit_id, month in list(changed.distinct()):
        done += count_month(unit_id, month)
        units.add(unit_id)
    for unit_id in sorted(units):
        versions.changed(unit_id)
    return done


@transaction.atomic
def count_month(unit_id: int, month: date) -> bool:
    """All cells of papers signed in one month at one commune; False when they stood already."""
    CountedMonth.objects.get_or_create(unit_id=unit_id, month=month)
    mine = CountedMonth.objects.select_for_update().get(unit_id=unit_id, month=month)
    seen = ChangedMonth.objects.filter(unit_id=unit_id, month=month)
    keys = list(seen.values_list("pk", flat=True))
    if not keys:
        return False  # another worker was here
    at = clock.now()  # after the marks were read, before what they speak of
    unit = Unit.objects.select_related("province").get(pk=unit_id)
    PaperWay.objects.filter(unit=unit, month=month).delete()
    _records(unit, month).keep(month)
    Cell.objects.filter(unit=unit, month=month).delete()
    Cell.objects.bulk_create(_cells(unit, month))
    ChangedMonth.objects.filter(pk__in=keys).delete()
    mine.counted_at = at
    mine.save(update_fields=["counted_at"])
    return True


def count_recent_anew(*, on: date) -> None:
    """Mark the last months everywhere, so that nothing forgotten stays wrong for long."""
    marks.mark_every(since=(on - SELF_HEALING).replace(day=1))


def _records(unit: Unit, month: date) -> Records:
    last = (month + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    owes = owing.of_waiting(unit, Shelf([unit]), first=month, last=last)
    return Records(unit, Asked(month, last), owes, on=last)


def _cells(unit: Unit, month: date) -> list[Cell]:
    """What was just written down of this month, added up."""
    done, kept = Q(waits_until=None), PaperWay.objects.filter(unit=unit, month=month)
    by = ("group", "way", "basis", "waits_until")
    rows = (
        kept.order_by()
        .values_list(*by)
        .annotate(
            n_on_time=Count("pk", filter=done & Q(late=0)),
            n_late=Count("pk", filter=done & Q(late=1)),
            n_waiting=Count("pk", filter=~done),
            n_gappy=Sum("gappy"),
        )
    )
    names = (*by, "on_time", "late", "waiting", "gappy")
    return [Cell(unit=unit, month=month, **dict(zip(names, row, strict=True))) for row in rows]
