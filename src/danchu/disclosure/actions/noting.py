"""The clock starts here: the office notes what was signed, or somebody points to it."""

import secrets
import unicodedata
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from civics.errors import Refused
from danchu.disclosure.compliance.marks import mark_item
from danchu.disclosure.models import CLOSED, GROUPS, Item, NothingArose, Pointer, State
from danchu.disclosure.owed import Owed, owed
from danchu.disclosure.periods import Quarter
from danchu.duties import actions as duties
from danchu.duties.models import Basis
from danchu.kit import audit
from danchu.people.models import Role, Term, User
from danchu.places.models import Unit
from danchu.rulebook.rulebook import last_day

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # nothing that is misread aloud or on paper


@transaction.atomic
def note(
    unit: Unit,
    *,
    group: int,
    number: str,
    decided_on: date,
    signer: str,
    by: Term,
    on: date,
    pointer: Pointer | None = None,
) -> Item:
    """Write down a signed decision. Opens the duty to publish it (Điều 12 khoản 3).

    Refused: a day to come, a day before the law or before the unit, a decision already noted.
    """
    refuse_day(unit, decided_on, on=on)
    asks = owed(unit, group, decided_on=decided_on)
    fields = {"number": plain(number), "decided_on": decided_on, "signer": plain(signer)}
    item = _written_once(unit, asks, fields, by=by, on=on)
    open_publish_duty(item, asks)
    mark_item(item)
    audit.record("disclosure.note", by=by, unit_id=unit.pk, kind="item", key=item.pk, on=on)
    if pointer is not None:
        link(pointer, item, by=by, on=on)
    return item


def open_publish_duty(item: Item, asks: Owed) -> None:
    """The duty to publish `item`, counted from its signing day."""
    duties.open_duty(
        asks.due_rule,
        unit=item.unit,
        role=Role.CLERK,
        what=f"Công khai {item.number} (nhóm {item.group}: {asks.name})",
        kind="item",
        key=item.pk,
        address=f"/cong-khai/{item.pk}/soan/",
        counted_from=item.decided_on,
        due_on=asks.due_on,
        basis=asks.basis,
        urgent=bool(asks.group.payload["urgent"]),
    )


def plain(text: str) -> str:
    """One spelling of one text: a phone and a computer may write the same accent differently."""
    seen = "".join(c for c in text if unicodedata.category(c) != "Cf")  # marks nobody sees
    return unicodedata.normalize("NFC", " ".join(seen.split()))


def refuse_day(unit: Unit, decided_on: date, *, on: date) -> None:
    if decided_on > on:
        raise Refused(
            f"Ngày ký {decided_on:%d/%m/%Y} còn chưa đến. Hãy xem lại ngày ghi trên văn bản."
        )
    if not unit.stands(on=decided_on):
        raise Refused(
            f"{unit} chưa thành lập vào ngày {decided_on:%d/%m/%Y}. Văn bản của xã cũ ghi ở xã cũ."
        )


def _written_once(unit: Unit, asks: Owed, fields: dict[str, Any], *, by: Term, on: date) -> Item:
    try:
        with transaction.atomic():
            return Item.objects.create(
                unit=unit,
                group=asks.number,
                noted_by=by,
                noted_on=on,
                due_on=asks.due_on,
                due_rule=asks.due_rule,
                due_basis=asks.basis,
                **fields,
            )
    except IntegrityError as already:
        raise Refused(
            f"Văn bản {fields['number']} ngày {fields['decided_on']:%d/%m/%Y} đã được ghi nhận "
            f"ở nhóm {asks.number}. Hãy mở văn bản ấy ở trang Công khai."
            " Không cần ghi lại."
        ) from already


@transaction.atomic
def point(
    unit: Unit,
    *,
    about: str,
    number: str,
    decided_on: date | None,
    by: Term | None,
    on: date,
    account: User | None = None,
    entered_by: Term | None = None,
) -> Pointer:
    """Somebody says: this decision exists and is not public. Opens the duty to answer.

    `account`: whose list it also stands in; neither the office nor the trail sees it.
    `entered_by`: the official who typed it for a citizen without a device (`entering`).
    """
    if decided_on and decided_on > on:
        raise Refused(
            f"Ngày ký {decided_on:%d/%m/%Y} còn chưa đến. Nếu không rõ ngày, hãy để trống."
        )
    pointer = Pointer.objects.create(
        unit=unit,
        code="".join(secrets.choice(ALPHABET) for _ in range(10)),
        about=about.strip(),
        number=number.strip(),
        decided_on=decided_on,
        pointed_by=by,
        pointed_on=on,
        account=account,
    )
    _open_answer_duty(pointer, on=on)
    who = by or entered_by
    audit.record("disclosure.point", by=who, unit_id=unit.pk, kind="pointer", key=pointer.pk, on=on)
    return pointer


