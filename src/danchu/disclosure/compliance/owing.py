"""By which ways a paper that waits must go: the law of its own signing day, and the year's plan."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import OuterRef, Subquery
from django.db.models.functions import ExtractYear

from danchu.disclosure.counted import Way
from danchu.disclosure.models import Channel, Item, Plan, PlanLine, State
from danchu.disclosure.owed import OwedChannel, channels_owed
from danchu.places.models import Unit
from danchu.postings.models import PlaceKind
from danchu.rulebook.rulebook import Shelf

_WAYS = {Channel.BROADCAST: Way.BROADCAST, Channel.COMMUNITY_HEAD: Way.HEADS}


class Owes(NamedTuple):
    """One way a waiting paper still owes beside the web. `until` is inclusive."""

    item: int
    way: Way
    until: date


def of_waiting(unit: Unit, shelf: Shelf, *, first: date | None, last: date | None) -> list[Owes]:
    """Everything that papers signed in the period and not yet public owe. One query.

    Such a paper hangs nowhere either: a commune that publishes nothing has no punctual boards.
    """
    waiting = Item.objects.filter(unit=unit, published_on=None).exclude(state=State.NOT_PUBLIC)
    waiting = waiting.filter(decided_on__gte=first) if first else waiting
    waiting = waiting.filter(decided_on__lte=last) if last else waiting
    found = []
    for pk, group, decided_on, due_on, loud, *added in waiting.order_by("pk").values_list(
        "pk", "group", "decided_on", "due_on", *_planned(unit)
    ):
        reading = shelf.reading(unit, on=decided_on)
        owed = channels_owed(reading, group, silent=loud is False, line=_line(group, *added))
        found += [Owes(pk, way, due_on + timedelta(days=longer)) for way, longer in _ways(owed)]
    return found


def _planned(unit: Unit) -> list[Subquery]:
    """Of the issued plan of the year of signing: loudspeakers, and what it adds to the group."""
    plan = Plan.objects.filter(
        unit=unit, issued_on__isnull=False, year=ExtractYear(OuterRef("decided_on"))
    )
    line = PlanLine.objects.filter(
        plan__unit=unit,
        plan__issued_on__isnull=False,
        plan__year=ExtractYear(OuterRef("decided_on")),
        group=OuterRef("group"),
    )
    names = ("more_channels", "posting_days", "broadcast_days")
    return [
        Subquery(plan.values("has_loudspeaker")[:1]),
        *(Subquery(line.values(name)[:1]) for name in names),
    ]


def _ways(owed: Iterable[OwedChannel]) -> Iterable[tuple[Way, int]]:
    """Each way once, and how many days after the due day it may end; the web stands by itself."""
    ways: dict[Way, int] = {}
    for one in owed:
        places = one.applied.payload.get("places", ()) if one.applied else ()
        if one.channel == Channel.WEB:
            continue
        if one.channel in (Channel.POSTING, Channel.POSTING_PERMANENT):
            ways |= {Way.SEAT if at == PlaceKind.COMMUNE_SEAT else Way.HOUSES: 0 for at in places}
        else:
            longer = (one.days or 1) - 1 if one.channel == Channel.BROADCAST else 0
            ways[_WAYS.get(one.channel, Way.MORE)] = longer
    return ways.items()


def _line(group: int, channels: Any, posting: int | None, broadcast: int | None) -> PlanLine | None:
    if channels is None:
        return None
    return PlanLine(
        group=group, more_channels=channels, posting_days=posting, broadcast_days=broadcast
    )
