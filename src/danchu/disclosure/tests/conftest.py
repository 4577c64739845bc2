"""Shared by the tests of this room."""

import pytest


@pytest.fixture
def things(lan, thang, binh, commune):
    """One thing of each kind that an office address leads to."""
    from danchu.disclosure.tests.office_pages import one_of_each  # once Django is ready

    return one_of_each(lan, thang, binh, commune)
