"""The office's book of papers, and the page on which anybody checks one."""

from datetime import date

import pytest

from danchu.documents.actions import put_away, void
from danchu.documents.models import Document
from danchu.documents.tests.factories import ABOUT, drawn, issued
from danchu.kit.clock import today

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 26)


def test_the_office_reads_issues_and_takes_the_files(lan, desk_of, client):
    document = drawn(lan, ON)
    desk = desk_of(lan)
    assert "Danh sách nội dung" in desk.get("/van-ban/").content.decode()

    page = desk.post(f"/van-ban/{document.pk}/", {"number": ""}, follow=True).content.decode()

    document.refresh_from_db()
    assert document.spoken_number == "1/TB-UBND"
    assert "Đã ban hành 1/TB-UBND" in page
    for kind, start in (("pdf", b"%PDF"), ("docx", b"PK")):
        answer = desk.get(f"/van-ban/{document.pk}/tep.{kind}")
        assert answer.content.startswith(start)
        assert f"1-TB-UBND.{kind}" in answer["Content-Disposition"]
    assert desk.get(f"/van-ban/{document.pk}/tep.exe").status_code == 404
    assert client.get(f"/van-ban/kiem-tra/{document.code}/tep.pdf").status_code == 200


def test_a_wrong_number_is_told_and_nothing_is_issued(lan, desk_of):
    issued(lan, today(), number=7)
    document = drawn(lan, ON)

    answer = desk_of(lan).post(f"/van-ban/{document.pk}/", {"number": "7"})

    assert answer.status_code == 422
    assert "đã cấp cho văn bản khác" in answer.content.decode()
    assert desk_of(lan).post(f"/van-ban/{document.pk}/", {"number": "bảy"}).status_code == 422
    assert Document.objects.get(pk=document.pk).state == "draft"


def test_others_see_nothing_of_it(lan, mai, tam, khoa, desk_of, hung):
    document = drawn(lan, ON)

    for stranger in (mai, tam, khoa):
        desk = desk_of(stranger)
        assert desk.get(f"/van-ban/{document.pk}/").status_code == 404
        assert desk.post(f"/van-ban/{document.pk}/", {}).status_code == 404
        assert desk.get(f"/van-ban/{document.pk}/tep.pdf").status_code == 404
    assert hung.get(f"/van-ban/{document.pk}/").status_code == 302
    assert hung.get(f"/van-ban/kiem-tra/{document.code}/").status_code == 404  # a draft
    assert "Danh sách nội dung" not in desk_of(mai).get("/van-ban/").content.decode()


def test_anybody_checks_a_paper_by_its_code(lan, hung):
    document = issued(lan, ON)
    at = f"/van-ban/kiem-tra/{document.code.lower()}/"

    page = hung.get(at).content.decode()
    assert "Văn bản này có thật trong sổ" in page
    assert "1/TB-UBND" in page
    assert "Quyết toán" in page

    void(document, why="ghi nhầm ngày", by=lan, on=ON)
    assert "ghi nhầm ngày" in hung.get(at).content.decode()

    put_away("thing", "7", by=lan, on=ON)
    page = hung.get(at).content.decode()
    assert "Quyết toán" not in page
    assert "quý III" not in page
    assert hung.get(f"{at}tep.pdf").status_code == 404
    assert hung.get("/van-ban/kiem-tra/ZZZZZZZZ22/").status_code == 404


def test_a_paper_not_for_everybody_shows_number_and_day_alone(lan, hung):
    document = issued(lan, ON, about=ABOUT._replace(open=False))
    at = f"/van-ban/kiem-tra/{document.code}/"

    page = hung.get(at).content.decode()

    assert "1/TB-UBND" in page
    assert "Quyết toán" not in page
    assert "quý III" not in page  # what it is about may name somebody
    assert hung.get(f"{at}tep.pdf").status_code == 404


def test_cancelling_is_two_taps_with_a_reason(lan, desk_of):
    document = issued(lan, ON)
    desk = desk_of(lan)
    at = f"/van-ban/{document.pk}/huy/"

    assert desk.get(at).status_code == 200
    assert desk.post(at, {"why": ""}).status_code == 422
    desk.post(at, {"why": "ghi nhầm ngày"})

    assert Document.objects.get().state == "void"
    assert desk.get(at).status_code == 404


def test_the_list_costs_the_same_with_one_paper_and_three(
    lan, desk_of, django_assert_max_num_queries
):
    desk = desk_of(lan)
    issued(lan, ON)
    desk.get("/van-ban/")
    with django_assert_max_num_queries(40) as one:
        desk.get("/van-ban/")
    issued(lan, ON)
    drawn(lan, ON)
    with django_assert_max_num_queries(40) as three:
        desk.get("/van-ban/")

    assert len(one) == len(three)
