"""Drawing up, issuing, cancelling an official paper; putting its words away."""

import secrets
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.db import models, transaction

from civics.errors import Refused
from danchu.documents import following
from danchu.documents import paper as papers
from danchu.documents.models import Book, Document, Mention, SignedFile, State
from danchu.documents.paper import Paper
from danchu.kit import audit, clock, files
from danchu.people.models import Term
from danchu.places.models import Unit

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that a reader takes for another
CODE_LENGTH = 10  # 32 letters: 2 to the 50th


class About(NamedTuple):
    """The record a paper is drawn up from, and where it is read."""

    kind: str
    key: object
    address: str = ""
    open: bool = False  # anybody may take a copy
    mentions: tuple[tuple[str, object], ...] = ()  # other records whose words it repeats


@transaction.atomic
def draw_up(unit: Unit, paper: Paper, about: About, *, by: Term, on: date) -> Document:
    """A draft from the records as they stand; an earlier draft of the same is written anew."""
    Unit.objects.select_for_update(of=("self",)).get(pk=unit.pk)  # two drawing up take turns
    found = Document.objects.drafts().about(about.kind, about.key)
    document = found.filter(unit=unit, name=paper.name).first() or Document(
        unit=unit, kind=about.kind, key=str(about.key), name=paper.name, code=_new_code()
    )
    document.about, document.symbol = paper.about[:300], paper.symbol
    document.source = papers.to_data(paper)
    document.address, document.open = about.address, about.open
    document.made_by, document.made_on, document.put_away_on = by, on, None
    document.save()
    _mention(document, [(about.kind, about.key), *about.mentions])
    _record("documents.draw_up", document, by, on)
    return document


@transaction.atomic
def issue(document: Document, *, by: Term, on: date, number: int | None = None) -> Document:
    """Number and day, for good. `number`: as the office's own book gave it; None: the next one.

    One row a unit, symbol and year is locked, so numbers neither repeat nor leave a gap.
    """
    document = _locked(document)
    if document.state != State.DRAFT:
        raise Refused(f"Văn bản này đã ban hành, số {document.spoken_number}.")
    if not document.source:
        raise Refused("Nội dung dự thảo đã cất đi. Hãy lập lại văn bản từ sổ ghi.")
    book = _book(document.unit, document.symbol, on.year)
    taken = Document.objects.filter(unit=document.unit, symbol=document.symbol, year=on.year)
    if number is not None:
        if number < 1:
            raise Refused("Số văn bản là số từ 1 trở lên. Hãy ghi như trên sổ của văn thư.")
        if taken.filter(number=number).exists():
            raise Refused(
                f"Số {number}/{document.symbol} năm {on.year} đã cấp cho văn bản khác. Hãy xem sổ."
            )
    else:
        number = book.last + 1
        while taken.filter(number=number).exists():  # given by hand before
            number += 1
        book.last = number
        book.save(update_fields=["last"])
    document.number, document.year = number, on.year
    document.issued_on, document.issued_by, document.state = on, by, State.ISSUED
    document.digest = document.digest_of_words
    document.save()
    _record("documents.issue", document, by, on)
    following.issued(document, by=by, on=on)
    return document


@transaction.atomic
def void(document: Document, *, why: str, by: Term, on: date) -> Document:
    """Issued by mistake: the number stays in the book, the check page says it is cancelled."""
    document = _locked(document)
    if document.state != State.ISSUED:
        raise Refused("Chỉ văn bản đã ban hành mới hủy. Dự thảo thì lập lại, không cần hủy.")
    if not why.strip():
        raise Refused("Hãy ghi vì sao hủy, ví dụ: ghi nhầm ngày họp. Lý do hiện ở trang kiểm tra.")
    document.state, document.void_why = State.VOID, why.strip()[:300]
    document.void_on, document.void_by = on, by
    document.save(update_fields=["state", "void_why", "void_on", "void_by"])
    _record("documents.void", document, by, on)
    following.voided(document, by=by, on=on)
    return document


def mention(document: Document, kind: str, key: object) -> None:
    """This paper's words stand in one more record, from now on: inside that record's act."""
    Mention.objects.get_or_create(document=document, kind=kind, key=str(key))


