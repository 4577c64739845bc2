"""What a community decided: a meeting's count, the sum over a commune (Điều 18, 21)."""

from datetime import date
from typing import NamedTuple
from uuid import uuid4

from django.db import transaction

from civics import motions as law
from civics.errors import Refused
from danchu.decisions import access, rules
from danchu.decisions.making import locked, refuse_own_removal
from danchu.decisions.models import Count, Decision, Motion, Part, SlipRound
from danchu.decisions.settling import end_of_commune, settle
from danchu.decisions.words import Result, State, Way
from danchu.kit import audit
from danchu.kit.law import book
from danchu.people import actions as people
from danchu.people.actions.rolls import ForWhat
from danchu.people.models import FrozenRoll, Term


class Hall(NamedTuple):
    """What was counted in a hall, all sittings together. `households` is the whole roll.

    `other`: other opinions, blank and invalid votes. `corrects` needs `why`.
    """

    day: date
    households: int
    present: int
    yes: int
    no: int
    other: int = 0
    secret: bool = False
    meeting: str = ""
    corrects: bool = False
    why: str = ""


class Told(NamedTuple):
    """What the count decided, in one sentence that can be read aloud, and on what ground."""

    sentence: str
    cite: str
    outcome: Result


@transaction.atomic
def open_at_meeting(
    part: Part, *, meeting: str, roll: FrozenRoll, by: Term | None, on: date
) -> Part:
    """Voting opens in a hall: the frozen roll is the whole from now on."""
    motion = locked(part.motion)
    part = Part.objects.select_related("unit").get(pk=part.pk)
    _refuse_unless_votable(motion, part)
    if roll.unit_id not in {part.unit_id, rules.heir_of(part.unit, on=on).pk}:
        raise Refused("Danh sách hộ đã chốt là của thôn khác.")
    part.roll, part.meeting = roll, meeting
    part.save(update_fields=["roll", "meeting"])
    _record("decisions.open_at_meeting", motion, by, on)
    return part


@transaction.atomic
def count_from_meeting(part: Part, hall: Hall, *, by: Term, on: date) -> Told:
    """Write a hall's count, judge it by the law of the day it was held, once and for good.

    Too few came: it decides nothing, and slips may follow. A count is never overwritten; a
    correction is a count of its own, until the decision was sent. Written by whoever records the
    meeting: of the hamlet or its commune's office, and never by a head of their own removal.
    """
    motion = locked(part.motion)
    part = Part.objects.select_related("unit__commune", "roll").get(pk=part.pk)
    refuse_own_removal(motion, by=by, on=on)
    _refuse_stranger(part, by, on=on)
    last = part.counts.order_by("-pk").first()
    if hall.corrects:
        _refuse_correction(motion, last, hall)
    else:
        _refuse_unless_votable(motion, part)
    if hall.day > on:
        raise Refused("Ngày họp còn ở phía trước. Ghi kết quả sau khi họp xong.")
    roll = _roll_of(motion, part, hall, by=by)
    _refuse_more_votes_than_came(hall)
    made = _judged(motion, part, hall, roll, last, by=by, on=on)
    settle(motion, part, made, on=on)
    _record("decisions.count_from_meeting", motion, by, on)
    return told(made)


def _refuse_stranger(part: Part, by: Term, *, on: date) -> None:
    unit = rules.heir_of(part.unit, on=on)
    hamlet = by.role in access.HAMLET and by.unit_id in {part.unit_id, unit.pk}
    office = by.role in access.OFFICE and by.unit_id == unit.commune_id
    if not (hamlet or office):
        raise Refused(
            f"Vai “{by.spoken_role}” không ghi kết quả biểu quyết của {unit.spoken_name}. Việc ấy "
            "của người ghi cuộc họp ở đó, hoặc văn phòng nơi nhận."
        )


@transaction.atomic
def sum_up(motion: Motion, *, by: Term, on: date) -> Motion:
    """The chair ends a commune's vote: communities without a result count as not agreeing."""
    motion = locked(motion)
    if not motion.of_commune or motion.state != State.OPEN:
        raise Refused("Chỉ tổng hợp việc toàn xã đang đưa ra bàn.")
    if SlipRound.objects.running().filter(part__motion=motion).exists():
        raise Refused("Còn thôn đang thu phiếu. Hãy chờ thôn ấy kiểm phiếu xong rồi tổng hợp.")
    end_of_commune(motion, final=True, on=on)
    _record("decisions.sum_up", motion, by, on)
    return motion


