"""A passkey opens its own person's account, here; a copied, strange or late answer opens none."""

import html
import json
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from danchu.kit import clock
from danchu.kit.models import AuditEntry
from danchu.people import actions, codes, gate, levels, passkeys
from danchu.people.keys import Passkey
from danchu.people.models import Role, Term
from danchu.people.tests.authenticator import Authenticator
from danchu.people.tests.factories import START, in_office, signed_in

ADD, USE = "/tai-khoan/khoa/", "/dang-nhap/khoa/"


def options(client, address):
    found = re.search(r'options="([^"]+)"', client.get(address).content.decode())
    assert found is not None
    return html.unescape(found[1])


def add(client, authenticator=None, **more):
    authenticator = authenticator or Authenticator()
    answer = authenticator.make(options(client, ADD))
    return client.post(ADD, {"answer": answer, "name": "máy của tôi", **more})


def use(client, authenticator, **more):
    return client.post(USE, {"answer": authenticator.use(options(client, USE)), **more})


@pytest.fixture
def key(lan):
    """Lan's authenticator, its passkey added; the session that added it is over."""
    authenticator = Authenticator()
    assert add(signed_in(Client(), lan), authenticator)["Location"] == "/tai-khoan/"
    return authenticator


def refused(client, answer):
    assert answer.status_code == 422
    assert "không mở được tài khoản nào" in answer.content.decode()
    return "/dang-nhap/" in client.get("/viec/")["Location"]


# ── coming in ─────────────────────────────────────────────────────────────────────────────────


def test_a_passkey_stands_for_password_and_code(client, lan, key):
    assert use(client, key)["Location"] == "/viec/"

    assert client.get("/viec/").status_code == 200
    page = client.get("/tai-khoan/").content.decode()
    assert "Lần này: khóa truy cập" in page
    assert "máy của tôi" in page
    assert "dùng gần nhất" in page
    assert Passkey.objects.get().sign_count == 1


def test_what_the_browser_is_asked(client, lan):
    asked = json.loads(options(client, USE))
    assert (asked["rpId"], asked["userVerification"]) == ("testserver", "required")
    assert "allowCredentials" not in asked  # nobody learns who has a passkey

    making = json.loads(options(signed_in(client, lan), ADD))
    assert making["authenticatorSelection"]["userVerification"] == "required"
    assert making["authenticatorSelection"]["residentKey"] == "required"
    assert making.get("attestation", "none") == "none"  # not which phone somebody bought


def test_signing_in_leads_to_the_page_that_was_wanted_and_never_to_a_strangers(client, lan, key):
    assert use(client, key, next="/tai-khoan/")["Location"] == "/tai-khoan/"
    assert use(Client(), key, next="https://xa.example/")["Location"] == "/viec/"


def test_the_session_key_is_new_after_the_passkey(client, key):
    client.get(USE)
    planted = client.session.session_key
    use(client, key)

    assert client.session.session_key != planted


def test_on_a_shared_computer_the_session_is_short(client, key):
    use(client, key, shared="on")

    assert client.session[gate.SHARED]


def test_the_next_person_inherits_nothing_from_the_one_before(client, lan, mai, key):
    signed_in(client, mai)
    use(client, key)

    assert client.session["_auth_user_id"] == str(lan.pk)
    assert "Hoàng Thị Mai" not in client.get("/tai-khoan/").content.decode()


def test_the_head_of_a_hamlet_comes_in_by_a_passkey_too(client, tam):
    session = signed_in(Client(), tam)
    kept = session.session
    del kept["account_authentication_methods"]
    kept[gate.DEVICE] = gate.NO_DEVICE
    kept.save()
    authenticator = Authenticator()
    assert add(session, authenticator).status_code == 302

    assert use(client, authenticator)["Location"] == "/viec/"
    assert client.get("/viec/").status_code == 200


def test_an_office_that_ended_opens_nothing_by_passkey_either(client, lan, key):
    Term.objects.update(until=clock.today() - timedelta(days=1))
    use(client, key)

    assert client.get("/viec/").status_code == 403


# ── what is refused ───────────────────────────────────────────────────────────────────────────


def test_a_page_elsewhere_gets_nothing(client, key):
    key.origin = "https://testserver.example"

    assert refused(client, use(client, key))


