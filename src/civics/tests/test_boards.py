from datetime import date

import pytest

from civics.boards import seats, vacancy
from civics.errors import NotInForce, Refused
from civics.sizes import check_size

ON = date(2026, 11, 22)


@pytest.mark.parametrize(("communities", "needed"), [(1, 5), (4, 5), (5, 5), (6, 6), (38, 38)])
def test_a_board_has_a_seat_for_each_community_and_never_under_five(book, communities, needed):
    found = seats(book, communities=communities, on=ON)

    assert (found.needed, found.least) == (needed, 5)
    assert str(found.cite) == "Luật 10/2022/QH15, Điều 36 khoản 1"


def test_a_commune_without_communities_has_no_board(book):
    with pytest.raises(Refused, match="ít nhất một thôn"):
        seats(book, communities=0, on=ON)


@pytest.mark.parametrize(
    ("empty_on", "ends_on", "must_fill"),
    [
        (date(2026, 12, 30), date(2027, 6, 30), True),  # exactly six months
        (date(2026, 12, 31), date(2027, 6, 30), False),
        (date(2025, 1, 1), date(2027, 6, 30), True),
        (date(2027, 6, 30), date(2027, 6, 30), False),  # the last day of the term
        (date(2027, 2, 28), date(2027, 8, 31), True),  # February has no 31st
        (date(2027, 3, 1), date(2027, 8, 31), False),
    ],
)
def test_a_seat_is_filled_when_six_months_or_more_are_left(book, empty_on, ends_on, must_fill):
    found = vacancy(book, empty_on=empty_on, term_ends_on=ends_on)

    assert found.must_fill is must_fill
    assert (empty_on <= found.last_day) is must_fill


def test_a_seat_is_not_filled_after_the_term_nor_before_the_law(book):
    with pytest.raises(Refused, match="Nhiệm kỳ đã hết"):
        vacancy(book, empty_on=date(2027, 7, 1), term_ends_on=date(2027, 6, 30))
    with pytest.raises(NotInForce):
        vacancy(book, empty_on=date(2023, 6, 30), term_ends_on=date(2027, 6, 30))


@pytest.mark.parametrize("sphere", ["agency", "state_enterprise"])
def test_a_board_of_ten_is_refused_and_told_when_it_may_be(book, sphere):
    key = f"supervision.{sphere}.size"
    assert [check_size(book, key, on=ON, persons=n).number for n in (3, 9)] == [3, 9]
    with pytest.raises(Refused, match=r"Không quá 9 người.*đặc thù hoặc hoạt động phân tán"):
        check_size(book, key, on=ON, persons=10)
    with pytest.raises(Refused, match="từ 3 người trở lên"):
        check_size(book, key, on=ON, persons=2)