def told(count: Count) -> Told:
    """ "Được thông qua: 134 trên 200 hộ tán thành, cần 134.\""""
    whole, needed = count.households, count.needed
    said = Result(count.result)
    if said == Result.SHORT:
        words = f"{count.present} trên {whole} hộ có mặt, cần {needed}"
    else:
        words = f"{count.yes} trên {whole} hộ tán thành, cần {needed}"
    cite = str(book().value(count.rule_key, on=count.held_on).cite)
    return Told(f"{said.label}: {words}.", cite, said)


def _refuse_more_votes_than_came(hall: Hall) -> None:
    voted = hall.yes + hall.no + hall.other
    if voted > hall.present:
        raise Refused(
            f"Cộng lại là {voted} hộ, nhiều hơn {hall.present} hộ có mặt. Mỗi hộ một phiếu: "
            "hãy đếm lại rồi nhập lại."
        )


def _judged(
    motion: Motion,
    part: Part,
    hall: Hall,
    roll: FrozenRoll,
    last: Count | None,
    *,
    by: Term,
    on: date,
) -> Count:
    """The row: what was counted, and what the law of that day says about it."""
    found = law.hall(
        book(),
        motion.matter,
        households=roll.whole,
        present=hall.present,
        yes=hall.yes,
        on=hall.day,
    )
    return Count.objects.create(
        part=part,
        way=Way.MEETING,
        held_on=hall.day,
        roll=roll,
        households=roll.whole,
        present=hall.present,
        yes=hall.yes,
        no=hall.no,
        other=hall.other,
        secret=hall.secret,
        meeting=hall.meeting,
        corrects=last if hall.corrects else None,
        why=hall.why.strip()[:300],
        result=found.result,
        needed=found.needed,
        rule_key=found.key,
        written_by=by,
        written_on=on,
    )


def _roll_of(motion: Motion, part: Part, hall: Hall, *, by: Term) -> FrozenRoll:
    """The roll frozen when voting opened; a meeting known from paper alone freezes its day's."""
    roll = part.roll if part.meeting == hall.meeting else None
    if roll is None or (not hall.meeting and not hall.corrects and roll.on != hall.day):
        what = ForWhat(
            f"họp ngày {hall.day:%d/%m/%Y}: {motion.title}"[:200],
            "motion_part",  # and no number of a row: see `meetings.actions.hall`
            f"p{uuid4().hex}",
        )
        roll = people.freeze_roll(part.unit, what, by=by, on=hall.day)
        part.roll, part.meeting = roll, hall.meeting
        part.save(update_fields=["roll", "meeting"])
    if hall.households != roll.whole:
        raise Refused(
            f"Tổng số hộ ghi là {hall.households}, sổ hộ đã chốt có {roll.whole} hộ. Tỷ lệ tính "
            "trên tổng số hộ của sổ đã chốt: hãy sửa lại số này, hoặc xem lại sổ hộ."
        )
    return roll


def _refuse_unless_votable(motion: Motion, part: Part) -> None:
    if motion.state not in {State.OPEN, State.SHORT} or part.voted:
        raise Refused(
            "Việc này không còn chờ biểu quyết ở đây. Kết quả đã ghi không ghi đè được; nếu ghi "
            "sai, hãy đính chính và nêu lý do."
        )
    if part.rounds.running().exists():
        raise Refused("Đang có đợt phát phiếu cho việc này. Kiểm phiếu, hoặc dừng đợt ấy trước.")


def _refuse_correction(motion: Motion, last: Count | None, hall: Hall) -> None:
    if last is None or last.way != Way.MEETING:
        raise Refused("Chưa có kết quả cuộc họp nào để đính chính.")
    if not hall.why.strip():
        raise Refused("Hãy ghi vì sao đính chính: câu này hiện cùng kết quả.")
    if Decision.objects.filter(motion=motion).exists():
        raise Refused("Văn bản quyết định đã lập theo kết quả này nên không đính chính được nữa.")
    if last.part.rounds.filter(called_off_on=None).exists():
        raise Refused("Đã có đợt phát phiếu sau cuộc họp này. Dừng đợt ấy rồi mới đính chính.")


def _record(act: str, motion: Motion, by: Term | None, on: date) -> None:
    audit.record(act, by=by, unit_id=motion.unit_id, kind=rules.MOTION, key=motion.pk, on=on)
