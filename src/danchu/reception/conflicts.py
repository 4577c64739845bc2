"""Whom a line of the book is about, among those who might answer it."""

from datetime import date

from danchu.people.access import people_named
from danchu.reception.models import Bar, Reception


def bar_named(one: Reception, words: str, *, on: date) -> None:
    """Whoever of the office is named in these words neither opens the line nor answers it."""
    for person in people_named(words, one.unit, on=on):
        Bar.objects.get_or_create(reception=one, person=person, defaults={"on": on})


def names_of(one: Reception) -> str:
    """Whom it is about, handed on with the words when they become a case."""
    return ", ".join(one.bars.order_by("pk").values_list("person__full_name", flat=True))
