"""law/holidays/ against an independent list. Every difference is named and explained."""

from datetime import date, timedelta
from pathlib import Path

import holidays
import pytest

import civics

YEARS = (2023, 2024, 2025, 2026, 2027)

# day → (do offices work by law/holidays/, why the two lists differ)
DIFFERENCES = {
    date(2024, 5, 4): (True, "worked for 29/4; the list knows the day off, not the day worked"),
    date(2025, 4, 26): (True, "worked for 02/5; the list knows the day off, not the day worked"),
    date(2026, 1, 2): (False, "swapped by Công văn 12729/VPCP-KGVX; the list does not have it"),
    date(2026, 1, 10): (True, "worked for 02/01/2026"),
    date(2026, 8, 22): (True, "worked for 31/8; the list knows the day off, not the day worked"),
    date(2026, 11, 24): (True, "no legal text seen (AUDIT 13): working, the earlier due day"),
    date(2027, 2, 4): (True, "2027 not announced: off only if two days before Tết are chosen"),
    date(2027, 9, 3): (True, "2027 not announced: 01/9 or 03/9 may be chosen"),
    date(2027, 11, 24): (True, "no legal text seen (AUDIT 13)"),
}


def every_day(year):
    day = date(year, 1, 1)
    while day.year == year:
        yield day
        day += timedelta(days=1)


@pytest.mark.parametrize("year", YEARS)
def test_our_days_off_are_those_of_an_independent_list_but_for_named_differences(book, year):
    theirs = holidays.country_holidays("VN", years=year)
    differing = {
        day: book.is_working_day(day)
        for day in every_day(year)
        if book.is_working_day(day) != (day.weekday() < 5 and day not in theirs)
    }

    assert differing == {day: works for day, (works, _) in DIFFERENCES.items() if day.year == year}


def test_there_is_a_calendar_for_every_year_asked_for(book):
    assert tuple(year.year for year in book.calendar.years) == YEARS


def test_every_day_off_has_a_source_and_says_whether_it_was_confirmed(book):
    for year in book.calendar.years:
        for item in (*year.days, *year.undecided):
            assert item.source
            assert item.name
            assert item.confirmed in (True, False)


def test_only_the_year_not_yet_announced_is_provisional(book):
    assert [year.year for year in book.calendar.years if not year.announced] == [2027]


def test_an_undecided_day_counts_as_worked(book):
    undecided = [item.day for year in book.calendar.years for item in year.undecided]

    assert date(2026, 11, 24) in undecided
    assert all(book.is_working_day(day) for day in undecided)


def test_the_runtime_does_not_need_the_independent_list():
    code = "".join(path.read_text() for path in Path(civics.__file__).parent.glob("*.py"))

    assert "import holidays" not in code
