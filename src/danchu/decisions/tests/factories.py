"""A hamlet with its roll, motions on their way, counts and slips as people write them."""

from datetime import date, timedelta

from danchu.decisions.actions import counting, proposing, slips
from danchu.decisions.actions.counting import Hall
from danchu.decisions.actions.deciding import Words
from danchu.decisions.actions.slips import Member, Plan
from danchu.decisions.making import Proposal
from danchu.decisions.models import Motion, Part, SlipRound
from danchu.decisions.words import Form, Matter, Way, Whose
from danchu.people.models import Term
from danchu.people.roll.made_up import make_up
from danchu.places.models import Unit

DAY = date(2026, 12, 2)  # a Wednesday
ROLL_SINCE = date(2026, 1, 1)


def fill_roll(unit: Unit, count: int = 200) -> int:
    return make_up(unit, count, since=ROLL_SINCE)


def proposal(matter=Matter.CONTRIBUTION, way=Way.MEETING, **more) -> Proposal:
    told = {"title": "Góp 600.000 đồng mỗi hộ làm 850 m đường", "text": "Bê tông rộng 3 m."}
    return Proposal(matter, way, **{**told, **more})


def proposed(tam: Term, *, on=DAY, **more) -> Motion:
    return proposing.propose(tam.unit, proposal(**more), by=tam, on=on)


def put_forward(tam: Term, mo: Term, *, on=DAY, **more) -> Motion:
    """Proposed by the head, agreed on by the Front, before the people."""
    return proposing.agree(proposed(tam, on=on, **more), by=mo, on=on)


def removed(mo: Term, binh: Term, *, on=DAY, **more) -> Motion:
    """That the head goes: asked by the Front, considered by the chair."""
    told = {"removal": True, "removal_ground": "resign", "removal_paper": "đơn ngày 01/12/2026"}
    asked = proposal(matter=Matter.COMMUNITY_HEAD, **{**told, **more})
    return proposing.agree(proposing.propose(mo.unit, asked, by=mo, on=on), by=binh, on=on)


def part_of(motion: Motion) -> Part:
    return motion.parts.get()


def hall(part: Part, by: Term, *, present, yes, no=0, other=0, on=DAY, whole=200, **more):
    told = Hall(on, whole, present, yes, no, other, **more)
    return counting.count_from_meeting(part, told, by=by, on=on)


TEAM = (
    Member("Bàn Thị Mơ", Whose.FRONT, leads=True),
    Member("Lý Văn Tư", Whose.COMMUNITY),
    Member("Hà Thị Năm", Whose.ORGANISATION),
)


def plan(on=DAY, *, team=TEAM, **more) -> Plan:
    told = {
        "issued_on": on,
        "announced_on": on,
        "announced_how": "giấy mời",
        "hand_out_on": on + timedelta(days=3),
        "collect_until": on + timedelta(days=5),
    }
    return Plan(**{**told, **more}, team=team)


def planned(part: Part, by: Term, *, on=DAY, **more) -> SlipRound:
    return slips.plan_slips(part, plan(on, **more), by=by, on=on)


def handed_out(part: Part, by: Term, *, on=DAY, **more) -> SlipRound:
    return slips.prepare_slips(planned(part, by, on=on, **more), by=by, on=on)


def collected(found: SlipRound, count: int) -> None:
    """So many stubs came back, on the first day (written at once: one act a slip is tested)."""
    first = list(found.slips.order_by("number").values_list("pk", flat=True)[:count])
    found.slips.filter(pk__in=first).update(
        collected_on=found.hand_out_on, collected_by=found.issued_by
    )


def words(**more) -> Words:
    told = {
        "form": Form.RESOLUTION,
        "text": "Mỗi hộ góp 600.000 đồng, hai lần.",
        "front_agreed": "tại cuộc họp",
        "household_one": "Lý Văn Một",
        "household_two": "Hà Thị Hai",
        "executor": "Trưởng xóm và Tổ giám sát",
    }
    return Words(**{**told, **more})
