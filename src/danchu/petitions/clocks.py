"""Which rule sets which day. Every number is read from `law/`; each day is a duty."""

from collections.abc import Iterable
from datetime import date

from danchu.duties import actions as duties
from danchu.duties.models import Basis, Duty
from danchu.people.models import Role
from danchu.petitions.models import Case, Complaint, Denunciation, PublicCase, Source, State, Track
from danchu.places.models import Kind
from danchu.rulebook.rulebook import last_day

# Kinds of duties and of entries in the trail.
CASE, SECRET, PUBLIC = "case", "secret_matter", "public_case"

NOTICE, ANSWER, EXTEND = "feedback.notice", "feedback.answer", "feedback.extend"
REOPEN, REFER = "feedback.reopen", "feedback.refer"
SHOW, SHOW_AGAIN = "feedback.show", "feedback.show_again"
HEARD = "reception.answer"
LIMIT, ACCEPT = "complaints.limit", "complaints.accept"
FIRST, FIRST_COMPLEX = "complaints.first", "complaints.first.complex"
FIRST_REMOTE = "complaints.first.remote"
FIRST_REMOTE_COMPLEX = "complaints.first.remote_complex"
FIRST_SEND, SUSPEND_SEND = "complaints.first.send", "complaints.suspend.send"
SECOND_LIMIT, COMPLEX = "complaints.second.limit", "complaints.complex"
SECOND_LIMIT_REMOTE, COMPLEX_WRITTEN = (
    "complaints.second.limit.remote",
    "complaints.complex.written",
)
SECOND, SECOND_COMPLEX = "complaints.second", "complaints.second.complex"
SECOND_REMOTE = "complaints.second.remote"
SECOND_REMOTE_COMPLEX = "complaints.second.remote_complex"
MEETING, MANY = "complaints.dialogue.notice", "complaints.many"
SECOND_SEND, SECOND_PUBLISH = "complaints.second.send", "complaints.second.publish"
# Who settles which round. Their articles were not read: the law data and every page say so.
SETTLER, SECOND_SETTLER = "complaints.first.settler", "complaints.second.settler"
VERIFIER = "complaints.second.verifier"
CHECK, CHECK_MANY = "denunciations.check", "denunciations.check.many_places"
DENOUNCE_REFER = "denunciations.refer"
RESOLVE, RESOLVE_MORE = "denunciations.resolve", "denunciations.resolve.extend"
DENOUNCE_PUBLISH = "denunciations.publish"
KEPT_SECRET, LEAK, ANONYMOUS = (
    "denunciations.secret",
    "denunciations.leak",
    "denunciations.anonymous",
)

# What is kept by doing it: told where a signed paper is taken, where a complaint is settled,
# where something becomes public, where the register is kept.
AT_HAND_IN = (MANY, "reception.write_down", "reception.separate")
AT_COMPLAINT = (MEETING, COMPLEX_WRITTEN, "complaints.database")
ABOUT_RULES = ("feedback.publish",)  # of a case about a rule of the state, once it is answered
AT_REGISTER = (
    "denunciations.secret.papers",
    "denunciations.withdraw",
    "denunciations.database",
)

PARAMETERS = frozenset({NOTICE, ANSWER, EXTEND, REOPEN, SHOW, SHOW_AGAIN})
# Which clock settles a complaint: second round?, remote?, complex?
SETTLES = {
    (False, False, False): FIRST,
    (False, False, True): FIRST_COMPLEX,
    (False, True, False): FIRST_REMOTE,
    (False, True, True): FIRST_REMOTE_COMPLEX,
    (True, False, False): SECOND,
    (True, False, True): SECOND_COMPLEX,
    (True, True, False): SECOND_REMOTE,
    (True, True, True): SECOND_REMOTE_COMPLEX,
}
# The duties by which a case is answered or settled; the others only go before or after.
WEIGHTY = (ANSWER, EXTEND, *SETTLES.values())
KIND_OF = {
    Track.FEEDBACK: "phản ánh",
    Track.PETITION: "kiến nghị",
    Track.COMPLAINT: "khiếu nại",
}


# ── feedback and petitions ────────────────────────────────────────────────────────────────────


