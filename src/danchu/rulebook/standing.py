"""How sure a value is: who answers for it, whether it was edited since, what is held against it."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db import connection

from civics.rulebook import Rule, Value
from danchu.people.models import Term, User
from danchu.rulebook.models import Confirmation, Objection

# Almost every page asks this: said in SQL, because Django takes ten times as long to write it.
_BOTH = """
SELECT 'confirmed', c.id, c.key, c.since, c."on", c.digest, c.document, c.note,
  t.role, t.position, t.person_id, p.full_name, p.username
FROM rulebook_confirmation c
JOIN people_term t ON t.id = c.confirmed_by_id JOIN people_user p ON p.id = t.person_id
WHERE c.key IN ({keys})
UNION ALL
SELECT 'objected', o.id, o.key, o.since, o."on", '', '', o.reason,
  t.role, t.position, t.person_id, p.full_name, p.username
FROM rulebook_objection o
JOIN people_term t ON t.id = o.raised_by_id JOIN people_user p ON p.id = t.person_id
WHERE o.settled_on IS NULL AND o.key IN ({keys})
"""


class Said(NamedTuple):
    """What jurists said about one value."""

    confirmation: Confirmation | None  # of the value as it reads now
    lost: Confirmation | None  # of an earlier reading: the value was edited since
    objections: tuple[Objection, ...]  # open ones, oldest first


class Standing:
    """Confirmations and objections of the rules named so far: one query, when first needed."""

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
        """Both tables in one query; what is read of them is what pages show."""
        keys = sorted(self._waiting)
        words = _BOTH.format(keys=", ".join(["%s"] * len(keys)))
        with connection.cursor() as cursor:
            cursor.execute(words, [*keys, *keys])
            rows = sorted(cursor.fetchall())
        for kind, pk, key, since, on, digest, document, words, *who in rows:
            by = _term(*who)
            dated = {"pk": pk, "key": key, "since": _day(since), "on": _day(on)}
            if kind == "confirmed":
                more = {"digest": digest, "document": document, "note": words}
                row = Confirmation(**dated, **more, confirmed_by=by)
                self._confirmations.setdefault(key, []).append(row)
            else:
                objection = Objection(**dated, reason=words, raised_by=by)
                self._objections.setdefault(key, []).append(objection)
        self._read |= self._waiting
        self._waiting = set()


def _day(value: date | str) -> date:
    """SQLite has no days of its own."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def _term(role: str, position: str, person: int, full_name: str, username: str) -> Term:
    """Who spoke, as pages name them; never saved."""
    known = User(pk=person, full_name=full_name, username=username)
    return Term(role=role, position=position, person=known)
