"""A citizen's own page leads only to pages that open for a citizen."""

import re

import pytest
from django.test import Client

from danchu.kit import clock
from danchu.people import actions, gate, own_data, seals
from danchu.people.keys import Identity, Number
from danchu.people.models import User
from danchu.people.oidc import Proven

pytestmark = pytest.mark.django_db
MINH = Proven("https://dinh-danh.example", "subject-1", "Nguyễn Văn Minh", "019099001234")


@pytest.fixture
def minh(settings, today) -> User:
    """A citizen known by the state's identity and by a phone."""
    settings.IDENTITY_KEYS = {"k1": "a" * 40}
    person = actions.recognise(MINH, on=today)
    sealed = seals.newest(seals.PHONE, "+84912345678")
    known = {"last_three": "678", "first_on": today, "used_on": today}
    Number.objects.create(person=person, key_id=sealed.key_id, seal=sealed.seal, **known)
    return person


def browser(person: User) -> Client:
    client = Client()
    client.force_login(person)
    session = client.session
    session[gate.WAY] = "identity"
    session[gate.BEGAN] = session[gate.SEEN] = clock.now().timestamp()
    session.save()
    return client


def test_every_link_of_a_citizens_page_opens(minh):
    client = browser(minh)
    page = client.get("/tai-khoan/").content.decode()
    links = set(re.findall(r'href="(/[^"#]*)"', page.partition("<main")[2].partition("</main>")[0]))

    assert {"/cong-khai/chi-van-ban/cua-toi/", "/tai-khoan/xoa/"} <= links
    assert {one: client.get(one).status_code for one in links} == dict.fromkeys(links, 200)


def test_what_is_held_is_shown_without_the_numbers(minh):
    shown = str([block for one in own_data.holdings() for block in one.shown(minh)])

    assert "'Bốn số cuối', '1234'" in shown
    assert "'Ba số cuối', '678'" in shown
    assert "019099" not in shown
    assert "912345" not in shown


def test_leaving_takes_everything_back(minh):
    client = browser(minh)

    client.post("/tai-khoan/xoa/")

    assert not Identity.objects.exists()
    assert not Number.objects.exists()
    assert client.get("/tai-khoan/").status_code == 302
