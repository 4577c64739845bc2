"""The line that each act of a meeting leaves: its name is spelled out where the act is done."""

from datetime import date

from danchu.kit import audit
from danchu.meetings.models import Meeting
from danchu.people.models import Term


def record(act: str, meeting: Meeting, *, by: Term | None, on: date) -> None:
    """One entry, of the community and its meeting."""
    audit.record(act, by=by, unit_id=meeting.unit_id, kind="meeting", key=meeting.pk, on=on)