def start(case: Case) -> None:
    """From the day it came: a first notice, the answer; for rules of the state, referring."""
    first = HEARD if case.source == Source.RECEPTION else NOTICE
    _open(case, first, "Báo đã nhận, giao người phụ trách", start=case.received_on)
    _open(case, ANSWER, "Trả lời", start=case.received_on)
    if case.about_rules:
        _open(case, REFER, "Chuyển nếu không thuộc thẩm quyền", start=case.received_on)
    mark(case)


def answer_again(case: Case, *, on: date) -> None:
    """The sender said it is not settled: a new clock from that day."""
    _open(case, ANSWER, "Trả lời lại", start=on)
    mark(case)


def extend(case: Case, duty: Duty, *, on: date) -> date:
    """More days after the last day of `duty`; the new one."""
    duties.annul(CASE, case.pk, on=on, why="đã gia hạn, có lý do", rule_key=ANSWER)
    _open(case, EXTEND, "Trả lời, đã gia hạn", start=duty.due_on)
    mark(case)
    return last_day(EXTEND, unit=case.unit, start=duty.due_on).due_on


def noticed(case: Case, *, on: date) -> None:
    """Somebody answers for it now, and the sender can read who."""
    for key in (NOTICE, HEARD):
        duties.close(CASE, case.pk, on=on, rule_key=key)
    duties.call_off(CASE, case.pk, on=on, why="giữ lại giải quyết", rule_key=REFER)
    mark(case)


def give_anew(case: Case, *, on: date) -> None:
    """Whoever had it may have it no more: somebody else answers for it, by a day of its own."""
    if not case.is_complaint:
        _open(case, NOTICE, "Giao người khác phụ trách", start=on)
        mark(case)


def referred(case: Case) -> None:
    """About a rule of the state, kept and passed on after all: the days ran from the first."""
    if case.about_rules:
        _open(case, REFER, "Chuyển nếu không thuộc thẩm quyền", start=case.received_on)


def reopen_until(case: Case) -> date | None:
    """The last day on which the sender may say: not settled. None while it is open."""
    if case.closed_on is None:
        return None
    return last_day(REOPEN, unit=case.unit, start=case.closed_on).due_on


# ── complaints ────────────────────────────────────────────────────────────────────────────────


def complain(case: Case) -> None:
    _open(case, ACCEPT, "Thụ lý, hoặc báo lý do không thụ lý", start=case.received_on)
    mark(case)


def accepted(case: Case, *, on: date) -> None:
    duties.close(CASE, case.pk, on=on, rule_key=ACCEPT)
    _open(case, settles(case.complaint), _settling(case.complaint), start=on)
    mark(case)


def settles(complaint: Complaint) -> str:
    """The rule of its days, by its round and what was found of it."""
    return SETTLES[complaint.second, complaint.is_remote, complaint.is_complex]


def other_days(complaint: Complaint, *, was: str, why: str, on: date) -> date:
    """What was found just now gives it other days than the rule `was`: more, or fewer when that
    was a mistake. Both are counted from the day it was accepted, and days that stood still stay
    added. The new last day."""
    case, since, key = complaint.case, complaint.accepted_on or on, settles(complaint)
    running = Duty.objects.open().get(kind=CASE, key=str(case.pk), rule_key=was)
    short, long = (last_day(one, unit=case.unit, start=since).due_on for one in (was, key))
    until = running.due_on + (long - short)
    duties.annul(CASE, case.pk, on=on, why=why, rule_key=was)
    _open(case, key, _settling(complaint), start=since, due_on=until)
    mark(case)
    return until


def _settling(complaint: Complaint) -> str:
    far = ", vùng sâu, vùng xa" if complaint.is_remote else ""
    hard = ", vụ phức tạp" if complaint.is_complex else ""
    return f"Giải quyết {complaint.round_spoken}{hard}{far}"


def stopped(case: Case, *, on: date) -> None:
    """The clock of settling stands still; the notice of it has its own."""
    for key in SETTLES.values():
        duties.annul(CASE, case.pk, on=on, why="tạm đình chỉ, có lý do", rule_key=key)
    _open(case, SUSPEND_SEND, "Gửi quyết định tạm đình chỉ", start=on)
    mark(case)


