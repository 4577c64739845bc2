"""A reception day: in the calendar, booked by telephone, held, written into the book."""

import io
import re
from datetime import date, time, timedelta

import openpyxl
import pytest
from django.apps import apps
from icalendar import Calendar

from civics.errors import Refused
from danchu.behalf.models import EnteredFor
from danchu.documents.models import Document
from danchu.documents.paper import PROPOSED
from danchu.duties.models import Basis, Duty
from danchu.kit.clock import today
from danchu.people.models import Role
from danchu.people.tests.factories import in_office, signed_in
from danchu.reception import access, clocks, papers, reading
from danchu.reception.actions import days, receiving
from danchu.reception.actions.days import Hours
from danchu.reception.models import Booking, DayState, Reception, ReceptionDay, Result
from danchu.reception.tests.factories import HALL, ROAD, day_of, line_of
from danchu.rulebook.rulebook import Shelf

pytestmark = pytest.mark.django_db
DAY = today()  # pages ask the clock
ON = DAY - timedelta(days=6)
THURSDAY = date(2026, 11, 26)
HOUR = {"begins": "07:30", "ends": "11:00", "place": HALL, "seats": 20, "by_chair": "1"}
PHONE = "0912 345 678"
ACCUSES = "Tôi tố cáo kế toán xã ăn chặn tiền hỗ trợ của bà con"


def test_the_head_owes_days_by_the_week_then_by_the_months_proposal(commune):
    june = clocks.owed(commune, month=date(2026, 6, 1))
    assert (june.number, june.proposed, june.keys) == (5, False, (clocks.CHAIR,))  # five Mondays
    july = clocks.owed(commune, month=date(2026, 7, 1))
    assert (july.number, july.proposed) == (2, True)
    page = reading.law_of(commune, on=date(2026, 7, 1))
    assert any("tham số của tỉnh" in note for cite in page for note in cite["notes"])


def test_days_are_put_in_once_and_each_of_the_heads_is_a_duty(lan, desk_of):
    office = desk_of(lan)
    first, second = DAY + timedelta(days=7), DAY + timedelta(days=21)
    sent = {**HOUR, "days": f"{first:%d/%m/%Y}\n{second:%d/%m/%Y}"}
    assert office.post("/tiep-dan/ban/", sent).status_code == 302
    assert ReceptionDay.objects.filter(unit=lan.unit).count() == 2
    owed = Duty.objects.filter(kind=clocks.DAY).order_by("due_on")
    assert [(one.due_on, one.basis, one.role) for one in owed] == [
        (first, Basis.PARAMETER, "chair"),
        (second, Basis.PARAMETER, "chair"),
    ]
    again = office.post("/tiep-dan/ban/", sent)
    assert "đã có trong lịch" in again.content.decode()
    wrong = office.post("/tiep-dan/ban/", {**sent, "days": "31/02/2027", "ends": "07:00"})
    assert "Ngày chưa đúng" in wrong.content.decode()
    past = office.post("/tiep-dan/ban/", {**sent, "days": f"{ON:%d/%m/%Y}"}).content.decode()
    assert "từ hôm nay trở đi" in past


def test_a_place_is_taken_by_telephone_once_and_given_back_by_its_code(lan, hung, desk_of):
    day = day_of(lan, day=DAY, on=ON, seats=2)
    at = f"/tiep-dan/dat/{day.pk}/"
    page = hung.post(at, {"phone": PHONE})
    code = re.search(r"[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}", page.content.decode())[0]
    assert page["Cache-Control"] == "private, no-store"
    booked = Booking.objects.get()
    assert (booked.number, booked.phone) == (1, "+84912345678")
    assert code.replace("-", "") not in booked.code_hash
    assert "đã đặt buổi này" in hung.post(at, {"phone": "+84 912 345 678"}).content.decode()
    assert "chưa đúng là số di động" in hung.post(at, {"phone": "12"}).content.decode()
    office = desk_of(lan).get(f"/tiep-dan/ban/{day.pk}/").content.decode()
    assert 'tel:+84912345678">0912 345 678<' in office
    assert "+84912345678" not in hung.get("/tiep-dan/xa/xa-la-bang/").content.decode()
    seen = hung.post("/tiep-dan/phieu/", {"code": code.lower()}).content.decode()
    assert "đang giữ" in seen
    assert hung.post("/tiep-dan/phieu/", {"code": code, "thoi": "1"}).status_code == 302
    booked.refresh_from_db()
    assert (booked.phone, booked.cancelled_on) == ("", DAY)
    assert "không mở được" in hung.post("/tiep-dan/phieu/", {"code": "A" * 12}).content.decode()


