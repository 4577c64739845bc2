"""A complaint: the paper made on the phone, handed in, the clock, the decision."""

from datetime import date, timedelta

import pytest

from civics.errors import Refused
from danchu.duties.access import mine
from danchu.duties.models import Duty
from danchu.people.models import Role
from danchu.people.tests.factories import in_office
from danchu.petitions.actions import complaining, settling
from danchu.petitions.models import Bar, Case, Complaint, Outcome, State
from danchu.petitions.tests.factories import SENT, handed_in, handed_in_again
from danchu.rulebook.rulebook import value

pytestmark = pytest.mark.django_db
PAPER = "/don-thu/khieu-nai/"
TOLD = {
    "name": "Nông Thị Vắng",
    "address": "xóm Đồng Tâm",
    "against": "Quyết định 12/QĐ-UBND ngày 02/11/2026",
    "known_on": "05/11/2026",
    "text": "Quyết định ghi thiếu diện tích đất của gia đình.",
    "wish": "Ghi lại cho đúng.",
}
ACCEPTED = date(2026, 12, 1)


def due(case) -> dict[str, date]:
    return {one.rule_key: one.due_on for one in Duty.objects.open().filter(key=str(case.pk))}


def test_the_paper_is_made_and_nothing_is_kept(hung, commune):
    for kind, begins in (("pdf", b"%PDF"), ("docx", b"PK")):
        answer = hung.post(PAPER, {**TOLD, "unit": commune.pk, "kind": kind})
        assert answer.status_code == 200
        assert answer.content.startswith(begins)
        assert answer["Cache-Control"] == "private, no-store"
    assert not Case.objects.exists()
    page = hung.post(PAPER, {**TOLD, "unit": commune.pk, "kind": "pdf", "wish": ""})
    assert page.status_code == 422
    assert TOLD["text"] in page.content.decode()


def test_choosing_complaint_in_the_feedback_form_leads_to_the_paper(hung, commune):
    sent = {"track": "complaint", "text": "Quyết định thu hồi đất sai diện tích"}
    page = hung.post("/don-thu/gui/xa-la-bang/", sent).content.decode()
    assert "Khiếu nại cần đơn có chữ ký" in page
    assert sent["text"] in page
    assert not Case.objects.exists()


def test_handed_in_accepted_decided_and_sent_by_the_days_of_the_law(lan, mai, desk_of):
    office = desk_of(lan)
    given = {
        "name": TOLD["name"],
        "against": TOLD["against"],
        "text": TOLD["text"],
        "source": "counter",
    }
    refused = office.post("/don-thu/ban/khieu-nai/", given)
    assert "chữ ký hoặc điểm chỉ" in refused.content.decode()
    assert not Case.objects.exists()
    assert (
        "Mã bí mật"
        in office.post("/don-thu/ban/khieu-nai/", {**given, "signed": "on"}).content.decode()
    )
    case = Case.objects.get()
    assert desk_of(mai).get(f"/don-thu/ban/{case.pk}/").status_code == 404
    assert list(due(case)) == ["complaints.accept"]

    case = handed_in(lan).case
    assert due(case) == {"complaints.accept": date(2026, 12, 7)}  # seven working days
    complaining.accept(case, by=lan, on=ACCEPTED)
    assert due(case) == {"complaints.first": date(2026, 12, 31)}  # thirty days
    complaining.decide(
        case,
        outcome=Outcome.PARTLY,
        number="3/QĐ-UBND",
        words="Đo lại thấy thiếu 12 m2",
        cite="Biên bản đo đạc",
        by=lan,
        on=date(2026, 12, 30),
    )
    assert due(case) == {"complaints.first.send": date(2027, 1, 5)}  # three working days
    complaining.send_decision(case, by=lan, on=date(2026, 12, 31))
    assert due(case) == {}
    assert Case.objects.get(pk=case.pk).state == State.ANSWERED
    step = case.steps.get(kind="decided")
    for kind in ("pdf", "docx"):
        assert office.get(f"/don-thu/ban/{case.pk}/giay/{step.pk}.{kind}").status_code == 200
        assert desk_of(mai).get(f"/don-thu/ban/{case.pk}/giay/{step.pk}.{kind}").status_code == 404


def test_complex_only_on_a_ground_of_the_law_and_from_the_same_day(lan, commune):
    case = handed_in(lan).case
    complaining.accept(case, by=lan, on=ACCEPTED)
    ground = value("complaints.complex", unit=commune, on=ACCEPTED).payload["cases"][1]
    with pytest.raises(Refused, match="Chưa chọn trường hợp"):
        settling.make_complex(case, ground="khó", by=lan, on=ACCEPTED)
    with pytest.raises(Refused, match="quá hạn"):
        settling.make_complex(case, ground=ground, by=lan, on=date(2027, 1, 1))

    until = settling.make_complex(case, ground=ground, by=lan, on=date(2026, 12, 31))

    assert until == ACCEPTED + timedelta(45)
    assert due(case) == {"complaints.first.complex": until}


