"""What pages and papers show of a round of slips: how many came back, never what they say."""

from datetime import date
from typing import Any

from civics import motions as law
from danchu.decisions import rules
from danchu.decisions.models import Part, SlipRound
from danchu.decisions.words import Result
from danchu.kit.law import book
from danchu.rulebook import citing

PLAN_RULES = (
    "slips.case.short_meeting",
    "slips.case.self_managed",
    "slips.plan",
    "slips.plan.send",
    "slips.team",
    "slips.announce",
)
ROUND_RULES = ("slips.count", "slips.witnesses", "slips.result", "slips.hall_votes", "slips.form")
MOST_WAITING = 60


def opening(part: Part, *, on: date) -> law.Opening:
    """Whether slips may be planned for this part today, with the article."""
    motion = part.motion
    return law.slips_may(
        book(),
        motion.matter,
        scope=motion.scope,
        meeting=Result(part.result).value if part.result else None,
        front_agreed=motion.agreed_by_id is not None,
        on=on,
    )


def shown(found: SlipRound, *, on: date) -> dict[str, Any]:
    """The page of one round. Numbers of stubs, no names."""
    slips = found.slips.order_by("number")
    waiting = slips.filter(collected_on=None)
    whole = found.roll.whole if found.roll else 0
    came = whole - waiting.count()
    collecting = (
        found.is_open and found.prepared_on and found.hand_out_on <= on <= found.collect_until
    )
    over = on > found.collect_until or (on == found.collect_until and came == whole)
    return {
        "round": found,
        "team": list(found.team.order_by("-leads", "pk")),
        "whole": whole,
        "came": came,
        "waiting": list(waiting.values_list("number", flat=True)[:MOST_WAITING]),
        "more_waiting": max(whole - came - MOST_WAITING, 0),
        "collecting": collecting,
        "countable": found.is_open and found.prepared_on and over,
        "cites": citing.in_force(ROUND_RULES, found.part.unit, on=found.hand_out_on),
        "head": rules.head_of(found.part.unit),
    }
