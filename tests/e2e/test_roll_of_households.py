"""Sổ hộ, told whole at 360 px: a list at the desk, the head mends one, a freeze, one moves away."""

from datetime import timedelta

import pytest

from danchu.kit.clock import today
from danchu.people import demo
from danchu.people.models import FrozenRoll, Household, User
from danchu.places.models import Unit
from tests.e2e.conftest import said
from tests.e2e.looking import fits, wider

PIN = "402917"
HEADINGS = "Thôn, xóm;Số hộ;Họ và tên người đại diện;Địa chỉ thường trú;Từ ngày"
BEFORE = 60  # households of the demo hamlet, whose votes stand already
HOUSES = (("61", "Ma Văn Tới"), ("62", "Lý Thị Xuan"), ("63", "Hà Văn Đông"), ("7l", "Bế Thị Hạ"))


def a_list(hamlet: str) -> dict[str, object]:
    """A file as an office sends it: one name without its tone, one number with a letter in it."""
    lines = [
        f"{hamlet};{number};{name} (minh họa);Ngõ {at};01/07/2025"
        for at, (number, name) in enumerate(HOUSES, 1)
    ]
    data = "\n".join([HEADINGS, *lines]).encode()
    return {"name": "so-ho.csv", "mimeType": "text/csv", "buffer": data}


def read(page):
    """What the page says, which is fit for a small phone and for a screen reader.

    Without scripts axe cannot run (it waits for a timer that never comes); the width is asked.
    """
    assert wider(page) == 0
    if page.evaluate("matchMedia('(scripting: enabled)').matches"):
        assert fits(page) == (0, [])
    return page.locator("main").inner_text()


@pytest.fixture
def hamlet(house):
    return Unit.objects.get(name="Đồng Tâm", demo=True)


@pytest.fixture
def tam(somebody):
    """Signs the hamlet head in on her own phone, by the card that the office printed."""

    def signed_in(**options):
        page = somebody(**options)
        page.goto(f"/the/{demo.card_code(User.objects.get(username='tam'), on=today())}/")
        page.get_by_label("Chọn mã PIN").fill(PIN)
        page.get_by_label("Nhập lại mã PIN").fill(PIN)
        page.locator("main form").get_by_role("button").first.click()
        page.wait_for_url("**/viec/")
        return page

    return signed_in


def brought_in(lan, hamlet):
    """The office sends the list, sees what is wrong in it, and writes what is right."""
    lan.goto("/so-ho/")
    assert str(BEFORE) in read(lan)
    lan.get_by_role("link", name="Đưa sổ vào từ tệp").click()
    read(lan)
    lan.get_by_label("Tệp dữ liệu").set_input_files(a_list(hamlet.full_name))
    lan.get_by_role("button", name="Xem trước").click()
    lan.get_by_role("button", name="Ghi 3 dòng vào sổ").wait_for()
    assert "Số hộ “7l” có chữ. Có phải 71 không?" in read(lan)
    assert Household.objects.filter(unit=hamlet).count() == BEFORE
    lan.get_by_role("button", name="Ghi 3 dòng vào sổ").click()
    lan.get_by_text("Đã ghi lúc").wait_for()
    assert Household.objects.filter(unit=hamlet).count() == BEFORE + 3
    read(lan)


