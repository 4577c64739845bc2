"""May a team, a board, a candidate list have this many people? May a village be this small?"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from civics.cite import Cite
from civics.errors import Refused
from civics.rulebook import Rulebook

# What may be counted, with the fields that bound it (both ends are allowed) and its word.
BOUNDS = {
    "persons": ("persons_min", "persons_max", "người"),
    "households": ("households_min", None, "hộ"),
    "age": ("age_min", None, "tuổi"),
}


class Size(NamedTuple):
    """A number that fits: from `least` to `most`, both allowed (None = no bound)."""

    number: int
    least: int | None
    most: int | None
    cite: Cite


def check_size(book: Rulebook, key: str, *, on: date, **counted: int) -> Size:
    """Refuse a number outside what the rule allows on `on`.

    Name what is counted: `persons=4`, `households=150` or `age=20`.
    """
    ((what, number),) = counted.items()
    low, high, word = BOUNDS[what]
    value = book.value(key, on=on)
    least, most = value.get(low), value.get(high) if high else None
    if least is None and most is None:
        raise Refused(f"Luật không đặt số {word}: {value.label}.", value.cite)
    if isinstance(least, int) and number < least:
        raise Refused(f"Phải từ {least} {word} trở lên, không thể là {number}.", value.cite)
    if isinstance(most, int) and number > most:
        other = value.get("or_else")
        unless = f" Trường hợp khác: {other}." if isinstance(other, str) else ""
        raise Refused(f"Không quá {most} {word}, không thể là {number}.{unless}", value.cite)
    return Size(
        number,
        least if isinstance(least, int) else None,
        most if isinstance(most, int) else None,
        value.cite,
    )
