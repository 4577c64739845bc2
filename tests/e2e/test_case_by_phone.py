"""The ticket is lost: a code to the phone that was tied opens the case on another, at 360 px."""

import os

import pytest
from playwright.sync_api import Page

from danchu.petitions.models import CasePhone
from danchu.petitions.tests.factories import send
from danchu.places.models import Unit
from tests.e2e.looking import fits, wider

pytestmark = pytest.mark.browser
SHOTS = os.environ.get("SHOTS", "")
STORY = "Cống qua suối đầu xóm vỡ một bên, trẻ con đi học phải lội"
NUMBER, OTHER = "0912 345 678", "0987 654 321"


def looked(page: Page, name: str, *, axe: bool) -> str:
    """Nothing runs off the screen, and axe, itself a script, finds nothing; what stands on it."""
    assert (fits(page) if axe else (wider(page), [])) == (0, []), page.url
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)
    return page.locator("main").inner_text()


def ask_for_code(page: Page, number: str, *, axe: bool) -> None:
    page.get_by_role("link", name="Mở bằng số điện thoại").click()
    looked(page, "ma-dien-thoai-hoi", axe=axe)
    page.get_by_label("Số điện thoại").fill(number)
    page.get_by_role("button", name="Gửi mã cho tôi").click()


def give(page: Page, code: str, *, axe: bool) -> str:
    page.get_by_label("Mã trong tin nhắn").fill(code)
    page.get_by_role("button", name="Xong").click()
    return looked(page, "ma-dien-thoai-go", axe=axe)


@pytest.mark.parametrize("javascript", [True, False])
def test_whoever_lost_the_ticket_opens_the_case_by_a_code_to_the_phone(
    somebody, gateway, javascript
):
    first = somebody(javascript=javascript)
    ticket = send(Unit.objects.get(slug="xa-la-bang"), text=STORY)
    case = ticket.case
    first.goto("/don-thu/theo-doi/")
    first.get_by_label("Số theo dõi").fill(case.number)
    first.get_by_label("Mã bí mật").fill(ticket.secret)
    first.get_by_role("button", name="Mở").click()
    assert STORY in looked(first, "ma-dien-thoai-phieu", axe=javascript)
    first.locator(f'a[href="/don-thu/cua-toi/{case.code}/dien-thoai/"]').click()
    first.get_by_label("Số điện thoại").fill(NUMBER)
    first.get_by_role("button", name="Gửi mã cho tôi").click()
    assert "Đã gắn số" in give(first, gateway.code, axe=javascript)
    assert CasePhone.objects.get(case=case).last_three == "678"

    second = somebody(javascript=javascript)  # another phone, and no ticket
    second.goto(f"/don-thu/cua-toi/{case.code}/")
    assert STORY not in second.locator("body").inner_text()
    second.goto("/don-thu/theo-doi/")
    ask_for_code(second, NUMBER, axe=javascript)
    right = gateway.code
    said = give(second, f"{(int(right) + 1) % 1_000_000:06}", axe=javascript)
    assert "Nhập mã trong tin nhắn" in said  # still here, and told
    assert second.locator(".error-summary").is_visible()
    second.goto(f"/don-thu/cua-toi/{case.code}/")
    assert STORY not in second.locator("body").inner_text()

    second.goto("/don-thu/theo-doi/dien-thoai/ma/")
    assert "Đã mở 1 việc" in give(second, right, axe=javascript)
    second.get_by_role("link", name=case.number).click()
    assert STORY in looked(second, "ma-dien-thoai-viec", axe=javascript)

    third = somebody(javascript=javascript)  # a number that opens nothing is answered alike
    third.goto("/don-thu/theo-doi/")
    ask_for_code(third, OTHER, axe=javascript)
    assert "…321" in looked(third, "ma-dien-thoai-so-la", axe=javascript)
    assert "Chưa có việc nào gắn với số này" in give(third, gateway.code, axe=javascript)
    third.goto(f"/don-thu/cua-toi/{case.code}/")
    assert STORY not in third.locator("body").inner_text()
