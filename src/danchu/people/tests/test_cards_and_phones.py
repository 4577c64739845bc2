"""A card binds one phone, once; then a PIN opens that phone and no other."""

from datetime import timedelta

import pytest
from django.test import Client

from civics.errors import Refused
from danchu.kit import clock
from danchu.kit.models import AuditEntry, Tally
from danchu.people import access, actions, gate, pins, secrets
from danchu.people.models import Card, Device, Role, Term, User
from danchu.people.tests.factories import in_office

PIN = "480195"
TODAY = clock.today()


@pytest.fixture
def office(lan) -> Term:
    return lan.terms.get()


@pytest.fixture
def code(tam, office) -> str:
    return actions.issue_card(tam, by=office, on=TODAY).code


def bind(client, code, pin=PIN, **more):
    return client.post(f"/the/{code}/", {"pin": pin, "again": pin, **more})


def enter(client, pin=PIN, **more):
    return client.post("/vao/", {"pin": pin, **more})


@pytest.fixture
def phone(code) -> Client:
    """Bà Tâm's phone, bound; its first session already ended."""
    client = Client()
    bind(client, code)
    client.post("/dang-xuat/")
    return client


# ── the card ──────────────────────────────────────────────────────────────────────────────────


def test_looking_at_a_card_uses_nothing_up_and_names_nobody_in_full(client, code):
    for _ in range(3):
        page = client.get(f"/the/{code}/")

    assert page.status_code == 200
    assert "N… T… Tâm" in page.content.decode()
    assert "Nông" not in page.content.decode()
    assert page["Cache-Control"].split(", ").count("no-store") == 1
    assert Card.objects.get().used_at is None


def test_the_button_binds_the_phone_and_signs_in(client, code, tam):
    answer = bind(client, code)

    assert answer["Location"] == "/viec/"
    cookie = answer.cookies[gate.PHONE_COOKIE]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", 400 * 86400)
    assert client.get("/viec/").status_code == 200
    device = Device.objects.get()
    assert device.person == tam
    assert cookie.value not in (device.secret_hash, device.pin)


def test_secrets_stand_only_as_hashes(client, code):
    bind(client, code)
    device, card = Device.objects.get(), Card.objects.get()
    secret = client.cookies[gate.PHONE_COOKIE].value

    kept = f"{device.secret_hash} {device.pin} {card.code_hash}"

    assert not any(one in kept for one in (secret, code, code.replace("-", ""), PIN))


def test_a_card_is_typed_as_people_type(client, code):
    loose = code.lower().replace("-", " ")
    answer = client.post("/the/", {"code": loose}, follow=True)

    assert "N… T… Tâm" in answer.content.decode()


def test_guessing_cards_from_one_address_leaves_no_row_for_each_guess(client, db):
    client.get("/the/AAAA/")
    Tally.objects.filter(name="card.address").update(count=600)
    rows = Tally.objects.count()

    assert client.get("/the/BBBB/").status_code == 429
    assert Tally.objects.count() == rows


@pytest.mark.parametrize("typed", ["AB/CD", "31/12/2026", "../..", "<b>AB</b>"])
def test_a_card_code_typed_with_slashes_is_only_unknown(client, db, typed):
    answer = client.post("/the/", {"code": typed}, follow=True)

    assert answer.status_code in {404, 422}


def test_a_card_binds_once(code):
    bind(Client(), code)

    second = bind(Client(), code)

    assert second.status_code == 404
    assert f"đã được dùng ngày {TODAY:%d/%m/%Y}" in second.content.decode()
    assert Device.objects.count() == 1


@pytest.mark.parametrize(("days", "opens"), [(7, True), (8, False)])
def test_a_card_lasts_seven_days_the_day_of_issue_not_counted(client, code, days, opens):
    Card.objects.update(
        issued_on=TODAY - timedelta(days=days), expires_on=TODAY - timedelta(days=days - 7)
    )

    answer = client.get(f"/the/{code}/")

    assert (answer.status_code == 200) is opens
    if not opens:
        assert f"hết hạn ngày {TODAY - timedelta(days=1):%d/%m/%Y}" in answer.content.decode()


def test_seven_days_are_counted_from_the_day_after_issue(tam, office):
    card = actions.issue_card(tam, by=office, on=TODAY).card

    assert card.expires_on - card.issued_on == timedelta(days=7)


def test_a_new_card_voids_the_one_before(client, code, tam, office):
    newer = actions.issue_card(tam, by=office, on=TODAY).code

    assert "thay bằng thẻ in sau" in client.get(f"/the/{code}/").content.decode()
    assert client.get(f"/the/{newer}/").status_code == 200


