"""Boxes of a photo while they are drawn: they stand in the address, nothing is kept.

Two taps on the picture are two corners: a browser sends where a picture was tapped by itself
(`<input type="image">`), so it works without a script. A box may be given by numbers too.
"""

from typing import NamedTuple

from django.http import QueryDict

from civics.errors import Refused
from danchu.petitions.public_list.forms import BoxForm
from danchu.petitions.public_list.pixels import MOST_BOXES, WHOLE, Box, between, box

WIDTHS = {"": 304, "to": 760}  # pixels on the screen: a phone of 360, a desk
TAP = "cham"


class Drawn(NamedTuple):
    """What the address says now."""

    boxes: list[Box]
    corner: tuple[int, int] | None  # the first of two, in thousandths
    size: str  # of WIDTHS
    width: int  # pixels of the picture on the screen
    height: int
    said: str  # what was wrong; "" for nothing

    @property
    def address(self) -> str:
        """The same, to go on from: without a corner that waits."""
        return query(self.boxes, None, self.size)

    @property
    def without_last(self) -> str:
        return query(self.boxes[:-1], None, self.size)

    @property
    def told(self) -> list[str]:
        return [spoken(one) for one in self.boxes]

    @property
    def preview(self) -> str:
        return query(self.boxes, self.corner, self.size)


def drawn(asked: QueryDict, wide: int, high: int) -> Drawn:
    """`wide`, `high`: of the photo, in pixels. Whatever cannot be read is left out and said."""
    size = asked.get("co", "") if asked.get("co", "") in WIDTHS else ""
    width = WIDTHS[size]
    height = max(round(width * high / max(wide, 1)), 1)
    boxes, corner, said = read(asked.getlist("o")), _pair(asked.get("goc", "")), ""
    if tapped := _tapped(asked, width, height):
        if corner is None:
            corner = tapped
        else:
            boxes, corner = [*boxes, between(corner, tapped)], None
    elif "x" in asked:
        form = BoxForm(asked)
        try:
            if form.is_valid():
                boxes.append(form.box)
            else:
                said = "Ô che cần bốn số từ 0 đến 1000: cách trái, cách trên, rộng, cao."
        except Refused as refused:
            said = refused.message
    if len(boxes) > MOST_BOXES:
        boxes, said = boxes[:MOST_BOXES], f"Nhiều nhất {MOST_BOXES} ô. Hãy dùng ô to hơn."
    return Drawn(boxes, corner, size, width, height, said)


def read(typed: list[str]) -> list[Box]:
    """["10,20,100,90"] → boxes; what is none is left out."""
    found = []
    for one in typed[: MOST_BOXES + 1]:
        numbers = _numbers(one)
        if len(numbers) == 4:
            try:
                found.append(box(*numbers))
            except Refused:
                continue
    return found


def spoken(one: Box) -> str:
    return ",".join(map(str, one))


def query(boxes: list[Box], corner: tuple[int, int] | None, size: str) -> str:
    asked = QueryDict(mutable=True)
    asked.setlist("o", [spoken(one) for one in boxes])
    if corner:
        asked["goc"] = f"{corner[0]},{corner[1]}"
    if size:
        asked["co"] = size
    return f"?{asked.urlencode()}"


def _tapped(asked: QueryDict, width: int, height: int) -> tuple[int, int] | None:
    pair = _pair(f"{asked.get(f'{TAP}.x', '')},{asked.get(f'{TAP}.y', '')}")
    if pair is None:
        return None
    x, y = (min(at * WHOLE // of, WHOLE) for at, of in zip(pair, (width, height), strict=True))
    return x, y


def _pair(typed: str) -> tuple[int, int] | None:
    numbers = _numbers(typed)
    return (numbers[0], numbers[1]) if len(numbers) == 2 else None


def _numbers(typed: str) -> list[int]:
    """[] when any is no whole number of at most four digits."""
    parts = typed.split(",")
    fit = all(one.isascii() and one.isdecimal() and len(one) < 5 for one in parts)
    return [int(one) for one in parts] if fit else []
