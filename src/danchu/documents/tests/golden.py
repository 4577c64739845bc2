"""Papers held golden: their words in files beside the test, their pictures in docs/papers/.

With DANCHU_WRITE_PAPERS=1 (`just papers`) both are written anew. Read the diff.
"""

import io
import os
import shutil
import subprocess
from datetime import date
from pathlib import Path

from PIL import Image
from pypdf import PdfReader

from danchu.documents import pdf, word
from danchu.documents.paper import Face, plain_text

ROOT = Path(__file__).resolve().parents[4]
PICTURES = ROOT / "docs" / "papers"
WRITING = os.environ.get("DANCHU_WRITE_PAPERS") == "1"
MOST_BYTES, SHADES, MOST_PAGES = 120 * 1024, 16, 4
SIGNED = date(2026, 4, 27)


def as_written(every, texts):
    """Every paper by its name reads as in `texts`; nothing else lies there."""
    if WRITING:
        write(every, texts)
    for name, (paper, face) in every.items():
        assert plain_text(paper, face) + "\n" == (texts / f"{name}.txt").read_text(), name
    assert {one.stem for one in texts.glob("*.txt")} == set(every)


def small_pictures(texts):
    """Each paper of `texts` has its picture, and none is large."""
    found = {one.stem: one.stat().st_size for one in PICTURES.glob("*.png")}
    named = {one.stem for one in texts.glob("*.txt")}
    assert named <= found.keys()
    assert max(found[one] for one in named) <= MOST_BYTES


def opened_in_libreoffice(every, folder):
    """One call for all: each is a page or two as the PDF is, and says its words."""
    if not shutil.which("soffice"):
        return
    for name, (paper, face) in every.items():
        (folder / f"{name}.docx").write_bytes(word.docx(paper, face))
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless"]
    wanted = ["--convert-to", "pdf", "--outdir", str(folder)]
    files = [str(folder / f"{name}.docx") for name in every]
    subprocess.run([*command, *wanted, *files], check=True, capture_output=True, timeout=240)
    for name, (paper, face) in every.items():
        theirs = PdfReader(folder / f"{name}.pdf")
        ours = PdfReader(io.BytesIO(pdf.pdf(paper, face)))
        assert abs(len(theirs.pages) - len(ours.pages)) <= 1, name
        text = squeezed("".join(page.extract_text() for page in theirs.pages))
        for signer in paper.signers:
            assert squeezed(signer.capacity + signer.title) in text, name
        assert squeezed(paper.about) in text, name
    if keep := os.environ.get("DANCHU_KEEP_WORD"):
        shutil.copytree(folder, keep, dirs_exist_ok=True, ignore=shutil.ignore_patterns("profile"))


def squeezed(text):
    return "".join(text.split())


def face(paper):
    """Issued on a day of the story, with its code."""
    from danchu.documents.reading import qr_picture

    at = "https://labang.example/van-ban/kiem-tra/KMQ7RTXW42/"
    number = f"12/{paper.symbol}"
    return Face(number, SIGNED, "KMQ7RTXW42", at, draft=False, qr=qr_picture(at))


def write(every, texts):
    texts.mkdir(exist_ok=True)
    PICTURES.mkdir(exist_ok=True)
    for name, (paper, face) in every.items():
        (texts / f"{name}.txt").write_text(plain_text(paper, face) + "\n")
        (PICTURES / f"{name}.png").write_bytes(picture(pdf.pages(paper, face)))


def picture(pages):
    """The first pages side by side, few shades of grey, so that the folder stays small."""
    opened = [Image.open(io.BytesIO(page)).convert("L") for page in pages[:MOST_PAGES]]
    wide, high = sum(page.width for page in opened), max(page.height for page in opened)
    whole, at = Image.new("L", (wide, high), 255), 0
    for page in opened:
        whole.paste(page, (at, 0))
        at += page.width
    out = io.BytesIO()
    whole.quantize(SHADES).save(out, "PNG", optimize=True)
    assert len(out.getvalue()) <= MOST_BYTES
    return out.getvalue()
