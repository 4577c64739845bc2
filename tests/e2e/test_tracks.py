"""Each lawful way told whole: a phone of 360 px without scripts, the office's desk, and back."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client

from danchu.kit.clock import today
from danchu.people.models import Role
from danchu.people.tests.factories import in_office, signed_in
from danchu.petitions.models import Case, Denunciation, State
from danchu.places.models import Kind, Unit
from tests.e2e.conftest import said
from tests.e2e.looking import fits, wider

CULVERT = "Cống qua suối vỡ một bên, trẻ con đi học phải lội. Mong xã sửa trước Tết."
ACCUSES = "Kế toán xã ăn chặn tiền hỗ trợ của bà con"
LAND = "Quyết định ghi thiếu 120 mét vuông đất của nhà tôi so với sổ đỏ cũ."
DESK = {"viewport": {"width": 1280, "height": 800}}


def ticket_on(page, letters: str) -> tuple[str, str]:
    """Number and secret, as the ticket on this page says them."""
    text = page.locator("main").inner_text()
    code = re.search(rf"{letters}-([2-9A-Z]{{8}})", text)[1]
    return code, re.search(r"([2-9A-Z]{4}(?:-[2-9A-Z]{4}){3})", text)[1]


def does(page, slug: str, button: str, **fields: str) -> None:
    """One act on an open case, as the officer does it."""
    form = page.locator(f"#{slug}")
    if form.evaluate("one => one.tagName === 'DETAILS' && !one.open"):
        form.locator("summary").click()
    for name, words in fields.items():
        form.locator(f"[name={slug}-{name}]").fill(words)
    form.get_by_role("button", name=button, exact=True).click()
    page.get_by_text("Đã ghi:").wait_for()


def opened(phone, code: str, secret: str) -> None:
    phone.goto("/don-thu/theo-doi/")
    phone.get_by_label("Số theo dõi").fill(code.lower())
    phone.get_by_label("Mã bí mật").fill(secret)
    phone.get_by_role("button", name="Mở").click()


def in_province(somebody):
    """A screen on which somebody of the province's office is signed in."""
    above = Unit.objects.standing(on=today()).get(kind=Kind.PROVINCE)
    client = signed_in(Client(), in_office("loan", Role.INSPECTOR, above))
    page = somebody(**DESK)
    page.goto("/healthz")
    name = settings.SESSION_COOKIE_NAME
    cookie = {"name": name, "value": client.cookies[name].value, "url": page.url}
    page.context.add_cookies([cookie])
    return page


