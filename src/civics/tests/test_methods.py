from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civics.errors import Refused
from civics.methods import MATTERS, SCOPES, WAYS, method, methods, short_meeting
from civics.rulebook import load

BOOK = load()
TURNS = [
    date(2023, 7, 1),
    date(2023, 8, 14),
    date(2023, 8, 15),
    date(2023, 8, 16),
    date(2026, 11, 22),
]
CELLS = [(matter, scope, way) for matter in MATTERS for scope in SCOPES for way in WAYS]


@pytest.mark.parametrize("on", TURNS)
@pytest.mark.parametrize(("matter", "scope", "way"), CELLS)
def test_every_cell_is_covered_once_on_every_day(book, matter, scope, way, on):
    covering = [
        key
        for key, rule in book.rules.items()
        if rule.room == "methods"
        and rule.scope == scope
        and matter in rule.matters
        and way in rule.ways
    ]

    assert len(covering) == 1
    assert method(book, matter, way, scope=scope, on=on).key == covering[0]


@pytest.mark.parametrize("on", TURNS)
def test_online_is_for_self_managed_work_of_one_community_and_nothing_else(book, on):
    allowed = [
        (matter, scope)
        for matter in MATTERS
        for scope in SCOPES
        if method(book, matter, "online", scope=scope, on=on).allowed
    ]

    assert allowed == [("self_managed", "community")]


@pytest.mark.parametrize("on", TURNS)
def test_slips_always_have_a_condition(book, on):
    for matter in MATTERS:
        assert method(book, matter, "slips", on=on).condition


@pytest.mark.parametrize("matter", MATTERS)
def test_a_community_may_always_meet(book, matter):
    assert methods(book, matter, on=date(2026, 5, 10))["meeting"].allowed


@pytest.mark.parametrize("matter", MATTERS[2:])
def test_four_matters_are_never_decided_by_the_commune(book, matter):
    cells = methods(book, matter, scope="commune", on=date(2026, 5, 10))

    assert {way: cell.allowed for way, cell in cells.items()} == dict.fromkeys(WAYS, False)


@pytest.mark.parametrize("matter", MATTERS[:2])
def test_the_chair_of_the_commune_may_choose_slips_for_money(book, matter):
    cell = method(book, matter, "slips", scope="commune", on=date(2026, 5, 10))

    assert cell.allowed
    assert "Chủ tịch Ủy ban nhân dân cấp xã" in cell.condition


def test_the_decree_closed_what_the_law_left_open_for_contributions(book):
    law = method(book, "contribution", "slips", on=date(2023, 8, 14))
    decree = method(book, "contribution", "slips", on=date(2023, 8, 15))

    assert "thống nhất với Ban công tác Mặt trận" in law.condition
    assert "thống nhất với Ban công tác Mặt trận" not in decree.condition
    assert (law.cite.instrument, decree.cite.instrument) == (
        "Luật 10/2022/QH15",
        "Nghị định 59/2023/NĐ-CP",
    )


@given(st.sampled_from(MATTERS), st.integers(1, 1000), st.data())
def test_slips_open_exactly_when_everybody_present_could_not_carry_it(matter, households, data):
    present = data.draw(st.integers(0, households))
    found = short_meeting(
        BOOK, matter, households=households, present=present, on=date(2026, 5, 10)
    )
    threshold = BOOK.threshold_for(matter, on=date(2026, 5, 10))

    assert found.opens == (not threshold.judge(present, whole=households).passed)


@pytest.mark.parametrize(("matter", "scope"), [("roads", "community"), ("boards", "province")])
def test_a_matter_or_scope_the_law_does_not_know_is_named(book, matter, scope):
    with pytest.raises(Refused, match="hãy chọn một trong"):
        methods(book, matter, scope=scope, on=date(2026, 5, 10))


def test_a_way_the_law_does_not_know_is_named(book):
    with pytest.raises(Refused, match="meeting, slips, online"):
        method(book, "boards", "telepathy", on=date(2026, 5, 10))
