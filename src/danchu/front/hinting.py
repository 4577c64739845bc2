"""Nothing was found: which words to leave out, and which name was perhaps meant."""

from datetime import date
from difflib import get_close_matches
from functools import cache
from typing import NamedTuple

from danchu.kit import search
from danchu.kit.folding import fold
from danchu.kit.law import book
from danchu.places import finding

MOST_HINTS, MOST_TRIED = 3, 6
ALIKE = 0.75  # of difflib: "la bang" and "la bằn" yes, "la bang" and "na ri" no


class Hint(NamedTuple):
    """Another query and how many pages it finds (at most search.FIRST_HITS)."""

    query: str
    hits: int

    @property
    def said(self) -> str:
        return f"{search.FIRST_HITS} trở lên" if self.hits >= search.FIRST_HITS else str(self.hits)


def hints(query: str, narrowed: search.Narrowed, *, on: date) -> list[Hint]:
    """At most MOST_HINTS other queries that do find something, the one that finds fewest first."""
    words = query.split()[:MOST_TRIED]
    others = [" ".join(words[:n] + words[n + 1 :]) for n in range(len(words)) if len(words) > 1]
    if name := _meant(query, on=on):
        others.insert(0, name)
    tried = [Hint(other, len(search.find(other, narrowed))) for other in dict.fromkeys(others)]
    return sorted((hint for hint in tried if hint.hits), key=lambda hint: hint.hits)[:MOST_HINTS]


def _meant(query: str, *, on: date) -> str:
    """A commune or a subject of the law that is spelled almost like the whole query."""
    names = {fold(unit.name): unit.name for unit in finding.communes(on=on)} | _subjects()
    alike = get_close_matches(fold(query), names, n=1, cutoff=ALIKE)
    return names[alike[0]] if alike else ""


@cache
def _subjects() -> dict[str, str]:
    """Names of rules by their folded form; the law is read once per process."""
    return {fold(rule.label): rule.label for rule in book().rules.values()}
