"""A point on the ground: where exactly. Never outside of the province."""

import math
import re
from decimal import Decimal
from typing import Any, NamedTuple, Protocol

from django import forms
from django.core.exceptions import ValidationError

# The smallest frame north up that holds Thái Nguyên as it is since 01/7/2025, rounded outwards to
# five hundredths of a degree; read from maps, no boundary at hand. A point in it may still lie in
# a neighbouring province: the official who looks decides.
SOUTH, NORTH = Decimal("21.30"), Decimal("22.75")
WEST, EAST = Decimal("105.40"), Decimal("106.30")
PAIR = re.compile(r"^\s*(-?\d{1,3}(?:[.,]\d{1,12})?)\s*[,; ]\s*(-?\d{1,3}(?:[.,]\d{1,12})?)\s*$")
EARTH_METRES = 6_371_000
PLACES = Decimal("0.00001")  # a metre


class Spot(NamedTuple):
    latitude: Decimal
    longitude: Decimal


def read(typed: str) -> Spot:
    """ "21.59420, 105.84817", as phones and maps write it; ValidationError says what to do."""
    pair = PAIR.match(typed)
    if pair is None:
        raise ValidationError(
            "Chưa đọc được vị trí. Ghi hai số như 21.59420, 105.84817, hoặc để trống."
        )
    north, east = (Decimal(number.replace(",", ".")).quantize(PLACES) for number in pair.groups())
    if not (SOUTH <= north <= NORTH and WEST <= east <= EAST):
        raise ValidationError(
            "Vị trí này ở ngoài tỉnh Thái Nguyên. Hãy lấy lại vị trí, hoặc để trống rồi ghi ở chỗ "
            "nào bằng lời."
        )
    return Spot(north, east)


def typed(words: Any) -> Spot | None:
    """What a form or an address brings; what cannot be read is none."""
    try:
        return read(words) if words else None
    except ValidationError:
        return None


class SpotInput(forms.TextInput):
    """A line inside the island `take-place`, over a small map where there is one
    (`small_map.drawing.SmallMap`, which this module knows nothing of); whole without a script."""

    template_name = "petitions/_spot_input.html"
    map: Any = None
    page = ""  # the map on a page of its own
    here = True  # whether the place may be where this device is; at a desk it is not

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"] |= {"map": self.map, "page": self.page, "here": self.here}
        return context


class SpotField(forms.CharField):
    """Two numbers, or nothing; cleans to a `Spot` or None. As maps on phones show them."""

    def __init__(self, **options: Any) -> None:
        widget = SpotInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(required=False, max_length=60, widget=widget, **options)

    def clean(self, value: Any) -> Any:
        words = super().clean(value)
        return read(words) if words else None


class Placed(Protocol):
    """Whatever may have a spot."""

    @property
    def latitude(self) -> Decimal | None: ...
    @property
    def longitude(self) -> Decimal | None: ...


def of(placed: Placed) -> Spot | None:
    if placed.latitude is None or placed.longitude is None:
        return None
    return Spot(placed.latitude, placed.longitude)


def metres(one: Placed, other: Placed) -> int | None:
    """How far apart, on a ball; None when either has no spot. Good to a metre within a commune."""
    if None in (one.latitude, one.longitude, other.latitude, other.longitude):
        return None
    here, there = (
        (math.radians(float(x.latitude or 0)), math.radians(float(x.longitude or 0)))
        for x in (one, other)
    )
    east = (there[1] - here[1]) * math.cos((here[0] + there[0]) / 2)
    return round(math.hypot(east, there[0] - here[0]) * EARTH_METRES)
