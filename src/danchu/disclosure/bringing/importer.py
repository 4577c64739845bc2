"""The importer itself: the dry run, the writing, the taking back."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Q

from civics.errors import Refused
from danchu.disclosure.actions import declaring, drafting, noting
from danchu.disclosure.actions.noting import refuse_day
from danchu.disclosure.bringing import comparing, undoing
from danchu.disclosure.bringing.comparing import Law, Noted
from danchu.disclosure.bringing.matching import Files
from danchu.disclosure.bringing.rows import COLUMNS, Wanted, Wrong, wanted
from danchu.disclosure.brought import PAPERS_KIND, WaitingFile
from danchu.disclosure.models import Item, Version
from danchu.kit import audit
from danchu.kit.audit import InOffice
from danchu.kit.batches import Change, Plan
from danchu.kit.files import Kept
from danchu.kit.models import Batch
from danchu.kit.tables import Column, Row
from danchu.people.models import Term


class PaperImporter:
    """`kit.batches.Importer` for the papers of the commune of `by`; `batch`: whose files rows name.

    Files of the scan queue may be named too, so that one may send them one by one beforehand.
    """

    kind = PAPERS_KIND
    title = "Nhập danh sách văn bản"
    columns: Sequence[Column] = COLUMNS
    most = 1000

    def __init__(self, by: Term, batch: Batch | None = None) -> None:
        self.by = by
        self.unit = by.unit
        self.batch = batch

    # ── the dry run ───────────────────────────────────────────────────────────────────────────

    def plan(self, rows: Sequence[Row], *, on: date) -> Plan:
        """Every row against the list, the files and the records."""
        refused: list[tuple[Row, str]] = []
        read: list[Wanted] = []
        found: dict[int, list[WaitingFile]] = {}
        files = Files(self._files())
        for row in rows:
            try:
                one = wanted(row, on=on)
                found[row.line] = comparing.files_of(one, files)
                read.append(one)
            except Wrong as wrong:
                refused.append((row, str(wrong)))
        alike, noted, law = comparing.twice(read, found), Noted(self.unit, read), Law(self.unit)
        changes = []
        for one in read:
            try:
                if one.row.line in alike:
                    raise Wrong(alike[one.row.line])
                changes.append(self._change(one, found[one.row.line], noted, law, on=on))
            except Wrong as wrong:
                refused.append((one.row, str(wrong)))
        return Plan(changes, refused)

    def _change(
        self, one: Wanted, files: list[WaitingFile], noted: Noted, law: Law, *, on: date
    ) -> Change:
        try:
            refuse_day(self.unit, one.decided_on, on=on)
            asks = law.owed(one)
        except Refused as refused:
            raise Wrong(refused.message) from refused
        item = noted.match(one)
        if item is None:
            return comparing.new(one, files, asks)
        return comparing.changed(one, item, files, asks)

    def _files(self) -> list[WaitingFile]:
        """Of this list and of the queue; never those of another list."""
        mine = Q(batch=None, refused="")
        if self.batch is not None:
            mine |= Q(batch=self.batch)
        return list(WaitingFile.objects.filter(mine, unit=self.unit).order_by("pk"))

    # ── the act ───────────────────────────────────────────────────────────────────────────────

    def write(self, changes: Sequence[Change], *, batch: Batch, on: date) -> list[Any]:
        """Note, draft and attach row by row, by the very acts of the desk."""
        wanted_files = [pk for one in changes for pk in one.data["files"]]
        files = WaitingFile.objects.select_for_update().in_bulk(wanted_files)
        items = Item.objects.in_bulk([one.data["item"] for one in changes if "item" in one.data])
        made = []
        for one in changes:
            item = items[one.data["item"]] if "item" in one.data else None
            sent = [files[pk] for pk in one.data["files"]]
            made.append(self._write(one.data, item, sent, on=on))
        WaitingFile.objects.filter(pk__in=wanted_files).delete()
        return made

    def _write(
        self, data: dict[str, Any], item: Item | None, sent: list[WaitingFile], *, on: date
    ) -> dict[str, Any]:
        made: dict[str, Any] = {}
        if item is None:
            item = self._note(data, on=on)
            made["new"] = True
        else:
            made["was"] = undoing.remembered(item)
        version = drafting.draft_of(item)
        if data["words"] or sent:
            version = self._words(item, version, data["words"], on=on)
        made["files"] = [
            drafting.attach_kept(
                version, kept(file), personal=data["personal"], by=self.by, on=on
            ).pk
            for file in sent
            if version is not None
        ]
        if public := data["public"]:
            since = date.fromisoformat(public["since"])
            declaring.declare_public(item, since=since, ways=public["ways"], by=self.by, on=on)
        return {"item": item.pk, "stands": undoing.standing(item), **made}

    def _note(self, data: dict[str, Any], *, on: date) -> Item:
        return noting.note(
            self.unit,
            group=data["group"],
            number=data["number"],
            decided_on=date.fromisoformat(data["decided_on"]),
            signer=data["signer"],
            by=self.by,
            on=on,
        )

    def _words(
        self, item: Item, version: Version | None, words: dict[str, str], *, on: date
    ) -> Version:
        old = (
            {"title": version.title, "body": version.body, "personal_list": version.personal_list}
            if version
            else {"title": item.number, "body": "", "personal_list": ""}
        )
        return drafting.save_draft(item, **{**old, **words}, by=self.by, on=on)

    def done(self, batch: Batch, *, by: InOffice | None, on: date) -> None:
        """One entry for the whole list; files that no row named wait in the queue of scans."""
        WaitingFile.objects.filter(batch=batch).exclude(refused="").delete()
        WaitingFile.objects.filter(batch=batch).update(batch=None)
        audit.record(
            "disclosure.bring_in", by=by, unit_id=batch.unit_id, kind="batch", key=batch.pk, on=on
        )

    def undo(self, batch: Batch, *, by: InOffice | None, on: date) -> None:
        """New papers go, drafts are as before; refused when somebody acted on one of them."""
        undoing.take_back(batch.made, on=on)
        audit.record(
            "disclosure.undo_bring_in",
            by=by,
            unit_id=batch.unit_id,
            kind="batch",
            key=batch.pk,
            on=on,
        )


def kept(file: WaitingFile) -> Kept:
    """The file as it was taken in."""
    return Kept(file.name, file.content_type, file.size, file.sha256, file.stored_as)


def late_of(batch: Batch, *, on: date) -> Counter[str]:
    """Of what would be written: how many are past their day ("late"), without a file, personal."""
    told: Counter[str] = Counter()
    for _, _, _, _, data in batch.changes:
        told["late"] += "number" in data and date.fromisoformat(data["due_on"]) < on
        told["without_file"] += "number" in data and not data["files"]
        told["personal"] += bool(data["personal"])
        told["declared"] += data["public"] is not None
    return told
