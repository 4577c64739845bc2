"""The texts that are read aloud: whoever owns a paper says where its text is, and which edition.

This machine keeps none of it. A room registers its source once, in its card.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import NamedTuple

from danchu.postings.models import Paper


class Script(NamedTuple):
    """The text of one paper as it may be read today."""

    edition: int  # 0: not issued yet, then there is nothing to read
    sentences: tuple[str, ...]
    lasts: str  # how long reading takes, in words
    address: str  # its page, for the office
    print_address: str


Source = Callable[[Collection[str]], Mapping[str, Script]]
_sources: dict[tuple[str, str], Source] = {}


def register(room: str, kind: str, source: Source) -> None:
    """`source`: for keys of this room and kind, the text of each that is public."""
    _sources[room, kind] = source


def scripts_of(papers: Iterable[Paper]) -> dict[int, Script]:
    """By the id of the paper; papers that are closed are left out."""
    wanted: dict[tuple[str, str], dict[str, int]] = {}
    for paper in papers:
        if paper.closed_on is None:
            wanted.setdefault((paper.room, paper.kind), {})[paper.key] = paper.pk
    found: dict[int, Script] = {}
    for of, keys in wanted.items():
        if source := _sources.get(of):
            found |= {keys[key]: script for key, script in source(keys.keys()).items()}
    return found


def script_of(paper: Paper) -> Script | None:
    return scripts_of([paper]).get(paper.pk)
