"""A complaint from the day it is handed in, signed, to the day its decision is sent."""

from datetime import date, timedelta
from typing import NamedTuple

from django.db import transaction

from civics.errors import Refused
from danchu.kit.photos import Photo
from danchu.people.models import Term
from danchu.petitions import clocks, steps, tickets
from danchu.petitions.actions.sending import Ticket
from danchu.petitions.conflicts import bar_named
from danchu.petitions.models import (
    Case,
    Complaint,
    Outcome,
    Source,
    State,
    StepKind,
    Track,
)
from danchu.places.models import Kind


class Handed(NamedTuple):
    """What stands on the paper that was handed in."""

    name: str
    contact: str
    against: str
    text: str
    known_on: date | None
    signed: bool
    source: Source
    pictures: tuple[Photo, ...] = ()
    second: bool = False  # after a first decision, or its days went by without one
    first_decision: str = ""  # its number and day; "" when none came in time


@transaction.atomic
def hand_in(handed: Handed, *, by: Term, on: date) -> Ticket:
    """The signed paper is in the officer's hands: the clock of acceptance starts today."""
    if not handed.signed:
        raise Refused(
            "Đơn phải có chữ ký hoặc điểm chỉ. Chưa ký thì mời người nộp ký; không viết được thì "
            "cán bộ ghi lại, đọc cho nghe rồi mời ký, điểm chỉ."
        )
    if handed.known_on and handed.known_on > on:
        raise Refused("Ngày biết quyết định, việc làm còn chưa đến. Hãy xem lại.")
    _refuse_wrong_level(handed, by)
    secret = tickets.new_secret()
    case = Case.objects.create(
        code=tickets.new_code(),
        secret_hash=tickets.hashed(secret),
        track=Track.COMPLAINT,
        unit=by.unit,
        source=handed.source,
        name=" ".join(handed.name.split()),
        contact=" ".join(handed.contact.split()),
        text=handed.text.strip(),
        received_on=on,
        entered_by=by,
    )
    Complaint.objects.create(
        case=case,
        against=handed.against.strip(),
        known_on=handed.known_on,
        second=handed.second,
        first_decision=handed.first_decision.strip(),
        signed=True,
    )
    step = steps.add(case, StepKind.SENT, by=by, on=on)
    steps.attach(step, handed.pictures, None)
    bar_named(case, f"{handed.text}\n{handed.against}", on=on)
    clocks.complain(case)
    steps.record("petitions.hand_in", case, by=by, on=on)
    return Ticket(case, secret)


@transaction.atomic
def accept(case: Case, *, by: Term, on: date) -> Case:
    """Accepted for handling: the clock of settling starts, and the complainant is told."""
    case, complaint = complaint_of(case, by)
    _refuse_accepted(complaint)
    complaint.accepted_on = on
    complaint.save(update_fields=["accepted_on"])
    case.state = State.WORKING
    case.save(update_fields=["state"])
    clocks.accepted(case, on=on)
    steps.add(case, StepKind.ACCEPTED, by=by, on=on)
    steps.record("petitions.accept", case, by=by, on=on)
    return case


@transaction.atomic
def refuse(case: Case, *, words: str, by: Term, on: date) -> Case:
    """Not accepted, with the reason; the complainant is told in writing."""
    case, complaint = complaint_of(case, by)
    _refuse_accepted(complaint)
    steps.add(case, StepKind.REFUSED, by=by, on=on, words=steps.reasons(words))
    steps.end(case, State.REFUSED, on=on)
    steps.record("petitions.refuse", case, by=by, on=on)
    return case


