"""What a commune's matter still owes: each hamlet's own decision, the report to the council."""

from datetime import date

from django.db import transaction

from civics.errors import Refused
from danchu.decisions import rules
from danchu.decisions.making import locked
from danchu.decisions.models import Motion, Part
from danchu.decisions.words import ENDED, Result
from danchu.duties import actions as duties
from danchu.kit import audit
from danchu.kit.law import book
from danchu.people.models import Role, Term


@transaction.atomic
def send_part(part: Part, *, by: Term, on: date) -> Part:
    """A hamlet's decision on a commune's matter, to the commune and its Front (Điều 20 khoản 3)."""
    motion = locked(part.motion)
    part = Part.objects.select_for_update(of=("self",)).get(pk=part.pk)
    if not motion.of_commune or part.result != Result.PASSED or part.result_on is None:
        raise Refused("Thôn này chưa thông qua việc toàn xã nên chưa có gì để gửi.")
    if part.sent_on is not None:
        raise Refused(f"Đã ghi gửi ngày {part.sent_on:%d/%m/%Y}.")
    if on < part.result_on:
        raise Refused(f"Ngày gửi không thể trước ngày biểu quyết {part.result_on:%d/%m/%Y}.")
    part.sent_on = on
    part.save(update_fields=["sent_on"])
    duties.close(rules.PART, part.pk, on=on)
    audit.record(
        "decisions.send_part", by=by, unit_id=part.unit_id, kind=rules.MOTION, key=motion.pk, on=on
    )
    return part


@transaction.atomic
def set_council_session(motion: Motion, *, day: date, by: Term, on: date) -> Motion:
    """The law names no day, only the next regular session: once its day is known, it is a duty."""
    motion = _owed(motion, on=on)
    assert motion.ended_on is not None  # ended
    if day < motion.ended_on:
        raise Refused("Kỳ họp gần nhất đứng sau ngày có kết quả toàn xã. Hãy xem lại ngày họp.")
    duties.call_off(rules.MOTION, motion.pk, on=on, why="kỳ họp đổi ngày", rule_key=rules.COUNCIL)
    motion.council_on = day
    motion.save(update_fields=["council_on"])
    duties.open_duty(
        rules.COUNCIL,
        unit=motion.unit,
        role=Role.CHAIR,
        what="Báo cáo Hội đồng nhân dân việc bàn, quyết định toàn xã; gửi Mặt trận",
        kind=rules.MOTION,
        key=motion.pk,
        address=rules.desk_of(motion.pk),
        counted_from=motion.ended_on,
        due_on=day,
    )
    _record("decisions.set_council_session", motion, by, on)
    return motion


@transaction.atomic
def tell_council(motion: Motion, *, number: str, by: Term, on: date) -> Motion:
    """Reported to the council and sent to the Front, which supervises."""
    motion = _owed(motion, on=on)
    if motion.council_on is None or not number.strip():
        raise Refused("Hãy ghi ngày kỳ họp và số báo cáo.", book().value(rules.COUNCIL, on=on).cite)
    motion.council_number, motion.council_told_on = number.strip()[:60], on
    motion.save(update_fields=["council_number", "council_told_on"])
    duties.close(rules.MOTION, motion.pk, on=on, rule_key=rules.COUNCIL)
    _record("decisions.tell_council", motion, by, on)
    return motion


def _owed(motion: Motion, *, on: date) -> Motion:
    motion = locked(motion)
    if not motion.of_commune or motion.state not in ENDED:
        cite = book().value(rules.COUNCIL, on=on).cite
        raise Refused("Chỉ báo cáo Hội đồng việc phạm vi toàn xã đã có kết quả.", cite)
    if motion.council_told_on is not None:
        raise Refused(f"Đã báo cáo Hội đồng nhân dân ngày {motion.council_told_on:%d/%m/%Y}.")
    return motion


def _record(act: str, motion: Motion, by: Term, on: date) -> None:
    audit.record(act, by=by, unit_id=motion.unit_id, kind=rules.MOTION, key=motion.pk, on=on)
