"""Every public page: no axe finding, no sideways scrolling; at 320 px, at night, at 200 % zoom."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from danchu.disclosure.models import Item
from danchu.meetings.models import Meeting
from tests.e2e.looking import wider

PAGES = [
    "/",
    "/?q=hoang+nong",
    "/tim/?q=ho+ngheo",
    "/tim/?q=khongcogi",
    "/xa/xa-la-bang/",
    "/xa/xa-la-bang/nhom-7/",
    "/xa/xa-la-bang/tre-han/",
    "/xa/xa-la-bang/ke-hoach/2026/",
    "/xa/xa-la-bang/chi-van-ban/",
    "/cong-khai/tre-han/",
    "/luat/",
    "/luat/disclosure.publish/",
    "/don-vi/",
    "/don-vi/xa-la-bang/lich-su/",
    "/dang-nhap/",
    "/vao/",
    "/don-thu/ban-do/xa-la-bang/",
    "/don-thu/ban-do/xa-la-bang/?vi-tri=21.6225%2C+105.5870",
    "/khong-co-trang-nay/",
    "/giao-dien/",
]
DESK = [
    "/viec/",
    "/cong-khai/",
    "/cong-khai/ghi-nhan/",
    "/cong-khai/khong-phat-sinh/",
    "/cong-khai/nhap/",
    "/cong-khai/ban-quet/",
    "/tai-khoan/",
]


def findings(page):
    """What axe says is wrong, short enough to read in a failing test."""
    found = Axe().run(page).response["violations"]
    return [f"{page.url}: {one['id']} {one['nodes'][0]['html'][:120]}" for one in found]


def sideways(page):
    over = wider(page)
    return [f"{page.url}: {over} px too wide at {page.viewport_size['width']} px"] if over else []


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 1280])
def test_public_pages_pass_axe_and_never_scroll_sideways(somebody, width):
    page = somebody(viewport={"width": width, "height": 800})
    items = [f"/cong-khai/{item.pk}/" for item in Item.objects.on_record()]
    wrong = []
    told = [f"/hop/thong-bao/{one.pk}/" for one in Meeting.objects.all()]
    for address in [*PAGES, *items, *told]:
        page.goto(address)
        wrong += findings(page) + sideways(page)

    assert wrong == []


def of_meetings():
    """The one that was held, page by page, and the one to come."""
    held = Meeting.objects.over().get()
    coming = Meeting.objects.coming().get()
    item = held.items.get().pk
    pages = [f"/hop/{held.pk}/{page}" for page in ("", "co-mat/", f"dem/{item}/", "bien-ban/")]
    return ["/hop/", "/hop/trieu-tap/", *pages, f"/hop/{coming.pk}/", f"/hop/{coming.pk}/mo/"]


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1280])
def test_the_desk_passes_axe_and_never_scrolls_sideways(official, width):
    lan = official("lan", viewport={"width": width, "height": 800})
    waiting = Item.objects.get(number="161/QĐ-UBND")
    wrong = []
    for address in [*DESK, f"/cong-khai/{waiting.pk}/soan/", *of_meetings()]:
        lan.goto(address)
        wrong += findings(lan) + sideways(lan)

    assert wrong == []


NIGHT = [
    "/",
    "/tim/?q=ho+ngheo&nhom=7",
    "/xa/xa-la-bang/",
    "/cong-khai/tre-han/",
    "/luat/",
    "/vao/",
]


def zoomed(page):
    """Text twice as large on a screen half as wide: 200 % of a 1280 px screen, and then some."""
    page.evaluate("document.documentElement.setAttribute('class', 'zoomed')")
    page.add_style_tag(content=".zoomed { font-size: 200%; }")
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
    page.set_viewport_size({"width": 640, "height": 800})
    found = sideways(page)
    page.set_viewport_size({"width": 360, "height": 780})
    return found


@pytest.mark.browser
def test_public_pages_at_night_and_at_twice_the_size(somebody):
    page = somebody(color_scheme="dark", bypass_csp=True)
    published = Item.objects.on_record().first()
    wrong = []
    for address in [*NIGHT, f"/cong-khai/{published.pk}/"]:
        page.goto(address)
        wrong += findings(page) + zoomed(page)

    assert wrong == []


@pytest.mark.browser
def test_the_desk_at_night_and_at_twice_the_size(official):
    lan = official("lan", color_scheme="dark", bypass_csp=True)
    waiting = Item.objects.get(number="161/QĐ-UBND")
    wrong = []
    for address in [*DESK, f"/cong-khai/{waiting.pk}/soan/"]:
        lan.goto(address)
        wrong += findings(lan) + zoomed(lan)

    assert wrong == []
