"""The door for rooms whose records follow a paper: what is to happen once it is issued, cancelled.

A room registers by the `kind` its papers are drawn up from, in its `AppConfig.ready`; it is called
inside the transaction of the act.
"""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from danchu.documents.models import Document
from danchu.people.models import Term

Then = Callable[[Document, Term, date], None]


class Following(NamedTuple):
    """What one room does."""

    issued: Then
    voided: Then


_by_kind: dict[str, Following] = {}


def follow(kind: str, following: Following) -> None:
    _by_kind[kind] = following


def issued(document: Document, *, by: Term, on: date) -> None:
    if document.kind in _by_kind:
        _by_kind[document.kind].issued(document, by, on)


def voided(document: Document, *, by: Term, on: date) -> None:
    if document.kind in _by_kind:
        _by_kind[document.kind].voided(document, by, on)
