"""What somebody says they did with one paper at one place."""

from datetime import time
from enum import StrEnum
from typing import NamedTuple


class Deed(StrEnum):
    """What a person says they did. Said by the page, so that an old page cannot say another."""

    UP = "up"  # pinned, or pinned again
    DOWN = "down"
    TOLD = "told"  # passed on to people by mouth, message, letter
    AIRED = "aired"  # read over the loudspeakers that day
    MISSED = "missed"  # should have been read and was not; the note says why


class Tick(NamedTuple):
    """One ticked line."""

    posting: int
    deed: Deed
    at: time | None = None  # of a broadcast: which hour, as whoever read it says
    edition: int | None = None  # and which edition of the text stood on the page