def _open_answer_duty(pointer: Pointer, *, on: date) -> None:
    """The duty to publish or answer, by the province's number of days."""
    deadline = last_day("disclosure.answer_pointer", unit=pointer.unit, start=on)
    duties.open_duty(
        "disclosure.answer_pointer",
        unit=pointer.unit,
        role=Role.CLERK,
        what="Công khai, hoặc trả lời vì sao chưa công khai, văn bản được chỉ ra",
        kind="pointer",
        key=pointer.pk,
        address=f"/cong-khai/chi-van-ban/{pointer.pk}/tra-loi/",
        counted_from=on,
        due_on=deadline.due_on,
        basis=Basis.PARAMETER,
    )


@transaction.atomic
def answer(pointer: Pointer, *, text: str, by: Term, on: date) -> Pointer:
    """Say why the decision is not made public, or where it already stands."""
    pointer = Pointer.objects.select_for_update().get(pk=pointer.pk)
    if pointer.answered_on:
        raise Refused(f"Mục này đã được trả lời ngày {pointer.answered_on:%d/%m/%Y}.")
    pointer.answer, pointer.answered_on, pointer.answered_by = text.strip(), on, by
    pointer.save(update_fields=["answer", "answered_on", "answered_by"])
    duties.close("pointer", pointer.pk, on=on)
    audit.record(
        "disclosure.answer", by=by, unit_id=pointer.unit_id, kind="pointer", key=pointer.pk, on=on
    )
    return pointer


@transaction.atomic
def link(pointer: Pointer, item: Item, *, by: Term, on: date) -> Pointer:
    """The pointed decision is this item. Answered at once when public, else on publication."""
    pointer = Pointer.objects.select_for_update().get(pk=pointer.pk)
    if pointer.answered_on:
        raise Refused(f"Mục này đã được trả lời ngày {pointer.answered_on:%d/%m/%Y}.")
    if item.unit_id != pointer.unit_id:
        raise Refused("Văn bản này của xã khác. Hãy chọn văn bản của xã được hỏi.")
    pointer.item = item
    pointer.save(update_fields=["item"])
    if item.state == State.PUBLISHED:
        settle_pointers(item, by=by, on=on)
    elif item.state in CLOSED:
        said = f"{item.get_state_display()} ngày {item.closed_on:%d/%m/%Y}: {item.closed_why}"
        settle_pointers(item, text=said, by=by, on=on)
    audit.record(
        "disclosure.link", by=by, unit_id=item.unit_id, kind="pointer", key=pointer.pk, on=on
    )
    return pointer


def settle_pointers(item: Item, *, by: Term, on: date, text: str = "") -> None:
    """The item is public, or it was said why not: whoever pointed to it has the answer."""
    for pointer in item.pointers.filter(answered_on__isnull=True):
        pointer.answer, pointer.answered_on, pointer.answered_by = text, on, by
        pointer.save(update_fields=["answer", "answered_on", "answered_by"])
        duties.close("pointer", pointer.pk, on=on)


@transaction.atomic
def declare_nothing(
    unit: Unit, *, group: int, quarter: Quarter, by: Term, on: date
) -> NothingArose:
    """ "Không phát sinh trong kỳ": refused before the quarter is over or against the records."""
    if group not in GROUPS:
        raise Refused(f"Không có nhóm {group}. Hãy chọn nhóm từ {GROUPS[0]} đến {GROUPS[-1]}.")
    if on <= quarter.last_day:
        raise Refused(
            f"{quarter} chưa kết thúc (hết ngày {quarter.last_day:%d/%m/%Y}), "
            "nên chưa nói được là không phát sinh. Hãy quay lại sau ngày đó."
        )
    there = Item.objects.filter(
        unit=unit, group=group, decided_on__range=(quarter.first_day, quarter.last_day)
    ).count()
    if there:
        raise Refused(
            f"Nhóm {group} có {there} văn bản ký trong {quarter}. Hãy công khai các văn bản đó."
        )
    row, made = NothingArose.objects.get_or_create(
        unit=unit,
        group=group,
        year=quarter.year,
        quarter=quarter.number,
        defaults={"declared_by": by, "declared_on": on},
    )
    if made:
        audit.record(
            "disclosure.nothing", by=by, unit_id=unit.pk, kind="nothing", key=row.pk, on=on
        )
    return row
