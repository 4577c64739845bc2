"""A motion is proposed, agreed on with the Front, put forward, or taken back (Điều 16, 17)."""

from datetime import date

from django.db import transaction

from civics.errors import Refused
from danchu.decisions import rules
from danchu.decisions.making import Proposal, locked, make, put_forward, refuse_own_removal
from danchu.decisions.models import Motion
from danchu.decisions.words import Matter, Origin, RemovalGround, Scope, State
from danchu.duties import actions as duties
from danchu.kit import audit
from danchu.kit.law import book
from danchu.meetings import convening
from danchu.people.models import Role, Term
from danchu.places.models import Kind, Unit

PROPOSE = {
    Scope.COMMUNITY: "decisions.propose.community",
    Scope.COMMUNE: "decisions.propose.commune",
}
AGREES = {Scope.COMMUNITY: Role.FRONT_HEAD, Scope.COMMUNE: Role.FRONT}
PROPOSES = {Scope.COMMUNITY: Role.COMMUNITY_HEAD, Scope.COMMUNE: Role.CHAIR}


@transaction.atomic
def propose(unit: Unit, proposal: Proposal, *, by: Term, on: date) -> Motion:
    """The head for their community, or the chair for the whole commune; the Front agrees next.

    That the head is removed is proposed by the head of the Front committee and considered by the
    chair; where one person is both, by the chair.
    """
    scope = Scope.COMMUNE if unit.kind == Kind.COMMUNE else Scope.COMMUNITY
    removes = proposal.removal and proposal.matter == Matter.COMMUNITY_HEAD
    if removes:
        _refuse_asker(unit, proposal, by=by, on=on)
    elif by.role != PROPOSES[scope] or by.unit_id != unit.pk:
        raise Refused(
            "Việc trong thôn do Trưởng thôn, Tổ trưởng đề xuất; việc toàn xã do Chủ tịch Ủy ban "
            "nhân dân xã đưa ra.",
            book().value(PROPOSE[scope], on=on).cite,
        )
    origin = Origin.CHAIR if by.role == Role.CHAIR else Origin.HEAD
    origin = Origin.FRONT if by.role == Role.FRONT_HEAD else origin
    motion = make(unit, scope, proposal, origin, by=by, on=on)
    _record("decisions.propose", motion, by, on)
    return motion


@transaction.atomic
def agree(motion: Motion, *, ground: str = "", by: Term, on: date) -> Motion:
    """The Front agrees, by its own account or on a paper that the proposer names; then the
    motion is before the people. A commune's goes to every community standing that day."""
    motion = locked(motion)
    if motion.agreed_by_id is not None:
        raise Refused("Việc này đã thống nhất với Mặt trận.")
    if motion.state not in {State.DRAFT, State.OPEN}:
        raise Refused("Việc này không còn chờ thống nhất.")
    cite = book().value(_agreed_under(motion), on=on).cite
    own = by.role == who_agrees(motion)
    if own and by.person_id == motion.proposed_by.person_id and not ground.strip():
        raise Refused(rules.BOTH_ROLES, cite)
    if motion.removes_head and not motion.asked_by_chair and not own and not ground.strip():
        raise Refused(
            "Hãy ghi Chủ tịch xã xem xét bằng văn bản nào, ngày nào; hoặc để Chủ tịch xã tự bấm.",
            cite,
        )
    if not own and not ground.strip():
        raise Refused(
            "Hãy ghi thống nhất với Mặt trận bằng giấy nào, ngày nào; hoặc để Mặt trận tự bấm.",
            cite,
        )
    motion.agreed_by, motion.agreed_ground = by, ground.strip()[:200]
    put_forward(motion, on=on)
    _record("decisions.agree", motion, by, on)
    return motion


@transaction.atomic
def withdraw(motion: Motion, *, why: str, by: Term, on: date) -> Motion:
    """Taken back before it was decided, with a reason anybody reads."""
    motion = locked(motion)
    if motion.state not in {State.DRAFT, State.OPEN, State.SHORT}:
        raise Refused("Đang lấy phiếu hoặc đã có kết quả nên không rút được.")
    refuse_own_removal(motion, by=by, on=on)
    if not why.strip():
        raise Refused("Hãy ghi vì sao rút: bà con sẽ đọc câu này.")
    motion.state, motion.withdrawn_on, motion.withdrawn_why = State.WITHDRAWN, on, why.strip()[:300]
    motion.save(update_fields=["state", "withdrawn_on", "withdrawn_why"])
    duties.call_off(rules.MOTION, motion.pk, on=on, why="đã rút việc này")
    _record("decisions.withdraw", motion, by, on)
    return motion


def who_agrees(motion: Motion) -> Role:
    """Whose own word agrees to a motion; anybody else of those who may names a paper."""
    if motion.asked_by_chair:
        return Role.FRONT
    return Role.CHAIR if motion.removes_head else AGREES[Scope(motion.scope)]


def _agreed_under(motion: Motion) -> str:
    if motion.asked_by_chair:
        return rules.REMOVAL_CALLED
    return rules.REMOVAL["front"] if motion.removes_head else PROPOSE[Scope(motion.scope)]


def _refuse_asker(unit: Unit, proposal: Proposal, *, by: Term, on: date) -> None:
    """Who asks that a head be removed (NĐ 59 Điều 9 khoản 1, Điều 3 khoản 1 điểm c).

    Where the head is the head of the Front committee too, the law names nobody who asks in the
    Front's place: only their own letter, or half of all households.
    """
    if not convening.heads_both(unit, on=on):
        if by.role == Role.FRONT_HEAD and by.unit_id == unit.pk:
            return
        raise Refused(
            "Cho thôi Trưởng thôn, Tổ trưởng thì Trưởng ban công tác Mặt trận đề nghị Chủ tịch xã "
            "xem xét và triệu tập cuộc họp.",
            book().value(rules.REMOVAL["front"], on=on).cite,
        )
    cite = book().value(rules.REMOVAL_CALLED, on=on).cite
    if by.role != Role.CHAIR or by.unit_id != unit.commune_id:
        raise Refused(
            f"{rules.head_of(unit)} ở đây đồng thời là Trưởng ban công tác Mặt trận. Đơn xin thôi, "
            "kiến nghị của các hộ gửi Chủ tịch Ủy ban nhân dân xã; Chủ tịch xã thống nhất với Mặt "
            "trận xã rồi triệu tập cuộc họp.",
            cite,
        )
    if proposal.removal_ground == RemovalGround.FRONT:
        raise Refused(
            "Trưởng ban công tác Mặt trận chính là người bị xem xét nên không đề nghị được. Dùng "
            "đơn xin thôi của người ấy, hoặc kiến nghị của từ 50% tổng số hộ.",
            book().value(rules.REMOVAL["petition"], on=on).cite,
        )


def _record(act: str, motion: Motion, by: Term, on: date) -> None:
    audit.record(act, by=by, unit_id=motion.unit_id, kind=rules.MOTION, key=motion.pk, on=on)
