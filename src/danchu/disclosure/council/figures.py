"""What the records say of a span of days: group by group, way by way. Nothing here is typed."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from django.db.models import Count, F, Q

from danchu.disclosure.models import (
    GROUPS,
    WAITING,
    Item,
    NothingArose,
    Pointer,
    State,
)
from danchu.disclosure.periods import Quarter
from danchu.documents.paper import Block
from danchu.places.models import Unit
from danchu.postings import figures as postings
from danchu.rulebook.rulebook import reading_of


class Span(NamedTuple):
    """Which days of which commune, as the records stand on `on`. Both ends inclusive."""

    unit: Unit
    since: date
    until: date
    on: date


class Group(NamedTuple):
    """One of the fourteen groups: decisions signed in the span, and what was still owed before."""

    number: int
    name: str
    whole: int
    in_time: int
    late: int  # public, after the day
    overdue: int  # not public, and the day is over
    waiting: int  # not public, and the day is not over
    answered: int  # said why it is not public
    nothing: tuple[str, ...] = ()  # "quý 3/2026": declared that nothing arose


class Pointed(NamedTuple):
    """Decisions somebody pointed to."""

    whole: int
    answered: int
    open: int


class Figures(NamedTuple):
    groups: list[Group]
    ways: list[postings.Way]
    pointed: Pointed

    @property
    def total(self) -> Group:
        """All groups together."""
        rows = [(g.whole, g.in_time, g.late, g.overdue, g.waiting, g.answered) for g in self.groups]
        whole, in_time, late, overdue, waiting, answered = map(sum, zip(*rows, strict=True))
        return Group(0, "Cộng", whole, in_time, late, overdue, waiting, answered)


NOTHING = (0, 0, 0, 0, 0, 0)
More = Callable[[Span], tuple[Block, ...]]
MORE: list[More] = []


def also(part: More) -> None:
    """A room with figures of its own (requests for information) adds its part of the report.

    Called in the `ready` of whoever sees both; its blocks stand after the ways.
    """
    MORE.append(part)


def figures(span: Span) -> Figures:
    """Five queries, however many decisions."""
    ways = postings.ways(span.unit, span.since, span.until, on=span.on)
    return Figures(_groups(span), ways, _pointed(span))


def _groups(span: Span) -> list[Group]:
    waiting, public = Q(state__in=WAITING), Q(published_on__isnull=False)
    signed_in = Q(decided_on__range=(span.since, span.until))
    owed_before = Q(decided_on__lt=span.since) & (waiting | Q(published_on__gte=span.since))
    rows = Item.objects.filter(signed_in | owed_before, unit=span.unit).order_by()
    counted = rows.values_list("group").annotate(
        whole=Count("pk"),
        in_time=Count("pk", filter=public & Q(published_on__lte=F("due_on"))),
        done_late=Count("pk", filter=public & Q(published_on__gt=F("due_on"))),
        overdue=Count("pk", filter=waiting & Q(due_on__lt=span.on)),
        waiting=Count("pk", filter=waiting & Q(due_on__gte=span.on)),
        answered=Count("pk", filter=Q(state=State.NOT_PUBLIC)),
    )
    found = {group: (a, b, c, d, e, f) for group, a, b, c, d, e, f in counted}
    nothing, reading = _nothing(span), reading_of(span.unit, on=span.on)
    names = {n: str(reading.value(f"disclosure.group.{n}").payload["name"]) for n in GROUPS}
    return [
        Group(n, names[n], *(found.get(n) or NOTHING))._replace(nothing=tuple(nothing[n]))
        for n in GROUPS
    ]


def _nothing(span: Span) -> dict[int, list[str]]:
    """Quarters that lie in the span and of which it was declared that nothing arose."""
    found: dict[int, list[str]] = defaultdict(list)
    for one in NothingArose.objects.filter(unit=span.unit).order_by("year", "quarter"):
        quarter = Quarter(one.year, one.quarter)
        if quarter.last_day >= span.since and quarter.first_day <= span.until:
            found[one.group].append(str(quarter))
    return found


def _pointed(span: Span) -> Pointed:
    rows = Pointer.objects.filter(unit=span.unit, pointed_on__range=(span.since, span.until))
    whole, answered = rows.count(), rows.filter(answered_on__isnull=False).count()
    return Pointed(whole, answered, whole - answered)
