"""How large a made-up province may be."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple


class Size(NamedTuple):
    """Counts of what is made up; communes are real, the first so many of them.

    `postings` is what `items` come to, or less: then only the newest papers were ever hung.
    """

    communes: int
    communities: int
    households: int
    items: int
    postings: int


SIZES = {
    "hundredth": Size(1, 35, 4_000, 1_200, 30_000),
    "tenth": Size(9, 350, 40_000, 12_000, 300_000),
    "province": Size(92, 3_500, 400_000, 120_000, 3_000_000),
    "stress": Size(92, 3_500, 400_000, 1_000_000, 3_000_000),
}

A_PAPER = 25  # postings, on the average, where a commune has 38 communities
BEGAN = date(2025, 7, 1)  # the communes of today: nothing is signed before they stood


def shares(total: int, weights: Sequence[float]) -> list[int]:
    """Whole numbers that add up to `total`, as near to `weights` as they come.

    >>> shares(10, [1, 1, 2]), shares(3, [1, 1]), shares(2, [1, 1, 1])
    ([2, 3, 5], [1, 2], [0, 1, 1])
    """
    whole, so_far, given = sum(weights), 0.0, 0
    parts = []
    for weight in weights:
        so_far += weight
        upto = int(total * so_far / whole + 1e-9)
        parts.append(upto - given)
        given = upto
    return parts
