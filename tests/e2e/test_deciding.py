"""Bà Tâm's road, tapped whole at 360 px: an initiative, a hall one household short, slips to all,
the decision sent and posted; and beside it a full hall that voted it down, without slips."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from danchu.decisions.actions import initiating, proposing
from danchu.decisions.actions.initiating import Idea
from danchu.decisions.models import Motion, SlipRound
from danchu.decisions.tests.factories import collected, proposal
from danchu.decisions.words import Given, Matter, State
from danchu.kit.clock import today
from danchu.meetings.models import Meeting
from danchu.meetings.tests.sheets import jpeg
from danchu.people import demo
from danchu.people.models import Household, Term, User
from danchu.people.roll.filling import New, fill
from danchu.people.roll.made_up import SURNAMES
from danchu.places.models import Unit
from tests.e2e.conftest import said
from tests.e2e.looking import fits

pytestmark = pytest.mark.browser
PIN = "402917"
TITLE = "Góp 600.000 đồng mỗi hộ làm đường"
SHEET = {"name": "to-kiem-dem.jpg", "mimeType": "image/jpeg", "buffer": jpeg()}
ESTIMATE = {
    "name": "du-toan.pdf",
    "mimeType": "application/pdf",
    "buffer": b"%PDF-1.4\n% 850 m\n%%EOF\n",
}


@pytest.fixture
def hamlet(house):
    """Two hundred households: the demo's sixty, and a hundred and forty more."""
    unit = Unit.objects.get(name="Đồng Tâm", demo=True)
    since = today() - timedelta(days=90)
    fill(
        New(unit.pk, n, f"{SURNAMES[n % 11]} Văn Hộ (minh họa)", f"Ngõ {n}", since)
        for n in range(61, 201)
    )
    return unit


@pytest.fixture
def later(monkeypatch):
    """Days go by for the whole house: what asks the clock is told a later moment."""
    real, gone = timezone.now, [0]  # noqa: TID251 - the one clock of the whole story is moved

    def passed(days: int) -> None:
        gone[0] += days

    monkeypatch.setattr(timezone, "now", lambda: real() + timedelta(days=gone[0]))
    return passed


@pytest.fixture
def phone(somebody):
    """Each on a phone of their own, by the card that the office printed; anew after some days."""
    pages = {}

    def of(username: str):
        page = pages.setdefault(username, somebody())
        page.context.set_default_timeout(60_000)  # a whole hall is ticked in one act
        card = demo.card_code(User.objects.get(username=username), on=today())
        page.context.clear_cookies()
        page.goto(f"/the/{card}/")
        page.get_by_label("Chọn mã PIN").fill(PIN)
        page.get_by_label("Nhập lại mã PIN").fill(PIN)
        page.locator("main form").get_by_role("button").first.click()
        page.wait_for_url("**/viec/")
        return page

    return of


def read(page) -> str:
    assert fits(page) == (0, [])
    return page.locator("main").inner_text()


