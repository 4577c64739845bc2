"""Carried out and told; repealed, or sent back to be mended (Điều 22, 23)."""

from datetime import date

from django.db import transaction

from civics.errors import Refused
from danchu.decisions import rules
from danchu.decisions.models import Change, Decision, Motion, Progress
from danchu.decisions.words import ENDED, ChangeKind, Ground
from danchu.duties import actions as duties
from danchu.duties.models import Basis
from danchu.kit import audit
from danchu.kit.law import book
from danchu.people.models import Term
from danchu.places.models import Kind
from danchu.postings.actions import handing
from danchu.postings.actions.handing import Ask, Day, Handed
from danchu.postings.models import Channel, Paper
from danchu.rulebook.rulebook import last_day, value

ROOM = "decisions"


@transaction.atomic
def post_result(motion: Motion, *, by: Term, on: date, earlier: bool = False) -> Motion:
    """The result, passed or lost, is handed to the machine of postings: the hamlet's boards.

    `earlier`: `on` is a day before today, of a paper. Only the first time: a sheet that is on the
    books has its days, and none that it was reported missing is taken back by a word.
    """
    motion = (
        Motion.objects.select_for_update(of=("self",))
        .select_related("unit__commune")
        .get(pk=motion.pk)
    )
    ended = _ended(motion, on=on, earlier=earlier)
    unit = rules.heir_of(motion.unit, on=on)
    whole = unit if unit.kind == Kind.COMMUNE or unit.commune is None else unit.commune
    days = value(rules.POST_DAYS, unit=unit, on=on).payload
    due = last_day(rules.POST, unit=unit, start=ended).due_on
    handing.hand_in(
        whole,
        Handed(
            ROOM,
            rules.MOTION,
            motion.pk,
            f"Kết quả: {motion.title}",
            f"Kết quả biểu quyết ngày {ended:%d/%m/%Y}",
            f"/ban-quyet-dinh/{motion.pk}/",
        ),
        [Ask(Channel.POSTING, rules.POST, int(days["days"]), tuple(days["places"]))],
        day=Day(ended, due, Basis.PARAMETER),
        by=by,
        on=on,
        only=None if whole.pk == unit.pk else unit,
    )
    duties.close(rules.MOTION, motion.pk, on=on, rule_key=rules.POST)
    _record("decisions.post_result", rules.MOTION, motion, by, on)
    return motion


def _ended(motion: Motion, *, on: date, earlier: bool) -> date:
    """The day of the result; refused where it cannot be posted on `on`."""
    if motion.state not in ENDED or motion.ended_on is None:
        raise Refused("Việc này chưa có kết quả để niêm yết.")
    if on < motion.ended_on:
        raise Refused(f"Ngày {motion.ended_on:%d/%m/%Y} mới có kết quả, chưa niêm yết trước được.")
    posted = Paper.objects.filter(room=ROOM, kind=rules.MOTION, key=str(motion.pk))
    if earlier and posted.exists():
        raise Refused(
            "Kết quả này đã chuyển đi niêm yết, nên không ghi lại với ngày trước đây. Cần dán bản "
            "mới thì để trống ngày: ngày niêm yết tính từ hôm nay."
        )
    return motion.ended_on


@transaction.atomic
def report_progress(decision: Decision, *, text: str, ends: bool, by: Term, on: date) -> Progress:
    """How far it is carried out, told to the people and the commune; `ends`: all of it is done."""
    decision = _locked(decision)
    if decision.effective_on is None or decision.effective_on > on:
        raise Refused("Quyết định chưa có hiệu lực nên chưa báo cáo thực hiện.")
    if decision.repealed_on is not None or decision.finished_on is not None:
        raise Refused("Quyết định này đã hết hiệu lực hoặc đã thực hiện xong.")
    if not text.strip():
        raise Refused("Hãy ghi đã làm được gì: bà con sẽ đọc câu này.")
    made = Progress.objects.create(decision=decision, on=on, text=text.strip(), ends=ends, by=by)
    if ends:
        decision.finished_on = on
        decision.save(update_fields=["finished_on"])
    _record("decisions.report_progress", rules.DECISION, decision, by, on)
    return made


@transaction.atomic
def repeal(
    decision: Decision, *, ground: Ground, number: str, why: str, by: Term, on: date
) -> Change:
    """The commune's committee, when the law or the procedure was broken (khoản 2)."""
    decision = _locked(decision)
    if decision.repealed_on is not None:
        raise Refused("Quyết định này đã hết hiệu lực.")
    if ground == Ground.WISH:
        raise Refused(
            "Cộng đồng thấy cần thì cộng đồng tự sửa, theo trình tự đã thông qua.",
            book().value("decisions.amend.community", on=on).cite,
        )
    made = _changed(decision, ChangeKind.REPEALED, ground, number, why, by=by, on=on)
    decision.repealed_on = on
    decision.save(update_fields=["repealed_on"])
    duties.call_off(rules.DECISION, decision.pk, on=on, why="quyết định đã bị bãi bỏ")
    _record("decisions.repeal", rules.DECISION, decision, by, on)
    return made


@transaction.atomic
def ask_to_amend(decision: Decision, *, number: str, why: str, by: Term, on: date) -> Change:
    """The procedure was not followed: the community is asked to mend it; nobody mends for it."""
    decision = _locked(decision)
    if decision.repealed_on is not None:
        raise Refused("Quyết định này đã hết hiệu lực.")
    made = _changed(decision, ChangeKind.ASKED, Ground.PROCEDURE, number, why, by=by, on=on)
    _record("decisions.ask_to_amend", rules.DECISION, decision, by, on)
    return made


def _changed(
    decision: Decision,
    kind: ChangeKind,
    ground: Ground,
    number: str,
    why: str,
    *,
    by: Term,
    on: date,
) -> Change:
    if not why.strip() or not number.strip():
        raise Refused(
            "Hãy ghi số văn bản và lý do: văn bản gửi thôn và Mặt trận xã cùng lúc.",
            book().value("decisions.amend.notify", on=on).cite,
        )
    return Change.objects.create(
        decision=decision,
        kind=kind,
        ground=ground,
        why=why.strip(),
        number=number.strip()[:60],
        on=on,
        by=by,
    )


def _locked(decision: Decision) -> Decision:
    return (
        Decision.objects.select_for_update(of=("self",))
        .select_related("unit__commune", "motion")
        .get(pk=decision.pk)
    )


def _record(act: str, kind: str, row: Motion | Decision, by: Term, on: date) -> None:
    audit.record(act, by=by, unit_id=row.unit_id, kind=kind, key=row.pk, on=on)