@pytest.mark.browser
def test_a_petition_is_classified_answered_and_open_again(official, somebody):
    phone = somebody(javascript=False)
    phone.goto("/don-thu/")
    phone.get_by_label("Gửi xã, phường nào?").select_option(label="Xã La Bằng")
    phone.get_by_role("button", name="Viết phản ánh, kiến nghị").click()
    phone.get_by_label("Kể chuyện").fill(CULVERT)
    phone.get_by_role("button", name="Gửi cho xã").click()
    code, secret = ticket_on(phone, "PA")

    lan = official("lan", **DESK)
    lan.goto("/don-thu/ban/")
    assert fits(lan) == (0, [])
    box = lan.get_by_label(f"Đánh dấu PA-{code}")
    box.press("Control+a")
    open_now = lan.locator("[name=cases]").count()
    lan.get_by_text(f"Đã đánh dấu {open_now} trên {open_now} đơn").wait_for()
    lan.get_by_role("button", name="Đánh dấu cả trang").click()  # and back
    box.press(" ")
    lan.get_by_role("button", name="Giao, bàn giao").press("Enter")
    assert box.is_checked()
    lan.get_by_label("Giao ai?").select_option(label="Ma Thị Lan, Công chức Văn phòng")
    lan.get_by_role("button", name="Giao", exact=True).press("Enter")
    lan.get_by_text("Đã giao 1 đơn").wait_for()
    lan.get_by_role("link", name=f"PA-{code}").click()
    lan.wait_for_url("**/don-thu/ban/*/")
    assert fits(lan) == (0, [])
    lan.locator("#doi-loai summary").click()
    lan.locator("#doi-loai").get_by_label("Kiến nghị", exact=True).check()
    does(lan, "doi-loai", "Đổi loại, báo người gửi", words="Đây là lời đề nghị xã sửa một cái cống")
    assert f"KN-{code}" in lan.locator("h1").inner_text()
    lan.get_by_role("button", name="Gửi câu trả lời").click()
    lan.get_by_text("Chưa ghi căn cứ").first.wait_for()
    done = "Đã bắc cầu tạm, đổ lại cống xong ngày 07/12."
    does(lan, "tra-loi", "Gửi câu trả lời", words=done, cite="Xem tại chỗ ngày 26/11")

    again = somebody()  # another phone, with scripts
    opened(again, f"KN-{code}", secret)
    again.get_by_text("đổ lại cống xong").wait_for()
    assert "Căn cứ: Xem tại chỗ ngày 26/11" in again.locator("main").inner_text()
    assert fits(again) == (0, [])
    again.get_by_label("Chưa được ở chỗ nào?").fill("Mưa xuống lại vỡ")
    again.get_by_role("button", name="Chưa được, mở lại").click()
    again.get_by_text("Đã mở lại. Văn phòng sẽ trả lời lại").wait_for()
    assert Case.objects.get(code=code).state == State.WORKING


@pytest.mark.browser
def test_a_complaint_is_handed_in_settled_and_complained_of_again(official, somebody):
    phone = somebody(javascript=False)
    phone.goto("/don-thu/khieu-nai/")
    phone.get_by_label("Họ và tên người khiếu nại").fill("Nông Thị Vắng")
    phone.get_by_label("Địa chỉ").fill("xóm Đồng Tâm")
    phone.get_by_label("Gửi Chủ tịch").select_option(label="Xã La Bằng")
    phone.get_by_label("Khiếu nại quyết định, việc làm nào?").fill("Quyết định 12/QĐ-UBND")
    phone.get_by_label("Vì sao không đúng").fill(LAND)
    phone.get_by_label("Đề nghị giải quyết thế nào").fill("Ghi lại cho đúng diện tích.")
    assert wider(phone) == 0
    with phone.expect_download() as paper:
        phone.get_by_role("button", name="Làm đơn, tải về").click()
    assert paper.value.suggested_filename == "don-khieu-nai.pdf"
    assert not Case.objects.filter(text=LAND).exists()

    lan = official("lan", **DESK)
    lan.goto("/don-thu/ban/khieu-nai/")
    assert fits(lan) == (0, [])
    lan.get_by_label("Người khiếu nại", exact=True).fill("Nông Thị Vắng")
    lan.get_by_label("Khiếu nại quyết định, việc làm nào?").fill("Quyết định 12/QĐ-UBND")
    lan.get_by_label("Người khiếu nại nhận hoặc biết").fill(said(today() - timedelta(20)))
    lan.get_by_label("Tóm tắt nội dung").fill(LAND)
    lan.get_by_role("button", name="Nhận đơn, in giấy biên nhận").click()
    lan.get_by_text("Đơn phải có chữ ký hoặc điểm chỉ").first.wait_for()
    lan.get_by_label("Đơn có chữ ký hoặc điểm chỉ").check()
    lan.get_by_role("button", name="Nhận đơn, in giấy biên nhận").click()
    lan.get_by_text("Đưa phiếu cho người ấy").wait_for()
    code, secret = ticket_on(lan, "KNai")
    assert fits(lan) == (0, [])
    with lan.expect_download() as receipt:
        lan.get_by_role("link", name="Giấy biên nhận, Word").click()
    assert receipt.value.suggested_filename.startswith(f"KNai-{code}")
    lan.get_by_role("link", name="Mở đơn").click()
    lan.wait_for_url("**/don-thu/ban/*/")
    does(lan, "thu-ly", "Thụ lý hôm nay")
    day = said(today() + timedelta(days=8))
    talk = {"place": "8 giờ, hội trường xã", "words": "Diện tích đất ghi trong quyết định."}
    does(lan, "moi-doi-thoai", "Gửi thông báo đối thoại", day=day, **talk)
    opened(phone, f"KNai-{code}", secret)
    assert f"Ngày {day}, 8 giờ" in phone.locator("main").inner_text()
    lan.locator("#quyet-dinh").get_by_label("Khiếu nại đúng một phần").check()
    decided = {"words": "Ghi lại 80 mét vuông theo bản đồ địa chính.", "cite": "Luật Đất đai"}
    does(lan, "quyet-dinh", "Ghi quyết định", number="15/QĐ-UBND", **decided)
    does(lan, "gui-quyet-dinh", "Ghi: đã gửi hôm nay")

    opened(phone, f"KNai-{code}", secret)
    text = phone.locator("main").inner_text()
    assert "15/QĐ-UBND" in text
    assert "khiếu nại lần hai" in text
    assert wider(phone) == 0

    province = in_province(somebody)
    province.goto("/don-thu/ban/khieu-nai/")
    province.get_by_label("Người khiếu nại", exact=True).fill("Nông Thị Vắng")
    province.get_by_label("Khiếu nại quyết định, việc làm nào?").fill("Quyết định 15/QĐ-UBND")
    province.get_by_label("Tóm tắt nội dung").fill(LAND)
    province.get_by_label("Khiếu nại lần hai").check()
    province.get_by_role("textbox", name="Quyết định lần đầu").fill("15/QĐ-UBND")
    province.get_by_label("Đơn có chữ ký hoặc điểm chỉ").check()
    province.get_by_role("button", name="Nhận đơn, in giấy biên nhận").click()
    province.get_by_role("link", name="Mở đơn").click()
    does(province, "thu-ly", "Thụ lý hôm nay")
    assert "lần hai" in province.locator("main").inner_text()
    assert fits(province) == (0, [])


