"""Sổ hộ, told whole at 360 px: a list at the desk, the head mends one, a freeze, one moves away."""

import pytest

from danchu.kit.clock import today
from danchu.people.access import rolls_seen
from danchu.people.models import Household, Role, Term, User
from tests.e2e.conftest import said
from tests.e2e.test_entering_for import fits

HEADINGS = "Thôn, xóm;Số hộ;Họ và tên người đại diện;Địa chỉ thường trú"


def a_list(hamlet: str) -> bytes:
    lines = [
        f"{hamlet};1;Ma Văn Tới (minh họa);Ngõ 1",
        f"{hamlet};2;Lý Thị Xuân (minh họa);Ngõ 2",
        f"{hamlet};3;Hà Văn Đông (minh họa);Ngõ 3",
        f"{hamlet};4l;Bế Thị Hạ (minh họa);Ngõ 4",
    ]
    return "\n".join([HEADINGS, *lines]).encode()


def head_of(unit, official_account: str) -> Term:
    """The demo clerk heads the hamlet too, so that one browser plays both desks."""
    person = User.objects.get(username=official_account)
    return Term.objects.create(person=person, role=Role.COMMUNITY_HEAD, unit=unit, since=today())


@pytest.mark.browser
@pytest.mark.browser_pg
@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_from_a_list_to_a_frozen_whole_that_a_departure_does_not_shrink(official, javascript):
    lan = official("lan", javascript=javascript)
    unit = rolls_seen(User.objects.get(username="lan"), on=today()).first()
    head_of(unit, "lan")

    lan.goto("/so-ho/nhap/")
    file = {"name": "so.csv", "mimeType": "text/csv", "buffer": a_list(unit.full_name)}
    lan.locator("input[type=file]").set_input_files(file)
    lan.get_by_role("button", name="Xem trước").click()
    assert "Có phải 41 không" in lan.locator("main").inner_text()
    assert Household.objects.filter(unit=unit).count() == 0
    assert fits(lan) == (0, [])
    lan.get_by_role("button", name="Ghi").first.click()
    lan.get_by_text("Đã ghi").first.wait_for()

    lan.goto(f"/so-ho/{unit.slug}/?q=xuan")
    assert fits(lan) == (0, [])
    lan.get_by_role("link", name="2. Lý Thị Xuân").click()
    assert fits(lan) == (0, [])
    lan.get_by_role("link", name="Đổi người đại diện").click()
    lan.get_by_label("Họ và tên người đại diện mới").fill("Lý Văn Thu (minh họa)")
    lan.get_by_label("Đại diện từ ngày").fill(said(today()))
    lan.get_by_label("Căn cứ").fill("họp gia đình")
    lan.get_by_role("button", name="Ghi vào sổ").click()
    assert "muộn hơn" in lan.locator("main").inner_text()  # the list said: since today
    lan.get_by_role("link", name="Không ghi nữa").click()
    lan.get_by_role("link", name="Sửa chỗ ghi sai").click()
    assert fits(lan) == (0, [])
    lan.get_by_label("Họ và tên người đại diện").fill("Lý Thị Xuân Thu (minh họa)")
    lan.get_by_label("Căn cứ").fill("giấy của hộ")
    lan.get_by_role("button", name="Ghi vào sổ").click()
    lan.get_by_role("heading", name="Lý Thị Xuân Thu").wait_for()

    Household.objects.filter(unit=unit).update(since=today().replace(year=today().year - 1))
    lan.goto(f"/so-ho/{unit.slug}/")
    lan.get_by_role("button", name="Sổ hộ đúng đến ngày").click()
    lan.get_by_role("link", name="Chốt danh sách để biểu quyết").click()
    assert fits(lan) == (0, [])
    lan.get_by_label("Chốt danh sách để làm gì").fill("họp xóm bàn làm đường")
    lan.get_by_role("button", name="Chốt 3 hộ").click()
    kept = lan.url
    assert "Sổ hôm nay vẫn như khi chốt" in lan.locator("main").inner_text()

    lan.goto(f"/so-ho/{unit.slug}/")
    lan.get_by_role("link", name="3. Hà Văn Đông").click()
    lan.get_by_role("link", name="Hộ chuyển đi").click()
    lan.get_by_label("Không còn ở đây từ ngày").fill(said(today()))
    lan.get_by_label("Căn cứ").fill("xác nhận của Công an xã")
    lan.get_by_role("button", name="Ghi vào sổ").click()
    lan.goto(kept)
    text = lan.locator("main").inner_text()
    assert "3 hộ đã chốt" in text
    assert "vẫn tính trong tổng số hộ đã chốt" in text
    assert fits(lan) == (0, [])
    lan.goto(f"{kept}in/")
    assert "Hà Văn Đông" in lan.locator("main").inner_text()
