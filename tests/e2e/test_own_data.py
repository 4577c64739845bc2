"""One's own data on a phone of 360 px: a hamlet head in office, and after; the office's side."""

from datetime import timedelta

import pytest

from danchu.duties.models import Duty
from danchu.kit.clock import today
from danchu.people import demo
from danchu.people.models import Term, User
from danchu.people.own_data import ERASED_NAME
from danchu.personal_data.models import DataRequest, State
from tests.e2e.conftest import said
from tests.e2e.test_every_page import findings, sideways

NAME, PIN, PHONE = "Hoàng Thị Tâm", "402917", "0912 345 678"


@pytest.fixture(autouse=True)
def _own_list(settings, tmp_path):
    settings.ERASURES_FILE = tmp_path / "erasures.jsonl"


@pytest.fixture
def tam(somebody):
    """Bà Tâm's own phone, bound by the card that the office printed. No JavaScript."""
    person = User.objects.get(username="tam")
    page = somebody(javascript=False)
    page.goto(f"/the/{demo.card_code(person, on=today())}/")
    page.get_by_label("Chọn mã PIN").fill(PIN)
    page.get_by_label("Nhập lại mã PIN").fill(PIN)
    page.locator("main form").get_by_role("button").first.click()
    page.wait_for_url("**/viec/")
    return page


@pytest.mark.browser
def test_a_hamlet_head_corrects_her_phone_leaves_office_and_is_erased_at_the_offices_table(
    tam, official
):
    tam.goto("/tai-khoan/")
    tam.get_by_role("link", name="Xem, sửa, lấy bản sao").click()
    assert "Trưởng xóm, xóm Đồng Tâm" in tam.locator("main").inner_text()
    tam.get_by_role("link", name="Sửa điện thoại, thư điện tử").first.click()
    tam.get_by_label("Điện thoại").fill(PHONE)
    tam.get_by_role("button", name="Sửa ngay").click()
    assert PHONE in tam.locator("main").inner_text()

    tam.get_by_role("link", name="Yêu cầu xóa dữ liệu").click()
    tam.get_by_role("button", name="Gửi yêu cầu").click()
    assert "ghi thôi giữ vai" in tam.locator(".error-summary").inner_text()

    lan = official("lan")
    term = Term.objects.get(person__username="tam")
    lan.goto(f"/tai-khoan/nhiem-ky/{term.pk}/ket-thuc/")
    lan.get_by_label("Ngày cuối cùng giữ vai").fill(f"{today() - timedelta(days=1):%Y-%m-%d}")
    lan.get_by_role("button", name="Ghi thôi giữ vai").click()
    lan.wait_for_url("**/ban-giao/")

    lan.goto("/du-lieu-ca-nhan/yeu-cau/ghi/")
    lan.get_by_label("Người này đang hoặc từng giữ vai?").fill(NAME)
    lan.get_by_role("button", name="Tìm tài khoản").click()
    lan.get_by_label("Đã xem thẻ căn cước, đúng người").check()
    lan.get_by_label("Tài khoản của người này").select_option(
        label=f"{NAME}, Trưởng xóm xóm Đồng Tâm"
    )
    lan.get_by_label("Xóa dữ liệu", exact=False).check()
    lan.get_by_role("button", name="Ghi yêu cầu, bắt đầu đếm hạn").click()
    lan.get_by_role("link", name="In giấy hẹn").click()
    code = DataRequest.objects.get().code
    assert code in lan.locator("main").inner_text()
    assert NAME not in lan.locator("main").inner_text()

    binh = official("binh")
    binh.goto("/viec/")
    assert NAME not in binh.locator("main").inner_text()
    binh.get_by_role("link", name="Làm xong yêu cầu: xóa dữ liệu", exact=True).click()
    binh.get_by_role("button", name="Ghi: đã phản hồi hôm nay").click()
    binh.get_by_role("link", name="Xem trước việc xóa").click()
    binh.get_by_label("Đã đối chiếu đúng người", exact=False).check()
    binh.get_by_role("button", name="Xóa, không khôi phục được").click()
    answer = binh.locator("main").inner_text()
    assert f"Kính gửi: {NAME}" in answer
    assert "Điều 14 khoản 2" in answer

    done = Duty.objects.filter(kind="data_request")
    assert [one.done_on for one in done] == [today(), today()]
    assert not any(one.was_late for one in done)
    person = User.objects.get(pk=term.person_id)
    assert (person.full_name, person.phone) == (ERASED_NAME, "")
    tam.goto("/tai-khoan/du-lieu/")
    assert "/vao/" in tam.url or "/dang-nhap/" in tam.url  # her session ended at once
    tam.goto("/du-lieu-ca-nhan/")
    tam.get_by_label("Mã theo dõi trên giấy hẹn").fill(code.lower())
    tam.get_by_role("button", name="Xem đã đến đâu").click()
    assert "Đã làm xong" in tam.locator("main").inner_text()
    assert said(today()) in tam.locator("main").inner_text()


@pytest.mark.browser
def test_a_clerk_who_left_still_signs_in_and_asks_at_the_account(official):
    cuu = official("cuu")
    cuu.goto("/tai-khoan/du-lieu/")
    assert "Công chức Văn phòng (đã nghỉ)" in cuu.locator("main").inner_text()
    cuu.get_by_role("link", name="Yêu cầu xóa dữ liệu").click()
    cuu.get_by_role("button", name="Gửi yêu cầu").click()
    cuu.wait_for_url("**/du-lieu/yeu-cau/*/")
    assert "chậm nhất ngày" in cuu.locator("main").inner_text()
    assert DataRequest.objects.get().state == State.WAITING


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 1280])
def test_the_pages_pass_axe_and_never_scroll_sideways(official, somebody, width):
    screen = {"viewport": {"width": width, "height": 800}}
    lan, anybody = official("lan", **screen), somebody(**screen)
    lan.goto("/tai-khoan/du-lieu/yeu-cau/?loai=erase")
    lan.goto("/tai-khoan/du-lieu/yeu-cau/?loai=correct")
    lan.get_by_label("Sửa điều gì").select_option("other")
    lan.get_by_label("Xin ghi là").fill("Ma Thị Lan")
    lan.get_by_role("button", name="Gửi yêu cầu").click()
    lan.wait_for_url("**/du-lieu/yeu-cau/*/")
    request = DataRequest.objects.get()
    wrong = findings(lan) + sideways(lan)
    for address in (
        "/tai-khoan/du-lieu/",
        "/tai-khoan/du-lieu/lien-he/",
        "/tai-khoan/du-lieu/yeu-cau/",
        "/du-lieu-ca-nhan/yeu-cau/",
        "/du-lieu-ca-nhan/yeu-cau/ghi/",
        f"/du-lieu-ca-nhan/yeu-cau/{request.pk}/",
        "/du-lieu-ca-nhan/su-co/",
        "/du-lieu-ca-nhan/su-co/ghi/",
    ):
        lan.goto(address)
        wrong += findings(lan) + sideways(lan)
    for address in ("/du-lieu-ca-nhan/", f"/du-lieu-ca-nhan/theo-doi/{request.code}/"):
        anybody.goto(address)
        wrong += findings(anybody) + sideways(anybody)
    assert wrong == []
