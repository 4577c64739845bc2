"""What follows from a count, inside the act that writes it: results, sums, duties."""

from datetime import date

from civics import motions as law
from danchu.decisions import rules
from danchu.decisions.models import Count, Motion, Part
from danchu.decisions.words import Result, State
from danchu.duties import actions as duties
from danchu.kit.law import book


def settle(motion: Motion, part: Part, count: Count, *, on: date) -> None:
    """The community's result, and the motion's when it follows; the duties after it."""
    part.result, part.result_on = count.result, count.held_on
    part.save(update_fields=["result", "result_on"])
    duties.call_off(rules.MOTION, motion.pk, on=on, why="đã có kết quả mới")
    if motion.of_commune:
        duties.call_off(rules.PART, part.pk, on=on, why="đã có kết quả mới")
        if count.result == Result.PASSED:
            rules.open_of_part(motion, part, count.way, voted_on=count.held_on, on=on)
        end_of_commune(motion, final=False, on=count.held_on)
        return
    motion.state = State(count.result)
    motion.ended_on = count.held_on if part.voted else None
    motion.save(update_fields=["state", "ended_on"])
    if part.voted:
        unit = rules.heir_of(part.unit, on=on)
        passed = count.result == Result.PASSED
        rules.open_after_vote(motion, unit, count.way, voted_on=count.held_on, passed=passed)


def end_of_commune(motion: Motion, *, final: bool, on: date) -> None:
    """Once every community has decided (or the chair ends it), the sum is kept with its rule."""
    parts = list(motion.parts.all())
    agreed = sum(1 for one in parts if one.result == Result.PASSED)
    against = sum(1 for one in parts if one.result == Result.LOST)
    if not final and agreed + against < len(parts):
        motion.state, motion.ended_on = State.OPEN, None
        motion.agreed = motion.communities = motion.needed = None
        motion.save()
        return
    found = law.commune(
        book(),
        motion.matter,
        agreed=agreed,
        against=len(parts) - agreed,
        communities=len(parts),
        on=on,
    )
    motion.state, motion.ended_on = State(found.result), on
    motion.agreed, motion.communities, motion.needed = agreed, len(parts), found.needed
    motion.rule_key = found.key
    motion.save()
