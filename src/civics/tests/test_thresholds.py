from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civics.cite import Cite
from civics.errors import Refused
from civics.thresholds import Threshold

CITE = Cite("Luật 10/2022/QH15", "Điều 21 khoản 1")
shares = st.fractions(min_value=Fraction(1, 100), max_value=1, max_denominator=100)
wholes = st.integers(min_value=1, max_value=5000)


@given(shares, wholes)
def test_at_least_is_the_smallest_integer_that_reaches_the_share(share, whole):
    needed = Threshold(share, False, CITE).needed(whole)

    assert Fraction(needed, whole) >= share
    assert Fraction(needed - 1, whole) < share


@given(shares, wholes)
def test_more_than_is_the_smallest_integer_above_the_share(share, whole):
    needed = Threshold(share, True, CITE).needed(whole)

    assert Fraction(needed, whole) > share
    assert Fraction(needed - 1, whole) <= share


@given(shares, wholes)
def test_the_two_readings_differ_only_where_the_share_is_a_whole_number(share, whole):
    loose = Threshold(share, False, CITE).needed(whole)
    strict = Threshold(share, True, CITE).needed(whole)

    assert strict - loose == (1 if (share * whole).denominator == 1 else 0)


@given(shares, st.booleans(), wholes)
def test_one_more_household_never_lowers_what_is_needed(share, strict, whole):
    threshold = Threshold(share, strict, CITE)

    assert 0 <= threshold.needed(whole + 1) - threshold.needed(whole) <= 1


@given(shares, st.booleans(), wholes, st.data())
def test_the_verdict_turns_exactly_at_what_is_needed(share, strict, whole, data):
    threshold = Threshold(share, strict, CITE)
    yes = data.draw(st.integers(min_value=0, max_value=whole))

    assert threshold.judge(yes, whole=whole).passed == (yes >= threshold.needed(whole))


@pytest.mark.parametrize(
    ("share", "strict", "whole", "needed"),
    [
        (Fraction(2, 3), False, 200, 134),
        (Fraction(2, 3), False, 201, 134),
        (Fraction(2, 3), False, 202, 135),
        (Fraction(2, 3), False, 3, 2),
        (Fraction(2, 3), False, 1, 1),
        (Fraction(1, 2), True, 200, 101),
        (Fraction(1, 2), True, 201, 101),
        (Fraction(1, 2), True, 1, 1),
        (Fraction(1, 10), False, 200, 20),
        (Fraction(1, 10), False, 201, 21),
        (Fraction(1, 10), False, 1, 1),
    ],
)
def test_the_edges_of_the_shares_the_law_uses(share, strict, whole, needed):
    assert Threshold(share, strict, CITE).needed(whole) == needed


@pytest.mark.parametrize("whole", [0, -1, -200])
def test_a_community_without_households_decides_nothing(whole):
    with pytest.raises(Refused, match="từ 1 trở lên") as refused:
        Threshold(Fraction(2, 3), False, CITE).needed(whole)

    assert refused.value.cite == CITE


@pytest.mark.parametrize("yes", [-1, 201])
def test_a_count_outside_the_households_is_refused(yes):
    with pytest.raises(Refused, match="từ 0 đến 200"):
        Threshold(Fraction(2, 3), False, CITE).judge(yes, whole=200)


def test_the_verdict_says_why():
    verdict = Threshold(Fraction(2, 3), False, CITE).judge(133, whole=200)

    assert verdict == (False, 133, 134, 200, CITE)
