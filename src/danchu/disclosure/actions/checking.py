"""The personal-list check before publication, and what whoever signs ticks himself.

Which groups carry lists is the law's (`personal_list` of `disclosure.group.*`, Điều 11); that a
list shows no more than its purpose asks: Luật 91/2025/QH15 (`personal_data.only_what_is_needed`).
"""

from collections.abc import Collection
from datetime import date

from django.db import transaction

from civics.errors import Refused
from danchu.disclosure import screening
from danchu.disclosure.checked import Check, Original
from danchu.disclosure.models import Attachment, Item, Version
from danchu.kit import audit, files
from danchu.people.models import Term


@transaction.atomic
def check(version: Version, *, by: Term, on: date) -> Check:
    """Look through words and files as they are now; a later change asks for another check."""
    item = Item.objects.select_for_update().get(pk=version.item_id)
    version = Version.objects.get(pk=version.pk)
    if version.published_at or version.sealed:
        raise Refused("Bản này đã công khai. Muốn sửa thì lập bản đính chính; bản ấy được kiểm.")
    found = look_again(version, by=by, on=on)
    audit.record(
        "disclosure.check_personal", by=by, unit_id=item.unit_id, kind="item", key=item.pk, on=on
    )
    return found


def look_again(version: Version, *, by: Term, on: date) -> Check:
    """The check as a part of another act, which has its own entry. The item is locked."""
    subjects = screening.look(version)
    found, _ = Check.objects.update_or_create(
        version=version,
        digest=version.digest,
        defaults={
            "undecided": sum(len(one.open) for one in subjects),
            "told": screening.told(subjects),
            "checked_by": by,
            "checked_on": on,
        },
    )
    return found


def check_before_handing_over(item: Item, version: Version, *, by: Term, on: date) -> None:
    """The approver gets no draft with numbers that nobody decided about. `item` is locked."""
    if not screening.needed(item):
        return
    found = look_again(version, by=by, on=on)
    if found.undecided:
        raise Refused(
            f"Còn {found.undecided} số của từng người chưa quyết che hay giữ. "
            "Chữ đã được lưu: hãy mở “Kiểm danh sách cá nhân”, che hoặc giữ rồi trình lại."
        )


def of_now(version: Version) -> Check | None:
    """The check of exactly these words and files, if there was one."""
    return version.checks.filter(digest=version.digest).select_related("checked_by__person").first()


def sign(version: Version, *, ticks: Collection[str], by: Term, on: date) -> None:
    """Refused until exactly this was checked, all is decided and the signer ticked every ask."""
    found = of_now(version)
    if found is None:
        raise Refused(
            "Bản này chưa được kiểm số của từng người, hoặc đã đổi sau lần kiểm. "
            "Hãy mở “Kiểm danh sách cá nhân”, bấm Kiểm, rồi công khai."
        )
    if found.undecided:
        raise Refused(
            f"Còn {found.undecided} số của từng người chưa quyết che hay giữ. "
            "Hãy mở “Kiểm danh sách cá nhân” và quyết từng chỗ."
        )
    asked = screening.asks(found.told)
    missing = [ask for ask in asked if ask.key not in ticks]
    if missing:
        raise Refused(
            f"Còn {len(missing)} ô người ký chưa tự xem và đánh dấu, bắt đầu từ "
            f"“{missing[0].words}” trong {missing[0].about}. Hãy mở ra xem rồi đánh dấu từng ô."
        )
    found.ticks, found.ticked_by, found.ticked_on = [ask.key for ask in asked], by, on
    found.save(update_fields=["ticks", "ticked_by", "ticked_on"])


def seal_older(item: Item, version: Version) -> None:
    """What this version shows masked is no longer served unmasked from an earlier version."""
    masked = Original.objects.filter(item=item).values_list("sha256", flat=True)
    shown = version.files.values_list("sha256", flat=True)
    older = Attachment.objects.filter(version__item=item, sealed=False, sha256__in={*masked})
    older = older.exclude(sha256__in={*shown})
    stored = list(older.values_list("stored_as", flat=True))
    older.update(sealed=True)
    transaction.on_commit(lambda: files.seal(stored))
