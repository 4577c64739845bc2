"""What the pages of this room show: holdings in plain words, requests with their clocks."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from danchu.duties.faces import Face, clock
from danchu.duties.models import Basis
from danchu.kit.clock import VIETNAM
from danchu.people import own_data
from danchu.people.models import User
from danchu.people.own_data import Fate, Holding, Shown, Written
from danchu.personal_data.models import DataRequest, Incident, State
from danchu.places.models import Unit


class Section(NamedTuple):
    """One kind of thing held, with what may be done about it."""

    holding: Holding
    rows: list[Shown]


def sections(person: User) -> list[Section]:
    """Everything held about `person`, room by room; kinds of which nothing is held are left out."""
    found = [Section(one, one.shown(person)) for one in own_data.holdings()]
    return [one for one in found if one.rows]


def as_data(person: User, found: list[Section], *, on: date) -> dict[str, Any]:
    """The same for machines: a file to take elsewhere."""
    return {
        "ban_sao_du_lieu_cua": person.full_name,
        "ngay": f"{on:%Y-%m-%d}",
        "phan": [
            {
                "ten": one.holding.heading,
                "ai_sua": one.holding.correct,
                "khi_xoa": f"{one.holding.fate.value}: {one.holding.why}",
                "dong": [{"ten": row.title, **_facts(row)} for row in one.rows],
            }
            for one in found
        ],
    }


def _facts(row: Shown) -> dict[str, Any]:
    return {"ghi": [{"muc": name, "la": value} for name, value in row.facts]}


class Consequence(NamedTuple):
    """What erasing does to one holding."""

    heading: str
    why: str


class Consequences(NamedTuple):
    """What goes and what stays, for the person who asks and the one who approves."""

    goes: list[Consequence]
    stays: list[Consequence]


def consequences() -> Consequences:
    """By the rooms' own answers, the same for everybody."""
    found = list(own_data.holdings())
    return Consequences(
        [Consequence(one.heading, one.why) for one in found if one.fate != Fate.KEEP],
        [Consequence(one.heading, one.why) for one in found if one.fate == Fate.KEEP],
    )


class Found(NamedTuple):
    """Where a name stands that belongs to nobody's account."""

    text: Written
    places: int


def named(name: str, unit: Unit) -> list[Found]:
    """Texts of `unit` and everything under it that hold this very name."""
    if not name:
        return []
    units = Unit.objects.within(unit)
    counts = [Found(text, text.naming(name, units).count()) for text in own_data.written()]
    return [one for one in counts if one.places]


class Row(NamedTuple):
    """One request in a list."""

    request: DataRequest
    face: Face


def face_of(request: DataRequest, *, on: date) -> Face:
    return clock(
        due_on=request.due_on,
        done_on=request.decided_on,
        basis=Basis.LAW,
        counted_from=request.asked_on,
        stopped=request.state == State.DROPPED,
        on=on,
    )


def rows(requests: Iterable[DataRequest], *, on: date) -> list[Row]:
    """`requests` must carry `unit`."""
    return [Row(one, face_of(one, on=on)) for one in requests]


def story(request: DataRequest) -> list[dict[str, str]]:
    """What became of a request, newest first. No name and nothing of what was written."""
    steps: list[dict[str, str]] = []
    if request.decided_on or request.state == State.DROPPED:
        said = f"ngày {request.decided_on:%d/%m/%Y}" if request.decided_on else ""
        steps.append({"title": request.get_state_display(), "text": said, "state": "done"})
    else:
        text = f"chậm nhất ngày {request.due_on:%d/%m/%Y}"
        steps.append({"title": "Làm xong và trả lời", "text": text, "state": "next"})
    if request.extended_on:
        text = f"ngày {request.extended_on:%d/%m/%Y}, đến hết {request.due_on:%d/%m/%Y}"
        steps.append({"title": "Gia hạn một lần", "text": text, "state": "done"})
    if request.responded_on:
        text = f"ngày {request.responded_on:%d/%m/%Y}"
        steps.append({"title": "Văn phòng đã phản hồi", "text": text, "state": "done"})
    text = f"ngày {request.asked_on:%d/%m/%Y}, {request.unit.full_name}"
    steps.append({"title": "Đã nhận yêu cầu", "text": text, "state": "done"})
    return steps


SOON_HOURS = 24


def incident_face(incident: Incident, *, now: datetime) -> Face:
    """By the hour, as the law counts here; the duty on the desk goes by days."""
    told = incident.told_at
    over = (told or now) - incident.due_at
    hours = int(abs(over).total_seconds() // 3600)
    late = over > timedelta(0)
    if told:
        state, words = (
            ("done_late", f"đã báo, trễ {hours} giờ") if late else ("ok", "đã báo đúng hạn")
        )
    elif late:
        state, words = "late", f"quá hạn {hours} giờ"
    else:
        state, words = ("today" if hours < SOON_HOURS else "soon"), f"còn {hours} giờ"
    due_at = incident.due_at.astimezone(VIETNAM)
    return Face(state, words, f"hạn {due_at:%H:%M ngày %d/%m/%Y}", "", "", [])
