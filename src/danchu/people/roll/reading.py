"""What the pages of the roll show."""

from datetime import date
from typing import NamedTuple

from django.db.models import Count

from danchu.kit.folding import fold
from danchu.people.models import Household, Proxy, Representative, RollAct
from danchu.people.roll.confirming import Freshness, confirmed_upto, freshness, last_confirmed
from danchu.people.roll.judging import near_doubles
from danchu.places.models import Unit

NEWEST = 20
DOUBLES, SPEECHLESS, GONE = "trung", "chua-cu", "da-di"


class RollLine(NamedTuple):
    """One community in the list of rolls."""

    unit: Unit
    whole: int
    freshness: Freshness


class Overview(NamedTuple):
    """All rolls somebody reads."""

    lines: list[RollLine]
    whole: int
    unconfirmed: int


class Roll(NamedTuple):
    """One roll as it is shown; `rows` are those asked for, `whole` is everything."""

    rows: list[Household]
    whole: int
    q: str
    view: str
    freshness: Freshness
    speechless: int  # households without a representative
    doubles: list[tuple[Household, Household]]
    gone: int


class Page(NamedTuple):
    """One household with its past."""

    speakers: list[Representative]
    speaking: Representative | None
    acts: list[RollAct]
    proxies: list[Proxy]
    carries: list[Proxy]
    before: Household | None
    after: Household | None


def overview(units: list[Unit], *, on: date) -> Overview:
    """The same number of queries for one community and for a hundred."""
    rows = Household.objects.filter(unit__in=units).standing(on=on).order_by()
    counts = dict(rows.values("unit").annotate(n=Count("pk")).values_list("unit", "n"))
    last = last_confirmed(one.pk for one in units)
    lines = [
        RollLine(one, counts.get(one.pk, 0), freshness(last.get(one.pk), unit=one, on=on))
        for one in units
    ]
    stale = sum(1 for one in lines if one.whole and not one.freshness.fresh)
    return Overview(lines, sum(counts.values()), stale)


def roll(unit: Unit, q: str, view: str, *, on: date) -> Roll:
    """Households of `unit` on `on`, those that hold every word of `q`, accents or none."""
    all_rows = list(Household.objects.filter(unit=unit).standing(on=on).order_by("number", "pk"))
    gone = Household.objects.filter(unit=unit).exclude(pk__in=[one.pk for one in all_rows])
    doubles = near_doubles(all_rows)
    speaking = Representative.objects.filter(household__in=[one.pk for one in all_rows])
    spoken = set(speaking.speaking(on=on).values_list("household", flat=True))
    shown = _asked(all_rows, q)
    if view == DOUBLES:
        twice = {one.pk for pair in doubles for one in pair}
        shown = [one for one in shown if one.pk in twice]
    elif view == SPEECHLESS:
        shown = [one for one in shown if one.pk not in spoken]
    elif view == GONE:
        shown = _asked(list(gone.order_by("-until", "number")), q)
    return Roll(
        shown,
        len(all_rows),
        q,
        view,
        freshness(confirmed_upto(unit), unit=unit, on=on),
        len(all_rows) - len(spoken),
        doubles,
        gone.count(),
    )


def _asked(rows: list[Household], q: str) -> list[Household]:
    words = fold(q).split()
    if len(words) == 1 and words[0].isdecimal():
        number = int(words[0])
        return [one for one in rows if one.number == number or words[0] in one.folded]
    return [one for one in rows if all(word in one.folded for word in words)]


def looks_like(made: Household) -> list[Household]:
    """Other standing households of the community that may be this one."""
    here = Household.objects.filter(unit=made.unit_id, until=None, struck_on=None)
    pairs = near_doubles(here.order_by("number"))
    return [one for pair in pairs if made in pair for one in pair if one.pk != made.pk]


def household(one: Household, *, on: date) -> Page:
    """Who speaks and spoke, what was done, who carries its voice."""
    speakers = list(one.representatives.order_by("-since"))
    speaking = [
        each for each in speakers if each.since <= on and (not each.until or each.until >= on)
    ]
    acts = one.acts.select_related("other", "entered_by__person").order_by("-pk")[:NEWEST]
    proxies = one.proxies.select_related("paper", "entered_by__person").order_by("-until")[:NEWEST]
    came = getattr(one, "came_from", None)
    goes = getattr(one, "goes_on", None)
    return Page(
        speakers,
        speaking[0] if speaking else None,
        list(acts),
        list(proxies),
        list(one.carries.select_related("household").order_by("-until")[:NEWEST]),
        came.old if came else None,
        goes.new if goes else None,
    )
