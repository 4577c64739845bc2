"""Files that arrive before it is known what they are: kept within bounds, no bytes twice."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.db import transaction
from django.db.models import Count, Sum

from civics.errors import Refused
from danchu.disclosure.bringing import zips
from danchu.disclosure.brought import WaitingFile
from danchu.disclosure.models import Attachment, Item
from danchu.kit import audit, batches, clock, files
from danchu.kit.models import Batch
from danchu.people.models import Term
from danchu.places.models import Unit

MOST_WAITING = 2000  # files of one commune: of the queue and of lists not yet written
MOST_BYTES = 2 * 1024**3


class Known(NamedTuple):
    """Where the very same bytes already are."""

    words: str
    address: str


class Arrival(NamedTuple):
    """What became of one file that was sent."""

    name: str
    file: WaitingFile | None
    why: str = ""
    known: Known | None = None


@transaction.atomic
def receive(unit: Unit, upload: "UploadedFile[bytes]", *, by: Term, on: date) -> Arrival:
    """One scan into the queue. What is wrong with it is told, never raised: the others go on."""
    name = files.clean_name(upload.name or "tep")
    room = _room_left(unit)
    if not room.files or room.size < (upload.size or 0):
        return Arrival(name, None, _full(unit))
    try:
        kept = files.take_in(upload)
    except Refused as refused:
        return Arrival(name, None, refused.message)
    if known := _where_is(unit, kept.sha256):
        files.discard([kept.stored_as])
        return Arrival(name, None, f"Tệp này {known.words}", known)
    file = _keep(unit, name, kept, batch=None, by=by)
    audit.record("disclosure.send_scan", by=by, unit_id=unit.pk, kind="scan", key=file.pk, on=on)
    return Arrival(name, file)


@transaction.atomic
def receive_zip(batch: Batch, unit: Unit, data: bytes, name: str, *, by: Term) -> list[WaitingFile]:
    """Every file of a zip, beside the list it was sent with; of those not taken the name and why.

    Refused when the zip itself is not fit: then nothing of it is kept.
    """
    stored: list[str] = []
    room = _room_left(unit)
    known = dict(WaitingFile.objects.filter(batch=batch, refused="").values_list("sha256", "path"))
    arrived = []
    try:
        for entry in zips.entries(data, name):
            kept, why = _judged(entry, known)
            if kept is None:
                arrived.append(_refuse(unit, entry.path, why, batch=batch, by=by))
                continue
            stored.append(kept.stored_as)
            room = room.less(kept.size)
            if room.files < 0 or room.size < 0:
                raise Refused(_full(unit))
            known[kept.sha256] = entry.path
            arrived.append(_keep(unit, entry.path, kept, batch=batch, by=by))
    except BaseException:
        files.discard(stored)
        raise
    return arrived


def _judged(entry: zips.Entry, known: dict[str, str]) -> tuple[files.Kept | None, str]:
    """The file as it is kept, or why it is not taken."""
    if entry.refused:
        return None, entry.refused
    short = files.clean_name(entry.path)
    try:
        kept = files.take_in(SimpleUploadedFile(short, entry.data))
    except Refused as refused:
        return None, _without_name(refused.message, short)
    if twin := known.get(kept.sha256):
        files.discard([kept.stored_as])
        return None, f"giống hệt tệp {twin}, nên chỉ giữ một."[:300]
    return kept, ""


def _without_name(message: str, name: str) -> str:
    """'nặng 30 MB…': the name stands before it already."""
    return message.removeprefix(f"Tệp {name} ").removeprefix(f"Ảnh {name} ")[:300]


@transaction.atomic
def drop(file: WaitingFile, *, by: Term, on: date) -> None:
    """Take a file out of the queue; its bytes go."""
    file = WaitingFile.objects.select_for_update().get(pk=file.pk)
    audit.record(
        "disclosure.drop_scan", by=by, unit_id=file.unit_id, kind="scan", key=file.pk, on=on
    )
    _go([file])


def _go(gone: Iterable[WaitingFile]) -> None:
    gone = list(gone)
    stored = [one.stored_as for one in gone if one.stored_as]
    WaitingFile.objects.filter(pk__in=[one.pk for one in gone]).delete()
    transaction.on_commit(lambda: files.discard(stored))


@transaction.atomic
def forget(*, on: date) -> int:
    """Files nobody made a document of within `batches.KEPT` go. How many. Safe to run again."""
    old = WaitingFile.objects.filter(sent_at__lt=clock.moment_on(on) - batches.KEPT)
    gone = list(old.select_for_update())
    _go(gone)
    return len(gone)


def _where_is(unit: Unit, sha256: str) -> Known | None:
    """Where these bytes already are in the commune; files that were sealed are not told."""
    waiting = WaitingFile.objects.filter(unit=unit, sha256=sha256, batch=None).first()
    if waiting:
        return Known(
            f"đang chờ trong hàng, tên {waiting.name}.", f"/cong-khai/ban-quet/{waiting.pk}/"
        )
    there = Attachment.objects.filter(
        version__item__in=Item.objects.filter(unit=unit), sha256=sha256, sealed=False
    ).select_related("version__item")
    if file := there.order_by("pk").first():
        item = file.version.item
        return Known(f"đã có ở văn bản {item}.", f"/cong-khai/{item.pk}/soan/")
    return None


class _Room(NamedTuple):
    files: int
    size: int

    def less(self, size: int) -> "_Room":
        return _Room(self.files - 1, self.size - size)


def _room_left(unit: Unit) -> _Room:
    held = WaitingFile.objects.filter(unit=unit, refused="").aggregate(n=Count("pk"), b=Sum("size"))
    return _Room(MOST_WAITING - held["n"], MOST_BYTES - (held["b"] or 0))


def _full(unit: Unit) -> str:
    return (
        f"Hàng chờ của {unit.spoken_name} đã đầy ({MOST_WAITING} tệp hoặc "
        f"{MOST_BYTES // 1024**3} GB). Hãy nhập bớt các tệp đang chờ rồi gửi tiếp."
    )


def _keep(unit: Unit, path: str, kept: files.Kept, *, batch: Batch | None, by: Term) -> WaitingFile:
    held = {**kept._asdict(), "path": path[:300], "batch": batch, "sent_by": by}
    return WaitingFile.objects.create(unit=unit, sent_at=clock.now(), **held)


def _refuse(unit: Unit, path: str, why: str, *, batch: Batch, by: Term) -> WaitingFile:
    return WaitingFile.objects.create(
        unit=unit,
        path=path[:300],
        name=files.clean_name(path),
        refused=why[:300],
        batch=batch,
        sent_by=by,
        sent_at=clock.now(),
    )
