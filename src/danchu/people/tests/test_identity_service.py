"""The state's identity service says who somebody is; a true answer, to this browser, once."""

import json
import os
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings as house
from django.core.cache import cache
from django.test import Client
from joserfc import jwt
from joserfc.jwk import ECKey, OctKey

from danchu.kit import clock
from danchu.kit.models import AuditEntry
from danchu.people import demo, gate, levels, oidc
from danchu.people.keys import Identity
from danchu.people.models import Role, Term, User
from danchu.people.tests.factories import START, signed_in
from danchu.people.tests.oidc_service import PEOPLE, Service, node, prove_there
from danchu.people.tests.signing import give_code

BACK = "http://testserver/dang-nhap/dinh-danh/ve/"
ID = PEOPLE["minh"]["national_id"]


@pytest.fixture(scope="module")
def running():
    if node() is None:
        assert not os.environ.get("CI"), "the identity service needs node; CI must have it"
        pytest.skip("no node on this machine")
    service = Service([BACK])
    yield service
    service.close()


@pytest.fixture
def service(running, settings, db):
    cache.clear()
    running.change, running.sign = None, running.signed
    settings.OIDC_ISSUER = running.issuer
    settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET = "danchu", "only for tests"
    settings.IDENTITY_KEYS = {"k1": "a" * 40}
    return running


def sent_there(client, address="/dang-nhap/dinh-danh/?di=1"):
    return client.get(address)["Location"]


def come_back(client, where):
    parts = urlsplit(where)
    return client.get(f"{parts.path}?{parts.query}")


def come_in(client, login="minh"):
    return come_back(client, prove_there(sent_there(client), login))


def failed(answer, says):
    assert answer.status_code == 403
    assert says in answer.content.decode()
    assert not Identity.objects.exists()
    return True


# ── coming in ─────────────────────────────────────────────────────────────────────────────────


def test_a_citizen_comes_in_and_has_no_right_of_an_office(client, service):
    answer = come_in(client)

    assert answer["Location"] == "/tai-khoan/"
    person = User.objects.get()
    assert (person.full_name, person.has_usable_password()) == ("Nguyễn Văn Minh", False)
    page = client.get("/tai-khoan/").content.decode()
    assert "số …1234" in page
    assert "Lần này: định danh điện tử" in page
    assert not Term.objects.exists()
    assert client.get("/viec/").status_code == 403


def test_the_house_asks_with_pkce_and_for_this_browser_only(client, service):
    asked = parse_qs(urlsplit(sent_there(client)).query)

    assert asked["code_challenge_method"] == ["S256"]
    assert asked["response_type"] == ["code"]
    kept = client.session["oidc.asked"]
    assert asked["state"] == [kept["state"]]
    assert asked["nonce"] == [kept["nonce"]]
    assert kept["verifier"] not in str(asked)


def test_the_service_refuses_a_code_without_the_verifier(client, service):
    """PKCE is alive: the provider itself says no when the verifier is another."""
    where = prove_there(sent_there(client), "minh")
    session = client.session
    session["oidc.asked"] = session["oidc.asked"] | {"verifier": "x" * 43}
    session.save()

    assert failed(come_back(client, where), "Chưa liên lạc được")


def test_the_same_person_comes_in_again_to_the_same_account(client, service):
    come_in(client)
    come_in(Client())

    assert User.objects.count() == 1
    assert AuditEntry.objects.filter(act="people.join").count() == 1


def test_the_session_key_is_new_after_coming_in(client, service):
    where = prove_there(sent_there(client), "minh")
    planted = client.session.session_key
    come_back(client, where)

    assert client.session.session_key != planted
    stolen = Client()
    stolen.cookies["sessionid"] = planted
    assert stolen.get("/tai-khoan/").status_code == 302


def test_a_shared_phone_gets_a_short_session(client, service):
    come_back(client, prove_there(sent_there(client, "/dang-nhap/dinh-danh/?di=1&chung=1"), "minh"))

    assert client.session[gate.SHARED]
    assert client.cookies["sessionid"]["max-age"] == ""


