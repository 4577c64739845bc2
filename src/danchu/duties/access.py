"""Whose duties somebody sees on their desk."""

from collections.abc import Callable
from datetime import date

from django.db.models import Q, QuerySet

from danchu.duties.models import CalendarAddress, Duty, DutyQuerySet
from danchu.duties.tokens import token_hash
from danchu.people.access import Person, seen_units, terms_of
from danchu.people.models import Role, Term
from danchu.places.models import Unit

# The head answers for the whole office, the approver stands in.
OFFICERS = (Role.CLERK, Role.JUSTICE_OFFICER, Role.ONE_STOP_OFFICER)
ANSWERING = {
    Role.CHAIR: (Role.CHAIR, Role.APPROVER, *OFFICERS),
    Role.APPROVER: (Role.APPROVER, *OFFICERS),
}


# Rooms whose matters not everybody in an office may know of: which duties this person is not shown.
Hidden = Callable[[Person, date], Q]
_HIDES: list[Hidden] = []


def hide(which: Hidden) -> None:
    """Duties that `which` names are on no list and in no calendar of this person."""
    if which not in _HIDES:
        _HIDES.append(which)


def _open_to(duties: DutyQuerySet, person: Person, *, on: date) -> DutyQuerySet:
    for which in _HIDES:
        duties = duties.exclude(which(person, on))
    return duties


def mine(person: Person, *, on: date) -> DutyQuerySet:
    """Duties of the roles this person holds, in their own units."""
    found = Duty.objects.live().filter(_answered_for(person, on=on)).select_related("unit")
    return _open_to(found, person, on=on)


def _answered_for(person: Person, *, on: date) -> Q:
    wanted = Q(pk__in=[])
    for term in terms_of(person, on=on):
        roles = ANSWERING.get(Role(term.role), (Role(term.role),))
        wanted |= Q(unit=term.unit_id, role__in=[role.value for role in roles])
    return wanted


def seen(person: Person, *, on: date) -> DutyQuerySet:
    """Duties of every unit this person may look into."""
    found = Duty.objects.live().filter(unit__in=seen_units(person, on=on)).select_related("unit")
    return _open_to(found, person, on=on)


def terms(person: Person, *, on: date) -> list[Term]:
    return list(terms_of(person, on=on).select_related("unit__commune"))


def units_seen(person: Person, *, on: date) -> list[Unit]:
    return [term.unit for term in terms_of(person, on=on)]


# ── calendars ─────────────────────────────────────────────────────────────────────────────────


def address_with(token: str) -> CalendarAddress | None:
    """The address of this token, whatever became of it."""
    found = CalendarAddress.objects.filter(token_hash=token_hash(token))
    return found.select_related("person", "unit").first()


def addresses_of(person: Person) -> QuerySet[CalendarAddress]:
    return CalendarAddress.objects.live().filter(person=person.pk)


def in_calendar(address: CalendarAddress, *, on: date) -> DutyQuerySet:
    """What this address gives on `on`, called off ones too: nothing once the office has ended."""
    person = address.person
    if address.closed_at is not None:
        return Duty.objects.none()
    if address.unit is None:
        own = Duty.objects.filter(_answered_for(person, on=on)).select_related("unit")
        return _open_to(own, person, on=on)
    if not terms_of(person, on=on).filter(unit=address.unit).exists():
        return Duty.objects.none()
    below = Unit.objects.within(address.unit).filter(pk__in=seen_units(person, on=on).values("pk"))
    found = Duty.objects.filter(unit__in=below).select_related("unit")
    return _open_to(found, person, on=on)


def looked_at(person: Person, *, on: date) -> DutyQuerySet:
    """Every duty on this person's desk, to be put into a calendar one by one."""
    own = Q(pk__in=mine(person, on=on).values("pk"))
    return Duty.objects.filter(own | Q(pk__in=seen(person, on=on).values("pk"))).select_related(
        "unit"
    )
