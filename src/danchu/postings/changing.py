"""Who wants to know, inside the transaction of an act here, that what hangs of a paper changed.

A room that counts its own papers says so once, in its card; nobody here knows what it counts.
"""

from collections.abc import Callable, Collection, Iterable

from danchu.postings.models import Paper

Tell = Callable[[Collection[str]], None]
_wants: dict[tuple[str, str], Tell] = {}


def watch(room: str, kind: str, tell: Tell) -> None:
    """`tell` is given the keys of the room's papers of which something changed."""
    _wants[room, kind] = tell


def changed(papers: Iterable[Paper]) -> None:
    """Something about postings of these papers was written in this transaction."""
    keys: dict[tuple[str, str], set[str]] = {}
    for paper in papers:
        keys.setdefault((paper.room, paper.kind), set()).add(paper.key)
    for (room, kind), mine in keys.items():
        if tell := _wants.get((room, kind)):
            tell(sorted(mine))