@pytest.mark.parametrize("wanted", ["https://xa.example/", "//xa.example/"])
def test_coming_in_never_leads_to_a_strangers_house(client, service, wanted):
    there = sent_there(client, f"/dang-nhap/dinh-danh/?di=1&next={wanted}")

    assert come_back(client, prove_there(there, "minh"))["Location"] == "/tai-khoan/"


def test_claims_may_stand_in_the_token_itself(client, service):
    service.change = lambda claims: claims | {"name": "Tên trong thẻ", "national_id": ID}
    service.seen.clear()
    come_in(client)

    assert User.objects.get().full_name == "Tên trong thẻ"
    assert "GET /me" not in service.seen


def test_claims_are_called_as_the_settings_say(client, service, settings):
    settings.OIDC_CLAIMS = {"name": "ho_va_ten", "national_id": "so_dinh_danh"}
    service.change = lambda claims: claims | {"ho_va_ten": "Lý A", "so_dinh_danh": "019000000009"}
    come_in(client)

    assert User.objects.get().full_name == "Lý A"
    assert Identity.objects.get().last_four == "0009"


def test_without_the_national_id_nobody_comes_in(client, service):
    assert failed(come_in(client, "khong-so"), "chưa gửi số định danh")


# ── a false answer ────────────────────────────────────────────────────────────────────────────


FALSE = {
    "another issuer": lambda c: c | {"iss": "http://127.0.0.1:1"},
    "for another house": lambda c: c | {"aud": "another"},
    "for two houses, nobody named": lambda c: c | {"aud": ["danchu", "another"]},
    "another party": lambda c: c | {"azp": "another"},
    "another nonce": lambda c: c | {"nonce": "another"},
    "no nonce": lambda c: {k: v for k, v in c.items() if k != "nonce"},
    "expired": lambda c: c | {"exp": int(c["iat"]) - 61},
    "no end": lambda c: {k: v for k, v in c.items() if k != "exp"},
    "made long ago": lambda c: c | {"iat": c["iat"] - 601},
    "made in the future": lambda c: c | {"iat": c["iat"] + 120},
    "not yet good": lambda c: c | {"nbf": c["iat"] + 120},
    "another access token": lambda c: c | {"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"},
    "nobody": lambda c: c | {"sub": ""},
}


@pytest.mark.parametrize("why", FALSE)
def test_a_false_answer_with_a_right_signature_is_refused(client, service, why):
    service.change = FALSE[why]

    assert failed(come_in(client), "chưa đúng nên không được nhận")
    assert "/dang-nhap/" in client.get("/tai-khoan/")["Location"]


def test_a_clock_a_little_off_is_borne(client, service):
    service.change = lambda c: c | {"iat": c["iat"] + 30, "exp": c["iat"] - 30}

    assert come_in(client)["Location"] == "/tai-khoan/"


def test_two_houses_are_fine_when_this_one_is_named(client, service):
    service.change = lambda c: c | {"aud": ["danchu", "another"], "azp": "danchu"}

    assert come_in(client)["Location"] == "/tai-khoan/"


def unsigned(header, claims):
    from joserfc.util import urlsafe_b64encode as b64

    parts = [json.dumps(one).encode() for one in ({"alg": "none"}, claims)]
    return ".".join([*(b64(one).decode() for one in parts), ""])


def with_secret(header, claims):
    key = OctKey.import_key("only for tests, but long enough to be a key")
    return jwt.encode({"alg": "HS256", "kid": header["kid"]}, claims, key)


def with_own_key(header, claims):
    return jwt.encode(header, claims, Service.new_key(None, header["kid"]), algorithms=["RS256"])


@pytest.mark.parametrize("sign", [unsigned, with_secret, with_own_key, lambda h, c: "a.b.c"])
def test_a_signature_of_anybody_else_is_refused(client, service, sign):
    service.change, service.sign = dict, sign

    assert failed(come_in(client), "chưa đúng nên không được nhận")


