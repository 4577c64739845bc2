"""Words on scans, read by a machine for the search index: tesseract, where its Vietnamese is there.

What a stranger's file makes these programs do is bounded: a process of its own, no shell, its
memory, its time, its pages; see `bounded_child`. Whatever goes wrong is `Unreadable`, never more.
"""

import os
import subprocess
import sys
import tempfile
import time
from functools import cache
from pathlib import Path
from shutil import which

from PIL import Image

from danchu.kit.files import BROKEN

LANGUAGE = "vie"
LONGEST_TEXT = 50_000  # letters of one file; the search index has its bounds
MOST_PAGES = 30  # of one file; the first pages of a longer one
PAGE_SECONDS, FILE_SECONDS = 60, 300
LONG_SIDE = 2800  # pixels: an A4 page at some 240 dots an inch
ENOUGH_LETTERS = 80  # a text layer shorter than this is a stamp or a page number
PICTURES = {"image/jpeg": "jpg", "image/png": "png"}
PAPER = "application/pdf"
READABLE = (*PICTURES, PAPER)
CHILD = Path(__file__).with_name("bounded_child.py")
PAGES = Path(__file__).with_name("pdf_pages.py")


class Unreadable(Exception):
    """The file could not be read within its bounds."""


@cache
def able() -> bool:
    """Whether this machine has tesseract and its Vietnamese; asked once a process."""
    if which("tesseract") is None:
        return False
    listed = subprocess.run(
        ["tesseract", "--list-langs"],  # noqa: S607  the house's own PATH
        capture_output=True,
        text=True,
        check=False,
        timeout=20,
    )
    return LANGUAGE in listed.stdout.split()


def words(data: bytes, content_type: str) -> str:
    """What a machine reads in a picture or a PDF; "" when it sees no words. Unreadable."""
    ends_at = time.monotonic() + FILE_SECONDS
    with tempfile.TemporaryDirectory(prefix="danchu-scan-") as place:
        folder = Path(place)
        if content_type == PAPER:
            layer = _text_layer(data, folder, ends_at)
            if sum(map(str.isalpha, layer)) >= ENOUGH_LETTERS:
                return _tidy(layer)
            pages = _pages_of(folder, ends_at)
        else:
            pages = [_picture(data, folder, PICTURES[content_type])]
        return _tidy("\n".join(_recognised(page, ends_at) for page in pages))


def _picture(data: bytes, folder: Path, ending: str) -> Path:
    page = folder / f"page.{ending}"
    page.write_bytes(data)
    return page


def _text_layer(data: bytes, folder: Path, ends_at: float) -> str:
    (folder / "paper.pdf").write_bytes(data)
    _run([sys.executable, "-I", str(PAGES), "text", str(folder), str(MOST_PAGES)], ends_at)
    return (folder / "layer.txt").read_text(encoding="utf-8")


def _pages_of(folder: Path, ends_at: float) -> list[Path]:
    """Each page as a picture: drawn by pdftoppm, else the pictures that a scanner put there."""
    if draws := which("pdftoppm"):
        size = ["-gray", "-scale-to", str(LONG_SIDE), "-l", str(MOST_PAGES), "-png"]
        _run([draws, *size, str(folder / "paper.pdf"), str(folder / "page")], ends_at)
    else:
        _run([sys.executable, "-I", str(PAGES), "pictures", str(folder), str(MOST_PAGES)], ends_at)
    return sorted(folder.glob("page*.*"))


def _recognised(page: Path, ends_at: float) -> str:
    program = which("tesseract")
    if program is None:
        raise Unreadable("tesseract has gone")
    _shrink(page)
    return _run([program, str(page), "stdout", "-l", LANGUAGE], ends_at)


def _shrink(page: Path) -> None:
    try:
        with Image.open(page, formats=("JPEG", "PNG")) as image:
            if max(image.size) > LONG_SIDE:
                image.draft("L", (LONG_SIDE, LONG_SIDE))
                small = image.convert("L")
                small.thumbnail((LONG_SIDE, LONG_SIDE))
                small.save(page)
    except (*BROKEN, Image.DecompressionBombError, SyntaxError) as unfit:
        raise Unreadable("not a picture") from unfit


def _run(command: list[str], ends_at: float) -> str:
    """What the program printed. It gets nothing of our environment but the way to its files."""
    left = min(PAGE_SECONDS, ends_at - time.monotonic())
    if left <= 0:
        raise Unreadable("too long")
    kept = {name: os.environ[name] for name in ("PATH", "TESSDATA_PREFIX") if name in os.environ}
    try:
        done = subprocess.run(  # noqa: S603  no shell, and every argument is ours
            [sys.executable, "-I", str(CHILD), *command],
            capture_output=True,
            env={**kept, "OMP_THREAD_LIMIT": "1", "LC_ALL": "C.UTF-8"},
            stdin=subprocess.DEVNULL,
            timeout=left,
            check=True,
        )
    except (subprocess.SubprocessError, OSError) as unable:
        raise Unreadable(type(unable).__name__) from unable
    return done.stdout.decode("utf-8", "ignore")


def _tidy(text: str) -> str:
    return " ".join(text.replace("\x00", " ").split())[:LONGEST_TEXT]
