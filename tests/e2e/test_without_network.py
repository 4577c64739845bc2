"""A page read once is read again without a network; what may not be kept is not."""

import re

import pytest

from danchu.disclosure.models import Item
from tests.e2e.looking import controlled

KEPT = "caches.open('danchu-pages').then(c => c.keys()).then(all => all.map(r => r.url))"


@pytest.fixture
def phone(somebody):
    """A phone on which the service worker has taken over."""
    page = somebody()
    page.goto("/")
    controlled(page)
    return page


@pytest.mark.browser
def test_what_was_read_is_read_again_without_a_network_and_says_when(phone):
    phone.goto("/xa/xa-la-bang/")
    phone.goto("/luat/disclosure.publish/")
    phone.context.set_offline(True)

    phone.goto("/xa/xa-la-bang/")
    assert phone.locator("h1").inner_text() == "Xã La Bằng"
    told = phone.locator("main .banner").first.inner_text()
    assert re.search(r"Đây là bản đọc lúc \d\d:\d\d ngày \d\d/\d\d/\d{4}\.", told)

    phone.goto("/don-vi/")  # never read on this phone
    assert phone.locator("h1").inner_text() == "Máy đang không có mạng"
    kept = phone.locator("[data-kept-pages] a")
    kept.first.wait_for()
    assert "Xã La Bằng" in kept.all_inner_texts()
    kept.filter(has_text="Xã La Bằng").click()
    assert phone.locator("h1").inner_text() == "Xã La Bằng"

    phone.context.set_offline(False)
    phone.goto("/xa/xa-la-bang/")
    assert phone.get_by_text("Máy đang không có mạng").count() == 0


@pytest.mark.browser
def test_names_and_desks_are_kept_on_no_phone(phone, official):
    item = Item.objects.get(number="140/QĐ-UBND")  # with a personal list
    phone.goto(f"/cong-khai/{item.pk}/")
    assert "Nguyễn Văn A" in phone.locator("main").inner_text()
    phone.context.set_offline(True)
    phone.goto(f"/cong-khai/{item.pk}/")
    assert phone.locator("h1").inner_text() == "Máy đang không có mạng"

    lan = official("lan")
    lan.goto("/cong-khai/")
    lan.goto("/xa/xa-la-bang/")
    assert lan.evaluate(KEPT) == []
    lan.context.set_offline(True)
    lan.goto("/viec/")
    assert lan.locator("h1").inner_text() == "Máy đang không có mạng"


@pytest.mark.browser
def test_what_was_removed_leaves_the_phone_with_the_next_network(phone, official):
    item = Item.objects.get(number="131/TB-UBND")
    phone.goto(f"/cong-khai/{item.pk}/")
    title = phone.locator("h1").inner_text()

    lan = official("lan")
    lan.goto(f"/cong-khai/{item.pk}/go-khan/")
    lan.get_by_label("Lộ dữ liệu cá nhân").check()
    lan.get_by_role("button", name="Gỡ ngay").click()
    lan.wait_for_url(f"**/cong-khai/{item.pk}/")

    phone.goto(f"/cong-khai/{item.pk}/")
    assert title not in phone.content()
    phone.context.set_offline(True)
    phone.goto(f"/cong-khai/{item.pk}/")
    assert title not in phone.content()
