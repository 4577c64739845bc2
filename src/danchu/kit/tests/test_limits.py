"""Counting tries: strict where asked, forgiving the rightful, keeping no address."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import RequestFactory

from danchu.kit import clock, limits
from danchu.kit.models import Tally

DAY = timedelta(days=1)
pytestmark = pytest.mark.django_db


def test_no_more_than_allowed_in_one_span():
    assert [limits.allow("x", "k", per=DAY, at_most=2) for _ in range(3)] == [True, True, False]


def test_names_and_keys_are_counted_apart():
    assert limits.allow("x", "a", per=DAY, at_most=1)
    assert limits.allow("x", "b", per=DAY, at_most=1)
    assert limits.allow("y", "a", per=DAY, at_most=1)
    assert not limits.allow("x", "a", per=DAY, at_most=1)


def test_a_rightful_try_is_given_back():
    limits.allow("x", "k", per=DAY, at_most=1)
    limits.forgive("x", "k", per=DAY)

    assert limits.allow("x", "k", per=DAY, at_most=1)


def test_the_whole_span_can_be_forgiven():
    for _ in range(5):
        limits.allow("x", "k", per=DAY, at_most=1)
    limits.forgive("x", "k", per=DAY, whole=True)

    assert limits.allow("x", "k", per=DAY, at_most=1)


def test_forgiving_never_goes_below_nothing():
    limits.allow("x", "k", per=DAY, at_most=1)
    for _ in range(3):
        limits.forgive("x", "k", per=DAY)

    assert Tally.objects.get().count == 0


def test_the_table_keeps_neither_addresses_nor_names():
    limits.allow("sign_in", "lan 203.0.113.7", per=DAY, at_most=1)

    row = str(Tally.objects.values().get())
    assert "203.0.113.7" not in row
    assert "lan" not in row


def test_spans_that_are_over_are_removed():
    limits.allow("x", "k", per=DAY, at_most=1)
    Tally.objects.create(
        name="x", key="old", starts_at=clock.now() - 2 * DAY, ends_at=clock.now() - DAY
    )

    assert limits.purge() == 1
    assert limits.purge() == 0
    assert Tally.objects.count() == 1


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("", "-"),
    ],
)
def test_an_ipv6_household_is_one_address(address, counted):
    assert limits.near(RequestFactory().get("/", REMOTE_ADDR=address)) == counted


def test_what_was_written_at_length_comes_back_to_be_copied_and_nothing_short_does():
    story = "Cống đầu xóm vỡ, trẻ con phải lội."
    request = RequestFactory().post("/x/", {"text": story, "secret": "7KQM-3XPR", "name": "Lý Mai"})
    request.user = AnonymousUser()
    shown = limits.too_many(request, limits.again_at(DAY), echo=True)
    assert story in shown.content.decode()
    assert not any(words in shown.content.decode() for words in ("7KQM", "Lý Mai"))
    assert shown["Cache-Control"] == "no-store"


def test_a_password_of_many_words_comes_back_on_no_page():
    password = "đồi chè xanh mướt sau cơn mưa"
    request = RequestFactory().post("/x/", {"password": password})
    request.user = AnonymousUser()
    view = limits.limited("x", per=DAY, at_most=0)(lambda request: HttpResponse())
    for shown in (view(request), limits.too_many(request, limits.again_at(DAY))):
        assert shown.status_code == 429
        assert password not in shown.content.decode()
