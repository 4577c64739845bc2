"""An officer whom a line of the book is about: no page of it opens, nothing of it is theirs."""

import pytest
from django.apps import apps

from civics.errors import Refused
from danchu.behalf.models import EnteredFor
from danchu.documents.models import Document
from danchu.kit.clock import today
from danchu.people.models import Role
from danchu.people.tests.factories import in_office
from danchu.reception import conflicts
from danchu.reception.actions import days, receiving
from danchu.reception.models import DayState, Reception, Result
from danchu.reception.tests.factories import day_of, line_of

pytestmark = pytest.mark.django_db
DAY = today()  # pages ask the clock
WAITED = "Tôi hỏi chị MA THI LAN ba lần về giấy tờ mà chưa được trả lời"
SAID = "Đã xin lỗi và trả giấy tờ ngay."


@pytest.fixture
def about_lan(lan, thang) -> Reception:
    day = day_of(thang, day=DAY, on=DAY)
    line_of(day, by=thang, on=DAY)
    return line_of(day, by=thang, on=DAY, name="Lý Thị Mẩy", text=WAITED)


def test_no_page_of_the_line_opens_to_whom_it_is_about(about_lan, lan, thang, desk_of):
    one, day = about_lan, about_lan.day
    days.close_day(day, DayState.CHAIR, received_by="Ông Bình", why="", by=thang, on=DAY)
    at, span = f"/tiep-dan/ban/luot/{one.pk}/", f"since={DAY:%d/%m/%Y}&until={DAY:%d/%m/%Y}"
    other = desk_of(thang)
    for paper in (f"{at}giay/", f"/tiep-dan/ban/{day.pk}/bien-ban/"):
        assert other.post(paper).status_code == 302
    book = {"since": f"{DAY:%d/%m/%Y}", "until": f"{DAY:%d/%m/%Y}"}
    assert other.post("/tiep-dan/ban/so/giay/", book).status_code == 302
    drawn = list(Document.objects.order_by("pk"))
    assert len(drawn) == 3

    office = desk_of(lan)
    assert office.get(at).status_code == 404
    for act in ("", "don/", "giay/", "lien-quan/"):
        assert office.post(f"{at}{act}", {"result": "answered", "words": SAID}).status_code == 404
    pages = [
        f"/tiep-dan/ban/{day.pk}/",
        f"/tiep-dan/ban/so/?{span}",
        "/viec/",
        "/van-ban/",
    ]
    for page in pages:
        seen = office.get(page).content.decode()
        assert "Mẩy" not in seen, page
        assert f"Lượt {one.number}/{one.year}" not in seen, page
        assert f"Trả lời {one}" not in seen, page
    assert f"Trả lời {one}" in other.get("/viec/").content.decode()
    for kind in ("csv", "xlsx"):
        refused = office.get(f"/tiep-dan/ban/so/tep.{kind}?{span}", follow=True)
        assert "liên quan đến bạn" in refused.content.decode()
        assert other.get(f"/tiep-dan/ban/so/tep.{kind}?{span}").status_code == 200
    for paper in ("/tiep-dan/ban/so/giay/", f"/tiep-dan/ban/{day.pk}/bien-ban/"):
        assert "liên quan đến bạn" in office.post(paper, book, follow=True).content.decode()
    assert {office.get(f"/van-ban/{one.pk}/").status_code for one in drawn} == {404}
    assert {other.get(f"/van-ban/{one.pk}/").status_code for one in drawn} == {200}
    with pytest.raises(Refused, match="liên quan đến bạn"):
        receiving.answer(one, Result.ANSWERED, words=SAID, by=lan, on=DAY)
    with pytest.raises(Refused, match="liên quan đến bạn"):
        receiving.unbar(one, lan.person, by=lan, on=DAY)


def test_made_a_case_it_stays_closed_to_them_though_only_a_colleague_said_so(
    lan, thang, binh, desk_of
):
    day = day_of(lan, day=DAY, on=DAY)
    one = line_of(day, by=lan, on=DAY, about="Lý Văn Thắng")
    assert conflicts.names_of(one) == "Lý Văn Thắng"
    assert "Thắng" not in f"{one.text}{one.papers}{one.words}"  # the name is nowhere words
    receiving.bar(one, binh.person, by=lan, on=DAY)
    receiving.unbar(one, binh.person, by=lan, on=DAY)

    receiving.make_case(one, by=lan, on=DAY)

    case = apps.get_model("petitions.Case").objects.get()  # another room's, never imported here
    assert case.bars.get().person == thang.person
    entry = EnteredFor.objects.get()
    for address in (f"/don-thu/ban/{case.pk}/", f"/nhap-thay/{entry.pk}/"):
        assert desk_of(thang).get(address).status_code == 404, address
        assert desk_of(binh).get(address).status_code == 200, address


