"""Faces and plates painted over before a photo is public, or the photo refused. Nothing else."""

from datetime import date

from django.db import transaction

from civics.errors import Refused
from danchu.kit import audit, files
from danchu.people.models import Term
from danchu.petitions import clocks
from danchu.petitions.actions.showing import _locked, _log, _of_office
from danchu.petitions.models import Attachment, MaskedPhoto, ModerationKind, PublicCase
from danchu.petitions.public_list import pixels
from danchu.petitions.public_list.pixels import Box


@transaction.atomic
def mask_photo(
    found: PublicCase, file: Attachment, boxes: list[Box], *, sure: bool, by: Term, on: date
) -> MaskedPhoto:
    """A copy without what was painted over is public; the sealed photo stays where it is.

    `sure`: the official looked at the whole picture; asked for with and without boxes.
    """
    found = _photo_of(found, file, by)
    if not found.is_shown:
        raise Refused("Công khai lời trước, rồi mới đến ảnh.")
    if not sure:
        raise Refused("Chưa đánh dấu đã xem kỹ: không còn mặt người, biển số nào nhận ra được.")
    made = pixels.masked(files.read_sealed(file.stored_as), boxes)
    kept = files.store(f"anh-{file.pk}.jpg", "jpg", "image/jpeg", made.data)
    one = _decided(found, file, by=by, on=on)
    one.boxes, one.stored_as = [list(box) for box in boxes], kept.stored_as
    one.size, one.sha256 = kept.size, kept.sha256
    one.save()
    _log(found, ModerationKind.MASKED, by=by, on=on)
    _record("petitions.mask_photo", found, by=by, on=on)
    return one


@transaction.atomic
def refuse_photo(found: PublicCase, file: Attachment, *, by: Term, on: date) -> MaskedPhoto:
    """This photo is not made public; a copy that was, leaves in this act."""
    found = _photo_of(found, file, by)
    one = _decided(found, file, by=by, on=on)
    one.boxes, one.stored_as, one.size, one.sha256 = [], "", 0, ""
    one.save()
    _log(found, ModerationKind.PHOTO_REFUSED, by=by, on=on, ground="personal")
    _record("petitions.refuse_photo", found, by=by, on=on)
    return one


def _photo_of(found: PublicCase, file: Attachment, by: Term) -> PublicCase:
    found = _locked(found)
    _of_office(found, by)
    if file.step.case_id != found.case_id or file.content_type != "image/jpeg":
        raise Refused("Ảnh này không thuộc việc ấy.")
    return found


def _decided(found: PublicCase, file: Attachment, *, by: Term, on: date) -> MaskedPhoto:
    """The row of this photo; an earlier copy is thrown away when this act stands."""
    one = MaskedPhoto.objects.filter(file=file).first()
    if one is None:
        return MaskedPhoto(file=file, public_case=found, by=by, on=on)
    if stored := one.stored_as:
        transaction.on_commit(lambda: files.discard([stored]))
    one.by, one.on = by, on
    return one


def _record(act: str, found: PublicCase, *, by: Term, on: date) -> None:
    audit.record(act, by=by, unit_id=found.unit_id, kind=clocks.PUBLIC, key=found.pk, on=on)
