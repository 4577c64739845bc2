"""A list of forty households with ids and phones: found, masked, ticked, public, sealed."""

import io

import openpyxl
import pytest

from danchu.disclosure.models import Attachment, Item
from danchu.disclosure.tests import lists
from danchu.disclosure.tests.factories import picture
from danchu.kit.clock import today
from danchu.kit.models import AuditEntry
from tests.e2e.conftest import said
from tests.e2e.test_every_page import findings, sideways

NAME = "Danh sách hộ nghèo xã La Bằng.xlsx"


def noted(lan) -> Item:
    lan.goto("/cong-khai/ghi-nhan/")
    lan.get_by_label("Thuộc nhóm nào?").select_option("7")
    lan.get_by_label("Số, ký hiệu").fill("181/QĐ-UBND")
    lan.get_by_label("Ngày ký").fill(said(today()))
    lan.get_by_label("Người ký").fill("Nông Văn Bình, Chủ tịch")
    lan.get_by_role("button", name="Ghi nhận, bắt đầu đếm hạn").click()
    lan.wait_for_url("**/soan/")
    return Item.objects.get(number="181/QĐ-UBND")


def add(lan, name: str, data: bytes) -> None:
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": data}
    lan.get_by_label("Chọn tệp").set_input_files(file)
    lan.get_by_role("button", name="Thêm tệp").click()
    lan.get_by_text("Đã thêm tệp").wait_for()


@pytest.mark.browser
def test_a_list_of_forty_households_becomes_public_with_its_numbers_masked(official, somebody):
    lan = official("lan")
    item = noted(lan)
    lan.get_by_label("Tên nội dung").fill("Hỗ trợ 40 hộ nghèo")
    lan.get_by_label("Nội dung", exact=True).fill("Xã hỗ trợ 40 hộ, mỗi hộ 51 triệu đồng.")
    lan.get_by_role("button", name="Lưu nháp").click()
    add(lan, NAME, lists.saved(lists.workbook(40)))
    add(lan, "Ảnh quyết định.jpg", picture().read())

    lan.get_by_role("button", name="Lưu và trình người duyệt").click()
    assert "Còn 120 số của từng người" in lan.locator(".error-summary").inner_text()

    lan.get_by_role("link", name="Kiểm danh sách cá nhân").last.click()
    text = lan.locator("main").inner_text()
    assert "40 số định danh, căn cước, CMND, 40 số điện thoại, 40 ngày sinh" in text
    assert "Không đọc được" in text
    assert findings(lan) + sideways(lan) == []
    lan.get_by_role("button", name="Che hết 120 chỗ như máy đề nghị").click()
    assert "Đã che 120 chỗ" in lan.locator("body").inner_text()
    lan.get_by_role("link", name="Về bản soạn để trình").click()
    lan.get_by_role("button", name="Lưu và trình người duyệt").click()
    lan.get_by_text("Đang chờ duyệt").first.wait_for()

    thang = official("thang")
    thang.goto(f"/cong-khai/{item.pk}/duyet/")
    thang.get_by_label("Nội dung này không chứa bí mật nhà nước").check()
    ticks = thang.locator("input[name=ticks]")
    assert ticks.count() == 4
    for number in range(3):
        ticks.nth(number).check()
    thang.get_by_role("button", name="Duyệt và công khai ngay").click()
    assert "Còn 1 ô người ký chưa tự xem" in thang.locator(".error-summary").inner_text()
    thang.locator("input[name=ticks]").nth(3).check()
    thang.get_by_role("button", name="Duyệt và công khai ngay").click()
    thang.wait_for_url(f"**/cong-khai/{item.pk}/")

    hung = somebody(javascript=False)
    hung.goto(f"/cong-khai/{item.pk}/")
    file = Attachment.objects.get(version__item=item, name=NAME)
    public = hung.request.get(f"/cong-khai/{item.pk}/tep/{file.pk}/").body()
    row = [cell.value for cell in openpyxl.load_workbook(io.BytesIO(public)).active[3]]
    assert row[1:6] == ["Nguyễn Văn 1", "**/**/****", "019*******01", "09******01", 51000001]
    assert "0912 345" not in lists.parts(public)

    viet = official("viet")
    viet.goto(f"/cong-khai/{item.pk}/niem-phong/")
    address = viet.get_by_role("link", name=NAME).get_attribute("href")
    assert "0912 345 001" in lists.parts(viet.request.get(address).body())
    opened = AuditEntry.objects.filter(act="disclosure.open_sealed", key=str(item.pk))
    assert opened.count() == 2
