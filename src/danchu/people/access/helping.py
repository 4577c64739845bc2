"""Whom to call, and who says so."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple, Protocol, cast

from django.db.models import Subquery

from danchu.people.access.terms import OFFICE
from danchu.people.models import Helper, Role, Term, User
from danchu.places.models import Kind, Unit

NAMES_HELPERS = {Kind.COMMUNE: OFFICE, Kind.PROVINCE: frozenset({Role.PROVINCE})}
MAY_HELP = {
    Kind.COMMUNE: (Role.CLERK, Role.CHAIR, Role.APPROVER),  # in the order they answer unnamed
    Kind.PROVINCE: (Role.PROVINCE,),
}


class MayBeNamed(Protocol):
    """A term as `contact_of` fetches it."""

    pk: int
    person: User
    spoken_role: str
    last_named: int | None  # the term named last in this unit


class Contact(NamedTuple):
    """The person to call; `named` by the office, or just who holds it."""

    name: str
    position: str
    phone: str
    named: bool

    @property
    def dial(self) -> str:
        """Digits only, as a telephone wants them."""
        return "".join(filter(str.isdigit, self.phone))


def looks_after(unit: Unit) -> Unit:
    """The unit whose office helps here: the commune of a hamlet, else itself."""
    return unit.commune or unit


def may_help(unit: Unit, *, on: date) -> list[Term]:
    """Terms of this office from which the person to call is chosen."""
    order = MAY_HELP.get(Kind(unit.kind), ())
    last = Helper.objects.filter(unit=unit).order_by("-pk").values("term")[:1]
    found = Term.objects.in_office(on=on).filter(unit=unit, role__in=order)
    terms = found.select_related("person").annotate(last_named=Subquery(last))
    return sorted(terms, key=lambda term: (order.index(Role(term.role)), term.pk))


def contact_of(unit: Unit, *, on: date) -> Contact | None:
    """Whom people of this unit call on `on`: whoever was named and is still in office."""
    holders = cast("list[MayBeNamed]", may_help(unit, on=on))
    named = next((term for term in holders if term.pk == term.last_named), None)
    term = named or next(iter(holders), None)
    if term is None:
        return None
    person = term.person
    return Contact(person.full_name, term.spoken_role, person.phone, named is not None)


def naming_term(terms: Iterable[Term]) -> Term | None:
    """Of the terms somebody holds, the one under which they name whom to call."""
    return next(
        (t for t in terms if t.role in NAMES_HELPERS.get(Kind(t.unit.kind), frozenset())), None
    )
