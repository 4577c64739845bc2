"""Calling a meeting: day and place, who calls, what is on the agenda, the papers."""

from datetime import date, time
from typing import NamedTuple

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Max

from civics.errors import Refused
from danchu.duties import actions as duties
from danchu.kit import files
from danchu.meetings import convening
from danchu.meetings.handling import handler
from danchu.meetings.models import (
    AgendaItem,
    ChairAs,
    Convenor,
    Handout,
    Meeting,
    Sitting,
    State,
)
from danchu.meetings.trail import record
from danchu.people.models import Term
from danchu.places.models import Kind, Unit

HANDOUTS = 10


class When(NamedTuple):
    """Day, hour and place."""

    day: date
    at: time
    place: str


class Call(NamedTuple):
    """What is said when a meeting is called. `convenor` "": the holder of the term."""

    title: str
    when: When
    convened_as: Convenor = Convenor.HEAD
    convenor: str = ""
    ground: str = ""
    on_paper: bool = False  # it was held; its minutes on paper are entered now


@transaction.atomic
def convene(unit: Unit, call: Call, *, by: Term, on: date) -> Meeting:
    """A meeting in preparation. Nobody is told yet; its duty to be told in time is open."""
    unit = Unit.objects.select_for_update(of=("self",)).get(pk=unit.pk)
    when = _fit(unit, call, on=on)
    day = when.day if call.on_paper else on
    convening.refuse_convenor(
        unit, call.convened_as, call.ground, by=by, on=day, on_paper=call.on_paper
    )
    convenor = _convenor(call, by)
    made = Meeting.objects.create(
        unit=unit,
        title=" ".join(call.title.split())[:200],
        planned_on=when.day,
        planned_at=when.at,
        place=when.place,
        convened_by=by,
        convened_as=call.convened_as,
        convenor=convenor,
        ground=" ".join(call.ground.split())[:200],
        made_on=on,
        on_paper=call.on_paper,
    )
    Sitting.objects.create(
        meeting=made,
        planned_on=when.day,
        planned_at=when.at,
        place=when.place,
        chair=convenor,
        chair_as=ChairAs.CONVENOR,
    )
    if not call.on_paper:
        open_notice_duty(made)
    record("meetings.convene", made, by=by, on=on)
    return made


def _convenor(call: Call, by: Term) -> str:
    """Who calls it, by name. An office that enters paper minutes says whose they are."""
    named = " ".join(call.convenor.split())[:120]
    own = by.role in convening.WRITTEN_BY[call.convened_as] and (
        call.convened_as not in convening.NEEDS_GROUND or call.convened_as == Convenor.CHAIR
    )
    if not named and not own:
        raise Refused(f"Chưa ghi họ tên người triệu tập ({call.convened_as.label}).")
    return named or by.person.full_name


def _fit(unit: Unit, call: Call, *, on: date) -> When:
    when = call.when._replace(place=" ".join(call.when.place.split())[:200])
    if unit.kind != Kind.COMMUNITY or not unit.stands(on=when.day):
        raise Refused(f"{unit.full_name} không phải một thôn, xóm đang có, nên không họp được.")
    if not call.title.strip():
        raise Refused("Chưa ghi họp về việc gì. Ghi như: Họp xóm bàn làm đường.")
    if not when.place:
        raise Refused("Chưa ghi họp ở đâu. Ghi như: Nhà văn hóa xóm.")
    if call.on_paper and when.day > on:
        raise Refused(f"Ngày {when.day:%d/%m/%Y} còn chưa đến, nên chưa có biên bản để nhập.")
    if not call.on_paper and when.day < on:
        raise Refused(
            f"Ngày {when.day:%d/%m/%Y} đã qua. Cuộc họp đã họp trên giấy thì chọn “Nhập biên bản "
            "giấy”."
        )
    _refuse_same_hour(unit, when)
    return when


def _refuse_same_hour(unit: Unit, when: When, *, but: int = 0) -> None:
    same = Meeting.objects.filter(unit=unit, planned_on=when.day, planned_at=when.at)
    gone = [State.CANCELLED, State.MOVED]
    if found := same.exclude(state__in=gone).exclude(pk=but).first():
        raise Refused(
            f"Đã có cuộc họp “{found.title}” đúng ngày giờ ấy. Hãy thêm việc vào cuộc họp đó."
        )


def open_notice_duty(meeting: Meeting) -> None:
    """Whoever calls it owes the notice by its last day."""
    found = convening.lead(convening.NOTICE, meeting.unit, meeting.planned_on)
    unit, role = convening.owed_by(meeting)
    duties.open_duty(
        convening.NOTICE,
        unit=unit,
        role=role,
        what=f"Báo cuộc họp ngày {meeting.planned_on:%d/%m/%Y} đến từng hộ",
        kind="meeting",
        key=meeting.pk,
        address=f"/hop/{meeting.pk}/",
        counted_from=meeting.planned_on,
        due_on=found.by,
    )


