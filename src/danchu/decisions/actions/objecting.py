"""A citizen holds a decision unlawful (Điều 24 khoản 4): written down, answered. No name, no clock:
who wrote stays on their paper, and the law sets no day for the answer."""

from datetime import date
from typing import NamedTuple

from django.db import transaction

from civics.errors import Refused
from danchu.decisions import rules
from danchu.decisions.models import Decision, Objection
from danchu.decisions.words import Answer, Ground, SentTo
from danchu.kit import audit
from danchu.kit.law import book
from danchu.people.models import Term

PETITION = "decisions.people.petition"


class Told(NamedTuple):
    """What the paper says, without who wrote it."""

    received_on: date
    sent_to: SentTo
    ground: Ground
    paper: str
    text: str


@transaction.atomic
def record_objection(decision: Decision, told: Told, *, by: Term, on: date) -> Objection:
    """By the office or the Front that received it, or to which the inspection board passed it."""
    decision = Decision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
    cite = book().value(PETITION, on=on).cite
    if told.ground not in {Ground.UNLAWFUL, Ground.PROCEDURE}:
        raise Refused(
            "Kiến nghị vì sai trình tự, hoặc vì trái pháp luật, thuần phong mỹ tục.", cite
        )
    if not told.paper.strip() or not told.text.strip():
        raise Refused(
            "Hãy ghi đơn nào, ngày nào và đơn nêu điều gì; không ghi tên người viết.", cite
        )
    if not decision.decided_on <= told.received_on <= on:
        raise Refused("Ngày nhận đứng giữa ngày cộng đồng quyết định và hôm nay.")
    made = Objection.objects.create(
        decision=decision,
        received_on=told.received_on,
        sent_to=told.sent_to,
        ground=told.ground,
        paper=told.paper.strip()[:120],
        text=told.text.strip(),
        entered_by=by,
        entered_on=on,
    )
    _record("decisions.record_objection", made, by, on)
    return made


@transaction.atomic
def answer_objection(
    objection: Objection, outcome: Answer, *, number: str, answer: str, by: Term, on: date
) -> Objection:
    """With its reason. That a decision is repealed or asked to be mended is an act of its own."""
    objection = (
        Objection.objects.select_for_update(of=("self",))
        .select_related("decision")
        .get(pk=objection.pk)
    )
    if objection.answered_on is not None:
        raise Refused(f"Kiến nghị này đã trả lời ngày {objection.answered_on:%d/%m/%Y}.")
    if not answer.strip():
        raise Refused("Hãy ghi trả lời điều gì: bà con đọc câu này.")
    changes = objection.decision.changes
    done = {
        Answer.REPEALED: objection.decision.repealed_on is not None,
        Answer.ASKED: changes.filter(kind="asked").exists(),
        Answer.KEPT: objection.decision.repealed_on is None,
    }
    if not done[outcome]:
        raise Refused(
            "Kết quả này chưa khớp với quyết định. Ghi bãi bỏ hoặc đề nghị sửa ở mục “Khi cần” "
            "trước, rồi trả lời.",
            book().value("decisions.amend.peoples_committee", on=on).cite,
        )
    objection.outcome, objection.answer = outcome, answer.strip()
    objection.answer_number = number.strip()[:60]
    objection.answered_on, objection.answered_by = on, by
    objection.save()
    _record("decisions.answer_objection", objection, by, on)
    return objection


def _record(act: str, row: Objection, by: Term, on: date) -> None:
    unit = row.decision.unit_id
    audit.record(act, by=by, unit_id=unit, kind=rules.DECISION, key=row.decision_id, on=on)
