"""A code sent to a phone lets a citizen in; nobody learns whose number is known."""

import re
from datetime import timedelta

import pytest
from django.conf import settings as house
from django.test import Client

from danchu.kit import clock
from danchu.kit.models import AuditEntry
from danchu.people import gate, numbers
from danchu.people.actions.numbers import MINUTES, TEXT
from danchu.people.keys import CODE_TRIES, Number, SentCode
from danchu.people.models import Role, Term, User
from danchu.people.tests.factories import START, signed_in
from danchu.people.tests.recording_gateway import Recording

PHONE = "0912 345 678"
GSM = set("@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ ÆæßÉ!\"#¤%&'()*+,-./0123456789:;<=>?") | set(
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)


@pytest.fixture
def gateway(settings, db):
    recording = Recording()
    settings.SMS_URL, settings.SMS_TOKEN = recording.url, "token of the tests"
    settings.IDENTITY_KEYS = {"k1": "a" * 40}
    yield recording
    recording.close()


def ask(client, number=PHONE, **more):
    return client.post("/dang-nhap/dien-thoai/", {"number": number, **more})


def give(client, code):
    return client.post("/dang-nhap/dien-thoai/ma/", {"code": code})


def come_in(client, gateway, number=PHONE, **more):
    ask(client, number, **more)
    return give(client, gateway.code)


# ── coming in ─────────────────────────────────────────────────────────────────────────────────


def test_the_code_that_came_lets_a_citizen_in(client, gateway):
    assert ask(client)["Location"] == "/dang-nhap/dien-thoai/ma/"
    assert "số …678" in client.get("/dang-nhap/dien-thoai/ma/").content.decode()
    token, sent = gateway.handed[0]
    assert (token, sent["to"]) == ("Bearer token of the tests", "+84912345678")

    assert give(client, f" {gateway.code[:3]} {gateway.code[3:]}")["Location"] == "/tai-khoan/"

    page = client.get("/tai-khoan/").content.decode()
    assert "Công dân, số …678" in page
    assert "Lần này: mã gửi tới điện thoại" in page
    assert not Term.objects.exists()
    assert client.get("/viec/").status_code == 403


def test_the_same_number_comes_in_to_the_same_account_however_it_is_written(client, gateway):
    come_in(client, gateway)
    come_in(Client(), gateway, "+84 (912) 345-678")

    assert User.objects.count() == Number.objects.count() == 1
    assert AuditEntry.objects.filter(act="people.join").count() == 1


def test_signing_in_leads_to_the_page_that_was_wanted_and_never_to_a_strangers(client, gateway):
    assert come_in(client, gateway, next="/ai-cung-xem/")["Location"] == "/ai-cung-xem/"
    away = come_in(Client(), gateway, "0912345679", next="https://xa.example/")
    assert away["Location"] == "/tai-khoan/"


def test_the_session_key_is_new_after_the_code(client, gateway):
    ask(client)
    planted = client.session.session_key
    give(client, gateway.code)

    assert client.session.session_key != planted


def test_on_a_shared_phone_the_session_is_short(client, gateway):
    come_in(client, gateway, shared="on")

    assert client.session[gate.SHARED]


@pytest.mark.parametrize(
    ("typed", "is_one"),
    [
        ("0912345678", True),
        ("84912345678", True),
        ("+84912345678", True),
        ("0312345678", True),
        ("0112345678", False),  # no such network
        ("091234567", False),  # nine digits
        ("09123456789", False),  # eleven
        ("+15551234567", False),  # another country: costly, and not ours
        ("٠٩١٢٣٤٥٦٧٨", False),
        ("0912345678'--", False),
    ],
)
def test_only_a_vietnamese_mobile_number_is_one(client, gateway, typed, is_one):
    assert (numbers.normal(typed) is not None) is is_one
    answer = ask(client, typed)

    assert (answer.status_code, len(gateway.handed)) == ((302, 1) if is_one else (422, 0))


