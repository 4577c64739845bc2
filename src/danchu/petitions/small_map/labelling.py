"""Room for names: none covers another, a point, scale or arrow; a name without room goes."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from danchu.petitions.small_map.projecting import SIZE, Place

LETTER = 13  # height of letters, as in the picture
WIDE, NARROW = "MWmwĐƯƠ", "ijltfrIí ị ỉ ĩ ì.,'"
DOT = 4  # half the side of the square that a point takes
TRIES = 24
EDGE = 2


class Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        beside = self.right <= other.left or other.right <= self.left
        return not (beside or self.bottom <= other.top or other.bottom <= self.top)

    @property
    def fits(self) -> bool:
        high = max(self.right, self.bottom) <= SIZE - EDGE
        return high and min(self.left, self.top) >= EDGE


class Label(NamedTuple):
    """A name beside its point: where it begins, in units from the point."""

    name: str
    at: Place
    dx: int
    dy: int
    anchor: str
    box: Box


def width(name: str) -> float:
    """Of letters as wide as Arial bold writes them; the house's own are no wider."""
    return sum(LETTER * (0.92 if c in WIDE else 0.36 if c in NARROW else 0.62) for c in name)


def dot(at: Place) -> Box:
    return Box(at.x - DOT, at.y - DOT, at.x + DOT, at.y + DOT)


def place(names: list[tuple[str, Place]], *, first: int, taken: Iterable[Box]) -> list[Label]:
    """Labels of those that found room. The `first` ones come before the others, and keep their
    points free; of them as many as some orders tried could place."""
    ranked, rest, best = names[:first], names[first:], list[Label]()
    for _ in range(TRIES):
        held = [*taken, *(dot(at) for _, at in ranked)]
        found = _greedy(ranked, held, own=True)
        if len(found) > len(best) or not best:
            best = found
        placed = {(label.name, label.at) for label in found}
        lost = [one for one in ranked if one not in placed]
        if not lost:
            break
        ranked = [*lost, *(one for one in ranked if one in placed)]
    held = [*taken, *(dot(label.at) for label in best), *(label.box for label in best)]
    return [*best, *_greedy(rest, held, own=False)]


def _greedy(names: list[tuple[str, Place]], held: list[Box], *, own: bool) -> list[Label]:
    held, found = list(held), []
    for name, at in names:
        point = dot(at)
        others = [box for box in held if not (own and box == point)]
        if not own and any(point.meets(box) for box in others):
            continue
        free = (x for x in _around(name, at) if x.box.fits and not _hits(x.box, others))
        if label := next(free, None):
            found.append(label)
            held += [label.box] if own else [label.box, point]
    return found


def _hits(box: Box, others: list[Box]) -> bool:
    return any(box.meets(other) for other in others)


def _around(name: str, at: Place) -> Iterator[Label]:
    """Right, left, above, below, then the corners."""
    wide, up = width(name), LETTER * 0.85
    for dx, dy, anchor in (
        (7, 4, "start"), (-7, 4, "end"), (0, -6, "middle"), (0, 15, "middle"),
        (5, -4, "start"), (-5, -4, "end"), (5, 13, "start"), (-5, 13, "end"),
    ):  # fmt: skip
        left = at.x + dx - {"start": 0, "middle": wide / 2, "end": wide}[anchor]
        box = Box(left, at.y + dy - up, left + wide, at.y + dy + LETTER * 0.25)
        yield Label(name, at, dx, dy, anchor, box)
