"""Matters before the people of the demo: an initiative being signed, one that waits, one voted
down, one short of households, one asked by slips, one decided and being carried out, one not yet
agreed on, one taken back.

Everything is done by the actions of the room, on days gone by.
"""

from datetime import date, timedelta

from danchu.decisions.actions import (
    carrying_out,
    counting,
    deciding,
    from_paper,
    initiating,
    proposing,
    slips,
)
from danchu.decisions.actions.counting import Hall
from danchu.decisions.actions.deciding import Words
from danchu.decisions.actions.from_paper import Sheet, Sheets
from danchu.decisions.actions.initiating import Idea
from danchu.decisions.actions.slips import Member, Plan
from danchu.decisions.making import Proposal
from danchu.decisions.models import Motion
from danchu.decisions.words import Form, Given, Matter, Way, Whose
from danchu.front.demo_sheets import sheet
from danchu.people.models import Household, Role, Term
from danchu.people.roll.made_up import make_up
from danchu.places.models import Unit

HOUSEHOLDS = 60
BACK = (3, 20, 6, 40)  # days ago: each matter in its own state
ROAD = Proposal(
    Matter.CONTRIBUTION,
    Way.MEETING,
    "Mỗi hộ góp 600.000 đồng làm 850 m đường xóm (minh họa)",
    "Bê tông rộng 3 m, từ nhà văn hóa đến cầu. Xã hỗ trợ xi măng, bà con góp tiền và công.",
    "Dự toán 210 triệu đồng: xã 120 triệu, bà con góp 36 triệu, còn lại là công và đất.",
)
FUND = Proposal(
    Matter.COMMUNITY_FUND,
    Way.MEETING,
    "Thu quỹ xóm 100.000 đồng mỗi hộ một năm (minh họa)",
    "Dùng thăm hỏi, đèn đường, sửa nhà văn hóa; công khai từng quý.",
)
LAMPS = Proposal(
    Matter.SELF_MANAGED,
    Way.MEETING,
    "Quét dọn đường xóm sáng thứ Bảy đầu tháng (minh họa)",
    "Mỗi hộ một người, luân phiên theo ngõ.",
)
WELL = Proposal(
    Matter.COMMUNITY_FUND,
    Way.MEETING,
    "Dùng 8 triệu quỹ xóm sửa giếng chung (minh họa)",
    "Thay bơm, xây bờ; ba tổ luân phiên trông.",
)
HALL = Proposal(
    Matter.CONTRIBUTION,
    Way.MEETING,
    "Góp công sơn lại nhà văn hóa (minh họa)",
    "Mỗi hộ một công, làm trong hai ngày cuối tuần.",
)
BRIDGE = Proposal(
    Matter.CONTRIBUTION,
    Way.MEETING,
    "Mỗi hộ góp 200.000 đồng sửa cầu dân sinh (minh họa)",
    "Thay mặt cầu bằng thép, làm trước mùa mưa.",
)
IDEA = Idea(
    Matter.SELF_MANAGED,
    "Trồng hoa hai bên đường xóm (minh họa)",
    "Mỗi ngõ một đoạn, trẻ em cùng trồng.",
    "Lý Văn Hoa (minh họa)",
)
TEAM = (
    Member("Bàn Thị Mơ", Whose.FRONT, leads=True),
    Member("Lý Văn Tư (minh họa)", Whose.COMMUNITY),
    Member("Hà Thị Năm (minh họa)", Whose.ORGANISATION),
)
COLLECTED, SIGNED = 23, 4
CODE = Proposal(
    Matter.VILLAGE_CODE,
    Way.MEETING,
    "Sửa hương ước: việc cưới, việc tang (minh họa)",
    "Tiệc cưới một ngày; tang lễ không quá hai ngày.",
)


