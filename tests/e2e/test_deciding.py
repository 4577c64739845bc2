"""Bà Tâm's road, told whole at 360 px: an initiative, a hall one household short, slips to all, the
decision sent and posted; and beside it a matter that was voted down, to which slips are refused."""

from datetime import timedelta

import pytest

from danchu.decisions.actions import initiating, proposing, slips
from danchu.decisions.actions.initiating import Idea
from danchu.decisions.models import Motion, SlipRound
from danchu.decisions.tests.factories import collected, plan, proposal
from danchu.decisions.words import Given, Matter, State, Way
from danchu.kit.clock import today
from danchu.people import demo
from danchu.people.models import FrozenRoll, Household, Term, User
from danchu.people.roll.filling import New, fill
from danchu.people.roll.made_up import SURNAMES
from danchu.places.models import Unit
from tests.e2e.conftest import said
from tests.e2e.test_entering_for import fits

pytestmark = pytest.mark.browser
PIN = "402917"
TITLE = "Góp 600.000 đồng mỗi hộ làm đường"


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
def tam(somebody):
    """The hamlet head on her own phone, by the card that the office printed."""
    page = somebody()
    page.goto(f"/the/{demo.card_code(User.objects.get(username='tam'), on=today())}/")
    page.get_by_label("Chọn mã PIN").fill(PIN)
    page.get_by_label("Nhập lại mã PIN").fill(PIN)
    page.locator("main form").get_by_role("button").first.click()
    page.wait_for_url("**/viec/")
    return page


def read(page) -> str:
    assert fits(page) == (0, [])
    return page.locator("main").inner_text()


def count(page, motion, numbers) -> str:
    """The paper minutes of a hall, typed by the head."""
    page.goto(f"/ban-quyet-dinh/{motion.pk}/viec/ghi-ket-qua/")
    labels = (
        "Họp ngày", "Tổng số hộ", "Số hộ có đại diện dự họp", "Số hộ tán thành",
        "Số hộ không tán thành", "Ý kiến khác, phiếu trắng, phiếu không hợp lệ",
    )  # fmt: skip
    for label, value in zip(labels, (said(today()), 200, *numbers), strict=True):
        page.get_by_label(label, exact=True).fill(str(value))
    page.get_by_role("button", name="Ghi kết quả và kết luận").click()
    page.wait_for_url(f"**/ban-quyet-dinh/{motion.pk}/lam/")
    return read(page)


def begun(hamlet: Unit, head: Term):
    """Twenty of two hundred households signed on paper."""
    idea = Idea(Matter.CONTRIBUTION, TITLE, "Bê tông rộng 3 m.", "Lý A Sửu (minh họa)")
    found = initiating.begin(hamlet, idea, by=head, on=today())
    for one in Household.objects.filter(unit=hamlet).order_by("number")[:19]:
        initiating.endorse(found, one, way=Given.PAPER, day=today(), by=head, on=today())
    return found


