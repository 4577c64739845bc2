"""Late and done late are two facts, and whoever does nothing does not look punctual."""

import ast
from datetime import date
from pathlib import Path

import pytest

from danchu.disclosure import figures, reading
from danchu.disclosure.actions import mending, noting
from danchu.disclosure.models import Item
from danchu.disclosure.tests.factories import DUE, NOTED, note, publish
from danchu.duties.models import Duty, Summary

pytestmark = pytest.mark.django_db
ON = date(2026, 3, 12)  # two days after DUE


@pytest.fixture
def five(lan, thang):
    """Due on 10/3: in time, on the last day, a day late, open. The fifth is due on ON."""

    def public(number, on):
        return publish(note(lan, number=number), lan, thang, on=on)

    return [
        public("1/QĐ", NOTED),
        public("2/QĐ", DUE),
        public("3/QĐ", date(2026, 3, 11)),
        note(lan, number="4/QĐ"),
        note(lan, number="5/QĐ", decided_on=date(2026, 3, 5), on=DUE),
    ]


def test_open_overdue_ones_stand_in_the_denominator(five, commune):
    found = figures.of_unit(commune, on=ON)

    assert found.law == Summary(due=1, on_time=2, late=1, overdue_open=1, whole=4)
    assert found.percent == 50


def test_the_last_day_is_still_in_time_the_next_is_not(lan, commune):
    note(lan)

    assert figures.of_unit(commune, on=DUE).law.overdue_open == 0
    assert figures.of_unit(commune, on=date(2026, 3, 11)).law.overdue_open == 1


def numbers(items) -> set[str]:
    return {item.number for item in items}


def test_overdue_and_published_late_are_listed_apart(five):
    late = Item.objects.late(on=ON)

    assert numbers(late.waiting()) == {"4/QĐ"}
    assert numbers(late.published()) == {"3/QĐ"}
    assert [item.late(on=ON) for item in five] == [False, False, True, True, False]


def test_the_face_of_each_says_which_it_is(five):
    items = Item.objects.order_by("number").select_related("unit")
    faces = [(row.face.state, row.face.words) for row in reading.rows(items, on=ON)]

    assert faces == [
        ("ok", "đúng hạn, sớm 4 ngày làm việc"),
        ("ok", "đúng hạn"),
        ("done_late", "đã làm, trễ 1 ngày làm việc"),
        ("late", "quá hạn 2 ngày làm việc"),
        ("today", "phải xong hôm nay"),
    ]


def test_the_pages_of_everybody_show_both(five, commune, hung):
    for address in ("/xa/xa-la-bang/tre-han/", "/cong-khai/tre-han/"):
        page = hung.get(address).content.decode()
        overdue, _, published = page.partition('id="h-done"')
        assert "4/QĐ" in overdue
        assert "Mức thu phí chợ Đình Cả" in published
        assert "4/QĐ" not in published


def test_a_late_one_withdrawn_keeps_its_lateness(five, thang, commune):
    mending.withdraw(five[2], why="Sai", by=thang, on=ON)

    assert figures.of_unit(commune, on=ON).law.late == 1


def test_the_three_kinds_of_days_are_never_added_up(five, lan, commune):
    note(lan, group=2, number="6/QĐ")
    asked = {"about": "x", "number": "", "decided_on": None, "by": None}
    noting.point(commune, **asked, on=NOTED)

    found = figures.of_unit(commune, on=ON)

    assert found.law.whole == 4
    assert found.fallback == Summary(due=0, on_time=0, late=0, overdue_open=1, whole=1)
    assert found.parameter == Summary(due=0, on_time=0, late=0, overdue_open=1, whole=1)


def test_a_province_counts_its_communes_and_a_commune_only_itself(
    five, mai, province, elsewhere, commune
):
    note(mai)

    whole = [figures.of_unit(u, on=ON).law.whole for u in (province, commune, elsewhere, None)]
    assert whole == [5, 4, 1, 5]


def test_without_anything_due_there_is_no_percentage(commune):
    assert figures.of_unit(commune, on=ON).percent is None


def test_the_open_data_counts_the_boards_and_loudspeakers_too(five, commune, hung):
    """Three were made public: three duties to post (late) and three to read aloud (due today)."""
    said = hung.get("/api/v1/duties/summary?unit=05818&on=2026-03-12").json()

    counts = {k: said[k] for k in ("due", "on_time", "late", "overdue_open", "whole")}
    assert counts == {"due": 4, "on_time": 2, "late": 1, "overdue_open": 4, "whole": 7}
    assert said["parameter"]["whole"] == said["fallback"]["whole"] == 0
    late = hung.get("/api/v1/items?status=late&on=2026-03-12").json()["items"]
    assert {one["number"] for one in late} == {"3/QĐ", "4/QĐ"}


def test_every_duty_is_counted_in_exactly_one_place(five):
    summary = Duty.objects.summary(on=ON)

    assert summary.due + summary.whole == Duty.objects.count() == 11


def test_every_kind_of_duty_that_this_room_opens_is_counted():
    """A new one is counted, or it says here why not."""
    opened = set()
    for file in Path(noting.__file__).parent.glob("*.py"):
        for call in ast.walk(ast.parse(file.read_text())):
            if isinstance(call, ast.Call) and ast.unparse(call.func).endswith("open_duty"):
                opened |= {
                    ast.literal_eval(one.value) for one in call.keywords if one.arg == "kind"
                }

    assert opened == set(figures.KINDS)
