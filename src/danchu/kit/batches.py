"""Bulk imports: upload → dry run with a diff → apply → undo. Rooms bring an `Importer`.

Nothing is half done: an import is written in ONE transaction, however long the file. Its progress
is what `apply` yields between the chunks; whoever reads it (a streamed page, a terminal) sees the
work move while nobody else sees any of it. A connection that breaks halfway takes it all back.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple, Protocol

from django.db import transaction
from django.db.models import QuerySet

from civics.errors import Refused
from danchu.kit import clock
from danchu.kit.audit import InOffice
from danchu.kit.models import Batch
from danchu.kit.tables import Column, Row, read, rejected

KEPT = timedelta(days=30)  # what a file held: previews, and rows of what was applied
CHUNK = 200  # rows written between two steps of the progress


class Field(NamedTuple):
    """One cell that a row would write: what stands there now, what would."""

    label: str
    old: str
    new: str


class Change(NamedTuple):
    """What one row means for the records."""

    line: int
    state: str  # "new" · "changed" · "same"
    title: str  # what the row is about: "Xóm Đồng Tâm"
    fields: list[Field]
    data: dict[str, Any]  # for `Importer.write`; only what JSON can hold


class Plan(NamedTuple):
    """What a file means for the records: the rows that count, and those that do not with why."""

    changes: list[Change]
    rejected: list[tuple[Row, str]]


class Progress(NamedTuple):
    done: int
    whole: int


class Importer(Protocol):
    """What a room brings: made anew for each request, knowing for which unit it writes."""

    kind: str  # "units", at most 40 letters
    title: str  # "Nhập đơn vị"
    columns: Sequence[Column]
    most: int  # rows in one file

    def plan(self, rows: Sequence[Row], *, on: date) -> Plan:
        """Judge rows that are whole in themselves against the records. Writes nothing."""

    def write(self, changes: Sequence[Change], *, batch: Batch, on: date) -> list[Any]:
        """Write new and changed rows; return what `undo` needs, as JSON holds it."""

    def done(self, batch: Batch, *, by: InOffice | None, on: date) -> None:
        """After the last row, in the same transaction: the audit entry, the index."""

    def undo(self, batch: Batch, *, by: InOffice | None, on: date) -> None:
        """Take back `batch.made`; Refused, naming what, when something new hangs on it."""

    # An importer may also have `judge_headings(headings)`: Refused for a file that must not be kept


def of_account(account_id: int | None, kind: str) -> QuerySet[Batch]:
    """Imports this account sent, newest first. Somebody else's are not found."""
    return Batch.objects.filter(account_id=account_id, kind=kind).order_by("-pk")


def preview(
    importer: Importer,
    data: bytes,
    name: str,
    *,
    by: InOffice | None,
    unit_id: int | None,
    on: date,
) -> Batch:
    """Read a file and keep what it would change. Refused when the file itself is not fit."""
    sheet = read(data, name, importer.columns, most=importer.most)
    if (judge := getattr(importer, "judge_headings", None)) is not None:
        judge(sheet.headings)  # before anything of the file is kept
    whole = [row for row in sheet.rows if not row.wrong]
    broken = [(row, _sentence(row.wrong)) for row in sheet.rows if row.wrong]
    batch = Batch(
        kind=importer.kind,
        name=sheet.name,
        sha256=sheet.sha256,
        unit_id=unit_id,
        account_id=by.person_id if by else None,
        term_id=by.pk if by else None,
        made_at=clock.now(),
        headings=sheet.headings,
        rows=[[row.line, row.values, row.cells] for row in whole],
    )
    _put(batch, importer.plan(whole, on=on), broken)
    batch.save()
    return batch


@transaction.atomic
def look_again(importer: Importer, batch: Batch, *, on: date) -> Batch:
    """Judge a preview's rows anew, after what they refer to has come. Writes nothing of them."""
    batch = Batch.objects.select_for_update().get(pk=batch.pk)
    if batch.state != Batch.State.PREVIEWED:
        raise Refused("Tệp này đã được ghi rồi, không xem trước lại được.")
    _judge(importer, batch, on=on)
    batch.save(update_fields=["changes", "rejected", "counts"])
    return batch


