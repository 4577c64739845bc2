"""Who may see and issue papers: the office of the commune they belong to; anybody checks one."""

from datetime import date

from django.db.models import QuerySet

from danchu.documents.models import Document, DocumentQuerySet
from danchu.people.access import Person, term_in, units_as
from danchu.people.models import Role, Term
from danchu.places.models import Unit

OFFICE = (Role.CLERK, Role.APPROVER, Role.CHAIR)


def offices_of(person: Person, *, on: date) -> QuerySet[Unit]:
    """Communes whose papers this person draws up and issues."""
    return units_as(person, OFFICE, on=on)


def kept_by(person: Person, *, on: date) -> DocumentQuerySet:
    """Papers of the offices this person serves, drafts too."""
    return _whole(Document.objects.filter(unit__in=offices_of(person, on=on)))


def office_term(person: Person, unit: Unit, *, on: date) -> Term | None:
    return term_in(person, OFFICE, unit, on=on)


def by_code(code: str) -> DocumentQuerySet:
    """A paper in somebody's hand: whoever reads its code may ask whether it is real."""
    return _whole(Document.objects.issued().filter(code=code.upper()))


def _whole(found: DocumentQuerySet) -> DocumentQuerySet:
    return found.select_related("unit", "made_by__person", "issued_by__person", "void_by__person")
