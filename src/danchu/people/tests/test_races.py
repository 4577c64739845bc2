"""Two at once: one wins, the other is told. On PostgreSQL, where two really run at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection, connections

from civics.errors import Refused
from danchu.kit import clock
from danchu.kit.limits import allow
from danchu.people import actions
from danchu.people.actions.numbers import keep_code
from danchu.people.keys import CODE_TRIES, Identity, Number, Passkey, SentCode
from danchu.people.models import WRONG_PINS, Card, Device, Role, User
from danchu.people.oidc import Proven
from danchu.people.passkeys import NotAccepted
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


# ── the newer ways in ─────────────────────────────────────────────────────────────────────────


def test_a_burst_of_guesses_at_a_sent_code_is_answered_five_times(transactional_db):
    sent, code = keep_code("+84912345678")
    false = f"{(int(code) + 1) % 10**6:06}"

    at_once(lambda: actions.enter_by_code(sent.pk, false, on=TODAY), 16)

    sent.refresh_from_db()
    assert sent.tries == CODE_TRIES
    with pytest.raises(Refused):
        actions.enter_by_code(sent.pk, code, on=TODAY)


def test_a_sent_code_typed_twice_at_once_lets_in_once(transactional_db):
    sent, code = keep_code("+84912345678")

    got = at_once(lambda: actions.enter_by_code(sent.pk, code, on=TODAY), 4)

    assert sum(isinstance(one, User) for one in got) == 1
    assert User.objects.count() == 1


def test_one_number_in_two_browsers_for_the_first_time_is_one_account(transactional_db):
    both = iter([keep_code("+84912345678"), keep_code("+84912345678")])
    SentCode.objects.update(used_at=None)

    def one():
        sent, code = next(both)
        return actions.enter_by_code(sent.pk, code, on=TODAY)

    assert len(set(at_once(one, 2))) == 1
    assert User.objects.count() == Number.objects.count() == 1


def test_one_person_proven_in_four_browsers_for_the_first_time_is_one_account(transactional_db):
    minh = Proven("https://dinh-danh.example", "subject-1", "Minh", "019099001234")

    got = at_once(lambda: actions.recognise(minh, on=TODAY), 4)

    assert len(set(got)) == 1
    assert User.objects.count() == Identity.objects.count() == 1


def test_a_copied_passkey_used_at_the_same_moment_is_seen(issued):
    key = Passkey.objects.create(
        person=User.objects.get(username="tam"),
        name="khóa",
        credential_hash="x",
        credential=b"",
        added_on=TODAY,
    )

    class Given:
        credential_hash, sign_count = "x", 1

    def come_in():
        try:
            return actions.use_passkey(Given(), lambda *_: None, on=TODAY)
        except NotAccepted as no:
            return no.why

    got = at_once(come_in, 4)

    assert got.count(key) == 1
    assert got.count("counter_fell") == 3


def test_a_challenge_presented_twice_at_once_counts_once(transactional_db):
    got = at_once(lambda: allow("passkey.challenge", "x", per=timedelta(days=1), at_most=1), 8)

    assert sum(got) == 1
