"""The rolls of a whole province from one file: streamed, judged, written in one transaction.

Rows are never held together: what is kept in mind is a few numbers a household (`roll.judging`).
A `kit.Batch` without rows remembers what was brought in, so that all of it can be taken back.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from django.db import connection, transaction

from civics.errors import Refused
from danchu.kit import audit, clock
from danchu.kit.models import Batch
from danchu.kit.tables import Row, rejected, stream
from danchu.people.roll import importing, rows
from danchu.people.roll.filling import fill
from danchu.people.roll.importing import Households, data_of, fresh, judge_all, rewrite
from danchu.people.roll.judging import Judge
from danchu.people.roll.undoing import take_back
from danchu.places.models import Kind, Unit

MOST = 1_000_000  # rows of one file
CHUNK = 2000
KIND = "people.households.province"
Tell = Callable[[int], None]


class Outcome(NamedTuple):
    """What a file means, or what it did. `batch` None: a dry run, nothing is kept."""

    counts: Counter[str]  # new, changed, same, rejected
    near: int  # new households that look like another of their hamlet
    refused: list[tuple[list[str], str]]  # the cells as they came, and why
    headings: list[str]
    batch: Batch | None

    def rejected_file(self) -> bytes:
        return rejected(self.headings, self.refused)


def bring_in(
    file: Path, province: Unit, *, apply: bool, on: date, tell: Tell = lambda done: None
) -> Outcome:
    """Read `file` once; with `apply`, write all of it or nothing. Refused as a whole when unfit."""
    importer = _importer(province)
    headings, source = stream(file, importer.columns, most=MOST)
    importer.judge_headings(headings)
    with transaction.atomic():
        batch = _batch(file, province) if apply else None
        done = _Running(importer, headings, batch, on)
        for chunk in _chunks(source):
            done.take(chunk)
            tell(done.seen)
        outcome = done.outcome()
        if batch is not None:
            importing.refuse_nothing_new(outcome.counts)
            _finish(batch, outcome, on=on)
    if apply and connection.vendor == "postgresql":
        with connection.cursor() as cursor:  # the planner must know that the tables grew
            cursor.execute("ANALYZE people_household, people_representative")
    return outcome


def undo(batch_id: int, *, on: date) -> Batch:
    """Take an import back while nobody went on with one of its households."""
    with transaction.atomic():
        batch = Batch.objects.select_for_update().filter(pk=batch_id, kind=KIND).first()
        if batch is None:
            raise Refused(f"Không có lần nhập số {batch_id} của lệnh này.")
        if batch.state != Batch.State.APPLIED:
            raise Refused("Lần nhập này đã hoàn tác, không còn gì để hoàn tác.")
        take_back(batch)
        batch.state, batch.undone_at = Batch.State.UNDONE, clock.now()
        batch.save(update_fields=["state", "undone_at"])
        _record("people.undo_households", batch, on=on)
    return batch


class _Running:
    """One reading of a file, chunk by chunk."""

    def __init__(
        self, importer: Households, headings: list[str], batch: Batch | None, on: date
    ) -> None:
        self.importer, self.headings, self.batch, self.on = importer, headings, batch, on
        self.places, self.judge = importer.places(on=on), Judge()
        self.counts: Counter[str] = Counter(new=0, changed=0, same=0, rejected=0)
        self.refused: list[tuple[list[str], str]] = []
        self.near = self.seen = 0

    def take(self, chunk: list[Row]) -> None:
        self.seen += len(chunk)
        whole = [row for row in chunk if not row.wrong]
        judged, refused = judge_all(whole, self.places, None, self.judge, on=self.on)
        broken = [(row, " ".join(row.wrong)) for row in chunk if row.wrong]
        self.refused += [(row.cells, why) for row, why in sorted([*refused, *broken], key=_line)]
        self.counts["rejected"] += len(refused) + len(broken)
        self.counts.update(one.state for _, one in judged)
        self.near += sum(1 for _, one in judged if one.state == "new" and one.near)
        if self.batch is not None:
            born = (fresh(one) for _, one in judged if one.state == "new")
            fill(born, batch_id=self.batch.pk)
            changed = [data_of(one) for _, one in judged if one.state == "changed"]
            rewrite(changed, batch=self.batch, on=self.on)

    def outcome(self) -> Outcome:
        return Outcome(self.counts, self.near, self.refused, self.headings, self.batch)


def _line(one: tuple[Row, str]) -> int:
    return one[0].line


def _chunks(source: Iterator[Row]) -> Iterator[list[Row]]:
    total = 0
    while chunk := list(islice(source, CHUNK)):
        total += len(chunk)
        if total > MOST:
            raise Refused(f"Tệp có nhiều hơn {MOST} dòng. Hãy tách theo xã.")
        yield chunk


def _importer(province: Unit) -> Households:
    below = Unit.objects.filter(province=province)
    communes = list(below.filter(kind=Kind.COMMUNE, valid_to=None))
    importer = Households(communes, list(below.filter(kind=Kind.COMMUNITY)))
    importer.columns = (rows.COMMUNE, rows.HAMLET, *rows.COLUMNS)
    return importer


def _batch(file: Path, province: Unit) -> Batch:
    with file.open("rb") as opened:
        digest = hashlib.file_digest(opened, "sha256").hexdigest()
    return Batch.objects.create(
        kind=KIND,
        name=file.name[:160],
        sha256=digest,
        unit_id=province.pk,
        made_at=clock.now(),
    )


def _finish(batch: Batch, outcome: Outcome, *, on: date) -> None:
    batch.counts = dict(outcome.counts)
    batch.state, batch.applied_at = Batch.State.APPLIED, clock.now()
    batch.save(update_fields=["counts", "state", "applied_at"])
    _record("people.import_households", batch, on=on)


def _record(act: str, batch: Batch, *, on: date) -> None:
    audit.record(act, by=None, unit_id=batch.unit_id, kind="batch", key=batch.pk, on=on)