def test_sent_twice_over_a_bad_line_it_is_one_place_and_a_full_day_says_so(lan, hung):
    day = day_of(lan, day=DAY, on=ON, seats=1)
    once = {"phone": PHONE, "once": "ABCDEFGH2345"}
    for _ in range(2):
        assert "Đã giữ chỗ: số 1" in hung.post(f"/tiep-dan/dat/{day.pk}/", once).content.decode()
    assert Booking.objects.count() == 1
    full = hung.post(f"/tiep-dan/dat/{day.pk}/", {"phone": "0987654321"}).content.decode()
    assert "hết chỗ đặt trước" in full


def test_a_code_is_guessed_twenty_times_an_hour_and_no_more(lan, hung):
    day_of(lan, day=DAY, on=ON)
    answers = [hung.post("/tiep-dan/phieu/", {"code": f"{n:012d}"}).status_code for n in range(22)]
    assert answers[:20] == [422] * 20
    assert answers[20:] == [429, 429]


def test_how_a_day_went_is_said_once_with_its_reason_and_counted_for_everybody(lan, hung, desk_of):
    day = day_of(lan, day=DAY, on=ON)
    days.book(day, phone="+84912345678", by=lan, on=ON)
    at = f"/tiep-dan/ban/{day.pk}/xong/"
    office = desk_of(lan)
    sent = {"xong-state": "delegated", "xong-received_by": "Bà Bình, Phó Chủ tịch"}
    assert "Chưa có lý do" in office.post(at, sent).content.decode()
    why = "Chủ tịch họp đột xuất ở tỉnh"
    assert office.post(at, {**sent, "xong-why": why}).status_code == 302
    day.refresh_from_db()
    assert (day.state, Booking.objects.get().phone) == (DayState.DELEGATED, "")
    assert Duty.objects.get(kind=clocks.DAY).done_on == DAY
    page = hung.get("/tiep-dan/xa/xa-la-bang/").content.decode()
    month = _months(lan.unit)[0]
    assert (month.owed, month.held, month.delegated, month.short) == (2, 0, 1, 2)
    assert "Người khác tiếp thay" in page
    with pytest.raises(Refused, match="đã ghi"):
        days.close_day(day, DayState.CHAIR, received_by="Bà Bình", why="", by=lan, on=DAY)


def _months(unit):
    return reading.attendance(unit, access.calendar_of(unit), Shelf([unit]), on=DAY)


def test_nobody_says_a_day_was_held_before_it_came_or_missed_when_people_came(lan):
    coming = day_of(lan, day=DAY + timedelta(days=1), on=ON)
    with pytest.raises(Refused, match="chưa đến"):
        days.close_day(coming, DayState.CHAIR, received_by="Bà Bình", why="", by=lan, on=DAY)
    with pytest.raises(Refused, match="chưa đến"):
        line_of(coming, by=lan, on=DAY)
    held = day_of(lan, day=DAY, on=ON)
    line_of(held, by=lan, on=DAY)
    with pytest.raises(Refused, match="đã có người được tiếp"):
        days.close_day(
            held, DayState.NOT_HELD, received_by="", why="Chủ tịch đi họp tỉnh", by=lan, on=DAY
        )


def test_whoever_holds_a_place_can_be_called_when_the_day_is_not_held(lan, desk_of):
    coming = day_of(lan, day=DAY + timedelta(days=1), on=ON)
    days.book(coming, phone="+84912345678", by=None, on=ON)
    at = f"/tiep-dan/ban/{coming.pk}/"
    sent = {"xong-state": "not_held", "xong-why": "Chủ tịch đi họp tỉnh"}

    assert desk_of(lan).post(f"{at}xong/", sent).status_code == 302

    page = desk_of(lan).get(at).content.decode()
    assert "buổi không tiếp: gọi báo" in page
    assert 'tel:+84912345678">0912 345 678<' in page
    assert days.forget_phones(on=coming.day + timedelta(days=1)) == 1
    over = desk_of(lan).get(at).content.decode()
    assert "buổi không tiếp<" in over
    assert "tel:" not in over


def test_a_day_over_that_was_not_held_keeps_no_telephone(lan):
    day = day_of(lan, day=DAY, on=ON)
    days.book(day, phone="+84912345678", by=None, on=ON)
    why, after = "Mưa lũ, ngập đường", DAY + timedelta(days=1)
    days.close_day(day, DayState.NOT_HELD, received_by="", why=why, by=lan, on=after)
    assert Booking.objects.get().phone == ""