def test_a_suspended_clock_stands_still_and_a_late_one_cannot_be_stilled(lan):
    case = handed_in(lan).case
    complaining.accept(case, by=lan, on=ACCEPTED)
    with pytest.raises(Refused, match="quá hạn"):
        complaining.suspend(case, words="Người khiếu nại đang ốm", by=lan, on=date(2027, 1, 4))
    complaining.suspend(case, words="Người khiếu nại đang ốm", by=lan, on=date(2026, 12, 11))
    assert due(case) == {"complaints.suspend.send": date(2026, 12, 16)}
    with pytest.raises(Refused, match="Đang tạm đình chỉ"):
        settling.make_complex(case, ground="x", by=lan, on=date(2026, 12, 11))

    with pytest.raises(Refused, match="Chưa ghi là đã gửi"):
        complaining.resume(case, by=lan, on=date(2026, 12, 16))
    complaining.send_stop(case, by=lan, on=date(2026, 12, 14))
    until = complaining.resume(case, by=lan, on=date(2026, 12, 16))

    assert until == date(2027, 1, 5)  # the twenty days that were left
    send_by = date(2026, 12, 21)  # that it goes on is told within three working days too
    assert due(case) == {"complaints.first": until, "complaints.suspend.send": send_by}
    assert Complaint.objects.get().suspended_on is None
    found = {"outcome": Outcome.RIGHT, "number": "4/QĐ-UBND", "cite": "Biên bản"}
    decided_on = date(2026, 12, 18)
    complaining.send_stop(case, by=lan, on=decided_on)
    assert due(case) == {"complaints.first": until}
    complaining.decide(case, **found, words="Đo lại thấy đúng", by=lan, on=decided_on)
    complaining.send_decision(case, by=lan, on=decided_on)
    assert due(case) == {}


def test_nothing_is_decided_before_it_is_accepted_and_a_refusal_says_why(lan):
    case = handed_in(lan).case
    with pytest.raises(Refused, match="Chưa thụ lý"):
        complaining.suspend(case, words="Người khiếu nại đang ốm", by=lan, on=ACCEPTED)
    with pytest.raises(Refused, match="Chưa có lý do"):
        complaining.refuse(case, words="Không.", by=lan, on=ACCEPTED)
    complaining.refuse(case, words="Đã quá thời hiệu khiếu nại", by=lan, on=ACCEPTED)
    assert due(case) == {}
    assert Case.objects.get().state == State.REFUSED


def test_withdrawn_by_a_signed_paper_before_an_officer(lan):
    case = handed_in(lan).case
    complaining.withdraw_complaint(case, by=lan, on=ACCEPTED)
    assert Case.objects.get().state == State.WITHDRAWN


def test_that_a_withdrawn_complaint_is_stopped_is_sent_by_a_day_of_the_law(
    lan, thang, mai, desk_of, hung
):
    ticket = handed_in(lan)
    case = ticket.case
    complaining.accept(case, by=lan, on=SENT)
    complaining.withdraw_complaint(case, by=lan, on=ACCEPTED)
    assert due(case) == {"complaints.suspend.send": date(2026, 12, 4)}  # three working days

    office, at = desk_of(lan), f"/don-thu/ban/{case.pk}/"
    assert "Gửi quyết định đình chỉ: khiếu nại" in office.get("/viec/").content.decode()
    assert f'action="{at}gui-dinh-chi/"' in office.get(at).content.decode()
    assert desk_of(mai).post(f"{at}gui-dinh-chi/").status_code == 404
    Bar.objects.create(case=case, person=thang.person, on=ACCEPTED)
    with pytest.raises(Refused, match="liên quan đến bạn"):
        complaining.send_stop(case, by=thang, on=ACCEPTED)
    complaining.send_stop(case, by=lan, on=date(2026, 12, 3))
    assert due(case) == {}
    assert Case.objects.get().state == State.WITHDRAWN
    assert Case.objects.get().closed_on == ACCEPTED
    with pytest.raises(Refused, match="Không có quyết định"):
        complaining.send_stop(case, by=lan, on=date(2026, 12, 3))
    sent = {"code": case.number, "secret": ticket.secret}
    page = hung.post("/don-thu/theo-doi/", sent, follow=True).content.decode()
    assert "Quyết định đình chỉ." in page


def test_withdrawn_while_suspended_owes_the_last_decision_alone(lan):
    case = handed_in(lan).case
    complaining.accept(case, by=lan, on=SENT)
    complaining.suspend(case, words="Người khiếu nại đang ốm", by=lan, on=ACCEPTED)
    day = date(2026, 12, 3)
    complaining.withdraw_complaint(case, by=lan, on=day)
    assert due(case) == {"complaints.suspend.send": date(2026, 12, 8)}


