"""Which rule sets which day of a reception or a dialogue; what is only a parameter says so."""

from calendar import monthrange
from datetime import date
from typing import NamedTuple

from civics.errors import Refused
from civics.thresholds import Threshold, Verdict
from danchu.duties import actions as duties
from danchu.duties.models import Basis
from danchu.people.models import Role
from danchu.places.models import Unit
from danchu.reception.models import PeoplesDialogue, Question, Reception, ReceptionDay
from danchu.rulebook.rulebook import Reading, Shelf, last_day, reading_of

DAY, RECEPTION, DIALOGUE, QUESTION = "reception_day", "reception", "dialogue", "dialogue_question"
YEAR = "dialogue_year"

CHAIR, CHAIR_PROPOSED = "reception.chair", "reception.chair_proposed"
IN_PERSON, SCHEDULE, BOOK = "reception.chair.in_person", "reception.schedule", "reception.book"
ANSWER, REFUSE, REFUSE_CASES = "reception.answer", "reception.refuse", "reception.refuse.cases"
REFUSE_BY_LAW, RECEIPT, IDENTITY = (
    "reception.refuse.by_law",
    "reception.receipt",
    "reception.identity",
)
YEARLY, YEARLY_LOCAL = "inspection.dialogue", "dialogue.yearly"
ASKED, NOTICE, RESULT = "dialogue.asked", "dialogue.notice", "dialogue.result"
LATER, POSTING_DAYS = "dialogue.answer_later", "dialogue.posting_days"
# What is kept by doing it: told where people are received, where a dialogue is planned, and to
# whoever asks who else receives.
WHILE_RECEIVING = (
    "reception.identity.ask",
    "reception.write_down",
    "reception.separate",
    RECEIPT,
    "reception.answer.at_once",
    "reception.refuse.explain",
    "reception.daily",
    "reception.helper",
    "reception.commune_board",
)
WHILE_PLANNING = ("dialogue.ways", "dialogue.clusters", "dialogue.chair")
ELSEWHERE = (
    "reception.provincial_chair",
    "reception.department_head",
    "reception.public_unit_head",
    "reception.online.cases",
    "reception.online.platform",
)


# ── how often the head receives ───────────────────────────────────────────────────────────────


class Owed(NamedTuple):
    """How many days a month the head owes people, and whose number that is."""

    number: int
    words: str  # "ít nhất 2 ngày mỗi tháng"
    keys: tuple[str, ...]
    proposed: bool  # no number in the law of the day that was read: the province's proposal


def owed(unit: Unit | None, *, month: date, shelf: Shelf | None = None) -> Owed:
    """Of the month in which `month` lies. By the week: as many as weeks that begin in it."""
    reading = _reading(unit, shelf, on=month)
    law = reading.value(CHAIR).payload
    if "days_per_week" in law:
        each = int(law["days_per_week"])
        mondays = sum(
            date(month.year, month.month, day).weekday() == 0
            for day in range(1, monthrange(month.year, month.month)[1] + 1)
        )
        return Owed(each * mondays, f"ít nhất {each} ngày mỗi tuần", (CHAIR,), proposed=False)
    each = int(reading.value(CHAIR_PROPOSED).payload["days_per_month"])
    words = f"ít nhất {each} ngày mỗi tháng"
    return Owed(each, words, (CHAIR, CHAIR_PROPOSED), proposed=True)


def planned(day: ReceptionDay) -> None:
    """The head owes the people the day that the calendar promises."""
    duties.open_duty(
        owed(day.unit, month=day.day).keys[-1],
        unit=day.unit,
        role=Role.CHAIR,
        what=f"Chủ tịch tiếp công dân, {day.begins:%H:%M}",
        kind=DAY,
        key=day.pk,
        address=f"/tiep-dan/ban/{day.pk}/",
        counted_from=day.made_on,
        due_on=day.day,
        basis=Basis.PARAMETER if owed(day.unit, month=day.day).proposed else Basis.LAW,
    )


