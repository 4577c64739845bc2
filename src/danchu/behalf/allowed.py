"""Which acts may be entered for somebody. Default deny: only those that registered themselves.

Never a vote. A household speaks through its representative, in person or on its own slip (Luật
10/2022/QH15 Điều 18 khoản 2, Điều 19); an official who votes for people who do not see the screen
would be the end of that. So rooms that hold votes, and acts named like votes, cannot register.
"""

import re
from datetime import date
from typing import NamedTuple

from civics.errors import Refused
from danchu.kit.law import book

VOTING_ROOMS = frozenset({"decisions", "ballots", "consultations", "evaluation"})
VOTE_LIKE = re.compile(
    r"vote|voting|ballot|count|slip|elect|approv|agree|endors|sign_for|opinion|recall|"
    r"confidence|choose|survey|phieu|bieu_quyet|bau_|tan_thanh|y_kien"
)
OWN_WORD = re.compile(r"publish|confirm|deny")  # an office's decision, a person's answer
REPRESENTATIVE = "decisions.meeting.representative"


class Allowed(NamedTuple):
    """One act of a room, the words people read for it, and the page where it is entered."""

    words: str
    door: str


_ALLOWED: dict[str, Allowed] = {}


class NeverForSomebody(ValueError):
    """A room tried to let officials vote for people."""


def may_be_entered_for(act: str, words: str, *, door: str) -> None:
    """Register an act of a room ("disclosure.point"): the words people read, the page.

    Call it in `ready()`. Raises NeverForSomebody for anything that is, or is named like, a vote.
    """
    if is_vote(act) or OWN_WORD.search(act):
        raise NeverForSomebody(f"{act}: nobody enters this for somebody else")
    _ALLOWED[act] = Allowed(words, door)


def is_vote(act: str) -> bool:
    """By room or by name: 'decisions.record_count', 'works.vote'."""
    room, _, name = act.partition(".")
    return room in VOTING_ROOMS or VOTE_LIKE.search(name) is not None


def words_of(act: str) -> str:
    """What people read for an act that was entered for somebody."""
    return _ALLOWED[act].words if act in _ALLOWED else act


def acts() -> dict[str, Allowed]:
    """Every act that may be entered for somebody, by name."""
    return dict(_ALLOWED)


def refuse_unless_allowed(act: str, *, on: date) -> None:
    """Refused for every act that did not register; a vote with the article that forbids it."""
    if act in _ALLOWED:
        return
    if is_vote(act):
        raise Refused(
            "Không ai biểu quyết, bỏ phiếu, cho ý kiến thay người khác, kể cả khi được nhờ "
            "qua điện thoại. Hãy mang phiếu giấy đến tận nhà để người đại diện hộ tự ghi.",
            book().value(REPRESENTATIVE, on=on).cite,
        )
    raise Refused("Việc này không nhập thay được. Hãy mời người ấy đến xã, hoặc làm trên giấy.")
