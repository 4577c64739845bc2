"""What a community's vote decides: at a meeting, by slips, over a whole commune, and by initiative.

Counts are measured against ALL households of the frozen roll (Điều 21 khoản 1), never against those
who came. The day is the day of the vote: an old count is judged by the law of its day.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Literal, NamedTuple

from civics.cite import Cite
from civics.errors import Refused
from civics.methods import method, short_meeting
from civics.rulebook import Rulebook

PASSED: Literal["passed"] = "passed"
LOST: Literal["lost"] = "lost"
SHORT: Literal["short"] = "short"  # too few came: the hall decides nothing
PENDING: Literal["pending"] = "pending"  # communities have still to vote
Result = Literal["passed", "lost", "short", "pending"]

HALL_VOTES = "slips.hall_votes"
# Điểm c of both articles: the head may choose slips without a meeting.
CHOSEN = ("Điều 19 khoản 1 điểm c", "Điều 4 khoản 1 điểm c")
RECOGNISED_BY = {
    "decisions.effect.peoples_committee": "peoples_committee",
    "decisions.effect.fatherland_front": "fatherland_front",
}
EFFECTS = ("community", "commune", "peoples_committee", "fatherland_front")


class Outcome(NamedTuple):
    """What a count decides: `yes` of `whole`, where `needed` had to agree; `key` is the rule.

    `present` counts the households that took part: came, or gave their slip back.
    """

    result: Result
    present: int
    yes: int
    needed: int
    whole: int
    cite: Cite
    key: str


class Opening(NamedTuple):
    """Whether slips may be handed out now, and why, in one sentence."""

    open: bool
    why: str
    cite: Cite


class Effect(NamedTuple):
    """From when a decision holds: `by` must recognise it, or nobody ("")."""

    by: str  # "peoples_committee", "fatherland_front" or ""
    words: str
    cite: Cite
    key: str


class Support(NamedTuple):
    """How an initiative stands: `valid` endorsements of `whole` households, `needed` for 10 %."""

    enough: bool
    valid: int
    needed: int
    whole: int
    cite: Cite


# ── one community ─────────────────────────────────────────────────────────────────────────────


def hall(
    book: Rulebook, matter: str, *, households: int, present: int, yes: int, on: date
) -> Outcome:
    """What a meeting of one community decided.

    Too few came for the share to be reachable: it decides nothing (Điều 19 khoản 1 điểm b).
    """
    short = short_meeting(book, matter, households=households, present=present, on=on)
    threshold = book.threshold_for(matter, on=on)
    if yes > present:
        raise Refused(
            f"Số hộ tán thành là {yes}, nhiều hơn {present} hộ có mặt. Hãy đếm lại rồi nhập lại.",
            threshold.cite,
        )
    judged = threshold.judge(yes, whole=households)
    if short.opens:
        told = (SHORT, present, yes, short.needed, households, judged.cite, threshold.key)
        return Outcome(*told)
    result = PASSED if judged.passed else LOST
    return Outcome(result, present, yes, judged.needed, households, judged.cite, threshold.key)


def slips(
    book: Rulebook, matter: str, *, households: int, collected: int, yes: int, on: date
) -> Outcome:
    """What the slips of one community decided: counted by themselves, of all households.

    Blank, spoilt and "other" slips agree with nothing and make the whole no smaller.
    """
    threshold = book.threshold_for(matter, on=on)
    if not 0 <= collected <= households:
        raise Refused(
            f"Số phiếu thu về là {collected}, phải từ 0 đến {households}: mỗi hộ một phiếu.",
            threshold.cite,
        )
    if not 0 <= yes <= collected:
        raise Refused(
            f"Số phiếu tán thành là {yes}, phải từ 0 đến {collected} là số phiếu thu về.",
            threshold.cite,
        )
    judged = threshold.judge(yes, whole=households)
    result = PASSED if judged.passed else LOST
    return Outcome(result, collected, yes, judged.needed, households, judged.cite, threshold.key)


def slips_may(
    book: Rulebook,
    matter: str,
    *,
    scope: str = "community",
    meeting: str | None = None,
    front_agreed: bool = False,
    on: date,
) -> Opening:
    """Whether slips may be handed out after what happened so far.

    `meeting`: what the last meeting decided, None for none yet. `front_agreed`: head and the
    community's Front committee agree to ask by slips. In the scope "commune" the chair has
    chosen the way for every community (Điều 19 khoản 1 điểm a).
    """
    cell = method(book, matter, "slips", scope=scope, on=on)
    if not cell.allowed:
        return Opening(False, "Nội dung này không quyết định trong phạm vi toàn xã.", cell.cite)
    if scope == "commune":
        return Opening(True, "Chủ tịch Ủy ban nhân dân cấp xã chọn phát phiếu.", cell.cite)
    if meeting == SHORT:
        return Opening(True, "Đã họp mà không đủ đại diện hộ để đạt tỷ lệ.", cell.cite)
    if meeting in {PASSED, LOST}:
        why = "Cuộc họp đã đủ đại diện hộ và đã biểu quyết, nên không phát phiếu cho việc này nữa."
        return Opening(False, why, cell.cite)
    if any(point in cell.cite.place for point in CHOSEN):
        why = "Trưởng thôn, Tổ trưởng đã thống nhất với Ban công tác Mặt trận."
        if not front_agreed:
            why = "Cần thống nhất với Ban công tác Mặt trận trước khi phát phiếu."
        return Opening(front_agreed, why, cell.cite)
    why = "Phải họp trước. Chỉ phát phiếu khi đã họp mà không đủ đại diện hộ để đạt tỷ lệ."
    return Opening(False, why, cell.cite)


def hall_votes_added(book: Rulebook, *, on: date) -> bool:
    """Whether votes of a meeting that fell short are added to the slips. Until read: no."""
    return book.value(HALL_VOTES, on=on).get("allowed") is True


# ── the whole commune ─────────────────────────────────────────────────────────────────────────


def commune(
    book: Rulebook, matter: str, *, agreed: int, against: int, communities: int, on: date
) -> Outcome:
    """What the communities of a commune decided together: `agreed` of ALL of them.

    Pending while the ones that have not voted could still turn it.
    """
    threshold = book.threshold_for(matter, "commune", on=on)
    judged = threshold.judge(agreed, whole=communities)
    voted = agreed + against
    if against < 0 or voted > communities:
        raise Refused(
            f"Có {voted} thôn đã biểu quyết, nhiều hơn {communities} thôn của xã.", judged.cite
        )
    result: Result = PASSED if judged.passed else PENDING
    if communities - against < judged.needed:
        result = LOST
    return Outcome(result, voted, agreed, judged.needed, communities, judged.cite, threshold.key)


# ── after the vote ────────────────────────────────────────────────────────────────────────────


def effect(book: Rulebook, matter: str, *, scope: str = "community", on: date) -> Effect:
    """From when a decision on `matter` holds, and who must recognise it, if anybody."""
    book.check_matter(matter, scope)
    for name in EFFECTS:
        key = f"decisions.effect.{name}"
        rule = book.rule(key)
        if rule.scope == scope and matter in rule.matters:
            value = rule.value(on=on)
            return Effect(RECOGNISED_BY.get(key, ""), str(value.get("effective")), value.cite, key)
    book.threshold_for(matter, scope, on=on)  # says why there is no such scope
    raise Refused("Luật không đặt ngày có hiệu lực cho nội dung này.")


# ── an initiative of citizens ─────────────────────────────────────────────────────────────────


def endorsed_until(book: Rulebook, *, given_on: date) -> date:
    """The last day (inclusive) on which an endorsement given on `given_on` counts.

    Three months, the day itself not counted (Bộ luật Dân sự 2015 Điều 147, 148): given on 10/01,
    it counts on 10/04 and no longer on 11/04. A day of rest does not lengthen it (safe side).
    """
    return book.deadline("decisions.endorsement", start=given_on).due_on


def support(book: Rulebook, *, given_on: Collection[date], households: int, on: date) -> Support:
    """How many endorsements still count on `on`, and whether they are 10 % of all households."""
    valid = sum(1 for day in given_on if day <= on <= endorsed_until(book, given_on=day))
    threshold = book.threshold("decisions.initiative", on=on)
    judged = threshold.judge(valid, whole=households)
    return Support(judged.passed, valid, judged.needed, households, judged.cite)