def test_the_same_answer_counts_once(client, service):
    where = prove_there(sent_there(client), "minh")
    session = client.session["oidc.asked"]
    assert come_back(client, where).status_code == 302
    client.post("/dang-xuat/")

    assert "đã dùng rồi" in come_back(client, where).content.decode()
    again = client.session  # even put back into the session, the state is used up
    again["oidc.asked"] = session
    again.save()
    assert "đã dùng rồi" in come_back(client, where).content.decode()


def test_an_answer_meant_for_another_browser_is_refused(client, service):
    where = prove_there(sent_there(client), "minh")
    other = Client()
    sent_there(other)

    assert failed(come_back(other, where), "trình duyệt khác")


def test_an_answer_after_ten_minutes_is_refused(client, service):
    where = prove_there(sent_there(client), "minh")
    session = client.session
    session["oidc.asked"] = session["oidc.asked"] | {"at": clock.now().timestamp() - 601}
    session.save()

    assert failed(come_back(client, where), "quá 10 phút")


def test_an_answer_that_names_another_service_is_refused(client, service):
    where = prove_there(sent_there(client), "minh").replace("127.0.0.1%3A", "127.0.0.2%3A")

    assert failed(come_back(client, where), "chưa đúng nên không được nhận")


def test_who_stops_over_there_is_told_so_kindly(client, service):
    state = parse_qs(urlsplit(sent_there(client)).query)["state"][0]

    answer = client.get(f"/dang-nhap/dinh-danh/ve/?error=access_denied&state={state}")

    assert failed(answer, "đã dừng ở trang định danh")


@pytest.mark.parametrize("kind", [None, ECKey])
def test_a_service_that_changed_its_key_is_known_at_once(client, service, kind):
    come_in(Client())
    service.rotate(*([kind] if kind else []))

    assert come_in(client)["Location"] == "/tai-khoan/"


def test_a_service_that_is_away_is_told_so(client, service, settings):
    settings.OIDC_ISSUER = "http://127.0.0.1:9"

    answer = client.get("/dang-nhap/dinh-danh/?di=1")

    assert failed(answer, "Chưa liên lạc được")


def test_a_service_that_calls_itself_otherwise_is_refused(client, service, settings):
    settings.OIDC_ISSUER = f"{service.issuer}/"

    assert failed(client.get("/dang-nhap/dinh-danh/?di=1"), "chưa đúng nên không được nhận")


def test_outside_of_ones_own_machine_plain_http_is_not_spoken(service, settings):
    assert oidc.safe(service.issuer)
    settings.LOCAL = False
    assert not oidc.safe(service.issuer)
    assert oidc.safe("https://dinh-danh.example/")


def test_without_a_service_the_way_does_not_exist(client, db):
    assert house.OIDC_ISSUER == ""
    assert client.get("/dang-nhap/dinh-danh/").status_code == 404
    assert client.get("/dang-nhap/dinh-danh/ve/?state=x&code=y").status_code == 404


# ── whose account ─────────────────────────────────────────────────────────────────────────────


def test_the_national_id_stands_nowhere_in_clear(client, service, settings):
    come_in(client)
    client.get("/tai-khoan/")

    identity = Identity.objects.get()
    kept = [*Identity.objects.values_list(), *User.objects.values_list(), client.session.items()]
    kept += [*AuditEntry.objects.values_list()]
    logs = [one.read_text() for one in settings.LOG_FOLDER.rglob("*.jsonl")]
    assert ID not in str(kept) + "".join(logs)
    assert "019099" not in str(kept)  # six digits may stand in a log by chance: a time, a number
    assert "minh" not in str(AuditEntry.objects.values_list())
    assert (identity.last_four, len(identity.national_id_seal)) == ("1234", 64)


def test_the_same_national_id_under_a_second_subject_is_the_same_citizen(client, service):
    come_in(client)
    come_in(Client(), "minh-moi")

    assert User.objects.count() == Identity.objects.count() == 1


