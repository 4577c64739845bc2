"""The căn cứ panel (`kit/_cite.html`): what, where, its words, what must be said beside it."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from civics.errors import NotInForce
from danchu.places.models import Unit
from danchu.rulebook import words
from danchu.rulebook.rulebook import Applied, Shelf, reading_of

LISTS = ("steps", "points", "cases", "options", "forms", "members")  # of a value, one a line


def panel(applied: Iterable[Applied]) -> list[dict[str, Any]]:
    """One line a rule, in the order given; each links to the rule's own page."""
    return [  # a list first: what jurists said about all of them is then read at once
        {
            "what": used.rule.label,
            "place": str(used.national.cite),
            "address": f"/luat/{used.rule.key}/",
            "quote": used.rule.quote,
            "notes": used.notes,
            "confirmed": used.confirmed,
        }
        for used in list(applied)
    ]


def cites(keys: Iterable[str], unit: Unit | None, *, on: date) -> list[dict[str, Any]]:
    """The panel of these rules as they hold for `unit` on `on`, each once.

    Raises `civics.errors.UnknownRule` or `NotInForce`.
    """
    reading = reading_of(unit, on=on)
    return panel(reading.value(key) for key in dict.fromkeys(keys))


def in_force(
    keys: Iterable[str], unit: Unit | None, *, on: date, shelf: Shelf | None = None
) -> list[dict[str, Any]]:
    """As `cites`; rules not in force on `on` are left out. Raises `civics.errors.UnknownRule`.

    `shelf`: of a page that reads the law of many days.
    """
    reading = shelf.reading(unit, on=on) if shelf and unit else reading_of(unit, on=on)
    found = []
    for key in dict.fromkeys(keys):
        try:
            found.append(reading.value(key))
        except NotInForce:
            continue
    return panel(found)


class Guide(NamedTuple):
    """A rule somebody keeps by doing it: what, how, line by line, and where it stands."""

    what: str
    lines: list[str]  # [] when its name says it all
    cites: list[dict[str, Any]]


def guides(keys: Iterable[str], unit: Unit | None, *, on: date) -> list[Guide]:
    """Those in force for `unit` on `on`, in the order given; for the page where it is done.

    Raises `civics.errors.UnknownRule`.
    """
    reading, found = reading_of(unit, on=on), []
    for key in keys:
        try:
            found.append(reading.value(key))
        except NotInForce:
            continue
    cited = panel(found)
    return [
        Guide(used.rule.label, _steps(used), [cite | {"what": ""}])
        for used, cite in zip(found, cited, strict=True)
    ]


def _steps(used: Applied) -> list[str]:
    payload: Mapping[str, Any] = used.payload
    name = next((one for one in LISTS if payload.get(one)), "")
    found = [words.said(name, one) for one in payload.get(name, ())]
    if "days" in payload or "working_days" in payload:
        found.append(f"{'trước' if used.rule.counted_before else 'trong'} {_days(payload)}")
    if "text" in payload:
        found.append(words.spelled(payload["text"]))
    if "days_per_month" in payload:
        found.append(f"ít nhất {payload['days_per_month']} ngày mỗi tháng")
    if "or_else" in payload:
        found.append(words.spelled(payload["or_else"]))
    return [f"{one[:1].upper()}{one[1:].rstrip('.')}." for one in found]


def days(key: str, unit: Unit | None, *, on: date) -> str:
    """'10 ngày làm việc', as the law of the day says."""
    return _days(reading_of(unit, on=on).value(key).payload)


def _days(payload: Mapping[str, Any]) -> str:
    if "working_days" in payload:
        return f"{payload['working_days']} ngày làm việc"
    return f"{payload['days']} ngày"
