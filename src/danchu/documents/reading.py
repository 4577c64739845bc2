"""A paper as a page shows it and as files carry it."""

import io
from collections.abc import Callable
from typing import NamedTuple

from django.urls import reverse

from danchu.documents import pdf, word
from danchu.documents.models import Document, State
from danchu.documents.paper import Face, Paper
from danchu.kit import codes, worlds
from danchu.people.access import demo_stands

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FORMATS: dict[str, tuple[str, Callable[..., bytes]]] = {
    "pdf": ("application/pdf", pdf.pdf),
    "docx": (WORD, word.docx),
}


class Checked(NamedTuple):
    """What the check page says first."""

    kind: str  # of the banner
    title: str
    text: str


def face(document: Document, absolute: Callable[[str], str]) -> Face:
    """Number, day and the way to check; `absolute` makes an address as papers carry it."""
    draft = document.state == State.DRAFT
    address = "" if draft else absolute(reverse("documents:check", args=[document.code]))
    return Face(
        number=document.spoken_number,
        day=document.issued_on,
        code=document.code,
        address=address,
        draft=draft,
        qr=qr_picture(address) if address else "",
    )


def file_of(document: Document, paper: Paper, kind: str, absolute: Callable[[str], str]) -> bytes:
    """The paper as "pdf" or "docx"."""
    return FORMATS[kind][1](paper, face(document, absolute), mark=_mark(document))


def drawn(paper: Paper, face: Face, kind: str) -> bytes:
    """A paper that is in no book of numbers, as "pdf" or "docx"."""
    return FORMATS[kind][1](paper, face, mark=mark())


def file_name(document: Document, kind: str) -> str:
    """'12-TB-UBND.pdf'; a draft goes by its code."""
    stem = document.spoken_number.replace("/", "-") or f"du-thao-{document.code.lower()}"
    return f"{stem}.{kind}"


def checked(document: Document) -> Checked:
    if document.state == State.VOID:
        why = f"Hủy ngày {document.void_on:%d/%m/%Y}: {document.void_why}"
        return Checked("late", "Văn bản này đã bị hủy", why)
    text = "Hãy so số, ngày và nội dung dưới đây với tờ giấy. Khác một chữ là không phải bản này."
    return Checked("ok", "Văn bản này có thật trong sổ", text)


def _mark(document: Document) -> str:
    """What stands across every page, so that no copy is taken for a paper in force."""
    if document.state == State.VOID and worlds.copy_here() is None:
        return "ĐÃ HỦY"
    return mark()


def mark() -> str:
    """Of the world we are in: the practice copy, the demo; "" for real."""
    if worlds.copy_here() is not None:
        return "TẬP HUẤN"
    return "MINH HỌA" if demo_stands() else ""


def qr_picture(address: str) -> str:
    """The code of a paper as SVG, for `Face.qr`."""
    out = io.BytesIO()
    codes.qr(address, error="m").save(out, kind="svg", border=1, xmldecl=False)
    return out.getvalue().decode()
