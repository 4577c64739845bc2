"""One decision of one commune: noted, written, approved, found, counted. On a phone of 360 px."""

from datetime import timedelta

import pytest

from danchu.disclosure.models import Item
from danchu.duties.models import Duty
from danchu.kit.clock import today
from danchu.kit.law import book
from tests.e2e.conftest import said

LEGAL_DAYS = 5  # Điều 12 khoản 3


@pytest.mark.browser
@pytest.mark.browser_pg
def test_an_official_notes_an_approver_publishes_and_a_citizen_finds_it(official, somebody):
    signed = today()
    due = book().calendar.after(signed, LEGAL_DAYS)

    lan = official("lan")
    lan.goto("/cong-khai/ghi-nhan/")
    lan.get_by_label("Thuộc nhóm nào?").select_option("7")
    lan.get_by_label("Ngày ký").fill(said(signed))
    lan.get_by_label("Ngày ký").press("Tab")
    lan.locator("#owed").get_by_text("Phải công khai chậm nhất").wait_for()
    assert said(due) in lan.locator("#owed").inner_text()

    lan.get_by_role("button", name="Ghi nhận, bắt đầu đếm hạn").click()
    assert "Chưa có số văn bản" in lan.locator(".error-summary").inner_text()
    assert lan.get_by_label("Ngày ký").input_value() == said(signed)  # nothing is lost

    lan.get_by_label("Số, ký hiệu").fill("171/QĐ-UBND")
    lan.get_by_label("Người ký").fill("Nông Văn Bình, Chủ tịch")
    lan.get_by_role("button", name="Ghi nhận, bắt đầu đếm hạn").click()
    lan.wait_for_url("**/soan/")
    item = Item.objects.get(number="171/QĐ-UBND")
    assert (item.due_on, item.state) == (due, "noted")
    assert Duty.objects.open().filter(kind="item", key=str(item.pk)).get().due_on == due

    lan.get_by_label("Tên nội dung").fill("Bình xét hộ thoát nghèo ở bản Đình")
    lan.get_by_label("Nội dung", exact=True).fill("Có 38 hộ thoát nghèo trong năm.")
    lan.get_by_role("button", name="Lưu và trình người duyệt").click()
    lan.get_by_text("Đang chờ duyệt").first.wait_for()

    thang = official("thang")
    thang.goto(f"/cong-khai/{item.pk}/duyet/")
    thang.get_by_role("button", name="Duyệt và công khai ngay").click()
    assert "Chưa xác nhận" in thang.locator(".error-summary").inner_text()
    thang.get_by_label("Nội dung này không chứa bí mật nhà nước").check()
    thang.get_by_role("button", name="Duyệt và công khai ngay").click()
    thang.wait_for_url(f"**/cong-khai/{item.pk}/")

    hung = somebody(javascript=False)
    hung.goto("/")
    hung.get_by_label("Tên xã, phường, hoặc tên cũ").fill("hoang nong")
    hung.get_by_role("button", name="Tìm").click()
    hung.get_by_role("link", name="Xã La Bằng").first.click()
    hung.get_by_role("link", name="Bình xét hộ thoát nghèo ở bản Đình").click()
    assert "Có 38 hộ thoát nghèo" in hung.locator("main").inner_text()
    assert "Điều 12 khoản 3" in hung.locator("main").inner_text()

    hung.goto("/tim/?q=thoat+ngheo+dinh")
    assert "Bình xét hộ thoát nghèo ở bản Đình" in hung.locator("main").inner_text()


@pytest.mark.browser
def test_everybody_sees_what_is_late_with_the_article_and_without_javascript(somebody):
    anybody = somebody(javascript=False)

    anybody.goto("/xa/xa-la-bang/tre-han/")

    text = anybody.locator("main").inner_text()
    assert "Văn bản 155/QĐ-UBND" in text
    assert "quá hạn 3 ngày làm việc" in text or "quá hạn 4 ngày làm việc" in text
    assert "Điều 12 khoản 3" in text
    assert "việc công khai đúng hạn" in text


@pytest.mark.browser
def test_what_leaked_is_gone_from_every_page_at_once(official, somebody):
    item = Item.objects.get(number="140/QĐ-UBND")
    anybody = somebody(javascript=False)
    anybody.goto(f"/cong-khai/{item.pk}/")
    assert "Nguyễn Văn A" in anybody.locator("main").inner_text()

    lan = official("lan")
    lan.goto(f"/cong-khai/{item.pk}/go-khan/")
    lan.get_by_label("Lộ dữ liệu cá nhân").check()
    lan.get_by_role("button", name="Gỡ ngay").click()
    lan.wait_for_url(f"**/cong-khai/{item.pk}/")

    for address in (f"/cong-khai/{item.pk}/", "/xa/xa-la-bang/", "/tim/?q=ho+ngheo", "/atom.xml"):
        anybody.goto(address)
        assert "Nguyễn Văn A" not in anybody.content()
        assert "sửa nhà cho hộ nghèo" not in anybody.content()
    anybody.goto(f"/cong-khai/{item.pk}/")
    assert "lộ dữ liệu cá nhân" in anybody.locator("main").inner_text()


@pytest.mark.browser
def test_a_note_survives_a_lost_network(official):
    lan = official("lan")
    lan.goto("/cong-khai/ghi-nhan/")
    lan.get_by_label("Số, ký hiệu").fill("199/QĐ-UBND")
    lan.context.set_offline(True)
    lan.get_by_role("button", name="Ghi nhận, bắt đầu đếm hạn").click(no_wait_after=True)
    lan.wait_for_timeout(300)
    lan.context.set_offline(False)

    lan.goto("/cong-khai/ghi-nhan/")

    assert lan.get_by_label("Số, ký hiệu").input_value() == "199/QĐ-UBND"

    lan.get_by_label("Thuộc nhóm nào?").select_option("4")
    lan.get_by_label("Ngày ký").fill(said(today()))
    lan.get_by_label("Người ký").fill("Nông Văn Bình")
    lan.get_by_role("button", name="Ghi nhận, bắt đầu đếm hạn").click()
    lan.wait_for_url("**/soan/")
    lan.goto("/cong-khai/ghi-nhan/")
    assert lan.get_by_label("Số, ký hiệu").input_value() == ""  # accepted, so forgotten


@pytest.mark.browser
def test_a_note_is_written_with_the_keyboard_alone(official):
    lan = official("lan", viewport={"width": 1280, "height": 800})
    lan.goto("/cong-khai/ghi-nhan/")
    lan.get_by_label("Thuộc nhóm nào?").focus()
    lan.keyboard.type("4")
    for typed in ("172/QĐ-UBND", said(today() - timedelta(days=1)), "Nông Văn Bình"):
        lan.keyboard.press("Tab")
        lan.keyboard.type(typed)
    lan.keyboard.press("Enter")
    lan.wait_for_url("**/soan/")

    assert Item.objects.get(number="172/QĐ-UBND").group == 4
