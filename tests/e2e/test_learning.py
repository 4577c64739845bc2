"""Xã tập huấn, told whole on a phone of 360 px: in, wrong without harm, afresh, out."""

import pytest

from danchu.disclosure.models import Item
from danchu.people.models import Practice
from danchu.places.models import Unit
from tests.e2e.looking import fits


@pytest.mark.browser
@pytest.mark.browser_pg
def test_an_official_learns_in_a_copy_and_nobody_outside_sees_it(official, somebody):
    known = Item.objects.count()
    lan = official("lan")
    lan.get_by_role("link", name="Vào xã tập huấn: bản sao để học").click()
    lan.get_by_label("Công chức Văn phòng").check()
    lan.get_by_role("button", name="Vào xã tập huấn").click()
    assert "TẬP HUẤN" in lan.locator(".practice-strip").inner_text()
    assert fits(lan) == (0, [])

    assert "0208 000 0001" in lan.locator("#tro-giup").inner_text()  # the real office

    lan.goto("/cong-khai/")
    assert "TH-04/QĐ-UBND" in lan.locator("main").inner_text()
    lan.get_by_role("link", name="TH-04/QĐ-UBND").first.click()
    lan.get_by_label("Tên nội dung").fill("Thử công khai một chính sách")
    lan.get_by_label("Nội dung", exact=True).fill("Có 12 hộ được hỗ trợ.")
    lan.get_by_role("button", name="Lưu và trình người duyệt").click()
    address = lan.url
    assert lan.locator(".practice-strip").is_visible()

    lan.locator(".practice-strip").get_by_role("link", name="Đổi vai").click()
    assert fits(lan) == (0, [])
    lan.get_by_label("Người duyệt nội dung công khai").check()
    lan.get_by_role("button", name="Đổi vai").click()
    lan.goto("/viec/")
    lan.goto(address.replace("/soan/", "/duyet/"))
    lan.get_by_label("Nội dung này không chứa bí mật nhà nước").check()
    lan.get_by_role("button", name="Duyệt và công khai ngay").click()
    assert "Có 12 hộ được hỗ trợ." in lan.locator("main").inner_text()
    shown = lan.url

    anybody = somebody()
    assert anybody.goto(shown).status == 404
    anybody.goto("/tim/?q=thu+cong+khai+mot+chinh+sach")
    assert "Thử công khai một chính sách" not in anybody.locator("main").inner_text()
    assert Item.objects.count() == known
    assert not Unit.objects.filter(practice=True).exists()

    lan.goto(shown + "to-niem-yet/")
    assert lan.locator(".practice-mark").inner_text() == "TẬP HUẤN"

    lan.goto("/viec/")
    lan.locator(".practice-strip").get_by_role("button", name="Làm lại").click()
    lan.goto("/cong-khai/")
    assert "Thử công khai" not in lan.locator("main").inner_text()
    assert Practice.objects.count() == 2
    lan.locator(".practice-strip").get_by_role("button", name="Ra").click()
    assert lan.locator(".practice-strip").count() == 0
    assert "Từ đây là việc thật" in lan.locator("main").inner_text()


@pytest.mark.browser
@pytest.mark.parametrize("role", ["clerk", "chair", "community_head"])
def test_the_guide_prints_on_two_sheets_from_the_browser_too(somebody, role, tmp_path):
    from pypdf import PdfReader

    page = somebody(viewport={"width": 1280, "height": 900})
    page.goto(f"/huong-dan/{role}/")
    assert fits(page) == (0, [])
    page.pdf(path=tmp_path / "guide.pdf", prefer_css_page_size=True)
    assert len(PdfReader(tmp_path / "guide.pdf").pages) == 2
