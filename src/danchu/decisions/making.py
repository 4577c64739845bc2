"""What several acts do to a motion inside their own transaction: made, put forward, locked."""

from datetime import date
from typing import NamedTuple

from civics.errors import Refused
from danchu.decisions import rules
from danchu.decisions.models import Decision, Motion, Part
from danchu.decisions.words import Matter, Origin, Scope, State, Way
from danchu.kit.law import book
from danchu.meetings import convening
from danchu.people.models import Household, Role, Term
from danchu.places.models import Unit


class Proposal(NamedTuple):
    """What is proposed, as the form gives it."""

    matter: Matter
    way: Way
    title: str
    text: str
    estimate: str = ""
    replaces: Decision | None = None
    ends_it: bool = False
    removal: bool = False
    removal_ground: str = ""  # of a head alone: NĐ 59 Điều 9 khoản 1
    removal_paper: str = ""
    petitioners: int | None = None  # households, when they ask for it


def make(
    unit: Unit, scope: Scope, proposal: Proposal, origin: Origin, *, by: Term, on: date
) -> Motion:
    """The row, once the law of today lets this matter go this way. Inside the act that calls."""
    rules.refuse_unlawful_way(proposal.matter, scope, proposal.way, on=on)
    if proposal.removal and proposal.matter not in {Matter.COMMUNITY_HEAD, Matter.BOARDS}:
        raise Refused("Chỉ người được bầu mới cho thôi. Hãy bỏ dấu ở ô “cho thôi”.")
    if proposal.removal and proposal.matter == Matter.COMMUNITY_HEAD:
        _refuse_removal(unit, proposal, on=on)
    title, text = " ".join(proposal.title.split()), proposal.text.strip()
    if not title or not text:
        raise Refused("Hãy ghi tên việc và nội dung đưa ra bàn: bà con sẽ đọc đúng những lời này.")
    if proposal.replaces is not None and proposal.replaces.unit_id != unit.pk:
        raise Refused("Quyết định cũ không phải của nơi này nên nơi này không sửa được.")
    motion = Motion.objects.create(
        unit=unit,
        scope=scope,
        matter=proposal.matter,
        way=proposal.way,
        origin=origin,
        title=title[:200],
        text=text,
        estimate=proposal.estimate.strip(),
        replaces=proposal.replaces.motion if proposal.replaces else None,
        ends_it=proposal.ends_it,
        removal=proposal.removal,
        removal_ground=proposal.removal_ground,
        removal_paper=proposal.removal_paper.strip()[:200],
        petitioners=proposal.petitioners,
        proposed_by=by,
        proposed_on=on,
    )
    if scope == Scope.COMMUNITY:
        Part.objects.create(motion=motion, unit=unit)
    return motion


def _refuse_removal(unit: Unit, proposal: Proposal, *, on: date) -> None:
    """Why the head may be removed at a meeting, and at least half of all households if they ask."""
    ground = proposal.removal_ground
    if ground not in rules.REMOVAL:
        raise Refused(
            "Hãy chọn vì sao cho thôi: có đơn xin thôi, Mặt trận đề nghị, hay các hộ kiến nghị.",
            book().value(rules.REMOVAL["resign"], on=on).cite,
        )
    cite = book().value(rules.REMOVAL[ground], on=on).cite
    if not proposal.removal_paper.strip():
        raise Refused("Hãy ghi đơn hoặc văn bản đề nghị nào, ngày nào.", cite)
    if ground != "petition":
        return
    whole = Household.objects.filter(unit=unit).standing(on=on).count()
    if proposal.petitioners is None or not whole:
        raise Refused("Hãy ghi bao nhiêu hộ kiến nghị. Sổ hộ phải có hộ mới tính được.", cite)
    if proposal.petitioners > whole:
        raise Refused(f"Sổ hộ có {whole} hộ, không thể có {proposal.petitioners} hộ kiến nghị.")
    judged = book().threshold(rules.REMOVAL[ground], on=on).judge(proposal.petitioners, whole=whole)
    if not judged.passed:
        said = f"Mới có {judged.yes} trên {whole} hộ kiến nghị, cần {judged.needed}."
        if convening.heads_both(unit, on=on):
            raise Refused(f"{said} Hãy lấy thêm chữ ký.", cite)
        raise Refused(
            f"{said} Hãy lấy thêm chữ ký, hoặc để Trưởng ban công tác Mặt trận tự đề nghị.", cite
        )


def refuse_own_removal(motion: Motion, *, by: Term, on: date) -> None:
    """Whoever is to go has no hand in it, under whichever role (NĐ 59 Điều 3 khoản 1 điểm c)."""
    if not motion.removes_head:
        return
    head = convening.head_in_office(rules.heir_of(motion.unit, on=on), on=on)
    if by.role == Role.COMMUNITY_HEAD or (head and head.person_id == by.person_id):
        raise Refused(
            "Người bị xem xét cho thôi không tự rút việc này, không tự ghi kết quả. Việc ấy của "
            "Trưởng ban công tác Mặt trận hoặc Chủ tịch Ủy ban nhân dân xã.",
            book().value(rules.REMOVAL_CALLED, on=on).cite,
        )


def put_forward(motion: Motion, *, on: date) -> None:
    """From now on anybody reads it. Inside the act that calls."""
    motion.state = State.OPEN
    motion.put_forward_on = motion.put_forward_on or on
    motion.save()
    if not motion.of_commune or motion.parts.exists():
        return
    standing = Unit.objects.communities().standing(on=on).filter(commune=motion.unit)
    made = [Part(motion=motion, unit=one) for one in standing.order_by("folded")]
    if not made:
        raise Refused("Xã chưa có thôn, tổ dân phố nào trong sổ nên chưa đưa ra bàn được.")
    Part.objects.bulk_create(made)


def locked(motion: Motion) -> Motion:
    """The row of now; whoever else acts on it waits."""
    return (
        Motion.objects.select_for_update(of=("self",))
        .select_related("unit__commune")
        .get(pk=motion.pk)
    )
