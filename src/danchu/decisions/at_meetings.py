"""What this room answers when a motion stands on the agenda of a meeting (`meetings.handling`).

The key is the part's: one community, one hall, also when the motion is a whole commune's.
"""

from collections.abc import Sequence
from datetime import date

from civics import motions as law
from civics.errors import Refused
from danchu.decisions import rules
from danchu.decisions.actions import counting
from danchu.decisions.actions.counting import Hall
from danchu.decisions.models import Count, Part
from danchu.decisions.words import State
from danchu.kit.law import book
from danchu.meetings import convening
from danchu.meetings.handling import AllowedWay, Taken, Told
from danchu.meetings.models import Convenor, Meeting, Result, Way
from danchu.people.models import FrozenRoll, Term

PAPERS = "meetings.papers"
CORRECTED = "đính chính kết quả trong biên bản cuộc họp"


class Motions:
    """The handler of kind "motion"."""

    def title(self, key: str) -> str:
        return _part(key).motion.title

    def may_convene(self, key: str, term: Term, *, convenor: Convenor, on: date) -> None:
        part = _part(key)
        if part.motion.state not in {State.OPEN, State.SHORT} or part.voted:
            raise Refused("Việc này không còn chờ biểu quyết nên không đưa vào cuộc họp.")
        if part.rounds.running().exists():
            raise Refused(
                "Đang có đợt phát phiếu cho việc này. Kiểm phiếu, hoặc dừng đợt ấy trước."
            )
        unit = rules.heir_of(part.unit, on=on)
        motion = part.motion
        removal = {"removal": motion.removal, "by_chair": motion.asked_by_chair}
        convening.refuse_matter(motion.matter, unit, convenor, **removal, on=on)

    def papers_rule(self, key: str, *, on: date) -> str:
        matters = book().rule(PAPERS).matters
        return PAPERS if _part(key).motion.matter in matters else ""

    def ways(self, key: str, *, on: date) -> Sequence[AllowedWay]:
        """The hall chooses: Điều 18 khoản 4 điểm d."""
        rule = "decisions.meeting.secret_ballot"
        return [AllowedWay(Way.HANDS, rule=rule), AllowedWay(Way.SECRET, rule=rule)]

    def opened(self, key: str, meeting: Meeting, roll: FrozenRoll, *, by: Term, on: date) -> None:
        part = _part(key)
        counting.open_at_meeting(part, meeting=str(meeting.pk), roll=roll, by=by, on=on)

    def counted(self, key: str, taken: Taken, *, by: Term, on: date) -> Told:
        part = _part(key)
        counting.count_from_meeting(part, _hall(taken), by=by, on=max(on, taken.day))
        return _told(part, _last(part))

    def not_counted(self, key: str, taken: Taken, *, by: Term, on: date) -> Told:
        """Too few came to decide: said as such, and slips may follow. Else nothing was decided."""
        part = _part(key)
        motion = part.motion
        found = law.hall(
            book(),
            motion.matter,
            households=taken.households,
            present=taken.present,
            yes=0,
            on=taken.day,
        )
        if found.result == law.SHORT:
            return self.counted(key, taken, by=by, on=on)
        words = "Hội trường không biểu quyết việc này, nên việc này chưa quyết định."
        return Told(words, Result.NOTED, (found.key,), found.needed, rules.desk_of(motion.pk))


def _hall(taken: Taken) -> Hall:
    return Hall(
        taken.day,
        taken.households,
        taken.present,
        taken.yes,
        taken.no,
        taken.other,
        taken.secret,
        meeting=str(taken.meeting),
        corrects=taken.corrects,
        why=CORRECTED if taken.corrects else "",
    )


def _told(part: Part, count: Count) -> Told:
    said = counting.told(count)
    keys = [count.rule_key]
    if count.result == Result.SHORT:
        keys += ["slips.case.short_meeting"]
    address = rules.desk_of(part.motion_id)
    return Told(said.sentence, Result(count.result), tuple(keys), count.needed, address)


def _last(part: Part) -> Count:
    found = part.counts.order_by("-pk").first()
    assert found is not None  # it was written just now
    return found


def _part(key: str) -> Part:
    return Part.objects.select_related("motion", "unit__commune").get(pk=int(key))
