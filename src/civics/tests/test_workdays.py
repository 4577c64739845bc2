from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civics.calendars import Calendar
from civics.errors import NoCalendar
from civics.rulebook import load
from civics.workdays import workdays_after, workdays_before

CALENDAR: Calendar = load().calendar
days = st.dates(min_value=date(2023, 1, 1), max_value=date(2027, 6, 30))
counts = st.integers(min_value=1, max_value=60)
REST = {"holidays": CALENDAR.holidays, "worked": CALENDAR.worked}


def rests(day):
    if day in CALENDAR.holidays:
        return True
    return day.weekday() >= 5 and day not in CALENDAR.worked


@given(days, counts)
def test_a_deadline_never_ends_on_a_day_of_rest(start, count):
    assert not rests(workdays_after(start, count, **REST))


@given(days, counts)
def test_one_day_more_is_always_later(start, count):
    assert workdays_after(start, count + 1, **REST) > workdays_after(start, count, **REST)


@given(days, counts)
def test_starting_a_day_later_never_ends_earlier(start, count):
    later = workdays_after(start + timedelta(days=1), count, **REST)

    assert later >= workdays_after(start, count, **REST)


@given(days, counts)
def test_between_counts_back_what_after_counted(start, count):
    assert CALENDAR.between(start, CALENDAR.after(start, count)) == count


@given(days.filter(lambda day: day > date(2023, 6, 1)), counts)
def test_backwards_and_forwards_agree(event, count):
    back = workdays_before(event, count, **REST)

    assert not rests(back)
    assert CALENDAR.between(back - timedelta(days=1), event - timedelta(days=1)) == count


@given(days, counts)
def test_a_holiday_more_never_makes_a_deadline_earlier(start, count):
    plain = workdays_after(start, count, holidays=frozenset())

    assert workdays_after(start, count, holidays=CALENDAR.holidays) >= plain


def test_no_days_is_the_starting_day_itself():
    assert workdays_after(date(2026, 5, 1), 0, **REST) == date(2026, 5, 1)


@pytest.mark.parametrize("count", [workdays_after, workdays_before])
def test_less_than_no_days_is_a_mistake(count):
    with pytest.raises(ValueError, match="-1 days"):
        count(date(2026, 5, 1), -1, **REST)


def test_holidays_must_be_thought_of():
    with pytest.raises(TypeError):
        workdays_after(date(2026, 5, 1), 5)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 8, 22), True),  # Saturday, worked for 31/8
        (date(2026, 8, 29), False),  # an ordinary Saturday
        (date(2026, 8, 31), False),  # Monday, swapped
        (date(2026, 9, 3), True),
        (date(2026, 1, 10), True),  # Saturday, worked for 02/01
        (date(2026, 11, 24), True),  # no legal text seen: a working day, so the earlier due day
        (date(2027, 2, 4), True),  # not announced
        (date(2027, 2, 5), False),
    ],
)
def test_a_day_is_worked_or_not(book, day, works):
    assert book.is_working_day(day) is works


def test_between_excludes_the_first_day_and_includes_the_last(book):
    assert book.workdays_between(date(2026, 11, 20), date(2026, 11, 27)) == 5
    assert book.workdays_between(date(2026, 11, 27), date(2026, 11, 27)) == 0
    assert book.workdays_between(date(2026, 11, 27), date(2026, 11, 20)) == 0


@pytest.mark.parametrize("day", [date(2022, 12, 31), date(2028, 1, 1)])
def test_a_year_without_a_file_is_refused_not_guessed(book, day):
    with pytest.raises(NoCalendar, match=str(day.year)):
        book.is_working_day(day)
