"""A mistyped day that is mended moves in the calendars of those who subscribed."""

from datetime import timedelta

import pytest
from icalendar import Calendar

from danchu.disclosure.actions import renoting
from danchu.disclosure.tests.factories import NOTED, note
from danchu.duties import actions, calendars
from danchu.duties.models import Duty
from danchu.duties.tests.ics import check

pytestmark = pytest.mark.django_db


def written(duties):
    """The events of these duties, after a strict reading found nothing wrong with the bytes."""
    rows = calendars.told(duties, on=NOTED)
    data = calendars.calendar(
        rows, name="Việc", absolute=lambda path: f"https://danchu.example{path}", on=NOTED
    )
    check(data)
    return list(Calendar.from_ical(data).walk("VEVENT"))


def test_a_moved_day_is_the_same_event_with_a_higher_sequence(lan):
    item = note(lan)
    mine = Duty.objects.filter(kind="item")
    (first,) = written(mine)

    moved = {"group": item.group, "number": item.number, "signer": item.signer}
    day = item.decided_on - timedelta(days=1)
    renoting.renote(item, decided_on=day, why="gõ nhầm ngày", by=lan, on=NOTED, **moved)
    (second,) = written(mine)

    item.refresh_from_db()
    assert first["UID"] == second["UID"]
    assert (int(first["SEQUENCE"]), int(second["SEQUENCE"])) == (0, 2)
    assert second.decoded("DTSTART") == item.due_on != first.decoded("DTSTART")
    assert second["STATUS"] == "CONFIRMED"
    actions.close("item", item.pk, on=NOTED)
    assert [int(event["SEQUENCE"]) for event in written(mine)] == [3]
