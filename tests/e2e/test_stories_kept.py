"""Two stories with a photo each, no network, the phone restarted: both come, and each once."""

import os
from typing import Any

import pytest

from danchu.kit import files
from danchu.petitions.models import Attachment, Case
from danchu.petitions.tests.factories import send
from danchu.places.models import Unit
from tests.e2e.looking import controlled, fits
from tests.e2e.phones import choose
from tests.e2e.test_without_network import KEPT

SHOTS = os.environ.get("SHOTS", "")
FORM = "/don-thu/gui/xa-la-bang/"
ACCUSES = "Kế toán xã ăn chặn tiền hỗ trợ của bà con"
ON_DISK = """new Promise((done) => { const asked = indexedDB.open('danchu-stories', 1);
asked.onsuccess = () => {
const all = asked.result.transaction('stories').objectStore('stories').getAll();
all.onsuccess = () => done(all.result.map((one) => JSON.stringify(one.fields) + one.files.map(
(file) => new TextDecoder('latin1').decode(file.bytes)).join(''))); }; })"""


def shot(page: Any, name: str) -> None:
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)


def tell(page: Any, words: str, colour: str, tmp_path: Any) -> None:
    page.get_by_label("Kể chuyện").fill(words)
    choose(page, colour, tmp_path)


@pytest.mark.browser
def test_stories_of_a_phone_without_a_signal_come_once_when_it_returns(own_phone, tmp_path):
    phone = own_phone
    phone.page.goto("/don-thu/")
    controlled(phone.page)
    phone.page.goto(FORM)
    phone.page.get_by_role("button", name="Giữ nháp trên máy này").wait_for()
    before = Case.objects.count()

    phone.restart(offline=True)
    phone.page.goto(FORM)
    assert "Máy đang không có mạng" in phone.page.locator("main").inner_text()
    tell(phone.page, "Cống qua suối vỡ một bên", "red", tmp_path)
    phone.page.get_by_label("Ở xóm, tổ nào?").select_option(index=1)
    shot(phone.page, "nhap-khong-mang-360")
    phone.page.get_by_role("button", name="Gửi cho xã").click()
    phone.page.get_by_text("1 bản nháp trên máy này").wait_for()
    assert phone.page.get_by_label("Kể chuyện").input_value() == ""
    tell(phone.page, "Đèn đường đầu xóm hỏng", "blue", tmp_path)
    phone.page.get_by_role("button", name="Giữ nháp trên máy này").click()
    phone.page.get_by_text("2 bản nháp trên máy này").wait_for()
    kept = phone.page.evaluate(ON_DISK)
    assert [len(one) > 2000 for one in kept] == [True, True]  # each with its photo
    assert "secret place" not in str(kept)  # drawn anew on the phone

    # What accuses somebody is stopped here: not kept, not sent, and where to go is said.
    phone.page.get_by_label("Kể chuyện").fill(ACCUSES)
    phone.page.get_by_role("button", name="Giữ nháp trên máy này").click()
    phone.page.get_by_text("Tố cáo không nhận qua mạng").wait_for()
    phone.page.wait_for_timeout(500)  # time enough to be kept, were it to be
    assert phone.page.get_by_label("Kể chuyện").input_value() == ACCUSES  # nothing typed is lost
    assert len(phone.page.evaluate(ON_DISK)) == 2
    shot(phone.page, "nhap-to-cao-360")
    phone.page.get_by_role("link", name="Tố cáo gửi ở đâu").click()
    assert phone.page.locator("h1").inner_text() == "Tố cáo gửi ở đâu"

    # Restarted, still without a network: both are there, and one is opened and mended.
    phone.restart(offline=True)
    phone.page.goto("/don-thu/?xa=xa-la-bang")
    phone.page.get_by_text("2 bản nháp trên máy này").wait_for()
    assert phone.page.evaluate("document.documentElement.scrollWidth") <= 360
    shot(phone.page, "nhap-hai-ban-360")
    phone.page.get_by_role("button", name="Mở bản Đèn đường").click()
    phone.page.get_by_text("1 ảnh sẽ gửi kèm").wait_for()
    phone.page.get_by_label("Kể chuyện").fill("Đèn đường đầu xóm hỏng đã ba hôm")
    phone.page.get_by_role("button", name="Giữ nháp trên máy này").click()
    phone.page.get_by_text("hỏng đã ba hôm").wait_for()
    assert Case.objects.count() == before

    # The network returns: what was sent goes by itself, the draft by a tap.
    phone.restart(offline=False)
    phone.page.goto(FORM)
    phone.page.get_by_role("heading", name="Văn phòng đã nhận").wait_for()
    assert fits(phone.page) == (0, [])
    shot(phone.page, "nhap-phieu-360")
    phone.page.get_by_role("button", name="Gửi bản Đèn đường").click()
    phone.page.get_by_role("heading", name="Văn phòng đã nhận").nth(1).wait_for()
    phone.page.set_viewport_size({"width": 1280, "height": 800})
    shot(phone.page, "nhap-phieu-1280")
    phone.page.reload()
    phone.page.get_by_role("heading", name="Văn phòng đã nhận").nth(1).wait_for()
    came = list(Case.objects.order_by("pk")[before:])
    assert [one.text for one in came] == [
        "Cống qua suối vỡ một bên",
        "Đèn đường đầu xóm hỏng đã ba hôm",
    ]
    assert came[0].hamlet is not None
    for one in came:
        photo = Attachment.objects.get(step__case=one)
        assert files.read_sealed(photo.stored_as)[:3] == b"\xff\xd8\xff"
    assert phone.page.evaluate(ON_DISK) == []
    assert "/don-thu/gui/" not in str(phone.page.evaluate(KEPT))  # nor in the worker's store

    # The ticket on the phone opens its case, and closing it there leaves no secret behind.
    phone.page.get_by_role("link", name="Xem việc vừa gửi").first.click()
    phone.page.get_by_text(f"Số theo dõi {came[1].number}").wait_for()
    phone.page.get_by_role("button", name="Đóng phiếu trên máy này").click()
    phone.page.get_by_text("Đã đóng. Lần sau cần mã bí mật").wait_for()
    phone.restart(offline=True)
    phone.page.goto(FORM)
    phone.page.get_by_text("Trên máy này chưa giữ trang viết nào").wait_for()
    assert came[1].number not in phone.page.content()

    # Then somebody else takes the phone: a tap erases all, and a tick keeps nothing from then on.
    phone.restart(offline=False)
    phone.page.goto(FORM)
    phone.page.set_viewport_size({"width": 360, "height": 800})
    for way in ("button", "checkbox"):
        tell(phone.page, "Mương đầy rác", "red", tmp_path)
        phone.page.get_by_role("button", name="Giữ nháp trên máy này").click()
        phone.page.get_by_text("1 bản nháp trên máy này").wait_for()
        shot(phone.page, f"nhap-may-chung-{way}-360")
        name = "Xóa hết nháp, phiếu" if way == "button" else "Máy dùng chung: không giữ gì"
        phone.page.get_by_role(way, name=name).click()
        phone.page.get_by_text("1 bản nháp trên máy này").wait_for(state="hidden")
    assert not phone.page.get_by_role("button", name="Giữ nháp trên máy này").is_visible()
    assert phone.page.evaluate(ON_DISK) == []
    assert fits(phone.page) == (0, [])
    phone.restart(offline=True)
    phone.page.goto(FORM)
    phone.page.get_by_text("Máy dùng chung nên không giữ gì ở đây").wait_for()