def test_a_card_dies_with_the_term(client, code, tam):
    Term.objects.filter(person=tam).update(until=TODAY - timedelta(days=1))

    page = client.get(f"/the/{code}/").content.decode()

    assert f"Nhiệm kỳ đã kết thúc ngày {TODAY - timedelta(days=1):%d/%m/%Y}" in page


def test_a_term_not_begun_gets_no_card(tam, office):
    Term.objects.filter(person=tam).update(since=TODAY + timedelta(days=3))

    with pytest.raises(Refused, match=f"bắt đầu từ ngày {TODAY + timedelta(days=3):%d/%m/%Y}"):
        actions.issue_card(tam, by=office, on=TODAY)


def test_civil_servants_get_no_card(lan, office):
    with pytest.raises(Refused, match="mật khẩu và mã xác thực"):
        actions.issue_card(lan, by=office, on=TODAY)


def test_the_office_of_another_commune_prints_no_card(tam, mai):
    with pytest.raises(Refused, match="không thuộc xã, phường của bạn"):
        actions.issue_card(tam, by=mai.terms.get(), on=TODAY)


def test_an_unknown_card_says_so(client, db):
    answer = client.get("/the/AAAA-BBBB-CCCC-DDDD-EEEE/")

    assert answer.status_code == 404
    assert "Không có thẻ nào mang mã này" in answer.content.decode()


@pytest.mark.usefixtures("steady_span")
def test_guessing_cards_is_limited(client, code):
    answers = [client.get(f"/the/{code}/").status_code for _ in range(31)]

    assert (answers[:30], answers[30]) == ([200] * 30, 429)


@pytest.mark.parametrize(
    "pin",
    ["123456", "654321", "000000", "111111", "112233", "121212", "123123", "890123", "100100"],
)
def test_pins_that_are_guessed_first_are_refused_kindly(client, code, pin):
    answer = bind(client, code, pin)

    assert answer.status_code == 422
    assert "dễ đoán. Hãy chọn sáu số khác." in answer.content.decode()
    assert Card.objects.get().used_at is None


@pytest.mark.parametrize("pin", ["48019", "4801956", "48019a", "४८०१९५", ""])
def test_a_pin_is_six_digits(pin):
    assert pins.weakness(pin) == "Mã PIN gồm đúng sáu chữ số."


def test_binding_leaves_its_trace(client, code, tam, office):
    bind(client, code)

    told = AuditEntry.objects.filter(act__in=["people.issue_card", "people.bind_device"])
    assert [(one.act, one.account_id) for one in told.order_by("id")] == [
        ("people.issue_card", office.person_id),
        ("people.bind_device", tam.pk),
    ]


# ── the PIN ───────────────────────────────────────────────────────────────────────────────────


def test_the_pin_opens_the_bound_phone(phone):
    key = phone.session.session_key

    assert enter(phone)["Location"] == "/viec/"
    assert phone.get("/viec/").status_code == 200
    assert phone.session.session_key != key


def test_a_bound_phone_is_led_to_its_pin_and_on_to_the_page_it_wanted(phone):
    door = phone.get("/tai-khoan/")["Location"]
    assert door == "/vao/?next=/tai-khoan/"

    assert phone.post(door, {"pin": PIN})["Location"] == "/tai-khoan/"


def test_another_phone_is_told_how_to_get_in(phone, client):
    assert "chưa kích hoạt" in client.get("/vao/").content.decode()
    assert enter(client).status_code == 200
    assert client.get("/viec/").status_code == 302


def test_wrong_pins_say_how_many_are_left_and_the_tenth_locks_the_phone(phone, tam):
    assert "còn 9 lần" in enter(phone, "999998").content.decode()
    for _ in range(8):
        enter(phone, "999998")
    last = enter(phone, "999998").content.decode()

    assert "đã tự khóa vì nhập sai mã PIN 10 lần" in last
    assert "đã bị khóa" in enter(phone).content.decode()
    assert User.objects.get(pk=tam.pk).is_active
    assert AuditEntry.objects.get(act="people.lock_device").key == str(Device.objects.get().pk)


def test_a_right_pin_starts_the_count_anew(phone):
    for _ in range(9):
        enter(phone, "999998")
    enter(phone)
    phone.post("/dang-xuat/")

    assert "còn 9 lần" in enter(phone, "999998").content.decode()


def test_a_locked_phone_does_not_lock_the_person(phone, tam, office):
    for _ in range(10):
        enter(phone, "999998")

    other = Client()
    assert bind(other, actions.issue_card(tam, by=office, on=TODAY).code)["Location"] == "/viec/"


def test_a_lost_phone_ends_its_session_at_once(phone, office):
    enter(phone)
    actions.revoke_device(Device.objects.get(), by=office, on=TODAY)

    assert phone.get("/ai-cung-xem/").content == b"False False"
    assert "đã bị khóa" in phone.get("/vao/").content.decode()


