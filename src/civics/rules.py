"""The nouns of the rulebook: instrument, rule, value. All frozen."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from hashlib import sha256
from types import MappingProxyType

from civics.cite import Cite
from civics.errors import NotInForce

TIME_UNITS = ("working_days", "days", "months")


@dataclass(frozen=True)
class Instrument:
    """A law or decree. `sha256` is of the text file it was read from, None when no text is `held`.

    `repealed_on` is the first day on which it no longer applies. `issued` is None when the day
    was not read; `note` says what else was not.
    """

    number: str
    name: str
    title: str
    issuer: str
    issued: date | None
    in_force: date
    amended_by: tuple[Mapping[str, object], ...]
    consolidated: bool
    folder: str
    source: str
    source_file: str | None = None
    sha256: str | None = None
    held: bool = True
    replaces: tuple[str, ...] = ()
    replaced_by: str | None = None
    repealed_on: date | None = None
    note: str = ""


@dataclass(frozen=True)
class Value:
    """What a rule says from `since` to `until` (both days included; None = still).

    `confidence` is "found" (the words were read), "digest", "press" or "unsure"; `source` is
    where, both codes of words.yaml. An `unknown` field names the instrument whose number has
    not been read: then there is no number.
    """

    payload: Mapping[str, object]
    cite: Cite
    since: date
    until: date | None
    consolidated: bool
    confirmed_by: str | None
    label: str
    note: str
    confidence: str = "found"
    source: str | None = None
    terms: tuple[tuple[str, object], ...] = ()  # of its rule: who, from when, share of what

    def get(self, name: str, default: object = None) -> object:
        """One field of the payload, as `value.get("working_days")`."""
        return self.payload.get(name, default)

    @property
    def instrument(self) -> str:
        """Spoken name of the instrument the value stands in."""
        return self.cite.instrument

    @property
    def share(self) -> tuple[Fraction, bool] | None:
        """The share and whether it is strict ("trên"), None when the value is no share."""
        for name, strict in (("at_least", False), ("more_than", True)):
            if name in self.payload:
                return Fraction(str(self.payload[name])), strict
        return None

    @property
    def period(self) -> tuple[int, str] | None:
        """The count and its unit, None when the value names no number of days or months."""
        for unit in TIME_UNITS:
            count = self.payload.get(unit)
            if isinstance(count, int):
                return count, unit
        return None

    def day_in(self, year: int) -> date | None:
        """The day of `year` the value names: "11-30", or one day of that year only."""
        for name in ("on_day", "before_day"):
            named = self.payload.get(name)
            if isinstance(named, str):
                return date(year, int(named[:2]), int(named[3:]))
        once = self.payload.get("before_date")
        return once if isinstance(once, date) and once.year == year else None

    @cached_property
    def digest(self) -> str:
        """sha256 over payload, terms, cite and start: a jurist confirms this and nothing else.

        Any change of the number, of who owes it, from when, of what whole, of the place in the
        law or of the start gives another digest; a new label, note or end date does not.
        """
        said = {
            "cite": str(self.cite),
            "payload": dict(self.payload),
            "since": str(self.since),
            "terms": dict(self.terms),
        }
        text = json.dumps(
            said, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str
        )
        return sha256(text.encode()).hexdigest()


@dataclass(frozen=True)
class Rule:
    """One thing the law fixes, with every value it has had, oldest first.

    `room` is the file it stands in ("disclosure"). `extends` says how a lower level may go
    further: "longer", "shorter", "more" or "none" (Điều 35 khoản 2 điểm c). `counted_before`
    names the event of a deadline counted backwards. `sphere` is whose law it is: "commune",
    "agency", "state_enterprise", "employer", or "all". `parameter` is "province" when the law
    names no number; `proposal` when nobody has decided that number yet.
    """

    key: str
    label: str
    values: tuple[Value, ...]
    instrument: str
    quote: str = ""
    who: str | None = None
    to: tuple[str, ...] = ()
    counted_from: str | None = None
    counted_before: str | None = None
    matters: tuple[str, ...] = ()
    scope: str | None = None
    sphere: str = "commune"
    ways: tuple[str, ...] = ()
    share_of: str | None = None
    when: str = ""
    extends: str = "none"
    note: str = ""
    interpretation: bool = False
    parameter: str | None = None
    proposal: bool = False

    @property
    def room(self) -> str:
        """The part of the key before the first dot."""
        return self.key.partition(".")[0]

    @property
    def is_deadline(self) -> bool:
        """Whether a last day can be computed from this rule."""
        return self.values[-1].period is not None

    def value(self, *, on: date) -> Value:
        """The value in force on `on`, or NotInForce."""
        for value in reversed(self.values):
            if value.since <= on and (value.until is None or on <= value.until):
                return value
        raise NotInForce(
            self.key,
            on,
            since=self.values[0].since,
            until=self.values[-1].until,
            label=self.label,
        )


def freeze(payload: Mapping[str, object]) -> Mapping[str, object]:
    """A read-only copy: lists become tuples, mappings become read-only, to any depth."""
    return MappingProxyType({name: _frozen(item) for name, item in payload.items()})


def _frozen(item: object) -> object:
    if isinstance(item, Mapping):
        return _ReadOnly(freeze(item))
    if isinstance(item, list | tuple):
        return tuple(_frozen(each) for each in item)
    return item


class _ReadOnly(dict[str, object]):
    """A mapping that json and templates know, and nobody changes."""

    def __setitem__(self, key: str, value: object) -> None:
        raise TypeError("a value of the law cannot be changed")

    def __delitem__(self, key: str) -> None:
        raise TypeError("a value of the law cannot be changed")
