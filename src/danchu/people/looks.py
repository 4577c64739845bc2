"""Who looked at what of a person. The looks are entries of the trail; the person reads them.

A room whose pages open something of one person names the act here, from its `ready`.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import NamedTuple

from danchu.kit.models import AuditEntry
from danchu.people.access import names_of, titles_of
from danchu.people.models import User

MOST = 100


class Watched(NamedTuple):
    """An act that is a look: `keys` are the things of this person that it may have opened."""

    act: str
    kind: str
    what: str
    keys: Callable[[User], Iterable[object]]


class Look(NamedTuple):
    at: datetime
    who: str
    title: str  # the role under which they looked
    what: str


WATCHED: list[Watched] = []


def watch(act: str, *, kind: str, what: str, keys: Callable[[User], Iterable[object]]) -> None:
    """Entries of `act` about `keys(person)` are shown to that person, in the words of `what`."""
    one = Watched(act, kind, what, keys)
    if one not in WATCHED:
        WATCHED.append(one)


def at(person: User) -> list[Look]:
    """The newest looks of others at this person, newest first."""
    entries = [(entry, one.what) for one in WATCHED for entry in _entries(one, person)]
    entries = sorted(entries, key=lambda pair: -pair[0].pk)[:MOST]
    names = names_of({entry.account_id for entry, _ in entries if entry.account_id})
    titles = titles_of({entry.term_id for entry, _ in entries if entry.term_id})
    return [
        Look(
            entry.at,
            names.get(entry.account_id or 0, "người quản trị máy chủ"),
            titles.get(entry.term_id or 0, ""),
            what,
        )
        for entry, what in entries
    ]


def _entries(one: Watched, person: User) -> list[AuditEntry]:
    keys = [str(key) for key in one.keys(person)]
    entries = AuditEntry.objects.filter(act=one.act, kind=one.kind, key__in=keys)
    return list(entries.exclude(account_id=person.pk).order_by("-pk")[:MOST])
