"""Making public: approved by another account, or on a signed paper that is attached."""

from collections.abc import Collection
from datetime import date, timedelta

from django.db import transaction

from civics.errors import Refused
from danchu.disclosure.actions import checking
from danchu.disclosure.actions.drafting import draft_of
from danchu.disclosure.actions.noting import settle_pointers
from danchu.disclosure.actions.posting import put_up
from danchu.disclosure.actions.reading_scans import forget_words
from danchu.disclosure.compliance.marks import mark_item
from danchu.disclosure.models import Channel, Item, State, Version
from danchu.disclosure.owed import groups_with_lists, owed
from danchu.duties import actions as duties
from danchu.kit import audit, clock, search
from danchu.people.models import Term


@transaction.atomic
def approve(
    item: Item,
    *,
    no_secret: bool,
    by: Term,
    on: date,
    read: str | None = None,
    ticks: Collection[str] = (),
) -> Item:
    """Another account approves the submitted draft, and it is public at once.

    `read`: the digest of the words on the page that was read; refused when they changed since.
    `ticks`: what this person looked at himself, of `checking.asks`.
    """
    item = Item.objects.select_for_update().get(pk=item.pk)
    version = draft_of(item)
    if version is None or not version.submitted_on:
        raise Refused("Không có bản nào đang chờ duyệt.")
    if version.drafted_by.person_id == by.person_id:
        raise Refused(
            "Người soạn không tự duyệt bản của mình. Hãy nhờ người khác duyệt, "
            "hoặc đính kèm bản giấy đã ký."
        )
    if read is not None and read != version.digest:
        raise Refused("Bản này vừa được sửa sau khi mở trang. Hãy đọc lại bản mới rồi duyệt.")
    version.approved_by = by
    return _publish(item, version, no_secret=no_secret, by=by, on=on, ticks=ticks)


@transaction.atomic
def publish_signed(
    item: Item,
    *,
    signer: str,
    signed_on: date,
    no_secret: bool,
    by: Term,
    on: date,
    ticks: Collection[str] = (),
) -> Item:
    """Make public on a paper that somebody signed; the paper is among the files.

    `ticks`: what whoever publishes looked at himself, of `checking.asks`.
    """
    item = Item.objects.select_for_update().get(pk=item.pk)
    version = draft_of(item)
    if version is None:
        raise Refused("Chưa có bản soạn nào. Hãy ghi tên và nội dung trước.")
    if not version.files.filter(signed_paper=True).exists():
        raise Refused("Chưa có bản giấy đã ký. Hãy thêm tệp và chọn “đây là bản giấy đã ký”.")
    if not item.decided_on <= signed_on <= on:
        raise Refused(
            f"Ngày ký giấy phải từ {item.decided_on:%d/%m/%Y} (ngày văn bản) đến hôm nay. "
            "Hãy xem lại ngày trên giấy."
        )
    version.paper_signer, version.paper_signed_on = " ".join(signer.split()), signed_on
    if not version.paper_signer:
        raise Refused("Chưa có người ký. Ghi họ tên, chức vụ như trên giấy.")
    return _publish(item, version, no_secret=no_secret, by=by, on=on, ticks=ticks)


def _publish(
    item: Item, version: Version, *, no_secret: bool, by: Term, on: date, ticks: Collection[str]
) -> Item:
    if item.state not in {State.NOTED, State.SUBMITTED, State.PUBLISHED}:
        raise Refused(f"{item.get_state_display()}: không công khai tiếp được.")
    if not no_secret:
        raise Refused("Người ký phải xác nhận nội dung không chứa bí mật nhà nước.")
    asks = owed(item.unit, item.group, decided_on=item.decided_on)
    lists_people = bool(version.personal_list) or version.files.filter(personal=True).exists()
    if lists_people and not asks.group.payload["personal_list"]:
        raise Refused(
            f"Chỉ nhóm {groups_with_lists(on=item.decided_on)} có danh sách cá nhân. "
            "Hãy bỏ danh sách, hoặc ghi lại đúng nhóm."
        )
    if asks.group.payload["personal_list"]:
        checking.sign(version, ticks=ticks, by=by, on=on)
        checking.seal_older(item, version)
    version.no_secret_declared, version.published_at = True, clock.moment_on(on)
    version.save()
    if item.published_on is None:
        item.published_on = on
        item.channels = [c.channel.value for c in asks.channels]
        item.posting_days = asks.days(Channel.POSTING)
        item.broadcast_days = asks.days(Channel.BROADCAST)
        if item.posting_days:
            item.posted_until = on + timedelta(days=item.posting_days)
    item.state = State.PUBLISHED
    item.save()
    duties.close("item", item.pk, on=on)
    put_up(item, version, asks, by=by, on=on)
    mark_item(item)
    settle_pointers(item, by=by, on=on)
    forget_words(item)  # of the version before; those of this one are read at night
    index(item, version, group_name=asks.name)
    audit.record("disclosure.publish", by=by, unit_id=item.unit_id, kind="item", key=item.pk, on=on)
    return item


def index(item: Item, version: Version, *, group_name: str) -> None:
    """Make the public text findable. The personal list never enters the index."""
    public_on = item.published_on or item.noted_on
    signed = f"{item.number} {item.decided_on:%d/%m/%Y} {public_on:%d/%m/%Y}"
    search.put(
        "disclosure",
        "item",
        item.pk,
        title=version.title,
        text=f"{version.body}\n{signed}\nnhóm {item.group} {group_name}\n{item.unit.full_name}",
        about=f"{item.unit.full_name} · nhóm {item.group} · {item.number}",
        address=f"/cong-khai/{item.pk}/",
        on=public_on,
        unit_id=item.unit_id,
        topic=str(item.group),
        late=public_on > item.due_on,
    )
