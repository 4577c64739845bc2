"""Reception and dialogue, told whole: an old phone of 360 px, the office's desk, and back."""

import re

import pytest

from danchu.petitions.models import Case
from danchu.reception.models import Booking, Question, Reception
from tests.e2e.looking import fits

ROAD = "Đường vào xóm sạt một đoạn dài, mong xã sửa trước mùa mưa."
ACCUSES = "Vì sao chủ tịch nhận phong bì của nhà thầu?"


@pytest.mark.browser
def test_a_place_is_booked_and_what_is_said_becomes_a_case(official, somebody):
    phone = somebody(javascript=False)
    phone.goto("/tiep-dan/")
    phone.get_by_label("Xã, phường nào?").select_option(label="Xã La Bằng")
    phone.get_by_role("button", name="Xem lịch").click()
    phone.get_by_role("link", name="Giữ chỗ").first.click()
    phone.get_by_label("Số điện thoại di động").fill("0912")
    phone.get_by_role("button", name="Giữ chỗ, lấy số").click()
    assert "chưa đúng là số di động" in phone.locator("main").inner_text()
    phone.get_by_label("Số điện thoại di động").fill("0912 345 678")
    phone.get_by_role("button", name="Giữ chỗ, lấy số").click()
    text = phone.locator("main").inner_text()
    assert "Đã giữ chỗ: số 1" in text
    code = re.search(r"([2-9A-Z]{4}(?:-[2-9A-Z]{4}){2})", text)[1]

    lan = official("lan")
    lan.goto("/tiep-dan/ban/")
    assert fits(lan) == (0, [])
    day = Booking.objects.get().day_id
    lan.goto(f"/tiep-dan/ban/{day}/")
    assert fits(lan) == (0, [])
    lan.get_by_label("Số thứ tự").select_option(label="số 1")
    lan.get_by_label("Họ tên người đến").fill("Hoàng Văn Sơn")
    lan.get_by_label("Kiến nghị").check()
    lan.get_by_label("Người ấy trình bày").fill("Kế toán xã ăn chặn tiền của bà con")
    lan.get_by_role("button", name="Ghi vào sổ").click()
    lan.get_by_text("Lời này giống tố cáo một người").first.wait_for()
    assert not Reception.objects.exists()
    lan.get_by_label("Người ấy trình bày").fill(ROAD)
    lan.get_by_role("button", name="Ghi vào sổ").click()
    lan.wait_for_url("**/ban/luot/*/")
    assert fits(lan) == (0, [])
    lan.get_by_role("button", name="Ghi thành đơn").click()
    lan.get_by_text("Đưa phiếu cho người ấy").wait_for()
    assert Case.objects.get(text=ROAD).source == "reception"
    lan.goto(f"/tiep-dan/ban/{day}/")
    lan.get_by_label("Chủ tịch đã tiếp").check()
    lan.get_by_label("Họ tên, chức vụ người tiếp").fill("Ông Bình, Chủ tịch")
    lan.get_by_role("button", name="Ghi buổi này").click()
    lan.get_by_role("button", name="Lập biên bản").click()
    lan.wait_for_url("**/van-ban/*/")

    again = somebody()
    again.goto("/tiep-dan/xa/xa-la-bang/")
    assert fits(again) == (0, [])
    assert "Ông Bình, Chủ tịch" in again.locator("main").inner_text()
    assert "0912" not in again.locator("main").inner_text()
    again.goto("/tiep-dan/phieu/")
    assert fits(again) == (0, [])
    again.get_by_label("Mã trên phiếu").fill(code)
    again.get_by_role("button", name="Xem", exact=True).click()
    again.get_by_text("Số thứ tự").first.wait_for()


@pytest.mark.browser
def test_a_question_is_asked_beforehand_and_answered_for_everybody(official, somebody):
    phone = somebody(javascript=False)
    phone.goto("/tiep-dan/xa/xa-la-bang/")
    phone.get_by_role("link", name="Hội nghị trao đổi").click()
    phone.get_by_role("link", name="Gửi câu hỏi trước").click()
    before = Question.objects.count()
    phone.get_by_label("Câu hỏi").fill(ACCUSES)
    phone.get_by_role("button", name="Gửi câu hỏi").click()
    assert "Tố cáo không nhận qua mạng" in phone.locator("h1").inner_text()
    assert Question.objects.count() == before
    phone.get_by_label("Câu hỏi").fill("Bao giờ xã sửa đường vào xóm?")
    phone.get_by_role("button", name="Gửi câu hỏi đã sửa").click()
    asked = Question.objects.latest("pk")
    assert f"câu số {asked.number}" in phone.locator("body").inner_text()

    lan = official("lan")
    lan.goto("/tiep-dan/ban/doi-thoai/")
    assert fits(lan) == (0, [])
    lan.goto(f"/tiep-dan/ban/doi-thoai/{asked.dialogue_id}/")
    assert fits(lan) == (0, [])
    row = lan.locator(f"#cau-{asked.number}")
    row.get_by_role("button", name="Đưa lên trang").click()
    lan.get_by_text("Đã ghi câu số").wait_for()
    row.locator("summary").click()
    row.get_by_label("Trả lời", exact=True).fill("Xã sửa xong trước tháng 4, đã có tiền.")
    row.get_by_role("button", name="Ghi câu trả lời").click()
    lan.get_by_text("Đã ghi câu số").wait_for()

    again = somebody()
    again.goto(f"/tiep-dan/doi-thoai/{asked.dialogue_id}/")
    assert fits(again) == (0, [])
    assert "Xã sửa xong trước tháng 4" in again.locator("main").inner_text()
