"""Who learns on which practice commune."""

from datetime import date

from django.db.models import Q

from danchu.people.access.terms import Person, terms_of
from danchu.people.models import (
    Practice,
    Term,
    User,
)
from danchu.places.models import Kind, Unit


def practice_home(person: Person, *, on: date) -> tuple[Unit, Term] | None:
    """The real commune whose copy this person may learn on, and the term that lets them."""
    for term in terms_of(person, on=on).select_related("unit__commune").order_by("pk"):
        home = term.unit.commune or term.unit
        if home.kind == Kind.COMMUNE and home.stands(on=on):
            return home, term
    return None


def practice_of(person: Person, *, on: date) -> Practice | None:
    """This person's open copy; it ends with their last term in the real commune."""
    if not isinstance(person, User):
        return None
    own = Practice.objects.open().filter(person=person).select_related("copy", "home").first()
    if own is None:
        return None
    here = Q(unit=own.home_id) | Q(unit__commune=own.home_id)
    return own if terms_of(person, on=on).filter(here).exists() else None


def played_in(role: str, *, on: date) -> Term | None:
    """The made-up holder of this role. Ask inside the world of the copy."""
    return Term.objects.in_office(on=on).filter(role=role).select_related("person", "unit").first()