def vote(hamlet: Unit, *, on: date) -> None:
    """In one hamlet whose head and Front stand; others have a roll to come."""
    head, front = (_holds(hamlet, role) for role in (Role.COMMUNITY_HEAD, Role.FRONT_HEAD))
    if head is None or front is None:
        return
    make_up(hamlet, HOUSEHOLDS, since=head.since)
    waiting, lost, short, passed = (on - timedelta(days=back) for back in BACK)
    _put_forward(CODE, head, front, on=waiting)
    _from_paper(_put_forward(FUND, head, front, on=lost), head, day=lost, on=on)
    _hall(_put_forward(ROAD, head, front, on=short), head, on=short, present=38, yes=38)
    _asked_by_slips(_put_forward(WELL, head, front, on=short), head, on=on)
    _signed(hamlet, head, on=on)
    proposing.propose(hamlet, HALL, by=head, on=waiting)
    why = "Xã đã có vốn sửa cầu, bà con không phải góp."
    proposing.withdraw(_put_forward(BRIDGE, head, front, on=passed), why=why, by=head, on=lost)
    done = _put_forward(LAMPS, head, front, on=passed)
    _hall(done, head, on=passed, present=44, yes=40, no=3, other=1)
    done.refresh_from_db()
    _decided(done, head, on=passed)


def _asked_by_slips(motion: Motion, head: Term, *, on: date) -> None:
    """Too few came six days ago; slips went out yesterday and some came back today."""
    held = on - timedelta(days=BACK[2])
    _hall(motion, head, on=held, present=35, yes=35)
    out = on - timedelta(days=1)
    days = Plan(held, held, "giấy mời", out, on + timedelta(days=3), TEAM, "02/KH")
    found = slips.plan_slips(motion.parts.get(), days, by=head, on=held)
    found = slips.send_plan(found, by=head, on=held + timedelta(days=1))
    found = slips.prepare_slips(found, by=head, on=out)
    for number in range(1, COLLECTED + 1):
        slips.collect(found, number, by=head, on=on)


def _signed(hamlet: Unit, head: Term, *, on: date) -> None:
    """An initiative two households short of ten in a hundred."""
    begun = on - timedelta(days=2)
    found = initiating.begin(hamlet, IDEA, by=head, on=begun)
    paper = Sheet("đơn viết tay, một trang (minh họa)", sheet("sang-kien", rows=9))
    step = "Sáng kiến đưa trên giấy"
    from_paper.note_idea_step(found, step, paper, day=begun, by=head, on=on)
    for one in Household.objects.filter(unit=hamlet).order_by("number")[:SIGNED]:
        initiating.endorse(found, one, way=Given.PAPER, day=on, by=head, on=on)


def _decided(motion: Motion, head: Term, *, on: date) -> None:
    made = deciding.write_decision(
        motion,
        Words(
            Form.RESOLUTION,
            "Sáng thứ Bảy đầu tháng, mỗi hộ cử một người quét dọn đường xóm.",
            f"tại cuộc họp ngày {on:%d/%m/%Y}",
            "Nông Văn Hộ (minh họa)",
            "Lý Thị Hộ (minh họa)",
            "Trưởng xóm",
        ),
        by=head,
        on=on,
    )
    made = deciding.send_decision(made, by=head, on=on + timedelta(days=1))
    carrying_out.post_result(motion, by=head, on=on + timedelta(days=1))
    said = "Tháng đầu 41 trên 60 hộ tham gia; đường sạch, rãnh thông."
    day = on + timedelta(days=30)
    carrying_out.report_progress(made, text=said, ends=False, by=head, on=day)


def _put_forward(told: Proposal, head: Term, front: Term, *, on: date) -> Motion:
    motion = proposing.propose(head.unit, told, by=head, on=on)
    return proposing.agree(motion, by=front, on=on)


def _hall(
    motion: Motion, head: Term, *, on: date, present: int, yes: int, no: int = 0, other: int = 0
) -> None:
    hall = Hall(on, HOUSEHOLDS, present, yes, no, other)
    counting.count_from_meeting(motion.parts.get(), hall, by=head, on=on)


def _from_paper(motion: Motion, head: Term, *, day: date, on: date) -> None:
    """Voted down at a meeting held on paper: its count was entered with photos of its sheets."""
    hall = Hall(day, HOUSEHOLDS, 45, 36, 9, 0)
    sheets = Sheets([sheet("bien-ban", rows=16)], [sheet("to-kiem-dem", rows=6)])
    from_paper.enter_hall(motion.parts.get(), hall, sheets, by=head, on=on)


def _holds(unit: Unit, role: Role) -> Term | None:
    return Term.objects.filter(unit=unit, role=role).select_related("unit", "person").first()
