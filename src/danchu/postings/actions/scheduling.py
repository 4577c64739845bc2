"""When the loudspeakers speak; and that a bundle sheet was printed: dated acts by somebody."""

from collections.abc import Collection
from datetime import date, time, timedelta

from django.db import transaction

from civics.errors import Refused
from danchu.kit import audit
from danchu.people.models import Term
from danchu.places.models import Unit
from danchu.postings.models import Schedule, SheetPrinted
from danchu.rulebook.rulebook import value

ALOUD = "disclosure.broadcast"  # how many days running at least (Điều 13 khoản 3)
WEEK = 7


@transaction.atomic
def set_schedule(
    unit: Unit, *, weekdays: Collection[int], times: Collection[time], by: Term, on: date
) -> Schedule:
    """From `on` the loudspeakers of this commune speak on these days (0 is Monday), at these hours.

    Refused when no text could be read on as many days running as the law asks for.
    """
    Unit.objects.select_for_update().get(pk=unit.pk)
    days, hours = sorted(set(weekdays)), sorted({f"{one:%H:%M}" for one in times})
    if not days or not hours:
        raise Refused("Lịch phải có ít nhất một ngày và một giờ phát.")
    applied = value(ALOUD, unit=unit, on=on)
    need = int(applied.payload["days"])
    if longest_run(days) < need:
        raise Refused(
            f"Luật buộc phát ít nhất {need} ngày liên tục, mà lịch này không có {need} ngày nào "
            "liền nhau. Hãy chọn thêm ngày.",
            applied.national.cite,
        )
    before = Schedule.objects.filter(unit=unit, until=None).first()
    if before is not None:
        _end(before, on=on)
    made = Schedule.objects.create(unit=unit, weekdays=days, times=hours, since=on, set_by=by)
    audit.record(
        "postings.set_schedule", by=by, unit_id=unit.pk, kind="schedule", key=made.pk, on=on
    )
    return made


def _end(before: Schedule, *, on: date) -> None:
    """It held until yesterday; set again on the same day, it never held for a whole day."""
    before.until = max(before.since, on - timedelta(days=1))
    before.save(update_fields=["until"])


def longest_run(weekdays: Collection[int]) -> int:
    """Days running in a week that comes round again: Saturday, Sunday, Monday are three."""
    if len(set(weekdays)) == WEEK:
        return WEEK
    longest = run = 0
    for day in range(2 * WEEK):
        run = run + 1 if day % WEEK in weekdays else 0
        longest = max(longest, run)
    return longest


@transaction.atomic
def note_printed(unit: Unit, *, lines: int, by: Term, on: date) -> SheetPrinted:
    """The bundle sheet of this hamlet was printed today. Twice on one day is once."""
    Unit.objects.select_for_update().get(pk=unit.pk)
    made, new = SheetPrinted.objects.get_or_create(
        unit=unit, on=on, defaults={"by": by, "lines": lines}
    )
    if new:
        audit.record(
            "postings.note_printed", by=by, unit_id=unit.pk, kind="sheet", key=made.pk, on=on
        )
    return made
