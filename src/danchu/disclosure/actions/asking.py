"""A citizen asks the commune for information: here, at the office or by post; adds; withdraws."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db import transaction

from civics.errors import Refused
from danchu.behalf import actions as behalf
from danchu.behalf.actions import Told
from danchu.disclosure.asking import clocks, tickets
from danchu.disclosure.asking.models import Came, InformationRequest, Stage
from danchu.disclosure.models import Item
from danchu.duties import actions as duties
from danchu.kit import audit
from danchu.people.access import terms_of
from danchu.people.models import Term, User
from danchu.places.models import Unit

MOST_OPEN = 20  # of one account at one commune: more is no question any more
LONGEST = 4000


@dataclass(frozen=True)
class Asked:
    """What the form gives: no more than Điều 24 khoản 2 asks for, and less."""

    about: str
    purpose: str
    wanted: str
    name: str
    address: str
    contact: str = ""

    def fields(self) -> dict[str, str]:
        return {
            "about": self.about.strip(),
            "purpose": _line(self.purpose),
            "wanted": self.wanted,
            "name": _line(self.name),
            "address": _line(self.address),
            "contact": _line(self.contact),
        }


class Ticket(NamedTuple):
    """The request, and the secret that opens it: known only now."""

    request: InformationRequest
    secret: str


@transaction.atomic
def ask(
    unit: Unit,
    asked: Asked,
    *,
    on: date,
    came: Came = Came.NETWORK,
    item: Item | None = None,
    account: User | None = None,
    entered_by: Term | None = None,
) -> Ticket:
    """A request that holds what the law asks. Opens the duties to tell when, and to answer.

    `account`: whose list it also stands in. `entered_by`: the official who typed it (`ask_for`).
    """
    if item is not None and item.unit_id != unit.pk:
        raise Refused("Văn bản này của xã khác. Hãy hỏi ở trang của xã ấy.")
    if account is not None:
        _not_too_many(account, unit)
    secret = tickets.new_secret()
    request = InformationRequest(
        unit=unit,
        code=tickets.new_ticket_code(),
        secret_hash=tickets.secret_hash(secret),
        account=account,
        item=item,
        came=came,
        entered_by=entered_by,
        asked_on=on,
        **asked.fields(),
    )
    clocks.start(request, on=on)
    request.save()
    clocks.open_duties(request)
    by = entered_by or (terms_of(account, on=on).first() if account else None)
    audit.record("disclosure.ask", by=by, unit_id=unit.pk, kind=clocks.DUTY, key=request.pk, on=on)
    return Ticket(request, secret)


@transaction.atomic
def ask_for(unit: Unit, asked: Asked, told: Told, *, came: Came, by: Term, on: date) -> Ticket:
    """Asked at the counter, on paper, by a letter: the office writes it down, marked as such."""
    ticket = ask(unit, asked, on=on, came=came, entered_by=by)
    behalf.enter(
        "disclosure.ask",
        told,
        unit=unit,
        kind=clocks.DUTY,
        key=ticket.request.pk,
        said=f"Yêu cầu cung cấp thông tin, phiếu {ticket.request.code}",
        by=by,
        on=on,
        address="/cong-khai/hoi/phieu/",
    )
    return ticket


@transaction.atomic
def complete(request: InformationRequest, more: str, *, by: Term | None, on: date) -> None:
    """What was missing is there: the clock of the law begins anew on this day."""
    request = InformationRequest.objects.select_for_update().get(pk=request.pk)
    if request.stage != Stage.INCOMPLETE:
        raise Refused("Xã không chờ bạn bổ sung nữa. Hãy mở lại phiếu để xem xã đã làm gì.")
    if not more.strip():
        raise Refused("Chưa ghi điều bổ sung. Hãy trả lời đúng câu xã hỏi ở trên.")
    text = f"{request.about}\n\nBổ sung ngày {on:%d/%m/%Y}: {more.strip()}"
    if len(text) > LONGEST:
        raise Refused(
            f"Cả lời hỏi và phần bổ sung dài quá {LONGEST} ký tự. Hãy viết phần bổ sung gọn lại."
        )
    request.about, request.stage = text, Stage.RECEIVED
    clocks.start(request, on=on)
    request.save()
    clocks.open_duties(request)
    audit.record(
        "disclosure.complete_request",
        by=by,
        unit_id=request.unit_id,
        kind=clocks.DUTY,
        key=request.pk,
        on=on,
    )


@transaction.atomic
def withdraw_request(request: InformationRequest, *, by: Term | None, on: date) -> None:
    """Whoever asked thinks better of it. A day already over stays counted as late."""
    request = InformationRequest.objects.select_for_update().get(pk=request.pk)
    if not request.is_open:
        raise Refused(f"Phiếu này đã khép: {request.get_stage_display().lower()}.")
    request.stage, request.closed_on = Stage.WITHDRAWN, on
    request.save(update_fields=["stage", "closed_on"])
    duties.call_off(clocks.DUTY, request.pk, on=on, why="người yêu cầu rút")
    audit.record(
        "disclosure.withdraw_request",
        by=by,
        unit_id=request.unit_id,
        kind=clocks.DUTY,
        key=request.pk,
        on=on,
    )


def _not_too_many(account: User, unit: Unit) -> None:
    held = InformationRequest.objects.open().filter(account=account, unit=unit).count()
    if held >= MOST_OPEN:
        raise Refused(
            f"Bạn đang có {held} phiếu chưa được trả lời ở {unit.spoken_name}. "
            "Hãy chờ xã trả lời, hoặc rút bớt phiếu không còn cần."
        )


def _line(text: str) -> str:
    return " ".join(text.split())
