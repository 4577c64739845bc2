from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civics.deadlines import UNITS, months_after
from civics.errors import NotInForce, Refused, UnknownRule
from civics.rulebook import load

BOOK = load()
FORWARD = [key for key, rule in BOOK.rules.items() if rule.is_deadline and rule.counted_from]
BACKWARD = [key for key, rule in BOOK.rules.items() if rule.is_deadline and rule.counted_before]
DAY = timedelta(days=1)
KNOWN_UNTIL = date(max(year.year for year in BOOK.calendar.years), 12, 15)  # moved within it


@st.composite
def asked(draw, keys):
    """One of `keys` with a day on which it holds."""
    key = draw(st.sampled_from(keys))
    newest = BOOK.rule(key).values[-1]
    first = max(date(2025, 7, 1), newest.since)
    reached = months_after(KNOWN_UNTIL, -newest.payload.get("months", 0))  # the calendar ends
    last = min(newest.until or date.max, date(2027, 6, 30), reached)
    return key, draw(st.dates(min_value=first, max_value=max(first, last)))


@given(asked(FORWARD))
def test_the_first_day_is_never_counted(question):
    key, start = question
    deadline = BOOK.deadline(key, start=start)

    assert deadline.due_on >= start + timedelta(days=deadline.days)
    assert deadline.advised_on is None


@given(asked(FORWARD))
def test_a_deadline_carries_its_rule_its_unit_and_its_article(question):
    key, start = question
    deadline = BOOK.deadline(key, start=start)
    value = BOOK.value(key, on=start)

    assert deadline.unit in UNITS
    assert deadline.days == value.get(deadline.unit)
    assert (deadline.key, deadline.cite) == (key, value.cite)


@given(asked(FORWARD))
def test_only_calendar_periods_move_and_only_from_rest_to_the_next_working_day(question):
    key, start = question
    deadline = BOOK.deadline(key, start=start)

    if BOOK.is_working_day(deadline.due_on):
        assert deadline.moved_to is None
    else:
        assert deadline.unit != "working_days"
        assert deadline.moved_to > deadline.due_on
        assert BOOK.workdays_between(deadline.due_on, deadline.moved_to) == 1


@given(asked(BACKWARD))
def test_a_day_before_an_event_is_a_subtraction_and_one_day_more_is_advised(question):
    key, event = question
    deadline = BOOK.deadline(key, start=event)

    assert deadline.backwards
    assert deadline.moved_to is None
    if deadline.unit == "days":
        assert deadline.due_on == event - deadline.days * DAY
        assert deadline.advised_on == deadline.due_on - DAY
    if deadline.unit == "working_days":
        assert BOOK.workdays_between(deadline.due_on - DAY, event - DAY) == deadline.days
        assert BOOK.workdays_between(deadline.advised_on - DAY, deadline.due_on - DAY) == 1


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2025, 11, 30), 3, date(2026, 2, 28)),
        (date(2023, 11, 30), 3, date(2024, 2, 29)),
        (date(2026, 10, 31), 3, date(2027, 1, 31)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2026, 1, 31), -2, date(2025, 11, 30)),
    ],
)
def test_a_month_ends_on_the_same_day_or_on_the_last_one(start, months, end):
    assert months_after(start, months) == end


def test_a_period_into_a_year_not_announced_is_provisional(book):
    assert book.deadline("disclosure.publish", start=date(2026, 12, 29)).provisional
    assert not book.deadline("disclosure.publish", start=date(2026, 12, 22)).provisional


def test_the_law_of_another_day_may_be_asked(book):
    with pytest.raises(NotInForce):
        book.deadline("disclosure.publish", start=date(2026, 5, 4), on=date(2023, 6, 30))


def test_a_rule_without_days_has_no_deadline(book):
    with pytest.raises(Refused, match="không đặt số ngày") as refused:
        book.deadline("decisions.points", start=date(2026, 5, 4))

    assert str(refused.value.cite) == "Luật 10/2022/QH15, Điều 20 khoản 2"


def test_an_unknown_key_is_named_with_the_nearest_one(book):
    with pytest.raises(UnknownRule, match=r"gần giống: 'decisions.send_decision'"):
        book.deadline("decision.send_decision", start=date(2026, 5, 4))
