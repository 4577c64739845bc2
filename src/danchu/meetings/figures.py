"""What other rooms may read of meetings, as plain values."""

from collections.abc import Iterable
from typing import NamedTuple

from danchu.meetings.models import Attendance, Meeting, State


class Figures(NamedTuple):
    """One meeting in numbers. `present`: households represented, all sittings summed."""

    state: State
    present: int
    households: int | None  # of the frozen list; None before it opened


def of_meeting(meeting_id: int) -> Figures | None:
    """None: no such meeting in this world."""
    found = Meeting.objects.select_related("roll").filter(pk=meeting_id).first()
    if found is None:
        return None
    here = Attendance.objects.standing().filter(sitting__meeting=found).count()
    return Figures(State(found.state), here, found.roll.whole if found.roll else None)


def meetings_on(kind: str, key: str) -> list[Meeting]:
    """Every meeting on whose agenda this matter stands or stood, the newest first."""
    rows = Meeting.objects.filter(items__kind=kind, items__key=key)
    return list(rows.select_related("unit", "roll").order_by("-planned_on", "-pk"))


def told_on(kind: str, keys: Iterable[str]) -> list[Meeting]:
    """Meetings that people were told of, or that are open, with one of these on the agenda."""
    rows = Meeting.objects.filter(items__kind=kind, items__key__in=list(keys))
    told = rows.filter(state__in=[State.NOTIFIED, State.OPEN]).select_related("unit").distinct()
    return list(told.order_by("planned_on", "planned_at", "pk"))
