"""Nhập thay, told whole on a phone of 360 px: a call, a slip, the person's own word."""

import pytest

from danchu.behalf.models import EnteredFor
from danchu.duties.models import Duty
from danchu.kit.clock import today
from tests.e2e.conftest import said
from tests.e2e.looking import fits

ABOUT = "Mức thu tiền nước xóm tôi chưa thấy dán ở nhà văn hóa."


@pytest.mark.browser
@pytest.mark.browser_pg
def test_a_citizen_calls_the_office_enters_and_the_citizen_says_it_is_not_right(official, somebody):
    lan = official("lan")
    lan.goto("/nhap-thay/")
    assert fits(lan) == (0, [])
    lan.get_by_role("link", name="Chỉ ra văn bản chưa công khai").click()
    lan.get_by_label("Văn bản nói về việc gì?").fill(ABOUT)
    lan.get_by_role("button", name="Nhập thay và lấy mã xác nhận").click()
    assert "Chưa ghi nhập thay cho ai" in lan.locator("main").inner_text()
    assert lan.get_by_label("Văn bản nói về việc gì?").input_value() == ABOUT
    assert fits(lan) == (0, [])
    lan.get_by_label("Nhập thay cho ai?").fill("bà Lý Thị Mẩy")
    lan.get_by_label("Gọi điện").check()
    lan.get_by_label("Nói với xã ngày nào?").fill(said(today()))
    lan.get_by_role("button", name="Nhập thay và lấy mã xác nhận").click()
    lan.get_by_role("heading", name="Mã xác nhận").wait_for()
    entry = EnteredFor.objects.get()
    assert entry.code in lan.locator("main").inner_text()
    assert fits(lan) == (0, [])

    may = somebody(javascript=False)  # a borrowed old phone
    may.goto("/nhap-thay/xac-nhan/")
    may.get_by_label("Mã xác nhận").fill(entry.code.lower())
    may.get_by_role("button", name="Xem xã ghi gì").click()
    text = may.locator("main").inner_text()
    assert ABOUT in text
    assert "Mẩy" not in text
    may.get_by_label("Không đúng ở chỗ nào?").fill("tiền vệ sinh, không phải tiền nước")
    may.get_by_role("button", name="Không đúng, xã phải sửa").click()
    assert "Văn phòng xã phải xem lại" in may.locator("main").inner_text()

    lan.goto("/viec/")
    lan.get_by_role("link", name="Sửa việc nhập thay").first.click()
    assert "tiền vệ sinh, không phải tiền nước" in lan.locator("main").inner_text()
    lan.get_by_label("Đã sửa thế nào?").fill("Đã gọi lại và ghi đúng là tiền vệ sinh.")
    lan.get_by_role("button", name="Đã sửa xong").click()
    lan.get_by_text("Việc này khép lại").wait_for()
    assert not Duty.objects.open().filter(kind="entered_for").exists()
