"""“Quyền của tôi”: my terms, what I may do, who looked at what."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from danchu.kit import clock
from danchu.kit.models import AuditEntry
from danchu.people import actions
from danchu.people.models import Role, Term
from danchu.people.tests.factories import in_office, signed_in

pytestmark = pytest.mark.django_db
TODAY = clock.today()
MINE = "/tai-khoan/quyen/"
LIST = "/tai-khoan/nguoi-va-may/"


def read(term: Term) -> str:
    return signed_in(Client(), term.person).get(MINE).content.decode()


def looks() -> list[tuple[int | None, str]]:
    return list(AuditEntry.objects.filter(act="people.look").values_list("account_id", "key"))


def test_the_page_tells_terms_and_rights_in_words(lan):
    page = read(lan)

    assert "Công chức Văn phòng, xã La Bằng" in page
    assert 'href="/cong-khai/">Ghi nhận văn bản đã ký' in page
    assert "Duyệt, trả lại, thu hồi" not in page


def test_a_hamlet_head_reads_what_a_hamlet_head_may_do(tam):
    page = read(tam)

    assert "Xem việc đến hạn của vai mình" in page
    assert "Ghi nhận văn bản" not in page


def test_strangers_are_led_to_the_door_and_half_signed_in_too(client, lan):
    assert client.get(MINE)["Location"] == f"/dang-nhap/?next={MINE}"
    client.force_login(lan.person)  # the password alone
    assert client.get(MINE).status_code == 302


def test_who_opened_my_page_is_told_to_me_once_a_day(lan, tam):
    desk = signed_in(Client(), lan.person)
    for _ in range(3):
        assert desk.get(f"{LIST}{tam.person_id}/").status_code == 200

    assert looks() == [(lan.person_id, str(tam.person_id))]
    page = read(tam)
    assert "Ma Thị Lan, Công chức Văn phòng, xã La Bằng" in page
    assert "mở trang của bạn trong mục Người và máy" in page


def test_looking_again_another_day_is_another_line(lan, tam):
    by = lan
    actions.look_at(tam.person, by=by, on=TODAY)
    actions.look_at(tam.person, by=by, on=TODAY)
    actions.look_at(tam.person, by=by, on=clock.day_of(clock.now()).replace(year=2099))

    assert len(looks()) == 2


def test_ones_own_page_and_a_refused_try_are_no_looks(lan, mai, tam):
    signed_in(Client(), lan.person).get(f"{LIST}{lan.person_id}/")
    assert signed_in(Client(), mai.person).get(f"{LIST}{tam.person_id}/").status_code == 404

    assert looks() == []


def test_nobody_reads_who_looked_at_another(lan, tam, mai):
    signed_in(Client(), lan.person).get(f"{LIST}{tam.person_id}/")

    assert "mở trang của bạn" not in read(mai)
    assert "mở trang của bạn" not in read(lan)


def test_public_pages_and_lists_record_no_look(lan, tam):
    desk = signed_in(Client(), lan.person)
    for address in ("/", LIST, "/viec/", "/tai-khoan/"):
        desk.get(address)

    assert looks() == []


def test_somebody_whose_terms_are_over_still_reads_who_looked(lan, tam):
    signed_in(Client(), lan.person).get(f"{LIST}{tam.person_id}/")
    Term.objects.filter(pk=tam.pk).update(until="2026-06-30")

    page = read(tam)
    assert "Hôm nay không giữ vai nào" in page
    assert "Ma Thị Lan" in page


def test_the_page_costs_the_same_with_one_look_and_with_three(lan, tam, commune):
    def cost():
        browser = signed_in(Client(), tam.person)
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(MINE).status_code == 200
        return len(queries)

    actions.look_at(tam.person, by=lan, on=TODAY)
    once = cost()
    for role in (Role.CHAIR, Role.CLERK):
        other = in_office(f"q.{role}", role, commune).terms.get()
        actions.look_at(tam.person, by=other, on=TODAY)
    for role in (Role.BOARD_MEMBER, Role.COUNCIL_DELEGATE):
        Term.objects.create(person=tam.person, role=role, unit=commune, since=TODAY)

    assert cost() == once
    assert len(looks()) == 3
