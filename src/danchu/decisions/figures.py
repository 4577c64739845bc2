"""What other floors read of this room: counts of households, never who."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from danchu.decisions import reading
from danchu.decisions.models import Motion, MotionQuerySet, Part
from danchu.decisions.words import State
from danchu.kit.law import book
from danchu.places.models import Unit


class PartFigure(NamedTuple):
    """One community's part of a commune's motion. None where five households would be told."""

    community: str  # slug
    households: int | None
    yes: int | None
    no: int | None
    needed: int | None
    passed: bool | None
    voted_on: date | None


class MotionFigure(NamedTuple):
    """One motion, as anybody may read it. Shares are of ALL households, or communities."""

    id: int
    unit: Unit
    matter: str
    scope: str
    way: str
    state: str
    title: str
    households: int | None  # of a commune's motion: communities
    yes: int | None
    no: int | None
    needed: int | None
    passed: bool | None
    rule: str
    cite: str
    voted_on: date | None
    parts: list[PartFigure]


def public_motions(unit: Unit | None, state: str | None) -> MotionQuerySet:
    """What anybody may read, of one unit and everything under it."""
    found: MotionQuerySet = Motion.objects.public().select_related("unit")
    if unit is not None:
        found = found.filter(unit__in=Unit.objects.within(unit))
    if state is not None:
        found = found.filter(state=state)
    return found


def figures(motions: Iterable[Motion]) -> list[MotionFigure]:
    """Of motions that came with `reading.with_counts`."""
    return [_figure(one) for one in motions]


def _figure(motion: Motion) -> MotionFigure:
    parts = [_part(one) for one in motion.parts.all()]
    passed = {State.PASSED: True, State.LOST: False}.get(State(motion.state))
    told = (motion.pk, motion.unit, motion.matter, motion.scope, motion.way, motion.state)
    if motion.of_commune:
        against = None if motion.agreed is None else (motion.communities or 0) - motion.agreed
        numbers = (motion.communities, motion.agreed, against, motion.needed, passed)
        rule, day, shown = motion.rule_key, motion.ended_on, parts
    else:
        one = parts[0] if parts else PartFigure("", None, None, None, None, None, None)
        numbers = (one.households, one.yes, one.no, one.needed, passed)
        count = reading.last_count(motion.parts.all()[0]) if parts else None
        rule, day, shown = (count.rule_key if count else ""), one.voted_on, []
    cite = str(book().value(rule, on=day).cite) if rule and day else ""
    return MotionFigure(*told, motion.title, *numbers, rule, cite, day, shown)


def _part(part: Part) -> PartFigure:
    count = reading.last_count(part)
    if count is None:
        return PartFigure(part.unit.slug, None, None, None, None, None, None)
    passed = {"passed": True, "lost": False}.get(count.result)
    if not reading.tells_all(count):
        return PartFigure(part.unit.slug, None, None, None, None, passed, count.held_on)
    numbers = (count.households, count.yes, count.no, count.needed)
    return PartFigure(part.unit.slug, *numbers, passed, count.held_on)
