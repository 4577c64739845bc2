"""Reading `data/*.csv`. Nothing is written here; a bad row is named before anything is."""

import csv
import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import NamedTuple, TypeVar

from danchu.kit.folding import slug
from danchu.places.models import Title

NEW_UNITS = "units.csv"
OLD_UNITS = "units_legacy_2025-06-30.csv"
MOVES = "units_old_to_new.csv"
NEW_ORDER = date(2025, 7, 1)  # the new units begin on this day
LAST_DAY = date(2025, 6, 30)  # the old ones end with this day
POINTS = "unit_points.csv"  # may be missing: then nobody has a map
SOUTH, NORTH, WEST, EAST = 8, 24, 102, 118  # the country with its islands, in degrees


class BadFile(ValueError):
    """One row of a data file cannot be true. Says which file and which line."""

    def __init__(self, file: str, line: int, why: str) -> None:
        super().__init__(f"{file} line {line}: {why}")


class Name(NamedTuple):
    """'Thị trấn Chợ Chu' taken apart."""

    title: Title
    name: str

    @property
    def slug(self) -> str:
        return slug(f"{self.title.label} {self.name}")


class New(NamedTuple):
    code: str
    name: Name
    province_code: str


class Old(NamedTuple):
    code: str
    name: Name
    district_code: str
    district: Name
    province_code: str
    province: Name


class Move(NamedTuple):
    """`old` went into `new`, whole or in part."""

    old_code: str
    new_code: str
    partial: bool


Unitlike = TypeVar("Unitlike", New, Old)


class Point(NamedTuple):
    """Near the middle of the unit that carried `code` on `on`. Codes were given again."""

    code: str
    on: date
    latitude: Decimal
    longitude: Decimal
    area_km2: Decimal | None


class Files(NamedTuple):
    new: list[New]
    old: list[Old]
    moves: list[Move]
    points: list[Point]


@dataclass(frozen=True)
class Row:
    """One line of one file, which knows how to complain about itself."""

    file: str
    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def refuse(self, why: str) -> BadFile:
        return BadFile(self.file, self.line, why)


MAY_BE_EMPTY = {"divided", "area_km2"}


def digest(folder: Path) -> str:
    """One SHA-256 over the files."""
    whole = hashlib.sha256()
    points = [POINTS] if (folder / POINTS).exists() else []
    for file in (NEW_UNITS, OLD_UNITS, MOVES, *points):
        whole.update((folder / file).read_bytes())
    return whole.hexdigest()


def read(folder: Path) -> Files:
    """The files, each checked alone and against the others. Raises BadFile."""
    new = _once(_rows(folder, NEW_UNITS, "code", "full_name", "province_code"), _new)
    old = _once(
        _rows(
            folder, OLD_UNITS, "code", "full_name", "district_code", "district_full_name",
            "old_province_code", "old_province",
        ),
        _old,
    )  # fmt: skip
    moves = _moves(_rows(folder, MOVES, "old_code", "divided", "new_code"), set(old), set(new))
    moved = {move.old_code for move in moves}
    for code, row in old.items():
        if code not in moved:
            raise BadFile(MOVES, 1, f"no line says what became of {code} {row.name.name}")
    return Files(list(new.values()), list(old.values()), moves, _points(folder, old, new))


def parse_name(full_name: str) -> Name | None:
    """Title and name of 'Xã La Bằng'; None when no title is known."""
    said = " ".join(full_name.split())
    for title in sorted(Title, key=lambda title: -len(title.label)):
        if title and said.lower().startswith(f"{title.label} "):
            return Name(title, said[len(title.label) + 1 :])
    return None


def _rows(folder: Path, file: str, *columns: str) -> Iterator[Row]:
    with (folder / file).open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines)
        lost = [column for column in columns if column not in (reader.fieldnames or [])]
        if lost:
            raise BadFile(file, 1, f"no column {', '.join(lost)}")
        for cells in reader:
            row = Row(file, reader.line_num, {c: (cells[c] or "").strip() for c in columns})
            blank = [column for column in columns if not row[column] and column not in MAY_BE_EMPTY]
            if blank:
                raise row.refuse(f"{', '.join(blank)} is empty")
            yield row


def _once(rows: Iterable[Row], build: Callable[[Row], Unitlike]) -> dict[str, Unitlike]:
    """Rows by code; a code stands once in a file."""
    found: dict[str, Unitlike] = {}
    lines: dict[str, int] = {}
    for row in rows:
        code = row["code"]
        if code in found:
            raise row.refuse(f"code {code} already stands on line {lines[code]}")
        found[code], lines[code] = build(row), row.line
    return found


def _new(row: Row) -> New:
    return New(row["code"], _name(row, "full_name"), row["province_code"])


def _old(row: Row) -> Old:
    return Old(
        row["code"],
        _name(row, "full_name"),
        row["district_code"],
        _name(row, "district_full_name"),
        row["old_province_code"],
        Name(Title.TINH, row["old_province"]),
    )


def _name(row: Row, column: str) -> Name:
    name = parse_name(row[column])
    if name is None:
        raise row.refuse(f"{row[column]!r} does not begin with a title such as 'Xã'")
    return name


def _moves(rows: Iterable[Row], old: set[str], new: set[str]) -> list[Move]:
    found: dict[str, list[Move]] = {}  # by old code
    for row in rows:
        move = Move(row["old_code"], row["new_code"], row["divided"] == "yes")
        others = found.setdefault(move.old_code, [])
        if move.old_code not in old:
            raise row.refuse(f"old code {move.old_code} is not in {OLD_UNITS}")
        if move.new_code not in new:
            raise row.refuse(f"new code {move.new_code} is not in {NEW_UNITS}")
        if move in others:
            raise row.refuse(f"{move.old_code} to {move.new_code} stands twice")
        if others and not all(m.partial for m in [move, *others]):
            raise row.refuse(f"{move.old_code} goes to two units but is not marked divided")
        others.append(move)
    return [move for moves in found.values() for move in moves]


def _points(folder: Path, old: Collection[str], new: Collection[str]) -> list[Point]:
    """One a unit: a code means the unit that carried it on LAST_DAY, or on NEW_ORDER."""
    if not (folder / POINTS).exists():
        return []
    codes = {LAST_DAY.isoformat(): old, NEW_ORDER.isoformat(): new}
    found: dict[tuple[str, str], Point] = {}
    for row in _rows(folder, POINTS, "code", "on", "latitude", "longitude", "area_km2"):
        key = row["code"], row["on"]
        if row["code"] not in codes.get(row["on"], ()):
            raise row.refuse(f"no unit carried code {row['code']} on {row['on']}")
        if key in found:
            raise row.refuse(f"{row['code']} of {row['on']} stands twice")
        found[key] = _point(row)
    return list(found.values())


def _point(row: Row) -> Point:
    try:
        north, east = Decimal(row["latitude"]), Decimal(row["longitude"])
        area = Decimal(row["area_km2"]) if row["area_km2"] else None
    except InvalidOperation:
        raise row.refuse("latitude, longitude or area is no number") from None
    if not (SOUTH <= north <= NORTH and WEST <= east <= EAST):
        raise row.refuse(f"{north}, {east} is outside of the country")
    if area is not None and area <= 0:
        raise row.refuse("an area is more than nothing")
    return Point(row["code"], date.fromisoformat(row["on"]), north, east, area)
