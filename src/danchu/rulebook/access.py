"""Who may do what with the law. Everybody reads it; a jurist of the province answers for it."""

from datetime import date

from django.db.models import QuerySet

from danchu.people.access import Person, terms_of
from danchu.people.models import Role, Term
from danchu.places.models import Kind
from danchu.rulebook.models import Objection


def jurist_term(person: Person, *, on: date) -> Term | None:
    """The provincial term under which this person confirms values, or None."""
    terms = terms_of(person, on=on).filter(role=Role.JURIST, unit__kind=Kind.PROVINCE)
    return terms.first()


def objections_settled_by(person: Person, *, on: date) -> QuerySet[Objection]:
    """Open objections that this person may settle."""
    if jurist_term(person, on=on) is None:
        return Objection.objects.none()
    return Objection.objects.open().select_related("raised_by__person")
