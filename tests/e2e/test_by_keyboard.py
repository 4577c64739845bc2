"""By keyboard alone at the desk, without a script at home: two ways that break unseen."""

import re

import pytest

from danchu.petitions.models import Case, State

REASONS = "Xã đã đổ lại thành cống, xong sáng nay, trẻ con đi học được."


def tab_to(page, what: str, most: int = 60) -> None:
    """Tab after Tab until the element that `what` names in CSS holds the keyboard."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("(what) => document.activeElement.matches(what)", what):
            return
    pytest.fail(f"{what} is not reached in {most} steps of the keyboard")


@pytest.mark.browser
def test_from_the_inbox_to_an_answer_without_a_mouse(official):
    lan = official("lan", viewport={"width": 1280, "height": 900})
    lan.goto("/don-thu/ban/")
    nearest = lan.locator("a.ledger__a").first.inner_text()[3:11]
    tab_to(lan, "a.skip")
    lan.keyboard.press("Enter")
    tab_to(lan, "a.ledger__a")
    lan.keyboard.press("Enter")
    lan.wait_for_url(re.compile(r"/ban/\d+/$"))
    tab_to(lan, "[name=tra-loi-words]")
    lan.keyboard.type("Xong.")
    tab_to(lan, "#tra-loi button")
    lan.keyboard.press("Enter")
    lan.wait_for_url("**/tra-loi/")
    lan.wait_for_function("document.activeElement.matches('.error-summary')")
    tab_to(lan, "[name=tra-loi-words]")
    assert lan.evaluate("document.activeElement.value") == "Xong."
    lan.keyboard.press("Control+a")
    lan.keyboard.type(REASONS)
    tab_to(lan, "[name=tra-loi-cite]")
    lan.keyboard.type("Xem tại chỗ")
    tab_to(lan, "#tra-loi button")
    lan.keyboard.press("Enter")
    lan.get_by_text("Đã ghi: trả lời").wait_for()
    assert Case.objects.get(code=nearest).state == State.ANSWERED


@pytest.mark.browser
def test_the_paper_of_a_complaint_is_made_without_a_script(somebody):
    phone = somebody(javascript=False)
    phone.goto("/don-thu/khieu-nai/")
    make = phone.get_by_role("button", name="Làm đơn, tải về")
    phone.get_by_label("Địa chỉ").fill("Xóm Đồng Tâm")
    make.click()
    assert "Còn 5 chỗ cần xem lại" in phone.locator(".error-summary").inner_text()
    assert phone.get_by_label("Địa chỉ").input_value() == "Xóm Đồng Tâm"
    phone.get_by_label("Họ và tên người khiếu nại").fill("Nông Thị Vắng")
    phone.get_by_label("Gửi Chủ tịch").select_option(label="Xã La Bằng")
    phone.get_by_label("Khiếu nại quyết định, việc làm nào?").fill("Quyết định 12/QĐ-UBND")
    phone.get_by_label("Vì sao không đúng").fill("Ghi thiếu diện tích đất của gia đình.")
    phone.get_by_label("Đề nghị giải quyết thế nào").fill("Đo lại đất.")
    with phone.expect_download() as paper:
        make.click()
    assert paper.value.suggested_filename == "don-khieu-nai.pdf"
    assert phone.get_by_label("Họ và tên người khiếu nại").input_value() == "Nông Thị Vắng"
