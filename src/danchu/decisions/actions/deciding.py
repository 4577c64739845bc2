"""The decision: written, sent, received, recognised or refused, in force (Điều 20, 21)."""

from datetime import date
from typing import NamedTuple

from django.db import transaction

from civics import motions as law
from civics.errors import Refused
from danchu.decisions import rules
from danchu.decisions.following import replace_older
from danchu.decisions.making import locked
from danchu.decisions.models import Decision, Motion
from danchu.decisions.words import Form, State
from danchu.duties import actions as duties
from danchu.kit import audit
from danchu.kit.folding import fold
from danchu.kit.law import book
from danchu.people.models import Role, Term
from danchu.places.models import Kind, Unit
from danchu.rulebook.rulebook import last_day

COMMITTEE, FRONT = "peoples_committee", "fatherland_front"
ANSWERS = {COMMITTEE: Role.CHAIR, FRONT: Role.FRONT}


class Words(NamedTuple):
    """What the head writes; dates, counts and results come from the count itself."""

    form: Form
    text: str
    front_agreed: str  # how the form of the paper was agreed with the Front (Điều 20 khoản 1)
    household_one: str
    household_two: str
    executor: str
    number: str = ""
    finish_by: date | None = None


@transaction.atomic
def write_decision(motion: Motion, words: Words, *, by: Term, on: date) -> Decision:
    """With everything that Điều 20 khoản 2 lists. What needs no recognition holds from the vote."""
    motion = locked(motion)
    if motion.state != State.PASSED or motion.ended_on is None:
        raise Refused("Chỉ việc đã được thông qua mới lập văn bản quyết định.")
    if Decision.objects.filter(motion=motion).exists():
        raise Refused("Văn bản quyết định của việc này đã lập.")
    _not_before(on, motion.ended_on, "ngày biểu quyết")
    _refuse_bare(words, on=on)
    found = law.effect(book(), motion.matter, scope=motion.scope, on=motion.ended_on)
    at_once = not found.by and not motion.of_commune
    way = _way_of(motion)
    made = Decision.objects.create(
        unit=motion.unit,
        motion=motion,
        form=words.form,
        number=words.number.strip()[:60],
        decided_on=motion.ended_on,
        text=words.text.strip(),
        front_agreed=words.front_agreed.strip()[:200],
        household_one=" ".join(words.household_one.split())[:120],
        household_two=" ".join(words.household_two.split())[:120],
        executor=words.executor.strip()[:200],
        finish_by=words.finish_by,
        written_by=by,
        written_on=on,
        send_by=rules.send_by(motion.unit, way, voted_on=motion.ended_on),
        recognised_by=found.by,
        effective_on=motion.ended_on if at_once else None,
        effect_key=found.key,
    )
    if at_once:
        replace_older(made, by=by, on=on)
    _record("decisions.write_decision", made, by, on)
    return made


@transaction.atomic
def send_decision(decision: Decision, *, by: Term, on: date) -> Decision:
    """To the commune's committee and its Front; the five working days end with it."""
    decision = _locked(decision)
    if decision.sent_on is not None:
        raise Refused(f"Đã ghi gửi ngày {decision.sent_on:%d/%m/%Y}.")
    _not_before(on, decision.decided_on, "ngày biểu quyết")
    decision.sent_on = on
    decision.save(update_fields=["sent_on"])
    duties.close(rules.MOTION, decision.motion_id, on=on, rule_key=rules.SEND)
    _record("decisions.send_decision", decision, by, on)
    return decision


@transaction.atomic
def receive_decision(decision: Decision, *, by: Term, on: date) -> Decision:
    """The committee, or the Front, has it in hand: whoever must recognise has five working days."""
    decision = _locked(decision)
    if decision.sent_on is None:
        raise Refused("Thôn chưa ghi ngày gửi quyết định này.")
    _not_before(on, decision.sent_on, "ngày gửi")
    front = by.role == Role.FRONT
    field = "front_received_on" if front else "received_on"
    if getattr(decision, field) is not None:
        raise Refused(f"Đã ghi nhận ngày {getattr(decision, field):%d/%m/%Y}.")
    setattr(decision, field, on)
    decision.save(update_fields=[field])
    if decision.recognised_by == (FRONT if front else COMMITTEE):
        _must_answer(decision, on=on)
    _record("decisions.receive_decision", decision, by, on)
    return decision