def test_the_second_round_is_the_provinces_with_the_days_of_the_law(lan, province):
    with pytest.raises(Refused, match="lần hai nộp ở Ủy ban nhân dân tỉnh"):
        handed_in_again(lan)
    inspector = in_office("tinh", Role.INSPECTOR, province).terms.get()
    with pytest.raises(Refused, match="chỉ nhận khiếu nại lần hai"):
        handed_in(inspector)
    case = handed_in_again(inspector).case
    complaining.accept(case, by=inspector, on=ACCEPTED)
    assert due(case) == {"complaints.second": ACCEPTED + timedelta(45)}
    ground = value("complaints.complex", unit=province, on=ACCEPTED).payload["cases"][0]
    settling.make_complex(case, ground=ground, by=inspector, on=ACCEPTED)
    assert due(case) == {"complaints.second.complex": ACCEPTED + timedelta(60)}
    decided = {"outcome": Outcome.WRONG, "number": "9/QĐ-UBND", "cite": "Biên bản"}
    day = date(2027, 1, 4)
    complaining.decide(case, **decided, words="Quyết định lần đầu đúng", by=inspector, on=day)
    assert due(case) == {"complaints.second.send": day + timedelta(7)}
    with pytest.raises(Refused, match="Gửi quyết định"):
        complaining.publish_decision(case, words="Niêm yết ở trụ sở", by=inspector, on=day)
    complaining.send_decision(case, by=inspector, on=day)
    assert list(due(case)) == ["complaints.second.send"]  # not over before it is public
    complaining.publish_decision(case, words="Niêm yết ở trụ sở tỉnh", by=inspector, on=day)
    assert due(case) == {}
    assert Case.objects.get(pk=case.pk).state == State.ANSWERED


def test_the_inspector_of_the_province_sees_the_days_and_no_book_of_papers(viet, lan, desk_of):
    case, below = handed_in_again(viet).case, handed_in(lan).case
    assert list(mine(viet.person, on=SENT).values_list("key", "rule_key")) == [
        (str(case.pk), "complaints.accept")
    ]
    step = case.steps.get()
    at, office = f"/don-thu/ban/{case.pk}/", desk_of(viet)
    assert "cấp số" not in office.get(at).content.decode()
    assert office.post(f"{at}giay/{step.pk}/").status_code == 404
    assert office.get(f"{at}giay/{step.pk}.pdf").status_code == 200
    assert "cấp số" in desk_of(lan).get(f"/don-thu/ban/{below.pk}/").content.decode()


def test_the_sender_reads_the_way_that_is_open_now(hung, viet, lan):
    found = {"outcome": Outcome.WRONG, "number": "9/QĐ-UBND", "cite": "Biên bản"}
    found["words"] = "Quyết định trước đúng"
    first, second = handed_in(lan), handed_in_again(viet)

    def shown(ticket) -> str:
        sent = {"code": ticket.case.number, "secret": ticket.secret}
        page = hung.post("/don-thu/theo-doi/", sent, follow=True).content.decode()
        assert "Làm đơn khiếu nại" not in page
        return page

    assert "Quá hạn giải quyết mà chưa có quyết định thì trong 30 ngày" in shown(first)
    for ticket, by in ((first, lan), (second, viet)):
        complaining.accept(ticket.case, by=by, on=SENT)
        complaining.decide(ticket.case, **found, by=by, on=SENT)
    assert "Không đồng ý thì trong 30 ngày được khiếu nại lần hai" in shown(first)
    page = shown(second)
    assert "Không đồng ý thì có quyền khởi kiện vụ án hành chính" in page
    assert "được khiếu nại lần hai" not in page


def test_what_nobody_read_of_who_settles_is_marked_where_it_is_cited(lan, viet, desk_of, hung):
    """Luật Khiếu nại Điều 17, 21, 25: in the law data as unsure, on each page as such."""
    first, second = handed_in(lan), handed_in_again(viet)
    pages = [desk_of(lan).get(f"/don-thu/ban/{first.case.pk}/").content.decode()]
    pages += [desk_of(viet).get(f"/don-thu/ban/{second.case.pk}/").content.decode()]
    pages += [hung.get(PAPER).content.decode()]
    for page in pages:
        for key, place in (
            ("first.settler", "Điều 17"),
            ("second.settler", "Điều 21"),
            ("second.verifier", "Điều 25"),
        ):
            cited = page[page.index(f'href="/luat/complaints.{key}/"') :].partition("</li>")[0]
            assert place in cited
            assert "chưa chắc" in cited
    told = hung.get("/luat/complaints.second.verifier/").content.decode()
    assert "chưa đối chiếu được lời văn" in " ".join(told.split())