@transaction.atomic
def suspend(case: Case, *, words: str, by: Term, on: date) -> Case:
    """The clock of settling stands still, with the reason; what is overdue cannot be stilled."""
    case, complaint = complaint_of(case, by)
    refuse_not_accepted(complaint)
    if clocks.unsent(case):
        raise Refused("Chưa ghi là đã gửi quyết định tiếp tục giải quyết. Ghi việc gửi trước.")
    duty = clocks.running(case)
    if duty is None or duty.overdue(on=on):
        raise Refused("Đã quá hạn: tạm đình chỉ không làm hết trễ. Hãy giải quyết.")
    complaint.suspended_on, complaint.due_when_suspended = on, duty.due_on
    said = steps.reasons(words) + _put_off(complaint)
    complaint.save(update_fields=["suspended_on", "due_when_suspended", "meets_on"])
    case.state = State.SUSPENDED
    case.save(update_fields=["state"])
    clocks.stopped(case, on=on)
    steps.add(case, StepKind.SUSPENDED, by=by, on=on, words=said)
    steps.record("petitions.suspend", case, by=by, on=on)
    return case


@transaction.atomic
def resume(case: Case, *, by: Term, on: date) -> date:
    """The days that were left when it stood still run again from today; the new last day."""
    case, complaint = complaint_of(case, by)
    stopped, due = complaint.suspended_on, complaint.due_when_suspended
    if stopped is None or due is None:
        raise Refused("Việc này không đang tạm đình chỉ.")
    if clocks.unsent(case):
        raise Refused("Chưa ghi là đã gửi quyết định tạm đình chỉ. Ghi việc gửi trước.")
    until = on + timedelta(days=(due - stopped).days)
    complaint.suspended_on = complaint.due_when_suspended = None
    complaint.save(update_fields=["suspended_on", "due_when_suspended"])
    case.state = State.WORKING
    case.save(update_fields=["state"])
    clocks.resumed(complaint, due_on=until, on=on)
    said = f"Hạn giải quyết: hết ngày {until:%d/%m/%Y}."
    steps.add(case, StepKind.RESUMED, by=by, on=on, words=said)
    steps.record("petitions.resume", case, by=by, on=on)
    return until


@transaction.atomic
def decide(
    case: Case, *, outcome: Outcome, number: str, words: str, cite: str, by: Term, on: date
) -> Case:
    """The decision is signed: its number, what it finds, why; now it must be sent."""
    case, complaint = complaint_of(case, by)
    refuse_not_accepted(complaint)
    if clocks.unsent(case):
        raise Refused("Chưa ghi là đã gửi quyết định tiếp tục giải quyết. Ghi việc gửi trước.")
    if not number.strip():
        raise Refused("Chưa ghi số quyết định giải quyết.")
    complaint.outcome, complaint.decision_number = outcome, number.strip()
    complaint.decided_on, complaint.meets_on = on, None
    complaint.save(update_fields=["outcome", "decision_number", "decided_on", "meets_on"])
    case.state = State.DECIDED
    case.save(update_fields=["state"])
    clocks.decided(case, on=on)
    said = f"Quyết định {number.strip()}: {outcome.label.lower()}. {steps.reasons(words)}"
    steps.add(case, StepKind.DECIDED, by=by, on=on, words=said, cite=cite.strip())
    steps.record("petitions.decide", case, by=by, on=on)
    return case


@transaction.atomic
def send_decision(case: Case, *, by: Term, on: date) -> Case:
    """Sent to the complainant and those concerned; the way to complain again stands with it."""
    case, complaint = complaint_of(case, by)
    if case.state != State.DECIDED or complaint.sent_on:
        raise Refused("Chưa có quyết định để gửi, hoặc đã gửi rồi.")
    complaint.sent_on = on
    complaint.save(update_fields=["sent_on"])
    steps.add(case, StepKind.DECISION_SENT, by=by, on=on)
    if complaint.second and complaint.published_on is None:
        case.state = State.DECIDED  # the law wants it public too, within the same days
        steps.record("petitions.send_decision", case, by=by, on=on)
        return case
    steps.end(case, State.ANSWERED, on=on)
    steps.record("petitions.send_decision", case, by=by, on=on)
    return case


