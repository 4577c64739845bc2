"""Small cells of a table hidden, and so many more that nobody works them out. Pure numbers.

A table has rows and columns with a sum each and a whole. A cell from 1 to 4 could point to a
person, so it is hidden; a zero points to nobody and stays. Whoever reads knows the sums that are
told, and that a hidden cell is at least 1. A hidden cell is safe when it could as well be another
number with everything told staying true: then a way leads round through other hidden cells, each
one up or one down in turn, none falling below 1. Sums of columns are always told (a column whose
sum is small is left out of the table and of the whole), so that several tables of the same cases
may share them.
"""

from collections.abc import Mapping
from typing import NamedTuple

FEW = 5
SUM = ""  # the name of the column of sums, and of the row of sums
Place = tuple[str, str]  # row, column
Counted = Mapping[Place, int]


class Told(NamedTuple):
    """A table as everybody may read it. A number that is None is hidden."""

    rows: list[str]
    columns: list[str]  # those left out do not stand here
    cells: dict[Place, int | None]  # with the sums: (row, SUM), (SUM, column), (SUM, SUM)
    left_out: list[str]  # columns whose whole is from 1 to 4, or that nothing could hide


def together(tables: dict[str, tuple[Counted, list[str]]], columns: list[str]) -> dict[str, Told]:
    """Tables of the same cases, by name: each counted, and its rows. They tell the same columns."""
    kept = columns
    while True:
        made = {name: told(counted, rows, kept) for name, (counted, rows) in tables.items()}
        still = [c for c in kept if all(c in one.columns for one in made.values())]
        if still == kept:
            left = [c for c in columns if c not in kept]
            return {name: one._replace(left_out=left) for name, one in made.items()}
        kept = still


def told(counted: Counted, rows: list[str], columns: list[str]) -> Told:
    """`counted` by (row, column); what is not in it is 0."""
    sums = {c: sum(counted.get((r, c), 0) for r in rows) for c in columns}
    kept = [c for c in columns if not 0 < sums[c] < FEW]
    cells = _with_sums(counted, rows, kept)
    hidden = {at for at, n in cells.items() if 0 < n < FEW}
    while (open_to_sums := _first_unsafe(cells, hidden)) is not None:
        more = _another(cells, hidden, open_to_sums)
        if more is None:  # such as five ones under a sum of five: no number can be another
            weakest = min(kept, key=lambda c: (sums[c], c))
            goes = open_to_sums[1] if open_to_sums[1] != SUM else weakest
            again = told(counted, rows, [c for c in columns if c != goes])
            return again._replace(left_out=[c for c in columns if c not in again.columns])
        hidden.add(more)
    left = [c for c in columns if c not in kept]
    return Told(rows, kept, {at: None if at in hidden else n for at, n in cells.items()}, left)


def _with_sums(
    counted: Mapping[Place, int], rows: list[str], columns: list[str]
) -> dict[Place, int]:
    cells = {(r, c): counted.get((r, c), 0) for r in rows for c in columns}
    sums = {(r, SUM): sum(cells[r, c] for c in columns) for r in rows}
    sums |= {(SUM, c): sum(cells[r, c] for r in rows) for c in columns}
    return cells | sums | {(SUM, SUM): sum(cells.values())}


def _first_unsafe(cells: Mapping[Place, int], hidden: set[Place]) -> Place | None:
    """A hidden cell that can be no other number; None when every one could."""
    return next((at for at in sorted(hidden) if not _may_differ(cells, hidden, at)), None)


def _may_differ(cells: Mapping[Place, int], hidden: set[Place], at: Place) -> bool:
    """Whether this cell may be one more, or one less and still at least 1."""
    ways = _arcs(cells, hidden)
    row, column = f"r{at[0]}", f"c{at[1]}"
    up = (row, column) if at[1] != SUM else (column, row)
    if _leads(ways, up[1], up[0], besides=at):
        return True
    return cells[at] > 1 and _leads(ways, up[0], up[1], besides=at)


def _arcs(cells: Mapping[Place, int], hidden: set[Place]) -> dict[str, list[tuple[str, Place]]]:
    """From each row and column, where one step leads: up in a cell goes from row to column.

    In a sum it goes the other way round, because a sum stands on the other side of the equals sign.
    """
    found: dict[str, list[tuple[str, Place]]] = {}
    for at in hidden:
        row, column = f"r{at[0]}", f"c{at[1]}"
        up = (row, column) if at[1] != SUM else (column, row)
        found.setdefault(up[0], []).append((up[1], at))
        if cells[at] > 1:
            found.setdefault(up[1], []).append((up[0], at))
    return found


def _leads(
    ways: Mapping[str, list[tuple[str, Place]]], start: str, end: str, *, besides: Place
) -> bool:
    seen, front = {start}, [start]
    while front:
        here = front.pop()
        for there, at in ways.get(here, ()):
            if at != besides and there not in seen:
                if there == end:
                    return True
                seen.add(there)
                front.append(there)
    return False


def _another(cells: Mapping[Place, int], hidden: set[Place], at: Place) -> Place | None:
    """One more to hide: the smallest beside it, else anywhere; no sum of a column."""
    free = [
        (n, place)
        for place, n in cells.items()
        if n > 0 and place not in hidden and place[0] != SUM
    ]
    beside = [one for one in free if one[1][0] == at[0] or one[1][1] == at[1]]
    found = beside or free
    return min(found)[1] if found else None
