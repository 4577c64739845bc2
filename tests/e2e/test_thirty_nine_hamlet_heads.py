"""The first day: 39 hamlet heads in one file, a card lets one in, the end of a term shuts it."""

import io
from datetime import timedelta

import pytest
from openpyxl import Workbook
from pypdf import PdfReader

from danchu.kit.clock import today
from danchu.people import actions
from danchu.people.models import Card, Role, Term, User
from danchu.people.tests.factories import xom_named
from danchu.places.models import Kind, Unit
from tests.e2e.looking import wider

HEADS = 39
NAMES = (
    "Hoa",
    "Lan",
    "Mai",
    "Đào",
    "Cúc",
    "Sen",
    "Huệ",
    "Hồng",
    "Bưởi",
    "Nhài",
    "Quế",
    "Hồi",
    "Sa",
)
FAMILIES = ("Nông Thị", "Hoàng Văn", "Triệu Đức")


def the_file() -> bytes:
    """One head a hamlet, as an office would type it; the last line is not fit."""
    book = Workbook()
    sheet = book.active
    sheet.append(["Họ và tên", "Vai", "Xóm", "Điện thoại", "Từ ngày", "Văn bản"])
    people = [f"{family} {name}" for family in FAMILIES for name in NAMES]
    for number, name in enumerate(people):
        phone, since = f"09120000{number:02}", today() - timedelta(days=1)
        sheet.append([name, "Trưởng xóm", f"Xóm Số {number}", phone, since, "12/QĐ-UBND"])
    sheet.append(["Lý Thị Lạc", "Trưởng xóm", "Xóm Số Không Có", "", today(), "12/QĐ-UBND"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.fixture
def hamlets(house):
    commune = Unit.objects.get(kind=Kind.COMMUNE, slug="xa-la-bang")
    for number in range(HEADS):
        xom_named(f"Số {number}", f"xom-so-{number}", commune)


@pytest.mark.browser
def test_a_list_becomes_cards_and_a_card_lets_in_whoever_never_had_a_password(
    hamlets, official, somebody, tmp_path
):
    lan = official("lan")
    lan.goto("/tai-khoan/nguoi-va-may/")
    lan.get_by_role("link", name="Nhập cả danh sách").click()
    sent = tmp_path / "truong-xom.xlsx"
    sent.write_bytes(the_file())
    lan.get_by_label("Tệp dữ liệu").set_input_files(sent)
    lan.get_by_role("button", name="Xem trước").click()
    lan.get_by_role("button", name=f"Ghi {HEADS} dòng vào sổ").wait_for()
    assert "Không có “Xóm Số Không Có”" in lan.locator("main").inner_text()
    assert not Term.objects.filter(person__full_name="Nông Thị Hoa").exists()
    lan.get_by_role("button", name=f"Ghi {HEADS} dòng vào sổ").click()

    with lan.expect_download() as loading:
        lan.get_by_role("button", name=f"In thẻ cho {HEADS} người").click()
    paper = tmp_path / "the.pdf"
    loading.value.save_as(paper)
    sheets = [page.extract_text() for page in PdfReader(paper).pages]
    assert len(sheets) == 5  # 39 cards, eight to a sheet
    assert Card.objects.usable(on=today()).filter(person__full_name="Nông Thị Hoa").count() == 1
    mine = sheets[0].split("Nông Thị Hoa")[1]
    code = mine.split("Mã thẻ:")[1].split()[0]

    hoa = somebody()
    hoa.goto(f"/the/{code}/")
    assert "N… T… Hoa" in hoa.locator("main").inner_text()
    hoa.get_by_label("Chọn mã PIN").fill("480195")
    hoa.get_by_label("Nhập lại mã PIN").fill("480195")
    hoa.locator("main form button").last.click()
    hoa.wait_for_url("**/viec/")
    hoa.goto("/tai-khoan/quyen/")
    said = hoa.locator("main").inner_text()
    assert "Trưởng xóm, xóm Số 0" in said
    assert "Xem việc đến hạn của vai mình" in said
    assert wider(hoa) == 0

    person = User.objects.get(full_name="Nông Thị Hoa")
    assert not person.has_usable_password()
    office = Term.objects.get(person__username="lan", role=Role.CLERK)
    actions.end_term(
        person.terms.get(), last_day=today() - timedelta(days=1), by=office, on=today()
    )

    hoa.goto("/viec/")
    assert "hiện không giữ vai nào" in hoa.locator("main").inner_text()
    hoa.goto("/tai-khoan/quyen/")
    assert "Hôm nay không giữ vai nào" in hoa.locator("main").inner_text()
