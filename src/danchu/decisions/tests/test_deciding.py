"""After the vote: written, sent, recognised or refused, carried out, repealed, replaced."""

from datetime import date, timedelta

import pytest

from civics.errors import Refused
from danchu.decisions.actions import carrying_out, deciding, proposing
from danchu.decisions.models import Change, Decision
from danchu.decisions.tests.factories import (
    DAY,
    fill_roll,
    hall,
    part_of,
    proposal,
    put_forward,
    words,
)
from danchu.decisions.words import ChangeKind, Ground, Matter, State
from danchu.duties.models import Duty

pytestmark = pytest.mark.django_db


@pytest.fixture
def small(hamlet):
    return fill_roll(hamlet, 12)


def passed(tam, mo, matter=Matter.CONTRIBUTION, **more):
    motion = put_forward(tam, mo, matter=matter, **more)
    hall(part_of(motion), tam, present=10, yes=10, whole=12)
    motion.refresh_from_db()
    return motion


def written(tam, mo, matter=Matter.CONTRIBUTION) -> Decision:
    return deciding.write_decision(passed(tam, mo, matter), words(), by=tam, on=DAY)


@pytest.mark.parametrize(
    "matter", [Matter.CONTRIBUTION, Matter.COMMUNITY_FUND, Matter.SELF_MANAGED]
)
def test_money_and_self_managed_matters_hold_from_the_vote_and_nobody_recognises_them(
    tam, mo, lan, binh, small, matter
):
    made = written(tam, mo, matter)
    assert (made.effective_on, made.recognised_by) == (DAY, "")

    made = deciding.send_decision(made, by=tam, on=DAY)
    made = deciding.receive_decision(made, by=lan, on=DAY)
    assert not Duty.objects.filter(rule_key="decisions.recognise").exists()
    with pytest.raises(Refused, match="không cần công nhận"):
        deciding.recognise(made, number="1/QĐ", by=binh, on=DAY)


@pytest.mark.parametrize(
    ("matter", "who"),
    [(Matter.VILLAGE_CODE, "chair"), (Matter.COMMUNITY_HEAD, "chair"), (Matter.BOARDS, "front")],
)
def test_codes_and_heads_wait_for_the_committee_boards_for_the_front(
    tam, mo, lan, binh, thu, small, matter, who
):
    receives, answers, other = (lan, binh, thu) if who == "chair" else (thu, thu, binh)
    made = deciding.send_decision(written(tam, mo, matter), by=tam, on=DAY)
    assert made.effective_on is None
    with pytest.raises(Refused, match="ngày nhận quyết định trước"):
        deciding.recognise(made, number="1/QĐ", by=answers, on=DAY)
    made = deciding.receive_decision(made, by=receives, on=DAY)
    duty = Duty.objects.open().get(rule_key="decisions.recognise")
    assert (duty.role, duty.due_on) == (who, date(2026, 12, 9))
    with pytest.raises(Refused, match="công nhận"):
        deciding.recognise(made, number="1/QĐ", by=other, on=DAY)

    made = deciding.recognise(made, number="1/QĐ", by=answers, on=DAY + timedelta(days=1))

    assert made.effective_on == made.recognised_on == DAY + timedelta(days=1)
    assert not Duty.objects.open().filter(rule_key="decisions.recognise").exists()
    with pytest.raises(Refused, match="đã được trả lời"):
        deciding.refuse_recognition(made, number="2", why="x", by=answers, on=DAY)


def test_a_refusal_is_in_writing_with_its_reason(tam, mo, lan, binh, small):
    made = deciding.send_decision(written(tam, mo, Matter.VILLAGE_CODE), by=tam, on=DAY)
    made = deciding.receive_decision(made, by=lan, on=DAY)

    with pytest.raises(Refused, match="nêu rõ lý do"):
        deciding.refuse_recognition(made, number="3/UBND", why=" ", by=binh, on=DAY)
    made = deciding.refuse_recognition(
        made, number="3/UBND", why="trái Luật Đất đai", by=binh, on=DAY
    )

    assert (made.effective_on, made.refused_on, made.waits_for_answer) == (None, DAY, False)


