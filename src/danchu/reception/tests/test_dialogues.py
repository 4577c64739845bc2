"""A dialogue: told in time, asked beforehand and in the hall, answered, its results told."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from civics.errors import Refused
from danchu.documents.models import Document
from danchu.duties.models import Basis, Duty
from danchu.kit.clock import today
from danchu.postings.actions import proving
from danchu.postings.actions.proving import Deed, Tick
from danchu.postings.models import Paper, Posting
from danchu.reception import clocks
from danchu.reception.actions import talking
from danchu.reception.models import DialogueState, PeoplesDialogue, Question, QuestionState, Reason
from danchu.reception.tests.factories import dialogue_of

pytestmark = pytest.mark.django_db
ON = date(2026, 12, 1)
DAY = date(2026, 12, 15)
WATER = "Bao giờ nước sạch kéo đến xóm Đồng Tâm?"
ANSWER = "Tháng 3 năm 2027 xong, xã đã ký hợp đồng."
ACCUSES = "Vì sao chủ tịch nhận phong bì của nhà thầu?"


def owed(kind: str) -> list[tuple[str, date]]:
    found = Duty.objects.open().filter(kind=kind).order_by("pk")
    return [(one.rule_key, one.due_on) for one in found]


def test_every_commune_at_work_owes_one_dialogue_a_year(lan, mai):
    assert talking.open_year_duties(on=ON) == 2
    assert talking.open_year_duties(on=ON) == 2  # run again, nothing new
    assert owed(clocks.YEAR) == [("inspection.dialogue", date(2026, 12, 31))] * 2
    one = dialogue_of(lan, day=DAY, on=ON)
    talking.hold(one, chaired_by="Ông Bình", present=120, by=lan, on=DAY)
    assert [duty.unit for duty in Duty.objects.open().filter(kind=clocks.YEAR)] == [mai.unit]


def test_it_is_told_seven_days_before_and_not_planned_too_late(lan):
    late = Duty.objects
    with pytest.raises(Refused, match="hạn báo là 07/12/2026"):
        dialogue_of(lan, day=date(2026, 12, 14), on=date(2026, 12, 8))
    one = dialogue_of(lan, day=DAY, on=date(2026, 12, 8), told=False)  # the last day
    assert owed(clocks.DIALOGUE) == [("dialogue.notice", date(2026, 12, 8))]
    assert one.title not in Duty.objects.get(kind=clocks.DIALOGUE).what  # others read what is owed
    talking.announce(one, by=lan, on=date(2026, 12, 8))
    assert late.get(kind=clocks.DIALOGUE).done_on == date(2026, 12, 8)


@pytest.mark.parametrize(("asked_by", "enough"), [(500, False), (501, True)])
def test_a_tenth_of_the_voters_may_ask_for_it(lan, asked_by, enough):
    asks = {"reason": Reason.ASKED, "voters": 5001, "asked_by": asked_by}
    if enough:
        assert dialogue_of(lan, day=DAY, on=ON, **asks).reason == Reason.ASKED
    else:
        with pytest.raises(Refused, match="Cần ít nhất 501 cử tri"):
            dialogue_of(lan, day=DAY, on=ON, **asks)


def test_a_question_goes_from_the_web_to_its_answer_and_nobody_is_named(lan, hung, desk_of):
    now = today()
    one = dialogue_of(lan, day=now + timedelta(days=9), on=now)
    at, ban = f"/tiep-dan/doi-thoai/{one.pk}/", f"/tiep-dan/ban/doi-thoai/{one.pk}/"
    sent = {"text": WATER, "once": "ABCDEFGH2345"}
    for _ in range(2):
        assert hung.post(f"{at}hoi/", sent).status_code == 302
    asked = Question.objects.get()
    assert (asked.number, asked.state) == (1, QuestionState.NEW)
    page = hung.get(at).content.decode()
    assert WATER not in page  # the office looks first
    assert "Đang xem câu hỏi" in page
    office = desk_of(lan)
    desk = office.get(ban).content.decode()
    assert WATER in desk
    assert "Ghi: đã đối thoại" not in desk  # from the day on
    question = f"/tiep-dan/ban/doi-thoai/cau/{asked.pk}/"
    assert office.post(f"{question}dua-ra/").status_code == 302
    assert WATER in hung.get(at).content.decode()
    empty = office.post(f"{question}tra-loi/", {f"tra-loi-{asked.pk}-answer": ""})
    assert empty.status_code == 422
    told = {f"tra-loi-{asked.pk}-answer": ANSWER}
    assert office.post(f"{question}tra-loi/", told).status_code == 302
    page = hung.get(at).content.decode()
    assert ANSWER in page
    assert "đã trả lời 1" in page


def test_a_question_that_accuses_somebody_is_stopped_before_anything_is_kept(lan, hung):
    now = today()
    one = dialogue_of(lan, day=now + timedelta(days=9), on=now)
    page = hung.post(f"/tiep-dan/doi-thoai/{one.pk}/hoi/", {"text": ACCUSES})
    assert "Tố cáo không nhận qua mạng" in page.content.decode()
    assert page["Cache-Control"] == "private, no-store"
    assert not Question.objects.exists()
    with pytest.raises(Refused, match="giống tố cáo"):
        talking.ask(one, text=ACCUSES, hamlet=None, source="paper", by=lan, on=now)


def test_what_is_not_answered_in_the_hall_is_owed_and_the_results_too(lan):
    one = dialogue_of(lan, day=DAY, on=ON)
    early = {"hamlet": None, "source": Question.Source.PAPER, "by": lan, "on": ON}
    water = talking.ask(one, text=WATER, **early)
    road = talking.ask(one, text="Đường vào xóm bao giờ sửa?", **early)
    talking.answer_question(water, answer=ANSWER, in_hall=True, by=lan, on=DAY)
    one = talking.hold(one, chaired_by="Ông Bình", present=120, by=lan, on=DAY)
    assert owed(clocks.DIALOGUE) == [("dialogue.result", date(2026, 12, 25))]
    assert owed(clocks.QUESTION) == [("dialogue.answer_later", date(2026, 12, 29))]
    later = Duty.objects.get(kind=clocks.QUESTION)
    assert (later.key, later.basis) == (str(road.pk), Basis.PARAMETER)
    hall = talking.ask(
        one, text="Ai dọn rác ở chợ phiên?", hamlet=None, source="hall", by=lan, on=DAY
    )
    results = "Xã kéo nước sạch xong tháng 3, sửa đường trước mùa mưa."
    one = talking.publish_results(one, results=results, by=lan, on=date(2026, 12, 20))
    assert one.state == DialogueState.PUBLISHED
    assert owed(clocks.DIALOGUE) == []
    assert len(owed(clocks.QUESTION)) == 2  # the results do not make an answer of a promise
    talking.answer_question(road, answer=ANSWER, in_hall=False, by=lan, on=date(2026, 12, 22))
    talking.answer_question(hall, answer=ANSWER, in_hall=False, by=lan, on=date(2026, 12, 22))
    assert owed(clocks.QUESTION) == []


def test_results_go_to_the_board_and_the_hamlets_and_are_proven(lan, hamlet, hung, desk_of):
    one = dialogue_of(lan, day=DAY, on=ON)
    one = talking.hold(one, chaired_by="Ông Bình", present=120, by=lan, on=DAY)
    results = "Xã kéo nước sạch xong tháng 3, sửa đường trước mùa mưa."
    talking.publish_results(one, results=results, by=lan, on=date(2026, 12, 18))

    paper = Paper.objects.get()
    assert paper.due_on == date(2026, 12, 25)  # ten days, as the results
    seat = Posting.objects.get(paper=paper, channel="posting")
    assert (seat.place.kind, seat.days) == ("commune_seat", 30)
    assert Posting.objects.get(paper=paper, channel="community_head").unit == hamlet
    assert owed("paper_posting") == [("dialogue.result", date(2026, 12, 25))]
    at = f"/tiep-dan/doi-thoai/{one.pk}/"
    assert "0 trên 1 nơi" in hung.get(at).content.decode()
    hung_up = {"client_id": uuid4(), "by": lan, "on": date(2026, 12, 20), "note": "ở bảng tin"}
    proving.prove(Posting.objects.filter(pk=seat.pk), [Tick(seat.pk, Deed.UP)], **hung_up)
    assert owed("paper_posting") == []
    page = hung.get(at).content.decode()
    assert "20/12/2026" in page
    assert f"/niem-yet/bang/{paper.pk}/" in page
    assert hung.get(f"/niem-yet/bang/{paper.pk}/").status_code == 200
    office = desk_of(lan).get(f"/niem-yet/giay/{paper.pk}/").content.decode()
    assert "van-ban/thong-bao" not in office  # nobody answers there for a dialogue


def test_results_wait_until_every_question_was_looked_at(lan):
    one = dialogue_of(lan, day=DAY, on=ON)
    asked = talking.ask(one, text=WATER, hamlet=None, source="web", by=None, on=ON)
    one = talking.hold(one, chaired_by="Ông Bình", present=9, by=lan, on=DAY)
    results = "Xã kéo nước sạch xong tháng 3."
    with pytest.raises(Refused, match="chưa xem"):
        talking.publish_results(one, results=results, by=lan, on=DAY)
    talking.refuse_question(asked, why="Đã hỏi ở câu khác rồi", by=lan, on=DAY)
    assert talking.publish_results(one, results=results, by=lan, on=DAY).results == results


def test_called_off_it_says_why_and_still_owes_the_answers(lan, hung):
    one = dialogue_of(lan, day=DAY, on=ON)
    talking.ask(one, text=WATER, hamlet=None, source="paper", by=lan, on=ON)
    with pytest.raises(Refused, match="Chưa có lý do"):
        talking.call_off(one, why="bận", by=lan, on=ON)
    talking.call_off(one, why="Bão số 9, đường ngập", by=lan, on=ON)
    assert "Bão số 9" in hung.get(f"/tiep-dan/doi-thoai/{one.pk}/").content.decode()
    assert [key for key, _ in owed(clocks.QUESTION)] == ["dialogue.answer_later"]


def test_notice_and_results_are_papers_everybody_may_read(lan, hung, desk_of):
    one = dialogue_of(lan, day=DAY, on=ON)
    office, at = desk_of(lan), f"/tiep-dan/ban/doi-thoai/{one.pk}/giay/"
    assert office.post(at).status_code == 302
    talking.ask(one, text=WATER, hamlet=None, source="paper", by=lan, on=ON)
    one = talking.hold(one, chaired_by="Ông Bình", present=120, by=lan, on=DAY)
    talking.publish_results(one, results="Xã kéo nước sạch xong tháng 3.", by=lan, on=DAY)
    assert office.post(at).status_code == 302
    papers = Document.objects.order_by("pk")
    assert [(one.name, one.open) for one in papers] == [
        ("THÔNG BÁO", True),
        ("THÔNG BÁO KẾT QUẢ ĐỐI THOẠI", True),
    ]
    for kind, begins in (("pdf", b"%PDF"), ("docx", b"PK")):
        assert office.get(f"/van-ban/{papers[1].pk}/tep.{kind}").content.startswith(begins)


def test_another_communes_office_and_a_draft_are_not_found(lan, mai, hung, desk_of):
    one = dialogue_of(lan, day=DAY, on=ON, told=False)
    assert hung.get(f"/tiep-dan/doi-thoai/{one.pk}/").status_code == 404
    assert desk_of(mai).get(f"/tiep-dan/ban/doi-thoai/{one.pk}/").status_code == 404
    with pytest.raises(Refused, match="đơn vị khác"):
        talking.announce(one, by=mai, on=ON)
    assert PeoplesDialogue.objects.get().state == DialogueState.PLANNED


def test_an_answer_to_what_a_colleague_answered_meanwhile_is_not_lost(lan, thang, desk_of):
    on = today()
    one = dialogue_of(lan, day=on + timedelta(days=12), on=on)
    asked = talking.ask(one, text=WATER, source=Question.Source.PAPER, by=lan, hamlet=None, on=on)
    talking.answer_question(asked, answer=ANSWER, in_hall=False, by=thang, on=on)
    mine = "Xã đang xin vốn, dự kiến giữa năm 2027 có nước."
    at = f"/tiep-dan/ban/doi-thoai/cau/{asked.pk}/tra-loi/"
    page = desk_of(lan).post(at, {f"tra-loi-{asked.pk}-answer": mine})
    assert page.status_code == 422
    assert "Câu này: đã trả lời" in page.content.decode()
    assert mine in page.content.decode()
    assert Question.objects.get().answer == ANSWER
    with pytest.raises(Refused, match="Chưa ghi được gì"):  # a button: no words were written
        talking.show_question(asked, by=lan, on=on)
