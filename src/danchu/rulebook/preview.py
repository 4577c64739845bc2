"""What an addition would change before it is approved, and what it never touches."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple

from civics.deadlines import UNITS, forwards
from civics.errors import NoCalendar
from civics.rulebook import Rule
from danchu.kit.law import book
from danchu.places.models import Unit
from danchu.rulebook.models import LocalRule
from danchu.rulebook.rulebook import extended, further_of, value
from danchu.rulebook.words import Line, lines_of


class OpenDuty(NamedTuple):
    """One thing owed today under a rule. Its last day stays as it is."""

    what: str
    unit: str
    due_on: date


Finder = Callable[[str, Unit], list[OpenDuty]]
_finders: list[Finder] = []  # `duties` stands above this room: it registers itself in its card


def find_duties_with(finder: Finder) -> None:
    """Called once by the room that keeps the duties."""
    if finder not in _finders:
        _finders.append(finder)


class Preview(NamedTuple):
    """Before and after, in words."""

    before: list[Line]
    after: list[Line]
    since: date
    last_days: tuple[date, date] | None  # counted from `since`: without and with the addition
    duties: list[OpenDuty]  # open today: they keep their day


def preview(key: str, unit: Unit, *, since: date, change: Mapping[str, Any]) -> Preview:
    """What holds from `since` on with `change`, beside what would hold without it."""
    applied = value(key, unit=unit, on=since)
    row = LocalRule(key=key, unit=unit, since=since, value=dict(change))
    after = extended(applied.payload, change, further=further_of(applied.rule, row))
    names = list(change)
    return Preview(
        before=lines_of({name: applied.payload[name] for name in names}),
        after=lines_of({name: after[name] for name in names}),
        since=since,
        last_days=_last_days(applied.rule, applied.payload, after, since=since),
        duties=[duty for finder in _finders for duty in finder(key, unit)],
    )


def _last_days(
    rule: Rule, before: Mapping[str, Any], after: Mapping[str, Any], *, since: date
) -> tuple[date, date] | None:
    unit = next((one for one in UNITS if one in before), None)
    if unit is None or rule.counted_from is None:
        return None
    try:
        first, _ = forwards(since, int(before[unit]), unit, book().calendar)
        second, _ = forwards(since, int(after[unit]), unit, book().calendar)
    except NoCalendar:
        return None
    return first, second
