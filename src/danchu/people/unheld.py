"""What waits in an office where nobody may open it: all are barred from it, or nobody is there.

Nobody's matter may be left lying (Luật 10/2022/QH15 Điều 9 khoản 2). A room whose matters may come
to that offers them here, from its `ready`. Whoever looks after the accounts of the province reads
how many there are, where and until when, and has somebody put in office; never which, whose, of
what.
"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, NamedTuple, TypeVar

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from danchu.people import access
from danchu.people.access import Person
from danchu.people.models import Role, Term
from danchu.places.models import Unit

M = TypeVar("M", bound=Model)


class Waiting(NamedTuple):
    """So many matters of one kind in one office; `due_on`: the nearest last day."""

    unit_id: int
    what: str
    number: int
    due_on: date | None


class Line(NamedTuple):
    """The same for a page; `served`: somebody is in office there, but barred."""

    unit: Unit
    what: str
    number: int
    due_on: date | None
    served: bool


Counts = Callable[[QuerySet[Unit], date], Iterable[Waiting]]
_ROOMS: list[tuple[Counts, tuple[Role, ...]]] = []


def offer(counts: Counts, roles: Iterable[Role]) -> None:
    """Matters of a room that only holders of `roles` open."""
    if (counts, tuple(roles)) not in _ROOMS:
        _ROOMS.append((counts, tuple(roles)))


def without_holder(
    matters: QuerySet[M], bars: QuerySet[Any], field: str, roles: Iterable[Role], *, on: date
) -> QuerySet[M]:
    """Those of `matters` that no holder of `roles` in their own unit may open on `on`.

    `field`: the name by which a row of `bars` points to its matter.
    """
    serving = Term.objects.in_office(on=on).filter(role__in=list(roles))
    barred = bars.filter(**{field: OuterRef(OuterRef("pk")), "person": OuterRef("person")})
    free = serving.filter(unit=OuterRef("unit")).exclude(Exists(barred))
    perhaps = Q(pk__in=bars.values(field)) | ~Q(unit__in=serving.values("unit"))
    return matters.filter(perhaps).filter(~Exists(free))


def lines(person: Person, *, on: date) -> list[Line]:
    """For whoever looks after the accounts of a province; the nearest last day first."""
    provinces = access.provinces_run_by(person, on=on)
    if not provinces:
        return []
    under = Unit.objects.filter(Q(pk__in=provinces) | Q(province__in=provinces))
    found = []
    for counts, roles in _ROOMS:
        waiting = list(counts(under, on))
        units = under.in_bulk([one.unit_id for one in waiting])
        there = Term.objects.in_office(on=on).filter(role__in=roles, unit__in=units)
        served = set(there.values_list("unit", flat=True))
        for one in waiting:
            unit = units[one.unit_id]
            found.append(Line(unit, one.what, one.number, one.due_on, unit.pk in served))
    return sorted(found, key=lambda line: (line.due_on or date.max, line.unit.folded))


def number(person: Person, terms: Iterable[Term], *, on: date) -> int:
    """How many in all, for a banner; `terms` are those of the person today."""
    if not any(term.role == Role.PROVINCE for term in terms):
        return 0
    return sum(line.number for line in lines(person, on=on))