@transaction.atomic
def recognise(decision: Decision, *, number: str, by: Term, on: date) -> Decision:
    """The commune's committee for codes and heads, its Front for the boards; nothing else."""
    decision = _answerable(decision, by, on=on)
    if not number.strip():
        raise Refused("Hãy ghi số quyết định công nhận.")
    decision.recognised_on = decision.effective_on = on
    decision.answer_number = number.strip()[:60]
    decision.save(update_fields=["recognised_on", "effective_on", "answer_number"])
    duties.close(rules.DECISION, decision.pk, on=on, rule_key=rules.RECOGNISE)
    if decision.motion.removes_head:
        _must_elect(decision, on=on)
    replace_older(decision, by=by, on=on)
    _record("decisions.recognise", decision, by, on)
    return decision


@transaction.atomic
def set_new_election(decision: Decision, *, day: date, by: Term, on: date) -> Decision:
    """The commune decided to elect a new head: within 60 days of the recognised removal."""
    decision = _locked(decision)
    if not decision.motion.removes_head or decision.recognised_on is None:
        raise Refused("Chỉ sau khi công nhận việc cho thôi mới ghi quyết định bầu người mới.")
    if decision.new_election_on is not None:
        raise Refused(f"Đã ghi quyết định bầu người mới ngày {decision.new_election_on:%d/%m/%Y}.")
    if not decision.recognised_on <= day <= on:
        raise Refused("Ngày quyết định bầu đứng giữa ngày công nhận cho thôi và hôm nay.")
    decision.new_election_on = day
    decision.save(update_fields=["new_election_on"])
    duties.close(rules.DECISION, decision.pk, on=day, rule_key=rules.NEW_HEAD)
    _record("decisions.set_new_election", decision, by, on)
    return decision


@transaction.atomic
def refuse_recognition(
    decision: Decision, *, number: str, why: str, by: Term, on: date
) -> Decision:
    """In writing, with the reason (Điều 21 khoản 2 đoạn 5). Silence is never recognition."""
    decision = _answerable(decision, by, on=on)
    if not why.strip() or not number.strip():
        raise Refused(
            "Không công nhận thì phải trả lời bằng văn bản và nêu rõ lý do.",
            book().value(rules.RECOGNISE, on=on).cite,
        )
    decision.refused_on, decision.refused_why = on, why.strip()
    decision.answer_number = number.strip()[:60]
    decision.save(update_fields=["refused_on", "refused_why", "answer_number"])
    duties.close(rules.DECISION, decision.pk, on=on, rule_key=rules.RECOGNISE)
    _record("decisions.refuse_recognition", decision, by, on)
    return decision


@transaction.atomic
def set_effect(decision: Decision, *, day: date, number: str, by: Term, on: date) -> Decision:
    """What a whole commune decided holds from the day its committee sets."""
    decision = _locked(decision)
    if not decision.motion.of_commune:
        raise Refused(
            "Chỉ quyết định phạm vi toàn xã mới do Ủy ban nhân dân xã định ngày hiệu lực."
        )
    if decision.effective_on is not None:
        raise Refused(f"Đã có hiệu lực từ ngày {decision.effective_on:%d/%m/%Y}.")
    if day < decision.decided_on:
        raise Refused("Ngày có hiệu lực không thể trước ngày các thôn biểu quyết xong.")
    decision.effective_on, decision.answer_number = day, number.strip()[:60]
    decision.save(update_fields=["effective_on", "answer_number"])
    replace_older(decision, by=by, on=on)
    _record("decisions.set_effect", decision, by, on)
    return decision