def mended(tam, hamlet):
    """The head finds a household without tones, mends its name, and says that the roll is right."""
    tam.goto("/so-ho/")
    read(tam)
    tam.get_by_role("link", name=hamlet.full_name, exact=True).click()
    assert f"{BEFORE + 3} hộ" in read(tam)
    tam.get_by_label("Tìm tên, địa chỉ, số hộ").fill("xuan")
    tam.keyboard.press("Enter")
    tam.wait_for_url("**?q=xuan*")
    assert "Ma Văn Tới" not in read(tam)
    tam.get_by_role("link", name="62. Lý Thị Xuan").click()
    read(tam)
    tam.get_by_role("link", name="Sửa chỗ ghi sai").click()
    read(tam)
    tam.get_by_label("Họ và tên người đại diện").fill("Lý Thị Xuân (minh họa)")
    tam.get_by_role("button", name="Ghi vào sổ").click()
    assert "Hãy điền chỗ này." in read(tam)  # no ground given
    name = tam.get_by_label("Họ và tên người đại diện")
    assert name.input_value() == "Lý Thị Xuân (minh họa)"
    tam.get_by_label("Căn cứ").fill("sổ của xóm, hộ đã xem")
    tam.get_by_role("button", name="Ghi vào sổ").click()
    tam.get_by_role("heading", name="Lý Thị Xuân (minh họa)").wait_for()
    assert "trước là Lý Thị Xuan (minh họa)" in read(tam)

    tam.goto(f"/so-ho/{hamlet.slug}/")
    tam.get_by_role("button", name="Sổ hộ đúng đến ngày").click()
    tam.get_by_text(f"Đã xác nhận: sổ có {BEFORE + 3} hộ").wait_for()


def frozen(tam):
    """The list is kept as the whole of a vote; where it stands."""
    tam.get_by_role("link", name="Chốt danh sách để biểu quyết").click()
    read(tam)
    tam.get_by_label("Chốt danh sách để làm gì").fill("họp xóm bàn làm đường")
    tam.get_by_role("button", name=f"Chốt {BEFORE + 3} hộ").click()
    tam.wait_for_url("**/so-ho/chot/*/")
    assert "Sổ hôm nay vẫn như khi chốt" in read(tam)
    return tam.url


def moved_away(tam, hamlet):
    tam.goto(f"/so-ho/{hamlet.slug}/")
    tam.get_by_role("link", name="63. Hà Văn Đông").click()
    tam.get_by_role("link", name="Hộ chuyển đi").click()
    read(tam)
    tam.get_by_label("Không còn ở đây từ ngày").fill(said(today() + timedelta(days=1)))
    tam.get_by_label("Căn cứ").fill("xác nhận của Công an xã")
    tam.get_by_role("button", name="Ghi vào sổ").click()
    assert "Hà Văn Đông" in read(tam)
    tam.locator(
        ".error-summary"
    ).wait_for()  # not before it has happened; the ground is still there
    assert tam.get_by_label("Căn cứ").input_value() == "xác nhận của Công an xã"
    tam.get_by_label("Không còn ở đây từ ngày").fill(said(today()))
    tam.get_by_role("button", name="Ghi vào sổ").click()
    tam.get_by_text("Đã ra khỏi sổ").first.wait_for()


@pytest.mark.browser
@pytest.mark.browser_pg
@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_a_departure_does_not_shrink_the_whole_that_was_frozen(
    hamlet, official, tam, somebody, javascript
):
    lan = official("lan", javascript=javascript)
    brought_in(lan, hamlet)
    phone = tam(javascript=javascript)
    mended(phone, hamlet)
    kept = frozen(phone)
    moved_away(phone, hamlet)

    lan.goto(f"/so-ho/{hamlet.slug}/")
    assert f"{BEFORE + 2} hộ" in read(lan)
    lan.get_by_role("link", name="họp xóm bàn làm đường").click()
    assert lan.url == kept
    text = read(lan)
    assert f"{BEFORE + 3} hộ đã chốt" in text
    assert "1 hộ đã ra khỏi sổ mà vẫn tính" in text
    assert f"chuyển đi từ {said(today())}, vẫn tính trong tổng số hộ đã chốt" in text
    assert FrozenRoll.objects.get(pk=kept.split("/")[-2]).whole == BEFORE + 3
    lan.get_by_role("link", name="In danh sách").click()
    lan.wait_for_url("**/in/")
    assert "Hà Văn Đông" in read(lan)

    mai = official("mai")
    assert mai.goto(kept).status == 404
