"""Where in the law a number stands."""

from __future__ import annotations

import re
from typing import NamedTuple

_PART = r"Điều \d+[a-zđ]?(?: khoản \d+)?(?: điểm [a-zđ])?(?: đoạn \d+)?"
_PLACE = re.compile(rf"{_PART}(?:; {_PART})*")
NO_PLACE = "chưa rõ điều"  # only where the instrument has not been read


class Cite(NamedTuple):
    """A place in an instrument, written as officials write it.

    `instrument` is the spoken name ("Luật 10/2022/QH15"). `place` is "Điều 12 khoản 3";
    several places are joined by "; ", the deciding one first. "đoạn" counts the running
    paragraphs of a clause, its own heading not counted.

    >>> str(Cite("Luật 10/2022/QH15", "Điều 12 khoản 3"))
    'Luật 10/2022/QH15, Điều 12 khoản 3'
    """

    instrument: str
    place: str

    @property
    def article(self) -> int | None:
        """Number of the deciding article; None when the place names none."""
        found = re.match(r"Điều (\d+)", self.place)
        return int(found.group(1)) if found else None

    @property
    def articles(self) -> tuple[int, ...]:
        """Every article of the place, the deciding one first, each once.

        >>> Cite("Luật 10/2022/QH15", "Điều 8 khoản 3; Điều 56; Điều 8 khoản 4").articles
        (8, 56)
        """
        return tuple(dict.fromkeys(int(n) for n in re.findall(r"Điều (\d+)", self.place)))

    def __str__(self) -> str:
        return f"{self.instrument}, {self.place}"


def is_place(text: str) -> bool:
    """Whether `text` is a place as the law writes it: "Điều 21 khoản 1 đoạn 2".

    >>> is_place("Điều 12 khoản 1 điểm a; Điều 13")
    True
    >>> is_place("Điều 19a khoản 2")
    True
    >>> is_place("Art. 12(3)")
    False
    """
    return _PLACE.fullmatch(text) is not None