@pytest.mark.browser
def test_words_that_accuse_stop_and_the_office_knows_a_number_alone(official, somebody):
    phone = somebody(javascript=False)
    phone.goto("/don-thu/gui/xa-la-bang/")
    before = Case.objects.count()
    phone.get_by_label("Kể chuyện").fill(ACCUSES)
    phone.get_by_role("button", name="Gửi cho xã").click()
    assert "Tố cáo không nhận qua mạng" in phone.locator("h1").inner_text()
    text = phone.locator("main").inner_text()
    assert "trụ sở Ủy ban nhân dân xã La Bằng" in text
    assert "Không ai được để lộ họ tên" in text
    assert wider(phone) == 0
    assert Case.objects.count() == before
    assert ACCUSES in phone.get_by_label("Kể chuyện").input_value()  # to be mended, nowhere kept

    binh = official("binh", **DESK)
    binh.goto("/don-thu/viec-mat/")
    assert fits(binh) == (0, [])
    binh.get_by_role("button", name="Lấy số, bắt đầu đếm hạn").click()
    binh.wait_for_url("**/don-thu/viec-mat/*/")
    one = Denunciation.objects.latest("pk")
    assert f"Việc mật số {one.number}" in binh.locator("h1").inner_text()
    assert fits(binh) == (0, [])
    binh.get_by_role("button", name="Thụ lý", exact=True).click()
    binh.get_by_text("Đã ghi sổ").wait_for()

    lan = official("lan", **DESK)
    lan.goto("/viec/")
    assert "Việc mật" not in lan.locator("main").inner_text()
    answer = lan.goto(f"/don-thu/viec-mat/{one.pk}/")
    assert answer.status == 404
    assert lan.goto("/don-thu/viec-mat/").status == 404
