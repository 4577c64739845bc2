"""Every level of a session against the gate: what the table says opens, and nothing more."""

import pytest
from django.test import Client

from danchu.kit import clock
from danchu.people import gate, levels
from danchu.people.models import Card, Device, User
from danchu.people.tests.factories import START

# level → who gets through with it: to their own things, to the desk. Written out on purpose: a
# change of the table must be made here a second time.
OWN = {
    "none": set(),
    "password": set(),
    "phone_code": {"citizen"},
    "identity": {"citizen", "head"},
    "card_once": {"citizen", "head"},
    "card_pin": {"citizen", "head"},
    "password_code": {"citizen", "head", "clerk"},
    "passkey": {"citizen", "head", "clerk"},
}
OPENING = [level for level in levels.TABLE if level.opens]
DESK = {level: who - {"citizen"} for level, who in OWN.items()}


@pytest.fixture
def people(tam, lan):
    citizen = User.objects.create_user("cd-1", full_name="Công dân")
    return {"citizen": citizen, "head": tam, "clerk": lan}


def device_of(person, commune):
    card = Card.objects.create(
        person=person, commune=commune, code_hash=person.username, issued_on=START, expires_on=START
    )
    kept = {"name": "máy", "secret_hash": person.username, "pin": "x", "bound_at": clock.now()}
    return Device.objects.create(person=person, commune=commune, card=card, **kept)


def at(level, person, commune):
    """A browser whose session stands at this level."""
    client = Client()
    if level == "none":
        return client
    client.force_login(person)
    session = client.session
    if level in {"phone_code", "identity"}:
        session[gate.WAY] = level
    if level in {"card_once", "card_pin"}:
        once = level == "card_once"
        session[gate.DEVICE] = gate.NO_DEVICE if once else device_of(person, commune).pk
    if level in {"password_code", "passkey"}:
        kind = {"password_code": "totp", "passkey": "webauthn"}[level]
        session["account_authentication_methods"] = [{"method": "mfa", "at": 0, "type": kind}]
        session["account_authentication_methods_user"] = str(person.pk)
    session.save()
    return client


@pytest.mark.parametrize("who", ["citizen", "head", "clerk"])
@pytest.mark.parametrize("level", OWN)
def test_a_level_opens_what_the_table_says(level, who, people, commune):
    client = at(level, people[who], commune)

    known = client.get("/ai-cung-xem/").content == b"True False"
    own, desk = client.get("/cua-minh/").status_code, client.get("/viec/").status_code

    assert known is (who in OWN[level])  # a page without any gate sees nobody either
    assert (own == 200) is (who in OWN[level])
    assert (desk == 200) is (who in DESK[level])


@pytest.mark.parametrize("level", levels.TABLE, ids=lambda level: level.key)
def test_the_table_says_what_is_written_here(level):
    needs = {"citizen": levels.Opens.CITIZEN, "head": levels.Opens.PART_TIME}
    needs["clerk"] = levels.Opens.CIVIL

    assert {who for who, needed in needs.items() if needed in level.opens} == OWN[level.key]


@pytest.mark.parametrize(
    "level", [one for one in levels.TABLE if one.opens], ids=lambda one: one.key
)
@pytest.mark.parametrize("span", ["idle", "lasts"])
@pytest.mark.parametrize(("beside", "known"), [(-20, True), (5, False)])
def test_a_session_ends_when_the_table_says(level, span, beside, known, people, commune):
    client = at(level.key, people["citizen"], commune)
    client.get("/ai-cung-xem/")
    ago = getattr(level, span).total_seconds() + beside
    session = client.session
    session[gate.BEGAN if span == "lasts" else gate.SEEN] -= ago
    session.save()

    assert client.get("/ai-cung-xem/").content == f"{known} False".encode()
    assert (client.session.get("_auth_user_id") is not None) is known


@pytest.mark.parametrize(
    "level", [one for one in levels.TABLE if one.opens], ids=lambda one: one.key
)
def test_on_a_shared_phone_every_level_ends_after_fifteen_minutes(level, people, commune):
    client = at(level.key, people["citizen"], commune)
    session = client.session
    session[gate.SHARED] = True
    session[gate.BEGAN] = session[gate.SEEN] = clock.now().timestamp() - 15 * 60 - 5
    session.save()

    assert client.get("/ai-cung-xem/").content == b"False False"


def test_a_request_each_moment_costs_one_write_a_minute(people, commune):
    client = at("password_code", people["clerk"], commune)
    client.get("/ai-cung-xem/")
    seen = client.session[gate.SEEN]
    client.get("/ai-cung-xem/")

    assert client.session[gate.SEEN] == seen


def test_a_way_nobody_knows_opens_nothing(people, commune):
    client = at("identity", people["citizen"], commune)
    session = client.session
    session[gate.WAY] = "something new"
    session.save()

    assert client.get("/cua-minh/").status_code == 302


def test_everybody_may_read_the_table(client, db):
    page = client.get("/dang-nhap/muc/").content.decode()

    assert all(level.name in page for level in levels.TABLE)
    assert page.count('<td data-l="Vai cán bộ, công chức">được') == 2
    assert page.count('<td data-l="Vai ở thôn, Ban, đại biểu">được') == 5
    assert "sau 4 giờ không dùng, lâu nhất 12 giờ" in page
