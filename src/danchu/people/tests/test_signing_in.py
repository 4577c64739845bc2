"""A password and a code open the desk; less opens nothing."""

from datetime import timedelta

import pytest
from django.test import Client

from danchu.kit import clock
from danchu.kit.models import Tally
from danchu.people import codes, demo, gate
from danchu.people.models import Role, Term, User
from danchu.people.tests.factories import START, signed_in
from danchu.people.tests.signing import GOOD, come_in, give_code, give_password
from danchu.people.views.signing import WRONG


def test_a_password_and_a_code_open_the_desk(client, lan):
    assert give_password(client, "lan")["Location"] == "/dang-nhap/ma/"
    assert give_code(client, lan)["Location"] == "/viec/"
    assert client.get("/viec/").content.decode() == "việc của người có nhiệm kỳ"


def test_names_are_typed_as_phones_like_to_type_them(client, lan):
    assert give_password(client, " Lan ")["Location"] == "/dang-nhap/ma/"


def test_a_password_alone_opens_nothing_not_even_undecorated_pages(client, lan):
    give_password(client, "lan")

    assert client.get("/viec/")["Location"] == "/dang-nhap/?next=/viec/"
    assert client.get("/ai-cung-xem/").content == b"False False"


@pytest.mark.parametrize("username", ["lan", "khong.co.ai", "tam", "nghi"])
def test_wrong_passwords_and_unknown_names_get_the_same_answer(client, lan, tam, username):
    User.objects.create_user("nghi", password=GOOD, full_name="Đã nghỉ", is_active=False)

    answer = give_password(client, username, GOOD if username == "nghi" else "sai")

    assert answer.status_code == 422
    assert WRONG in answer.content.decode()


def test_unknown_names_cost_the_same_hash(client, lan, monkeypatch):
    from django.contrib.auth import hashers

    hashed = []
    real = hashers.MD5PasswordHasher.encode
    monkeypatch.setattr(
        hashers.MD5PasswordHasher, "encode", lambda *a, **k: (hashed.append(1), real(*a, **k))[1]
    )
    give_password(client, "lan", "sai")
    known = len(hashed)
    give_password(client, "khong.co.ai", "sai")

    assert (known, len(hashed) - known) == (1, 1)


def test_a_code_counts_once(client, lan):
    User.objects.filter(pk=lan.pk).update(demo=False)
    secret = codes.demo_secret(User(pk=lan.pk, demo=True)) or demo._secret_of("lan")
    code = codes.current(secret)
    give_password(client, "lan")
    assert client.post("/dang-nhap/ma/", {"code": code}).status_code == 302

    other = Client()
    give_password(other, "lan")
    answer = other.post("/dang-nhap/ma/", {"code": code})

    assert answer.status_code == 422
    assert "đã dùng rồi" in answer.content.decode()


def test_a_recovery_code_stands_in_once(client, lan):
    spare = codes.recovery_codes(lan)[0]
    give_password(client, "lan")
    assert client.post("/dang-nhap/ma/", {"code": spare}).status_code == 302

    other = Client()
    give_password(other, "lan")
    assert other.post("/dang-nhap/ma/", {"code": spare}).status_code == 422


def test_secrets_rest_encrypted(lan):
    from allauth.mfa.models import Authenticator

    kept = " ".join(str(one.data) for one in Authenticator.objects.filter(user=lan))

    assert codes.demo_secret(lan) not in kept


def test_the_code_page_without_a_password_leads_back(client, lan):
    assert client.get("/dang-nhap/ma/")["Location"] == "/dang-nhap/"


@pytest.mark.parametrize(
    "wanted", ["https://xa.example/", "//xa.example/", "/\\xa.example", "javascript:alert(1)"]
)
def test_signing_in_never_leads_to_a_strangers_house(client, lan, wanted):
    give_password(client, "lan", next=wanted)

    assert give_code(client, lan)["Location"] == "/viec/"


@pytest.mark.parametrize("address", ["/dang-nhap/", "/vao/", "/the/", "/dang-xuat/"])
def test_doors_answer_those_who_only_look(client, db, address):
    assert client.head(address).status_code == 200


