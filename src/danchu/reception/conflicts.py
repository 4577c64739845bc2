"""Whom a line of the book is about, among those who might answer it."""

from datetime import date

from django.db.models import QuerySet

from danchu.people.access import people_named
from danchu.people.models import Role, Term, User
from danchu.reception.access import OFFICE
from danchu.reception.models import Bar, Reception

STILL_OPENS = (
    "Không còn ai khác trong văn phòng nên người này vẫn mở được, để việc không bị bỏ. Chưa ghi gì."
)


def bar_named(one: Reception, words: str, *, on: date) -> None:
    """Whoever of the office is named in these words neither opens the line nor answers it."""
    for person in people_named(words, one.unit, on=on):
        bar_person(one, person, by=None, on=on)


def bar_person(one: Reception, person: User, *, by: Term | None, on: date) -> None:
    """`by` None: the words name them. The head answers for the office to the last.

    Where no head has an account the line waits for somebody else: `unheld.py`.
    """
    Bar.objects.get_or_create(reception=one, person=person, defaults={"by": by, "on": on})
    if left_to_nobody(one, on=on):
        heads = _serving(one, on=on).filter(role=Role.CHAIR)
        one.bars.filter(person__in=heads.values("person")).delete()


def left_to_nobody(one: Reception, *, on: date) -> bool:
    """Whether everybody of the office is barred from it."""
    return not _free(one, on=on).exists()


def left_to_the_head(one: Reception, *, on: date) -> bool:
    """Whether everybody else of the office is barred from it."""
    return one.bars.exists() and not _free(one, on=on).exclude(role=Role.CHAIR).exists()


def _free(one: Reception, *, on: date) -> QuerySet[Term]:
    return _serving(one, on=on).exclude(person__in=one.bars.values("person"))


def _serving(one: Reception, *, on: date) -> QuerySet[Term]:
    return Term.objects.in_office(on=on).filter(unit=one.unit_id, role__in=OFFICE)


def names_of(one: Reception) -> str:
    """Whom it is about, handed on with the words when they become a case."""
    return ", ".join(one.bars.order_by("pk").values_list("person__full_name", flat=True))
