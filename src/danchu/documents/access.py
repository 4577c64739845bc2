"""Who may see and issue papers: the office of the commune they belong to; anybody checks one."""

from collections.abc import Callable
from datetime import date

from django.db.models import Q, QuerySet

from danchu.documents.models import Document, DocumentQuerySet, SignedFile
from danchu.people.access import Person, term_in, units_as
from danchu.people.models import Role, Term
from danchu.places.models import Unit

OFFICE = (Role.CLERK, Role.APPROVER, Role.CHAIR)

# Rooms with matters that somebody of the office may not know of: which papers they are not shown.
Hidden = Callable[[Person, date], Q]
_HIDES: list[Hidden] = []


def hide(which: Hidden) -> None:
    """Papers that `which` names are opened by this person nowhere, drafts neither."""
    if which not in _HIDES:
        _HIDES.append(which)


def offices_of(person: Person, *, on: date) -> QuerySet[Unit]:
    """Communes whose papers this person draws up and issues."""
    return units_as(person, OFFICE, on=on)


def kept_by(person: Person, *, on: date) -> DocumentQuerySet:
    """Papers of the offices this person serves, drafts too."""
    found = Document.objects.filter(unit__in=offices_of(person, on=on))
    for which in _HIDES:
        found = found.exclude(which(person, on))
    return _whole(found)


def office_term(person: Person, unit: Unit, *, on: date) -> Term | None:
    return term_in(person, OFFICE, unit, on=on)


def by_code(code: str) -> DocumentQuerySet:
    """A paper in somebody's hand: whoever reads its code may ask whether it is real."""
    return _whole(Document.objects.issued().filter(code=code.upper()))


def beside(document: Document) -> DocumentQuerySet:
    """Other papers of the same office that have a number."""
    return Document.objects.issued().filter(unit=document.unit_id).exclude(pk=document.pk)


def signed_of(document: Document) -> QuerySet[SignedFile]:
    """All that was ever sent back signed, newest first; for the office."""
    files = document.signed_files.select_related("sent_by__person", "dropped_by__person")
    return files.order_by("-pk")


def kept_signed(person: Person, document_pk: int, *, on: date) -> QuerySet[SignedFile]:
    """Signed files of one paper that this person's office may open."""
    mine = kept_by(person, on=on).filter(pk=document_pk)
    files = SignedFile.objects.filter(document__in=mine, sealed=False)
    return files.select_related("document__unit")


def shown_signed(document: Document) -> SignedFile | None:
    """The signed file everybody is told of: the newest that was not taken off."""
    return document.signed_files.filter(sealed=False).order_by("-pk").first()


def open_signed(code: str) -> QuerySet[SignedFile]:
    """Signed files that anybody who reads the code may open: of papers for everybody."""
    documents = Document.objects.issued().filter(code=code.upper(), open=True, put_away_on=None)
    return SignedFile.objects.filter(document__in=documents, sealed=False)


def _whole(found: DocumentQuerySet) -> DocumentQuerySet:
    return found.select_related("unit", "made_by__person", "issued_by__person", "void_by__person")
