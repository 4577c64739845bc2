"""The small map on a phone: a finger, a keyboard, no script, no network; what the office sees."""

import os
import re
from typing import Any

import pytest
from playwright.sync_api import Page

from danchu.petitions.models import Case
from tests.e2e.looking import controlled, fits

SHOTS = os.environ.get("SHOTS", "")
FORM = "/don-thu/gui/xa-la-bang/"
MAP = "/don-thu/ban-do/xa-la-bang/"
PAIR = re.compile(r"^21\.\d{4}, 105\.\d{4}$")
WORDS = re.compile(r"^Đã ghim: (gần|cách) .+\.$")


def shot(page: Any, name: str) -> None:
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)


def opened(page: Page) -> Any:
    page.get_by_text("Chọn chỗ trên bản đồ nhỏ").click()
    return page.locator("point-place")


def line(page: Page) -> str:
    return str(page.get_by_label("Vị trí chính xác").input_value())


@pytest.mark.browser
def test_a_finger_pins_a_place_and_the_office_sees_it(somebody, official):
    phone = somebody(has_touch=True)
    asked: list[str] = []
    phone.on("request", lambda request: asked.append(request.url))
    phone.goto(FORM)
    small = opened(phone)
    small.locator("svg").tap(position={"x": 100, "y": 120})
    first = line(phone)
    assert PAIR.match(first)
    assert WORDS.match(small.get_by_role("status").inner_text())
    small.locator("svg").tap(position={"x": 180, "y": 60})
    assert line(phone) != first
    small.get_by_role("button", name="Xem gần hơn").click()
    small.get_by_role("button", name="Xem rộng ra").wait_for()
    assert fits(phone) == (0, [])
    shot(phone, "ban-do-360")
    pinned = line(phone)
    phone.get_by_label("Kể chuyện").fill("Cống qua suối vỡ một bên")
    phone.get_by_role("button", name="Gửi cho xã").click()
    phone.get_by_role("heading", name="Văn phòng đã nhận").wait_for()
    case = Case.objects.latest("pk")
    assert f"{case.latitude:.4f}, {case.longitude:.4f}" == pinned
    house = phone.url.split("/don-thu")[0]
    assert all(url.startswith((house, "data:", "blob:")) for url in asked)

    desk = official("lan", viewport={"width": 1280, "height": 900})
    desk.goto(f"/don-thu/ban/{case.pk}/")
    assert desk.locator("[data-pin]").is_visible()
    assert re.search(r"(Cách|Gần) .+", desk.locator("dl.facts").inner_text())
    assert fits(desk) == (0, [])
    shot(desk, "ban-do-don-1280")


@pytest.mark.browser
def test_the_keyboard_alone_puts_moves_and_takes_away_the_pin(somebody):
    page = somebody()
    page.goto(FORM)
    page.get_by_text("Chọn chỗ trên bản đồ nhỏ").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    sheet = page.get_by_role("application")
    assert sheet.evaluate("it => it === document.activeElement")
    assert sheet.evaluate("it => getComputedStyle(it).outlineStyle") == "solid"  # seen
    page.keyboard.press("Enter")
    middle = line(page)
    for key in ("ArrowUp", "ArrowUp", "ArrowRight"):
        page.keyboard.press(key)
    moved = line(page)
    assert [float(one) for one in moved.split(", ")] > [float(one) for one in middle.split(", ")]
    assert WORDS.match(page.locator("point-place").get_by_role("status").inner_text())
    page.keyboard.press("Delete")
    assert line(page) == ""
    page.get_by_label("Vị trí chính xác").fill(middle)  # what is typed moves the pin
    page.keyboard.press("Tab")
    page.get_by_text("Đã ghim: ").wait_for()
    assert page.locator("[data-pin]").is_visible()


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 360, 1280])
def test_without_a_script_a_tap_leads_to_the_form_with_the_place(somebody, width):
    page = somebody(javascript=False, viewport={"width": width, "height": 780})
    page.goto(FORM)
    page.get_by_text("Chọn chỗ trên bản đồ nhỏ").click()
    assert page.get_by_role("link", name="Mở bản đồ ở trang riêng").is_visible()
    page.goto(f"{MAP}hinh.svg")
    assert page.locator("svg text").count() > 8  # a browser reads it as a picture
    with page.expect_response("**/hinh.svg") as answer:
        page.goto(MAP)
    assert answer.value.status == 200
    drawn = page.get_by_role("button", name="chạm chỗ có chuyện")
    drawn.click(position={"x": 144, "y": 144})
    assert "Gần giữa xã" in page.locator("main").inner_text()
    drawn.click(position={"x": 100, "y": 90})
    page.get_by_role("link", name="Xem gần hơn").click()
    drawn.click(position={"x": 150, "y": 150})
    assert "gan=1" in page.url
    assert page.locator("html").evaluate("(root) => root.scrollWidth") <= width
    page.wait_for_load_state("networkidle")
    shot(page, f"ban-do-khong-js-{width}")
    page.get_by_role("link", name="Viết phản ánh về chỗ này").click()
    assert PAIR.match(line(page))
    assert page.locator("point-place").is_visible()  # opened: there is a pin in it
    assert page.locator("point-place [data-pin]").is_visible()


@pytest.mark.browser
def test_without_a_network_the_map_is_there_and_a_draft_brings_its_pin_back(own_phone):
    phone = own_phone
    phone.page.goto("/don-thu/")
    controlled(phone.page)
    phone.page.goto(f"{FORM}?vi-tri=21.6225%2C+105.6000")  # of another story: not to be kept
    phone.page.get_by_role("button", name="Giữ nháp trên máy này").wait_for()

    phone.restart(offline=True)
    phone.page.goto(FORM)
    phone.page.get_by_text("Máy đang không có mạng").wait_for()
    assert line(phone.page) == ""
    small = opened(phone.page)
    small.locator("svg").click(position={"x": 100, "y": 120})
    pinned = line(phone.page)
    assert PAIR.match(pinned)
    assert WORDS.match(small.get_by_role("status").inner_text())
    shot(phone.page, "ban-do-khong-mang-360")
    phone.page.get_by_label("Kể chuyện").fill("Cống qua suối vỡ một bên")
    phone.page.get_by_role("button", name="Giữ nháp trên máy này").click()
    phone.page.get_by_text("1 bản nháp trên máy này").wait_for()
    assert line(phone.page) == ""

    phone.restart(offline=True)
    phone.page.goto(FORM)
    phone.page.get_by_role("button", name="Mở bản Cống").click()
    phone.page.get_by_text("Đã ghim: ").wait_for(state="attached")
    assert line(phone.page) == pinned
    assert phone.page.locator("[data-pin]").get_attribute("display") == "inline"