@pytest.mark.parametrize(
    "origin", ["http://testserver:8000", "https://testserver", "http://x.testserver"]
)
def test_only_the_exact_origin_counts(client, key, origin):
    key.origin = origin

    assert refused(client, use(client, key))


def test_a_signature_for_another_house_is_refused(client, key):
    key.house = "xa.example"

    assert refused(client, use(client, key))


def test_without_the_owners_finger_or_screen_lock_it_is_not_enough(client, key):
    key.verified = False

    assert refused(client, use(client, key))


def test_a_challenge_counts_once(client, key):
    asked = options(client, USE)
    first, kept = key.use(asked), client.session[passkeys.CHALLENGE]
    assert client.post(USE, {"answer": first}).status_code == 302

    other = Client()
    other.get(USE)
    session = other.session
    session[passkeys.CHALLENGE] = kept
    session.save()
    assert refused(other, other.post(USE, {"answer": key.use(asked)}))


@pytest.mark.parametrize(("seconds", "status"), [(295, 302), (305, 422)])
def test_a_challenge_ends_after_five_minutes(client, key, seconds, status):
    asked = options(client, USE)
    session = client.session
    session[passkeys.CHALLENGE] = session[passkeys.CHALLENGE] | {
        "at": session[passkeys.CHALLENGE]["at"] - seconds
    }
    session.save()

    assert client.post(USE, {"answer": key.use(asked)}).status_code == status


def test_a_challenge_of_another_browser_is_refused(client, key):
    asked = options(Client(), USE)
    client.get(USE)

    assert refused(client, client.post(USE, {"answer": key.use(asked)}))


def test_a_challenge_for_making_a_key_does_not_sign_anybody_in(client, lan, key):
    signed_in(client, lan)
    asked = options(client, ADD)

    assert client.post(USE, {"answer": key.use(asked)}).status_code == 422


@pytest.mark.parametrize(("step", "status"), [(1, 302), (0, 422), (-1, 422)])
def test_a_counter_that_does_not_rise_is_refused(client, key, step, status):
    use(Client(), key)
    use(Client(), key)

    answer = client.post(USE, {"answer": key.use(options(client, USE), step=step)})

    assert answer.status_code == status


def test_passkeys_that_do_not_count_are_fine(client, lan):
    authenticator = Authenticator()
    add(signed_in(Client(), lan), authenticator)
    for _ in range(2):
        fresh = Client()
        answer = fresh.post(USE, {"answer": authenticator.use(options(fresh, USE), step=0)})
        assert answer.status_code == 302


def test_an_unknown_passkey_is_refused(client, key):
    stranger = Authenticator()
    stranger.handle = key.handle

    assert refused(client, use(client, stranger))


def test_somebody_elses_key_under_a_known_name_is_refused(client, key):
    thief = Authenticator()
    thief.handle, thief.credential_id = key.handle, key.credential_id

    assert refused(client, use(client, thief))


def test_a_passkey_that_claims_another_person_is_refused(client, mai, key):
    key.handle = f"danchu:{mai.pk}".encode()

    assert refused(client, use(client, key))


@pytest.mark.parametrize("answer", ["", "{}", "[]", "x", '{"id":1}', '{"response":{}}'])
def test_an_answer_that_is_none_is_only_refused(client, key, answer):
    client.get(USE)

    assert client.post(USE, {"answer": answer}).status_code == 422


def test_an_account_out_of_use_is_not_opened(client, lan, key):
    lan.is_active = False
    lan.save()

    assert refused(client, use(client, key))


def test_a_made_up_person_comes_in_only_on_ones_own_machine(client, lan, key, settings):
    use(client, key)
    settings.LOCAL = False

    assert client.get("/viec/")["Location"].startswith("/dang-nhap/")


# ── adding and taking away ────────────────────────────────────────────────────────────────────


def test_adding_needs_a_full_sign_in(client, lan):
    client.force_login(lan)  # as after the password alone

    assert client.get(ADD)["Location"].startswith("/dang-nhap/")


def test_adding_needs_a_sign_in_of_just_now(client, lan):
    signed_in(client, lan)
    session = client.session
    session[gate.BEGAN] -= levels.FRESH.total_seconds() + 5
    session.save()

    assert client.get(ADD)["Location"] == "/dang-nhap/?next=/tai-khoan/khoa/"
    assert "đăng nhập lại" in client.get("/dang-nhap/").content.decode()