def heard(one: Reception) -> date:
    """An answer is owed; `what` names nobody and nothing of the matter."""
    due_on = last_day(ANSWER, unit=one.unit, start=one.received_on).due_on
    duties.open_duty(
        ANSWER,
        unit=one.unit,
        role=Role.CLERK,
        what=f"Trả lời {one} tiếp công dân",
        kind=RECEPTION,
        key=one.pk,
        address=f"/tiep-dan/ban/luot/{one.pk}/",
        counted_from=one.received_on,
        due_on=due_on,
    )
    return due_on


def close(kind: str, key: object, *, on: date, rule_key: str | None = None) -> None:
    duties.close(kind, key, on=on, rule_key=rule_key)


def call_off(kind: str, key: object, *, on: date, why: str) -> None:
    duties.call_off(kind, key, on=on, why=why)


# ── dialogues ─────────────────────────────────────────────────────────────────────────────────


def owe_year(unit: Unit, year: int) -> None:
    """At least one dialogue in each calendar year: the last day is 31 December."""
    duties.open_duty(
        YEARLY,
        unit=unit,
        role=Role.CHAIR,
        what=f"Tổ chức ít nhất một hội nghị đối thoại với Nhân dân năm {year}",
        kind=YEAR,
        key=f"{unit.pk}-{year}",
        address="/tiep-dan/ban/doi-thoai/",
        counted_from=date(year, 1, 1),
        due_on=date(year, 12, 31),
    )


def notice_due(unit: Unit, day: date) -> date:
    """The last day (inclusive) to tell people, counted back from the day of the dialogue."""
    return last_day(NOTICE, unit=unit, start=day).due_on


def planned_dialogue(one: PeoplesDialogue) -> None:
    _dialogue(
        one, NOTICE, "Báo trước hội nghị đối thoại", one.made_on, notice_due(one.unit, one.day)
    )


def held(one: PeoplesDialogue, *, on: date) -> None:
    _dialogue(
        one,
        RESULT,
        "Thông báo kết quả đối thoại",
        on,
        last_day(RESULT, unit=one.unit, start=on).due_on,
    )


def _dialogue(one: PeoplesDialogue, key: str, what: str, since: date, due_on: date) -> None:
    duties.open_duty(
        key,
        unit=one.unit,
        role=Role.CLERK,
        what=f"{what} ngày {one.day:%d/%m/%Y}",  # its words are the office's until it is told
        kind=DIALOGUE,
        key=one.pk,
        address=f"/tiep-dan/ban/doi-thoai/{one.pk}/",
        counted_from=since,
        due_on=due_on,
    )


def later_due(unit: Unit, *, on: date) -> date:
    """The last day (inclusive) to answer what was asked in the hall on this day."""
    return last_day(LATER, unit=unit, start=on).due_on


def promised(one: Question, *, on: date) -> None:
    """Not answered in the hall: an answer in writing, within the province's proposal."""
    unit = one.dialogue.unit
    duties.open_duty(
        LATER,
        unit=unit,
        role=Role.CLERK,
        what=f"Trả lời {one} của hội nghị đối thoại",
        kind=QUESTION,
        key=one.pk,
        address=f"/tiep-dan/ban/doi-thoai/{one.dialogue_id}/",
        counted_from=on,
        due_on=later_due(unit, on=on),
        basis=Basis.PARAMETER,
    )


def asked(unit: Unit, *, voters: int, asked_by: int, on: date) -> Verdict:
    """Whether enough voters asked (at least the share of all voters)."""
    applied = reading_of(unit, on=on).value(ASKED)
    share = applied.national.share
    if share is None:
        raise Refused("Quy tắc này không ghi tỷ lệ cử tri.", applied.national.cite)
    return Threshold(share[0], share[1], applied.national.cite, ASKED).judge(asked_by, whole=voters)


# ── căn cứ ────────────────────────────────────────────────────────────────────────────────────


def refusals(*, on: date) -> list[str]:
    """The grounds on which the law lets an officer refuse to receive."""
    reading = reading_of(None, on=on)
    found = list(reading.value(REFUSE_BY_LAW).payload["cases"])
    return found + list(reading.value(REFUSE_CASES).payload["cases"])


def _reading(unit: Unit | None, shelf: Shelf | None, *, on: date) -> Reading:
    """From the shelf, when a page asks for many days; else of this day alone."""
    return shelf.reading(unit, on=on) if shelf and unit else reading_of(unit, on=on)
