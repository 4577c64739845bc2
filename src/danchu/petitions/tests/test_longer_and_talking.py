"""What the law adds on the way to a decision: more days where it is hard to reach, a dialogue."""

from datetime import date, timedelta

import pytest

from civics.errors import Refused
from danchu.duties.models import Duty
from danchu.people.models import Role
from danchu.people.tests.factories import in_office
from danchu.petitions import papers
from danchu.petitions.actions import complaining, handling, settling
from danchu.petitions.models import Case, Complaint, Outcome
from danchu.petitions.reading import clock_of, clock_of_sender, too_late
from danchu.petitions.tests.factories import handed_in, handed_in_again
from danchu.rulebook.rulebook import value

pytestmark = pytest.mark.django_db
ACCEPTED, LATER = date(2026, 12, 1), date(2026, 12, 3)
LIST = "Quyết định 12/QĐ-UBND ngày 05/01/2026 của tỉnh"
TALK = {"place": "8 giờ, hội trường xã", "words": "Diện tích đất thu hồi ghi thiếu"}


def settles(case) -> dict[str, date]:
    found = Duty.objects.open().filter(key=str(case.pk))
    return {one.rule_key.removeprefix("complaints."): one.due_on for one in found}


@pytest.fixture
def inspector(province):
    return in_office("thanhtra", Role.INSPECTOR, province).terms.get()


@pytest.fixture
def case(lan):
    return complaining.accept(handed_in(lan).case, by=lan, on=ACCEPTED)


def ground(case) -> str:
    return value("complaints.complex", unit=case.unit, on=LATER).payload["cases"][0]


def test_hard_to_reach_and_complex_have_each_their_own_days(case, lan):
    assert settles(case) == {"first": date(2026, 12, 31)}
    until = settling.make_remote(case, document=LIST, by=lan, on=LATER)
    assert settles(case) == {"first.remote": until} == {"first.remote": date(2027, 1, 15)}
    with pytest.raises(Refused, match="Đã xác định"):
        settling.make_remote(case, document=LIST, by=lan, on=LATER)
    until = settling.make_complex(case, ground=ground(case), by=lan, on=LATER)
    assert settles(case) == {"first.remote_complex": until}
    assert until == date(2027, 1, 30)  # sixty days from acceptance, not from today
    complaining.suspend(case, words="Chờ kết quả đo đạc lại", by=lan, on=LATER)
    assert "first.remote_complex" not in settles(case)
    complaining.send_stop(case, by=lan, on=LATER)
    until = complaining.resume(case, by=lan, on=date(2026, 12, 13))
    assert settles(case)["first.remote_complex"] == until == date(2027, 2, 9)


def test_days_that_stood_still_stay_added_when_more_are_given(case, lan):
    complaining.suspend(case, words="Chờ kết quả đo đạc lại", by=lan, on=date(2026, 12, 11))
    complaining.send_stop(case, by=lan, on=date(2026, 12, 11))
    until = complaining.resume(case, by=lan, on=date(2027, 1, 20))
    assert until == date(2027, 2, 9)  # twenty days were left
    with pytest.raises(Refused, match="tiếp tục giải quyết"):
        complaining.suspend(case, words="Chờ thêm giấy tờ", by=lan, on=date(2027, 1, 21))
    until = settling.make_remote(case, document=LIST, by=lan, on=date(2027, 1, 21))
    assert until == date(2027, 2, 24)  # fifteen more than it had


def test_what_was_decided_is_sent_and_neither_withdrawn_nor_passed_on(case, lan):
    settling.invite(case, day=date(2026, 12, 10), **TALK, by=lan, on=LATER)
    with pytest.raises(Refused, match="không chuyển nữa"):
        handling.refer(case, to="Công an tỉnh", words="Không thuộc thẩm quyền", by=lan, on=LATER)
    found = {"number": "9/QĐ-UBND", "words": "Đo lại thấy đủ đất", "cite": "Biên bản"}
    complaining.decide(case, outcome=Outcome.WRONG, **found, by=lan, on=LATER)
    case.complaint.refresh_from_db()
    assert case.complaint.meets_on is None
    with pytest.raises(Refused, match="Đã có quyết định"):
        complaining.withdraw_complaint(case, by=lan, on=LATER)
    assert list(settles(case)) == ["first.send"]


