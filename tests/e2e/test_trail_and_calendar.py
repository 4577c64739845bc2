"""An inspector takes an extract and checks its hash; a clerk's calendar follows. At 360 px."""

import hashlib
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from icalendar import Calendar

from danchu.disclosure.models import Item
from danchu.duties.tests.ics import check


@pytest.mark.browser
def test_an_inspector_finds_a_document_and_its_extract_is_checked(official):
    viet = official("viet", javascript=False)
    viet.goto("/nhat-ky/")
    viet.get_by_label("Việc, hoặc số văn bản").fill("155/qd-ubnd")
    viet.get_by_role("button", name="Tìm trong nhật ký").click()
    assert "Ghi nhận văn bản đã ký" in viet.locator("table").inner_text()
    assert viet.locator("tbody tr").count() == 1

    viet.get_by_role("button", name="Trích CSV").click()
    viet.wait_for_url("**/nhat-ky/trich/*/")
    assert "SHA-256" not in viet.locator("dl").inner_text()
    with viet.expect_download() as downloaded:
        viet.get_by_role("button", name="Tải tệp về máy").click()
    data = Path(downloaded.value.path()).read_bytes()
    viet.get_by_role("link", name="Đã tải xong, xem mã của tệp").click()
    viet.get_by_role("link", name="In phiếu trích").click()

    sheet = viet.locator("main").inner_text()
    printed = viet.locator("code").inner_text().replace(" ", "")
    assert printed == hashlib.sha256(data).hexdigest()
    assert "155/qd-ubnd" in sheet
    assert data.decode("utf-8-sig").splitlines()[1].split(",")[3] == "Ghi nhận văn bản đã ký"

    viet.goto("/nhat-ky/?q=trich+nhat+ky")
    assert "Trích nhật ký ra tệp" in viet.locator("table").inner_text()


@pytest.mark.browser
def test_a_clerk_subscribes_and_the_calendar_follows_what_is_done(official):
    lan = official("lan", javascript=False)
    lan.get_by_role("link", name="Đưa việc đến hạn vào lịch của máy").click()
    lan.get_by_role("button", name="Lập địa chỉ: Việc của tôi").click()
    path = urlsplit(lan.locator("#dia-chi").inner_text().strip()).path
    lan.goto("/tai-khoan/lich/")
    assert path not in lan.content()

    def events():
        answer = lan.request.get(path)
        check(answer.body())
        return {
            str(one["SUMMARY"]): one for one in Calendar.from_ical(answer.body()).walk("VEVENT")
        }

    item = Item.objects.get(number="155/QĐ-UBND")
    (before,) = (one for said, one in events().items() if "155/QĐ-UBND" in said)
    assert before.decoded("DTSTART") == item.due_on

    lan.goto(f"/cong-khai/{item.pk}/sua-ghi-nhan/")
    lan.get_by_label("Ngày ký").fill(f"{item.noted_on:%d/%m/%Y}")
    lan.get_by_label("Vì sao").fill("gõ nhầm ngày ký")
    lan.get_by_role("button", name="Ghi lại").click()
    item.refresh_from_db()
    (after,) = (one for said, one in events().items() if "155/QĐ-UBND" in said)

    assert after["UID"] == before["UID"]
    assert int(after["SEQUENCE"]) > int(before["SEQUENCE"])
    assert after.decoded("DTSTART") == item.due_on
