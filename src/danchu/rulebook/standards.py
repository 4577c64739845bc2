"""Answers for the floors below that may not ask the rulebook themselves (`people.roll.rules`)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from danchu.places.models import Unit
from danchu.rulebook.rulebook import reading_of


class Standards:
    """Values with what province and commune changed."""

    def value(self, key: str, *, unit: Unit, on: date) -> Mapping[str, Any]:
        return reading_of(unit, on=on).value(key).payload

    def due_on(self, key: str, *, unit: Unit, start: date, on: date) -> date:
        return reading_of(unit, on=on).last_day(key, start=start).due_on
