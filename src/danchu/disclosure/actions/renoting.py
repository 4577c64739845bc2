"""Mending a note that was mistyped, before anything is public. The day moves in the open."""

from datetime import date

from django.db import IntegrityError, transaction

from civics.errors import Refused
from danchu.disclosure.actions.noting import open_publish_duty, plain, refuse_day
from danchu.disclosure.compliance.marks import mark
from danchu.disclosure.models import Item, NoteChange, State
from danchu.disclosure.owed import owed
from danchu.duties import actions as duties
from danchu.kit import audit
from danchu.people.models import Term


@transaction.atomic
def renote(
    item: Item,
    *,
    group: int,
    number: str,
    decided_on: date,
    signer: str,
    why: str,
    by: Term,
    on: date,
) -> Item:
    """Write the note again. The duty is judged anew by the law of the right signing day.

    What stood there and the reason stay readable for everybody, so that no due day is moved in
    silence. Refused once the item waits for the approver or was public.
    """
    item = Item.objects.select_for_update().select_related("unit").get(pk=item.pk)
    if item.state != State.NOTED:
        raise Refused(f"{item.get_state_display()}: không sửa ghi nhận được nữa.")
    if not why.strip():
        raise Refused("Hãy ghi vì sao sửa: người dân và đoàn kiểm tra sẽ đọc câu này.")
    refuse_day(item.unit, decided_on, on=on)
    asks = owed(item.unit, group, decided_on=decided_on)
    was = f"{item.number}, ký {item.decided_on:%d/%m/%Y}, {item.signer}, nhóm {item.group}"
    NoteChange.objects.create(item=item, was=was, why=plain(why), changed_by=by, changed_on=on)
    mark(item.unit_id, item.decided_on, decided_on)
    item.group, item.number = group, plain(number)
    item.decided_on, item.signer = decided_on, plain(signer)
    item.due_on, item.due_rule, item.due_basis = asks.due_on, asks.due_rule, asks.basis
    try:
        with transaction.atomic():
            item.save()
    except IntegrityError as already:
        raise Refused(
            f"Văn bản {item.number} ngày {decided_on:%d/%m/%Y} đã được ghi nhận ở mục khác. "
            "Hãy mở văn bản ấy ở trang Công khai."
        ) from already
    duties.annul("item", item.pk, on=on, why="ghi nhận sai, đã ghi lại")
    open_publish_duty(item, asks)
    audit.record("disclosure.renote", by=by, unit_id=item.unit_id, kind="item", key=item.pk, on=on)
    return item
