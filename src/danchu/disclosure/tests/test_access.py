"""Every office address, as everybody who has no business there: not found, or the door."""

import pytest

from danchu.disclosure.tests.office_pages import (
    PUBLIC,
    SECRET,
    SENT,
    office_addresses,
    outcomes,
    records,
)
from danchu.disclosure.urls import urlpatterns
from danchu.people.models import Role, Term

pytestmark = pytest.mark.django_db


def test_no_office_address_is_forgotten_here(things):
    named = {pattern.name for pattern in urlpatterns}

    assert named - PUBLIC == office_addresses(things).keys() - PUBLIC


@pytest.mark.parametrize("who", ["tam", "khoa"])
def test_a_hamlet_head_and_a_board_member_find_no_office_page(things, who, request, desk_of):
    before = records()

    assert outcomes(desk_of(request.getfixturevalue(who)), things) == {404}
    assert records() == before


def test_an_ex_official_comes_no_further_than_the_desk_without_an_office(things, cuu, desk_of):
    before = records()

    assert outcomes(desk_of(cuu), things) <= {403, 404}
    assert records() == before


def test_a_stranger_is_led_to_the_door(things, hung):
    before = records()

    for name, addresses in office_addresses(things).items():
        answers = {hung.get(addresses[0]).status_code, hung.post(addresses[0], SENT).status_code}
        assert answers == ({404, 405} if name == "file" else {302}), name
    assert outcomes(hung, things) <= {302, 404}
    at = f"/cong-khai/{things['noted'].pk}/soan/"
    assert hung.get(at)["Location"] == f"/dang-nhap/?next={at}"
    assert records() == before


def test_a_password_without_the_second_factor_is_a_stranger(things, lan, client):
    client.force_login(lan.person)
    before = records()

    assert outcomes(client, things) <= {302, 404}
    assert records() == before


OWN = {"index", "note", "owed", "nothing", "plan_form", "quarterly_list"}  # her own commune's


@pytest.mark.parametrize("role", [Role.CLERK, Role.APPROVER])
def test_chi_mai_of_another_commune_finds_nothing_of_ours(things, mai, role, desk_of):
    Term.objects.filter(pk=mai.pk).update(role=role)
    browser, before = desk_of(mai), records()

    for name, addresses in office_addresses(things).items():
        for address in addresses:
            if name in OWN and "don-vi" not in address:
                continue
            for answer in (browser.get(address), browser.post(address, SENT)):
                assert answer.status_code in {404, 405}, (name, address)
    assert records() == before
    own = browser.get("/cong-khai/")
    assert own.status_code == 200
    for number in ("1/QĐ", "2/QĐ", "3/QĐ", "4/QĐ", SECRET):
        assert number not in own.content.decode()
    assert browser.get("/viec/?xem=ca-don-vi").content.decode().count("/QĐ") == 0
