"""How sure a value is: who answers for it, whether it was edited since, what is held against it."""

from collections.abc import Iterable
from typing import NamedTuple

from civics.rulebook import Rule, Value
from danchu.rulebook.models import Confirmation, Objection


class Said(NamedTuple):
    """What jurists said about one value."""

    confirmation: Confirmation | None  # of the value as it reads now
    lost: Confirmation | None  # of an earlier reading: the value was edited since
    objections: tuple[Objection, ...]  # open ones, oldest first


class Standing:
    """Confirmations and objections of the rules named so far: two queries, when first needed."""

    def __init__(self, keys: Iterable[str] = ()) -> None:
        self._waiting = set(keys)
        self._confirmations: dict[str, list[Confirmation]] = {}
        self._objections: dict[str, list[Objection]] = {}
        self._read: set[str] = set()

    def expect(self, key: str) -> None:
        """This rule will be shown: its rows come with those of the others."""
        if key not in self._read:
            self._waiting.add(key)

    def said(self, rule: Rule, value: Value) -> Said:
        """What holds of `value`, one of the values of `rule`."""
        self.expect(rule.key)
        if self._waiting:
            self._fetch()
        now = {v.digest for v in rule.values}
        starts = {v.since for v in rule.values}
        confirmation = lost = None
        for row in self._confirmations.get(rule.key, ()):
            if row.since == value.since and row.digest == value.digest:
                confirmation = row
            elif row.digest not in now and (row.since == value.since or row.since not in starts):
                lost = row
        objections = self._objections.get(rule.key, ())
        return Said(
            confirmation,
            None if confirmation else lost,
            tuple(row for row in objections if row.since == value.since),
        )

    def _fetch(self) -> None:
        confirmations = Confirmation.objects.filter(key__in=self._waiting).order_by("pk")
        for one in confirmations.select_related("confirmed_by__person"):
            self._confirmations.setdefault(one.key, []).append(one)
        objections = Objection.objects.open().filter(key__in=self._waiting).order_by("pk")
        for each in objections.select_related("raised_by__person"):
            self._objections.setdefault(each.key, []).append(each)
        self._read |= self._waiting
        self._waiting = set()