@transaction.atomic
def publish_decision(case: Case, *, words: str, by: Term, on: date) -> Case:
    """The decision of the second round was made public, in a way the law names; then it is over."""
    case, complaint = complaint_of(case, by)
    if not complaint.second or case.state != State.DECIDED:
        raise Refused("Chỉ công khai quyết định giải quyết lần hai đã ký.")
    if complaint.sent_on is None:
        raise Refused("Gửi quyết định cho người khiếu nại trước.")
    complaint.published_on = on
    complaint.save(update_fields=["published_on"])
    steps.add(case, StepKind.DECISION_PUBLISHED, by=by, on=on, words=steps.reasons(words))
    steps.end(case, State.ANSWERED, on=on)
    steps.record("petitions.publish_decision", case, by=by, on=on)
    return case


@transaction.atomic
def withdraw_complaint(case: Case, *, by: Term, on: date) -> Case:
    """A signed paper of withdrawal is in the officer's hands: handling stops. What was accepted is
    stopped by a decision, made at once and then sent (NĐ 124/2020 Điều 7a, 28b; Luật Khiếu nại
    Điều 10 was not read); before that nothing was being settled."""
    case, complaint = complaint_of(case, by)
    if complaint.decided_on:
        raise Refused(
            f"Đã có quyết định {complaint.decision_number}: gửi quyết định, không rút nữa."
        )
    off = _put_off(complaint).strip()
    complaint.save(update_fields=["meets_on"])
    steps.add(case, StepKind.WITHDRAWN, by=by, on=on, words=off)
    case.state, case.closed_on = State.WITHDRAWN, on
    case.save(update_fields=["state", "closed_on"])
    clocks.withdrawn(case, on=on)
    steps.record("petitions.withdraw_complaint", case, by=by, on=on)
    return case


@transaction.atomic
def send_stop(case: Case, *, by: Term, on: date) -> Case:
    """The decision that stopped it, or took it up again, was sent; of a withdrawn one too."""
    case = steps.own_case(case, by=by)
    duty = clocks.unsent(case)
    if duty is None:
        raise Refused("Không có quyết định đình chỉ, tạm đình chỉ, tiếp tục nào chờ gửi.")
    said = duty.what.partition(":")[0].removeprefix("Gửi ").capitalize()
    steps.add(case, StepKind.DECISION_SENT, by=by, on=on, words=f"{said}.")
    clocks.sent(case, on=on)
    steps.record("petitions.send_stop", case, by=by, on=on)
    return case


def complaint_of(case: Case, by: Term) -> tuple[Case, Complaint]:
    """Locked and open, for an officer who may; refused for what is no complaint."""
    case = steps.open_case(case, by=by)
    if not case.is_complaint:
        raise Refused("Việc này không phải khiếu nại.")
    return case, case.complaint


def _put_off(complaint: Complaint) -> str:
    """No dialogue while it stands still, or any more: both sides read so."""
    day, complaint.meets_on = complaint.meets_on, None
    return f" Không đối thoại ngày {day:%d/%m/%Y} nữa." if day else ""


def _refuse_wrong_level(handed: Handed, by: Term) -> None:
    """The chair of a commune settles the first round alone; the second is the province's."""
    at_province = by.unit.kind == Kind.PROVINCE
    if handed.second and not at_province:
        raise Refused(
            "Khiếu nại lần hai nộp ở Ủy ban nhân dân tỉnh, ở đây chỉ giải quyết lần đầu. Hãy hướng "
            "dẫn người khiếu nại gửi lên tỉnh, kèm quyết định lần đầu."
        )
    if at_province and not handed.second:
        raise Refused("Ở đây chỉ nhận khiếu nại lần hai; lần đầu nộp ở nơi bị khiếu nại.")


def _refuse_accepted(complaint: Complaint) -> None:
    if complaint.accepted_on:
        raise Refused(f"Đã thụ lý ngày {complaint.accepted_on:%d/%m/%Y}.")


def refuse_not_accepted(complaint: Complaint) -> None:
    if complaint.accepted_on is None:
        raise Refused("Chưa thụ lý. Thụ lý trước, hoặc báo lý do không thụ lý.")
    if complaint.suspended_on:
        raise Refused("Đang tạm đình chỉ. Tiếp tục giải quyết trước.")
    if complaint.decided_on:
        raise Refused(f"Đã có quyết định {complaint.decision_number}.")
