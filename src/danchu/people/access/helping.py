"""Whom to call, and who says so."""

from datetime import date
from typing import NamedTuple

from danchu.people.access.terms import OFFICE, Person, terms_of
from danchu.people.models import (
    Helper,
    Role,
    Term,
)
from danchu.places.models import Kind, Unit

NAMES_HELPERS = {Kind.COMMUNE: OFFICE, Kind.PROVINCE: frozenset({Role.PROVINCE})}
MAY_HELP = {
    Kind.COMMUNE: (Role.CLERK, Role.CHAIR, Role.APPROVER),  # in the order they answer unnamed
    Kind.PROVINCE: (Role.PROVINCE,),
}


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
    terms = Term.objects.in_office(on=on).filter(unit=unit, role__in=order).select_related("person")
    return sorted(terms, key=lambda term: (order.index(Role(term.role)), term.pk))


def contact_of(unit: Unit, *, on: date) -> Contact | None:
    """Whom people of this unit call on `on`: whoever was named and is still in office."""
    holders = may_help(unit, on=on)
    last = Helper.objects.filter(unit=unit).order_by("-pk").first()
    named = next((term for term in holders if last and term.pk == last.term_id), None)
    term = named or next(iter(holders), None)
    if term is None:
        return None
    person = term.person
    return Contact(person.full_name, term.spoken_role, person.phone, named is not None)


def naming_term(person: Person, *, on: date) -> Term | None:
    """The term under which this person names whom to call."""
    terms = terms_of(person, on=on).order_by("pk")
    return next(
        (t for t in terms if t.role in NAMES_HELPERS.get(Kind(t.unit.kind), frozenset())), None
    )
