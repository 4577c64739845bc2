"""Reception put into words: the calendar, the head's attendance, how far each question is."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from danchu.duties import reading as duties
from danchu.duties.faces import Face
from danchu.kit import events
from danchu.kit.events import Happening
from danchu.places.models import Unit
from danchu.reception import clocks
from danchu.reception.models import (
    DayState,
    DialogueState,
    PeoplesDialogue,
    Question,
    QuestionState,
    Reception,
    ReceptionDay,
)
from danchu.rulebook import citing
from danchu.rulebook.rulebook import Shelf

MONTHS = 6  # of attendance shown, the present one included


class Month(NamedTuple):
    """The head's reception in one month: owed, held, by somebody else, not held."""

    first: date
    owed: int
    proposed: bool
    held: int
    delegated: int
    not_held: int
    unsaid: int  # days that are over and nobody said how they went

    @property
    def short(self) -> int:
        """Days that the head owes and did not hold."""
        return max(0, self.owed - self.held)


class Told(NamedTuple):
    """One question as everybody reads it; a text that nobody looked at yet is not shown."""

    question: Question
    text: str
    state: str
    kind: str  # of the status sign


SIGNS = {
    QuestionState.NEW: "soon",
    QuestionState.OPEN: "half",
    QuestionState.ANSWERED: "ok",
    QuestionState.REFUSED: "none",
}


def shown_since(on: date) -> date:
    """The first day of the oldest month that is counted."""
    return _first_before(on, MONTHS - 1)


def attendance(unit: Unit, days: Iterable[ReceptionDay], shelf: Shelf, *, on: date) -> list[Month]:
    """The last months, the newest first, of the days since `shown_since`."""
    firsts = [_first_before(on, back) for back in range(MONTHS)]
    rows = [one for one in days if one.by_chair and firsts[-1] <= one.day <= on]
    counts: dict[date, Counter[str]] = {first: Counter() for first in firsts}
    begun: set[date] = set()
    for one in rows:
        first = one.day.replace(day=1)
        begun.add(first)
        counts[first]["unsaid" if one.is_open and one.day < on else one.state] += 1
    oldest = min(begun, default=firsts[0])
    return [_month(unit, shelf, first, counts[first]) for first in firsts if first >= oldest]


def _first_before(on: date, months: int) -> date:
    index = on.year * 12 + on.month - 1 - months
    return date(index // 12, index % 12 + 1, 1)


def _month(unit: Unit, shelf: Shelf, first: date, count: Counter[str]) -> Month:
    owed = clocks.owed(unit, month=first, shelf=shelf)
    return Month(
        first,
        owed.number,
        owed.proposed,
        held=count[DayState.CHAIR],
        delegated=count[DayState.DELEGATED],
        not_held=count[DayState.NOT_HELD],
        unsaid=count["unsaid"],
    )


def law_of(unit: Unit | None, *, on: date, shelf: Shelf | None = None) -> list[dict[str, Any]]:
    owed = clocks.owed(unit, month=on, shelf=shelf)
    keys = [*owed.keys, clocks.IN_PERSON, clocks.SCHEDULE, clocks.ANSWER]
    return citing.in_force(keys, unit, on=on, shelf=shelf)


def law_while_receiving(day: ReceptionDay) -> dict[str, Any]:
    """Articles, and what to keep in mind, for the desk of that day."""
    return {
        "cites": citing.in_force([clocks.BOOK, clocks.IDENTITY], day.unit, on=day.day),
        "guides": citing.guides(clocks.WHILE_RECEIVING, day.unit, on=day.day),
    }


def law_of_dialogue(unit: Unit | None, *, on: date) -> list[dict[str, Any]]:
    keys = [clocks.YEARLY, clocks.YEARLY_LOCAL, clocks.ASKED, clocks.NOTICE, clocks.RESULT]
    return citing.in_force([*keys, clocks.LATER], unit, on=on)


def told(questions: Iterable[Question]) -> list[Told]:
    return [_told(one) for one in questions]


def _told(one: Question) -> Told:
    state = QuestionState(one.state)
    seen = state in {QuestionState.OPEN, QuestionState.ANSWERED}
    words = str(state.label)
    if state == QuestionState.ANSWERED and one.in_hall:
        words = "Đã trả lời tại hội trường"
    return Told(one, one.text if seen else "", words, SIGNS[state])


def counts(questions: Iterable[Question]) -> dict[str, int]:
    """How many questions, answered, still open."""
    states = Counter(one.state for one in questions)
    return {
        "all": sum(states.values()),
        "answered": states[QuestionState.ANSWERED],
        "open": states[QuestionState.NEW] + states[QuestionState.OPEN],
    }


def face_of(one: Reception, *, on: date) -> Face | None:
    return duties.face_of(clocks.RECEPTION, one.pk, on=on)


# ── the calendar as a file ────────────────────────────────────────────────────────────────────


def calendar(
    unit: Unit, days: Iterable[ReceptionDay], talks: Iterable[PeoplesDialogue], page: str
) -> bytes:
    """Reception days and dialogues to come, for a phone's calendar. Nobody's name stands in it."""
    here = unit.spoken_name
    received = [
        Happening(
            uid=f"reception-{day.pk}",
            words=f"{'Chủ tịch' if day.by_chair else 'Công chức'} tiếp công dân, {here}",
            made_on=day.closed_on or day.made_on,
            page=page,
            first=day.day,
            begins=day.begins,
            ends=day.ends,
            place=day.place,
            cancelled=day.state == DayState.NOT_HELD,
        )
        for day in days
    ]
    talked = [
        Happening(
            uid=f"dialogue-{one.pk}",
            words=f"{one.title}, {here}",
            made_on=one.announced_on or one.made_on,
            page=page,
            first=one.day,
            begins=one.begins,
            place=one.place,
            cancelled=one.state == DialogueState.CANCELLED,
        )
        for one in talks
    ]
    told = [*received, *talked]
    return events.calendar("Tiep dan", told, name=f"Tiếp công dân {here}")


# ── the book ──────────────────────────────────────────────────────────────────────────────────

# Columns of the book and of the file for the national database. The decree asks for both
# (NĐ 154/2026 Điều 27 khoản 1); the form itself is not at hand: "mẫu đề xuất".
COLUMNS = (
    "Số",
    "Ngày tiếp",
    "Người tiếp",
    "Họ tên người đến",
    "Địa chỉ",
    "Số người",
    "Loại việc",
    "Nội dung trình bày",
    "Giấy tờ đã nhận",
    "Kết quả",
    "Trả lời, hướng dẫn",
    "Số đơn",
    "Ngày có kết quả",
)


def line(one: Reception) -> list[str]:
    """One line of the book, in the order of COLUMNS."""
    return [
        f"{one.number}/{one.year}",
        f"{one.received_on:%d/%m/%Y}",
        one.day.received_by or one.made_by.spoken_role,
        one.name,
        one.address,
        str(one.people),
        one.get_matter_display(),
        one.text,
        one.papers,
        one.get_result_display(),
        one.words,
        one.case_number,
        f"{one.ended_on:%d/%m/%Y}" if one.ended_on else "",
    ]
