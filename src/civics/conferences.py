"""The yearly conference of an agency's staff or an enterprise's workers: must it be, of whom,
and what when too few come."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from civics.cite import Cite
from civics.errors import Refused
from civics.rulebook import Rulebook

SPHERES = ("agency", "state_enterprise")


class Conference(NamedTuple):
    """`required` false: it may be held. `delegates` true: delegates may be called instead of
    all, when the head and the union agree; false: all are called."""

    required: bool
    delegates: bool
    staff: int
    cite: Cite


class MissedQuorum(NamedTuple):
    """Whether too few came (`present` < `needed` of `whole`), and whether slips may follow:
    only when that happened at the `convened`-th call the law asks for, or later."""

    missed: bool
    slips: bool
    present: int
    needed: int
    whole: int
    convened: int
    cite: Cite


def conference(
    book: Rulebook, sphere: str, *, staff: int, scattered: bool = False, on: date
) -> Conference:
    """What the law asks of a unit with `staff` people.

    `scattered`: they work far apart or cannot leave their posts. Only an agency may be small
    enough to go without (Điều 51 khoản 2 điểm đ); an enterprise never is (Điều 69).
    """
    room = _room(sphere)
    small = book.rules.get(f"{room}.conference.small")
    least = book.value(f"{room}.conference.delegates", on=on)
    if staff < 1:
        raise Refused(f"Số người là {staff}, phải từ 1 trở lên.", least.cite)
    delegates = scattered or staff >= _count(least.get("staff_min"))
    if small and staff <= _count((value := small.value(on=on)).get("staff_max")):
        return Conference(False, delegates, staff, value.cite)
    cite = least.cite if delegates else book.value(f"{room}.conference.all", on=on).cite
    return Conference(True, delegates, staff, cite)


def missed_quorum(
    book: Rulebook, sphere: str, *, whole: int, present: int, convened: int, on: date
) -> MissedQuorum:
    """Whether a conference `convened` for the n-th time had its quorum of `whole`, which is
    all staff, or all delegates called (Điều 50 khoản 2; Điều 68 khoản 2)."""
    room = _room(sphere)
    slips = book.value(f"{room}.slips", on=on)
    needed = book.threshold(f"{room}.conference.quorum", on=on).needed(whole)
    if not 0 <= present <= whole:
        raise Refused(f"Số người có mặt là {present}, phải từ 0 đến {whole}.", slips.cite)
    missed = present < needed
    opens = missed and convened >= _count(slips.get("times_convened"))
    return MissedQuorum(missed, opens, present, needed, whole, convened, slips.cite)


def _room(sphere: str) -> str:
    if sphere not in SPHERES:
        raise Refused(
            f"Không có hội nghị này ở '{sphere}'; hãy chọn một trong: {', '.join(SPHERES)}."
        )
    return f"decisions.{sphere}"


def _count(item: object) -> int:
    assert isinstance(item, int)  # tests hold these rules to their numbers
    return item
