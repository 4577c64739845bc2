"""Drawn sheets of paper for the demo: lines that stand for writing, and a stamp that says so."""

import io

from PIL import Image, ImageDraw, ImageFont

from danchu.kit import photos

SIZE = (480, 640)  # pixels
STAMP = "MINH HOA"


def sheet(name: str, *, rows: int) -> photos.Photo:
    """A page with a heading and so many lines; nobody's writing, nobody's name."""
    picture = Image.new("RGB", SIZE, "#fbf8ee")
    pen = ImageDraw.Draw(picture)
    pen.rectangle((120, 40, 360, 54), fill="#4a4f57")
    for row in range(rows):
        top = 110 + row * 24
        pen.rectangle((50, top, 60 + (row * 97 + rows * 31) % 330, top + 5), fill="#8b93a1")
    _stamp(pen)
    out = io.BytesIO()
    picture.save(out, "JPEG")
    return photos.clean(f"{name}-minh-hoa.jpg", out.getvalue())


def _stamp(pen: ImageDraw.ImageDraw) -> None:
    """ "MINH HỌA": the font at hand has no Ọ, so its dot is drawn."""
    font = ImageFont.load_default(56)
    left, top = (SIZE[0] - pen.textlength(STAMP, font)) / 2, 520
    pen.text((left, top), STAMP, font=font, fill="#b3261e")
    middle = left + pen.textlength("MINH H", font) + pen.textlength("O", font) / 2
    pen.ellipse((middle - 5, top + 62, middle + 5, top + 72), fill="#b3261e")
