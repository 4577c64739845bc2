"""A lost ticket: a code to the phone opens the cases, and nobody learns whose number has any."""

import re
from threading import Barrier

import pytest
from django.core.management import call_command
from django.test import Client

from civics.errors import Refused
from danchu.kit import clock
from danchu.kit.models import AuditEntry
from danchu.people import actions as people
from danchu.people import seals
from danchu.people.keys import CODE_TRIES, Number, SentCode
from danchu.people.models import User
from danchu.people.tests.conftest import steady_span  # noqa: F401  a fixture
from danchu.people.tests.test_phone_codes import GSM, gateway  # noqa: F401  a fixture
from danchu.petitions.actions import by_phone, taking_out
from danchu.petitions.models import Case, CasePhone
from danchu.petitions.tests.factories import SENT, send
from danchu.petitions.tests.test_feedback import two_at_once

pytestmark = pytest.mark.django_db
ASK, GIVE = "/don-thu/theo-doi/dien-thoai/", "/don-thu/theo-doi/dien-thoai/ma/"
NUMBER = "0912 345 678"


@pytest.fixture
def sms(gateway):  # noqa: F811
    return gateway


def opened(commune) -> tuple[Case, Client]:
    """A case, and the browser in which its ticket was typed."""
    ticket, client = send(commune), Client()
    client.post("/don-thu/theo-doi/", {"code": ticket.case.code, "secret": ticket.secret})
    return ticket.case, client


def tied(commune, sms, number=NUMBER) -> Case:
    case, client = opened(commune)
    client.post(f"/don-thu/cua-toi/{case.code}/dien-thoai/", {"number": number})
    client.post(GIVE, {"code": sms.code})
    return case


def test_a_tied_phone_opens_the_case_on_another_phone(commune, sms, settings):
    first, second = tied(commune, sms), tied(commune, sms, "+84 912-345-678")
    tied(commune, sms, "0987 654 321")
    elsewhere = Client()
    assert elsewhere.get(f"/don-thu/cua-toi/{first.code}/").status_code == 404
    assert "Mở bằng số điện thoại" in elsewhere.get("/don-thu/theo-doi/").content.decode()

    assert elsewhere.post(ASK, {"number": NUMBER})["Location"] == GIVE
    assert elsewhere.get("/don-thu/theo-doi/").context["here"].count() == 0  # not by asking alone
    planted = elsewhere.session.session_key
    page = elsewhere.post(GIVE, {"code": sms.code}, follow=True).content.decode()

    assert "Đã mở 2 việc" in page
    assert elsewhere.session.session_key != planted
    for case in (first, second):
        assert case.number in page
        own = elsewhere.get(f"/don-thu/cua-toi/{case.code}/").content.decode()
        assert "Đã gắn số …678" in own
    assert set(sms.texts[-1]) <= GSM
    assert len(sms.texts[-1]) <= 160
    kept = [*CasePhone.objects.values_list(), *SentCode.objects.values_list()]
    kept += [*AuditEntry.objects.values_list(), *Case.objects.values_list()]
    logs = "".join(one.read_text() for one in settings.LOG_FOLDER.rglob("*.jsonl"))
    assert "912345" not in f"{kept}{dict(elsewhere.session)}{logs}"
    assert not User.objects.exists()  # no account is made
    assert not Number.objects.exists()


def test_no_join_leads_from_a_case_to_the_account_of_its_phone(commune, sms):
    tied(commune, sms)
    client = Client()
    client.post("/dang-nhap/dien-thoai/", {"number": NUMBER})
    client.post("/dang-nhap/dien-thoai/ma/", {"code": sms.code})

    number, phone = Number.objects.get(), CasePhone.objects.get()
    assert number.last_three == phone.last_three
    assert number.seal != phone.seal
    assert not SentCode.objects.filter(seal=phone.seal).exists()
    assert phone.seal not in str(dict(client.session))


def test_known_and_unknown_numbers_get_the_same_answer(commune, sms):
    tied(commune, sms)
    known, unknown = Client(), Client()

    asked = [known.post(ASK, {"number": NUMBER}), unknown.post(ASK, {"number": "0987654321"})]

    assert asked[0]["Location"] == asked[1]["Location"]
    assert sms.texts[-1] != sms.texts[-2]
    pages = [one.get(GIVE).content.decode() for one in (known, unknown)]
    bare = [re.sub(r'value="\w+"|…\d{3}', "", page) for page in pages]
    assert bare[0] == bare[1]
    page = unknown.post(GIVE, {"code": sms.code}, follow=True).content.decode()
    assert "Chưa có việc nào gắn với số này" in page  # said to who holds that phone alone


