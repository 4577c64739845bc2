"""One household in two hamlets of a commune: told to its office, never refused."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import Workbook

from danchu.kit import batches
from danchu.kit.clock import today
from danchu.people import actions
from danchu.people.access.rolls import hamlets_of
from danchu.people.actions.households import Entry, Ground
from danchu.people.models import Household, Role
from danchu.people.roll import erasing
from danchu.people.roll.importing import Households
from danchu.people.tests.factories import in_office, xom_named

pytestmark = pytest.mark.django_db
ON, SINCE = date(2026, 12, 2), date(2026, 1, 5)
ROLLS = "/so-ho/"
NAME, ADDRESS = "Lý A Sửu", "Số 12, đường Đồng Tâm"


@pytest.fixture
def beside(commune):
    return xom_named("Non Bẹo", "xom-non-beo", commune)


def written(unit, by, name=NAME, address=ADDRESS):
    entry = Entry(name, address)
    return actions.add_household(unit, entry, Ground(SINCE, "đơn"), by=by, on=ON)


def test_the_office_reads_both_hamlets_and_nobody_else_does(
    commune, hamlet, beside, elsewhere, lan, tam, mai, binh, desk_of
):
    one, other = written(hamlet, lan), written(beside, lan, "LÝ A SỬU")
    written(beside, lan, "Hà Thị Mẩy", "Cạnh nhà văn hóa")
    written(xom_named("Khe Cạn", "xom-khe-can", elsewhere), mai)  # another commune's is not one

    for office in (lan, binh):
        page = desk_of(office).get(ROLLS).content.decode()
        assert "Có thể ghi ở hai sổ" in page
        assert f'<a href="/so-ho/ho/{one.pk}/">Xóm Đồng Tâm, hộ số 1</a>' in page
        assert f'<a href="/so-ho/ho/{other.pk}/">Xóm Non Bẹo, hộ số 1</a>' in page
        assert page.count("hộ số") == 2
        assert NAME not in page  # a name is opened at its household, and noted there
    for stranger in (tam, mai):
        assert "hai sổ" not in desk_of(stranger).get(ROLLS).content.decode()
    assert Household.objects.count() == 4  # nothing was refused

    actions.strike_household(other, Ground(ON, "ghi ở xóm Đồng Tâm"), by=lan, on=ON)
    assert "hai sổ" not in desk_of(lan).get(ROLLS).content.decode()


def test_two_erased_households_are_not_one_in_two_rolls(hamlet, beside, lan, desk_of):
    for unit in (hamlet, beside):
        one = written(unit, lan, f"Lý A {unit.name}")
        erasing.empty(one, one.name, on=ON)

    assert "hai sổ" not in desk_of(lan).get(ROLLS).content.decode()


def test_writing_one_down_again_is_said_at_once_to_the_office_and_not_to_a_head(
    hamlet, beside, lan, desk_of
):
    head = in_office("pao", Role.COMMUNITY_HEAD, beside, full_name="Lý A Pao").terms.get()
    sent = {"kind": "moved_in", "day": f"{today():%d/%m/%Y}", "ground": "đơn ngày 01/11/2026"}
    for by, name, warned in ((lan, NAME, True), (head, "Bàn A Hai", False)):
        written(hamlet, lan, name)
        sent |= {"name": name, "address": ADDRESS}
        answer = desk_of(by).post(f"/so-ho/{beside.slug}/them/", sent, follow=True)
        assert Household.objects.filter(unit=beside, name=name).exists()
        assert ("Sổ xóm Đồng Tâm cũng có hộ số" in answer.content.decode()) is warned


def listed(lan, rows, *, only=None):
    """The dry run of a list: what is said of each line."""
    book = Workbook()
    head = ["Họ và tên người đại diện", "Địa chỉ thường trú", "Từ ngày"]
    for row in [[*head, "Thôn, xóm"], *rows]:
        book.active.append(row)
    out = BytesIO()
    book.save(out)
    importer = Households([lan.unit], hamlets_of(lan.unit), only=only)
    batch = batches.preview(importer, out.getvalue(), "so.xlsx", by=lan, unit_id=lan.unit_id, on=ON)
    return [str(one.fields) for one in sorted(batches.changes_of(batch), key=lambda one: one.line)]


def test_a_list_says_which_other_roll_holds_the_household(hamlet, beside, lan):
    written(hamlet, lan)
    said = listed(
        lan,
        [
            [NAME, ADDRESS, SINCE, "Xóm Non Bẹo"],
            ["Hà Thị Mẩy", "Cạnh nhà văn hóa", SINCE, "Xóm Non Bẹo"],
            ["Bàn A Hai", "Số 3, ngõ 1", SINCE, "Xóm Non Bẹo"],
            ["Bàn A Hai", "Số 3, ngõ 1", SINCE, "Xóm Đồng Tâm"],
        ],
    )
    assert "cũng ghi ở số 1 trong sổ xóm Đồng Tâm" in said[0]
    assert "cũng ghi ở" not in said[1]
    assert "dòng 5 của tệp, xóm Đồng Tâm" in said[2]
    assert "dòng 4 của tệp, xóm Non Bẹo" in said[3]


def test_the_head_of_one_hamlet_is_told_of_no_other_roll(hamlet, beside, lan):
    written(hamlet, lan)
    said = listed(lan, [[NAME, ADDRESS, SINCE, "Xóm Non Bẹo"]], only=beside)
    assert len(said) == 1
    assert "cũng ghi ở" not in said[0]