def test_a_road_goes_from_an_initiative_to_the_board(hamlet, tam, somebody):
    head = Term.objects.get(person__username="tam")
    found = begun(hamlet, head)
    tam.goto(f"/ban-quyet-dinh/sang-kien/{found.pk}/")
    assert "19 hộ đồng thuận còn giá trị hôm nay" in read(tam)
    tam.get_by_label("Hộ số (trong sổ hộ)").fill("2O")
    tam.get_by_role("button", name="Ghi hộ này").click()
    assert "Chỗ này chỉ ghi chữ số" in read(tam)
    tam.get_by_label("Hộ số (trong sổ hộ)").fill("20")
    tam.get_by_role("button", name="Ghi hộ này").click()
    tam.get_by_role("heading", name="20 hộ đồng thuận còn giá trị hôm nay").wait_for()
    for what, button in (("gui", "Gửi đề xuất"), ("dua-ra-ban", "Đưa ra bàn")):
        tam.goto(f"/ban-quyet-dinh/sang-kien/{found.pk}/viec/{what}/")
        read(tam)
        tam.get_by_role("button", name=button).click()
        tam.wait_for_url(f"**/sang-kien/{found.pk}/")
    motion = Motion.objects.get(title=TITLE)

    assert "133 trên 200 hộ có mặt, cần 134" in count(tam, motion, (133, 133, 0, 0))
    tam.get_by_role("link", name="Phát phiếu từng hộ").click()
    tam.wait_for_url("**/phat-phieu/**")
    assert "Được phát phiếu" in read(tam)
    _plan(tam)
    found = SlipRound.objects.get()
    tam.get_by_role("button", name="Ghi: đã gửi hôm nay").click()
    tam.get_by_text("Đã ghi gửi kế hoạch.").wait_for()
    tam.get_by_role("button", name="Chốt sổ, lập phiếu").click()
    tam.get_by_text("đã thu 0 trên 200 phiếu").wait_for()
    assert (found.slips.count(), FrozenRoll.objects.filter(kind="slip_round").count()) == (200, 1)

    _collect_and_count(found, head)
    stub = somebody()
    stub.goto(f"/ban-quyet-dinh/phieu/{found.slips.first().code}/")
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
    page.get_by_role("button", name="Ghi kế hoạch").click()
    page.wait_for_url("**/dot-phieu/**")


def _collect_and_count(found: SlipRound, head: Term) -> None:
    """Days go by: 180 stubs come back, two households see the count."""
    collected(found, 180)
    tally = slips.Tally(134, 40, 6, "Lý Văn Một", "Hà Thị Hai")
    slips.count_slips(found, tally, by=head, on=found.collect_until + timedelta(days=1))


def _decide(page, motion: Motion) -> None:
    page.goto(f"/ban-quyet-dinh/{motion.pk}/lam/")
    assert "134 trên 200 hộ tán thành, cần 134." in read(page)
    page.goto(f"/ban-quyet-dinh/{motion.pk}/viec/lap-van-ban/")
    page.get_by_label("Đã thống nhất hình thức văn bản").fill("tại cuộc họp")
    page.get_by_label("Nội dung quyết định").fill("Mỗi hộ góp 600.000 đồng.")
    page.get_by_label("Đại diện hộ ký thứ nhất").fill("Lý Văn Một")
    page.get_by_label("Đại diện hộ ký thứ hai").fill("Hà Thị Hai")
    page.get_by_label("Ai tổ chức thực hiện").fill("Trưởng xóm")
    page.get_by_role("button", name="Lập văn bản").click()
    page.wait_for_url("**/lam/")
    for what, button in (("gui", "Ghi: đã gửi hôm nay"), ("niem-yet", "Chuyển đi niêm yết")):
        page.goto(f"/ban-quyet-dinh/{motion.pk}/viec/{what}/")
        page.get_by_role("button", name=button).click()
        page.wait_for_url(f"**/{motion.pk}/lam/")
    page.goto(f"/ban-quyet-dinh/{motion.pk}/van-ban/")
    assert "tổng số hộ gia đình: 200" in page.locator("main").inner_text()
    page.goto("/niem-yet/hom-nay/dan/")
    assert f"Kết quả: {TITLE}" in page.locator("main").inner_text()


def test_what_a_full_hall_voted_down_gets_no_slips(hamlet, tam):
    head = Term.objects.get(person__username="tam")
    front = Term.objects.get(person__username="mo")
    motion = proposing.propose(hamlet, proposal(way=Way.MEETING), by=head, on=today())
    motion = proposing.agree(motion, by=front, on=today())

    told = count(tam, motion, (150, 133, 17, 0))
    assert "Không được thông qua" in told
    assert "133 trên 200 hộ tán thành, cần 134" in told
    tam.goto(f"/ban-quyet-dinh/phat-phieu/{motion.parts.get().pk}/")
    said_so = read(tam)
    assert "Không phát phiếu cho việc này" in said_so
    assert "Nghị định 59/2023/NĐ-CP, Điều 4 khoản 1 điểm b" in said_so
    motion.refresh_from_db()
    assert (motion.state, plan().announced_how) == (State.LOST, "giấy mời")