def tied(client, person, login="hoa"):
    signed_in(client, person)
    page = client.get("/tai-khoan/dinh-danh/").content.decode()
    there = client.get(f"/tai-khoan/dinh-danh/?di={client.session['oidc.tying']}")
    assert "Gắn VNeID" in page
    return come_back(client, prove_there(there["Location"], login))


def test_an_official_ties_the_identity_by_their_own_step_and_keeps_the_name(client, service, lan):
    assert tied(client, lan)["Location"] == "/tai-khoan/"

    lan.refresh_from_db()
    assert lan.full_name == "Lường Thị Lan"
    assert Identity.objects.get().person == lan
    assert AuditEntry.objects.get(act="people.link_identity").account_id == lan.pk


def test_for_a_civil_servant_the_identity_stands_for_the_password_not_for_the_code(
    client, service, lan
):
    tied(Client(), lan)

    assert come_in(client, "hoa")["Location"] == "/dang-nhap/ma/"
    assert client.get("/viec/")["Location"].startswith("/dang-nhap/")
    assert give_code(client, lan)["Location"] == "/viec/"
    assert client.get("/viec/").status_code == 200


def test_for_the_head_of_a_hamlet_the_tied_identity_is_enough(client, service, tam):
    tied(Client(), tam)

    assert come_in(client, "hoa")["Location"] == "/viec/"
    assert client.get("/viec/").status_code == 200


def test_without_an_app_a_civil_servant_is_told_what_to_do(client, service, commune):
    person = User.objects.create_user("khoi", full_name="Ma Văn Khôi")
    Term.objects.create(person=person, role=Role.APPROVER, unit=commune, since=START)
    tied(Client(), person)

    answer = come_in(client, "hoa")

    assert answer.status_code == 403
    assert "vào bằng mật khẩu một lần để gắn" in answer.content.decode()


def test_tying_needs_a_sign_in_of_just_now(client, service, lan):
    signed_in(client, lan)
    session = client.session
    session[gate.BEGAN] -= levels.FRESH.total_seconds() + 5
    session.save()

    assert (
        client.get("/tai-khoan/dinh-danh/")["Location"] == "/dang-nhap/?next=/tai-khoan/dinh-danh/"
    )


def test_another_page_cannot_send_somebody_to_tie(client, service, lan):
    signed_in(client, lan)

    assert client.get("/tai-khoan/dinh-danh/?di=1").status_code == 200  # only the page, no way out


def test_an_identity_of_somebody_else_is_not_tied(client, service, lan):
    come_in(Client(), "hoa")

    answer = tied(client, lan)

    assert answer.status_code == 403
    assert "đang mở một tài khoản khác" in answer.content.decode()


def test_a_second_subject_does_not_come_into_an_officials_account(client, service, lan):
    tied(Client(), lan, "minh")

    answer = come_in(client, "minh-moi")

    assert answer.status_code == 403
    assert "rồi gắn lại" in answer.content.decode()
    assert tied(Client(), lan, "minh-moi").status_code == 302  # by their own step it is


def test_one_account_is_one_person(client, service, lan):
    tied(Client(), lan, "minh")

    assert "một tài khoản là một người" in tied(client, lan, "hoa").content.decode()


def test_untied_it_opens_the_account_no_more(client, service, lan):
    tied(client, lan)
    client.post("/tai-khoan/dinh-danh/go/")

    assert not Identity.objects.exists()
    assert come_in(Client(), "hoa")["Location"] == "/tai-khoan/"
    assert User.objects.exclude(pk=lan.pk).get().full_name == "Trần Thị Hoa"


def test_a_made_up_person_comes_in_only_on_ones_own_machine(client, service, settings, commune):
    person = demo.make_person("an", "Vi Văn An", Role.BOARD_MEMBER, commune, since=START).person
    tied(Client(), person)
    come_in(client, "hoa")
    settings.LOCAL, settings.SECURE_SSL_REDIRECT = False, False

    assert client.get("/tai-khoan/").status_code == 302
