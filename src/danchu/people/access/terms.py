"""Terms: what a person may do follows from those they hold on the day. Default deny."""

from collections.abc import Iterable
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import F, QuerySet

from danchu.people.models import (
    CIVIL_SERVANTS,
    Role,
    Term,
    User,
)
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


def seen_units(person: Person, *, on: date, roles: Iterable[Role] = tuple(Role)) -> QuerySet[Unit]:
    """Units whose inner pages this person may see: their own, and everything under them.

    With `roles`, only by those: who inspects one commune does not inspect another they sit in.
    """
    seen = Unit.objects.none()
    for term in terms_of(person, on=on).filter(role__in=list(roles)):
        if term.unit.kind in {Kind.PROVINCE, Kind.COMMUNE}:
            seen = seen | Unit.objects.within(term.unit)
        else:
            seen = seen | Unit.objects.filter(pk=term.unit_id)
    return seen.distinct()


OFFICE = frozenset({Role.CLERK, Role.CHAIR})  # who prints cards and locks phones in a commune


def stands_under(unit: Unit, upper: Unit) -> bool:
    """Whether `unit` is that commune or province, or hangs under it today."""
    return upper.pk in {unit.pk, unit.commune_id, unit.province_id}


def needs_code(person: User, *, on: date) -> bool:
    """Whether a term of `on` asks for password and authenticator: a PIN is not enough for it."""
    return terms_of(person, on=on).filter(role__in=CIVIL_SERVANTS).exists()


def part_time_terms(person: User, *, on: date) -> QuerySet[Term]:
    """Terms of today that a card and a PIN are enough for; none for a civil servant."""
    return Term.objects.none() if needs_code(person, on=on) else terms_of(person, on=on)


def account(username: str) -> User | None:
    """The account of this name, for the command line and the security log.

    Answers to people never show whether it exists.
    """
    return User.objects.filter(username=username.strip().lower()).first()


def unit_named(slug: str) -> Unit | None:
    """The unit with this address name, for the command line."""
    return Unit.objects.filter(slug=slug).first()


def all_terms_of(person: User) -> QuerySet[Term]:
    """Terms of this person, running and coming first, then the ended ones."""
    terms = Term.objects.filter(person=person).select_related("unit")
    return terms.order_by(F("until").desc(nulls_first=True), "-since")


def ever_in_office(person: User) -> bool:
    """Whether this account holds, held or will hold a term."""
    return Term.objects.filter(person=person).exists()
