"""The door for rooms that put matters before a meeting: what the machine asks, what it hands over.

A room fills it in its `AppConfig.ready`: `handling.handle("motion", Motions())`. The machine knows
a matter by `kind` and `key` alone: it never reads the room's tables. Everything here is called
inside the transaction of the act, so a handler that refuses undoes the act.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, Protocol, runtime_checkable

from danchu.meetings.models import Convenor, Meeting, Result, Way
from danchu.people.models import FrozenRoll, Term


@dataclass(frozen=True)
class Taken:
    """The count of one matter over all sittings, as it is handed over."""

    meeting: int  # its id
    day: date  # of the vote; of the first sitting when there are clusters
    households: int  # all of the frozen list: the whole of every share
    present: int  # households represented, all sittings summed
    yes: int
    no: int
    other: int
    secret: bool
    corrects: bool = False  # the same matter again, after a correction


@dataclass(frozen=True)
class Told:
    """What the room answers: words for the minutes and the page."""

    words: str  # "Được thông qua: 134 trên 200 hộ, cần 134."
    result: Result
    rules: tuple[str, ...] = ()  # căn cứ, keys of law/
    needed: int | None = None  # households, of the whole
    address: str = ""  # where it goes on


class AllowedWay(NamedTuple):
    """One way of voting for a matter; a way that is not allowed says why."""

    way: Way
    allowed: bool = True
    why: str = ""
    rule: str = ""  # key of law/


class Handler(Protocol):
    """What a room answers for its matters. `on`: the day whose law holds."""

    def title(self, key: str) -> str:
        """What stands on the agenda and on the notice. Public: no names of households."""

    def may_convene(self, key: str, term: Term, *, convenor: Convenor, on: date) -> None:
        """Refused, with the article, when it may not be put before a meeting called so.

        `term`: who puts it there; `convenor`: who called the meeting. For the matters of Luật
        Điều 15 `convening.refuse_matter` knows the answer.
        """

    def papers_rule(self, key: str, *, on: date) -> str:
        """The rule by which papers must reach every household first; "" for none."""

    def ways(self, key: str, *, on: date) -> Sequence[AllowedWay]:
        """How it may be voted on in the hall."""

    def opened(self, key: str, meeting: Meeting, roll: FrozenRoll, *, by: Term, on: date) -> None:
        """The meeting is open and its whole is frozen."""

    def counted(self, key: str, taken: Taken, *, by: Term, on: date) -> Told:
        """All sittings have counted (or a count was corrected): judge it, keep it, say it."""


@runtime_checkable
class SeesNoVote(Protocol):
    """May be answered besides: the meeting ended and this matter was never counted."""

    def not_counted(self, key: str, taken: Taken, *, by: Term, on: date) -> Told:
        """`taken.yes`, `no`, `other` are 0. Too few came, or the hall did not vote."""


_HANDLERS: dict[str, Handler] = {}


def handle(kind: str, handler: Handler) -> None:
    """From a room's `AppConfig.ready`. The same kind again replaces its handler."""
    _HANDLERS[kind] = handler


def forget(kind: str) -> None:
    """For a test that handled a kind of its own."""
    _HANDLERS.pop(kind, None)


def handler(kind: str) -> Handler:
    """KeyError: no room answers for this kind, which is a fault of the house."""
    return _HANDLERS[kind]


def kinds() -> dict[str, Handler]:
    """Every kind that may stand on an agenda, for MAP.md."""
    return dict(_HANDLERS)