def tap(page, name: str, then: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()
    page.wait_for_url(then)


def begun(hamlet: Unit, head: Term):
    """Nineteen of two hundred households signed on paper."""
    idea = Idea(Matter.CONTRIBUTION, TITLE, "Bê tông rộng 3 m.", "Lý A Sửu (minh họa)")
    found = initiating.begin(hamlet, idea, by=head, on=today())
    for one in Household.objects.filter(unit=hamlet).order_by("number")[:19]:
        initiating.endorse(found, one, way=Given.PAPER, day=today(), by=head, on=today())
    return found


def called(page, motion: Motion) -> Meeting:
    """Called, the motion on its agenda, its papers up, told, hung with a photo, papers handed."""
    day = today() + timedelta(days=2)
    page.goto("/hop/trieu-tap/")
    page.get_by_label("Họp về việc gì").fill("Họp xóm bàn làm đường")
    page.get_by_label("Ngày họp").fill(said(day))
    page.get_by_label("Giờ họp").fill("19h30")
    page.get_by_label("Họp ở đâu").fill("Nhà văn hóa xóm")
    read(page)
    tap(page, "Ghi, sang chương trình", re.compile(r"/hop/\d+/$"))
    meeting = Meeting.objects.order_by("-pk")[0]
    page.goto(f"/ban-quyet-dinh/{motion.pk}/viec/hop/")
    page.get_by_label(f"Họp xóm bàn làm đường, {said(day)}").check()
    tap(page, "Đưa vào chương trình", f"**/{motion.pk}/lam/")
    page.goto(f"/hop/{meeting.pk}/tai-lieu/")
    page.locator("input[type=file]").set_input_files(ESTIMATE)
    page.get_by_role("button", name="Đưa lên").click()
    page.get_by_text("Đã đưa tài liệu lên.").wait_for()
    page.goto(f"/hop/{meeting.pk}/bao/")
    page.get_by_label("Giấy mời").check()
    assert f"báo chậm nhất ngày {said(today())}" in read(page)
    tap(page, "Báo họp", f"**/hop/{meeting.pk}/")
    page.goto("/niem-yet/hom-nay/dan/")
    for one in page.locator(".tick", has_text=f"Thông báo họp ngày {said(day)}").all():
        one.locator("input").check()
    with page.expect_file_chooser() as choosing:
        page.locator("[data-choose]").click()
    choosing.value.set_files(SHEET)
    page.get_by_text("1 ảnh sẽ gửi kèm").wait_for()
    page.get_by_role("button", name="Đã dán, gửi").click()
    page.get_by_text("Xã đã nhận").wait_for()
    page.goto(f"/hop/{meeting.pk}/gui-tai-lieu/")
    page.get_by_label("Thông báo trực tiếp đến từng hộ").check()
    tap(page, "Ghi đã gửi", f"**/hop/{meeting.pk}/")
    return meeting


def opened(page, meeting: Meeting, came: int) -> None:
    """On its day: the list frozen, `came` households ticked, a secretary agreed to."""
    page.goto(f"/hop/{meeting.pk}/mo/")
    assert "Chưa đủ chứng" not in read(page)
    tap(page, "Mở cuộc họp, chốt danh sách hộ", "**/co-mat/")
    read(page)
    page.locator("#ho-1 button[name=ho]").click()
    page.get_by_text("1 trên 200 hộ có mặt").wait_for()
    page.goto(f"/hop/{meeting.pk}/co-mat/?xem=nhieu")
    boxes = page.locator("input[name=nhieu]")
    for at in range(came - 1):
        boxes.nth(at).check()
    page.get_by_role("button", name="Ghi các hộ đã đánh dấu").click()
    page.get_by_text(f"{came} trên 200 hộ có mặt").wait_for()
    page.goto(f"/hop/{meeting.pk}/thu-ky/")
    page.get_by_label("Họ tên thư ký").fill("Ma Thị Nga (minh họa)")
    page.get_by_label("Số hộ giơ tay đồng ý").fill(str(came))
    tap(page, "Ghi thư ký", f"**/hop/{meeting.pk}/")


def enter(page, address: str, which: str, yes: str, no: str) -> None:
    """One person's count, with a photo of the sheet."""
    page.goto(address)
    for label, value in (("Tán thành", yes), ("Không tán thành", no)):
        page.get_by_label(label, exact=True).fill(value)
    page.get_by_label("Ý kiến khác, phiếu trắng, phiếu hỏng").fill("0")
    page.locator("input[type=file]").set_input_files(SHEET)
    page.get_by_role("button", name=f"Nhập {which}").click()
    page.wait_for_load_state()


def voted(tam, mo, meeting: Meeting, came: int, yes: int, no: int) -> str:
    """The way chosen, two people count, they differ once, agree, and it is written."""
    item = meeting.items.get()
    address = f"/hop/{meeting.pk}/dem/{item.pk}/"
    tam.goto(address)
    tam.get_by_label("Giơ tay", exact=True).check()
    tam.get_by_label("Số hộ giơ tay chọn cách này").fill(str(came))
    tam.get_by_role("button", name="Ghi cách biểu quyết").click()
    tam.get_by_role("heading", name="Lần đếm thứ nhất").wait_for()
    enter(tam, address, "lần đếm thứ nhất", "l33", "0")
    assert "“l33” có chữ. Có phải 133 không?" in tam.locator("main").inner_text()
    enter(tam, address, "lần đếm thứ nhất", str(yes), str(no))
    assert "Số được che" in read(tam)
    enter(mo, address, "lần đếm thứ hai", str(yes - 1), str(no + 1))
    assert "Hai lần đếm chưa khớp" in read(mo)
    mo.get_by_role("link", name="Nhập lại lần thứ hai").click()
    enter(mo, f"{address}?lan=B", "lần đếm thứ hai", str(yes), str(no))
    tam.goto(address)
    assert "Hai lần đếm khớp nhau" in read(tam)
    tam.get_by_role("button", name="Ghi kết quả", exact=True).click()
    tam.get_by_text("Đã ghi kết quả.").wait_for()
    said_so = read(tam)
    tam.goto(f"/hop/{meeting.pk}/ket-thuc/")
    tap(tam, "Kết thúc, viết biên bản", f"**/hop/{meeting.pk}/bien-ban/")
    minutes = read(tam)
    assert "Tổng số hộ gia đình: 200" in minutes
    return said_so


def test_a_road_goes_from_an_initiative_to_the_board(hamlet, phone, somebody, later):
    tam = phone("tam")
    head = Term.objects.get(person__username="tam")
    found = begun(hamlet, head)
    tam.goto(f"/ban-quyet-dinh/sang-kien/{found.pk}/")
    assert "19 hộ đồng thuận còn giá trị hôm nay" in read(tam)
    tam.get_by_label("Hộ số (trong sổ hộ)").fill("2O")
    tam.get_by_role("button", name="Ghi hộ này").click()
    assert "Chỉ ghi số" in read(tam)
    tam.get_by_label("Hộ số (trong sổ hộ)").fill("20")
    tam.get_by_role("button", name="Ghi hộ này").click()
    tam.get_by_role("heading", name="20 hộ đồng thuận còn giá trị hôm nay").wait_for()
    for what, button in (("gui", "Gửi đề xuất"), ("dua-ra-ban", "Đưa ra bàn")):
        tam.goto(f"/ban-quyet-dinh/sang-kien/{found.pk}/viec/{what}/")
        read(tam)
        tap(tam, button, f"**/sang-kien/{found.pk}/")
    motion = Motion.objects.get(title=TITLE)

    meeting = called(tam, motion)
    later(2)
    tam, mo = phone("tam"), phone("mo")
    opened(tam, meeting, 133)
    assert "133 trên 200 hộ có mặt, cần 134" in voted(tam, mo, meeting, 133, 133, 0)

    tam.goto(f"/ban-quyet-dinh/{motion.pk}/lam/")
    read(tam)
    tam.get_by_role("link", name="Phát phiếu từng hộ").click()
    tam.wait_for_url("**/phat-phieu/**")
    assert "Được phát phiếu" in read(tam)
    _plan(tam)
    slips = SlipRound.objects.get(part__motion=motion)
    tam.get_by_role("button", name="Ghi: đã gửi hôm nay").click()
    tam.get_by_text("Đã ghi gửi kế hoạch.").wait_for()
    tam.get_by_role("button", name="Chốt sổ, lập phiếu").click()
    tam.get_by_text("đã thu 0 trên 200 phiếu").wait_for()
    slips.refresh_from_db()
    assert (slips.slips.count(), slips.roll.whole) == (200, 200)

    later(2)
    tam = phone("tam")
    _collect(tam, slips)
    later(2)
    tam = phone("tam")
    _count(tam, slips)
    stub = somebody()
    stub.goto(f"/ban-quyet-dinh/phieu/{slips.slips.order_by('number')[0].code}/")
    assert "Đã thu" in read(stub)
    _decide(tam, motion)
    stub.goto(f"/ban-quyet-dinh/{motion.pk}/")
    told = read(stub)
    assert "134 trên 200 hộ tán thành, cần 134." in told
    assert "Lý Văn Một" not in told


def _plan(page) -> None:
    page.get_by_label("Điện thoại").check()
    page.get_by_label("Phát phiếu ngày").fill(said(today() + timedelta(days=1)))
    page.get_by_label("Thu phiếu đến hết ngày").fill(said(today() + timedelta(days=3)))
    page.locator("[name=name_1]").fill("Bàn Thị Mơ")
    page.locator("[name=name_2]").fill("Lý Văn Tư")
    page.locator("[name=name_3]").fill("Hà Thị Năm")
    page.get_by_role("button", name="Ghi kế hoạch").click()
    page.get_by_text("phải báo cho dân chậm nhất ngày").first.wait_for()
    assert page.locator("[name=name_2]").input_value() == "Lý Văn Tư"
    page.get_by_label("Phát phiếu ngày").fill(said(today() + timedelta(days=2)))
    tap(page, "Ghi kế hoạch", "**/dot-phieu/**")


def _collect(page, found: SlipRound) -> None:
    """One stub is tapped, and once more by mistake; the others come back the same way."""
    page.goto(f"/ban-quyet-dinh/dot-phieu/{found.pk}/")
    for _ in range(2):
        page.get_by_label("Số phiếu trên cuống").fill("7")
        page.get_by_role("button", name="Ghi đã thu").click()
        page.wait_for_load_state()
    assert "Phiếu số 7 đã ghi thu" in read(page)
    assert found.slips.exclude(collected_on=None).count() == 1
    collected(found, 180)


def _count(page, found: SlipRound) -> None:
    """Form 04 before two households: once one short, then as it is."""
    page.goto(f"/ban-quyet-dinh/dot-phieu/{found.pk}/")
    page.get_by_label("Đại diện hộ chứng kiến thứ nhất").fill("Lý Văn Một")
    page.get_by_label("Đại diện hộ chứng kiến thứ hai").fill("Hà Thị Hai")
    for other in ("5", "6"):
        page.get_by_label("Số phiếu tán thành").fill("134")
        page.get_by_label("Số phiếu không tán thành").fill("40")
        page.get_by_label("Ý kiến khác, phiếu trắng").fill(other)
        page.get_by_role("button", name="Ghi kết quả kiểm phiếu").click()
        page.wait_for_load_state()
        if other == "5":
            assert "Cộng lại là 179 phiếu, cuống ghi đã thu 180." in read(page)
    page.wait_for_url("**/lam/")


def _decide(page, motion: Motion) -> None:
    page.goto(f"/ban-quyet-dinh/{motion.pk}/lam/")
    assert "134 trên 200 hộ tán thành, cần 134." in read(page)
    page.goto(f"/ban-quyet-dinh/{motion.pk}/viec/lap-van-ban/")
    page.get_by_label("Đã thống nhất hình thức văn bản").fill("tại cuộc họp")
    page.get_by_label("Nội dung quyết định").fill("Mỗi hộ góp 600.000 đồng.")
    page.get_by_label("Đại diện hộ ký thứ nhất").fill("Lý Văn Một")
    page.get_by_label("Đại diện hộ ký thứ hai").fill("Hà Thị Hai")
    page.get_by_label("Ai tổ chức thực hiện").fill("Trưởng xóm")
    tap(page, "Lập văn bản", "**/lam/")
    for what, button in (("gui", "Ghi: đã gửi hôm nay"), ("niem-yet", "Chuyển đi niêm yết")):
        page.goto(f"/ban-quyet-dinh/{motion.pk}/viec/{what}/")
        tap(page, button, f"**/{motion.pk}/lam/")
    page.goto(f"/ban-quyet-dinh/{motion.pk}/van-ban/")
    assert "tổng số hộ gia đình: 200" in page.locator("main").inner_text()
    page.goto("/niem-yet/hom-nay/dan/")
    assert f"Kết quả: {TITLE}" in page.locator("main").inner_text()


def test_what_a_full_hall_voted_down_gets_no_slips(hamlet, phone, later):
    tam, head = phone("tam"), Term.objects.get(person__username="tam")
    motion = proposing.propose(hamlet, proposal(), by=head, on=today())
    mo = phone("mo")
    mo.goto(f"/ban-quyet-dinh/{motion.pk}/viec/thong-nhat/")
    tap(mo, "Đã thống nhất, đưa ra bà con bàn", "**/lam/")

    meeting = called(tam, motion)
    later(2)
    tam, mo = phone("tam"), phone("mo")
    opened(tam, meeting, 150)
    told = voted(tam, mo, meeting, 150, 133, 17)
    assert "Không được thông qua" in told
    assert "133 trên 200 hộ tán thành, cần 134" in told
    tam.goto(f"/ban-quyet-dinh/phat-phieu/{motion.parts.get().pk}/")
    said_so = read(tam)
    assert "Không phát phiếu cho việc này" in said_so
    assert "Nghị định 59/2023/NĐ-CP, Điều 4 khoản 1 điểm b" in said_so
    motion.refresh_from_db()
    assert motion.state == State.LOST
