"""A dialogue: planned, told, held, each question answered, the results told."""

from datetime import date, time
from typing import NamedTuple

from django.db import transaction

from civics.errors import Refused
from danchu.behalf import onward
from danchu.kit import audit
from danchu.people.models import Role, Term
from danchu.places.models import Kind, Unit
from danchu.postings.actions import handing
from danchu.postings.actions.handing import Ask, Day, Handed
from danchu.postings.models import Channel
from danchu.reception import clocks
from danchu.reception.models import (
    DialogueState,
    PeoplesDialogue,
    Question,
    QuestionState,
    Reason,
    Way,
)
from danchu.rulebook import citing
from danchu.rulebook.rulebook import last_day, value

AT_WORK = (Role.CLERK, Role.CHAIR)
# After a form or a mere button: what somebody else did meanwhile stopped it.
NOTHING_WRITTEN = "Chưa ghi được gì. Nếu vừa viết lời, hãy chép lại."


class Plan(NamedTuple):
    """What is to be told before a dialogue: time, place, content, way (Luật 72/2025 Điều 43)."""

    title: str
    topics: str
    reason: Reason
    day: date
    begins: time
    place: str
    way: Way = Way.HALL
    voters: int | None = None
    asked_by: int | None = None


@transaction.atomic
def plan_dialogue(unit: Unit, plan: Plan, *, by: Term, on: date) -> PeoplesDialogue:
    """Plan it; telling people is owed. Too late to tell in time is refused with the last day."""
    if by.unit_id != unit.pk:
        raise Refused("Hội nghị đối thoại của đơn vị khác.")
    due = clocks.notice_due(unit, plan.day)
    if due < on:
        raise Refused(
            f"Phải báo trước ít nhất {citing.days(clocks.NOTICE, unit, on=on)}: đối thoại ngày "
            f"{plan.day:%d/%m/%Y} thì hạn báo là {due:%d/%m/%Y}, đã qua. Hãy chọn ngày muộn hơn."
        )
    if plan.reason == Reason.ASKED:
        _refuse_too_few(unit, plan, on=on)
    made = PeoplesDialogue.objects.create(unit=unit, made_by=by, made_on=on, **plan._asdict())
    clocks.planned_dialogue(made)
    _record("reception.plan_dialogue", made, by=by, on=on)
    return made


def _refuse_too_few(unit: Unit, plan: Plan, *, on: date) -> None:
    if not plan.voters or plan.asked_by is None:
        raise Refused("Cử tri yêu cầu thì ghi tổng số cử tri và số cử tri yêu cầu.")
    verdict = clocks.asked(unit, voters=plan.voters, asked_by=plan.asked_by, on=on)
    if not verdict.passed:
        raise Refused(
            f"Cần ít nhất {verdict.needed} cử tri yêu cầu, mới có {plan.asked_by} trong "
            f"{plan.voters}. Vẫn tổ chức được: chọn “Ủy ban nhân dân thấy cần”.",
            verdict.cite,
        )


@transaction.atomic
def announce(one: PeoplesDialogue, *, by: Term, on: date) -> PeoplesDialogue:
    """Told to the people: its page is open and takes questions from now on."""
    one = _locked(one, by=by, states={DialogueState.PLANNED})
    one.state, one.announced_on = DialogueState.ANNOUNCED, on
    one.save(update_fields=["state", "announced_on"])
    clocks.close(clocks.DIALOGUE, one.pk, on=on, rule_key=clocks.NOTICE)
    _record("reception.announce", one, by=by, on=on)
    return one


@transaction.atomic
def call_off(one: PeoplesDialogue, *, why: str, by: Term, on: date) -> PeoplesDialogue:
    """It is not held, and everybody may read why. Questions that came stay to be answered."""
    one = _locked(one, by=by, states={DialogueState.PLANNED, DialogueState.ANNOUNCED})
    if len(why.split()) < 3:
        raise Refused("Chưa có lý do. Người dân đọc câu này: hãy ghi một câu.")
    one.state, one.why = DialogueState.CANCELLED, why.strip()
    one.save(update_fields=["state", "why"])
    clocks.call_off(clocks.DIALOGUE, one.pk, on=on, why=f"không tổ chức: {why.strip()}"[:200])
    for question in one.questions.filter(state__in=[QuestionState.NEW, QuestionState.OPEN]):
        clocks.promised(question, on=on)
    _record("reception.call_off", one, by=by, on=on)
    return one