@pytest.mark.usefixtures("steady_span")
def test_guessing_ends_and_so_does_asking(commune, sms):
    case = tied(commune, sms)
    client = Client()
    client.post(ASK, {"number": NUMBER})
    right = sms.code
    wrong = f"{(int(right) + 1) % 10**6:06}"

    assert {client.post(GIVE, {"code": wrong}).status_code for _ in range(CODE_TRIES)} == {422}
    assert client.post(GIVE, {"code": right}).status_code == 422
    assert client.get(f"/don-thu/cua-toi/{case.code}/").status_code == 404
    assert Client().post(GIVE, {"code": right})["Location"] == ASK  # good where it was asked alone
    assert Client().post(ASK, {"number": NUMBER}).status_code == 302
    assert Client().post(ASK, {"number": NUMBER}).status_code == 429  # the fourth in a span
    assert Client().post(ASK, {"number": "0123"}).status_code == 422


def test_a_code_to_come_in_opens_no_case_and_a_code_for_cases_lets_nobody_in(commune, sms):
    tied(commune, sms)
    client = Client()
    client.post("/dang-nhap/dien-thoai/", {"number": NUMBER})
    assert client.post(GIVE, {"code": sms.code})["Location"] == ASK
    other = Client()
    other.post(ASK, {"number": NUMBER})
    other.post("/dang-nhap/dien-thoai/ma/", {"code": sms.code})
    assert "_auth_user_id" not in other.session


def test_the_phone_is_untied_replaced_and_leaves_with_what_is_taken_out(commune, sms, lan):
    case, client = opened(commune)
    at = f"/don-thu/cua-toi/{case.code}/dien-thoai/"
    assert Client().get(at).status_code == 404
    for number in (NUMBER, "0987 654 321"):
        client.post(at, {"number": number})
        client.post(GIVE, {"code": sms.code})
    assert CasePhone.objects.get().last_three == "321"

    client.post(at, {"viec": "bo"})
    client.post(at, {"viec": "bo"})
    assert not CasePhone.objects.exists()
    acts = AuditEntry.objects.filter(act__endswith="tie_phone").values_list("act", flat=True)
    assert sorted(acts) == ["petitions.tie_phone"] * 2 + ["petitions.untie_phone"]

    other = tied(commune, sms)
    taking_out.take_out(other, by=lan, on=SENT)
    assert not CasePhone.objects.exists()


def test_after_a_change_of_key_the_phone_is_known_and_a_leaked_key_opens_nothing(
    commune, sms, settings
):
    tied(commune, sms)
    settings.IDENTITY_KEYS = {"k2": "b" * 40, "k1": "a" * 40}
    client = Client()
    client.post(ASK, {"number": NUMBER})
    assert "Đã mở 1 việc" in client.post(GIVE, {"code": sms.code}, follow=True).content.decode()
    assert CasePhone.objects.get().key_id == "k2"

    CasePhone.objects.update(key_id="k1")
    call_command("rotate_identity_keys", "--retire", "k1", verbosity=0)
    assert not CasePhone.objects.exists()


@pytest.mark.usefixtures("commune")
def test_without_a_gateway_the_way_is_not_offered(client):
    assert client.get(ASK).status_code == 404
    assert "số điện thoại" not in client.get("/don-thu/theo-doi/").content.decode()


def test_a_ticket_tells_of_the_phone_only_where_a_gateway_is_set(
    client, commune, lan, desk_of, settings
):
    def shown(address, **told) -> str:
        asks = desk_of(lan).post if told else client.get
        return asks(address, told).content.decode()

    send_at, enter = f"/don-thu/gui/{commune.slug}/", "/don-thu/ban/ghi/"
    story = {"track": "feedback", "text": "Cống vỡ"}
    call = {"name": "Bà Mẩy", "source_of_case": "hotline", "told_on": f"{clock.today():%d/%m/%Y}"}
    islands = ("/don-thu/", send_at, "/don-thu/khong-mang/")
    for url, offered in (("", False), ("https://sms.example/send", True)):
        settings.SMS_URL = url
        assert ("số ấy mở lại được" in shown(send_at, **story)) is offered
        assert ("số ấy mở lại được" in shown(enter, **story, **call)) is offered
        assert [" by-phone" in shown(at) for at in islands] == [offered] * 3


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("append_only_off")
def test_one_code_typed_in_two_browsers_at_once_ties_once(commune, settings, tmp_path, monkeypatch):
    settings.IDENTITY_KEYS = {"k1": "a" * 40}
    case = send(commune).case
    sent, code = people.numbers.keep_code("+84912345678")
    known = seals.every(seals.CASE_PHONE, "+84912345678")
    both, use_up = Barrier(2, timeout=10), people.numbers._use_up

    def together(proven):
        both.wait()  # both typed it right before either used it up
        use_up(proven)

    monkeypatch.setattr(people.numbers, "_use_up", together)

    def tie(_):
        try:
            proven = people.prove_by_code(sent.pk, code)
            return by_phone.tie_phone(case, proven, known, on=clock.today()).last_three
        except Refused as refused:
            return refused.message

    said = sorted(two_at_once(tie, (1, 2), tmp_path))

    assert said[0] == "678"
    assert "đã dùng" in said[1]
