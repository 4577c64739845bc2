"""The meeting opens: its whole is frozen. Households come; one of each, over all sittings."""

from collections.abc import Sequence
from datetime import date
from uuid import uuid4

from django.db import transaction

from civics.errors import Refused
from danchu.kit import clock
from danchu.kit.law import book
from danchu.meetings import convening, standing
from danchu.meetings.actions.convening import locked, running
from danchu.meetings.handling import handler
from danchu.meetings.models import Attendance, Meeting, Question, Sitting, State
from danchu.meetings.trail import record
from danchu.people.actions.rolls import ForWhat, freeze_roll
from danchu.people.models import FrozenLine, Proxy, Term
from danchu.places.naming import same_letters

MOST = "people.households_a_person"


@transaction.atomic
def open_meeting(meeting: Meeting, *, by: Term, on: date, gap_why: str = "") -> Meeting:
    """Freeze all households of the community: the whole of every share (Điều 21 khoản 1).

    What the law wants done before (notice, boards, papers) and is not proven must be explained;
    the words go into the minutes.
    """
    meeting = locked(meeting)
    day = meeting.law_day(on)
    _refuse_now(meeting, day)
    gaps = standing.gaps(meeting)
    why = " ".join(gap_why.split())[:300] or meeting.short_notice_why
    if gaps and not why:
        raise Refused(
            f"Chưa đủ chứng của việc báo họp: {'; '.join(gaps)}. Ghi vào sổ việc đã làm, hoặc ghi "
            "vì sao vẫn họp; lời ấy vào biên bản.",
            convening.cite_of(convening.NOTICE, meeting.unit, on=meeting.planned_on),
        )
    words = f"{meeting.title}, ngày {meeting.planned_on:%d/%m/%Y}"
    # Not the number of the meeting: the list is written before it when a commune moves house.
    what = ForWhat(words[:200], "gathering", f"g{uuid4().hex}")
    meeting.roll = freeze_roll(meeting.unit, what, by=by, on=day)
    meeting.state, meeting.opened_on = State.OPEN, day
    meeting.opened_at = clock.moment_on(day)
    meeting.short_notice_why = why if gaps else ""
    meeting.save(update_fields=["roll", "state", "opened_on", "opened_at", "short_notice_why"])
    for item in meeting.items.exclude(kind=""):
        handler(item.kind).opened(item.key, meeting, meeting.roll, by=by, on=day)
    record("meetings.open_meeting", meeting, by=by, on=on)
    return meeting


def _refuse_now(meeting: Meeting, day: date) -> None:
    if meeting.state == State.OPEN:
        raise Refused("Cuộc họp này đã mở rồi. Hãy vào ghi có mặt, không cần mở lần nữa.")
    if meeting.state != State.NOTIFIED:
        raise Refused(
            f"Cuộc họp này {meeting.get_state_display().lower()}, không mở được. Chỉ mở cuộc họp "
            "đã báo đến các hộ."
        )
    if day < meeting.planned_on:
        raise Refused(
            f"Cuộc họp định ngày {meeting.planned_on:%d/%m/%Y}, chưa đến ngày. "
            "Cần đổi thì dời ngày."
        )
    last = max(meeting.sittings.values_list("planned_on", flat=True))
    if day > last:
        raise Refused(
            f"Cuộc họp định ngày {meeting.planned_on:%d/%m/%Y}, nay đã qua. Đã họp trên giấy thì "
            "hủy ở đây với lý do ấy rồi nhập biên bản giấy; chưa họp thì dời ngày."
        )


# ── who came ──────────────────────────────────────────────────────────────────────────────────


@transaction.atomic
def attend(
    sitting: Sitting, line: FrozenLine, *, by: Term, on: date, proxy: Proxy | None = None
) -> Attendance:
    """This household is represented here. Ticked again it stays as it was ticked first."""
    meeting = running(sitting.meeting)
    if line.roll_id != meeting.roll_id:
        raise Refused("Hộ này không có trong danh sách đã chốt của cuộc họp.")
    here = Attendance.objects.standing().filter(line=line).select_related("sitting").first()
    if here is not None:
        if here.sitting_id == sitting.pk:
            return here
        raise Refused(
            f"Hộ số {line.number} đã có mặt ở {here.sitting}. Mỗi hộ chỉ dự một cụm, một lá phiếu."
        )
    if proxy is not None:
        _refuse_proxy(meeting, line, proxy, on=meeting.law_day(on))
    elif (held := _carried(meeting, line)) is not None:
        raise Refused(
            f"Người đại diện hộ số {line.number} đang nói thay hộ số {held.line.number}. Mỗi người "
            "một hộ: hãy mời người khác của một trong hai hộ.",
            book().value(MOST, on=meeting.law_day(on)).cite,
        )
    made = Attendance.objects.create(sitting=sitting, line=line, proxy=proxy, by=by, at=clock.now())
    _record_first(meeting, by=by, on=on)
    return made


