"""From a proposal to a verdict: the way, the Front, the hall, slips to every household."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from icalendar import Calendar

from civics.errors import Refused
from danchu.decisions.actions import counting, proposing, slips
from danchu.decisions.actions.counting import Hall
from danchu.decisions.actions.slips import Member, Tally
from danchu.decisions.models import Count, Motion, Slip
from danchu.decisions.tests.factories import (
    DAY,
    TEAM,
    collected,
    fill_roll,
    hall,
    handed_out,
    part_of,
    plan,
    planned,
    proposal,
    proposed,
    put_forward,
    removed,
)
from danchu.decisions.words import Matter, Result, State, Way, Whose
from danchu.duties.models import Duty
from danchu.people import actions as people
from danchu.people.actions.rolls import ForWhat

pytestmark = pytest.mark.django_db
LAST = DAY + timedelta(days=5)


def duties(motion):
    return set(
        Duty.objects.open().filter(kind="motion", key=motion.pk).values_list("rule_key", flat=True)
    )


# ── the matter decides the way ────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("matter", [one for one in Matter if one != Matter.SELF_MANAGED])
def test_five_matters_never_go_online_and_the_article_says_so(tam, matter):
    with pytest.raises(Refused, match="Hãy chọn") as refused:
        proposed(tam, matter=matter, way=Way.ONLINE)

    assert str(refused.value.cite) == "Luật 10/2022/QH15, Điều 17 khoản 2 đoạn 2"


@pytest.mark.parametrize("matter", [one for one in Matter if one != Matter.SELF_MANAGED])
def test_slips_never_come_first_for_them(tam, matter):
    with pytest.raises(Refused, match="Phải họp trước"):
        proposed(tam, matter=matter, way=Way.SLIPS)


def test_the_database_holds_the_same_matrix(tam):
    fields = {
        "unit": tam.unit, "scope": "community", "origin": "head", "title": "x", "text": "y",
        "proposed_by": tam, "proposed_on": DAY,
    }  # fmt: skip
    for bad in (
        {"matter": "contribution", "way": "online"},
        {"matter": "boards", "way": "slips"},
        {"matter": "village_code", "way": "meeting", "scope": "commune"},
        {"matter": "self_managed", "way": "online", "scope": "commune"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Motion.objects.create(**{**fields, **bad})


def test_a_commune_decides_money_only(binh):
    with pytest.raises(Refused):
        proposing.propose(binh.unit, proposal(Matter.VILLAGE_CODE), by=binh, on=DAY)


def test_the_head_proposes_for_the_hamlet_and_nobody_else(tam, lan, mo):
    for other in (lan, mo):
        with pytest.raises(Refused, match="Trưởng thôn"):
            proposing.propose(tam.unit, proposal(), by=other, on=DAY)


def test_the_front_agrees_first_or_a_paper_says_it_did(tam, mo):
    motion = proposed(tam)

    with pytest.raises(Refused, match="giấy nào"):
        proposing.agree(motion, by=tam, on=DAY)
    agreed = proposing.agree(motion, ground="biên bản ngày 01/12/2026", by=tam, on=DAY)

    assert (agreed.state, agreed.put_forward_on) == (State.OPEN, DAY)
    with pytest.raises(Refused, match="đã thống nhất"):
        proposing.agree(motion, by=mo, on=DAY)


# ── the hall ──────────────────────────────────────────────────────────────────────────────────


def test_enough_came_and_enough_agreed(tam, mo, roll):
    motion = put_forward(tam, mo)

    told = hall(part_of(motion), tam, present=150, yes=134, no=16)

    assert told.sentence == "Được thông qua: 134 trên 200 hộ tán thành, cần 134."
    assert told.cite == "Luật 10/2022/QH15, Điều 21 khoản 1 đoạn 1"
    motion.refresh_from_db()
    assert (motion.state, motion.ended_on) == (State.PASSED, DAY)
    assert duties(motion) == {"decisions.send_decision", "decisions.post_result"}


def test_enough_came_and_one_too_few_agreed_so_it_is_lost_and_slips_are_refused(tam, mo, roll):
    motion = put_forward(tam, mo)
    told = hall(part_of(motion), tam, present=150, yes=133, no=17)
    motion.refresh_from_db()

    assert (told.outcome, motion.state) == (Result.LOST, State.LOST)
    assert duties(motion) == {"decisions.post_result"}
    with pytest.raises(Refused, match="đã đủ đại diện hộ") as refused:
        planned(part_of(motion), tam)
    assert str(refused.value.cite) == "Nghị định 59/2023/NĐ-CP, Điều 4 khoản 1 điểm b"


def test_133_of_200_decide_nothing_and_slips_go_to_all_200(tam, mo, roll):
    motion = put_forward(tam, mo)
    part = part_of(motion)
    told = hall(part, tam, present=133, yes=133)
    motion.refresh_from_db()
    assert told.sentence == "Chưa quyết định được: 133 trên 200 hộ có mặt, cần 134."
    assert (motion.state, motion.ended_on, duties(motion)) == (State.SHORT, None, set())

    found = handed_out(part, tam)
    motion.refresh_from_db()
    assert (motion.state, found.slips.count(), found.roll.whole) == (State.SLIPS, 200, 200)
    collected(found, 180)
    tally = Tally(134, 40, 6, "Lý Văn Một", "Hà Thị Hai")
    count = slips.count_slips(found, tally, by=tam, on=LAST + timedelta(days=1))

    motion.refresh_from_db()
    assert (count.result, count.present, count.held_on) == (Result.PASSED, 180, LAST)
    assert (motion.state, motion.ended_on) == (State.PASSED, LAST)  # the hall's 133 are not added


def test_a_count_is_written_once_and_corrected_only_with_a_reason(tam, mo, roll):
    motion = put_forward(tam, mo)
    part = part_of(motion)
    hall(part, tam, present=150, yes=133, no=17)

    with pytest.raises(Refused, match="không ghi đè được"):
        hall(part, tam, present=150, yes=134, no=16)
    with pytest.raises(Refused, match="vì sao đính chính"):
        hall(part, tam, present=150, yes=134, no=16, corrects=True)
    told = hall(part, tam, present=150, yes=134, no=16, corrects=True, why="cộng nhầm cụm hai")

    motion.refresh_from_db()
    assert (told.outcome, motion.state) == (Result.PASSED, State.PASSED)
    assert [one.yes for one in part.counts.order_by("pk")] == [133, 134]
    assert duties(motion) == {"decisions.send_decision", "decisions.post_result"}


@pytest.mark.parametrize(
    ("numbers", "says"),
    [
        ({"present": 201, "yes": 0}, "từ 0 đến 200"),
        ({"present": 150, "yes": 151}, "nhiều hơn 150 hộ có mặt"),
        ({"present": 150, "yes": 100, "no": 51}, "nhiều hơn 150 hộ có mặt"),
        ({"present": 150, "yes": 134, "whole": 199}, "sổ hộ đã chốt có 200 hộ"),
    ],
)
def test_an_impossible_count_is_refused_with_the_numbers(tam, mo, roll, numbers, says):
    motion = put_forward(tam, mo)

    with pytest.raises(Refused, match=says):
        hall(part_of(motion), tam, **numbers)


def test_the_database_refuses_an_impossible_count_too(tam, mo, roll):
    motion = put_forward(tam, mo)
    hall(part_of(motion), tam, present=150, yes=134, no=16)
    row = Count.objects.values().get()
    for bad in (
        {"present": 201},
        {"yes": 151},
        {"needed": 135},
        {"result": "lost"},
        {"result": "short"},
        {"way": "slips", "yes": 140, "no": 0},
        {"households": 0},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Count.objects.create(**{**row, "id": None, **bad})


def test_a_count_cannot_be_changed_or_taken_out(tam, mo, roll):
    motion = put_forward(tam, mo)
    hall(part_of(motion), tam, present=150, yes=134, no=16)

    for change in (lambda: Count.objects.update(yes=150), lambda: Count.objects.all().delete()):
        with pytest.raises(Exception, match="append-only"), transaction.atomic():
            change()


def test_a_household_that_moved_away_after_the_freeze_is_still_counted(tam, mo, roll):
    motion = put_forward(tam, mo)
    part = part_of(motion)
    frozen = people.freeze_roll(tam.unit, ForWhat("họp", "meeting", "7"), by=tam, on=DAY)
    counting.open_at_meeting(part, meeting="7", roll=frozen, by=tam, on=DAY)
    one = tam.unit.households.get(number=1)
    people.move_away(one, people.households.Ground(DAY, "chuyển đi"), by=tam, on=DAY)

    told = hall(part, tam, present=140, yes=133, no=7, meeting="7")

    assert (told.outcome, part.counts.get().households) == (Result.LOST, 200)


def test_the_law_of_the_day_judges_and_is_kept(tam, mo, roll):
    motion = put_forward(tam, mo, matter=Matter.SELF_MANAGED)
    hall(part_of(motion), tam, present=120, yes=100, no=20)

    count = Count.objects.get()
    assert (count.result, count.needed, count.rule_key) == (
        Result.LOST, 101, "decisions.approval.other",
    )  # fmt: skip


# ── slips ─────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def short(tam, mo, roll):
    """A motion whose meeting fell short."""
    motion = put_forward(tam, mo)
    hall(part_of(motion), tam, present=100, yes=100)
    return part_of(motion)


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"hand_out_on": DAY + timedelta(days=1)}, "báo cho dân chậm nhất ngày 01/12/2026"),
        ({"collect_until": DAY + timedelta(days=2)}, "đứng trước ngày phát"),
        ({"announced_on": DAY - timedelta(days=1)}, "Kế hoạch ban hành trước"),
        ({"team": TEAM[:2]}, "Phải từ 3 người"),
        ({"team": TEAM * 2}, "Không quá 5 người"),
        ({"team": (*TEAM, TEAM[1])}, "ghi hai lần"),
        ({"team": (TEAM[0]._replace(whose=Whose.COMMUNITY), *TEAM[1:])}, "Ban công tác Mặt trận"),
        ({"team": (*TEAM[:2], Member("Ba", Whose.COMMUNITY))}, "còn thiếu: tổ chức"),
    ],
)
def test_a_plan_that_the_decree_does_not_allow(short, tam, changed, says):
    with pytest.raises(Refused, match=says):
        slips.plan_slips(short, plan(**changed), by=tam, on=DAY)


def test_the_days_of_slips_go_into_a_phones_calendar_for_anybody(short, tam, client):
    found = planned(short, tam)
    page = client.get(f"/ban-quyet-dinh/{short.motion_id}/").content.decode()
    address = f"/ban-quyet-dinh/dot-phieu/{found.pk}/lich.ics"
    assert address in page

    days = [
        (str(one["summary"]).partition(":")[0], one["dtstart"].dt, one["dtend"].dt)
        for one in Calendar.from_ical(client.get(address).content).walk("VEVENT")
    ]
    after = LAST + timedelta(days=1)
    assert days == [
        ("Phát, thu phiếu", found.hand_out_on, after),
        ("Ngày cuối thu phiếu", LAST, after),
    ]
    slips.call_off(found, why="Mưa lũ", by=tam, on=DAY)
    assert client.get(address).content.count(b"STATUS:CANCELLED") == 2
    hidden = planned(
        part_of(
            put_forward(tam, short.motion.agreed_by, matter=Matter.SELF_MANAGED, way=Way.SLIPS)
        ),
        tam,
    )
    Motion.objects.filter(pk=hidden.part.motion_id).update(state=State.DRAFT)
    assert client.get(f"/ban-quyet-dinh/dot-phieu/{hidden.pk}/lich.ics").status_code == 404


def test_two_days_before_is_early_enough_and_the_plan_has_two_days_to_be_sent(short, tam):
    found = planned(short, tam, hand_out_on=DAY + timedelta(days=2))

    duty = Duty.objects.open().get(kind="slip_round", key=found.pk)
    assert (duty.rule_key, duty.due_on) == ("slips.plan.send", DAY + timedelta(days=2))
    slips.send_plan(found, by=tam, on=DAY)
    assert not Duty.objects.open().filter(kind="slip_round").exists()


def test_a_slip_comes_back_once_and_only_in_its_days(short, tam):
    found = handed_out(short, tam)

    with pytest.raises(Refused, match="Thu phiếu từ"):
        slips.collect(found, 1, by=tam, on=DAY)
    slips.collect(found, 1, by=tam, on=found.hand_out_on)
    with pytest.raises(Refused, match="đã ghi thu"):
        slips.collect(found, 1, by=tam, on=found.hand_out_on)
    with pytest.raises(Refused, match="Không có phiếu số 201"):
        slips.collect(found, 201, by=tam, on=found.hand_out_on)
    with pytest.raises(Refused, match="Thu phiếu từ"):
        slips.collect(found, 2, by=tam, on=LAST + timedelta(days=1))


@pytest.mark.parametrize(
    ("tally", "on", "says"),
    [
        ((134, 40, 5, "Một", "Hai"), LAST + timedelta(days=1), "Cộng lại là 179"),
        ((134, 40, 6, "Một", "Hai"), LAST, "Còn thu phiếu"),
        ((134, 40, 6, "Một", "Một"), LAST + timedelta(days=1), "hai hộ khác nhau"),
        ((134, 40, 6, "Bàn Thị Mơ", "Hai"), LAST + timedelta(days=1), "không phải người của Tổ"),
    ],
)
def test_a_tally_that_does_not_stand(short, tam, tally, on, says):
    found = handed_out(short, tam)
    collected(found, 180)

    with pytest.raises(Refused, match=says):
        slips.count_slips(found, Tally(*tally), by=tam, on=on)


def test_nothing_stored_links_a_slip_to_a_choice():
    """A stub has its number, its code and the day it came back: nothing of what it says."""
    assert {one.name for one in Slip._meta.concrete_fields} == {
        "id", "round", "line", "number", "code", "collected_on", "collected_by",
    }  # fmt: skip


def test_a_round_called_off_leaves_the_motion_as_it_was(short, tam):
    found = planned(short, tam)
    slips.call_off(found, why="mưa lũ", by=tam, on=DAY)
    short.motion.refresh_from_db()

    assert short.motion.state == State.SHORT
    assert planned(short, tam).pk != found.pk


def test_self_managed_matters_may_go_by_slips_at_once_when_the_front_agreed(tam, mo, roll):
    motion = put_forward(tam, mo, matter=Matter.SELF_MANAGED, way=Way.SLIPS)

    assert handed_out(part_of(motion), tam).slips.count() == 200


# ── the whole commune ─────────────────────────────────────────────────────────────────────────


def test_a_commune_passes_with_two_thirds_of_all_its_hamlets(binh, thu, tam, hamlet, commune):
    from danchu.people.models import Role
    from danchu.people.tests.factories import in_office, xom_named

    heads = [tam]
    for at in range(5):
        one = xom_named(f"Bản {at}", f"xom-ban-{at}", commune)
        heads.append(in_office(f"head{at}", Role.COMMUNITY_HEAD, one).terms.get())
    for head in heads:
        fill_roll(head.unit, 6)
    motion = proposing.propose(commune, proposal(), by=binh, on=DAY)
    motion = proposing.agree(motion, by=thu, on=DAY)

    for at, head in enumerate(heads[:5]):
        part = motion.parts.get(unit=head.unit)
        hall(part, head, present=6, yes=4 if at < 4 else 3, no=2, whole=6)
    motion.refresh_from_db()
    assert motion.state == State.OPEN  # one hamlet has not voted
    ended = counting.sum_up(motion, by=binh, on=DAY)

    assert (ended.state, ended.agreed, ended.needed, ended.communities) == (State.PASSED, 4, 4, 6)


def test_the_paper_count_belongs_to_the_day_of_the_meeting(tam, mo, roll):
    motion = put_forward(tam, mo)

    with pytest.raises(Refused, match="còn ở phía trước"):
        counting.count_from_meeting(
            part_of(motion), Hall(date(2026, 12, 9), 200, 150, 134, 16), by=tam, on=DAY
        )


def test_only_who_records_the_meeting_writes_its_count(tam, mo, roll, lan, khoa, mai, binh, thu):
    motion = put_forward(tam, mo)
    for stranger in (khoa, mai, thu):
        with pytest.raises(Refused, match="không ghi kết quả biểu quyết"):
            hall(part_of(motion), stranger, present=150, yes=134, no=16)
    assert hall(part_of(motion), lan, present=150, yes=134, no=16).outcome == Result.PASSED


def test_a_head_counts_no_hall_on_their_own_removal(tam, mo, binh, roll):
    motion = removed(mo, binh)
    with pytest.raises(Refused, match="không tự ghi kết quả"):
        hall(part_of(motion), tam, present=150, yes=134, no=16)
    assert hall(part_of(motion), mo, present=150, yes=134, no=16).outcome == Result.PASSED