def resumed(complaint: Complaint, *, due_on: date, on: date) -> None:
    what = f"{_settling(complaint)} (tiếp tục)"
    _open(complaint.case, settles(complaint), what, start=on, due_on=due_on)
    _open(complaint.case, SUSPEND_SEND, "Gửi quyết định tiếp tục giải quyết", start=on)
    mark(complaint.case)


def withdrawn(case: Case, *, on: date) -> None:
    """Nothing is left to settle; that it was stopped is told in a decision, by a day of its own."""
    duties.call_off(CASE, case.pk, on=on, why="người khiếu nại rút, có đơn")
    if case.complaint.accepted_on:  # before that nothing was being settled
        _open(case, SUSPEND_SEND, "Gửi quyết định đình chỉ", start=on)
    mark(case)


def unsent(case: Case) -> Duty | None:
    """The duty to send a decision that stopped the complaint, or took it up again."""
    found = Duty.objects.open().filter(kind=CASE, key=str(case.pk), rule_key=SUSPEND_SEND)
    return found.first()


def sent(case: Case, *, on: date) -> None:
    duties.close(CASE, case.pk, on=on, rule_key=SUSPEND_SEND)
    mark(case)


def decided(case: Case, *, on: date) -> None:
    close(case, on=on)
    if case.complaint.second:
        _open(case, SECOND_SEND, "Gửi và công khai quyết định giải quyết lần hai", start=on)
    else:
        _open(case, FIRST_SEND, "Gửi quyết định giải quyết lần đầu", start=on)
    mark(case)


def last_day_to_complain(complaint: Complaint) -> date | None:
    """From the day that what is complained of was known; of the second round the first decision's,
    and longer where it is remote. None: that day is not told.

    Raises `civics.errors.NoCalendar` or `NotInForce`.
    """
    if complaint.known_on is None:
        return None
    again = SECOND_LIMIT_REMOTE if complaint.is_remote else SECOND_LIMIT
    key = again if complaint.second else LIMIT
    return last_day(key, unit=complaint.case.unit, start=complaint.known_on).due_on


def meeting_told_by(complaint: Complaint, day: date) -> date:
    """The last day (inclusive) on which the notice of a dialogue on `day` may be sent.

    Raises `civics.errors.NoCalendar` or `NotInForce`.
    """
    return last_day(MEETING, unit=complaint.case.unit, start=day).due_on


# ── what every track shares ───────────────────────────────────────────────────────────────────


def close(case: Case, *, on: date) -> None:
    """All but the sending of a decision that stopped it: that is done when it was sent."""
    open_now = Duty.objects.open().filter(kind=CASE, key=str(case.pk))
    for key in open_now.exclude(rule_key=SUSPEND_SEND).values_list("rule_key", flat=True):
        duties.close(CASE, case.pk, on=on, rule_key=key)
    mark(case)


def go_on(case: Case) -> date:
    """It was not answered after all: its clock runs on to the last day it had, overdue or not."""
    found = Duty.objects.live().filter(kind=CASE, key=str(case.pk), rule_key__in=WEIGHTY)
    duty = found.exclude(done_on=None).latest("pk")
    duties.go_on(duty)
    mark(case)
    return duty.due_on


def call_off(case: Case, *, on: date, why: str) -> None:
    duties.call_off(CASE, case.pk, on=on, why=why)
    mark(case)


def mark(case: Case) -> None:
    """Keep on the case itself what its open duties say. `due_on` stays when they are done."""
    found = Duty.objects.open().filter(kind=CASE, key=str(case.pk))
    days = list(found.values_list("rule_key", "due_on"))
    weighty = [due_on for key, due_on in days if key in WEIGHTY]
    case.next_due_on = min((due_on for _, due_on in days), default=None)
    case.due_on = min(weighty, default=case.due_on)
    Case.objects.filter(pk=case.pk).update(due_on=case.due_on, next_due_on=case.next_due_on)


# ── what may be public ────────────────────────────────────────────────────────────────────────


