"""Nouns of this room, a module a legal act."""

from danchu.decisions.models.decided import Change, Decision, Progress
from danchu.decisions.models.initiatives import Endorsement, Initiative
from danchu.decisions.models.motions import Count, Motion, MotionQuerySet, Part
from danchu.decisions.models.slips import Slip, SlipRound, TeamMember

__all__ = [
    "Change",
    "Count",
    "Decision",
    "Endorsement",
    "Initiative",
    "Motion",
    "MotionQuerySet",
    "Part",
    "Progress",
    "Slip",
    "SlipRound",
    "TeamMember",
]
