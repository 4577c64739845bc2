"""A citizen without JavaScript asks from an item; the office answers; everybody reads, no name."""

import pytest

from danchu.disclosure.asking.models import InformationRequest
from danchu.disclosure.models import Item
from danchu.disclosure.tests.lists import letter, saved
from danchu.duties.models import Duty
from tests.e2e.test_entering_for import fits

ABOUT = "Cho tôi xin danh sách ai trực chợ và số điện thoại."
NAME = "Lý Thị Mẩy"
QUESTION = "Ai trực chợ trong tháng?"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def wide(page):
    return page.evaluate("document.documentElement.scrollWidth - innerWidth")


@pytest.mark.browser
def test_asked_from_an_item_answered_after_the_check_and_published_without_the_name(
    official, somebody
):
    item = Item.objects.published().first()
    hung = somebody(javascript=False)
    hung.goto(f"/cong-khai/{item.pk}/")
    hung.get_by_role("link", name="Yêu cầu cung cấp thông tin").click()
    hung.get_by_label("Bạn cần biết điều gì?").fill(ABOUT)
    hung.get_by_role("button", name="Gửi phiếu cho xã").click()
    assert hung.get_by_label("Bạn cần biết điều gì?").input_value() == ABOUT
    assert "Luật buộc phiếu có tên" in hung.locator("main").inner_text()
    hung.get_by_label("Bạn cần để làm gì?").fill("để gọi khi cần")
    hung.get_by_label("Đọc trên trang này").check()
    hung.get_by_label("Họ và tên").fill(NAME)
    hung.get_by_label("Nơi ở").fill("xóm Đồng Tâm")
    hung.get_by_role("button", name="Gửi phiếu cho xã").click()
    hung.get_by_role("heading", name="Giữ hai mã này").wait_for()
    assert wide(hung) <= 0
    ticket = hung.url
    request = InformationRequest.objects.get(about=ABOUT)
    assert request.code in ticket

    lan = official("lan")
    lan.goto("/cong-khai/hoi/")
    lan.get_by_role("link", name=ABOUT).click()
    assert fits(lan) == (0, [])
    lan.get_by_role("link", name="Trả lời, cung cấp").click()
    lan.get_by_label("Câu trả lời").fill("Danh sách trực chợ ở tệp kèm theo.")
    lan.get_by_label("Thêm tệp").set_input_files(
        {"name": "truc-cho.docx", "mimeType": DOCX, "buffer": saved(letter())}
    )
    lan.get_by_role("button", name="Lưu và kiểm").click()
    lan.get_by_role("heading", name="2. Máy đã xem").wait_for()
    assert fits(lan) == (0, [])
    lan.get_by_role("button", name="Cung cấp", exact=True).click()
    assert "số của từng người, bắt đầu từ truc-cho.docx" in lan.locator("main").inner_text()
    lan.get_by_role("button", name="Che hết trong truc-cho.docx").click()
    lan.get_by_text("Đã che").wait_for()
    lan.get_by_role("button", name="Cung cấp", exact=True).click()
    lan.get_by_role("heading", name="Xã trả lời ngày").wait_for()
    assert not Duty.objects.open().filter(kind="information_request", key=request.pk).exists()

    hung.goto(ticket)
    assert "Danh sách trực chợ ở tệp kèm theo" in hung.locator("main").inner_text()
    assert hung.get_by_role("link", name="truc-cho.docx", exact=True).count() == 1

    thang = official("thang")
    thang.goto(f"/cong-khai/hoi/{request.pk}/cong-khai/")
    thang.get_by_label("Câu hỏi, viết lại").fill(QUESTION)
    thang.get_by_label("truc-cho.docx").check()
    thang.get_by_label("Không có bí mật nhà nước").check()
    thang.get_by_role("button", name="Công khai", exact=True).click()
    thang.get_by_role("heading", name=QUESTION).wait_for()
    assert fits(thang) == (0, [])

    anybody = somebody()
    anybody.goto("/xa/xa-la-bang/hoi-dap/")
    assert fits(anybody) == (0, [])
    anybody.get_by_role("link", name=QUESTION).click()
    text = anybody.locator("main").inner_text()
    assert "Danh sách trực chợ" in text
    assert NAME not in text + anybody.content()
