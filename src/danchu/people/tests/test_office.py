"""The commune's office looks after its own people, cards and phones, and nobody else's."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from civics.errors import Refused
from danchu.kit import clock
from danchu.kit.models import AuditEntry
from danchu.people import actions, codes, demo
from danchu.people.models import Card, Device, Role, Term, User
from danchu.people.tests.factories import START, in_office, signed_in, xom_named

TODAY = clock.today()
LIST = "/tai-khoan/nguoi-va-may/"


@pytest.fixture
def office(lan) -> Term:
    return lan.terms.get()


@pytest.fixture
def phone(tam, office) -> Device:
    card = actions.issue_card(tam, by=office, on=TODAY).card
    return actions.bind_device(card, "480195", name="điện thoại Android", on=TODAY).device


def test_the_office_sees_its_people_their_cards_and_phones(client, lan, tam, phone):
    page = signed_in(client, lan).get(LIST).content.decode()

    assert "Nông Thị Tâm" in page
    assert "điện thoại Android" in page
    assert "xóm Nà Mòn" in page


def test_mai_of_another_commune_sees_and_touches_nothing(client, mai, tam, phone):
    signed_in(client, mai)

    assert "Nông Thị Tâm" not in client.get(LIST).content.decode()
    for address in (
        f"{LIST}{tam.pk}/",
        f"/tai-khoan/may/{phone.pk}/khoa/",
        f"/tai-khoan/nhiem-ky/{tam.terms.get().pk}/ket-thuc/",
    ):
        assert client.get(address).status_code == 404, address
        assert client.post(address).status_code in {404, 405}, address
    assert client.post(f"/tai-khoan/the-kich-hoat/{tam.pk}/").status_code == 404
    assert Device.objects.get().live


@pytest.mark.parametrize("role", [Role.COMMUNITY_HEAD, Role.COUNCIL_DELEGATE, Role.APPROVER])
def test_only_clerk_and_chair_run_people(client, commune, tam, phone, role):
    signed_in(client, in_office("khac", role, commune))

    assert client.get(LIST).status_code == 404
    assert client.get(f"/tai-khoan/may/{phone.pk}/khoa/").status_code == 404
    assert client.post(f"/tai-khoan/the-kich-hoat/{tam.pk}/").status_code == 404


@pytest.mark.parametrize(
    "instead",
    [
        {"until": TODAY - timedelta(days=1)},
        {"since": TODAY + timedelta(days=1)},
    ],
)
def test_an_office_not_of_today_runs_nobody(client, lan, tam, phone, instead):
    Term.objects.filter(person=lan).update(**instead)
    signed_in(client, lan)

    assert client.get(LIST).status_code == 403
    assert client.get(f"/tai-khoan/may/{phone.pk}/khoa/").status_code == 404


def test_strangers_are_led_to_the_door(client, phone, tam):
    assert client.get(LIST)["Location"] == f"/dang-nhap/?next={LIST}"
    assert client.get(f"/tai-khoan/may/{phone.pk}/khoa/").status_code == 404
    assert client.get("/tai-khoan/")["Location"] == "/dang-nhap/?next=/tai-khoan/"


def test_a_lost_phone_is_revoked_in_two_taps(client, lan, tam, phone):
    page = signed_in(client, lan).get(f"{LIST}{tam.pk}/").content.decode()
    address = f"/tai-khoan/may/{phone.pk}/khoa/"
    assert address in page
    assert client.get(address).status_code == 200
    assert Device.objects.get().live

    assert client.post(address)["Location"] == f"{LIST}{tam.pk}/"

    assert not Device.objects.get().live
    entry = AuditEntry.objects.get(act="people.revoke_device")
    assert (entry.account_id, entry.term_id) == (lan.pk, lan.terms.get().pk)


def test_a_card_is_printed_from_the_answer_and_kept_nowhere(client, lan, tam):
    page = signed_in(client, lan).post(f"/tai-khoan/the-kich-hoat/{tam.pk}/")

    text = page.content.decode()
    address = next(word for word in text.replace("<", " ").split() if "/the/" in word)
    code = address.rstrip("/").rsplit("/", 1)[1]
    assert "Nông Thị Tâm" in text
    assert "<svg" in text
    assert page["Cache-Control"] == "no-store, private"
    assert Client().get(f"/the/{code}/").status_code == 200
    assert code not in str(Card.objects.values().get())


def test_reading_never_prints_a_card(client, lan, tam):
    assert signed_in(client, lan).get(f"/tai-khoan/the-kich-hoat/{tam.pk}/").status_code == 405
    assert not Card.objects.exists()


def test_lists_cost_the_same_with_one_person_and_with_three(client, lan, xom, office):
    signed_in(client, lan)

    def cost():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(LIST).status_code == 200
        return len(queries)

    def add(name):
        person = in_office(name, Role.BOARD_MEMBER, xom)
        actions.issue_card(person, by=office, on=TODAY)

    add("mot")
    once = cost()
    add("hai")
    add("ba")

    assert cost() == once


def test_ones_own_page_costs_the_same_with_one_term_and_with_three(client, lan, xom, commune):
    signed_in(client, lan)

    def cost():
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/tai-khoan/").status_code == 200
        return len(queries)

    once = cost()
    in_office("lan", Role.APPROVER, commune)
    in_office("lan", Role.BOARD_MEMBER, xom)

    assert cost() == once


# ── terms ─────────────────────────────────────────────────────────────────────────────────────

FORM = {
    "full_name": "Triệu Văn Hùng",
    "role": "board_member",
    "position": "Trưởng Ban",
    "since": "2026-11-01",
    "document": "QĐ 12/QĐ-UBND ngày 30/10/2026",
}


def test_the_office_writes_down_a_new_term(client, lan, xom):
    answer = signed_in(client, lan).post(f"{LIST}them/", {**FORM, "unit": xom.pk})

    term = Term.objects.get(role="board_member")
    assert answer["Location"] == f"{LIST}{term.person_id}/"
    assert (term.person.username, term.unit, term.until) == ("trieu.van.hung", xom, None)
    assert not term.person.has_usable_password()
    assert AuditEntry.objects.get(act="people.appoint", account_id=lan.pk).key == str(term.pk)


def test_namesakes_get_names_of_their_own(lan, office):
    names = [actions.register_person("Triệu Văn Hùng", by=office).username for _ in range(3)]

    assert names == ["trieu.van.hung", "trieu.van.hung1", "trieu.van.hung2"]


@pytest.mark.parametrize("role", ["clerk", "chair", "province", "inspector", "jurist"])
def test_the_office_cannot_make_civil_servants(client, lan, xom, office, role):
    form = {**FORM, "unit": xom.pk, "role": role}

    assert signed_in(client, lan).post(f"{LIST}them/", form).status_code == 422
    with pytest.raises(Refused, match="do cấp trên ghi nhận"):
        actions.appoint(
            lan, Role(role), xom, since=START, until=None, document="x", by=office, on=TODAY
        )


def test_nobody_gives_oneself_a_role(client, tam, xom):
    by = tam.terms.get()

    with pytest.raises(Refused):
        actions.appoint(
            tam, Role.BOARD_MEMBER, xom, since=START, until=None, document="x", by=by, on=TODAY
        )


def test_the_office_appoints_only_in_its_own_commune(client, lan, elsewhere, office):
    there = xom_named("Khuổi Lừa", "xom-khuoi-lua", elsewhere)

    assert (
        signed_in(client, lan).post(f"{LIST}them/", {**FORM, "unit": there.pk}).status_code == 422
    )
    with pytest.raises(Refused, match="không thuộc xã Nà Chè"):
        actions.appoint(
            lan, Role.FRONT_HEAD, there, since=START, until=None, document="x", by=office, on=TODAY
        )


def test_two_running_terms_of_one_role_do_not_stand_side_by_side(tam, xom, office):
    with pytest.raises(Refused, match="đang giữ vai này"):
        actions.appoint(
            tam,
            Role.COMMUNITY_HEAD,
            xom,
            since=TODAY,
            until=None,
            document="x",
            by=office,
            on=TODAY,
        )


def test_a_term_is_ended_with_its_last_day(client, lan, tam):
    term = tam.terms.get()
    yesterday = TODAY - timedelta(days=1)

    signed_in(client, lan).post(
        f"/tai-khoan/nhiem-ky/{term.pk}/ket-thuc/", {"last_day": yesterday.isoformat()}
    )

    term.refresh_from_db()
    assert term.until == yesterday
    assert not Term.objects.in_office(on=TODAY).filter(person=tam).exists()
    assert AuditEntry.objects.get(act="people.end_term").account_id == lan.pk


def test_a_term_cannot_end_before_it_began(tam, office):
    with pytest.raises(Refused, match="không thể kết thúc trước"):
        actions.end_term(tam.terms.get(), last_day=START - timedelta(days=1), by=office, on=TODAY)


# ── the command line ──────────────────────────────────────────────────────────────────────────


def test_the_last_day_is_never_later_than_the_document_gave(tam, office):
    until = TODAY + timedelta(days=30)
    tam.terms.update(until=until)

    with pytest.raises(Refused, match="nhiệm kỳ mới"):
        actions.end_term(tam.terms.get(), last_day=until + timedelta(days=1), by=office, on=TODAY)

    assert tam.terms.get().until == until


def test_the_first_clerk_comes_from_the_command_line(client, commune, capsys):
    call_command("appoint", "Ma Thị Hoa", "clerk", "xa-na-che", "--document", "QĐ 1")
    call_command("set_password", "ma.thi.hoa")

    password = capsys.readouterr().out.split("mật khẩu dùng một lần: ")[1].split()[0]
    answer = client.post("/dang-nhap/", {"username": "ma.thi.hoa", "password": password})
    assert answer["Location"].startswith("/tai-khoan/ma-xac-thuc/")


def test_a_lost_authenticator_is_forgotten_on_request_only(lan, capsys):
    call_command("set_password", "lan")
    assert codes.enrolled(lan)

    call_command("set_password", "lan", "--forget-app")
    assert not codes.enrolled(lan)


@pytest.mark.parametrize(
    "line",
    [
        ("set_password", "khong-co-ai"),
        ("appoint", "A", "clerk", "xa-khong-co", "--document", "x"),
        ("appoint", "A", "clerk", "xa-na-che", "--document", "x", "--username", "khong-co-ai"),
    ],
)
def test_commands_say_what_is_missing(commune, line):
    with pytest.raises(CommandError, match="Không có"):
        call_command(*line)


# ── the demo ──────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def dau(xom) -> User:
    """A made-up head of the hamlet."""
    return demo.make_person("dau", "Người Minh Họa", Role.COMMUNITY_HEAD, xom, since=START).person


def test_the_demo_page_shows_the_code_of_now(client, lan):
    secret = codes.demo_secret(lan)
    before = codes.current(secret)
    page = client.get("/minh-hoa/").content.decode()

    assert before in page or codes.current(secret) in page  # it changes each half-minute
    assert demo.PASSWORD in page


def test_real_accounts_never_appear_on_the_demo_page(client, lan, tam, mai):
    page = client.get("/minh-hoa/").content.decode()

    assert "Nông Thị Tâm" not in page
    assert "Hoàng Thị Mai" not in page
    assert client.post(f"/minh-hoa/{tam.pk}/the/").status_code == 404
    assert codes.demo_secret(mai) is None
    with pytest.raises(ValueError, match="real account"):
        demo.card_code(tam, on=TODAY)


def test_off_ones_own_machine_there_is_no_demo_page(client, settings, lan, dau):
    settings.LOCAL = False

    assert client.get("/minh-hoa/").status_code == 404
    assert client.post(f"/minh-hoa/{dau.pk}/the/").status_code == 404


def test_a_made_up_head_comes_in_from_the_demo_page(client, lan, dau):
    answer = client.post(f"/minh-hoa/{dau.pk}/the/")

    assert answer["Location"].startswith("/the/")
    client.post(answer["Location"], {"pin": "480195", "again": "480195"})
    assert client.get("/viec/").status_code == 200


def test_off_ones_own_machine_a_demo_code_counts_once_too(settings, lan):
    settings.LOCAL = False
    code = codes.current(codes.demo_secret(lan))

    assert codes.check(lan, code)
    assert codes.check(lan, code) is None


def test_making_demo_people_twice_changes_nothing(lan, commune):
    before = (User.objects.count(), Term.objects.count(), codes.demo_secret(lan))

    demo.make_person("lan", "Lường Thị Lan", Role.CLERK, commune, since=START)

    assert (User.objects.count(), Term.objects.count(), codes.demo_secret(lan)) == before


def test_a_real_account_is_never_made_a_demo_one(tam, xom):
    with pytest.raises(ValueError, match="real account"):
        demo.make_person("tam", "X", Role.FRONT_HEAD, xom, since=START)


def test_demo_logins_are_printed(lan, dau, tam, capsys):
    call_command("demo_logins")
    told = capsys.readouterr().out

    assert f"  lan          {demo.PASSWORD}  mã " in told
    assert "Người Minh Họa" in told
    assert "Nông Thị Tâm" not in told