@transaction.atomic
def hold(
    one: PeoplesDialogue, *, chaired_by: str, present: int, by: Term, on: date
) -> PeoplesDialogue:
    """It was held: telling the results is owed, and an answer to every question still open."""
    one = _locked(one, by=by, states={DialogueState.ANNOUNCED})
    if on < one.day:
        raise Refused(f"Hội nghị ngày {one.day:%d/%m/%Y} chưa đến.")
    one.state, one.held_on = DialogueState.HELD, one.day
    one.chaired_by, one.present = " ".join(chaired_by.split()), present
    one.save(update_fields=["state", "held_on", "chaired_by", "present"])
    clocks.held(one, on=one.day)
    clocks.close(clocks.YEAR, f"{one.unit_id}-{one.day.year}", on=one.day)
    for question in one.questions.filter(state__in=[QuestionState.NEW, QuestionState.OPEN]):
        clocks.promised(question, on=one.day)
    _record("reception.hold", one, by=by, on=on)
    return one


@transaction.atomic
def publish_results(one: PeoplesDialogue, *, results: str, by: Term, on: date) -> PeoplesDialogue:
    """The results, with every question and how far it is; they go to the board and the hamlets."""
    one = _locked(one, by=by, states={DialogueState.HELD})
    if len(results.split()) < 5:
        raise Refused("Chưa có kết quả. Ghi vài câu: đã bàn gì, hứa làm gì, ngày nào.")
    if one.questions.filter(state=QuestionState.NEW).exists():
        raise Refused("Còn câu hỏi chưa xem. Đưa ra, hoặc không đưa ra kèm lý do, rồi thông báo.")
    onward.refuse_accusing(results)
    one.state, one.results, one.published_on = DialogueState.PUBLISHED, results.strip(), on
    one.save(update_fields=["state", "results", "published_on"])
    clocks.close(clocks.DIALOGUE, one.pk, on=on, rule_key=clocks.RESULT)
    _hand_in(one, by=by, on=on)
    _record("reception.publish_results", one, by=by, on=on)
    return one


def _hand_in(one: PeoplesDialogue, *, by: Term, on: date) -> None:
    """The board at the seat and every hamlet's head, within the days of the results (Điều 43)."""
    law = value(clocks.RESULT, unit=one.unit, on=one.day).payload
    days = value(clocks.POSTING_DAYS, unit=one.unit, on=on).payload["days"]
    handing.hand_in(
        one.unit,
        Handed(
            "reception",
            clocks.DIALOGUE,
            one.pk,
            f"Kết quả: {one.title}",
            f"Kết quả đối thoại ngày {one.day:%d/%m/%Y}",
            f"/tiep-dan/doi-thoai/{one.pk}/",
        ),
        [
            Ask(Channel.POSTING, clocks.RESULT, int(days), tuple(law["places"])),
            Ask(Channel.COMMUNITY_HEAD, clocks.RESULT),
        ],
        day=Day(one.day, last_day(clocks.RESULT, unit=one.unit, start=one.day).due_on),
        by=by,
        on=on,
    )


# ── questions ─────────────────────────────────────────────────────────────────────────────────


@transaction.atomic
def ask(
    one: PeoplesDialogue,
    *,
    text: str,
    hamlet: Unit | None,
    source: Question.Source,
    by: Term | None,
    on: date,
    once: str = "",
) -> Question:
    """A question, by anybody before the day; by the office from paper and from the hall.

    One from the hall, or on paper, stands open at once; what comes over the web is looked at.
    """
    if len(text.split()) < 3:
        raise Refused("Câu hỏi còn ngắn quá. Hãy viết cả câu để mọi người cùng hiểu.")
    onward.refuse_accusing(text)
    PeoplesDialogue.objects.select_for_update(of=("self",)).get(pk=one.pk)
    one = PeoplesDialogue.objects.select_related("unit").get(pk=one.pk)
    if once and (known := one.questions.filter(once=once).first()):
        return known
    _refuse_untimely(one, source, by=by, on=on)
    last = one.questions.order_by("-number").first()
    made = Question.objects.create(
        dialogue=one,
        number=(last.number if last else 0) + 1,
        text=text.strip(),
        hamlet=hamlet,
        source=source,
        once=once,
        asked_on=on,
        entered_by=by,
        state=QuestionState.NEW if by is None else QuestionState.OPEN,
    )
    if one.state == DialogueState.HELD:
        clocks.promised(made, on=one.day)
    _record("reception.ask", one, by=by, on=on)
    return made


