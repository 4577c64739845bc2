"""Search over everything public: the same hits on SQLite and PostgreSQL, with or without accents.

Index the folded text; newest first; pages with the exact accents of the query come first among the
first 200 hits (HOUSE, "Search").
"""

import unicodedata
from collections.abc import Iterable
from datetime import date

from django.db import connection
from django.db.models import QuerySet

from danchu.kit.folding import fold
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
) -> None:
    """Make one page findable, or replace what the index knew of it."""
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
            "plain": plain,
            "folded": fold(plain),
        },
    )


def drop(room: str, kind: str, key: object) -> None:
    """Take one page out of the index; gone for the next query."""
    SearchEntry.objects.filter(room=room, kind=kind, key=str(key)).delete()


def find(
    query: str, *, kinds: Iterable[str] = (), unit_ids: Iterable[int] = ()
) -> list[SearchEntry]:
    """At most FIRST_HITS pages holding every word of `query`; the last word may be unfinished."""
    words = [word[:LONGEST_WORD] for word in fold(query).split()[:MOST_WORDS]]
    if not words:
        return []
    hits = _matching(words).order_by("-on", "-id")
    if chosen := list(kinds):
        hits = hits.filter(kind__in=chosen)
    if units := list(unit_ids):
        hits = hits.filter(unit_id__in=units)
    found = list(hits[:FIRST_HITS])
    exact = _same_letters(query).split()
    return sorted(found, key=lambda entry: not all(word in entry.plain for word in exact))


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
    match = " ".join(f'"{word}"' for word in words) + "*"
    return SearchEntry.objects.extra(
        where=["id IN (SELECT rowid FROM kit_search_fts WHERE kit_search_fts MATCH %s)"],
        params=[match],
    )
