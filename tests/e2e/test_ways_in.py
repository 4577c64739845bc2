"""Coming in as people do: by a passkey of the phone, through the state's service, by a code."""

import os
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page

from danchu.people.keys import Identity, Number, Passkey
from danchu.people.tests.oidc_service import Service, node
from tests.e2e.looking import fits

pytestmark = pytest.mark.browser
ACCOUNT = re.compile(r"^https?://[^/?]+/tai-khoan/$")  # "**" would also take ?next=/tai-khoan/


def is_whole(page: Page) -> None:
    """Nothing runs off a phone of 360 px, and axe finds nothing."""
    assert fits(page) == (0, []), page.url


@pytest.fixture
def service(house: str, settings: Any) -> Iterator[Service]:
    if node() is None:
        assert not os.environ.get("CI"), "the identity service needs node; CI must have it"
        pytest.skip("no node on this machine")
    running = Service([f"{house}/dang-nhap/dinh-danh/ve/"])
    settings.OIDC_ISSUER = running.issuer
    settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET = "danchu", "only for tests"
    yield running
    running.close()


def virtual_authenticator(page: Page) -> Any:
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    made = devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    return devtools, made["authenticatorId"]


def test_an_official_adds_a_passkey_and_comes_in_by_it(official):
    lan = official("lan")
    devtools, authenticator = virtual_authenticator(lan)

    lan.goto("/tai-khoan/")
    lan.get_by_role("link", name="Thêm khóa trên máy này").click()
    lan.get_by_label("Gọi khóa này là").fill("điện thoại của Lan")
    is_whole(lan)
    lan.get_by_role("button", name="Tạo khóa trên máy này").click()
    lan.wait_for_url(ACCOUNT)
    assert "điện thoại của Lan" in lan.locator("main").inner_text()
    is_whole(lan)
    kept = devtools.send("WebAuthn.getCredentials", {"authenticatorId": authenticator})
    assert [one["rpId"] for one in kept["credentials"]] == ["localhost"]

    lan.locator("main").get_by_role("button", name="Đăng xuất").click()
    lan.goto("/dang-nhap/?next=/tai-khoan/")
    lan.get_by_role("link", name="Vào bằng khóa truy cập").click()
    is_whole(lan)
    lan.get_by_role("button", name="Mở khóa để vào").click()
    lan.wait_for_url(ACCOUNT)
    assert "Lần này: khóa truy cập" in lan.locator("main").inner_text()
    assert Passkey.objects.get().sign_count > 0

    # Somebody who does not know the screen lock gets no further, and is told what to do.
    lan.locator("main").get_by_role("button", name="Đăng xuất").click()
    devtools.send(
        "WebAuthn.setUserVerified", {"authenticatorId": authenticator, "isUserVerified": False}
    )
    lan.goto("/dang-nhap/khoa/")
    lan.get_by_role("button", name="Mở khóa để vào").click()
    lan.get_by_text("Chưa mở được khóa").wait_for()
    lan.goto("/viec/")
    assert "/dang-nhap/" in lan.url


def test_without_a_script_the_passkey_page_leads_to_the_other_ways(somebody):
    page = somebody(javascript=False)
    page.goto("/dang-nhap/khoa/")

    assert page.get_by_text("Khóa truy cập cần JavaScript").is_visible()
    assert not page.get_by_role("button", name="Mở khóa để vào").is_visible()
    page.get_by_role("link", name="mật khẩu và mã").click()
    assert page.url.endswith("/dang-nhap/")


@pytest.mark.parametrize("javascript", [True, False])
def test_a_citizen_goes_to_the_states_service_and_comes_back(somebody, service, javascript):
    page = somebody(javascript=javascript)
    page.goto("/dang-nhap/")
    if javascript:
        is_whole(page)
    page.get_by_role("link", name="Vào bằng VNeID").click()
    if javascript:
        is_whole(page)
    page.get_by_role("link", name="Sang VNeID", exact=True).click()
    page.locator("input[name=login]").fill("minh")
    page.locator("input[name=password]").fill("x")
    page.locator("button[type=submit]").click()
    page.locator("button[type=submit]").click()  # what is shared with the house

    page.wait_for_url(ACCOUNT)
    assert page.locator("h1").inner_text() == "Nguyễn Văn Minh"
    assert "số …1234" in page.locator("main").inner_text()
    if javascript:
        is_whole(page)
    assert Identity.objects.get().last_four == "1234"


def test_a_citizen_comes_in_by_a_code_points_to_a_decision_and_finds_it_again(somebody, gateway):
    page = somebody(javascript=False)
    page.goto("/dang-nhap/")
    page.get_by_role("link", name="Nhận mã qua điện thoại").click()
    page.get_by_label("Số điện thoại di động").fill("091234567")
    page.get_by_role("button", name="Gửi mã cho tôi").click()
    assert "mười chữ số" in page.locator(".error-summary").inner_text()
    page.get_by_label("Số điện thoại di động").fill("0912 345 678")
    page.get_by_role("button", name="Gửi mã cho tôi").click()
    page.get_by_label("Mã trong tin nhắn").fill(gateway.code)
    page.get_by_role("button", name="Vào", exact=True).click()
    page.wait_for_url(ACCOUNT)
    assert Number.objects.get().last_three == "678"

    page.goto("/xa/xa-la-bang/chi-van-ban/")
    page.locator("textarea").fill("Xã thu tiền vệ sinh mà chưa thấy dán.")
    page.get_by_role("button", name="Gửi cho xã").click()
    page.goto("/tai-khoan/")
    page.get_by_role("link", name="Văn bản tôi đã chỉ ra là chưa công khai").click()
    assert "thu tiền vệ sinh" in page.locator("main").inner_text()
    assert "xã chưa trả lời" in page.locator("main").inner_text()


def test_everybody_reads_what_each_way_may_do(somebody):
    page = somebody()
    page.goto("/dang-nhap/")
    page.get_by_role("link", name="Mỗi cách vào làm được việc gì").click()

    is_whole(page)
    page.set_viewport_size({"width": 1280, "height": 900})
    is_whole(page)
