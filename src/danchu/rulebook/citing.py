"""The căn cứ panel (`kit/_cite.html`): what, where, its words, what must be said beside it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from civics.errors import NotInForce
from danchu.places.models import Unit
from danchu.rulebook.rulebook import Applied, Shelf, reading_of


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


def days(key: str, unit: Unit | None, *, on: date) -> str:
    """'10 ngày làm việc', as the law of the day says."""
    payload = reading_of(unit, on=on).value(key).payload
    if "working_days" in payload:
        return f"{payload['working_days']} ngày làm việc"
    return f"{payload['days']} ngày"
