"""Pictures of data say what the numbers say: whole, edge, and no data that never looks like 0."""

import re
from datetime import date

import pytest
from django.template import Context, Template

from danchu.kit.templatetags import kit_drawn as drawn

DAY = date(2026, 12, 2)


def widths(svg: str, name: str) -> float:
    found = re.search(rf'class="{name}" width="([\d.]+)"', svg)
    assert found
    return float(found[1])


def test_the_bar_is_of_all_households_and_the_mark_stands_at_the_edge_of_the_law():
    svg = drawn.votes(200, 134, 40, 10, 134)

    assert widths(svg, "votes__yes") == 600 * 134 / 200
    assert 'd="M402.0 -4V20"' in svg
    assert drawn.votes_words(200, 134, 40, 10) == (
        "134 tán thành, 40 không tán thành, 10 ý kiến khác, 16 không tham gia, trên 200 hộ"
    )


@pytest.mark.parametrize(("whole", "yes", "no"), [(0, 0, 0), (10, 11, 0), (10, 6, 5), (10, -1, 0)])
def test_a_count_that_cannot_be_is_not_drawn(whole, yes, no):
    assert drawn.votes(whole, yes, no) == ""


def marks(*days: date | None) -> str:
    walk = [{"on": day, "title": "x", "state": "done"} for day in days]
    return "".join("|" if "is_today" in one else "." for one in drawn.with_today(walk, DAY))


@pytest.mark.parametrize(
    ("days", "shown"),
    [
        ([date(2026, 12, 3), date(2026, 11, 1)], ".|."),
        ([DAY], ".|"),
        ([date(2026, 12, 3)], "|."),
        ([None, DAY], ".|."),
        ([], "|"),
    ],
)
def test_today_stands_once_between_what_was_and_what_comes(days, shown):
    assert marks(*days) == shown


def test_all_small_pictures_share_one_scale_and_no_data_is_not_nought():
    rows = [{"name": "A", "values": [10, 0]}, {"name": "B", "values": [None, 5]}]
    most = drawn.scale_of(rows)
    half = drawn.small(rows[1]["values"], most)

    assert most == 10
    assert 'class="small__is" x="61.0" y="21.0" width="58.0" height="19.0"' in half
    assert half.count("small__none") == 1
    assert 'height="0.0"' in drawn.small([0], most)
    assert drawn.scale_of([{"values": [None]}]) == 1


def test_a_line_is_broken_where_there_is_no_data():
    path = drawn.small([1, 2, None, 3], 3, "line")

    assert path.count("M") == 2 + 1  # two pieces, and the base
    assert path.count("L") == 1


@pytest.mark.parametrize(
    ("value", "step"), [(None, 0), (0, 1), (1.9, 1), (2, 2), (6, 3), (10, 4), (20, 5), (99, 5)]
)
def test_an_edge_belongs_to_the_step_above(value, step):
    assert drawn.step_of(value, [2, 6, 10, 20]) == step


def test_the_table_says_the_same_as_the_pictures():
    page = Template('{% include "kit/_multiples.html" with unit="việc" %}').render(
        Context({"rows": [{"name": "<A>", "values": [1200, None]}], "labels": ["T1", "T2"]})
    )

    assert "từ 0 đến 1.200 việc" in page
    assert 'data-l="T1">1.200<' in page
    assert 'data-l="T2">chưa có dữ liệu<' in page
    assert "T1: 1.200; T2: chưa có dữ liệu" in page
    assert "<A>" not in page
