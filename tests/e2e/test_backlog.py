"""An official clears a year's backlog: a list with its zip, then scans by the keyboard alone."""

import io
from datetime import timedelta

import pytest
from PIL import Image, ImageDraw

from danchu.disclosure.brought import WaitingFile
from danchu.disclosure.models import Item, State
from danchu.disclosure.tests import backlog
from danchu.kit.clock import today
from tests.e2e.conftest import said
from tests.e2e.test_every_page import findings, sideways

DESK = {"width": 1280, "height": 860}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def lines(first: int, many: int, what: str):
    """Papers of this year, signed a working week and more ago: all late, told honestly."""
    signed = today() - timedelta(days=60)
    return [
        backlog.line(n, day=said(signed), title=f"{what} số {n}", group="11")
        for n in range(first, first + many)
    ]


def send(page, rows, numbers) -> None:
    table, pack = backlog.table(*rows), backlog.papers(*numbers)
    page.get_by_label("Danh sách", exact=True).set_input_files(
        {"name": table.name, "mimeType": XLSX, "buffer": table.data}
    )
    page.get_by_label("Tệp zip").set_input_files(
        {"name": pack.name, "mimeType": "application/zip", "buffer": pack.data}
    )
    page.get_by_role("button", name="Xem trước").click()
    page.wait_for_url("**/nhap/*/")


@pytest.mark.browser
@pytest.mark.browser_pg
def test_thirty_papers_come_in_some_are_published_and_found_and_another_list_is_taken_back(
    official, somebody
):
    lan = official("lan", viewport=DESK)
    before = Item.objects.count()
    lan.goto("/cong-khai/")
    lan.get_by_role("link", name="Nhập danh sách").click()
    send(lan, lines(901, 30, "Mức đóng góp làm đường"), range(901, 930))  # one file is missing

    assert "29 văn bản đã quá hạn công khai" in lan.locator("main").inner_text()
    assert "Không thấy tệp “930.pdf”" in lan.locator("main").inner_text()
    assert Item.objects.count() == before
    assert findings(lan) + sideways(lan) == []
    pack = backlog.papers(930)
    lan.get_by_label("Tệp zip").set_input_files(
        {"name": "them.zip", "mimeType": "application/zip", "buffer": pack.data}
    )
    lan.get_by_role("button", name="Thêm zip và xem lại").click()
    lan.get_by_role("button", name="Ghi 30 dòng vào sổ").click()
    lan.get_by_role("button", name="Trình người duyệt").click()
    lan.get_by_text("Đã trình 30 bản").wait_for()
    assert Item.objects.filter(state=State.SUBMITTED, number__startswith="9").count() == 30

    thang = official("thang", viewport=DESK)
    for number in ("901/QĐ-UBND", "902/QĐ-UBND"):
        thang.goto(f"/cong-khai/{Item.objects.get(number=number).pk}/duyet/")
        thang.get_by_label("Nội dung này không chứa bí mật nhà nước").check()
        thang.get_by_role("button", name="Duyệt và công khai ngay").click()
        thang.get_by_text("Đã công khai. Dưới đây").wait_for()

    hung = somebody(javascript=False)
    hung.goto("/tim/?q=muc+dong+gop+lam+duong")
    assert hung.get_by_role("link", name="Mức đóng góp làm đường số 902").count() == 1
    assert hung.get_by_role("link", name="Mức đóng góp làm đường số 903").count() == 0

    lan.goto("/cong-khai/nhap/")
    send(lan, lines(951, 3, "Gửi nhầm"), range(951, 954))
    lan.get_by_role("button", name="Ghi 3 dòng vào sổ").click()
    lan.get_by_text("Tôi muốn hoàn tác lần nhập này").click()
    lan.get_by_role("button", name="Hoàn tác lần nhập này").click()
    lan.get_by_text("Đã hoàn tác lúc").wait_for()
    assert Item.objects.count() == before + 30


def picture(words: str) -> bytes:
    page = Image.new("RGB", (600, 800), "white")
    ImageDraw.Draw(page).text((60, 80), words, fill="black")
    out = io.BytesIO()
    page.save(out, "JPEG")
    return out.getvalue()


@pytest.mark.browser
@pytest.mark.browser_pg
def test_scans_are_entered_by_the_keyboard_alone(official):
    lan = official("lan", viewport=DESK)
    lan.goto("/cong-khai/ban-quet/")
    scans = [
        {"name": f"quet-{n}.jpg", "mimeType": "image/jpeg", "buffer": picture(str(n))}
        for n in (1, 2, 3)
    ]
    lan.get_by_label("Chọn các tệp quét").set_input_files(scans)
    lan.get_by_role("button", name="Gửi lên hàng chờ").press("Enter")
    lan.get_by_text("Đã nhận 3 trên 3 tệp").wait_for()
    assert WaitingFile.objects.count() == 3
    lan.keyboard.press("Enter")  # the link to the queue has the focus
    lan.get_by_role("link", name="Nhập 3 tệp đang chờ").press("Enter")
    lan.wait_for_url("**/ban-quet/*/")
    assert lan.locator(".beside__seen img").evaluate("one => one.naturalWidth") == 600

    assert findings(lan) + sideways(lan) == []
    lan.get_by_label("Trích yếu").focus()

    lan.keyboard.type("Phân công trực Tết")
    lan.get_by_label("Số, ký hiệu").fill("71/TB-UBND")
    lan.get_by_label("Ngày ký").fill(said(today()))
    lan.get_by_label("Người ký").fill("Nông Văn Bình, Chủ tịch UBND xã")
    lan.keyboard.press("Alt+Shift+Digit2")
    assert lan.get_by_label("Thuộc nhóm nào?").input_value() == "12"
    lan.keyboard.press("Enter")
    lan.get_by_text("Đã ghi 71/TB-UBND").wait_for()
    assert "tệp 1 trên 2" in lan.locator(".page-head").inner_text()

    assert lan.get_by_label("Số, ký hiệu").input_value() == "72/TB-UBND"  # the series goes on
    lan.keyboard.press("ArrowDown")
    lan.get_by_role("heading", name="quet-3").wait_for()
    lan.keyboard.press("ArrowUp")
    lan.get_by_role("heading", name="quet-2").wait_for()
    lan.keyboard.type("Lịch tiếp công dân")
    lan.keyboard.press("Enter")
    lan.get_by_text("Đã ghi 72/TB-UBND").wait_for()
    lan.keyboard.type("Lịch họp xóm")
    lan.keyboard.press("Enter")
    lan.get_by_text("Không có tệp nào đang chờ").wait_for()

    entered = Item.objects.filter(number__in=[f"{n}/TB-UBND" for n in (71, 72, 73)])
    assert {(one.group, one.state) for one in entered} == {(12, State.SUBMITTED)}
    assert entered.count() == 3
