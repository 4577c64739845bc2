"""Within the office: who decides, what a day or a number typed wrong is answered."""

import re
from datetime import date

import pytest

from danchu.disclosure import access
from danchu.disclosure.models import Attachment, Item, Plan, State
from danchu.disclosure.tests.factories import (
    note,
    publish,
)
from danchu.disclosure.tests.office_pages import (
    SECRET,
    SENT,
    office_addresses,
    records,
)
from danchu.kit.clock import today
from danchu.people.models import Role, Term

pytestmark = pytest.mark.django_db


DECIDING = ("approve", "withdraw", "refuse")


def test_a_clerk_neither_approves_nor_withdraws_nor_refuses(things, lan, desk_of):
    browser, before = desk_of(lan), records()

    for name in DECIDING:
        for address in office_addresses(things)[name]:
            assert browser.get(address).status_code == 404
            assert browser.post(address, SENT).status_code == 404
    assert records() == before


def test_a_clerk_does_not_issue_the_plan(lan, desk_of):
    browser, at = desk_of(lan), f"/cong-khai/ke-hoach/{today().year}/"

    assert "Ban hành kế hoạch" not in browser.get(at).content.decode()
    assert browser.post(at, {"document": "05/KH-UBND"}).status_code == 404
    assert not Plan.objects.exists()


@pytest.mark.parametrize("who", ["thang", "binh"])
def test_the_approver_and_the_chair_decide(things, who, request, desk_of):
    browser = desk_of(request.getfixturevalue(who))
    handed, public = things["handed"].pk, things["public"].pk
    page = browser.get(f"/cong-khai/{handed}/duyet/").content.decode()
    assert SECRET in page
    assert browser.post(f"/cong-khai/{handed}/duyet/", {"no_secret": ""}).status_code == 422

    read = re.search(r'name="read" value="(\w+)"', page)[1]
    answer = browser.post(f"/cong-khai/{handed}/duyet/", {"no_secret": "on", "read": read})
    assert answer["Location"] == f"/cong-khai/{handed}/"
    assert browser.post(f"/cong-khai/{public}/thu-hoi/", {"why": "Sai"}).status_code == 302
    assert Item.objects.get(pk=handed).state == State.PUBLISHED
    assert Item.objects.get(pk=public).state == State.WITHDRAWN


def test_the_approver_gives_back_from_the_page(things, thang, desk_of):
    browser, handed = desk_of(thang), things["handed"]
    at = f"/cong-khai/{handed.pk}/duyet/"

    assert browser.post(at, {"give_back": "1", "why": ""}).status_code == 422
    assert browser.post(at, {"give_back": "1", "why": "Thiếu số tổng"}).status_code == 302
    handed.refresh_from_db()
    assert handed.state == State.NOTED


def test_anybody_of_the_office_removes_in_an_emergency(things, lan, desk_of):
    public = things["public"]

    desk_of(lan).post(f"/cong-khai/{public.pk}/go-khan/", {"ground": "personal_data"})

    public.refresh_from_db()
    assert public.state == State.REMOVED


def test_terms_are_read_at_each_request(things, lan, desk_of):
    browser = desk_of(lan)
    assert browser.get("/cong-khai/").status_code == 200

    Term.objects.filter(pk=lan.pk).update(until=date(2026, 1, 1))

    assert browser.get("/cong-khai/").status_code == 403


def test_a_file_of_a_draft_opens_for_its_office_alone_and_is_kept_nowhere(
    things, lan, mai, hung, desk_of
):
    at = f"/cong-khai/{things['noted'].pk}/tep/{things['file'].pk}/"

    mine = desk_of(lan).get(at)
    assert mine.status_code == 200
    assert mine["Cache-Control"] == "no-store, private"
    assert [b.get(at).status_code for b in (desk_of(mai), hung)] == [404, 404]