def test_a_shared_computer_keeps_no_passkey(client, lan):
    signed_in(client, lan)
    session = client.session
    session[gate.SHARED] = True
    session.save()

    assert "Máy dùng chung không giữ" in client.get(ADD, follow=True).content.decode()


@pytest.mark.parametrize("lie", ["origin", "house", "verified"])
def test_a_key_made_falsely_is_not_kept(client, lan, lie):
    authenticator = Authenticator()
    setattr(authenticator, lie, {"origin": "https://a.b", "house": "a.b", "verified": False}[lie])

    answer = add(signed_in(client, lan), authenticator)

    assert answer.status_code == 422
    assert not Passkey.objects.exists()


def test_a_credential_is_kept_once_whoever_brings_it(client, lan, mai, key):
    stranger = signed_in(client, mai)

    answer = add(stranger, key)

    assert answer.status_code == 422
    assert "đã có ở đây rồi" in answer.content.decode()
    assert Passkey.objects.get().person == lan


def test_a_key_already_here_is_named_to_the_browser(client, lan, key):
    excluded = json.loads(options(signed_in(client, lan), ADD))["excludeCredentials"]

    assert len(excluded) == 1


def test_adding_and_removing_stand_in_the_trail(client, lan, key):
    use(client, key)
    pk = Passkey.objects.get().pk
    assert "Bỏ khóa “máy của tôi”" in client.get(f"/tai-khoan/khoa/{pk}/bo/").content.decode()
    assert client.post(f"/tai-khoan/khoa/{pk}/bo/")["Location"] == "/tai-khoan/"

    acts = AuditEntry.objects.filter(kind="passkey").order_by("pk").values_list("act", "account_id")
    assert list(acts) == [("people.add_passkey", lan.pk), ("people.remove_passkey", lan.pk)]


def test_a_removed_key_opens_nothing_and_its_session_ends(client, lan, key):
    use(client, key)
    signed_in(Client(), lan).post(f"/tai-khoan/khoa/{Passkey.objects.get().pk}/bo/")

    assert client.get("/viec/").status_code == 302
    assert refused(client, use(client, key))


def test_the_office_takes_away_the_key_of_a_lost_phone_and_a_stranger_does_not(lan, mai, tam):
    add(signed_in(Client(), tam))
    pk = Passkey.objects.get().pk
    address = f"/tai-khoan/khoa/{pk}/bo/"

    assert signed_in(Client(), mai).post(address).status_code == 404
    assert Client().post(address).status_code == 404
    office = signed_in(Client(), lan)
    assert address in office.get(f"/tai-khoan/nguoi-va-may/{tam.pk}/").content.decode()
    answer = office.post(address)
    assert answer["Location"] == f"/tai-khoan/nguoi-va-may/{tam.pk}/"
    assert not Passkey.objects.exists()


def test_a_reset_in_person_takes_the_keys_with_it(client, lan, key):
    actions.set_one_time_password(lan, on=START, forget_app=True)

    assert not Passkey.objects.exists()
    assert not codes.enrolled(lan)


def test_a_person_keeps_eight_keys_at_most(client, lan):
    signed_in(client, lan)
    for _ in range(8):
        assert add(client).status_code == 302

    assert "nhiều nhất 8 khóa" in add(client).content.decode()


def test_the_account_costs_the_same_with_one_key_and_with_three(client, lan):
    def cost():
        with CaptureQueriesContext(connection) as seen:
            client.get("/tai-khoan/")
        return len(seen)

    signed_in(client, lan)
    add(client)
    client.get("/tai-khoan/")
    once = cost()
    add(client)
    add(client)
    client.get("/tai-khoan/")
    assert cost() == once


def test_without_a_script_the_page_says_so(client, db):
    page = client.get(USE).content.decode()

    assert "Khóa truy cập cần JavaScript" in page
    assert 'type="button" hidden' in page


def test_nobody_without_a_term_adds_a_key(client, commune):
    person = in_office("cuu", Role.CLERK, commune, until=START)

    assert signed_in(client, person).get(ADD).status_code == 403