@pytest.mark.parametrize(
    "address", ["/accounts/login/", "/dang-ky/", "/accounts/signup/", "/accounts/password/reset/"]
)
def test_nobody_registers_and_nothing_is_reset_by_mail(client, db, address):
    assert client.get(address).status_code == 404


def test_signing_in_leads_to_the_page_that_was_wanted(client, lan):
    give_password(client, "lan", next="/tai-khoan/")

    assert give_code(client, lan)["Location"] == "/tai-khoan/"


def test_the_session_key_is_new_after_signing_in(client, lan):
    client.get("/dang-nhap/")
    give_password(client, "lan")
    before = client.session.session_key
    give_code(client, lan)

    assert client.session.session_key != before
    stolen = Client()
    stolen.cookies["sessionid"] = before
    assert stolen.get("/viec/").status_code == 302


# ── how often ─────────────────────────────────────────────────────────────────────────────────


def test_sixty_people_sign_in_behind_one_address(client, commune):
    for number in range(60):
        person = demo.make_person(f"n{number}", f"Người {number}", Role.CLERK, commune, since=START)
        fresh = Client()
        assert come_in(fresh, person.person)["Location"] == "/viec/", number


@pytest.mark.usefixtures("steady_span")
def test_one_account_bears_ten_wrong_passwords_from_one_address(client, lan):
    for _ in range(10):
        assert give_password(client, "lan", "sai").status_code == 422

    answer = give_password(client, "lan")

    assert answer.status_code == 429
    assert "Bạn có thể gửi lại sau" in answer.content.decode()
    assert int(answer["Retry-After"]) <= 15 * 60
    assert give_password(client, "khac", "sai").status_code == 422  # others are not shut out
    away = Client(REMOTE_ADDR="203.0.113.9")  # nor the owner from elsewhere
    assert give_password(away, "lan")["Location"] == "/dang-nhap/ma/"


@pytest.mark.usefixtures("steady_span")
def test_the_right_password_has_a_way_in_when_the_address_has_spent_its_share(client, lan):
    for number in range(310):
        give_password(client, f"dò{number}", "sai")

    assert give_password(client, "lan", "sai").status_code == 422
    assert give_password(client, "lan")["Location"] == "/dang-nhap/ma/"


def test_right_passwords_are_not_counted(client, lan):
    for _ in range(30):
        assert come_in(Client(), lan).status_code == 302

    assert not Tally.objects.filter(count__gt=0).exists()


@pytest.mark.usefixtures("steady_span")
def test_codes_are_limited_per_account(client, lan):
    give_password(client, "lan")
    for _ in range(10):
        client.post("/dang-nhap/ma/", {"code": "000000"})

    assert client.post("/dang-nhap/ma/", {"code": "000000"}).status_code == 429


@pytest.mark.usefixtures("steady_span")
def test_forms_of_the_public_answer_429_kindly_and_reading_is_never_counted(client, db):
    assert [client.post("/gui/").status_code for _ in range(3)] == [200, 200, 429]
    assert client.get("/gui/").status_code == 200


def test_the_desk_reads_terms_at_each_request(client, lan):
    come_in(client, lan)
    assert client.get("/viec/").status_code == 200

    Term.objects.filter(person=lan).update(until=clock.today() - timedelta(days=1))

    answer = client.get("/viec/")
    assert answer.status_code == 403
    assert "hiện không giữ vai nào" in answer.content.decode()


@pytest.mark.parametrize("until", [0, 30])
def test_the_last_day_in_office_still_counts(client, lan, until):
    Term.objects.filter(person=lan).update(until=clock.today() + timedelta(days=until))
    come_in(client, lan)

    assert client.get("/viec/").status_code == 200


def test_a_term_not_begun_opens_nothing(client, lan):
    Term.objects.filter(person=lan).update(since=clock.today() + timedelta(days=1))
    come_in(client, lan)

    assert client.get("/viec/").status_code == 403


def test_a_civil_servant_needs_the_code_in_this_very_session(client, lan):
    client.force_login(lan)

    assert client.get("/viec/")["Location"] == "/dang-nhap/?next=/viec/"
    signed_in(client, lan)
    assert client.get("/viec/").status_code == 200