def test_a_late_day_that_is_not_held_stays_late(lan):
    day = day_of(lan, day=DAY, on=ON)
    after = DAY + timedelta(days=3)
    days.close_day(
        day, DayState.NOT_HELD, received_by="", why="Mưa lũ, ngập đường", by=lan, on=after
    )
    duty = Duty.objects.get(kind=clocks.DAY)
    assert (duty.due_on, duty.done_on, duty.called_off_on) == (DAY, after, None)


def test_each_person_received_is_a_line_of_the_book_with_its_clock(lan, desk_of):
    day = day_of(lan, day=DAY, on=ON)
    seat = days.book(day, phone="+84912345678", by=None, on=ON)
    sent = {
        "booking": seat.booking.pk,
        "name": "Hoàng Văn Sơn",
        "people": 2,
        "matter": "question",
        "text": "Hỏi thủ tục làm sổ hộ nghèo",
    }
    office = desk_of(lan)
    assert office.post(f"/tiep-dan/ban/{day.pk}/", sent).status_code == 302
    line = Reception.objects.get()
    assert (line.number, line.booking.came, line.booking.phone) == (1, True, "")
    owed = Duty.objects.get(kind=clocks.RECEPTION)
    assert "Sơn" not in owed.what
    answered = {"result": "answered", "words": "Đã đưa mẫu và chỉ cách điền"}
    assert office.post(f"/tiep-dan/ban/luot/{line.pk}/", answered).status_code == 302
    line.refresh_from_db()
    owed.refresh_from_db()
    assert (line.result, owed.done_on) == (Result.ANSWERED, DAY)
    again = office.post(f"/tiep-dan/ban/luot/{line.pk}/", answered)
    assert "đã có kết quả" in again.content.decode()


def test_an_answer_is_owed_within_ten_working_days(lan):
    line_of(day_of(lan, day=THURSDAY, on=THURSDAY), by=lan, on=THURSDAY)
    assert Duty.objects.get(kind=clocks.RECEPTION).due_on == date(2026, 12, 10)


def test_what_was_said_becomes_a_case_in_one_step(lan, desk_of):
    line = line_of(day_of(lan, day=DAY, on=ON), by=lan, on=DAY)
    page = desk_of(lan).post(f"/tiep-dan/ban/luot/{line.pk}/don/")
    case = apps.get_model("petitions.Case").objects.get()  # no neighbour is imported
    line.refresh_from_db()
    assert (case.source, case.text, case.track) == ("reception", ROAD, "petition")
    assert (line.result, line.case_number) == (Result.CASE, case.number)
    assert case.number in page.content.decode()
    assert EnteredFor.objects.get().name == "Hoàng Văn Sơn"
    assert Duty.objects.open().filter(kind="case", rule_key="reception.answer").exists()


def test_a_denunciation_leaves_no_row_wherever_it_is_written(lan, desk_of, caplog):
    day = day_of(lan, day=DAY, on=ON)
    office = desk_of(lan)
    sent = {"name": "Sơn", "people": 1, "matter": "feedback", "text": ACCUSES}
    page = office.post(f"/tiep-dan/ban/{day.pk}/", sent)
    assert "vào sổ việc mật" in page.content.decode()
    assert not Reception.objects.exists()
    line = line_of(day, by=lan, on=DAY)
    with pytest.raises(Refused, match="giống tố cáo"):
        receiving.answer(line, Result.ANSWERED, words=ACCUSES, by=lan, on=DAY)
    assert ACCUSES not in caplog.text


def test_another_communes_office_finds_nothing(lan, mai, desk_of):
    day = day_of(lan, day=DAY, on=ON)
    line = line_of(day, by=lan, on=DAY)
    stranger = desk_of(mai)
    for at in (f"/tiep-dan/ban/{day.pk}/", f"/tiep-dan/ban/luot/{line.pk}/"):
        assert stranger.get(at).status_code == 404
    assert stranger.post(f"/tiep-dan/ban/luot/{line.pk}/don/").status_code == 404
    assert line.name not in stranger.get("/tiep-dan/ban/so/").content.decode()
    with pytest.raises(Refused, match="đơn vị khác"):
        days.book(day, phone="+84912345678", by=mai, on=DAY)


