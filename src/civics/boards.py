"""How many sit on the inspection board of a commune, and whether an empty seat is filled."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from civics.cite import Cite
from civics.deadlines import months_after
from civics.errors import Refused
from civics.rulebook import Rulebook

SEATS = "supervision.inspection_board.size"
VACANCY = "supervision.inspection_board.vacancy"


class Seats(NamedTuple):
    """How many sit on a commune's inspection board: `needed`, never under `least`."""

    needed: int
    least: int
    cite: Cite


class Vacancy(NamedTuple):
    """Whether a seat empty since `empty_on` must be filled.

    `last_day` is the last day on which an emptied seat leads to a by-election (included).
    """

    must_fill: bool
    empty_on: date
    last_day: date
    cite: Cite


def seats(book: Rulebook, *, communities: int, on: date) -> Seats:
    """Seats of a commune's inspection board: one a community, and never under the least.

    Điều 36 khoản 1 says "tương ứng"; that it means "equal" is our safe reading.
    """
    value = book.value(SEATS, on=on)
    least = _count(value.get("persons_min"))
    if communities < 1:
        raise Refused("Xã phải có ít nhất một thôn, tổ dân phố.", value.cite)
    return Seats(max(communities, least), least, value.cite)


def vacancy(book: Rulebook, *, empty_on: date, term_ends_on: date) -> Vacancy:
    """Whether the rest of the term is long enough for a by-election, by the law of `empty_on`.

    "Từ 06 tháng trở lên": exactly six months left is long enough (Điều 36 khoản 2).
    """
    value = book.value(VACANCY, on=empty_on)
    if term_ends_on < empty_on:
        raise Refused("Nhiệm kỳ đã hết nên không bầu bổ sung.", value.cite)
    last = months_after(term_ends_on, -_count(value.get("months_left")))
    return Vacancy(empty_on <= last, empty_on, last, value.cite)


def _count(item: object) -> int:
    assert isinstance(item, int)  # the tests hold these two rules to their numbers
    return item
