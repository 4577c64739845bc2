"""Where exactly: two numbers within the province, or nothing."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from danchu.petitions import spots


@pytest.mark.parametrize(
    "typed", ["21.59420, 105.84817", "21,5942 ; 105,84817", "21.5942 105.84817"]
)
def test_two_numbers_as_maps_write_them(typed):
    assert spots.read(typed) == (Decimal("21.59420"), Decimal("105.84817"))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("10.77690, 106.70090", "ngoài tỉnh"),
        ("21.29999, 105.84817", "ngoài tỉnh"),
        ("105.84817, 21.59420", "ngoài tỉnh"),
        ("gần chợ", "Chưa đọc được"),
        ("21.5", "Chưa đọc được"),
    ],
)
def test_a_place_outside_of_the_province_is_told_kindly(typed, said):
    with pytest.raises(ValidationError, match=said):
        spots.read(typed)
    assert spots.read("21.30, 105.40")  # the edge is inside


def test_distance_in_metres():
    class At:
        def __init__(self, latitude, longitude):
            self.latitude, self.longitude = latitude, longitude

    here, there = (
        At(Decimal("21.59420"), Decimal("105.84817")),
        At(Decimal("21.59510"), Decimal("105.84817")),
    )
    assert spots.metres(here, there) == 100
    assert spots.metres(here, At(None, None)) is None