def test_a_public_file_is_checked_before_it_is_used_again(things, hung):
    file = Attachment.objects.get(version__item=things["public"])
    answer = hung.get(f"/cong-khai/{things['public'].pk}/tep/{file.pk}/")

    assert answer["Cache-Control"] == "no-cache"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"] == "inline; filename*=UTF-8''quyet-dinh.pdf"
    other = things["noted"].pk
    assert hung.get(f"/cong-khai/{other}/tep/{file.pk}/").status_code == 404


def test_an_office_file_comes_as_a_download(things, lan, thang, hung):
    from danchu.disclosure.tests.factories import office

    item = publish(note(lan, number="5/QĐ"), lan, thang, files=[office()])
    file = Attachment.objects.get(version__item=item)

    answer = hung.get(f"/cong-khai/{item.pk}/tep/{file.pk}/")
    assert answer["Content-Disposition"] == "attachment; filename*=UTF-8''van-ban.docx"


def test_what_waits_shows_number_and_day_and_no_title(things, hung):
    page = hung.get("/xa/xa-la-bang/").content.decode()

    assert "Văn bản 1/QĐ ký ngày 03/03/2026" in page
    assert SECRET not in page
    assert hung.get(f"/cong-khai/{things['noted'].pk}/").status_code == 404


@pytest.mark.parametrize("typed", ["nhom-0", "nhom-15", "nhom-99999999999999999999", "nhom-x"])
def test_a_group_that_does_not_exist_is_not_found(commune, hung, typed):
    assert hung.get(f"/xa/xa-la-bang/{typed}/").status_code == 404


@pytest.mark.parametrize(
    "path", ["99999999999999999999/", "1/ban/99999999999999999999/", "1/tep/99999999999999999/"]
)
def test_numbers_no_row_can_have_are_not_found(db, hung, path):
    assert hung.get(f"/cong-khai/{path}").status_code == 404


@pytest.mark.parametrize("typed", ["01/01/2030", "01/01/2020", "31/12/2027", "x", ""])
@pytest.mark.parametrize("page", ["ghi-nhan", "phai-lam"])
def test_a_day_typed_wrong_is_answered_in_words(lan, desk_of, page, typed):
    answer = desk_of(lan).get(f"/cong-khai/{page}/?group=7&decided_on={typed}")

    assert answer.status_code == 200


def test_a_year_typed_wrong_when_noting_is_answered_in_words(lan, desk_of):
    fields = {"group": "7", "number": "1/QĐ", "signer": "Bình", "decided_on": "03/03/2062"}

    answer = desk_of(lan).post("/cong-khai/ghi-nhan/", fields)

    assert answer.status_code == 422
    assert "Ngày ký 03/03/2062 còn chưa đến" in answer.content.decode()


def test_a_person_of_two_communes_works_in_the_one_named(lan, elsewhere, desk_of):
    Term.objects.create(person=lan.person, role=Role.CLERK, unit=elsewhere, since=date(2025, 7, 1))
    fields = {"group": "7", "number": "1/QĐ", "signer": "Bình", "decided_on": "03/03/2026"}
    browser = desk_of(lan)

    browser.post("/cong-khai/ghi-nhan/", {**fields, "don-vi": elsewhere.slug})
    browser.post("/cong-khai/ghi-nhan/", fields)

    units = Item.objects.order_by("pk").values_list("unit__slug", flat=True)
    assert list(units) == [elsewhere.slug, "xa-la-bang"]
    assert browser.get("/cong-khai/?don-vi=khong-co").status_code == 404


def test_access_by_day_opens_and_closes_with_the_term(lan, commune):
    item = note(lan)
    Term.objects.filter(pk=lan.pk).update(since=date(2026, 3, 2), until=date(2026, 3, 9))

    days = [date(2026, 3, day) for day in (1, 2, 9, 10)]
    found = [access.kept_by(lan.person, on=day).filter(pk=item.pk).exists() for day in days]
    assert found == [False, True, True, False]
