"""What one room hears may be another room's matter: the door, and who is stopped there.

The room that keeps cases offers itself in its card; a room where people speak hands the words over
in the same transaction. Neither imports the other.
"""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from civics.errors import Refused
from danchu.behalf.actions import Told
from danchu.people.models import Term
from danchu.places.models import Unit
from danchu.rulebook.telling_apart import reads_like_a_denunciation


class Heard(NamedTuple):
    """What somebody said, in their own words; `track`: what the law calls it.

    `about`: names of officials it is about, who are not given it; never kept as words.
    """

    track: str
    text: str
    about: str = ""


class Made(NamedTuple):
    """What became of it. `secret` opens it for the person and is known only now."""

    number: str
    secret: str
    address: str
    entry: int  # of `behalf`: it was entered for somebody


Make = Callable[[Unit, Heard, Told, Term, date], Made]
STOPPED = (
    "Lời này giống tố cáo một người. Tố cáo không ghi vào máy nối mạng, để giữ bí mật cho người "
    "tố cáo: hãy nhận đơn ký hoặc ghi lời trên giấy, vào sổ việc mật."
)
_MAKES: dict[str, Make] = {}


def offer(kind: str, make: Make) -> None:
    """A room says in its card that it makes records of this kind out of heard words."""
    _MAKES[kind] = make


def make(kind: str, unit: Unit, heard: Heard, told: Told, *, by: Term, on: date) -> Made:
    """Hand the words over. Refused when no room keeps this kind, or when that room refuses."""
    if kind not in _MAKES:
        raise Refused("Chưa có nơi nhận việc này trong phần mềm. Hãy ghi trên giấy.")
    return _MAKES[kind](unit, heard, told, by, on)


def accuses(*words: str) -> bool:
    """Whether these words, read together, read like a denunciation."""
    return reads_like_a_denunciation("\n".join(words))


def refuse_accusing(*words: str) -> None:
    """Raises before anything is kept (Luật Tố cáo Điều 8, 56; ADR 29)."""
    if accuses(*words):
        raise Refused(STOPPED)
