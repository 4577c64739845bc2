"""A count in the hall, by slips, over a commune; an initiative and its three months."""

from datetime import date

import pytest

from civics.errors import Refused
from civics.motions import (
    LOST,
    PASSED,
    PENDING,
    SHORT,
    commune,
    effect,
    endorsed_until,
    hall,
    hall_votes_added,
    slips,
    slips_may,
    support,
)

DAY = date(2026, 12, 2)


@pytest.mark.parametrize(
    ("present", "yes", "result"),
    [
        (133, 133, SHORT),  # 134 of 200 are needed: nobody could have passed it
        (134, 134, PASSED),
        (134, 133, LOST),
        (150, 120, LOST),
        (0, 0, SHORT),
        (200, 134, PASSED),
    ],
)
def test_a_hall_decides_only_when_enough_came(book, present, yes, result):
    found = hall(book, "contribution", households=200, present=present, yes=yes, on=DAY)

    assert (found.result, found.needed, found.whole) == (result, 134, 200)


def test_a_village_code_wants_more_than_half_in_the_hall(book):
    half = hall(book, "village_code", households=200, present=100, yes=100, on=DAY)
    more = hall(book, "village_code", households=200, present=101, yes=101, on=DAY)

    assert (half.result, more.result) == (SHORT, PASSED)


def test_more_yes_than_came_is_no_count(book):
    with pytest.raises(Refused, match="nhiều hơn 10 hộ có mặt"):
        hall(book, "self_managed", households=200, present=10, yes=11, on=DAY)


@pytest.mark.parametrize(
    ("collected", "yes", "result"),
    [(200, 134, PASSED), (200, 133, LOST), (134, 134, PASSED), (133, 133, LOST), (0, 0, LOST)],
)
def test_slips_are_counted_by_themselves_of_all_households(book, collected, yes, result):
    found = slips(book, "contribution", households=200, collected=collected, yes=yes, on=DAY)

    assert found.result == result
    assert hall_votes_added(book, on=DAY) is False


@pytest.mark.parametrize(("collected", "yes"), [(201, 1), (-1, 0), (10, 11), (10, -1)])
def test_impossible_slips_are_refused(book, collected, yes):
    with pytest.raises(Refused):
        slips(book, "contribution", households=200, collected=collected, yes=yes, on=DAY)


@pytest.mark.parametrize(
    ("matter", "meeting", "front", "opens"),
    [
        ("contribution", None, True, False),
        ("contribution", SHORT, False, True),
        ("contribution", LOST, True, False),
        ("contribution", PASSED, True, False),
        ("boards", None, True, False),
        ("boards", SHORT, False, True),
        ("self_managed", None, True, True),
        ("self_managed", None, False, False),
        ("self_managed", LOST, True, False),
        ("self_managed", SHORT, False, True),
    ],
)
def test_when_slips_may_be_handed_out(book, matter, meeting, front, opens):
    found = slips_may(book, matter, meeting=meeting, front_agreed=front, on=DAY)

    assert found.open is opens
    assert found.why


def test_before_the_decree_the_head_and_the_front_could_choose_slips_for_money(book):
    before, after = date(2023, 8, 14), date(2023, 8, 15)

    assert slips_may(book, "contribution", front_agreed=True, on=before).open
    assert not slips_may(book, "contribution", front_agreed=True, on=after).open


def test_the_chair_chooses_slips_for_the_commune(book):
    assert slips_may(book, "contribution", scope="commune", on=DAY).open
    assert not slips_may(book, "village_code", scope="commune", on=DAY).open


@pytest.mark.parametrize(
    ("agreed", "against", "result"),
    [
        (40, 0, PASSED),
        (39, 0, PENDING),
        (39, 20, PENDING),
        (39, 21, LOST),
        (0, 0, PENDING),
        (40, 20, PASSED),
    ],
)
def test_a_commune_counts_all_its_communities(book, agreed, against, result):
    found = commune(book, "contribution", agreed=agreed, against=against, communities=60, on=DAY)

    assert (found.result, found.needed) == (result, 40)


def test_more_communities_than_there_are_is_no_sum(book):
    with pytest.raises(Refused):
        commune(book, "contribution", agreed=40, against=21, communities=60, on=DAY)


@pytest.mark.parametrize(
    ("matter", "scope", "by"),
    [
        ("contribution", "community", ""),
        ("community_fund", "community", ""),
        ("self_managed", "community", ""),
        ("contribution", "commune", ""),
        ("village_code", "community", "peoples_committee"),
        ("community_head", "community", "peoples_committee"),
        ("boards", "community", "fatherland_front"),
    ],
)
def test_who_recognises(book, matter, scope, by):
    assert effect(book, matter, scope=scope, on=DAY).by == by


def test_there_is_no_effect_of_a_matter_that_a_commune_does_not_decide(book):
    with pytest.raises(Refused):
        effect(book, "village_code", scope="commune", on=DAY)


@pytest.mark.parametrize(
    ("given", "last"),
    [
        (date(2026, 1, 10), date(2026, 4, 10)),
        (date(2025, 11, 30), date(2026, 2, 28)),
        (date(2026, 11, 30), date(2027, 2, 28)),
    ],
)
def test_an_endorsement_counts_three_months_its_last_day_included(book, given, last):
    assert endorsed_until(book, given_on=given) == last
    on_it = support(book, given_on=[given], households=10, on=last)
    day_after = support(
        book, given_on=[given], households=10, on=date.fromordinal(last.toordinal() + 1)
    )

    assert (on_it.valid, on_it.enough, day_after.valid) == (1, True, 0)


def test_what_will_be_endorsed_later_does_not_count_yet(book):
    assert support(book, given_on=[date(2026, 12, 3)], households=10, on=DAY).valid == 0


def test_ten_of_a_hundred_and_one_households_are_not_ten_percent(book):
    days = [DAY] * 10

    assert support(book, given_on=days, households=100, on=DAY).enough
    assert not support(book, given_on=days, households=101, on=DAY).enough