def test_the_text_is_one_message_on_every_phone():
    text = TEXT.format(code="123456", minutes=MINUTES)

    assert set(text) <= GSM
    assert len(text) <= 160


# ── what a code bears ─────────────────────────────────────────────────────────────────────────


def test_a_code_counts_once(client, gateway):
    come_in(client, gateway)
    other = Client()
    ask(other, "0912345679")
    session = other.session
    session["phone.sent"] = session["phone.sent"] | {"pk": SentCode.objects.order_by("pk")[0].pk}
    session.save()

    assert give(other, gateway.code).status_code == 422


def test_a_code_is_good_in_the_browser_that_asked_only(client, gateway):
    ask(client)

    assert give(Client(), gateway.code)["Location"] == "/dang-nhap/dien-thoai/"


@pytest.mark.parametrize(("seconds", "status"), [(1, 302), (0, 422)])
def test_a_code_ends_after_five_minutes(client, gateway, seconds, status):
    ask(client)
    sent = SentCode.objects.get()
    assert sent.ends_at - clock.now() <= timedelta(minutes=5)
    SentCode.objects.update(ends_at=clock.now() + timedelta(seconds=seconds * 30))

    assert give(client, gateway.code).status_code == status


@pytest.mark.parametrize(("wrong", "status"), [(CODE_TRIES - 1, 302), (CODE_TRIES, 422)])
def test_a_code_bears_five_tries(client, gateway, wrong, status):
    ask(client)
    false = f"{(int(gateway.code) + 1) % 10**6:06}"
    for _ in range(wrong):
        assert give(client, false).status_code == 422

    assert give(client, gateway.code).status_code == status


def test_a_new_code_voids_the_one_before(client, gateway):
    ask(client)
    first, first_session = gateway.code, client.session["phone.sent"]
    ask(client)
    session = client.session
    session["phone.sent"] = first_session
    session.save()

    assert give(client, first).status_code == 422


@pytest.mark.parametrize("code", ["²²²²²²", "１２３４５６", "\ufffd", "abcdef", "1"])
def test_a_code_in_other_letters_is_only_wrong(client, gateway, code):
    ask(client)

    assert give(client, code).status_code == 422


def test_neither_number_nor_code_stands_anywhere_in_clear(client, gateway, settings):
    come_in(client, gateway)

    kept = [*Number.objects.values_list(), *SentCode.objects.values_list()]
    kept += [*User.objects.values_list(), *AuditEntry.objects.values_list()]
    text = str(kept) + str(dict(client.session))
    text += "".join(one.read_text() for one in settings.LOG_FOLDER.rglob("*.jsonl"))
    assert "912345" not in text
    assert gateway.code not in str(SentCode.objects.values_list("code_hash", flat=True))


# ── nobody learns anything ────────────────────────────────────────────────────────────────────


def test_a_known_and_an_unknown_number_get_the_same_answer(client, gateway):
    come_in(client, gateway)
    known, unknown = Client(), Client()

    answers = [ask(known), ask(unknown, "0987 654 321")]

    assert answers[0]["Location"] == answers[1]["Location"]
    pages = [one.get("/dang-nhap/dien-thoai/ma/").content.decode() for one in (known, unknown)]
    assert _bare(pages[0], "678") == _bare(pages[1], "321")


def _bare(page, ends):
    return re.sub(r'csrfmiddlewaretoken" value="\w+"', "", page.replace(f"…{ends}", "…"))


def test_whoever_holds_a_term_does_not_come_in_by_a_phone_code(client, gateway, commune):
    come_in(client, gateway)
    person = User.objects.get()
    Term.objects.create(person=person, role=Role.BOARD_MEMBER, unit=commune, since=START)

    assert client.get("/ai-cung-xem/").content == b"False False"  # at once, also in this session
    answer = come_in(Client(), gateway)
    assert answer.status_code == 422
    assert "thẻ và mã PIN" in answer.content.decode()