def _record_first(meeting: Meeting, *, by: Term, on: date) -> None:
    """One entry a person and a meeting: who ticked which household stands on each row."""
    mine = Attendance.objects.filter(sitting__meeting=meeting, by__person=by.person_id)
    if mine.count() == 1:
        record("meetings.attend", meeting, by=by, on=on)


@transaction.atomic
def attend_many(sitting: Sitting, lines: Sequence[FrozenLine], *, by: Term, on: date) -> int:
    """From the signed list on paper: many at once. How many were new; the rest were there."""
    meeting = running(sitting.meeting)
    there = set(
        Attendance.objects.standing()
        .filter(line__roll=meeting.roll_id)
        .values_list("line", flat=True)
    )
    new = [one for one in lines if one.pk not in there and one.roll_id == meeting.roll_id]
    here = Attendance.objects.standing().filter(sitting__meeting=meeting)
    if here.filter(proxy__isnull=False).exists():  # somebody speaks for two? each is looked at
        for line in new:
            attend(sitting, line, by=by, on=on)
        return len(new)
    first = not Attendance.objects.filter(
        sitting__meeting=meeting, by__person=by.person_id
    ).exists()
    at = clock.now()
    Attendance.objects.bulk_create(
        Attendance(sitting=sitting, line=line, by=by, at=at)
        for line in {one.pk: one for one in new}.values()
    )
    if new and first:
        record("meetings.attend", meeting, by=by, on=on)
    return len(new)


@transaction.atomic
def take_back(attendance: Attendance, *, by: Term, on: date) -> Attendance:
    """Ticked by mistake. Refused once this sitting counted: the count rests on who was there."""
    meeting = running(attendance.sitting.meeting)
    attendance = Attendance.objects.select_for_update(of=("self",)).get(pk=attendance.pk)
    if attendance.taken_back_at is not None:
        return attendance
    if attendance.sitting.counts.exists():
        raise Refused(
            "Đã có kết quả biểu quyết được ghi với số hộ có mặt này, không bỏ được nữa. Nếu ghi "
            "nhầm, hãy đính chính kết quả và ghi lý do vào biên bản."
        )
    attendance.taken_back_at, attendance.taken_back_by = clock.now(), by
    attendance.save(update_fields=["taken_back_at", "taken_back_by"])
    record("meetings.take_back", meeting, by=by, on=on)
    return attendance


def _refuse_proxy(meeting: Meeting, line: FrozenLine, proxy: Proxy, *, on: date) -> None:
    """In writing, in force that day, and not one voice for more households than allowed."""
    holding = Proxy.objects.holding(on=on).filter(pk=proxy.pk, household=line.household_id)
    if not holding.exists():
        raise Refused(f"Giấy ủy quyền này không phải của hộ số {line.number}, hoặc đã hết hạn.")
    value = book().value(MOST, on=on)
    most = int(str(value.get("households")))
    here = Attendance.objects.standing().filter(sitting__meeting=meeting)
    spoken = [
        one.line.number
        for one in here.select_related("line", "proxy")
        if (
            one.proxy is not None and same_letters(one.proxy.carrier) == same_letters(proxy.carrier)
        )
        or (one.proxy is None and one.line.household_id == proxy.carrier_household_id)
    ]
    if len(spoken) + 1 > most:
        raise Refused(
            f"{proxy.carrier} đang nói cho hộ số {spoken[0]}. Luật không nói một người được nói "
            f"thay mấy hộ; cách an toàn là mỗi người {most} hộ, để không ai có hai lá phiếu.",
            value.cite,
        )


def _carried(meeting: Meeting, line: FrozenLine) -> Attendance | None:
    """Where this household's own representative already speaks for another."""
    here = Attendance.objects.standing().filter(sitting__meeting=meeting)
    return (
        here.filter(proxy__carrier_household=line.household_id)
        .exclude(line=line)
        .select_related("line")
        .first()
    )


@transaction.atomic
def note_question(
    sitting: Sitting, asked: str, answer: str, *, item: int | None, by: Term, on: date
) -> Question:
    """What was asked and answered. Never by whom."""
    meeting = running(sitting.meeting)
    words = " ".join(asked.split())[:500]
    if not words:
        raise Refused("Chưa ghi câu hỏi hay ý kiến. Một câu là đủ, không cần ghi ai hỏi.")
    made = Question.objects.create(
        sitting=sitting,
        item=meeting.items.filter(pk=item).first() if item else None,
        asked=words,
        answer=" ".join(answer.split())[:1000],
        by=by,
        at=clock.now(),
    )
    record("meetings.note_question", meeting, by=by, on=on)
    return made
