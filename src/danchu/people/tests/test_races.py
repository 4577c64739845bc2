"""Two at once: one wins, the other is told. On PostgreSQL, where two really run at once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections

from civics.errors import Refused
from danchu.kit import clock
from danchu.kit.limits import allow
from danchu.people import actions
from danchu.people.models import WRONG_PINS, Card, Device, Role
from danchu.people.tests.factories import commune_named, in_office, xom_named
from danchu.people.tries import SPAN

TODAY = clock.today()
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("append_only_off", "_on_postgresql", "steady_span"),
]


@pytest.fixture
def _on_postgresql(db):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one writer in at a time")


@pytest.fixture
def issued(transactional_db):
    commune = commune_named("Nà Chè", "xa-na-che")
    office = in_office("lan", Role.CLERK, commune).terms.get()
    tam = in_office("tam", Role.COMMUNITY_HEAD, xom_named("Nà Mòn", "xom-na-mon", commune))
    return actions.issue_card(tam, by=office, on=TODAY)


def at_once(act, times):
    """What `times` threads get that start together; a refusal counts as its message."""
    start = Barrier(times)

    def one(_):
        try:
            start.wait()
            return act()
        except Refused as refused:
            return refused.message
        finally:
            connections.close_all()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(one, range(times)))


def test_two_phones_press_at_once_and_one_gets_the_card(issued):
    card = Card.objects.get()

    got = at_once(lambda: actions.bind_device(card, "480195", name="máy", on=TODAY), 4)

    assert Device.objects.count() == 1
    assert sum("đã được dùng" in one for one in got if isinstance(one, str)) == 3


def test_a_burst_of_wrong_pins_is_answered_ten_times(issued):
    device, secret = actions.bind_device(issued.card, "480195", name="máy", on=TODAY)

    got = at_once(lambda: actions.check_pin(device, secret, "999998", on=TODAY), 24)

    device.refresh_from_db()
    assert device.wrong_pins == WRONG_PINS
    assert device.locked_at is not None
    assert sum("Mã PIN chưa đúng" in one for one in got) < WRONG_PINS
    assert sum("đã tự khóa" in one for one in got) == 24 - sum("chưa đúng" in one for one in got)


def test_the_right_pin_in_a_burst_cannot_reopen_a_locked_phone(issued):
    device, secret = actions.bind_device(issued.card, "480195", name="máy", on=TODAY)
    Device.objects.update(wrong_pins=WRONG_PINS)

    got = at_once(lambda: actions.check_pin(device, secret, "480195", on=TODAY), 8)

    assert all(isinstance(one, str) for one in got)


def test_limits_count_every_one_of_a_burst(transactional_db):
    got = at_once(lambda: allow("burst", "key", per=SPAN, at_most=5), 16)

    assert sum(got) == 5
