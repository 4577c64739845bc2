"""What the province lays down for rolls. The rulebook, a floor above, answers; this floor asks."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Protocol

from danchu.places.models import Unit


class Answers(Protocol):
    """Values as they stand for a unit, with what its province changed."""

    def value(self, key: str, *, unit: Unit, on: date) -> Mapping[str, Any]:
        """What the rule holds on `on`."""
        ...

    def due_on(self, key: str, *, unit: Unit, start: date, on: date) -> date:
        """The last day (inclusive) of a period begun on `start`, by the rule of `on`."""
        ...


_answers: list[Answers] = []


def answered_by(answers: Answers) -> None:
    """Named once, when the house wakes."""
    _answers[:] = [answers]


def value(key: str, *, unit: Unit, on: date) -> Mapping[str, Any]:
    """A parameter of the province, so its own reading serves every community of a page."""
    return _answers[0].value(key, unit=_province(unit), on=on)


def due_on(key: str, *, unit: Unit, start: date, on: date) -> date:
    """See `Answers.due_on`."""
    return _answers[0].due_on(key, unit=_province(unit), start=start, on=on)


def _province(unit: Unit) -> Unit:
    return unit.province or unit
