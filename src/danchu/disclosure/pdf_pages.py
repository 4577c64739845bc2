"""A program of its own, run by `recognising`: the text layer of a PDF, or the pictures in it.

    python pdf_pages.py text|pictures FOLDER MOST

Reads FOLDER/paper.pdf; writes FOLDER/layer.txt, or FOLDER/page-001-01.png and so on. pypdf only:
it runs isolated, outside of Django.
"""

import sys
from pathlib import Path

from pypdf import PdfReader

LEAST_PIXELS = 150_000  # smaller pictures are seals and signatures, not a scanned page


def text(reader: PdfReader, folder: Path, most: int) -> None:
    pages = reader.pages[:most]
    (folder / "layer.txt").write_text("\n".join(page.extract_text() for page in pages), "utf-8")


def pictures(reader: PdfReader, folder: Path, most: int) -> None:
    for number, page in enumerate(reader.pages[:most], 1):
        for nth, found in enumerate(page.images, 1):
            image = found.image
            if image is not None and image.width * image.height >= LEAST_PIXELS:
                image.convert("L").save(folder / f"page-{number:03}-{nth:02}.png")


def main() -> None:
    what, folder, most = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    reader = PdfReader(folder / "paper.pdf")
    {"text": text, "pictures": pictures}[what](reader, folder, most)


if __name__ == "__main__":
    main()
