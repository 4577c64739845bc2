"""Deciding what was found: masked as proposed, masked in other words, or kept with a reason.

What stood there before is sealed in the same act. Whoever decides has written the draft, and so
does not approve it.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from civics import personal
from civics.errors import Refused
from danchu.disclosure import screening
from danchu.disclosure.actions import checking
from danchu.disclosure.actions.drafting import forget, take_up
from danchu.disclosure.checked import Kept, Original
from danchu.disclosure.models import Attachment, Version
from danchu.disclosure.scanning import whole
from danchu.disclosure.scanning.slots import Found, Unreadable
from danchu.disclosure.screening import Subject
from danchu.kit import audit, files
from danchu.people.models import Term

LONGEST = 60  # characters that may stand in place of a number


class Choice(NamedTuple):
    """What an official chose on the page. Finds are named by `Found.key`."""

    read: str  # digest of the version the page showed
    shown: frozenset[str]  # finds on the page: those not masked are kept
    masks: Mapping[str, str]  # find → what stands there instead
    the_rest: bool = False  # mask as proposed what the page had no room for
    why: str = ""  # why the others are kept


class Decided(NamedTuple):
    masked: int
    kept: int


@transaction.atomic
def decide(version: Version, subject: str, choice: Choice, *, by: Term, on: date) -> Decided:
    """Mask and keep in one of the draft's subjects. Refused when the draft changed meanwhile."""
    version = take_up(version, by=by, on=on)
    if version.digest != choice.read:
        raise Refused("Bản này vừa được sửa hoặc che ở máy khác. Hãy xem lại rồi chọn lại.")
    one = next((s for s in screening.look(version) if s.key == subject), None)
    if one is None:
        raise Refused("Tệp này không còn trong bản soạn. Hãy xem lại danh sách tệp.")
    masks, keeps = _sorted(one, choice)
    if keeps:
        _keep(version, one, keeps, why=choice.why, by=by, on=on)
    if masks:
        _mask(version, one, masks, by=by, on=on)
    unit, key = version.item.unit_id, version.item_id
    if keeps:
        audit.record("disclosure.keep_personal", by=by, unit_id=unit, kind="item", key=key, on=on)
    if masks:
        audit.record("disclosure.mask", by=by, unit_id=unit, kind="item", key=key, on=on)
    checking.look_again(version, by=by, on=on)
    return Decided(len(masks), len(keeps))


def _sorted(one: Subject, choice: Choice) -> tuple[dict[str, str], list[Found]]:
    masks: dict[str, str] = {}
    keeps: list[Found] = []
    for found in one.open:
        if found.key in choice.masks:
            masks[found.key] = _fit(found, choice.masks[found.key])
        elif found.key in choice.shown:
            keeps.append(found)
        elif choice.the_rest:
            masks[found.key] = found.find.mask
    if not masks and not keeps:
        raise Refused("Chưa chọn chỗ nào. Đánh dấu chỗ cần che, hoặc ghi lý do giữ.")
    if masks and not one.scanned.maskable:
        raise Refused(
            f"Tệp {one.name} máy không che an toàn được. Hãy che trong bản Word, Excel gốc rồi "
            "thêm tệp đã che và bỏ tệp này."
        )
    return masks, keeps


def _fit(found: Found, text: str) -> str:
    """What is put there must not be such a number again."""
    words = " ".join(text.split()) or found.find.mask
    if len(words) > LONGEST or personal.find(words, found.near):
        raise Refused(
            f"Chữ thay ở {found.place} còn là số của một người, hoặc dài quá {LONGEST} ký tự. "
            f"Hãy dùng {found.find.mask}, hoặc chữ khác."
        )
    return words


def _keep(
    version: Version, one: Subject, keeps: list[Found], *, why: str, by: Term, on: date
) -> None:
    said = " ".join(why.split())[:300]
    if not said:
        raise Refused(
            f"{len(keeps)} chỗ không che mà chưa có lý do. Hãy ghi vì sao mọi người cần đọc số "
            "ấy, hoặc đánh dấu che."
        )
    if personal.find(said):
        raise Refused("Lý do giữ có số của một người. Hãy viết lý do không kèm số ấy.")
    for found in keeps:
        Kept.objects.get_or_create(
            item_id=version.item_id,
            mark=screening.mark_of(version.item_id, one.name, found),
            defaults={
                "kind": found.find.kind.value,
                "place": f"{one.name}: {found.place}"[:300],
                "why": said,
                "kept_by": by,
                "kept_on": on,
            },
        )


def _mask(version: Version, one: Subject, masks: dict[str, str], *, by: Term, on: date) -> None:
    if one.file is not None:
        _mask_file(version, one.file, masks, by=by, on=on)
        return
    words = screening.words_of(version)
    before = json.dumps(words, ensure_ascii=False, indent=1).encode()
    made = whole.mask_words(words, lambda found: masks.get(found.key))
    _seal(version, f"Chữ bản lần {version.number}.txt", "text/plain", before, len(masks), by, on)
    for name, field in screening.FIELDS.items():
        setattr(version, field, made[name])
    version.save(update_fields=[*screening.FIELDS.values()])
    for number, file in enumerate(version.files.order_by("pk"), 1):
        file.name = files.clean_name(made[f"Tên tệp {number}"].replace("*", "x"))
        file.save(update_fields=["name"])


def _mask_file(
    version: Version, file: Attachment, masks: dict[str, str], *, by: Term, on: date
) -> None:
    data = files.read(file.stored_as)
    try:
        made = whole.mask_file(data, file.content_type, lambda found: masks.get(found.key))
    except Unreadable as unfit:
        raise Refused(
            f"Máy không che hết được trong tệp {file.name}: {unfit.args[0]}. "
            "Hãy che bằng Word, Excel rồi thêm tệp đã che và bỏ tệp này."
        ) from unfit
    kept = files.take_in(SimpleUploadedFile(file.name, made))
    _seal(version, file.name, file.content_type, data, len(masks), by, on)
    before = file.stored_as
    file.sha256, file.size, file.stored_as = kept.sha256, kept.size, kept.stored_as
    try:
        with transaction.atomic():
            file.save(update_fields=["sha256", "size", "stored_as"])
    except IntegrityError as twice:
        files.discard([kept.stored_as])
        raise Refused(f"Bản đã che của {file.name} đã có trong bản này. Hãy bỏ tệp này.") from twice
    forget([before])


def _seal(
    version: Version, name: str, content_type: str, data: bytes, masked: int, by: Term, on: date
) -> None:
    ending = name.rsplit(".", 1)[-1]
    Original.objects.create(
        item_id=version.item_id,
        version_number=version.number,
        name=name,
        content_type=content_type,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        stored_as=files.keep_sealed(data, ending),
        masked=masked,
        sealed_by=by,
        sealed_on=on,
    )