@transaction.atomic
def put_away(kind: str, key: object, *, by: Term | None, on: date) -> int:
    """A record's words must leave at once: so do those of every paper that repeats them.

    Number, day and check page stay; drafts are drawn up again; signed files are sealed. How many
    papers.
    """
    found = Document.objects.filter(mentions__kind=kind, mentions__key=str(key))
    documents = list(found.exclude(source={}).distinct())
    _seal(SignedFile.objects.filter(document__in=documents, sealed=False))
    for document in documents:
        document.source, document.put_away_on = {}, on
        document.about = "(nội dung đã cất)"
        document.save(update_fields=["source", "put_away_on", "about"])
        audit.record(
            "documents.put_away",
            by=by,
            unit_id=document.unit_id,
            kind="document",
            key=document.pk,
            on=on,
        )
    return len(documents)


@transaction.atomic
def receive_signed(
    document: Document, kept: files.Kept, found: dict[str, Any], *, by: Term, on: date
) -> SignedFile:
    """The PDF came back signed. `found`: what `signatures.look` says of it."""
    document = _locked(document)
    if document.state != State.ISSUED or not document.source:
        raise Refused("Chỉ văn bản đã ban hành, còn nội dung mới nhận bản ký. Hãy xem lại sổ.")
    before = document.signed_files.filter(sha256=kept.sha256).first()
    if before is not None:
        raise Refused(
            f"Tệp {kept.name} đã gửi ngày {before.sent_on:%d/%m/%Y} rồi. Không cần gửi lại."
        )
    sent = {"sent_by": by, "sent_on": on, "sent_at": clock.moment_on(on)}
    signed = document.signed_files.create(**kept._asdict(), **sent, found=found, checked_on=on)
    _record("documents.receive_signed", document, by, on)
    return signed


@transaction.atomic
def check_again(signed: SignedFile, found: dict[str, Any], *, by: Term, on: date) -> SignedFile:
    """The list of who is trusted grew: what the file says is looked at once more.

    Whether the file is our paper was settled when it came in, by the bytes given out then.
    """
    signed = SignedFile.objects.select_for_update(of=("self",)).get(pk=signed.pk)
    better = found["same"] if found["same"] == "bytes" else signed.found["same"]
    signed.found, signed.checked_on = {**found, "same": better}, on
    signed.save(update_fields=["found", "checked_on"])
    _record("documents.check_signed", signed.document, by, on)
    return signed


@transaction.atomic
def drop_signed(signed: SignedFile, *, why: str, by: Term, on: date) -> SignedFile:
    """Sent by mistake: the file leaves the pages at once, that it was there stays."""
    signed = SignedFile.objects.select_for_update(of=("self",)).get(pk=signed.pk)
    if signed.dropped_on:
        raise Refused(f"Tệp này đã gỡ ngày {signed.dropped_on:%d/%m/%Y}.")
    if not why.strip():
        raise Refused("Hãy ghi vì sao gỡ, ví dụ: gửi nhầm tệp.")
    _seal(SignedFile.objects.filter(pk=signed.pk))
    signed.sealed, signed.dropped_on, signed.dropped_by = True, on, by
    signed.dropped_why = why.strip()[:300]
    signed.save(update_fields=["dropped_on", "dropped_by", "dropped_why", "sealed"])
    _record("documents.drop_signed", signed.document, by, on)
    return signed


def _seal(found: models.QuerySet[SignedFile]) -> None:
    """Out of every page now, out of reach of the web once the act stands."""
    stored = list(found.values_list("stored_as", flat=True))
    found.update(sealed=True)
    transaction.on_commit(lambda: files.seal(stored))


def _locked(document: Document) -> Document:
    return (
        Document.objects.select_for_update(of=("self",)).select_related("unit").get(pk=document.pk)
    )


def _book(unit: Unit, symbol: str, year: int) -> Book:
    Book.objects.get_or_create(unit=unit, symbol=symbol, year=year)
    return Book.objects.select_for_update(of=("self",)).get(unit=unit, symbol=symbol, year=year)


def _mention(document: Document, records: Iterable[tuple[str, object]]) -> None:
    document.mentions.all().delete()
    wanted = dict.fromkeys((kind, str(key)) for kind, key in records)
    Mention.objects.bulk_create(
        Mention(document=document, kind=kind, key=key) for kind, key in wanted
    )


def _record(act: str, document: Document, by: Term, on: date) -> None:
    audit.record(act, by=by, unit_id=document.unit_id, kind="document", key=document.pk, on=on)


def _new_code() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))
