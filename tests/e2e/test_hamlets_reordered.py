"""A clerk brings in the hamlets of the commune and merges two of them. On a phone of 360 px."""

import io
import os
from datetime import timedelta

import openpyxl
import pytest

from danchu.kit.clock import today
from danchu.kit.models import Batch
from danchu.places.models import Reorganisation, Unit
from tests.e2e.conftest import said
from tests.e2e.looking import wider

HAMLETS = [f"Xóm Bản {n}" for n in range(1, 38)]


def pictured(page, name):
    """`PICTURES=/tmp/x` keeps what the story looked like, for whoever mends the pages."""
    if folder := os.environ.get("PICTURES"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


def filled(template: bytes) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(template))
    sheet = book.worksheets[0]
    for row in [*HAMLETS, "Nà Thiếu Danh Xưng", "=A1&B1"]:
        sheet.append([None, row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.browser
def test_a_clerk_brings_in_39_hamlets_and_merges_two(official, somebody):
    lan = official("lan")
    lan.goto("/tai-khoan/don-vi/")
    pictured(lan, "units")
    assert not wider(lan)
    lan.get_by_role("link", name="Nhập từ tệp").click()
    pictured(lan, "upload")
    assert not wider(lan)

    with lan.expect_download() as download:
        lan.get_by_role("link", name="Tải mẫu XLSX").click()
    data = filled(download.value.path().read_bytes())
    lan.get_by_label("Tệp dữ liệu").set_input_files(
        {"name": "39-xom.xlsx", "mimeType": "application/octet-stream", "buffer": data}
    )
    lan.get_by_role("button", name="Xem trước").click()
    lan.get_by_role("heading", name="2 dòng chưa nhận được").wait_for()
    pictured(lan, "diff")
    assert not wider(lan)
    assert not Unit.objects.filter(name="Bản 1").exists()

    lan.get_by_role("button", name="Ghi 37 dòng vào sổ").click()
    lan.get_by_text("Đã ghi lúc").wait_for()
    pictured(lan, "applied")
    with lan.expect_download() as download:
        lan.get_by_role("link", name="Tải các dòng này kèm lý do").click()
    sheet = openpyxl.load_workbook(io.BytesIO(download.value.path().read_bytes())).worksheets[0]
    assert sheet.cell(1, sheet.max_column).value == "Lý do"
    assert sheet.max_row == 3
    assert Batch.objects.get().counts["rejected"] == 2

    old = Unit.objects.get(name="Bản 1")
    lan.goto("/tai-khoan/don-vi/sap-nhap/")
    lan.get_by_label("Xóm Bản 1", exact=True).check()
    lan.get_by_label("Xóm Bản 2", exact=True).check()
    lan.get_by_label("Số văn bản").fill("12/NQ-HĐND")
    lan.get_by_label("Ngày ký").fill(said(today() - timedelta(days=5)))
    lan.get_by_label("Có hiệu lực từ ngày").fill(said(today()))
    lan.get_by_role("button", name="Xem trước").click()
    assert "một trong hai" in lan.locator(".error-summary").inner_text()
    pictured(lan, "merge")
    assert not wider(lan)
    lan.get_by_label("Hoặc thành đơn vị mới tên là").fill("Xóm Bản Đôi")
    lan.get_by_role("button", name="Xem trước").click()
    lan.get_by_role("heading", name="Đang gắn vào Xóm Bản 1").wait_for()
    pictured(lan, "preview")
    assert not wider(lan)
    assert not Reorganisation.objects.exists()
    lan.get_by_role("button", name="Ghi vào sổ").click()
    lan.wait_for_url("**/don-vi/viec/*/")
    pictured(lan, "act")
    assert not wider(lan)

    hung = somebody(javascript=False)
    hung.goto(f"/don-vi/{old.slug}/")  # what was printed as a QR
    assert "Xóm Bản 1 nay là Xóm Bản Đôi" in hung.locator("main").inner_text()
    pictured(hung, "old")
    assert not wider(hung)
    hung.get_by_role("link", name="Xóm Bản Đôi").first.click()
    hung.wait_for_url("**/xom-ban-doi-xa-la-bang/")
    assert "Trước đây là" in hung.locator("main").inner_text()
    pictured(hung, "new")
