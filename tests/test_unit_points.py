"""data/unit_points.csv can be right: the rules of its making, and what stands in it."""

import math
import sys
from collections import Counter
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[1] / "tools"))

from unit_points import (
    FAR,
    FRAME,
    NOT_NAMED,
    OUTSIDE,
    TOO_FAR,
    TWICE,
    New,
    Old,
    Point,
    kilometres,
    read,
    why_not,
)

FILE = "unit_points.csv"


def points(on: str) -> dict[str, tuple[Point, str]]:
    rows = [row for row in read(FILE) if row["on"] == on]
    return {
        row["code"]: (Point(float(row["latitude"]), float(row["longitude"])), row["area_km2"])
        for row in rows
    }


def test_each_commune_of_today_has_a_middle_and_an_area_and_255_of_280_former_ones_a_place():
    now, before = points("2025-07-01"), points("2025-06-30")

    assert set(now) == {row["code"] for row in read("units.csv")}
    assert all(float(area) > 0 for _, area in now.values())
    assert set(before) < {row["code"] for row in read("units_legacy_2025-06-30.csv")}
    assert len(before) == 255


@pytest.mark.parametrize("on", ["2025-07-01", "2025-06-30"])
def test_points_lie_in_the_province_and_no_two_units_lie_at_one(on):
    south, north, west, east = FRAME
    found = [point for point, _ in points(on).values()]

    assert all(south < at.latitude < north and west < at.longitude < east for at in found)
    assert max(Counter(found).values()) == 1


def test_a_former_commune_lies_near_the_commune_it_went_into():
    now, before = points("2025-07-01"), points("2025-06-30")
    far = {}
    for move in read("units_old_to_new.csv"):
        if move["old_code"] in before:
            middle, area = now[move["new_code"]]
            radius = math.sqrt(float(area) / math.pi)
            ratio = kilometres(before[move["old_code"]][0], middle) / radius
            far[move["old_code"]] = min(ratio, far.get(move["old_code"], ratio))

    assert max(far.values()) <= FAR


def test_middles_of_communes_agree_with_the_former_ones_they_were_made_of():
    """Two sources: the middles come from the list of today, the former ones from a geocoder."""
    now, before = points("2025-07-01"), points("2025-06-30")
    made_of: dict[str, list[Point]] = {}
    for move in read("units_old_to_new.csv"):
        if move["old_code"] in before:
            made_of.setdefault(move["new_code"], []).append(before[move["old_code"]][0])
    ratios = []
    for code, olds in made_of.items():
        middle, area = now[code]
        mean = Point(*(sum(side) / len(olds) for side in zip(*olds, strict=True)))
        ratios.append(kilometres(mean, middle) / math.sqrt(float(area) / math.pi))

    assert max(ratios) < 1.2
    assert sum(ratio < 0.5 for ratio in ratios) == 78  # of 92


@pytest.mark.parametrize(
    ("old", "why"),
    [
        (Old("1", "Tân Thành", "Tân Thành, Thái Nguyên", Point(21.50, 105.85)), ""),
        (Old("1", "Lam Vỹ", "Lam Vĩ, Định Hóa", Point(21.50, 105.85)), ""),
        (Old("1", "Tân Thành", "Tân Thành, Hà Giang", Point(22.80, 104.90)), OUTSIDE),
        (Old("1", "Hiệp Lực", "8WG5+W4J, Lăng Ngâm", Point(21.50, 105.85)), NOT_NAMED),
        (Old("1", "Tân", "Tân Thành, Thái Nguyên", Point(21.50, 105.85)), ""),
        (Old("1", "Thành", "Tân Thành, Thái Nguyên", Point(21.51, 105.85)), TWICE),
        (Old("1", "Tân Thành", "Tân Thành, Thái Nguyên", Point(21.55, 105.85)), TOO_FAR),
    ],
)
def test_what_cannot_be_right_is_left_out(old, why):
    around = [New("2", Point(21.50, 105.85), math.pi * 9)]  # a circle of three kilometres

    assert why_not(old, around, Counter({Point(21.51, 105.85): 2})) == why
