"""Whose duties somebody sees on their desk."""

from datetime import date

from django.db.models import Q

from danchu.duties.models import Duty, DutyQuerySet
from danchu.people.access import Person, seen_units, terms_of
from danchu.people.models import Role, Term
from danchu.places.models import Unit

# The head answers for the whole office, the approver stands in.
ANSWERING = {
    Role.CHAIR: (Role.CHAIR, Role.APPROVER, Role.CLERK),
    Role.APPROVER: (Role.APPROVER, Role.CLERK),
}


def mine(person: Person, *, on: date) -> DutyQuerySet:
    """Duties of the roles this person holds, in their own units."""
    wanted = Q(pk__in=[])
    for term in terms_of(person, on=on):
        roles = ANSWERING.get(Role(term.role), (Role(term.role),))
        wanted |= Q(unit=term.unit_id, role__in=[role.value for role in roles])
    return Duty.objects.live().filter(wanted).select_related("unit")


def seen(person: Person, *, on: date) -> DutyQuerySet:
    """Duties of every unit this person may look into."""
    return Duty.objects.live().filter(unit__in=seen_units(person, on=on)).select_related("unit")


def terms(person: Person, *, on: date) -> list[Term]:
    return list(terms_of(person, on=on).select_related("unit__commune"))


def units_seen(person: Person, *, on: date) -> list[Unit]:
    return [term.unit for term in terms_of(person, on=on)]
