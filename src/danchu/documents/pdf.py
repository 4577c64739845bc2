"""A paper as PDF/A: the same page on every machine, its fonts and its text inside."""

from pathlib import Path
from typing import Any

from danchu.documents import paper as papers
from danchu.documents.paper import MOTTO, NATION, Face, Paper
from danchu.kit import typeset

OFFICIAL = Path(__file__).parent / "typst" / "official.typ"


def pdf(paper: Paper, face: Face, *, mark: str = "") -> bytes:
    """PDF/A-2b. `mark` stands across each page ("TẬP HUẤN")."""
    return typeset.paper(OFFICIAL, _data(paper, face, mark), archive=True, day=face.day)


def pages(paper: Paper, face: Face, *, ppi: int = 90) -> list[bytes]:
    """The same pages as PNG, for docs/papers/."""
    return typeset.pages(OFFICIAL, _data(paper, face, ""), ppi=ppi)


def _data(paper: Paper, face: Face, mark: str) -> dict[str, Any]:
    return {
        "paper": papers.to_data(paper),
        "nation": NATION,
        "motto": MOTTO,
        "face": {
            "number": papers.numbered(paper, face),
            "when": papers.when(paper, face.day),
            "code": face.code,
            "address": face.address,
            "qr": face.qr,
            "beside": face.beside,
            "draft": face.draft,
            "mark": mark,
        },
    }
