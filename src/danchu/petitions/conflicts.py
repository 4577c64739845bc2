"""Whom a matter is about, among those who might handle it."""

from datetime import date

from danchu.people.access import people_named
from danchu.petitions.models import Bar, Case


def bar_named(case: Case, words: str, *, on: date) -> None:
    """Whoever of the office is named in these words neither opens the case nor is given it.

    If it was theirs, it is nobody's from now on.
    """
    named = people_named(words, case.unit, on=on)
    for one in named:
        Bar.objects.get_or_create(case=case, person=one, defaults={"on": on})
    if case.handler and case.handler.person in named:
        case.handler = None
        case.save(update_fields=["handler"])
