from datetime import date

import pytest

from civics.conferences import SPHERES, conference, missed_quorum
from civics.errors import Refused

ON = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("sphere", "staff", "required", "delegates"),
    [
        ("agency", 7, False, False),
        ("agency", 8, True, False),
        ("agency", 99, True, False),
        ("agency", 100, True, True),
        ("state_enterprise", 1, True, False),  # no exemption for the small
        ("state_enterprise", 99, True, False),
        ("state_enterprise", 100, True, True),
    ],
)
def test_who_must_hold_a_conference_and_who_may_call_delegates(
    book, sphere, staff, required, delegates
):
    found = conference(book, sphere, staff=staff, on=ON)

    assert (found.required, found.delegates) == (required, delegates)


@pytest.mark.parametrize("sphere", SPHERES)
def test_people_who_work_far_apart_may_send_delegates_however_few(book, sphere):
    assert conference(book, sphere, staff=20, scattered=True, on=ON).delegates
    assert not conference(book, sphere, staff=20, on=ON).delegates


@pytest.mark.parametrize("sphere", SPHERES)
@pytest.mark.parametrize(
    ("present", "convened", "missed", "slips"),
    [
        (60, 1, False, False),
        (59, 1, True, False),  # call again
        (59, 2, True, True),
        (59, 3, True, True),
        (60, 2, False, False),
        (0, 2, True, True),
        (90, 2, False, False),
    ],
)
def test_slips_follow_only_the_second_call_that_missed_two_thirds(
    book, sphere, present, convened, missed, slips
):
    found = missed_quorum(book, sphere, whole=90, present=present, convened=convened, on=ON)

    assert (found.missed, found.slips, found.needed) == (missed, slips, 60)


def test_more_present_than_there_are_is_refused_with_the_article(book):
    with pytest.raises(Refused, match="từ 0 đến 90") as refused:
        missed_quorum(book, "agency", whole=90, present=91, convened=1, on=ON)

    assert str(refused.value.cite) == "Luật 10/2022/QH15, Điều 50 khoản 2"


def test_a_unit_of_nobody_is_refused(book):
    with pytest.raises(Refused, match="từ 1 trở lên"):
        conference(book, "agency", staff=0, on=ON)


@pytest.mark.parametrize("sphere", ["commune", "employer", "all", "school"])
def test_only_agencies_and_state_enterprises_have_this_conference(book, sphere):
    with pytest.raises(Refused, match="agency, state_enterprise"):
        conference(book, sphere, staff=50, on=ON)
