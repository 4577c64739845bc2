"""Writes data/unit_points.csv from the package vietnamadminunits; says what it left out, and why.

    python tools/unit_points.py PATH/vietnamadminunits/data/dataset.db

A point is where a name stands on the small map. A name at a wrong place misleads, a missing one
does not: what cannot be right, or cannot be told, is left out (docs/adr/0033).
"""

import csv
import math
import sqlite3
import sys
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from danchu.kit.folding import fold

DATA = Path(__file__).parents[1] / "data"
NOW, BEFORE = "2025-07-01", "2025-06-30"
FRAME = (21.30, 22.75, 105.40, 106.30)  # south, north, west, east of the province
FAR = 1.5  # a middle lies at most so many radii from its commune's, which is a circle of its area
KM_PER_DEGREE = 111.195

OUTSIDE = "outside of the province"
NOT_NAMED = "the answer names another place, a road or a house"
TWICE = "two units at one point"
TOO_FAR = "too far from the commune it went into"


class Point(NamedTuple):
    latitude: float
    longitude: float


class Old(NamedTuple):
    """A commune of 30/6/2025 as a geocoder answered for it."""

    code: str
    name: str
    answer: str  # what the geocoder says it found
    at: Point


class New(NamedTuple):
    code: str
    at: Point
    area_km2: float


def kilometres(one: Point, other: Point) -> float:
    between = math.radians((one.latitude + other.latitude) / 2)
    north = one.latitude - other.latitude
    east = (one.longitude - other.longitude) * math.cos(between)
    return math.hypot(north, east) * KM_PER_DEGREE


def names_it(name: str, answer: str) -> bool:
    """Whether the first words of the answer are the unit's name; "Lam Vĩ" is "Lam Vỹ"."""
    head, said = (fold(words).replace("y", "i") for words in (answer.partition(",")[0], name))
    return f" {said} " in f" {head} "


def why_not(old: Old, heirs: list[New], alike: Counter[Point]) -> str:
    """Why this point is left out; "" when nothing stands against it."""
    south, north, west, east = FRAME
    if not (south <= old.at.latitude <= north and west <= old.at.longitude <= east):
        return OUTSIDE
    if not names_it(old.name, old.answer):
        return NOT_NAMED
    if alike[old.at] > 1:
        return TWICE
    far = [kilometres(old.at, new.at) / math.sqrt(new.area_km2 / math.pi) for new in heirs]
    return TOO_FAR if min(far) > FAR else ""


def read(file: str) -> list[dict[str, str]]:
    with (DATA / file).open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def main(database: str) -> None:
    source = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    news = {
        code: New(code, Point(latitude, longitude), area)
        for code, latitude, longitude, area in source.execute(
            "SELECT wardCode, wardLat, wardLon, wardAreaKm2 FROM admin_units"
        )
    }
    asked = source.execute(
        "SELECT wardCode, wardShort, wardGeoAddress, wardLat, wardLon FROM admin_units_legacy"
    )
    olds = {code: Old(code, name, said, Point(*at)) for code, name, said, *at in asked}
    heirs: dict[str, list[New]] = {}
    for move in read("units_old_to_new.csv"):
        heirs.setdefault(move["old_code"], []).append(news[move["new_code"]])
    mine = [olds[row["code"]] for row in read("units_legacy_2025-06-30.csv")]
    alike = Counter(old.at for old in mine)
    left_out = {old.code: why_not(old, heirs[old.code], alike) for old in mine}
    with (DATA / "unit_points.csv").open("w", encoding="utf-8", newline="") as lines:
        out = csv.writer(lines, lineterminator="\n")
        out.writerow(["code", "on", "latitude", "longitude", "area_km2"])
        for new in (news[row["code"]] for row in read("units.csv")):
            out.writerow([new.code, NOW, *map("{:.4f}".format, new.at), f"{new.area_km2:.2f}"])
        for old in mine:
            if not left_out[old.code]:
                out.writerow([old.code, BEFORE, *map("{:.4f}".format, old.at), ""])
    for why, number in Counter(left_out.values()).items():
        said = ", ".join(f"{o.name} ({o.answer.split(',')[0]})" for o in mine if left_out[o.code])
        print(f"{number} {why or 'kept'}")
    print(said)


if __name__ == "__main__":
    main(*sys.argv[1:])