def test_locking_one_phone_leaves_the_other_in(phone, tam, office):
    second = Client()
    bind(second, actions.issue_card(tam, by=office, on=TODAY).code)
    actions.revoke_device(Device.objects.first(), by=office, on=TODAY)

    assert second.get("/viec/").status_code == 200


def test_an_ended_term_ends_the_phones_right_at_once(phone, tam):
    enter(phone)
    Term.objects.filter(person=tam).update(until=TODAY - timedelta(days=1))
    assert phone.get("/viec/").status_code == 403

    phone.post("/dang-xuat/")
    assert "Nhiệm kỳ đã kết thúc ngày" in enter(phone).content.decode()


def test_a_session_of_a_pin_counts_as_nobodys_when_its_person_becomes_a_civil_servant(
    phone, tam, commune
):
    enter(phone)
    assert phone.get("/ai-cung-xem/").content == b"True False"

    in_office("tam", Role.CLERK, commune)

    assert phone.get("/ai-cung-xem/").content == b"False False"


def test_a_pin_is_not_enough_for_a_civil_servants_desk(phone, tam, commune):
    enter(phone)
    in_office("tam", Role.CLERK, commune)

    assert phone.get("/viec/")["Location"] == "/dang-nhap/?next=/viec/"


def test_two_people_of_one_family_share_a_phone(phone, xom, office):
    hung = in_office("hung", Role.FRONT_HEAD, xom, full_name="Triệu Văn Hùng")
    bind(phone, actions.issue_card(hung, by=office, on=TODAY).code, "730264")
    phone.post("/dang-xuat/")
    theirs = {device.person.username: device.pk for device in Device.objects.all()}

    assert "Nông Thị Tâm" in phone.get("/vao/").content.decode()
    assert enter(phone, "730264", device=theirs["tam"]).status_code == 422
    assert enter(phone, "730264", device=theirs["hung"])["Location"] == "/viec/"


def test_nobody_enters_with_a_phone_that_is_not_theirs(phone, client, xom, office):
    hung = in_office("hung", Role.FRONT_HEAD, xom)
    bind(client, actions.issue_card(hung, by=office, on=TODAY).code, "730264")
    client.post("/dang-xuat/")
    his = Device.objects.get(person=hung)

    assert access.devices_with([secrets.secret_hash(his.secret_hash)]).count() == 0
    assert enter(phone, "730264", device=his.pk).status_code == 422


def test_the_person_changes_the_pin_of_the_phone_in_hand(phone):
    enter(phone)
    answer = phone.post("/tai-khoan/ma-pin/", {"old": PIN, "pin": "730264", "again": "730264"})
    assert answer["Location"] == "/tai-khoan/"
    phone.post("/dang-xuat/")

    assert enter(phone).status_code == 422
    assert enter(phone, "730264").status_code == 302


def test_the_person_locks_an_own_phone_in_two_taps(phone):
    enter(phone)
    page = phone.get("/tai-khoan/").content.decode()
    address = f"/tai-khoan/may/{Device.objects.get().pk}/khoa/"
    assert address in page
    assert "Khóa máy này" in phone.get(address).content.decode()

    phone.post(address)

    assert phone.get("/viec/").status_code == 302
    assert AuditEntry.objects.filter(act="people.revoke_device").count() == 1


# ── a shared phone ────────────────────────────────────────────────────────────────────────────


def test_a_card_on_a_shared_phone_opens_one_short_visit_and_leaves_nothing(client, code):
    answer = client.post(f"/the/{code}/", {"shared": "on"})

    assert answer["Location"] == "/viec/"
    assert gate.PHONE_COOKIE not in answer.cookies
    assert answer.cookies["sessionid"]["max-age"] == ""
    assert client.get("/viec/").status_code == 200
    assert client.get("/ai-cung-xem/").content == b"True True"
    assert not Device.objects.exists()
    client.post("/dang-xuat/")
    assert "đã được dùng" in client.get(f"/the/{code}/").content.decode()


def test_the_pin_page_offers_the_same_tick(phone):
    answer = enter(phone, shared="on")

    assert answer.cookies["sessionid"]["max-age"] == ""
    assert phone.get("/ai-cung-xem/").content == b"True True"


def test_a_person_out_of_use_cannot_enter(phone, tam):
    User.objects.filter(pk=tam.pk).update(is_active=False)

    assert enter(phone).status_code != 302


def test_the_seat_is_kept_from_a_term_that_starts_today(tam):
    Term.objects.filter(person=tam).update(since=TODAY)

    assert access.part_time_terms(tam, on=TODAY).count() == 1
    assert access.part_time_terms(tam, on=TODAY - timedelta(days=1)).count() == 0
