"""Nouns of this room, a module a legal act."""

from danchu.decisions.models.decided import Change, Decision, Objection, Progress
from danchu.decisions.models.initiatives import Endorsement, Initiative
from danchu.decisions.models.motions import Count, Motion, MotionQuerySet, Part
from danchu.decisions.models.scans import CountScan, IdeaPaper
from danchu.decisions.models.slips import Slip, SlipRound, TeamMember

__all__ = [
    "Change",
    "Count",
    "CountScan",
    "Decision",
    "Endorsement",
    "IdeaPaper",
    "Initiative",
    "Motion",
    "MotionQuerySet",
    "Objection",
    "Part",
    "Progress",
    "Slip",
    "SlipRound",
    "TeamMember",
]
