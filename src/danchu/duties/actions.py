"""Opening and closing duties. Rooms call these inside the transaction of their own act."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from danchu.duties.models import Basis, CalendarAddress, Duty
from danchu.duties.tokens import new_token, token_hash
from danchu.kit import audit, clock
from danchu.people.models import Role, Term, User
from danchu.places.models import Unit


def open_duty(
    rule_key: str,
    *,
    unit: Unit,
    role: Role,
    what: str,
    kind: str,
    key: object,
    address: str,
    counted_from: date,
    due_on: date,
    basis: Basis = Basis.LAW,
    urgent: bool = False,
) -> Duty:
    """Open one duty, or return the one that is already open for this thing and rule.

    `counted_from` is the day the law counts from (not itself counted); `due_on` is the last day.
    """
    duty, _ = Duty.objects.get_or_create(
        rule_key=rule_key,
        kind=kind,
        key=str(key),
        done_on=None,
        called_off_on=None,
        defaults={
            "unit": unit,
            "role": role,
            "what": what,
            "address": address,
            "counted_from": counted_from,
            "due_on": due_on,
            "basis": basis,
            "urgent": urgent,
        },
    )
    return duty


def set_urgent(kinds: Iterable[str], key: object, *, urgent: bool) -> int:
    """What is still open of a thing goes before all else, or back into its day. How many."""
    found = Duty.objects.open().filter(kind__in=list(kinds), key=str(key))
    return found.update(urgent=urgent)


def close(kind: str, key: object, *, on: date, rule_key: str | None = None) -> int:
    """Mark the open duties of a thing done on `on`; how many there were. None open: nothing."""
    return _open(kind, key, rule_key).update(done_on=on)


def go_on(duty: Duty) -> None:
    """It was marked done by mistake: open as before, by the same day."""
    Duty.objects.filter(pk=duty.pk).update(done_on=None)


def call_off(kind: str, key: object, *, on: date, why: str, rule_key: str | None = None) -> int:
    """The duty no longer stands (withdrawn, removed, dropped). How many were still in time.

    What is overdue is not called off: it is closed late, so that nobody gets rid of a late duty
    by giving up its subject.
    """
    duties = _open(kind, key, rule_key)
    duties.filter(due_on__lt=on).update(done_on=on)
    return duties.update(called_off_on=on, called_off_why=why)


def annul(kind: str, key: object, *, on: date, why: str, rule_key: str | None = None) -> int:
    """The duty rested on a mistaken note, or another clock took its place: it never stood."""
    return _open(kind, key, rule_key).update(called_off_on=on, called_off_why=why)


def _open(kind: str, key: object, rule_key: str | None) -> QuerySet[Duty]:
    duties = Duty.objects.open().filter(kind=kind, key=str(key))
    return duties.filter(rule_key=rule_key) if rule_key else duties


# ── calendar addresses ────────────────────────────────────────────────────────────────────────


@transaction.atomic
def open_calendar(unit: Unit | None, *, by: Term, on: date) -> str:
    """A new secret address; the token is known only now. An earlier one is dead from this moment.

    `unit` None: the duties of one's own roles.
    """
    _close_calendars(unit, by=by)
    token = new_token()
    made = CalendarAddress.objects.create(
        person_id=by.person_id, unit=unit, token_hash=token_hash(token), made_on=on
    )
    where = unit.pk if unit else by.unit_id
    audit.record("duties.open_calendar", by=by, unit_id=where, kind="calendar", key=made.pk, on=on)
    return token


@transaction.atomic
def close_calendar(unit: Unit | None, *, by: Term, on: date) -> int:
    """Turn the address off: whoever still reads it gets an empty calendar. How many were open."""
    closed = _close_calendars(unit, by=by)
    where = unit.pk if unit else by.unit_id
    for pk in closed:
        audit.record("duties.close_calendar", by=by, unit_id=where, kind="calendar", key=pk, on=on)
    return len(closed)


def _close_calendars(unit: Unit | None, *, by: Term) -> list[int]:
    User.objects.select_for_update().get(pk=by.person_id)
    mine = CalendarAddress.objects.live().filter(person=by.person_id, unit=unit)
    keys = list(mine.values_list("pk", flat=True))
    CalendarAddress.objects.filter(pk__in=keys).update(closed_at=clock.now())
    return keys