def look(found: PublicCase, *, on: date, again: bool = False) -> None:
    """Somebody of the office looks whether it may be public; `again`: somebody else does."""
    case, key = found.case, SHOW_AGAIN if again else SHOW
    what = "Xem lại có công khai không" if again else "Xem có công khai không"
    duties.open_duty(
        key,
        unit=case.unit,
        role=Role.CLERK,
        what=f"{what}: {KIND_OF[Track(case.track)]} {case.number}",
        kind=PUBLIC,
        key=found.pk,
        address=f"/don-thu/ban/{case.pk}/cong-khai/",
        counted_from=on,
        due_on=last_day(key, unit=case.unit, start=on).due_on,
        basis=Basis.PARAMETER,
    )


def looked(found: PublicCase, *, on: date) -> None:
    duties.close(PUBLIC, found.pk, on=on)


def look_no_more(found: PublicCase, *, on: date, why: str) -> None:
    duties.call_off(PUBLIC, found.pk, on=on, why=why)


def running(case: Case) -> Duty | None:
    """The open duty that matters most to the sender: the answer, the decision; else the nearest."""
    found = list(Duty.objects.open().filter(kind=CASE, key=str(case.pk)).order_by("due_on", "pk"))
    weighty = (*WEIGHTY, FIRST_SEND, SECOND_SEND, ACCEPT)
    return next((one for one in found if one.rule_key in weighty), found[0] if found else None)


def last(case: Case) -> Duty | None:
    """The last one opened, but for the sending of what stopped it, which says nothing of its days;
    None while it is suspended: nothing is counted then."""
    if case.state == State.SUSPENDED:
        return None
    found = Duty.objects.filter(kind=CASE, key=str(case.pk)).exclude(rule_key=SUSPEND_SEND)
    return found.order_by("-pk").first()


def nearest(ids: Iterable[int], *, kind: str = CASE) -> dict[int, Duty]:
    """The open duty of each case, or secret matter, with the nearest last day. One query."""
    keys = [str(pk) for pk in ids]
    found = Duty.objects.open().filter(kind=kind, key__in=keys).order_by("-due_on", "-pk")
    return {int(duty.key): duty for duty in found}


def _open(case: Case, key: str, what: str, *, start: date, due_on: date | None = None) -> None:
    """`what` names nobody and nothing of the matter."""
    duties.open_duty(
        key,
        unit=case.unit,
        role=Role.INSPECTOR if case.unit.kind == Kind.PROVINCE else Role.CLERK,
        what=f"{what}: {KIND_OF[Track(case.track)]} {case.number}",
        kind=CASE,
        key=case.pk,
        address=f"/don-thu/ban/{case.pk}/",
        counted_from=start,
        due_on=due_on or last_day(key, unit=case.unit, start=start).due_on,
        basis=Basis.PARAMETER if key in PARAMETERS else Basis.LAW,
    )


# ── the register of secret matters ────────────────────────────────────────────────────────────


def secret(one: Denunciation, key: str, what: str, *, start: date) -> date:
    """A duty that says the number of the matter and the next step, to its head alone."""
    due_on = last_day(key, unit=one.unit, start=start).due_on
    duties.open_duty(
        key,
        unit=one.unit,
        role=Role.CHAIR,
        what=f"{one.spoken}: {what}",
        kind=SECRET,
        key=one.pk,
        address=f"/don-thu/viec-mat/{one.pk}/",
        counted_from=start,
        due_on=due_on,
    )
    return due_on


# ── căn cứ ────────────────────────────────────────────────────────────────────────────────────


def of_complaint(case: Case) -> list[str]:
    """The rules that came to hold for this complaint on its way."""
    told = case.complaint
    stopped = [SUSPEND_SEND] if told.suspended_on or unsent(case) else []
    return [settles(told), *stopped, *([MEETING] if told.meets_on else [])]


def of_track(track: str) -> list[str]:
    """The rules a case of this track is judged by."""
    if track == Track.COMPLAINT:
        first = [LIMIT, ACCEPT, FIRST, FIRST_COMPLEX, FIRST_SEND]
        second = [SECOND_LIMIT, SECOND, SECOND_COMPLEX, SECOND_SEND, SECOND_PUBLISH]
        return [*first, *second, SETTLER, SECOND_SETTLER, VERIFIER]
    return [NOTICE, ANSWER, EXTEND, REOPEN]