def test_before_it_is_accepted_nothing_is_stopped(lan):
    case = handed_in(lan).case
    complaining.withdraw_complaint(case, by=lan, on=ACCEPTED)
    assert settles(case) == {}
    assert not papers.has_paper(case.steps.get(kind="withdrawn"))


@pytest.mark.parametrize("known", [date(2022, 11, 5), date(2011, 3, 1)])
def test_a_complaint_of_long_ago_opens_and_says_it_is_late(lan, desk_of, known):
    case = handed_in(lan, known_on=known).case
    page = desk_of(lan).get(f"/don-thu/ban/{case.pk}/")
    assert page.status_code == 200
    assert "nộp sau thời hiệu" in page.content.decode()


@pytest.mark.parametrize("day", [date(2025, 12, 5), date(2099, 1, 5)])
def test_a_day_of_another_year_is_refused_in_words(case, lan, day):
    with pytest.raises(Refused, match="xem lại năm"):
        settling.invite(case, day=day, **TALK, by=lan, on=LATER)


def test_whoever_lives_far_reads_the_longer_limit_of_the_second_round(case, lan):
    assert "30 ngày" in papers.disagree(case, on=LATER)
    settling.make_remote(case, document=LIST, by=lan, on=LATER)
    case.complaint.refresh_from_db()
    assert "45 ngày" in papers.disagree(case, on=LATER)


def test_without_a_document_and_after_the_day_it_stays_as_it_was(case, lan):
    with pytest.raises(Refused, match="Ghi đủ tên, số, ngày"):
        settling.make_remote(case, document=" 12/QĐ ", by=lan, on=LATER)
    with pytest.raises(Refused, match="quá hạn"):
        settling.make_remote(case, document=LIST, by=lan, on=date(2027, 1, 4))
    assert settles(case) == {"first": date(2026, 12, 31)}


def test_known_before_it_is_accepted_it_starts_with_the_longer_days(lan):
    case = handed_in(lan).case
    assert settling.make_remote(case, document=LIST, by=lan, on=ACCEPTED) is None
    assert "accept" in settles(case)
    case = complaining.accept(case, by=lan, on=ACCEPTED)
    assert settles(case) == {"first.remote": date(2027, 1, 15)}


def test_the_second_round_may_come_later_and_take_longer(inspector):
    case = handed_in_again(inspector).case
    received = case.received_on
    Complaint.objects.filter(case=case).update(known_on=received - timedelta(days=45))
    case.complaint.refresh_from_db()
    assert too_late(case)  # thirty days, elsewhere
    settling.make_remote(case, document=LIST, by=inspector, on=received)
    case.complaint.refresh_from_db()
    assert not too_late(case)
    case = complaining.accept(case, by=inspector, on=ACCEPTED)
    assert settles(case) == {"second.remote": date(2027, 1, 30)}
    settling.make_complex(case, ground=ground(case), by=inspector, on=LATER)
    assert settles(case) == {"second.remote_complex": date(2027, 2, 9)}


def test_an_old_paper_keeps_the_day_it_told(case, lan):
    settling.make_remote(case, document=LIST, by=lan, on=LATER)
    accepted, remote = case.steps.get(kind="accepted"), case.steps.get(kind="remote")
    told = [str(block) for block in papers.of_step(accepted).blocks]
    assert any("31/12/2026" in one for one in told)
    assert any("15/01/2027" in str(block) for block in papers.of_step(remote).blocks)


