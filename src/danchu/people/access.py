"""What a person may do follows from the terms they hold on the day. Default deny."""

from collections.abc import Iterable
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from danchu.people.models import Role, Term, User
from danchu.places.models import Kind, Unit

Person = User | AnonymousUser


def terms_of(person: Person, *, on: date) -> QuerySet[Term]:
    """Terms this person holds on `on`; none for a stranger or an account out of use."""
    if not isinstance(person, User):
        return Term.objects.none()
    return Term.objects.in_office(on=on).filter(person=person).select_related("unit", "person")


def units_as(person: Person, roles: Iterable[Role], *, on: date) -> QuerySet[Unit]:
    """Units in which this person holds one of `roles` on `on`."""
    terms = terms_of(person, on=on).filter(role__in=list(roles))
    return Unit.objects.filter(pk__in=terms.values("unit"))


def term_in(person: Person, roles: Iterable[Role], unit: Unit, *, on: date) -> Term | None:
    """The term under which this person may act for `unit` on `on`, or None."""
    return terms_of(person, on=on).filter(role__in=list(roles), unit=unit).first()


def seen_units(person: Person, *, on: date) -> QuerySet[Unit]:
    """Units whose inner pages this person may see: their own, and everything under them."""
    seen = Unit.objects.none()
    for term in terms_of(person, on=on):
        if term.unit.kind in {Kind.PROVINCE, Kind.COMMUNE}:
            seen = seen | Unit.objects.within(term.unit)
        else:
            seen = seen | Unit.objects.filter(pk=term.unit_id)
    return seen.distinct()
