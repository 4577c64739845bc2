"""Search over everything public: the same hits on SQLite and PostgreSQL, with or without accents.

Index the folded text; newest first; pages with the exact accents of the query come first among the
first 200 hits (HOUSE, "Search"). A number such as 12/QĐ-UBND, and a day, is also one word of the
index: found whole when it stands somewhere, else by its parts.
"""

import unicodedata
from collections.abc import Collection
from datetime import date
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import QuerySet

from danchu.kit import worlds
from danchu.kit.folding import fold, joined
from danchu.kit.models import SearchEntry

FIRST_HITS = 200
MOST_WORDS, LONGEST_WORD = 30, 100  # PostgreSQL refuses a query beyond what it can hold


def put(
    room: str,
    kind: str,
    key: object,
    *,
    title: str,
    address: str,
    on: date,
    text: str = "",
    about: str = "",
    unit_id: int | None = None,
    topic: str = "",
    late: bool = False,
) -> None:
    """Make one page findable, or replace what the index knew of it; never of a practice commune.

    `topic`: a heading of the room's own by which a search may be narrowed; `late`: done late.
    """
    if worlds.copy_here() is not None:
        return
    plain = _same_letters(f"{title}\n{text}")
    SearchEntry.objects.update_or_create(
        room=room,
        kind=kind,
        key=str(key),
        defaults={
            "title": title,
            "about": about,
            "address": address,
            "on": on,
            "unit_id": unit_id,
            "topic": topic,
            "late": late,
            "plain": plain,
            "folded": indexed(plain),
        },
    )


def drop(room: str, kind: str, key: object) -> None:
    """Take one page out of the index; gone for the next query."""
    SearchEntry.objects.filter(room=room, kind=kind, key=str(key)).delete()


class Narrowed(NamedTuple):
    """What a search is narrowed to; an empty field narrows nothing. `year`: of the day shown."""

    kinds: Collection[str] = ()
    unit_ids: Collection[int] | QuerySet[Any] = ()
    topic: str = ""
    year: int | None = None
    late: bool = False

    def among(self, hits: QuerySet[SearchEntry]) -> QuerySet[SearchEntry]:
        if self.kinds:
            hits = hits.filter(kind__in=self.kinds)
        if isinstance(self.unit_ids, QuerySet) or self.unit_ids:
            hits = hits.filter(unit_id__in=self.unit_ids)
        if self.topic:
            hits = hits.filter(topic=self.topic)
        if self.year:
            hits = hits.filter(on__range=(date(self.year, 1, 1), date(self.year, 12, 31)))
        return hits.filter(late=True) if self.late else hits


EVERYTHING = Narrowed()


def find(query: str, narrowed: Narrowed = EVERYTHING) -> list[SearchEntry]:
    """At most FIRST_HITS pages holding every word of `query`; the last word may be unfinished."""
    words = fold(query).split()[:MOST_WORDS]
    if not words:
        return []
    chunks = query.split()[:MOST_WORDS]
    whole = [
        word
        for chunk in chunks
        for word in ([joined(chunk)] if joined(chunk) else fold(chunk).split())
    ]
    found = _newest(whole[:MOST_WORDS], narrowed)
    if not found and whole != words:
        found = _newest(words, narrowed)
    exact = _same_letters(query).split()
    return sorted(found, key=lambda entry: not all(word in entry.plain for word in exact))


def _newest(words: list[str], narrowed: Narrowed) -> list[SearchEntry]:
    short = [word[:LONGEST_WORD] for word in words]
    hits = narrowed.among(_matching(short)).order_by("-on", "-id")
    return list(hits.defer("folded")[:FIRST_HITS])


def indexed(plain: str) -> str:
    """The words of `plain` as the index holds them: folded, then numbers and days as one word."""
    numbers = dict.fromkeys(word for chunk in plain.split() if (word := joined(chunk)))
    return " ".join([fold(plain), *numbers])


def _same_letters(text: str) -> str:
    """Lower case, and one spelling of an accent that machines write in two ways."""
    return unicodedata.normalize("NFC", text).lower()


def _matching(words: list[str]) -> QuerySet[SearchEntry]:
    """Folded words hold only a–z and 0–9, so neither query language can be broken out of."""
    if connection.vendor == "postgresql":
        return SearchEntry.objects.extra(
            where=["to_tsvector('simple', folded) @@ to_tsquery('simple', %s)"],
            params=[" & ".join(words) + ":*"],
        )
    # `+id`: walk the newest first and stop at FIRST_HITS, rather than fetch and sort every hit.
    match = " ".join(f'"{word}"' for word in words) + "*"
    return SearchEntry.objects.extra(
        where=["+id IN (SELECT rowid FROM kit_search_fts WHERE kit_search_fts MATCH %s)"],
        params=[match],
    )
