""" "Ông bà đã biết việc này trước hôm nay chưa?": one tap, two numbers, nobody's name."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client

from danchu.disclosure.actions import mending
from danchu.disclosure.asking_heard import COOKIE, slip
from danchu.disclosure.counted import HeardBefore
from danchu.disclosure.tests.factories import note, publish
from danchu.kit.clock import today
from danchu.kit.models import AuditEntry, ChangeCount, Tally
from danchu.people.tests.factories import signed_in

pytestmark = pytest.mark.django_db
ASKED = "Ông bà đã biết việc này trước hôm nay chưa?"


@pytest.fixture
def item(lan, thang):
    return publish(note(lan), lan, thang)


def read(item, browser=None) -> str:
    return (browser or Client()).get(f"/cong-khai/{item.pk}/").content.decode()


def tap(item, answer, browser=None):
    """As a phone does it: open the page behind the QR, press one of two buttons."""
    browser = browser or Client()
    found = re.search(r'name="phieu" value="([^"]+)"', read(item, browser))
    sent = {"da-biet": answer, "phieu": found.group(1) if found else ""}
    return browser.post(f"/cong-khai/{item.pk}/da-biet/", sent)


def counted(item) -> tuple[int, int]:
    row = HeardBefore.objects.filter(item=item).first()
    return (row.knew, row.whole) if row else (0, 0)


def test_one_tap_is_counted_once_a_phone_and_shown_with_its_whole(item):
    entries, changes = AuditEntry.objects.count(), ChangeCount.objects.count()
    phone = Client()
    answer = tap(item, "roi", phone)
    assert (answer.status_code, answer.headers["Location"]) == (
        302,
        f"/cong-khai/{item.pk}/#h-heard",
    )
    cookie = answer.cookies[COOKIE]
    assert (cookie.value, cookie["path"]) == ("1", f"/cong-khai/{item.pk}/")
    assert cookie["httponly"]
    assert set(answer.cookies) == {COOKIE}

    tap(item, "roi", phone)
    assert counted(item) == (1, 1)
    assert "máy này đã trả lời" in read(item, phone)
    for answer in ["roi", "roi", "chua"]:
        tap(item, answer)
    assert "chưa đủ để hiện con số" in read(item)
    tap(item, "chua")
    assert "Đã biết 3 trên 5 người trả lời." in read(item)
    assert (AuditEntry.objects.count(), ChangeCount.objects.count()) == (entries, changes)
    assert {one.name for one in HeardBefore._meta.fields} == {"id", "item", "knew", "new"}
    assert not any("127.0.0.1" in row.key for row in Tally.objects.all())


def test_no_form_of_ours_no_answer(item, lan):
    address = f"/cong-khai/{item.pk}/da-biet/"
    old = slip(item, on=today() - timedelta(days=2))
    for sent in ({}, {"da-biet": "roi"}, {"da-biet": "roi", "phieu": old}, {"da-biet": "x"}):
        answer = Client().post(address, sent)
        assert answer.status_code == 422
        assert "Hãy mở lại trang" in answer.content.decode()
    other = {"da-biet": "roi", "phieu": slip(item, on=today() - timedelta(days=1))}
    assert Client().post(address, other).status_code == 302  # opened before midnight
    assert Client().get(address).status_code == 405
    assert counted(item) == (1, 1)


def test_who_is_signed_in_is_not_asked(item, lan):
    browser = signed_in(Client(), lan.person)
    assert 'name="da-biet"' not in read(item, browser)
    sent = {"da-biet": "roi", "phieu": slip(item, on=today())}
    browser.post(f"/cong-khai/{item.pk}/da-biet/", sent)
    assert counted(item) == (0, 0)


def test_nothing_is_asked_of_what_is_not_public(item, lan, thang):
    assert ASKED in read(item)
    old = {"da-biet": "roi", "phieu": slip(item, on=today())}
    mending.withdraw(item, why="Nhầm", by=thang, on=date(2026, 3, 6))
    assert ASKED not in read(item)
    answer = Client().post(f"/cong-khai/{item.pk}/da-biet/", old)
    assert "không còn công khai" in answer.content.decode()
    assert counted(item) == (0, 0)
    waiting = note(lan, number="13/QĐ")
    assert Client().post(f"/cong-khai/{waiting.pk}/da-biet/", old).status_code == 404


def test_one_address_cannot_answer_without_end(item):
    sent = {"da-biet": "roi", "phieu": slip(item, on=today())}
    codes = [Client().post(f"/cong-khai/{item.pk}/da-biet/", sent).status_code for _ in range(61)]
    assert codes == [302] * 60 + [429]
    assert counted(item) == (60, 60)
