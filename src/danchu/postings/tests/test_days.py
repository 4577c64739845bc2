"""Days running, and which day a tap speaks of. The story of whole papers: disclosure/tests."""

from datetime import UTC, date, datetime, timedelta

import pytest

from danchu.postings.actions.airing import running
from danchu.postings.actions.proving import Moment, day_of

ON = date(2026, 3, 11)
NOW = datetime(2026, 3, 11, 5, tzinfo=UTC)  # noon in Việt Nam


@pytest.mark.parametrize(
    ("days", "longest"),
    [((), 0), ((5,), 1), ((5, 6, 7), 3), ((5, 6, 8, 9), 2), ((5, 7, 9), 1), ((1, 3, 4, 5, 9), 3)],
)
def test_only_days_that_follow_each_other_run(days, longest):
    assert running([date(2026, 3, day) for day in days]) == longest


@pytest.mark.parametrize(
    ("waited", "off", "day"),
    [
        (timedelta(hours=1), timedelta(0), date(2026, 3, 11)),
        (timedelta(hours=13), timedelta(0), date(2026, 3, 10)),
        (timedelta(days=2), timedelta(days=365), date(2026, 3, 9)),
        (timedelta(days=90), timedelta(0), ON),  # longer than anything waits: not believed
        (-timedelta(hours=1), timedelta(0), ON),
    ],
)
def test_the_phone_measures_how_long_ago_and_never_which_day(waited, off, day):
    moment = Moment(NOW + off - waited, NOW + off)
    assert day_of(moment, on=ON)[0] == day
