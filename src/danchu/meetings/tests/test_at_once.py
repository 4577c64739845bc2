"""Two people at one meeting tap at the same moment (PostgreSQL): nothing is counted twice."""

import pytest

from danchu.meetings import actions
from danchu.meetings.actions import Numbers, Sheet
from danchu.meetings.models import Attendance, Count, Entry, Officer, Tally, Way
from danchu.meetings.tests import gathered
from danchu.people.models import FrozenRoll
from danchu.people.tests.test_races import _on_postgresql, at_once  # noqa: F401  a fixture

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("append_only_off", "_on_postgresql"),
]


def test_a_hall_that_taps_all_at_once(transactional_db, tam, today):
    by, on = {"by": tam, "on": today}, today
    made = gathered.paper_of(tam, on=on)

    got = at_once(lambda: actions.open_meeting(made, **by), 4)
    assert FrozenRoll.objects.count() == 1
    assert sum("đã mở rồi" in said for said in got if isinstance(said, str)) == 3

    made.refresh_from_db()
    sitting, item, line = made.sittings.get(), made.items.get(), made.roll.lines.first()
    at_once(lambda: actions.attend(sitting, line, **by), 4)
    assert Attendance.objects.count() == 1

    actions.confirm_secretary(sitting, "Ma Thị Nga", 1, **by)
    actions.choose_way(sitting, item, Way.HANDS, 1, **by)
    nga = Officer.objects.get()
    for entry, counter in ((Entry.FIRST, None), (Entry.SECOND, nga)):
        sheet = Sheet(counter, no_photo_why="mất điện")
        at_once(
            lambda e=entry, s=sheet: actions.enter_tally(
                sitting, item, e, Numbers(1, 0, 0), **by, sheet=s
            ),
            3,
        )
    assert Tally.objects.filter(replaced_at=None).count() == 2

    got = at_once(lambda: actions.settle_count(sitting, item, **by), 4)
    assert Count.objects.count() == 1
    assert sum("đã được ghi" in said for said in got if isinstance(said, str)) == 3