def test_the_book_is_a_page_a_file_and_a_paper(lan, desk_of):
    day = day_of(lan, day=DAY, on=ON)
    line_of(day, by=lan, on=DAY, name="=1+1")
    office = desk_of(lan)
    span = f"?since={ON:%d/%m/%Y}&until={DAY:%d/%m/%Y}"
    told = b"".join(office.get(f"/tiep-dan/ban/so/tep.csv{span}").streaming_content).decode()
    assert ROAD in told
    assert "\n=1+1" not in told
    assert ",=1+1" not in told
    sheet = office.get(f"/tiep-dan/ban/so/tep.xlsx{span}").content
    book = openpyxl.load_workbook(io.BytesIO(sheet))
    rows = list(book.active.values)
    assert tuple(rows[0]) == reading.COLUMNS
    assert rows[1][0] == f"1/{DAY.year}"
    assert "Mẫu đề xuất" in book["Ghi chú"]["A1"].value
    made = office.post(
        "/tiep-dan/ban/so/giay/", {"since": f"{ON:%d/%m/%Y}", "until": f"{DAY:%d/%m/%Y}"}
    )
    assert made.status_code == 302
    assert Document.objects.get().name == "SỔ TIẾP CÔNG DÂN"
    assert office.get("/tiep-dan/ban/so/?since=x&until=y").status_code == 422
    assert office.get(f"/tiep-dan/ban/so/tep.exe{span}").status_code == 404


def test_minutes_and_slips_are_papers_in_word_and_pdf(lan, desk_of):
    day = day_of(lan, day=DAY, on=ON)
    line = line_of(day, by=lan, on=DAY, papers="Đơn viết tay, 2 ảnh")
    office = desk_of(lan)
    office.post(f"/tiep-dan/ban/{day.pk}/bien-ban/")
    assert not Document.objects.exists()  # first somebody says who received
    days.close_day(day, DayState.CHAIR, received_by="Bà Bình", why="", by=lan, on=DAY)
    office.post(f"/tiep-dan/ban/{day.pk}/bien-ban/")
    office.post(f"/tiep-dan/ban/luot/{line.pk}/giay/")
    names = [one.name for one in Document.objects.order_by("pk")]
    assert names == ["BIÊN BẢN TIẾP CÔNG DÂN", "GIẤY BIÊN NHẬN"]
    for made in Document.objects.all():
        for kind, begins in (("pdf", b"%PDF"), ("docx", b"PK")):
            assert office.get(f"/van-ban/{made.pk}/tep.{kind}").content.startswith(begins)
    refused = receiving.answer(
        line, Result.REFUSED, words="Đã trả lời đúng quy định, không có gì mới", by=lan, on=DAY
    )
    said = papers.slip(refused)
    assert said.name == "THÔNG BÁO TỪ CHỐI TIẾP CÔNG DÂN"
    assert said.marks == (PROPOSED,)


def test_who_issues_no_papers_draws_one_up_and_leaves_it_to_the_office(lan, client):
    line = line_of(day_of(lan, day=DAY, on=ON), by=lan, on=DAY)
    justice = signed_in(client, in_office("ha", Role.JUSTICE_OFFICER, lan.unit))
    page = justice.post(f"/tiep-dan/ban/luot/{line.pk}/giay/", follow=True)
    assert page.redirect_chain == [(f"/tiep-dan/ban/luot/{line.pk}/", 302)]
    assert "Đã lập bản thảo" in page.content.decode()
    assert Document.objects.get().name == "GIẤY BIÊN NHẬN"


def test_the_calendar_goes_into_a_phone(lan, hung):
    day_of(lan, day=DAY, on=ON)
    book = Calendar.from_ical(hung.get("/tiep-dan/xa/xa-la-bang/lich.ics").content)
    event = book.walk("VEVENT")[0]
    assert event["summary"] == "Chủ tịch tiếp công dân, xã La Bằng"
    assert event.decoded("dtstart").isoformat() == f"{DAY}T00:30:00+00:00"


def test_telephones_of_days_that_are_over_go_by_themselves(lan):
    day = day_of(lan, day=DAY, on=ON)
    days.book(day, phone="+84912345678", by=None, on=ON)
    assert days.forget_phones(on=DAY) == 0
    assert days.forget_phones(on=DAY + timedelta(days=1)) == 1
    assert Booking.objects.get().phone == ""


@pytest.mark.parametrize("rows", [1, 3])
def test_the_public_page_asks_as_often_for_three_days_as_for_one(
    lan, hung, rows, django_assert_num_queries
):
    for n in range(rows):
        day_of(lan, day=DAY + timedelta(days=n), on=ON)
    hung.get("/tiep-dan/xa/xa-la-bang/")
    with django_assert_num_queries(7):
        hung.get("/tiep-dan/xa/xa-la-bang/")


def test_two_hours_of_one_day_are_two_rows(lan):
    day_of(lan, day=DAY, on=ON)
    afternoon = Hours(time(13, 30), time(16, 0), HALL)
    assert len(days.plan_days(lan.unit, [DAY], afternoon, by=lan, on=ON)) == 1
    assert access.calendar_of(lan.unit).count() == 2
