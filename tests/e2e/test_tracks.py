"""Phản ánh, told whole: an old phone of 360 px without scripts, the office's desk, and back."""

import re

import pytest

from danchu.petitions.models import Case, State
from tests.e2e.test_entering_for import fits

CULVERT = "Cống qua suối vỡ một bên, trẻ con đi học phải lội. Mong xã sửa trước Tết."


@pytest.mark.browser
def test_a_culvert_is_reported_answered_and_open_again(official, somebody):
    phone = somebody(javascript=False)
    phone.goto("/don-thu/")
    phone.get_by_label("Gửi xã, phường nào?").select_option(label="Xã La Bằng")
    phone.get_by_role("button", name="Viết phản ánh, kiến nghị").click()
    phone.get_by_label("Kể chuyện").fill("Kế toán xã ăn chặn tiền hỗ trợ của bà con")
    before = Case.objects.count()
    phone.get_by_role("button", name="Gửi cho xã").click()
    assert "Tố cáo không nhận qua mạng" in phone.locator("h1").inner_text()
    assert Case.objects.count() == before
    phone.get_by_label("Kể chuyện").fill(CULVERT)
    phone.get_by_role("button", name="Gửi lời đã sửa").click()
    text = phone.locator("main").inner_text()
    code = re.search(r"PA-([2-9A-Z]{8})", text)[1]
    secret = re.search(r"([2-9A-Z]{4}(?:-[2-9A-Z]{4}){3})", text)[1]

    lan = official("lan", viewport={"width": 1280, "height": 800})
    lan.goto("/don-thu/ban/")
    assert fits(lan) == (0, [])
    lan.get_by_role("link", name=f"PA-{code}").click()
    lan.wait_for_url("**/don-thu/ban/*/")
    assert fits(lan) == (0, [])
    lan.get_by_label("Giao ai?").first.select_option(label="Ma Thị Lan, Công chức Văn phòng")
    lan.get_by_role("button", name="Giao", exact=True).click()
    lan.get_by_text("Đã ghi: giao").wait_for()
    lan.get_by_label("Trả lời, kèm lý do").fill("Đã bắc cầu tạm, đổ lại cống xong ngày 07/12.")
    lan.get_by_label("Căn cứ").first.fill("Xem tại chỗ ngày 26/11")
    lan.get_by_role("button", name="Gửi câu trả lời").click()
    lan.get_by_text("Đã ghi: trả lời").wait_for()

    again = somebody()  # another phone, with scripts
    again.goto("/don-thu/theo-doi/")
    assert fits(again) == (0, [])
    again.get_by_label("Số theo dõi").fill(f"pa-{code.lower()}")
    again.get_by_label("Mã bí mật").fill(secret)
    again.get_by_role("button", name="Mở").click()
    again.get_by_text("đổ lại cống xong").wait_for()
    assert fits(again) == (0, [])
    again.get_by_label("Chưa được ở chỗ nào?").fill("Mưa xuống lại vỡ")
    again.get_by_role("button", name="Chưa được, mở lại").click()
    again.get_by_text("Đã mở lại. Xã phải trả lời lại").wait_for()
    assert Case.objects.get(code=code).state == State.WORKING
