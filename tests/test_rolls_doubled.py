"""Households written twice: in one file, in two spellings, after they left; CSV and XLSX alike."""

import csv
import unicodedata
from datetime import date
from io import BytesIO, StringIO

import pytest
from openpyxl import Workbook

from danchu.kit import batches
from danchu.people import actions
from danchu.people.actions.households import Entry, Ground
from danchu.people.models import Household
from danchu.people.roll.importing import Households
from danchu.places.models import Unit

pytestmark = pytest.mark.django_db
ON = date(2026, 12, 2)
HEAD = ["Số hộ", "Họ và tên người đại diện", "Địa chỉ thường trú", "Từ ngày"]


def xlsx(rows):
    book = Workbook()
    for row in [HEAD, *rows]:
        book.active.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue(), "so.xlsx"


def semicolons(rows):
    out = StringIO()
    csv.writer(out, delimiter=";").writerows(
        [HEAD, *([f"{c:%d/%m/%Y}" if isinstance(c, date) else c for c in row] for row in rows)]
    )
    return out.getvalue().encode("utf-8-sig"), "so.csv"


@pytest.fixture(params=[xlsx, semicolons])
def send(request, lan, tam):
    """A list of the hamlet as both kinds of file; written at once when `write`."""
    importer = Households([lan.unit], list(Unit.objects.within(lan.unit).communities()),
                          only=tam.unit)  # fmt: skip

    def sent(rows, *, write=False):
        data, name = request.param(rows)
        batch = batches.preview(importer, data, name, by=tam, unit_id=tam.unit_id, on=ON)
        if write:
            batches.apply_whole(importer, batch, by=tam, on=ON)
        return importer, batch

    return sent


def whole(tam):
    return Household.objects.filter(unit=tam.unit).standing(on=ON).count()


def test_each_way_of_writing_a_household_twice_is_told_and_never_counted_twice(send, tam):
    hung, two = "Nguyễn Văn Hùng", "Số 5, ngõ 2, xóm Đồng Tâm"
    rows = [
        [1, hung, two, date(2025, 7, 1)],
        [2, hung, two],  # the very same, another number
        ["", unicodedata.normalize("NFD", hung.upper()), two],  # as another machine writes it
        ["", "Nguyễn Văn  Hùng ", "Số 5 - ngõ 2; xóm Đồng Tâm"],  # other spaces, other commas
        ["", "Nguyen Van Hung", "So 5, ngo 2, xom Dong Tam"],  # without accents
        ["", "Nguyễn Văn Hưng", two],  # one letter, one house: somebody looks
        [1, "Lý Thị Pà", "Ngõ 9"],  # a number twice
        [4, "Hoà Văn Toàn", "Đầu xóm"],
        ["", "Hòa Văn Toàn", "đầu xóm"],  # where the tone stands
        ["", "Hòa Văn Toán", "đầu xóm"],  # another person: no house number, both with accents
        ["", "Nguyễn Thị Nga", two],  # another representative, or another household?
        ["", hung, "Cuối xóm"],  # a namesake
        ["", "Hoa Van Toan", "Đầu xóm"],  # a name without accents, an address with them
    ]
    importer, batch = send(rows, write=True)

    refused = {line: why for line, _, why in batch.rejected}
    assert sorted(refused) == [3, 4, 5, 6, 7, 8, 10, 14]
    assert all("dòng 2 của tệp" in refused[line] for line in (3, 4, 5, 6, 7, 8))
    assert "dòng 9 của tệp" in refused[10]
    assert "dòng 11 của tệp" in refused[14]
    near = {
        one.line: field[2]
        for one in batches.changes_of(batch)
        for field in one.fields
        if field[0] == "Xem lại"
    }
    assert near == {
        11: "trùng tên với dòng 9 của tệp",
        12: "cùng địa chỉ với dòng 2 của tệp; chỉ đổi người đại diện thì ghi số hộ ấy",
        13: "trùng tên với dòng 2 của tệp",
    }
    assert whole(tam) == 5

    _, again = send(rows)  # the file again writes nothing
    assert (again.counts["new"], again.counts["changed"], again.counts["same"]) == (0, 0, 5)
    batches.undo(importer, batch, by=tam, on=ON)
    assert Household.objects.filter(unit=tam.unit).count() == 0
    assert send(rows)[1].counts["new"] == 5


def test_an_old_list_brings_back_nobody_who_left_was_merged_or_struck(send, tam):
    names, since = ("Lý A", "Lý B", "Lý C", "Lý D"), date(2025, 7, 1)
    rows = [[n, name, f"Nhà {n}", since] for n, name in enumerate(names, 1)]
    send(rows, write=True)
    left, merged, into, struck = Household.objects.filter(unit=tam.unit).order_by("number")
    day = Ground(date(2026, 12, 2), "đơn của hộ")
    actions.move_away(left, day, by=tam, on=ON)
    actions.merge_households(merged, into, day, by=tam, on=ON)
    actions.strike_household(struck, day, by=tam, on=ON)
    tomorrow = date(2026, 12, 3)
    assert Household.objects.filter(unit=tam.unit).standing(on=tomorrow).count() == 1

    _, again = send(rows)
    assert (again.counts["new"], again.counts["same"]) == (0, 1)
    whys = [why for _, _, why in again.rejected]
    assert ["đã rời sổ" in why for why in whys] == [True, True, False]
    assert "đã gạch" in whys[2]
    assert ["Từ ngày" in why for why in whys] == [True, True, False]  # no day brings it back
    back = actions.add_household(tam.unit, Entry("Lý A", "Nhà 1", None), day, by=tam, on=ON)
    assert back.until is None
    actions.strike_household(back, day, by=tam, on=ON)  # its double that left has a day
    assert send([["", "Lý A", "Nhà 1", ON]])[1].counts["new"] == 1
    assert send(rows)[1].counts["same"] == 1  # its number is another now: told, not doubled


def test_who_comes_back_is_written_with_its_day(send, tam):
    send([[1, "Lý A", "Nhà 1", date(2025, 7, 1)]], write=True)
    gone = Ground(date(2026, 3, 1), "chuyển đi")
    actions.move_away(Household.objects.get(), gone, by=tam, on=ON)

    assert send([["", "Lý A", "Nhà 1", date(2026, 2, 1)]])[1].counts["rejected"] == 1
    send([["", "Lý A", "Nhà 1", date(2026, 9, 1)]], write=True)
    assert whole(tam) == 1
