"""Which rules a motion is judged by, in words; who acts for a hamlet that was merged since."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from civics import motions as law
from civics.errors import NotInForce, Refused
from civics.methods import methods
from danchu.decisions.models import Motion, Part
from danchu.decisions.words import Scope, Way
from danchu.duties import actions as duties
from danchu.duties.models import Basis
from danchu.kit.law import book
from danchu.people.models import Role
from danchu.places.models import Succession, Unit
from danchu.rulebook.rulebook import last_day

MOTION, ROUND, DECISION, INITIATIVE = "motion", "slip_round", "community_decision", "initiative"
POST, POST_DAYS = "decisions.post_result", "decisions.posting_days"
SEND = "decisions.send_decision"
SEND_AFTER = {Way.MEETING: "meetings.send_decision", Way.SLIPS: "slips.send_decision"}
RECOGNISE = "decisions.recognise"
PLAN_SENT, ANNOUNCE, TEAM = "slips.plan.send", "slips.announce", "slips.team"
ENDORSED, TEN, BELOW = "decisions.endorsement", "decisions.initiative", "decisions.initiative.front"
APPROVAL = {"money": "decisions.approval.money", "other": "decisions.approval.other"}
REMOVAL = {
    "resign": "elections.removal.resign",
    "front": "elections.removal.front",
    "petition": "elections.removal.petition",
}
REMOVAL_CALLED = "meetings.convene.removal"
BOTH_ROLES = (
    "Bạn giữ cả hai vai nên không tự thống nhất với mình. Hãy ghi thống nhất theo biên bản nào của "
    "Ban công tác Mặt trận, lập ngày nào."
)
REMOVED, NO_AGREEMENT = "elections.removal.recognise", "elections.removal.no_agreement"
NEW_HEAD, COUNCIL = "elections.new_head", "decisions.organise.report_council"
PART = "part_of_motion"
PLACES = ("culture_house", "community_place")


def heir_of(unit: Unit, *, on: date) -> Unit:
    """The unit that does today what `unit` did: itself while it stands."""
    seen = {unit.pk}
    while not unit.stands(on=on):
        step = Succession.objects.filter(old=unit, partial=False).select_related("new").first()
        if step is None or step.new_id in seen:
            return unit
        unit = step.new
        seen.add(unit.pk)
    return unit


def head_of(unit: Unit) -> str:
    """ "Trưởng xóm", "Tổ trưởng tổ dân phố": as this unit calls them."""
    if unit.title == "to_dan_pho":
        return "Tổ trưởng tổ dân phố"
    return f"Trưởng {unit.get_title_display() or 'thôn'}"


# ── which way ─────────────────────────────────────────────────────────────────────────────────


class Choice(NamedTuple):
    """One way of deciding, for one matter: may it be chosen, under which condition, who says so."""

    way: Way
    allowed: bool
    words: str
    cite: str
    address: str


NOT_HERE = (
    "Luật cho phép, nhưng phần mềm này chưa có phòng biểu quyết trực tuyến; phần ấy sẽ có sau. Nay "
    "hãy chọn họp hoặc phát phiếu."
)


def choices(matter: str, scope: str, *, on: date) -> list[Choice]:
    """All three ways for one matter, with what the law asks of each."""
    found = methods(book(), matter, scope=scope, on=on)
    return [
        Choice(
            Way(way),
            cell.allowed,
            f"{cell.condition or ''} {NOT_HERE}".strip()
            if way == Way.ONLINE and cell.allowed
            else cell.condition or "",
            str(cell.cite),
            f"/luat/{cell.key}/",
        )
        for way, cell in found.items()
    ]


def refuse_unlawful_way(matter: str, scope: str, way: str, *, on: date) -> None:
    """A way the law does not give is refused with its article, and a lawful one is named."""
    cell = methods(book(), matter, scope=scope, on=on)[way]
    name = book().word("matters", matter)
    if not cell.allowed:
        lawful = [one for one in choices(matter, scope, on=on) if one.allowed]
        offer = (
            f"Hãy chọn: {Way(lawful[0].way).label.lower()}."
            if lawful
            else ("Nội dung này chỉ quyết định trong từng thôn, tổ dân phố.")
        )
        raise Refused(f"“{name}” không được {book().word('ways', way)}. {offer}", cell.cite)
    if way == Way.ONLINE:
        raise Refused(NOT_HERE, cell.cite)
    if way == Way.SLIPS:
        opening = law.slips_may(book(), matter, scope=scope, front_agreed=True, on=on)
        if not opening.open:
            raise Refused(f"{opening.why} Hãy chọn: họp cộng đồng dân cư.", opening.cite)


# ── căn cứ ────────────────────────────────────────────────────────────────────────────────────


def basis(keys: Iterable[str], *, on: date) -> list[str]:
    """ "Luật 10/2022/QH15, Điều 21 khoản 1 đoạn 1": for a paper."""
    return [str(book().value(key, on=on).cite) for key in dict.fromkeys(keys)]


def share_key(matter: str, scope: str) -> str:
    """The rule whose share a motion is measured by."""
    money = matter in book().rule(APPROVAL["money"]).matters
    if scope == Scope.COMMUNE:
        return "decisions.commune_approval.money"
    return APPROVAL["money" if money else "other"]


# ── duties ────────────────────────────────────────────────────────────────────────────────────


def send_by(unit: Unit, way: str, *, voted_on: date) -> date:
    """The last day to send a decision, by the decree once it is in force, else by the law."""
    try:
        return last_day(SEND_AFTER[Way(way)], unit=unit, start=voted_on).due_on
    except NotInForce:
        return last_day(SEND, unit=unit, start=voted_on).due_on


def open_after_vote(motion: Motion, unit: Unit, way: str, *, voted_on: date, passed: bool) -> None:
    """The result must be posted; what passed must be written and sent."""
    if passed:
        due_on = send_by(unit, way, voted_on=voted_on)
        _open(SEND, motion, unit, "Gửi quyết định của thôn lên xã và Mặt trận", voted_on, due_on)
    due_on = last_day(POST, unit=unit, start=voted_on).due_on
    what = "Niêm yết kết quả biểu quyết"
    _open(POST, motion, unit, what, voted_on, due_on, basis=Basis.PARAMETER)


def open_of_part(motion: Motion, part: Part, way: str, *, voted_on: date, on: date) -> None:
    """A hamlet's own decision on a commune's matter goes to the commune and its Front too."""
    duties.open_duty(
        SEND,
        unit=heir_of(part.unit, on=on),
        role=Role.COMMUNITY_HEAD,
        what="Gửi quyết định của thôn về việc toàn xã lên xã và Mặt trận",
        kind=PART,
        key=part.pk,
        address=desk_of(motion.pk),
        counted_from=voted_on,
        due_on=send_by(part.unit, way, voted_on=voted_on),
    )


def _open(
    key: str,
    motion: Motion,
    unit: Unit,
    what: str,
    start: date,
    due_on: date,
    *,
    basis: Basis = Basis.LAW,
) -> None:
    duties.open_duty(
        key,
        unit=unit,
        role=Role.COMMUNITY_HEAD,
        what=what,
        kind=MOTION,
        key=motion.pk,
        address=desk_of(motion.pk),
        counted_from=start,
        due_on=due_on,
        basis=basis,
    )


def desk_of(pk: int) -> str:
    return f"/ban-quyet-dinh/{pk}/lam/"
