"""Before it was held: cancelled or moved. After: closed, or ended without a vote."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from civics.errors import Refused
from danchu.documents import actions as documents
from danchu.documents.models import Document
from danchu.documents.models import State as Paper
from danchu.duties import actions as duties
from danchu.kit import clock
from danchu.meetings import convening, summing
from danchu.meetings.actions import minutes
from danchu.meetings.actions.convening import (
    Call,
    When,
    convene,
    locked,
    open_notice_duty,
    running,
)
from danchu.meetings.actions.telling import take_down
from danchu.meetings.models import (
    COMING,
    AgendaItem,
    ChairAs,
    ClusterPlan,
    Convenor,
    Meeting,
    Office,
    Officer,
    Result,
    Sitting,
    State,
)
from danchu.meetings.trail import record
from danchu.people.models import Term
from danchu.postings.models import Closed
from danchu.rulebook.rulebook import last_day

SEND = "meetings.send_decision"


@transaction.atomic
def cancel(meeting: Meeting, why: str, *, by: Term, on: date) -> Meeting:
    """It will not be held. Who was told hears of it: the notice comes down, its page says so."""
    meeting = _coming(meeting, why)
    call_off(meeting, State.CANCELLED, why, by=by, on=on)
    record("meetings.cancel", meeting, by=by, on=on)
    return meeting


def call_off(meeting: Meeting, state: State, why: str, *, by: Term | None, on: date) -> None:
    """What cancelling and moving share: state, boards, duties, the numbered notice."""
    meeting.state, meeting.ended_on = state, on
    meeting.ended_why = " ".join(why.split())[:300]
    meeting.save(update_fields=["state", "ended_on", "ended_why"])
    duties.call_off("meeting", meeting.pk, on=on, why=meeting.get_state_display().lower())
    take_down(meeting, Closed.WITHDRAWN, by=by, on=on)
    about = Document.objects.about("meeting_notice", meeting.pk).filter(state=Paper.ISSUED)
    for one in about:
        documents.void(one, why=meeting.ended_why, by=by or meeting.convened_by, on=on)


def _coming(meeting: Meeting, why: str) -> Meeting:
    meeting = locked(meeting)
    if meeting.state not in COMING:
        raise Refused(
            f"Cuộc họp này {meeting.get_state_display().lower()}, không hủy hay dời được nữa."
        )
    if not why.strip():
        raise Refused("Chưa ghi lý do. Bà con đọc lý do này trên trang báo họp.")
    return meeting


@transaction.atomic
def move(meeting: Meeting, when: When, why: str, *, by: Term, on: date) -> Meeting:
    """To another day: a new meeting with the same agenda, to be told anew in time."""
    meeting = _coming(meeting, why)
    first = convening.earliest(meeting.unit, on=on)
    if not meeting.on_paper and when.day < first.by:
        raise Refused(
            f"Ngày mới sớm nhất là {first.by:%d/%m/%Y}: bà con phải được báo lại ít nhất "
            f"{first.days} ngày trước.",
            first.cite,
        )
    call_off(meeting, State.MOVED, why, by=by, on=on)
    said = Call(
        meeting.title, when, Convenor(meeting.convened_as), meeting.convenor, meeting.ground
    )
    made = convene(meeting.unit, said, by=by, on=on)
    made.moved_from = meeting
    made.save(update_fields=["moved_from"])
    _copy(meeting, made)
    record("meetings.move", meeting, by=by, on=on)
    return made


def call_again(old: Meeting, *, on: date) -> Meeting:
    """What stopped it was undone: the same meeting in preparation, to be told anew in time.

    The stopped one stays as people read it; its notice was taken down.
    """
    day = max(old.planned_on, convening.earliest(old.unit, on=on).by)
    when = {"planned_on": day, "planned_at": old.planned_at, "place": old.place}
    made = Meeting.objects.create(
        unit=old.unit,
        title=old.title,
        **when,
        convened_by=old.convened_by,
        convened_as=old.convened_as,
        convenor=old.convenor,
        ground=old.ground,
        made_on=on,
        moved_from=old,
    )
    Sitting.objects.create(meeting=made, **when, chair=old.convenor, chair_as=ChairAs.CONVENOR)
    open_notice_duty(made)
    _copy(old, made)
    record("meetings.convene", made, by=None, on=on)
    return made


def _copy(old: Meeting, new: Meeting) -> None:
    """Agenda, papers, and the clusters at the same distance of days."""
    AgendaItem.objects.bulk_create(
        AgendaItem(
            meeting=new,
            order=one.order,
            title=one.title,
            kind=one.kind,
            key=one.key,
            votes=one.votes,
        )
        for one in old.items.all()
    )
    for paper in old.handouts.all():
        paper.pk, paper.meeting = None, new
        paper.save(force_insert=True)
    plan = ClusterPlan.objects.filter(meeting=old).first()
    if plan is None:
        return
    new.sittings.all().delete()
    for one in old.sittings.all():
        one.pk, one.meeting = None, new
        one.planned_on += new.planned_on - old.planned_on
        one.save(force_insert=True)
    plan.pk, plan.meeting = None, new
    plan.save(force_insert=True)


# ── after it was held ─────────────────────────────────────────────────────────────────────────


@transaction.atomic
def close(
    meeting: Meeting, conclusion: str, *, by: Term, on: date, leave_uncounted: bool = False
) -> Meeting:
    """The chair has said the results and the conclusion. The minutes write themselves.

    `leave_uncounted`: some matters were not voted on, and that is so.
    """
    meeting = running(meeting)
    day = meeting.law_day(on)
    _refuse_without_secretary(meeting)
    items = list(meeting.items.filter(votes=True))
    counted = {one.pk for one in items if summing.all_counted(one, meeting)}
    _refuse_half_counted(meeting, [one for one in items if one.pk not in counted])
    left = [one for one in items if one.pk not in counted]
    if left and not counted:
        raise Refused(
            "Chưa việc nào có kết quả biểu quyết. Nếu hội trường không biểu quyết, hãy chọn “Kết "
            "thúc không biểu quyết” và ghi lý do."
        )
    if left and not leave_uncounted:
        names = "; ".join(f"việc {one.order}" for one in left)
        raise Refused(f"Chưa có kết quả: {names}. Hãy đếm, hoặc đánh dấu là không biểu quyết.")
    _leave(meeting, left, by=by, day=day)
    _end(meeting, State.CLOSED, conclusion, "", by=by, on=on)
    record("meetings.close", meeting, by=by, on=on)
    return meeting


@transaction.atomic
def end_without_vote(meeting: Meeting, why: str, *, by: Term, on: date) -> Meeting:
    """Nothing was voted on: too few came, a storm, no agreement to vote. Says why."""
    meeting = running(meeting)
    if not why.strip():
        raise Refused("Chưa ghi vì sao kết thúc mà không biểu quyết.")
    items = list(meeting.items.filter(votes=True))
    if any(one.counts.exists() for one in items):
        raise Refused("Đã có kết quả biểu quyết được ghi. Hãy chọn “Kết thúc cuộc họp”.")
    _leave(meeting, items, by=by, day=meeting.law_day(on))
    _end(meeting, State.NO_VOTE, "", why, by=by, on=on)
    record("meetings.end_without_vote", meeting, by=by, on=on)
    return meeting


def _end(meeting: Meeting, state: State, conclusion: str, why: str, *, by: Term, on: date) -> None:
    day = meeting.law_day(on)
    meeting.state, meeting.ended_on, meeting.ended_at = state, day, clock.moment_on(day)
    meeting.conclusion, meeting.ended_why = conclusion.strip(), " ".join(why.split())[:300]
    meeting.save(update_fields=["state", "ended_on", "ended_at", "conclusion", "ended_why"])
    duties.call_off("meeting", meeting.pk, on=on, why="cuộc họp đã xong")
    minutes.write(meeting, by=by, on=on)
    if any(one.result == Result.PASSED for one in summing.last_outcomes(meeting).values()):
        _open_sending(meeting, day)


def _open_sending(meeting: Meeting, day: date) -> None:
    """Signed minutes go with every decision: five working days from the end."""
    deadline = last_day(SEND, unit=meeting.unit, start=day)
    unit, role = convening.owed_by(meeting)
    duties.open_duty(
        SEND,
        unit=unit,
        role=role,
        what=f"Lấy chữ ký biên bản họp ngày {meeting.planned_on:%d/%m/%Y}, gửi về xã",
        kind="meeting",
        key=meeting.pk,
        address=f"/hop/{meeting.pk}/bien-ban/",
        counted_from=day,
        due_on=deadline.due_on,
    )


def _leave(meeting: Meeting, items: Iterable[AgendaItem], *, by: Term, day: date) -> None:
    for one in items:
        summing.tell_not_counted(one, meeting, by=by, on=day)


def _refuse_without_secretary(meeting: Meeting) -> None:
    served = Officer.objects.serving().filter(sitting__meeting=meeting, office=Office.SECRETARY)
    without = meeting.sittings.exclude(pk__in=served.values("sitting")).first()
    if without is not None:
        where = f" ở {without.name}" if without.name else ""
        cite = convening.cite_of("meetings.secretary", meeting.unit, on=meeting.planned_on)
        raise Refused(f"Chưa cử thư ký{where}. Thư ký do người dự họp giơ tay cử.", cite)


def _refuse_half_counted(meeting: Meeting, items: Iterable[AgendaItem]) -> None:
    for one in items:
        got = one.counts.values("sitting")
        if not one.counts.exists():
            continue
        missing: Sitting | None = meeting.sittings.exclude(pk__in=got).first()
        if missing is not None:
            raise Refused(
                f"Việc {one.order} chưa có kết quả của {missing}. Kết quả tính chung các cụm nên "
                "phải đủ mọi cụm."
            )
