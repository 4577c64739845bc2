"""A copy of everything the house holds about a person is an act of its own."""

from datetime import date

from django.db import transaction

from danchu.kit import audit
from danchu.people.access import terms_of
from danchu.people.models import Term, User
from danchu.personal_data.reading import Section, sections


@transaction.atomic
def take_copy(person: User, *, by: Term | None = None, on: date) -> list[Section]:
    """All of it, in plain words. `by`: the office that prints it for somebody at its table."""
    term = by or terms_of(person, on=on).first()
    audit.record(
        "personal_data.copy",
        by=term,
        unit_id=term.unit_id if term else None,
        kind="account",
        key=person.pk,
        on=on,
    )
    return sections(person)
