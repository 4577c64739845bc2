"""The photo as it would be public, as large as the screen wants it."""

import io

from PIL import Image, ImageDraw

from danchu.petitions.public_list.pixels import WHOLE, masked
from danchu.petitions.public_list.tapping import Drawn

ARM = 9  # pixels of the cross on a corner that waits for the other
BRIGHT = (255, 60, 0)


def drawn(data: bytes, so_far: Drawn) -> bytes:
    """JPEG of `width` × `height` pixels: boxes as they will be, a cross on the first corner."""
    size = so_far.width, so_far.height
    with Image.open(io.BytesIO(masked(data, so_far.boxes).data)) as opened:
        picture = opened.convert("RGB").resize(size)
    if so_far.corner:
        x, y = (at * side // WHOLE for at, side in zip(so_far.corner, size, strict=True))
        pen = ImageDraw.Draw(picture)
        pen.line((x - ARM, y, x + ARM, y), fill=BRIGHT, width=3)
        pen.line((x, y - ARM, x, y + ARM), fill=BRIGHT, width=3)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=85)
    return out.getvalue()
