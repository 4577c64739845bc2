"""Where a point lies, in words: how far from the nearest name of the map, in which direction.

The island `point-place` says the same; `islands/point-place/sentences.json` is judged by both.
"""

import math
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from danchu.petitions.spots import Spot, metres
from danchu.places.models import Unit
from danchu.places.points import REACH, Known

ROSE = ("bắc", "đông bắc", "đông", "đông nam", "nam", "tây nam", "tây", "tây bắc")
BESIDE = 150  # metres; names stand only near the middle of what they name
# So many times nearer than to any name of its own commune: of 255 former communes, left out one
# after the other, none is then taken for another's (two times: four).
MUCH = Decimal("2.5")


class Name(NamedTuple):
    """As it is said: "Tiên Hội", "giữa xã Phú Lạc"."""

    said: str
    x: float
    y: float


def where(x: float, y: float, names: Sequence[Name], *, unit_metres: float) -> str:
    """ "cách Tiên Hội khoảng 1,2 km về phía bắc"; "" on a map without a name."""
    if not names:
        return ""
    name = min(names, key=lambda one: math.hypot(x - one.x, y - one.y))
    away = math.hypot(x - name.x, y - name.y) * unit_metres
    if away < BESIDE:
        return f"gần {name.said}"
    turned = math.degrees(math.atan2(x - name.x, name.y - y)) + 22.5
    return f"cách {name.said} khoảng {_far(away)} về phía {ROSE[math.floor(turned / 45) % 8]}"


def elsewhere(spot: Spot, known: Sequence[Known], unit: Unit) -> Known | None:
    """The middle of the commune in which a point clearly lies, when that is not `unit`."""
    if afar(spot, unit):
        return None
    far = [(metres(spot, one) or 0, one) for one in known]
    own = [away for away, one in far if one.commune == unit.pk]
    others = [(away, one) for away, one in far if one.commune != unit.pk]
    if not own or not others:
        return None
    away, nearest = min(others, key=lambda pair: pair[0])
    if away * MUCH >= min(own):
        return None
    return next((x for x in known if x.commune == nearest.commune and not x.former), None)


def afar(spot: Spot, unit: Unit) -> bool:
    """Beyond all names that are known around `unit`: then nobody says whose place it is."""
    if unit.latitude is None or unit.longitude is None:
        return False
    off = (spot.latitude - unit.latitude, spot.longitude - unit.longitude)
    return max(map(abs, off)) > REACH


def _far(away: float) -> str:
    if away < 975:
        return f"{math.floor(away / 50 + 0.5) * 50} m"
    tenths = math.floor(away / 100 + 0.5)
    if tenths % 10 == 0 or tenths >= 100:
        return f"{math.floor(away / 1000 + 0.5)} km"
    return f"{tenths // 10},{tenths % 10} km"
