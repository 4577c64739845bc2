"""One rule put into plain words for its page: what it says, since when, how sure that is."""

from datetime import date
from typing import Any, NamedTuple

from civics.errors import UnknownRule
from civics.rulebook import Rule, Value
from civics.rules import TIME_UNITS
from danchu.kit.law import book
from danchu.rulebook.models import LocalRule, Objection
from danchu.rulebook.rulebook import Applied, Reading
from danchu.rulebook.standing import Said, Standing
from danchu.rulebook.uses import USED_BY, Use
from danchu.rulebook.words import (
    EXTENDS,
    Big,
    Line,
    big,
    label_of,
    lines,
    short,
    span,
    spelled,
    word,
)

__all__ = ["Page", "Shown", "label_of", "rule_page", "shown_value"]


class Span(NamedTuple):
    """A value for as long as it holds; both ends are inclusive."""

    value: Value
    words: str  # "Từ 01/07/2023 đến hết 30/06/2025"
    short: str
    lines: list[Line]
    said: Said
    now: bool  # holds on the day the page is read for

    @property
    def confirmed(self) -> str:
        """Who answers for it; "" for nobody."""
        return self.said.confirmation.words if self.said.confirmation else ""


class Page(NamedTuple):
    """One rule as its page shows it for one day."""

    rule: Rule
    on: date
    applied: Applied | None  # None: not in force on that day
    span: Span  # the value of that day; when there was none, the newest
    big: Big | None
    spans: list[Span]  # newest first
    facts: list[Line]
    uses: tuple[Use, ...]
    local: list[LocalRule]
    settled: list[Objection]

    @property
    def rest(self) -> list[Line]:
        """What the large number does not say already."""
        if self.big is None:
            return self.span.lines
        large = {word("fields", name) for name in (*TIME_UNITS, "at_least", "more_than")}
        return [line for line in self.span.lines if line.name not in large]

    @property
    def history(self) -> list[dict[str, Any]]:
        """Newest first, and last what was before the rule."""
        steps = [
            {
                "title": f"{one.words}: {one.short}",
                "text": str(one.value.cite),
                "state": "now" if one.now else "done",
            }
            for one in self.spans
        ]
        first = self.rule.values[0].since
        before = "Các văn bản đã đọc chưa có quy định này."
        return [*steps, {"title": f"Trước {first:%d/%m/%Y}", "text": before, "state": "next"}]


def rule_page(key: str, *, on: date) -> Page:
    """One rule as it reads on `on`. Raises UnknownRule."""
    rule = book().rule(key)
    reading = Reading(None, on=on)
    spans = [_span(rule, v, reading.standing, on=on) for v in reversed(rule.values)]
    now = next((one for one in spans if one.now), None)
    local = LocalRule.objects.filter(key=key).select_related("unit").order_by("unit__name", "since")
    settled = Objection.objects.filter(key=key, settled_on__isnull=False).order_by("-pk")
    return Page(
        rule=rule,
        on=on,
        applied=reading.value(key) if now else None,
        span=now or spans[0],
        big=big((now or spans[0]).value, rule),
        spans=spans,
        facts=_facts(rule),
        uses=USED_BY.get(key, ()),
        local=list(local),
        settled=list(settled.select_related("raised_by__person", "settled_by__person")),
    )


def _span(rule: Rule, value: Value, standing: Standing, *, on: date) -> Span:
    return Span(
        value=value,
        words=span(value.since, value.until),
        short=short(value),
        lines=lines(value),
        said=standing.said(rule, value),
        now=value.since <= on and (value.until is None or on <= value.until),
    )


def _facts(rule: Rule) -> list[Line]:
    """Who, to whom, counted from what, and whether a commune may change it."""
    counted = word("events", rule.counted_from)
    facts = [
        Line("Ai phải làm", word("actors", rule.who)),
        Line("Gửi ai", "; ".join(word("actors", one) for one in rule.to)),
        Line("Đếm từ", f"{counted} (không tính ngày ấy)" if counted else ""),
        Line("Đếm ngược từ", word("events", rule.counted_before)),
        Line("Khi nào", spelled(rule.when)),
        Line("Nội dung", "; ".join(word("matters", one) for one in rule.matters)),
        Line("Phạm vi", word("scopes", rule.scope)),
        Line("Loại hình cơ sở", word("spheres", getattr(rule, "sphere", ""))),
        Line("Xã được đổi?", EXTENDS.get(rule.extends, "")),
    ]
    return [one for one in facts if one.text]


class Shown(NamedTuple):
    """One value in front of a jurist."""

    rule: Rule
    value: Value
    span: Span
    facts: list[Line]


def shown_value(key: str, since: str) -> Shown | None:
    """The value of `key` starting on `since` (ISO); the newest when `since` is empty."""
    try:
        rule = book().rule(key)
    except UnknownRule:
        return None
    for value in reversed(rule.values):
        if since in {"", value.since.isoformat()}:
            return Shown(rule, value, _span(rule, value, Standing(), on=value.since), _facts(rule))
    return None