def test_five_working_days_to_send_counted_from_the_vote(tam, mo, small):
    made = written(tam, mo)
    duty = Duty.objects.open().get(rule_key="decisions.send_decision")

    assert made.send_by == duty.due_on == date(2026, 12, 9)  # Wednesday to Wednesday
    deciding.send_decision(made, by=tam, on=DAY)
    assert not Duty.objects.open().filter(rule_key="decisions.send_decision").exists()


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"text": " "}, "nội dung quyết định"),
        ({"household_two": "lý văn một"}, "hai đại diện hộ khác nhau"),
        ({"household_one": ""}, "hai đại diện hộ khác nhau"),
        ({"front_agreed": ""}, "thống nhất hình thức văn bản"),
    ],
)
def test_a_decision_says_everything_the_law_lists(tam, mo, small, changed, says):
    with pytest.raises(Refused, match=says):
        deciding.write_decision(passed(tam, mo), words(**changed), by=tam, on=DAY)


def test_what_was_lost_is_not_written(tam, mo, small):
    motion = put_forward(tam, mo)
    hall(part_of(motion), tam, present=12, yes=7, no=5, whole=12)

    with pytest.raises(Refused, match="đã được thông qua"):
        deciding.write_decision(motion, words(), by=tam, on=DAY)


def test_it_is_carried_out_told_and_closed_once(tam, mo, small):
    made = written(tam, mo)
    told = {"by": tam, "on": DAY}
    carrying_out.report_progress(made, text="đã góp 60%", ends=False, **told)
    carrying_out.report_progress(made, text="xong", ends=True, **told)
    made.refresh_from_db()

    assert made.finished_on == DAY
    with pytest.raises(Refused, match="đã thực hiện xong"):
        carrying_out.report_progress(made, text="nữa", ends=False, **told)


def test_the_committee_repeals_for_law_or_procedure_and_never_mends(tam, mo, binh, small):
    made = written(tam, mo)
    told = {"number": "9/QĐ", "by": binh, "on": DAY}
    with pytest.raises(Refused, match="cộng đồng tự sửa"):
        carrying_out.repeal(made, ground=Ground.WISH, why="x", **told)
    with pytest.raises(Refused, match="số văn bản và lý do"):
        carrying_out.repeal(made, ground=Ground.UNLAWFUL, why=" ", **told)

    carrying_out.ask_to_amend(made, why="thiếu chữ ký", **told)
    carrying_out.repeal(made, ground=Ground.UNLAWFUL, why="trái luật", **told)
    made.refresh_from_db()

    assert made.repealed_on == DAY
    assert [one.kind for one in Change.objects.order_by("pk")] == ["asked", "repealed"]


def test_the_community_replaces_its_decision_by_the_same_way(tam, mo, small):
    old = written(tam, mo)
    motion = passed(tam, mo, replaces=old, title="Góp 500.000 đồng")
    old.refresh_from_db()
    assert old.repealed_on is None

    deciding.write_decision(motion, words(), by=tam, on=DAY)

    old.refresh_from_db()
    assert (old.repealed_on, old.changes.get().kind) == (DAY, ChangeKind.REPLACED)


def test_a_commune_decision_holds_from_the_day_its_committee_sets(binh, thu, tam, small, commune):
    motion = proposing.propose(commune, proposal(), by=binh, on=DAY)
    motion = proposing.agree(motion, by=thu, on=DAY)
    hall(part_of(motion), tam, present=12, yes=8, whole=12)
    motion.refresh_from_db()
    assert motion.state == State.PASSED
    made = deciding.write_decision(motion, words(), by=binh, on=DAY)
    assert made.effective_on is None

    with pytest.raises(Refused, match="không thể trước ngày"):
        deciding.set_effect(made, day=DAY - timedelta(days=1), number="", by=binh, on=DAY)
    made = deciding.set_effect(made, day=date(2027, 1, 1), number="1/QĐ", by=binh, on=DAY)

    assert made.effective_on == date(2027, 1, 1)
