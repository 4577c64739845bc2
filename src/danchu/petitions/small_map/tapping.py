"""A tap that came in the address: a browser sends where a picture was tapped by itself
(`<input type="image">`), so the map works without a script. Nothing is kept.
"""

from datetime import date
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.http import QueryDict

from danchu.petitions import spots
from danchu.petitions.small_map import drawing
from danchu.petitions.small_map.projecting import SIZE, Place
from danchu.petitions.spots import Spot
from danchu.places.models import Unit

TAP, SPOT, NEAR = "cham", "vi-tri", "gan"
UNREAD = "Chưa đọc được chỗ chạm. Hãy chạm lại vào bản đồ."
NO_TAP = (
    "Chưa đọc được chỗ chạm. Dùng bàn phím thì gõ hai số vào ô Vị trí chính xác lúc viết, hoặc ghi "
    "bằng lời."
)
CORNER = ("0", "0")  # what a browser sends for Enter, or for a picture that did not load


class Asked(NamedTuple):
    """The map as the address asks for it, and what was wrong; "" for nothing."""

    map: drawing.SmallMap
    near: bool
    said: str

    @property
    def pair(self) -> str:
        """ "21.5942, 105.8482" of the pin; "" without one."""
        return pair_of(self.map.spot)

    @property
    def query(self) -> str:
        """What leads to this map again."""
        return _query(self.pair, near=self.near)

    @property
    def other_scale(self) -> str:
        return _query(self.pair, near=not self.near)

    @property
    def without_pin(self) -> str:
        return _query("", near=False)

    @property
    def to_form(self) -> str:
        return _query(self.pair, near=False)


def read(asked: QueryDict, unit: Unit, *, on: date) -> Asked | None:
    """None: no map of this commune. A tap is read on the map as it was tapped."""
    spot, near, said = spot_in(asked), asked.get(NEAR) == "1", ""
    found = drawing.of(unit, on=on, spot=spot, near=near)
    if found is None:
        return None
    if f"{TAP}.x" in asked or f"{TAP}.y" in asked:
        place = _tapped(asked)
        try:
            spot = spots.read(found.frame.pair(place)) if place else spot
            said = "" if place else NO_TAP if _sides(asked) == CORNER else UNREAD
        except ValidationError as wrong:
            said = " ".join(wrong.messages)
        found = drawing.of(unit, on=on, spot=spot, near=near) or found
    return Asked(found, near, said)


def spot_in(asked: QueryDict) -> Spot | None:
    """The spot that an address names; what cannot be read is none."""
    return spots.typed(asked.get(SPOT, ""))


def pair_of(spot: Spot | None) -> str:
    """As the map writes it, to eleven metres."""
    return f"{spot.latitude:.4f}, {spot.longitude:.4f}" if spot else ""


def _sides(asked: QueryDict) -> tuple[str, str]:
    return asked.get(f"{TAP}.x", ""), asked.get(f"{TAP}.y", "")


def _tapped(asked: QueryDict) -> Place | None:
    x, y = _sides(asked)
    if (x, y) == CORNER or not all(
        one.isascii() and one.isdecimal() and len(one) < 5 for one in (x, y)
    ):
        return None
    place = Place(int(x), int(y))
    return place if max(place) <= SIZE else None


def _query(pair: str, *, near: bool) -> str:
    asked = QueryDict(mutable=True)
    if pair:
        asked[SPOT] = pair
    if near:
        asked[NEAR] = "1"
    return f"?{asked.urlencode()}" if asked else ""
