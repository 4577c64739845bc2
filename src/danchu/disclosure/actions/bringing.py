"""The clerk clears a backlog: a list with its zip, or scan by scan. Nothing is made public here."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from django.db import transaction

from civics.errors import Refused
from danchu.disclosure.actions import declaring, drafting, noting
from danchu.disclosure.actions.receiving import receive_zip
from danchu.disclosure.bringing.comparing import named
from danchu.disclosure.bringing.importer import PaperImporter, kept
from danchu.disclosure.bringing.rows import ATTACHED
from danchu.disclosure.brought import WaitingFile
from danchu.disclosure.models import Item, State, Version
from danchu.kit import audit, batches
from danchu.kit.models import Batch
from danchu.people.models import Term


class Sent(NamedTuple):
    """A file as it came from a form."""

    name: str
    data: bytes


@transaction.atomic
def preview(table: Sent, zipped: Sent | None, *, by: Term, on: date) -> Batch:
    """Keep the files, judge the list, write nothing. Refused when one of the two is not fit."""
    importer = PaperImporter(by)
    batch = batches.preview(importer, table.data, table.name, by=by, unit_id=by.unit_id, on=on)
    return add_zip(batch, zipped, by=by, on=on) if zipped else batch


@transaction.atomic
def add_zip(batch: Batch, zipped: Sent, *, by: Term, on: date) -> Batch:
    """More files for a list that is still a preview; its rows are judged anew."""
    if batch.state != Batch.State.PREVIEWED:
        raise Refused("Danh sách này đã ghi rồi. Tệp còn lại thì gửi ở trang Nhập bản quét.")
    receive_zip(batch, by.unit, zipped.data, zipped.name, by=by)
    return batches.look_again(PaperImporter(by, batch), batch, on=on)


class Scan(NamedTuple):
    """What the clerk read off one scan."""

    group: int
    number: str
    decided_on: date
    signer: str
    title: str
    body: str
    since: date | None
    ways: Sequence[str]


class Entered(NamedTuple):
    """What became of it. `joined`: a paper noted before; `left`: why it was not handed over."""

    item: Item
    joined: bool
    submitted: bool
    left: str


@transaction.atomic
def enter(file: WaitingFile, scan: Scan, *, submit: bool, by: Term, on: date) -> Entered:
    """One scan becomes the paper of a note with its draft; a paper already noted gets the file.

    Refused: whatever `note` refuses, a paper handed over or public already, a file entered already.
    """
    waiting = WaitingFile.objects.select_for_update().filter(pk=file.pk).first()
    if waiting is None:
        raise Refused("Tệp này đã được nhập, hoặc đã bỏ. Hãy mở hàng chờ và chọn tệp khác.")
    there = _there(by, scan)
    item = there or noting.note(
        by.unit,
        group=scan.group,
        number=scan.number,
        decided_on=scan.decided_on,
        signer=scan.signer,
        by=by,
        on=on,
    )
    version = drafting.draft_of(item)
    if version is None:
        words = {"title": scan.title, "body": scan.body or ATTACHED}
        version = drafting.save_draft(item, **words, personal_list="", by=by, on=on)
    personal = drafting.may_list_people(item)
    drafting.attach_kept(version, kept(waiting), personal=personal, by=by, on=on)
    waiting.delete()
    audit.record(
        "disclosure.enter_scan", by=by, unit_id=by.unit_id, kind="item", key=item.pk, on=on
    )
    if scan.since:
        declaring.declare_public(item, since=scan.since, ways=scan.ways, by=by, on=on)
    left = _why_left(item, version) if submit else ""
    if submit and not left:
        drafting.submit(item, by=by, on=on)
    return Entered(item, there is not None, submit and not left, left)


def _there(by: Term, scan: Scan) -> Item | None:
    """The paper noted already under this number, day and group, if it still takes files."""
    items = Item.objects.select_for_update().filter(unit=by.unit, decided_on=scan.decided_on)
    name = named(scan.number, scan.decided_on)
    found = [one for one in items if named(one.number, one.decided_on) == name]
    same = next((one for one in found if one.group == scan.group), None)
    if same is None:
        if found:
            raise Refused(
                f"Văn bản {found[0]} đã ghi ở nhóm {found[0].group}. Hãy xem lại số, ngày, nhóm."
            )
        return None
    version = drafting.draft_of(same)
    if same.state != State.NOTED or (version and version.submitted_on):
        raise Refused(
            f"Văn bản {same} đã có trong sổ: {same.get_state_display().lower()}. Nếu bản quét này "
            "là của văn bản ấy thì bỏ khỏi hàng chờ; nếu không thì xem lại số và ngày ký."
        )
    return same


class Submitted(NamedTuple):
    """How many were handed to the approver, and those left with why."""

    handed: int
    left: list[str]


@transaction.atomic
def submit_all(items: Iterable[Item], *, by: Term, on: date) -> Submitted:
    """Hand over every draft that is whole. Personal lists stay: somebody looks at each first."""
    handed, left = 0, []
    for item in items:
        if item.state != State.NOTED:
            continue
        version = drafting.draft_of(item)
        if version is None or version.submitted_on:
            continue
        if why := _why_left(item, version):
            left.append(f"{item}: {why}")
            continue
        drafting.submit(item, by=by, on=on)
        handed += 1
    return Submitted(handed, left)


def _why_left(item: Item, version: Version) -> str:
    """Why this draft is not handed over in bulk; "" when it may be."""
    if version.personal_list or drafting.may_list_people(item):
        return "nhóm có danh sách cá nhân, xem lại từng bản rồi trình"
    if not version.body.strip():
        return "chưa có nội dung và tệp"
    return ""