def test_a_strangers_authentication_records_do_not_count(client, lan, mai):
    client.force_login(lan)
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": 0}]
    session["account_authentication_methods_user"] = str(mai.pk)
    session.save()

    assert client.get("/viec/").status_code == 302


def test_an_account_out_of_use_ends_at_once(client, lan):
    come_in(client, lan)
    User.objects.filter(pk=lan.pk).update(is_active=False)

    assert client.get("/ai-cung-xem/").content == b"False False"


# ── out ───────────────────────────────────────────────────────────────────────────────────────


def test_signing_out_ends_the_session_and_the_back_button_shows_nothing(client, lan):
    come_in(client, lan)
    assert client.get("/viec/")["Cache-Control"] == "no-store, private"
    key = client.session.session_key

    answer = client.post("/dang-xuat/")

    assert answer["Clear-Site-Data"] == '"cache"'
    stolen = Client()
    stolen.cookies["sessionid"] = key
    assert stolen.get("/viec/").status_code == 302


def test_a_link_cannot_sign_anybody_out(client, lan):
    come_in(client, lan)
    client.get("/dang-xuat/")

    assert client.get("/viec/").status_code == 200


def test_public_pages_of_strangers_stay_cacheable(client, db):
    answer = client.get("/ai-cung-xem/")

    assert "no-store" not in answer.get("Cache-Control", "")


# ── a shared computer ─────────────────────────────────────────────────────────────────────────


def test_on_a_shared_computer_the_session_is_short_and_leaves_with_the_browser(client, lan):
    come_in(client, lan, shared="on")
    cookie = client.cookies["sessionid"]
    assert cookie["max-age"] == ""
    assert client.get("/ai-cung-xem/").content == b"True True"

    session = client.session
    session[gate.SEEN] = clock.now().timestamp() - 14 * 60
    session.save()
    assert client.get("/viec/").status_code == 200  # and this visit starts the span anew
    assert client.session[gate.SEEN] > clock.now().timestamp() - 60

    session = client.session
    session[gate.SEEN] = clock.now().timestamp() - 15 * 60 - 5
    session.save()
    assert client.get("/viec/").status_code == 302
    assert client.get("/ai-cung-xem/").content == b"False False"


def test_on_a_shared_computer_every_page_shows_the_way_out(client, lan):
    come_in(client, lan, shared="on")

    for address in ("/tai-khoan/", "/tai-khoan/mat-khau/", "/tai-khoan/nguoi-va-may/"):
        assert "Xong, thoát" in client.get(address).content.decode(), address


def test_leaving_a_shared_computer_clears_what_it_kept(client, lan):
    come_in(client, lan, shared="on")

    assert client.post("/dang-xuat/")["Clear-Site-Data"] == '"cache", "storage"'


def test_the_next_person_inherits_nothing_from_the_one_before(client, lan, commune):
    come_in(client, lan, shared="on")
    hung = demo.make_person("hung", "Triệu Văn Hùng", Role.APPROVER, commune, since=START).person

    come_in(client, hung)

    assert client.get("/ai-cung-xem/").content == b"True False"


@pytest.mark.parametrize("code", ["²²²²²²", "٣٣٣٣٣٣", "１２３４５６", "\ufffd", "mã số"])
def test_a_code_in_other_digits_is_only_wrong(client, lan, code):
    give_password(client, "lan")

    assert client.post("/dang-nhap/ma/", {"code": code}).status_code == 422


def test_a_name_in_another_spelling_gets_no_tries_of_its_own(client, binh):
    """PostgreSQL takes a dotless ı for an i; each spelling would be counted for itself."""
    answer = give_password(client, "bınh")

    assert answer.status_code == 422
    assert WRONG in answer.content.decode()


@pytest.fixture
def binh(commune):
    return demo.make_person("binh", "Nông Văn Bình", Role.CHAIR, commune, since=START).person


def test_made_up_people_come_in_only_on_ones_own_machine(client, lan, settings):
    come_in(client, lan)
    settings.LOCAL = False
    away = Client()

    answer = give_password(away, "lan")

    assert answer.status_code == 422
    assert WRONG in answer.content.decode()
    assert client.get("/viec/")["Location"] == "/dang-nhap/?next=/viec/"
