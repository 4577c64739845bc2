"""A list costs the same with one row and with three."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from danchu.disclosure.actions import mending, noting
from danchu.disclosure.tests.factories import NOTED, draft, note, pdf, publish

pytestmark = pytest.mark.django_db
LATE = date(2026, 3, 20)


def queries(browser: Client, address: str) -> int:
    browser.get(address)  # templates are read from disk once
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(address).status_code == 200
    return len(asked)


def one_more_of_each(lan, thang, number: int) -> None:
    """Overdue, published in time, published late, withdrawn, removed, answered, pointed to."""

    def named(what: str):
        return note(lan, number=f"{number}{what}/QĐ")

    named("a")
    draft(named("b"), lan)
    publish(named("c"), lan, thang, files=[pdf()])
    publish(named("d"), lan, thang, on=LATE)
    mending.withdraw(publish(named("e"), lan, thang), why="x", by=thang, on=NOTED)
    removed = publish(named("f"), lan, thang)
    mending.remove_urgently(removed, ground="personal_data", by=lan, on=NOTED)
    mending.refuse_to_publish(named("g"), why="x", by=thang, on=NOTED)
    asked = {"about": f"x{number}", "number": "", "decided_on": None}
    noting.point(lan.unit, **asked, by=None, on=NOTED)


PUBLIC = [
    "/",
    "/xa/xa-la-bang/",
    "/xa/xa-la-bang/nhom-12/",
    "/xa/xa-la-bang/tre-han/",
    "/cong-khai/tre-han/",
    "/xa/xa-la-bang/atom.xml",
    "/sitemap.xml",
    "/tim/?q=dinh",
]
OFFICE = [
    "/cong-khai/",
    "/cong-khai/danh-sach-quy/2026/1/",
    "/cong-khai/khong-phat-sinh/",
    "/viec/",
]


@pytest.fixture
def grown(lan, thang):
    """Counts with one of each, then lets two more of each come."""

    def count(browser, addresses):
        one_more_of_each(lan, thang, 1)
        before = {address: queries(browser, address) for address in addresses}
        one_more_of_each(lan, thang, 2)
        one_more_of_each(lan, thang, 3)
        return before, {address: queries(browser, address) for address in addresses}

    return count


def test_public_lists_cost_the_same_with_one_and_with_three_of_each(grown, hung):
    before, after = grown(hung, PUBLIC)

    assert after == before


def test_office_lists_cost_the_same_with_one_and_with_three_of_each(grown, lan, desk_of):
    before, after = grown(desk_of(lan), OFFICE)

    assert after == before


def test_an_item_costs_the_same_with_two_and_with_four_files_and_versions(lan, thang, hung):
    """Its only file comes with the version; of several, a query of their own."""
    item = publish(note(lan), lan, thang, files=[pdf()])
    address = f"/cong-khai/{item.pk}/"
    costs = [queries(hung, address)]

    for number in (2, 3, 4):
        more = [pdf(words=str(number))]
        publish(item, lan, thang, files=more, reason="nhầm", body=f"lần {number}")
        costs.append(queries(hung, address))

    assert costs[1:] == [costs[0] + 1] * 3
    page = hung.get(address).content.decode()
    assert len(set(re.findall(r"/tep/\d+/", page))) == 4


def test_the_plan_costs_the_same_with_and_without_lines(lan, binh, hung):
    from danchu.disclosure.actions import planning

    address = "/xa/xa-la-bang/ke-hoach/2026/"
    fields = {"document": "05/KH-UBND", "has_loudspeaker": True, "by": binh, "on": NOTED}
    planning.issue_plan(lan.unit, year=2026, lines=[planning.Line(1)], **fields)
    one = queries(hung, address)
    lines = [planning.Line(n) for n in range(1, 15)]
    planning.issue_plan(lan.unit, year=2026, lines=lines, **fields)

    assert queries(hung, address) == one


def test_late_items_are_narrowed_by_group_and_by_commune(lan, thang, hung):
    note(lan, number="1/QĐ", group=12)
    note(lan, number="2/QĐ", group=7)
    publish(note(lan, number="3/QĐ", group=7), lan, thang, on=LATE, title="Hộ nghèo xóm Chùa")

    def shown(query: str) -> set[str]:
        page = hung.get(f"/cong-khai/tre-han/{query}").content.decode()
        words = ("1/QĐ", "2/QĐ", "Hộ nghèo xóm Chùa")
        return {one for one in words if one in page}

    assert shown("") == {"1/QĐ", "2/QĐ", "Hộ nghèo xóm Chùa"}
    assert shown("?nhom=7") == {"2/QĐ", "Hộ nghèo xóm Chùa"}
    assert shown("?nhom=12&don-vi=xa-la-bang") == {"1/QĐ"}
    assert shown("?nhom=1") == set()
    assert shown("?nhom=99&don-vi=khong-co&trang=abc") == shown("")


def test_a_long_list_of_late_items_is_turned_page_by_page(lan, hung):
    for number in range(41):
        note(lan, number=f"{number}/QĐ-DÀI")
    address = "/xa/xa-la-bang/tre-han/"
    queries = ("", "?trang=2", "?trang=3")
    sheets = [hung.get(address + query).content.decode() for query in queries]
    shown = [set(re.findall(r"\d+/QĐ-DÀI", sheet)) for sheet in sheets]

    assert [len(rows) for rows in shown] == [20, 20, 1]
    assert set().union(*shown) == {f"{number}/QĐ-DÀI" for number in range(41)}
    assert "41 đến 41 trên 41" in sheets[-1]
