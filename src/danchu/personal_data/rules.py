"""Which rule of Luật 91/2025/QH15 and its decree holds for which request, and who answers."""

from datetime import date
from typing import Any, NamedTuple

from danchu.duties import actions as duties
from danchu.people import own_data
from danchu.people.models import Role
from danchu.personal_data.models import DataRequest, Kind
from danchu.places.models import Kind as UnitKind
from danchu.places.models import Unit
from danchu.rulebook import citing
from danchu.rulebook.rulebook import Reading, last_day

ANSWER = "personal_data.answer"
BREACH = "personal_data.breach"
KEPT = own_data.KEPT
CONSENT = "personal_data.consent"
BY_TASK = "personal_data.without_consent"
DUTY, INCIDENT = "data_request", "data_incident"


class Clock(NamedTuple):
    """The rule by which a request is done, and the one by which it is extended once."""

    done: str
    extend: str


SEE = Clock("personal_data.see", "personal_data.see.extend")
STOP = Clock("personal_data.stop", "personal_data.stop.extend")
CLOCKS = {
    Kind.SEE: SEE,
    Kind.CORRECT: SEE,
    Kind.ERASE: Clock("personal_data.erase", "personal_data.erase.extend"),
    Kind.LIMIT: STOP,
    Kind.OBJECT: STOP,
    Kind.WITHDRAW: STOP,
}

# Why a request may be refused: what the office picks, and the rules that stand behind it.
GROUNDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "kept": ("Dữ liệu luật buộc giữ, hoặc việc đã làm khi giữ vai", (KEPT,)),
    "task": ("Xử lý theo nhiệm vụ luật giao, không dựa vào sự đồng ý", (BY_TASK, KEPT)),
    "correct": ("Đã đối chiếu giấy tờ: dữ liệu đang ghi là đúng", ()),
    "identity": ("Chưa xác định được người yêu cầu là người có dữ liệu", ()),
    "not_here": ("Đơn vị này không giữ dữ liệu được hỏi", ()),
}


def role_of(unit: Unit) -> Role:
    """Whose duty it is to answer: the office of the commune, else the province."""
    return Role.CLERK if unit.kind == UnitKind.COMMUNE else Role.PROVINCE


def open_duties(request: DataRequest) -> None:
    """Two clocks run from the day it came: to respond, and to have it done."""
    answered = last_day(ANSWER, unit=request.unit, start=request.asked_on)
    for key, what, due_on in (
        (ANSWER, "Phản hồi một yêu cầu về dữ liệu cá nhân", answered.due_on),
        (CLOCKS[Kind(request.kind)].done, _what(request), request.due_on),
    ):
        _open(key, request, what, counted_from=request.asked_on, due_on=due_on)


def extend(request: DataRequest, *, on: date) -> date:
    """The duty ends by its extension instead; the new last day."""
    clock = CLOCKS[Kind(request.kind)]
    first = request.due_on
    until = last_day(clock.extend, unit=request.unit, start=first).due_on
    duties.call_off(DUTY, request.pk, on=on, why="đã gia hạn, có lý do", rule_key=clock.done)
    _open(clock.extend, request, _what(request), counted_from=first, due_on=until)
    return until


def done_by(unit: Unit, kind: Kind, *, on: date) -> date:
    """The last day to have such a request done when it comes on `on`."""
    return last_day(CLOCKS[kind].done, unit=unit, start=on).due_on


class Line(NamedTuple):
    """One row of the table of rights: what may be asked, and the days it takes."""

    asked: str
    days: int
    extend: int


def table(*, on: date) -> list[Line]:
    """Every kind of request with its days, and those of its one extension."""
    reading = Reading(None, on=on)

    def days(key: str) -> int:
        return int(reading.value(key).payload["days"])

    return [Line(str(kind.label), days(one.done), days(one.extend)) for kind, one in CLOCKS.items()]


def hours_to_tell(*, on: date) -> int:
    """Hours from finding a breach to telling the specialised authority."""
    hours: Any = Reading(None, on=on).value(BREACH).payload["hours"]
    return int(hours)


def of_request(request: DataRequest) -> list[dict[str, Any]]:
    """What one request is judged by: the law of the day it came, and of its refusal."""
    clock = CLOCKS[Kind(request.kind)]
    keys = [ANSWER, clock.done]
    keys += [clock.extend] if request.extended_on else []
    keys += [KEPT] if request.kind == Kind.ERASE else []
    keys += GROUNDS[request.ground][1] if request.ground else ()
    return citing.cites(keys, request.unit, on=request.asked_on)


def _what(request: DataRequest) -> str:
    """Public: no name, nothing of what was written."""
    said = str(Kind(request.kind).label)
    return f"Làm xong yêu cầu: {said[:1].lower()}{said[1:]}"


def _open(key: str, request: DataRequest, what: str, *, counted_from: date, due_on: date) -> None:
    duties.open_duty(
        key,
        unit=request.unit,
        role=role_of(request.unit),
        what=what,
        kind=DUTY,
        key=request.pk,
        address=f"/du-lieu-ca-nhan/yeu-cau/{request.pk}/",
        counted_from=counted_from,
        due_on=due_on,
    )
