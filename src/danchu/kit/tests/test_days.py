"""A day is read as people write it, and never guessed."""

from datetime import date

import pytest
from django import forms

from danchu.kit.days import DayField


@pytest.mark.parametrize(
    "typed",
    [
        "20/11/2026",
        " 20 / 11 / 2026 ",
        "20-11-2026",
        "20.11.26",
        "20112026",
        "2026-11-20",
        "Ngày 20 tháng 11 năm 2026",
        "ngày 20 tháng 11 năm 2026",  # decomposed, as a Mac pastes it
        "20/11/2026 ",
    ],
)
def test_a_day_is_read_as_people_write_it(typed):
    assert DayField().clean(typed) == date(2026, 11, 20)


@pytest.mark.parametrize("typed", ["2O/11/2026", "31/02/2026", "20 tháng 11", "11/20/2026", "mai"])
def test_what_is_not_a_day_is_refused_with_an_example(typed):
    with pytest.raises(forms.ValidationError, match="Ghi như 07/12/2026"):
        DayField().clean(typed)
