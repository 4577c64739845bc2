"""What a rule says for one unit on one day: the nation, then the province, then the commune."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from civics.deadlines import UNITS, backwards, forwards
from civics.rulebook import Rule, Value
from danchu.kit.law import book
from danchu.places.models import Unit
from danchu.rulebook.models import LocalRule
from danchu.rulebook.standing import Said, Standing

UPHELD = "theo cách hiểu đã được xác nhận"
INTERPRETED = "cách hiểu tạm dùng, chờ xác nhận"


class Applied(NamedTuple):
    """One rule as it holds for a unit: the national value and what was added to it."""

    rule: Rule
    national: Value
    local: tuple[LocalRule, ...]
    payload: Mapping[str, Any]
    standing: Standing

    @property
    def said(self) -> Said:
        """Who answers for the national value, and what is held against it."""
        return self.standing.said(self.rule, self.national)

    @property
    def confirmed(self) -> str:
        """Who answers for the national value; "" for nobody."""
        said = self.said.confirmation
        return said.words if said else self.national.confirmed_by or ""

    @property
    def base(self) -> Value:
        """What a further addition is measured against: the national value with the local ones."""
        return replace(self.national, payload=self.payload)

    @property
    def notes(self) -> list[str]:
        """What must be said wherever the number is shown."""
        said = self.said
        notes = [f"có ý kiến phản đối: {one.reason}" for one in said.objections]
        if self.rule.parameter:
            whose = "tham số của tỉnh"
            notes.append(whose if self.local else f"{whose} (mức đề xuất, tỉnh chưa quyết định)")
        elif not self.national.consolidated:
            notes.append("chưa hợp nhất")
        if self.national.confidence != "found":
            notes.append(book().word("confidences", self.national.confidence))
        if said.lost:
            notes.append("đã sửa sau khi xác nhận, chờ xác nhận lại")
        elif not self.rule.parameter and not self.confirmed:
            notes.append("chưa có người xác nhận")
        if self.rule.interpretation:
            notes.append(UPHELD if self.confirmed else INTERPRETED)
        notes += [f"{rule.unit} quy định thêm: {rule.document}" for rule in self.local]
        return notes

    @property
    def doubt(self) -> str:
        """The weightiest of the notes in few words, for a row of a list; "" when there is none."""
        said = self.said
        if said.objections:
            return "có ý kiến phản đối"
        if said.lost:
            return "chờ xác nhận lại"
        if self.rule.parameter:
            return "tham số của tỉnh" if self.local else "mức đề xuất của tỉnh"
        if self.national.confidence != "found":
            return book().word("confidences", self.national.confidence)
        if self.rule.interpretation and not self.confirmed:
            return INTERPRETED
        if not self.confirmed:
            return "chưa có người xác nhận"
        return next(iter(self.notes), "")


class LastDay(NamedTuple):
    """The last day (inclusive) on which an act is in time, and the rule that says so."""

    due_on: date
    number: int
    number_unit: str  # "working_days", "days" or "months"
    applied: Applied


class Reading:
    """The rules of one unit on one day. Its local rules are fetched once."""

    def __init__(self, unit: Unit | None, *, on: date, shelf: "Shelf | None" = None) -> None:
        self.on = on
        self.standing = shelf.standing if shelf else Standing()
        self._local: dict[str, list[LocalRule]] = {}
        self._applied: dict[str, Applied] = {}  # a page asks for the same rule many times
        if unit is None:
            return
        chain = _chain(unit)
        rows: Iterable[LocalRule] = (
            shelf.running(chain, on=on)
            if shelf
            else LocalRule.objects.running(on=on).filter(unit__in=chain).select_related("unit")
        )
        for row in sorted(rows, key=lambda r: (chain.index(r.unit_id), r.since)):
            self._local.setdefault(row.key, []).append(row)

    def value(self, key: str) -> Applied:
        """Raises `civics.errors.UnknownRule` or `NotInForce`."""
        if key not in self._applied:
            self._applied[key] = self._apply(key)
        return self._applied[key]

    def _apply(self, key: str) -> Applied:
        national = book().value(key, on=self.on)
        local = tuple(self._local.get(key, ()))
        payload: dict[str, Any] = dict(national.payload)
        rule = book().rule(key)
        for row in local:
            payload = extended(payload, row.value, further=further_of(rule, row))
        self.standing.expect(key)
        return Applied(rule, national, local, payload, self.standing)

    def last_day(self, key: str, *, start: date) -> "LastDay":
        """The day a period started on `start` (not counted) ends, by these rules.

        For a rule counted backwards, `start` is the day of the event to come.
        """
        applied = self.value(key)
        for count_unit in UNITS:
            if count_unit in applied.payload:
                count = int(applied.payload[count_unit])
                due = _counted(applied.rule, start, count, count_unit)
                return LastDay(due, count, count_unit, applied)
        raise ValueError(f"rule {key!r} sets no number of days")


def _counted(rule: Rule, start: date, count: int, count_unit: str) -> date:
    if rule.counted_before:
        return backwards(start, count, count_unit, book().calendar)
    return forwards(start, count, count_unit, book().calendar)[0]


def _chain(unit: Unit) -> list[int]:
    """Whose additions hold for `unit`: the province's, the commune's, its own."""
    return [pk for pk in (unit.province_id, unit.commune_id, unit.pk) if pk]


class Shelf:
    """The rules of many units on many days, for lists: one query for all that these units add, two
    for what jurists said, however long the list."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self.standing = Standing()
        self._rows: dict[int, list[LocalRule]] = {}
        self._readings: dict[tuple[int, date], Reading] = {}
        chains = {pk for unit in units for pk in _chain(unit)}
        for row in LocalRule.objects.filter(unit__in=chains).select_related("unit"):
            self._rows.setdefault(row.unit_id, []).append(row)

    def reading(self, unit: Unit, *, on: date) -> Reading:
        """The rules of `unit` on `on`; `unit` is one of those the shelf was made for."""
        if (unit.pk, on) not in self._readings:
            self._readings[unit.pk, on] = Reading(unit, on=on, shelf=self)
        return self._readings[unit.pk, on]

    def running(self, unit_ids: Iterable[int], *, on: date) -> list[LocalRule]:
        rows = (row for pk in unit_ids for row in self._rows.get(pk, ()))
        return [row for row in rows if row.runs(on=on)]