# ── how often ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.usefixtures("steady_span")
def test_a_hamlet_of_sixty_behind_one_address_all_get_their_codes_twice(gateway):
    for number in range(60):
        for _ in range(2):
            assert ask(Client(), f"09120000{number:02}").status_code == 302, number

    assert len(gateway.handed) == 120


@pytest.mark.usefixtures("steady_span")
def test_one_number_gets_three_codes_a_span_and_others_are_not_shut_out(client, gateway):
    assert [ask(client).status_code for _ in range(4)] == [302, 302, 302, 429]
    assert ask(client, "0912345679").status_code == 302
    assert ask(Client(REMOTE_ADDR="203.0.113.9")).status_code == 429  # wherever it is asked from
    assert len(gateway.handed) == 4


@pytest.mark.usefixtures("steady_span")
def test_one_address_does_not_ask_for_numbers_without_end(client, gateway, monkeypatch):
    monkeypatch.setattr("danchu.people.tries.ADDRESS", 5)

    got = [ask(client, f"09120000{number:02}").status_code for number in range(7)]

    assert got == [302] * 5 + [429] * 2
    assert ask(Client(REMOTE_ADDR="203.0.113.9"), "0912000099").status_code == 302


@pytest.mark.usefixtures("steady_span")
def test_the_day_has_a_cap_for_what_it_costs(client, gateway, settings):
    settings.SMS_DAY_CAP = 2

    got = [ask(client, f"091200000{number}").status_code for number in range(3)]

    assert got == [302, 302, 429]
    assert len(gateway.handed) == 2


# ── the gateway ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("answers", [500, 401, 429, 307])
def test_a_gateway_that_refuses_is_asked_once_and_the_person_is_told(client, gateway, answers):
    gateway.answers = answers

    answer = ask(client)

    assert answer.status_code == 422
    assert "Chưa gửi được tin nhắn" in answer.content.decode()
    assert "0912 345 678" in answer.content.decode()  # nothing typed is lost
    assert len(gateway.handed) == 1
    assert not SentCode.objects.open().exists()


def test_a_gateway_that_is_away_is_told_so(client, gateway, settings):
    settings.SMS_URL = "http://127.0.0.1:9/"

    assert "Chưa gửi được tin nhắn" in ask(client).content.decode()


def test_without_a_gateway_the_way_is_not_offered(client, db):
    assert house.SMS_URL == ""
    assert client.get("/dang-nhap/dien-thoai/").status_code == 404
    page = client.get("/dang-nhap/").content.decode()
    assert "Nhận mã qua điện thoại" not in page
    assert "chưa mở cách đăng nhập cho người dân" in page


def test_with_a_gateway_the_page_leads_there(client, gateway):
    assert (
        "/dang-nhap/dien-thoai/?next=/viec/"
        in client.get("/dang-nhap/?next=/viec/").content.decode()
    )


# ── leaving ───────────────────────────────────────────────────────────────────────────────────


def test_a_citizen_takes_everything_back(client, gateway):
    come_in(client, gateway)
    assert "Xóa tài khoản?" in client.get("/tai-khoan/xoa/").content.decode()

    client.post("/tai-khoan/xoa/")

    person = User.objects.get()
    assert (person.full_name, person.is_active) == ("Người đã rời đi", False)
    assert not Number.objects.exists()
    assert not SentCode.objects.exists()
    assert client.get("/tai-khoan/").status_code == 302
    come_in(client, gateway)
    assert User.objects.filter(is_active=True).exclude(pk=person.pk).count() == 1


def test_an_official_is_not_deleted_by_themselves(client, lan):
    answer = signed_in(client, lan).post("/tai-khoan/xoa/", follow=True)

    lan.refresh_from_db()
    assert lan.is_active
    assert "hồ sơ của cơ quan" in answer.content.decode()
