"""The law of one day beside the law of another: which rules began, ended or changed."""

from datetime import date
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