def test_both_sides_are_asked_early_enough_and_what_they_said_is_signed(case, lan):
    with pytest.raises(Refused, match="08/12/2026"):  # five days before, counted from today
        settling.invite(case, day=date(2026, 12, 7), **TALK, by=lan, on=LATER)
    with pytest.raises(Refused, match="Chưa mời"):
        settling.met(case, words="Hai bên đều dự", by=lan, on=LATER)
    settling.invite(case, day=date(2026, 12, 8), **TALK, by=lan, on=LATER)
    settling.invite(case, day=date(2026, 12, 10), **TALK, by=lan, on=LATER)  # another day
    with pytest.raises(Refused, match="chưa đến"):
        settling.met(case, words="Hai bên đều dự", by=lan, on=date(2026, 12, 9))
    settling.met(case, words="Hai bên đều dự, thống nhất đo lại", by=lan, on=date(2026, 12, 10))
    invited = papers.of_step(case.steps.filter(kind="invited").last())
    assert invited.name == "THÔNG BÁO TỔ CHỨC ĐỐI THOẠI"
    assert any("155/2026" in one for one in invited.basis)
    assert "Người bị khiếu nại, người có liên quan" in invited.recipients
    minutes = papers.of_step(case.steps.get(kind="met"))
    assert len(minutes.signers) == 3
    with pytest.raises(Refused, match="Chưa mời"):
        settling.met(case, words="Ghi hai lần nữa", by=lan, on=date(2026, 12, 10))


def test_the_office_does_it_on_the_page_of_the_case(case, lan, mai, desk_of):
    office, page = desk_of(lan), f"/don-thu/ban/{case.pk}/"
    shown = office.get(page).content.decode()
    assert "Mời đối thoại" in shown
    assert "Ghi kết quả đối thoại" not in shown
    sent = {
        "moi-doi-thoai-day": "01/12/2026",
        "moi-doi-thoai-place": "8 giờ",
        "moi-doi-thoai-words": TALK["words"],
    }
    refused = office.post(f"{page}moi-doi-thoai/", sent)
    assert refused.status_code == 422
    assert TALK["words"] in refused.content.decode()
    assert desk_of(mai).post(f"{page}moi-doi-thoai/", sent).status_code == 404


def test_noted_by_mistake_it_has_its_ordinary_days_again(case, lan):
    settling.make_remote(case, document=LIST, by=lan, on=LATER)
    settling.make_complex(case, ground=ground(case), by=lan, on=LATER)
    remote = case.steps.get(kind="remote")
    until = settling.make_plain(case, words="Ghi nhầm sang việc khác", by=lan, on=LATER)
    assert settles(case) == {"first": until} == {"first": date(2026, 12, 31)}
    with pytest.raises(Refused, match="hạn thường"):
        settling.make_plain(case, words="Ghi nhầm sang việc khác", by=lan, on=LATER)
    told = str(papers.of_step(remote).blocks)
    assert "15/01/2027" in told  # as it was told then
    settling.make_complex(case, ground=ground(case), by=lan, on=LATER)
    assert settles(case) == {"first.complex": date(2027, 1, 15)}


def test_a_dialogue_comes_before_the_last_day_and_stands_in_no_stopped_case(case, lan, hung):
    with pytest.raises(Refused, match="31/12/2026"):
        settling.invite(case, day=date(2027, 1, 4), **TALK, by=lan, on=LATER)
    settling.invite(case, day=date(2026, 12, 20), **TALK, by=lan, on=LATER)
    complaining.suspend(case, words="Người khiếu nại đang ốm", by=lan, on=LATER)
    case = Case.objects.get(pk=case.pk)
    assert case.complaint.meets_on is None
    assert "Không đối thoại ngày 20/12/2026" in case.steps.get(kind="suspended").words
    assert clock_of_sender(case, on=LATER) is None  # nothing is counted for whoever sent it
    assert clock_of(case, on=LATER) is not None  # the office still has to send the decision


def test_the_decision_to_go_on_is_sent_before_the_final_one(case, lan):
    complaining.suspend(case, words="Người khiếu nại đang ốm", by=lan, on=LATER)
    complaining.send_stop(case, by=lan, on=LATER)
    complaining.resume(case, by=lan, on=LATER)
    found = {"number": "9/QĐ-UBND", "words": "Đo lại thấy đủ đất", "cite": "Biên bản"}
    with pytest.raises(Refused, match="tiếp tục giải quyết"):
        complaining.decide(case, outcome=Outcome.WRONG, **found, by=lan, on=LATER)
    complaining.send_stop(case, by=lan, on=LATER)
    complaining.decide(case, outcome=Outcome.WRONG, **found, by=lan, on=LATER)
    assert list(settles(case)) == ["first.send"]