@transaction.atomic
def replan(meeting: Meeting, when: When, title: str, *, by: Term, on: date) -> Meeting:
    """Another day, hour, place or title while nobody was told yet."""
    meeting = draft(meeting)
    call = Call(title, when, on_paper=meeting.on_paper)
    gone = Meeting.objects.filter(pk=meeting.pk)
    gone.update(planned_at=time(0, 0, 1))  # so that it does not stand in its own way
    when = _fit(meeting.unit, call, on=on)
    meeting.title = " ".join(title.split())[:200]
    meeting.planned_on, meeting.planned_at, meeting.place = when
    meeting.save(update_fields=["title", "planned_on", "planned_at", "place"])
    if not hasattr(meeting, "plan"):
        meeting.sittings.update(planned_on=when.day, planned_at=when.at, place=when.place)
    if not meeting.on_paper:
        duties.annul("meeting", meeting.pk, on=on, why="đổi ngày trước khi báo")
        open_notice_duty(meeting)
    record("meetings.replan", meeting, by=by, on=on)
    return meeting


@transaction.atomic
def add_matter(meeting: Meeting, kind: str, key: str, *, by: Term, on: date) -> AgendaItem:
    """A matter of another room comes before the meeting. Its room says who may call it."""
    meeting = draft(meeting)
    answers = handler(kind)
    if meeting.items.filter(kind=kind, key=key).exists():
        raise Refused("Việc này đã có trong chương trình cuộc họp.")
    convenor = Convenor(meeting.convened_as)
    answers.may_convene(key, by, convenor=convenor, on=meeting.planned_on)
    return _add(meeting, answers.title(key)[:300], (kind, key), True, by=by, on=on)


@transaction.atomic
def add_talk(meeting: Meeting, title: str, *, votes: bool, by: Term, on: date) -> AgendaItem:
    """Something to talk over. Counted when it is voted on, but it decides nothing."""
    meeting = draft(meeting)
    words = " ".join(title.split())[:300]
    if not words:
        raise Refused("Chưa ghi nội dung. Ghi như: Nghe báo cáo thu chi quỹ xóm quý III.")
    if meeting.items.filter(title=words).exists():
        raise Refused("Nội dung này đã có trong chương trình.")
    return _add(meeting, words, ("", ""), votes, by=by, on=on)


def _add(
    meeting: Meeting, title: str, named: tuple[str, str], votes: bool, *, by: Term, on: date
) -> AgendaItem:
    last = meeting.items.aggregate(last=Max("order"))["last"] or 0
    made = AgendaItem.objects.create(
        meeting=meeting, order=last + 1, title=title, kind=named[0], key=named[1], votes=votes
    )
    record("meetings.add_item", meeting, by=by, on=on)
    return made


@transaction.atomic
def drop_item(item: AgendaItem, *, by: Term, on: date) -> None:
    """Off the agenda again, before anybody was told."""
    meeting = draft(item.meeting)
    item.delete()
    record("meetings.drop_item", meeting, by=by, on=on)


@transaction.atomic
def add_handout(meeting: Meeting, upload: "UploadedFile[bytes]", *, by: Term, on: date) -> Handout:
    """A paper for every household. It is open to everybody: no names of persons in it."""
    meeting = locked(meeting)
    if meeting.state not in {State.DRAFT, State.NOTIFIED}:
        raise Refused("Cuộc họp đã mở nên tài liệu không đổi được nữa.")
    if meeting.handouts.count() >= HANDOUTS:
        raise Refused(f"Đã có {HANDOUTS} tài liệu. Hãy gộp lại cho bà con dễ đọc.")
    kept = files.take_in(upload)
    made = Handout.objects.create(meeting=meeting, **kept._asdict())
    record("meetings.add_handout", meeting, by=by, on=on)
    return made


# ── what all acts of this room share ──────────────────────────────────────────────────────────


def locked(meeting: Meeting) -> Meeting:
    """The row of the meeting, locked: every act of a meeting takes its turn."""
    rows = Meeting.objects.select_for_update(of=("self",)).select_related("unit", "convened_by")
    return rows.get(pk=meeting.pk)


def draft(meeting: Meeting) -> Meeting:
    meeting = locked(meeting)
    if meeting.state != State.DRAFT:
        raise Refused(
            f"Cuộc họp này {meeting.get_state_display().lower()}, chương trình không sửa được nữa. "
            "Cần đổi thì dời ngày, chương trình được chép sang cuộc họp mới."
        )
    return meeting


def running(meeting: Meeting) -> Meeting:
    """Locked, and open."""
    meeting = locked(meeting)
    if meeting.state != State.OPEN:
        raise Refused(f"Cuộc họp này {meeting.get_state_display().lower()}, không phải đang họp.")
    return meeting
