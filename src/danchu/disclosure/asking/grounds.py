"""The grounds on which the law lets a commune refuse, each with its point (Điều 28 khoản 1)."""

from datetime import date
from typing import Any, NamedTuple

from danchu.kit.law import book

REFUSE = "information.refuse.cases"
POINTS = "abcdđeghiklmn"  # letters of points in a Vietnamese law, in order


class Ground(NamedTuple):
    """Its words, and where it stands: "Luật … Điều 28 khoản 1 điểm b"."""

    words: str
    cite: str
    point: str


def of_law(*, on: date) -> dict[str, Ground]:
    """By the letter of its point, as the law of `on` lists them."""
    value = book().value(REFUSE, on=on)
    listed: Any = value.payload["cases"]
    cases = [str(one) for one in listed]
    return {
        point: Ground(words, f"{value.cite} điểm {point}", point)
        for point, words in zip(POINTS, cases, strict=False)
    }