def apply(importer: Importer, batch: Batch, *, by: InOffice | None, on: date) -> Iterator[Progress]:
    """Write what was previewed, in one transaction, telling how far it is.

    The records may have moved since the preview: then nothing is written, the preview is made anew
    and Refused says so. Must be read to its end; a reader that stops takes everything back.
    """
    with transaction.atomic():
        batch = Batch.objects.select_for_update().get(pk=batch.pk)
        if batch.state != Batch.State.PREVIEWED:
            raise Refused("Tệp này đã được ghi rồi, không ghi lần nữa.")
        moved = _moved(importer, batch, on=on)
        if not moved:
            yield from _write(importer, batch, by=by, on=on)
    if moved:
        raise Refused(
            "Sổ đã thay đổi từ lúc xem trước nên chưa ghi gì. Hãy xem lại bảng dưới rồi ghi."
        )


def apply_whole(importer: Importer, batch: Batch, *, by: InOffice | None, on: date) -> Batch:
    """`apply` for whoever does not watch."""
    for _ in apply(importer, batch, by=by, on=on):
        pass
    batch.refresh_from_db()
    return batch


@transaction.atomic
def undo(importer: Importer, batch: Batch, *, by: InOffice | None, on: date) -> Batch:
    """Take an import back, while nothing new hangs on what it made."""
    batch = Batch.objects.select_for_update().get(pk=batch.pk)
    if batch.state != Batch.State.APPLIED:
        raise Refused("Lần nhập này chưa ghi hoặc đã hoàn tác, nên không còn gì để hoàn tác.")
    importer.undo(batch, by=by, on=on)
    batch.state, batch.undone_at = Batch.State.UNDONE, clock.now()
    batch.save(update_fields=["state", "undone_at"])
    return batch


def rejected_file(batch: Batch) -> bytes:
    """The rows that were not taken, as an XLSX with the reason beside each."""
    return rejected(batch.headings, [(cells, why) for _, cells, why in batch.rejected])


def changes_of(batch: Batch) -> list[Change]:
    """What the file changes; rows that change nothing are only counted."""
    return [
        Change(line, state, title, [Field(*one) for one in fields], data)
        for line, state, title, fields, data in batch.changes
    ]


def forget(*, on: date) -> int:
    """Past KEPT, previews nobody applied go and applied imports keep only their counts.

    How many previews went. Safe to run again.
    """
    old = Batch.objects.filter(made_at__lt=clock.moment_on(on) - KEPT)
    gone, _ = old.filter(state=Batch.State.PREVIEWED).delete()
    old.exclude(rows=[], changes=[], rejected=[]).update(rows=[], changes=[], rejected=[])
    return gone


def _put(batch: Batch, plan: Plan, broken: list[tuple[Row, str]]) -> None:
    refused = sorted([*broken, *plan.rejected], key=lambda one: one[0].line)
    batch.changes = [_kept(one) for one in plan.changes if one.state != "same"]
    batch.rejected = [[row.line, row.cells, why] for row, why in refused]
    states = Counter(one.state for one in plan.changes)
    batch.counts = {one: states[one] for one in ("new", "changed", "same")}
    batch.counts["rejected"] = len(refused)


def _kept(change: Change) -> list[Any]:
    """As JSON gives it back."""
    fields = [list(one) for one in change.fields]
    return [change.line, change.state, change.title, fields, change.data]


def _moved(importer: Importer, batch: Batch, *, on: date) -> bool:
    """Whether the same rows mean something else by now; then the batch says what."""
    before = batch.changes
    _judge(importer, batch, on=on)
    if batch.changes == before:
        return False
    batch.save(update_fields=["changes", "rejected", "counts"])
    return True


def _judge(importer: Importer, batch: Batch, *, on: date) -> None:
    """Put what the rows as they were read mean now."""
    rows = [Row(line, values, cells, []) for line, values, cells in batch.rows]
    taken = {row.line for row in rows}
    broken = [(Row(line, {}, cells, []), why) for line, cells, why in batch.rejected]
    plan = importer.plan(rows, on=on)
    _put(batch, plan, [one for one in broken if one[0].line not in taken])


def _write(
    importer: Importer, batch: Batch, *, by: InOffice | None, on: date
) -> Iterator[Progress]:
    changes = changes_of(batch)
    if not changes:
        raise Refused("Tệp này không có gì mới so với sổ, nên không có gì để ghi.")
    yield Progress(0, len(changes))
    for start in range(0, len(changes), CHUNK):
        chunk = changes[start : start + CHUNK]
        batch.made += importer.write(chunk, batch=batch, on=on)
        yield Progress(start + len(chunk), len(changes))
    importer.done(batch, by=by, on=on)
    batch.state, batch.applied_at = Batch.State.APPLIED, clock.now()
    batch.save(update_fields=["state", "applied_at", "made"])


def _sentence(reasons: Sequence[str]) -> str:
    said = " ".join(reasons)
    return said[:1].upper() + said[1:]