TICKETS = """new Promise((done) => { const asked = indexedDB.open('danchu-stories', 1);
asked.onsuccess = () => {
const all = asked.result.transaction('tickets').objectStore('tickets').getAll();
all.onsuccess = () => done(all.result.map((one) => one.number).filter(Boolean)); }; })"""


@pytest.mark.browser
def test_a_story_under_way_in_another_tab_leaves_no_ticket_on_a_phone_that_was_emptied(somebody):
    ticket = send(Unit.objects.get(slug="xa-la-bang"))
    closing = somebody(service_workers="block")  # else its worker answers for the network
    closing.goto("/don-thu/theo-doi/")
    closing.get_by_label("Số theo dõi").fill(ticket.case.number)
    closing.get_by_label("Mã bí mật").fill(ticket.secret)
    closing.get_by_role("button", name="Mở").click()

    sending = closing.context.new_page()
    under_way = []

    def thinks(asked: Any) -> None:
        under_way.append(asked)

    sending.route("**/ban-nhap/", thinks)  # it has left, and the server thinks
    sending.goto(FORM)
    sending.get_by_role("button", name="Giữ nháp trên máy này").wait_for()
    sending.get_by_label("Kể chuyện").fill("Đèn đường đầu xóm hỏng")
    sending.get_by_role("button", name="Giữ nháp trên máy này").click()
    sending.get_by_text("1 bản nháp trên máy này").wait_for()
    sending.get_by_label("Kể chuyện").fill("Cống qua suối vỡ một bên")
    with sending.expect_request("**/ban-nhap/"):
        sending.get_by_role("button", name="Gửi cho xã").click()

    closing.get_by_role("button", name="Đóng phiếu trên máy này").click()
    closing.wait_for_url(lambda url: "/cua-toi/" not in url)
    sending.get_by_text("bản nháp trên máy này").wait_for(state="hidden")  # in this tab too
    with sending.expect_response("**/ban-nhap/") as answer:
        under_way[0].continue_()

    number = answer.value.json()["number"]
    assert Case.objects.filter(code=number.partition("-")[2]).exists()  # it had come
    sending.goto(FORM)
    sending.get_by_role("button", name="Giữ nháp trên máy này").wait_for()
    assert sending.evaluate(TICKETS) == []
    assert sending.evaluate(ON_DISK) == []
    assert number not in sending.locator("main").inner_text()