def test_whoever_writes_down_words_about_themselves_is_sent_back_to_the_day(lan, thang, desk_of):
    day = day_of(lan, day=DAY, on=DAY)
    sent = {"name": "Lý Thị Mẩy", "matter": "petition", "text": WAITED, "people": "1"}
    answer = desk_of(lan).post(f"/tiep-dan/ban/{day.pk}/", sent)
    assert answer["Location"] == f"/tiep-dan/ban/{day.pk}/"
    one = Reception.objects.get()
    other = desk_of(thang)
    at = f"/tiep-dan/ban/luot/{one.pk}/"
    assert "Ma Thị Lan" in other.get(at).content.decode()
    lifted = {"ai-person": lan.person_id, "thoi": "1"}
    assert other.post(f"{at}lien-quan/", lifted)["Location"] == at
    assert desk_of(lan).get(at).status_code == 200


def test_a_name_that_is_nobodys_here_is_said_to_have_kept_nobody_out(lan, thang, desk_of):
    day = day_of(lan, day=DAY, on=DAY)
    sent = {"name": "Lý Thị Mẩy", "matter": "petition", "text": SAID, "people": "1"}
    for about, warned in (("anh Thắng địa chính", True), ("Lý Văn Thắng", False)):
        answer = desk_of(lan).post(
            f"/tiep-dan/ban/{day.pk}/", {**sent, "about": about}, follow=True
        )
        assert ("chưa chặn ai" in answer.content.decode()) is warned


ABOUT_BOTH = "Chị Ma Thị Lan và ông Nông Văn Bình hẹn ba lần mà chưa trả giấy tờ cho tôi"


def test_a_line_about_the_whole_office_stays_with_its_head(lan, binh, desk_of):
    one = line_of(day_of(lan, day=DAY, on=DAY), by=lan, on=DAY, text=ABOUT_BOTH)

    assert one.bars.get().person == lan.person
    page = desk_of(binh).get(f"/tiep-dan/ban/luot/{one.pk}/").content.decode()
    assert "người đứng đầu vẫn mở và trả lời" in page
    receiving.answer(one, Result.ANSWERED, words=SAID, by=binh, on=DAY)


def test_a_line_nobody_may_open_is_counted_at_the_province_and_not_told(
    lan, thang, province, commune, desk_of
):
    day = day_of(lan, day=DAY, on=DAY)
    dung = in_office("dung", Role.PROVINCE, province, full_name="Trần Văn Dũng").terms.get()
    kept = line_of(day, by=lan, on=DAY)
    sent = {"name": "Lý Thị Mẩy", "matter": "petition", "people": "1"}
    sent["text"] = ABOUT_BOTH + ", anh Lý Văn Thắng cũng vậy"
    page = desk_of(lan).post(f"/tiep-dan/ban/{day.pk}/", sent, follow=True).content.decode()
    assert "chưa ai mở được" in page

    page = desk_of(dung).get("/tai-khoan/nguoi-va-may/").content.decode()
    assert "Xã La Bằng: 1 lượt tiếp công dân" in page
    assert "Mẩy" not in page
    assert "giấy tờ" not in page
    assert "1 việc chưa ai mở được" in page

    binh = in_office("binh", Role.CHAIR, commune, full_name="Nông Văn Hòa").terms.get()
    one = Reception.objects.exclude(pk=kept.pk).get()
    assert desk_of(binh).get(f"/tiep-dan/ban/luot/{one.pk}/").status_code == 200
    assert "chưa ai mở được" not in desk_of(dung).get("/viec/").content.decode()


def test_the_head_to_whom_a_line_is_left_is_not_said_to_be_kept_from_it(lan, binh, desk_of):
    one = line_of(day_of(lan, day=DAY, on=DAY), by=lan, on=DAY)
    receiving.bar(one, lan.person, by=binh, on=DAY)
    at = f"/tiep-dan/ban/luot/{one.pk}/"
    page = desk_of(binh).post(f"{at}lien-quan/", {"ai-person": binh.person_id}, follow=True)

    assert "vẫn mở được" in page.content.decode()
    assert "Đã ghi người liên quan" not in page.content.decode()
    assert one.bars.get().person == lan.person
