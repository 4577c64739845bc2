"""A motion on the agenda of a real meeting: opened, counted, too few came, corrected, refused."""

import pytest

from civics.errors import Refused
from danchu.decisions.at_meetings import Motions
from danchu.decisions.models import Count, Part
from danchu.decisions.tests.factories import (
    DAY,
    fill_roll,
    part_of,
    proposed,
    put_forward,
    removed,
)
from danchu.decisions.words import Matter, State
from danchu.meetings import handling
from danchu.meetings.handling import Taken
from danchu.meetings.models import Convenor, Result
from danchu.people import actions as people
from danchu.people.actions.rolls import ForWhat

pytestmark = pytest.mark.django_db


class Hall:
    """As much of a meeting as the handler is given."""

    pk = 7


@pytest.fixture
def part(tam, mo, hamlet) -> Part:
    fill_roll(hamlet, 30)
    return part_of(put_forward(tam, mo))


@pytest.fixture
def opened(part, tam) -> Part:
    roll = people.freeze_roll(tam.unit, ForWhat("họp", "meeting", "7"), by=tam, on=DAY)
    Motions().opened(str(part.pk), Hall(), roll, by=tam, on=DAY)
    return part


def taken(present, yes, no=0, **more) -> Taken:
    return Taken(7, DAY, 30, present, yes, no, 0, secret=False, **more)


def told(part, tam, *numbers, **more):
    return Motions().counted(str(part.pk), taken(*numbers, **more), by=tam, on=DAY)


def test_the_room_answers_for_its_kind():
    assert isinstance(handling.handler("motion"), Motions)


@pytest.mark.parametrize(
    ("numbers", "result", "words"),
    [
        ((25, 20, 5), Result.PASSED, "Được thông qua: 20 trên 30 hộ tán thành, cần 20."),
        ((25, 19, 6), Result.LOST, "Không được thông qua: 19 trên 30 hộ tán thành, cần 20."),
        ((19, 19, 0), Result.SHORT, "Chưa quyết định được: 19 trên 30 hộ có mặt, cần 20."),
    ],
)
def test_the_hall_is_judged_and_told(opened, tam, numbers, result, words):
    said = told(opened, tam, *numbers)

    assert (said.result, said.words, said.needed) == (result, words, 20)
    assert said.rules[0] == "decisions.approval.money"
    assert Count.objects.get().meeting == "7"


def test_a_correction_of_the_minutes_is_judged_anew(opened, tam):
    told(opened, tam, 25, 19, 6)
    said = told(opened, tam, 25, 20, 5, corrects=True)

    opened.motion.refresh_from_db()
    assert (said.result, opened.motion.state) == (Result.PASSED, State.PASSED)
    assert Count.objects.count() == 2


@pytest.mark.parametrize(("present", "result", "counts"), [(19, "short", 1), (25, "noted", 0)])
def test_a_hall_that_did_not_vote(opened, tam, present, result, counts):
    """Too few came: slips may follow. Enough came and nobody voted: nothing was decided."""
    said = Motions().not_counted(str(opened.pk), taken(present, 0), by=tam, on=DAY)

    assert (said.result, Count.objects.count()) == (result, counts)


def test_who_may_put_it_before_which_meeting(part, tam, mo, lan, binh):
    room, key = Motions(), str(part.pk)
    room.may_convene(key, tam, convenor=Convenor.HEAD, on=DAY)
    with pytest.raises(Refused):
        room.may_convene(key, mo, convenor=Convenor.FRONT_HEAD, on=DAY)
    removal = removed(mo, binh)
    room.may_convene(str(part_of(removal).pk), mo, convenor=Convenor.FRONT_HEAD, on=DAY)
    draft = proposed(tam)
    with pytest.raises(Refused, match="không còn chờ"):
        room.may_convene(str(part_of(draft).pk), tam, convenor=Convenor.HEAD, on=DAY)


def test_papers_go_first_where_the_decree_asks_for_them(part, tam, mo):
    room = Motions()
    lamps = part_of(put_forward(tam, mo, matter=Matter.SELF_MANAGED))

    assert room.papers_rule(str(part.pk), on=DAY) == "meetings.papers"
    assert room.papers_rule(str(lamps.pk), on=DAY) == ""
    assert [one.allowed for one in room.ways(str(part.pk), on=DAY)] == [True, True]