def _refuse_untimely(
    one: PeoplesDialogue, source: Question.Source, *, by: Term | None, on: date
) -> None:
    if by is None and not one.takes_questions(on=on):
        raise Refused("Hội nghị này không còn nhận câu hỏi trước. Có thể hỏi tại hội trường.")
    if by is not None and by.unit_id != one.unit_id:
        raise Refused("Hội nghị của đơn vị khác.")
    open_ = {DialogueState.ANNOUNCED, DialogueState.HELD}
    if one.state not in open_ or (source == Question.Source.HALL and on < one.day):
        raise Refused("Câu hỏi tại hội trường ghi từ ngày đối thoại đến khi thông báo kết quả.")


@transaction.atomic
def show_question(one: Question, *, by: Term, on: date) -> Question:
    """Looked at: everybody may read it, nobody's name stands there."""
    one = _question(one, by=by, states={QuestionState.NEW})
    one.state = QuestionState.OPEN
    one.save(update_fields=["state"])
    _record("reception.show_question", one.dialogue, by=by, on=on)
    return one


@transaction.atomic
def refuse_question(one: Question, *, why: str, by: Term, on: date) -> Question:
    """Not brought up, and the asker reads why under the number of the question."""
    one = _question(one, by=by, states={QuestionState.NEW, QuestionState.OPEN})
    _record("reception.refuse_question", one.dialogue, by=by, on=on)
    return _end(one, QuestionState.REFUSED, why, by=by, on=on)


@transaction.atomic
def answer_question(one: Question, *, answer: str, in_hall: bool, by: Term, on: date) -> Question:
    """In the hall, or in writing afterwards; the words are for everybody."""
    one = _question(one, by=by, states={QuestionState.NEW, QuestionState.OPEN})
    if in_hall and on < one.dialogue.day:
        raise Refused("Hội nghị chưa đến: chưa có câu trả lời tại hội trường.")
    one.in_hall = in_hall
    _record("reception.answer_question", one.dialogue, by=by, on=on)
    return _end(one, QuestionState.ANSWERED, answer, by=by, on=on)


def _end(one: Question, state: QuestionState, words: str, *, by: Term, on: date) -> Question:
    if len(words.split()) < 3:
        raise Refused("Chưa có lời trả lời, lý do. Mọi người đọc câu này: hãy ghi cả câu.")
    onward.refuse_accusing(words)
    one.state, one.answer, one.answered_on, one.answered_by = state, words.strip(), on, by
    one.save(update_fields=["state", "answer", "in_hall", "answered_on", "answered_by"])
    clocks.close(clocks.QUESTION, one.pk, on=on)
    return one


def _question(one: Question, *, by: Term, states: set[QuestionState]) -> Question:
    Question.objects.select_for_update(of=("self",)).get(pk=one.pk)
    one = Question.objects.select_related("dialogue__unit").get(pk=one.pk)
    if by.unit_id != one.dialogue.unit_id:
        raise Refused("Câu hỏi của đơn vị khác.")
    if one.state not in states:
        raise Refused(f"Câu này: {one.get_state_display().lower()}. {NOTHING_WRITTEN}")
    return one


# ── each year ─────────────────────────────────────────────────────────────────────────────────


def open_year_duties(*, on: date) -> int:
    """Owe every commune at work its dialogue of the year. Safe to run again; how many looked at."""
    officers = Term.objects.in_office(on=on).filter(role__in=AT_WORK)
    units = Unit.objects.filter(kind=Kind.COMMUNE, pk__in=officers.values("unit")).order_by("pk")
    for unit in units:
        held = PeoplesDialogue.objects.held_in(on.year).filter(unit=unit).exists()
        if not held and unit.stands(on=date(on.year, 1, 1)):
            clocks.owe_year(unit, on.year)
    return len(units)


def _locked(one: PeoplesDialogue, *, by: Term, states: set[DialogueState]) -> PeoplesDialogue:
    PeoplesDialogue.objects.select_for_update(of=("self",)).get(pk=one.pk)
    one = PeoplesDialogue.objects.select_related("unit").get(pk=one.pk)
    if by.unit_id != one.unit_id:
        raise Refused("Hội nghị của đơn vị khác.")
    if one.state not in states:
        raise Refused(f"Hội nghị này: {one.get_state_display().lower()}. {NOTHING_WRITTEN}")
    return one


def _record(act: str, one: PeoplesDialogue, *, by: Term | None, on: date) -> None:
    audit.record(act, by=by, unit_id=one.unit_id, kind=clocks.DIALOGUE, key=one.pk, on=on)
