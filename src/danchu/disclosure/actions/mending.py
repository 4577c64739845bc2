"""After publication: withdraw, remove in an emergency, or answer why not to publish at all.

A correction is a new version: `drafting.save_draft` opens it, `publishing` makes it public.
"""

from datetime import date

from django.db import transaction

from civics.errors import Refused
from danchu.disclosure.actions.noting import settle_pointers
from danchu.disclosure.actions.posting import take_down
from danchu.disclosure.actions.reading_scans import forget_words
from danchu.disclosure.actions.speaking import seal_recordings
from danchu.disclosure.compliance.marks import mark_item
from danchu.disclosure.models import Attachment, Item, State, Version
from danchu.documents import actions as documents
from danchu.duties import actions as duties
from danchu.kit import audit, files, search
from danchu.people.models import Term
from danchu.postings.models import Closed

# Grounds on which everything leaves the web at once. The tombstone shows the words.
GROUNDS = {
    "personal_data": "lộ dữ liệu cá nhân",
    "state_secret": "có nội dung bí mật nhà nước",
}


@transaction.atomic
def withdraw(item: Item, *, why: str, by: Term, on: date) -> Item:
    """Thu hồi: the text leaves, title and reason stay."""
    item = _locked(item, {State.PUBLISHED}, "Chỉ thu hồi được nội dung đang công khai.")
    newest = item.versions.public().order_by("-number").first()
    _close(item, State.WITHDRAWN, why=why, by=by, on=on)
    duties.call_off("item", item.pk, on=on, why="nội dung đã thu hồi")
    take_down(item, Closed.WITHDRAWN, by=by, on=on)
    documents.put_away("item_text", item.pk, by=by, on=on)
    forget_words(item)
    search.put(
        "disclosure",
        "item",
        item.pk,
        title=newest.title if newest else item.number,
        text=f"đã thu hồi {item.number}",
        about=f"{item.unit.full_name} · nhóm {item.group} · đã thu hồi",
        address=f"/cong-khai/{item.pk}/",
        on=on,
        unit_id=item.unit_id,
        topic=str(item.group),
    )
    audit.record(
        "disclosure.withdraw", by=by, unit_id=item.unit_id, kind="item", key=item.pk, on=on
    )
    return item


@transaction.atomic
def remove_urgently(item: Item, *, ground: str, by: Term, on: date) -> Item:
    """Gỡ khẩn: every version's text and files leave pages, search, feeds and API in this very act.

    What was there is sealed for the inspector; the tombstone says who, when, on what ground.
    """
    item = _locked(
        item,
        {State.PUBLISHED, State.WITHDRAWN},
        "Chỉ gỡ khẩn được nội dung đã đưa lên. Bản đang soạn thì sửa hoặc bỏ.",
    )
    if ground not in GROUNDS:
        raise Refused("Chưa chọn lý do gỡ khẩn.")
    _close(item, State.REMOVED, why=GROUNDS[ground], by=by, on=on)
    attached = Attachment.objects.filter(version__item=item, sealed=False)
    stored = list(attached.values_list("stored_as", flat=True))
    attached.update(sealed=True)
    item.versions.update(sealed=True)
    duties.call_off("item", item.pk, on=on, why="nội dung đã gỡ khẩn")
    take_down(item, Closed.REMOVED, by=by, on=on)
    search.drop("disclosure", "item", item.pk)
    documents.put_away("item", item.pk, by=by, on=on)
    seal_recordings(item)
    documents.put_away("item_text", item.pk, by=by, on=on)
    forget_words(item)
    transaction.on_commit(lambda: files.seal(stored))
    audit.record("disclosure.remove", by=by, unit_id=item.unit_id, kind="item", key=item.pk, on=on)
    return item


@transaction.atomic
def refuse_to_publish(item: Item, *, why: str, by: Term, on: date) -> Item:
    """Answer why a noted decision is not made public (Điều 11: secrets, not yet public by law)."""
    item = _locked(
        item,
        {State.NOTED, State.SUBMITTED},
        "Nội dung này đã công khai. Nếu sai thì đính chính hoặc thu hồi.",
    )
    _close(item, State.NOT_PUBLIC, why=why, by=by, on=on)
    duties.call_off("item", item.pk, on=on, why="đã trả lời vì sao không công khai")
    settle_pointers(item, text=why.strip(), by=by, on=on)
    audit.record("disclosure.refuse", by=by, unit_id=item.unit_id, kind="item", key=item.pk, on=on)
    return item


@transaction.atomic
def open_sealed(item: Item, *, by: Term | None, on: date) -> list[Version]:
    """An inspector reads what was removed; each opening is an entry in the trail."""
    if by is None:
        raise Refused("Chỉ người đang giữ nhiệm vụ thanh tra được mở nội dung đã niêm phong.")
    audit.record(
        "disclosure.open_sealed", by=by, unit_id=item.unit_id, kind="item", key=item.pk, on=on
    )
    return list(item.versions.prefetch_related("files").order_by("-number"))


def _locked(item: Item, allowed: set[State], otherwise: str) -> Item:
    item = Item.objects.select_for_update().get(pk=item.pk)
    if item.state not in allowed:
        raise Refused(f"{otherwise} Mục này: {item.get_state_display().lower()}.")
    return item


def _close(item: Item, state: State, *, why: str, by: Term, on: date) -> None:
    if not why.strip():
        raise Refused("Hãy ghi lý do: người dân và đoàn kiểm tra sẽ đọc câu này.")
    item.state, item.closed_on, item.closed_by, item.closed_why = state, on, by, why.strip()
    item.save(update_fields=["state", "closed_on", "closed_by", "closed_why"])
    mark_item(item)