Further = Callable[[int, int], int]


def further_of(rule: Rule, row: LocalRule) -> Further:
    """Which of two numbers holds. The level that decides a parameter decides it anew.

    Elsewhere the number that goes further, whichever was written first: a province that later asks
    for more than a commune asks of itself is not undone by the commune.
    """
    if rule.parameter == row.unit.kind:
        return lambda old, new: new
    return {"longer": max, "shorter": min}.get(rule.extends, lambda old, new: new)


def extended(
    base: Mapping[str, Any], more: Mapping[str, Any], *, further: Further
) -> dict[str, Any]:
    """`base` with `more` laid over it: lists grow, of two numbers `further` says which holds."""
    merged = dict(base)
    for name, new in more.items():
        old = merged.get(name)
        if isinstance(old, list | tuple) and isinstance(new, list | tuple):
            merged[name] = (*old, *(x for x in new if x not in old))
        elif type(old) is int and type(new) is int:  # a yes is no number
            merged[name] = further(old, new)
        else:
            merged[name] = new
    return merged


# ── one request reads the rules of a unit once ────────────────────────────────────────────────

_opened: ContextVar[dict[tuple[int | None, date], Reading] | None] = ContextVar(
    "opened", default=None
)


@contextmanager
def kept_open() -> Iterator[None]:
    """Inside, the rules of a unit on a day are fetched once, however often `value` is asked.

    For one request or one short command, not longer: what others add meanwhile is not seen.
    """
    token = _opened.set({})
    try:
        yield
    finally:
        _opened.reset(token)


def watch(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: each request reads anew, and only once."""

    def inside(request: HttpRequest) -> HttpResponseBase:
        with kept_open():
            return get_response(request)

    return inside


def forget() -> None:
    """Something was added to the law or said about it: what was read before counts no more."""
    if (readings := _opened.get()) is not None:
        readings.clear()


def reading_of(unit: Unit | None, *, on: date) -> Reading:
    """The rules of `unit` on `on`; the same `Reading` again inside `kept_open`."""
    if (readings := _opened.get()) is None:
        return Reading(unit, on=on)
    place = (unit.pk if unit else None, on)
    if place not in readings:
        readings[place] = Reading(unit, on=on)
    return readings[place]


def value(key: str, *, unit: Unit | None, on: date) -> Applied:
    """One rule for one unit on one day. For several rules outside a request, one `Reading`."""
    return reading_of(unit, on=on).value(key)


def last_day(key: str, *, unit: Unit | None, start: date) -> LastDay:
    """The last day by the law of `start`, with what province and commune changed."""
    return reading_of(unit, on=start).last_day(key, start=start)
