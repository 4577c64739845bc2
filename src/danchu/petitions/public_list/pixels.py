"""Rectangles painted over in a picture: the pixels under them are gone, and nothing rides along.

A box is [x, y, width, height] in thousandths of the picture's width and height, so that it holds on
every screen; it always covers every pixel it touches.
"""

import hashlib
import io
import math
from typing import NamedTuple

from PIL import Image, ImageDraw

from civics.errors import Refused

WHOLE = 1000
MOST_BOXES = 30
Box = tuple[int, int, int, int]
INK = (20, 20, 20)  # near black, whatever was there


class Masked(NamedTuple):
    """A JPEG without EXIF, without a thumbnail, without what was under the boxes."""

    data: bytes
    sha256: str


def box(x: int, y: int, width: int, height: int) -> Box:
    """A box inside the picture; Refused when it is none."""
    if not (0 <= x < WHOLE and 0 <= y < WHOLE and width > 0 and height > 0):
        raise Refused("Ô che nằm ngoài ảnh. Số từ 0 đến 1000, rộng và cao lớn hơn 0.")
    return x, y, min(width, WHOLE - x), min(height, WHOLE - y)


def between(one: tuple[int, int], other: tuple[int, int]) -> Box:
    """The box of two opposite corners, whichever was tapped first."""
    (left, right), (top, bottom) = sorted((one[0], other[0])), sorted((one[1], other[1]))
    return box(
        min(left, WHOLE - 1), min(top, WHOLE - 1), max(right - left, 1), max(bottom - top, 1)
    )


def masked(data: bytes, boxes: list[Box]) -> Masked:
    """The picture with every box painted over, made anew of its pixels alone."""
    if len(boxes) > MOST_BOXES:
        raise Refused(f"Nhiều nhất {MOST_BOXES} ô một ảnh. Hãy dùng ô to hơn, hoặc đừng công khai.")
    with Image.open(io.BytesIO(data), formats=("JPEG",)) as opened:
        picture = Image.new("RGB", opened.size)
        picture.paste(opened.convert("RGB"))  # a new picture: no EXIF, no thumbnail, no profile
    pen = ImageDraw.Draw(picture)
    for one in boxes:
        pen.rectangle(_pixels(one, picture.size), fill=INK)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=82, optimize=True)
    return Masked(out.getvalue(), hashlib.sha256(out.getvalue()).hexdigest())


def _pixels(one: Box, size: tuple[int, int]) -> tuple[int, int, int, int]:
    """Corners, both inclusive, rounded outwards."""
    (x, y, width, height), (wide, high) = one, size
    left, top = x * wide // WHOLE, y * high // WHOLE
    right = min(math.ceil((x + width) * wide / WHOLE), wide) - 1
    bottom = min(math.ceil((y + height) * high / WHOLE), high) - 1
    return left, top, max(right, left), max(bottom, top)
