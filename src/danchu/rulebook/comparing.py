"""The law of one day beside the law of another: which rules began, ended or changed."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from civics.rulebook import Rule, Rulebook, Value
from danchu.rulebook.words import short


class Difference(NamedTuple):
    """One rule that does not say the same on both days. `before` or `after` None: no rule then."""

    rule: Rule
    before: Value | None
    after: Value | None

    @property
    def kind(self) -> str:
        if self.before is None:
            return "bắt đầu có"
        return "hết hiệu lực" if self.after is None else "thay đổi"

    @property
    def was(self) -> str:
        return short(self.before) if self.before else "chưa có"

    @property
    def becomes(self) -> str:
        return short(self.after) if self.after else "không còn"

    @property
    def since(self) -> date | None:
        """The first day of the new value."""
        return self.after.since if self.after else None


def value_on(rule: Rule, day: date) -> Value | None:
    """What the rule says on `day`; None when it did not hold then."""
    held = (v for v in rule.values if v.since <= day and (v.until is None or day <= v.until))
    return next(held, None)


def between(book: Rulebook, first: date, second: date) -> list[Difference]:
    """Rules that differ between two days, in the order of the files."""
    pairs = ((rule, value_on(rule, first), value_on(rule, second)) for rule in book.rules.values())
    return [Difference(*pair) for pair in pairs if _differ(pair[1], pair[2])]


def _differ(before: Value | None, after: Value | None) -> bool:
    if before is None or after is None:
        return before is not after
    return before.digest != after.digest


# ── two editions of law/ ──────────────────────────────────────────────────────────────────────


class Amendment(NamedTuple):
    """One thing that differs between two editions of the book."""

    rule: Rule
    since: date | None  # the first day it is felt; None: a value that stood was edited
    was: str
    becomes: str
    cite: str

    @property
    def words(self) -> str:
        """One sentence a jurist can check against the amending text."""
        if self.since is None:
            return f"SỬA GIÁ TRỊ CŨ: {self.was} thành {self.becomes}. Căn cứ: {self.cite}."
        return f"Từ {self.since:%d/%m/%Y}: {self.was} thành {self.becomes}. Căn cứ: {self.cite}."


def amendments(old: Rulebook, new: Rulebook) -> list[Amendment]:
    """What `new` changes of `old`: added values with their first day, and edits of old ones."""
    found: list[Amendment] = []
    for key, rule in new.rules.items():
        before = old.rules.get(key)
        known = {value.since: value for value in before.values} if before else {}
        for value in rule.values:
            stood = known.get(value.since)
            if stood is None:
                found.append(_added(rule, value, before))
            elif stood.digest != value.digest:
                was, becomes = short(stood), short(value)
                found.append(Amendment(rule, None, was, becomes, str(value.cite)))
        found += _ended(rule, known)
    for key, rule in old.rules.items():
        if key not in new.rules:
            last = rule.values[-1]
            found.append(Amendment(rule, None, short(last), "không còn quy tắc", str(last.cite)))
    return found


def _added(rule: Rule, value: Value, before: Rule | None) -> Amendment:
    was = value_on(before, value.since) if before else None
    said = short(was) if was else "chưa có"
    return Amendment(rule, value.since, said, short(value), str(value.cite))


def _ended(rule: Rule, known: Mapping[date, Value]) -> list[Amendment]:
    """Values taken out, and a last value that was given an end."""
    found = []
    starts = {value.since for value in rule.values}
    for since, value in known.items():
        if since not in starts:
            found.append(Amendment(rule, None, short(value), "không còn giá trị", str(value.cite)))
    last = rule.values[-1]
    stood = known.get(last.since)
    if stood is not None and last.until is not None and stood.until is None:
        first = last.until + timedelta(days=1)
        found.append(Amendment(rule, first, short(last), "hết hiệu lực", str(last.cite)))
    return found