def commune_of(unit: Unit) -> Unit:
    return unit if unit.kind == Kind.COMMUNE or unit.commune is None else unit.commune


def _must_elect(decision: Decision, *, on: date) -> None:
    """NĐ 59 Điều 9 khoản 3 đoạn 3. The election itself is another room's matter."""
    unit = commune_of(decision.unit)
    duties.open_duty(
        rules.NEW_HEAD,
        unit=unit,
        role=Role.CHAIR,
        what=f"Quyết định bầu Trưởng thôn, Tổ trưởng mới ở {decision.unit.spoken_name}",
        kind=rules.DECISION,
        key=decision.pk,
        address=rules.desk_of(decision.motion_id),
        counted_from=on,
        due_on=last_day(rules.NEW_HEAD, unit=unit, start=on).due_on,
    )


def _must_answer(decision: Decision, *, on: date) -> None:
    unit = commune_of(decision.unit)
    duties.open_duty(
        rules.RECOGNISE,
        unit=unit,
        role=ANSWERS[decision.recognised_by],
        what="Công nhận quyết định của thôn, hoặc trả lời bằng văn bản vì sao không",
        kind=rules.DECISION,
        key=decision.pk,
        address=rules.desk_of(decision.motion_id),
        counted_from=on,
        due_on=last_day(rules.RECOGNISE, unit=unit, start=on).due_on,
    )


def _answerable(decision: Decision, by: Term, *, on: date) -> Decision:
    decision = _locked(decision)
    if not decision.recognised_by:
        raise Refused(
            "Nội dung này không cần công nhận: có hiệu lực từ ngày cộng đồng biểu quyết thông qua, "
            "hoặc từ ngày Ủy ban nhân dân xã định cho việc toàn xã.",
            book().value(decision.effect_key, on=on).cite,
        )
    if by.role != ANSWERS[decision.recognised_by]:
        who = book().word("actors", decision.recognised_by)
        raise Refused(
            f"Nội dung này do {who} công nhận.", book().value(decision.effect_key, on=on).cite
        )
    if not decision.waits_for_answer:
        raise Refused("Quyết định này đã được trả lời.")
    received = decision.front_received_on if by.role == Role.FRONT else decision.received_on
    if received is None:
        raise Refused("Hãy ghi ngày nhận quyết định trước: hạn trả lời đếm từ ngày ấy.")
    _not_before(on, received, "ngày nhận")
    return decision


def _refuse_bare(words: Words, *, on: date) -> None:
    cite = book().value("decisions.points", on=on).cite
    if not words.text.strip() or not words.executor.strip():
        raise Refused("Hãy ghi nội dung quyết định và ai tổ chức thực hiện.", cite)
    if not words.front_agreed.strip():
        raise Refused(
            "Hãy ghi đã thống nhất hình thức văn bản với Trưởng ban công tác Mặt trận ngày nào.",
            book().value("decisions.form", on=on).cite,
        )
    two = {fold(" ".join(one.split())) for one in (words.household_one, words.household_two)}
    if len(two - {""}) != 2:
        cite = book().value("decisions.signatures", on=on).cite
        raise Refused("Cần hai đại diện hộ khác nhau cùng ký.", cite)


def _not_before(on: date, first: date, what: str) -> None:
    """An act entered from paper keeps its place after the one before it."""
    if on < first:
        raise Refused(f"Ngày {on:%d/%m/%Y} đứng trước {what} {first:%d/%m/%Y}. Hãy xem lại.")


def _way_of(motion: Motion) -> str:
    last = motion.parts.filter(counts__isnull=False).values_list("counts__way", flat=True)
    return last.order_by("-counts__pk").first() or motion.way


def _locked(decision: Decision) -> Decision:
    return (
        Decision.objects.select_for_update(of=("self",))
        .select_related("unit__commune", "motion")
        .get(pk=decision.pk)
    )


def _record(act: str, decision: Decision, by: Term, on: date) -> None:
    audit.record(act, by=by, unit_id=decision.unit_id, kind=rules.DECISION, key=decision.pk, on=on)
