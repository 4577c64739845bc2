"""Every act of this room leaves one line: who, under which term, where, on which day; no words."""

import ast
from datetime import date, time, timedelta
from pathlib import Path

import pytest

import danchu.reception.actions
from danchu.kit.models import AuditEntry
from danchu.people.models import User
from danchu.reception.actions import days, receiving, talking
from danchu.reception.actions.days import Hours
from danchu.reception.actions.receiving import Came
from danchu.reception.models import DayState, Matter, Question, Result
from danchu.reception.tests.factories import HALL, ROAD, day_of, dialogue_of, line_of

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 26)
LATER = ON + timedelta(days=9)
PHONE = "+84912345678"
NAME, WATER = "Hoàng Văn Sơn", "Bao giờ nước sạch kéo đến xóm Đồng Tâm?"
ANSWER, WHY = "Tháng 3 năm 2027 xong, xã đã ký hợp đồng.", "Bão số 9, đường ngập hết"
TOLD = {"hamlet": None, "source": Question.Source.PAPER, "on": ON}


def asked(lan):
    """A question that the office has not looked at yet."""
    talk = dialogue_of(lan, day=LATER, on=ON)
    return talking.ask(talk, text=WATER, by=None, **TOLD)


def held(lan):
    talk = dialogue_of(lan, day=LATER, on=ON)
    return talking.hold(talk, chaired_by="Ông Bình", present=90, by=lan, on=LATER)


def today_of(lan):
    return day_of(lan, day=ON, on=ON)


def somebody() -> User:
    return User.objects.create_user("ai-do", full_name="Ai Đó")


def line(lan):
    return line_of(today_of(lan), by=lan, on=ON, name=NAME)


# Act → what is there before it, and the act itself.
ACT = {
    "plan_days": (
        lambda lan: None,
        lambda lan, _: days.plan_days(
            lan.unit, [ON], Hours(time(7, 30), time(11, 0), HALL), by=lan, on=ON
        ),
    ),
    "book": (today_of, lambda lan, day: days.book(day, phone=PHONE, by=lan, on=ON)),
    "close_day": (
        today_of,
        lambda lan, day: days.close_day(
            day, DayState.CHAIR, received_by="Ông Bình", why="", by=lan, on=ON
        ),
    ),
    "receive": (
        today_of,
        lambda lan, day: receiving.receive(
            day, Came(NAME, Matter.QUESTION, ROAD), booking=None, by=lan, on=ON
        ),
    ),
    "answer": (
        line,
        lambda lan, one: receiving.answer(one, Result.ANSWERED, words=ANSWER, by=lan, on=ON),
    ),
    "make_case": (line, lambda lan, one: receiving.make_case(one, by=lan, on=ON)),
    "bar": (line, lambda lan, one: receiving.bar(one, lan.person, by=lan, on=ON)),
    "unbar": (
        lambda lan: receiving.bar(line(lan), somebody(), by=lan, on=ON),
        lambda lan, one: receiving.unbar(one, one.bars.get().person, by=lan, on=ON),
    ),
    "plan_dialogue": (
        lambda lan: None,
        lambda lan, _: dialogue_of(lan, day=LATER, on=ON, told=False),
    ),
    "announce": (
        lambda lan: dialogue_of(lan, day=LATER, on=ON, told=False),
        lambda lan, talk: talking.announce(talk, by=lan, on=ON),
    ),
    "call_off": (
        lambda lan: dialogue_of(lan, day=LATER, on=ON),
        lambda lan, talk: talking.call_off(talk, why=WHY, by=lan, on=ON),
    ),
    "hold": (
        lambda lan: dialogue_of(lan, day=LATER, on=ON),
        lambda lan, talk: talking.hold(talk, chaired_by=NAME, present=90, by=lan, on=LATER),
    ),
    "publish_results": (
        held,
        lambda lan, talk: talking.publish_results(talk, results=ANSWER, by=lan, on=LATER),
    ),
    "ask": (
        lambda lan: dialogue_of(lan, day=LATER, on=ON),
        lambda lan, talk: talking.ask(talk, text=WATER, by=lan, **TOLD),
    ),
    "show_question": (asked, lambda lan, one: talking.show_question(one, by=lan, on=ON)),
    "refuse_question": (
        asked,
        lambda lan, one: talking.refuse_question(one, why=WHY, by=lan, on=ON),
    ),
    "answer_question": (
        asked,
        lambda lan, one: talking.answer_question(one, answer=ANSWER, in_hall=False, by=lan, on=ON),
    ),
}
OF_NOBODY = {
    "book": (today_of, lambda day: days.book(day, phone=PHONE, by=None, on=ON)),
    "cancel": (
        lambda lan: days.book(today_of(lan), phone=PHONE, by=None, on=ON).booking,
        lambda booking: days.cancel(booking, on=ON),
    ),
    "ask": (
        lambda lan: dialogue_of(lan, day=LATER, on=ON),
        lambda talk: talking.ask(talk, text=WATER, by=None, **TOLD),
    ),
}
# What another room writes of the same deed, by the same person on the same day.
BESIDE = {
    "make_case": ["behalf.enter", "petitions.send"],
    "publish_results": ["postings.hand_in"],
}
ON_THE_DAY = {"hold", "publish_results"}


@pytest.mark.parametrize("name", ACT)
def test_each_act_is_one_entry_with_account_term_unit_and_day(name, lan):
    before, act = ACT[name]
    thing = before(lan)
    last = AuditEntry.objects.count()

    act(lan, thing)

    entries = list(AuditEntry.objects.order_by("pk")[last:])
    own = sorted([f"reception.{name}", *BESIDE.get(name, [])])
    assert sorted(entry.act for entry in entries) == own
    for entry in entries:
        assert (entry.account_id, entry.term_id) == (lan.person_id, lan.pk)
        assert (entry.unit_id, entry.on) == (lan.unit_id, LATER if name in ON_THE_DAY else ON)
        assert entry.key.isdecimal()


@pytest.mark.parametrize("name", OF_NOBODY)
def test_somebody_who_is_not_signed_in_leaves_no_name(name, lan):
    before, act = OF_NOBODY[name]
    thing = before(lan)
    last = AuditEntry.objects.count()

    act(thing)

    (entry,) = AuditEntry.objects.order_by("pk")[last:]
    assert (entry.act, entry.account_id, entry.term_id) == (f"reception.{name}", None, None)
    assert (entry.unit_id, entry.on) == (lan.unit_id, ON)


def test_the_trail_holds_no_words(lan):
    booked = days.book(today_of(lan), phone=PHONE, by=None, on=ON).booking
    said = Came(NAME, Matter.QUESTION, ROAD, contact=PHONE)
    one = receiving.receive(booked.day, said, booking=booked, by=lan, on=ON)
    receiving.answer(one, Result.ANSWERED, words=ANSWER, by=lan, on=ON)
    talking.refuse_question(asked(lan), why=WHY, by=lan, on=ON)

    for row in AuditEntry.objects.values_list():
        text = " ".join(str(cell) for cell in row)
        for words in (NAME, ROAD, PHONE[3:], ANSWER, WATER, WHY):
            assert words not in text


def entries_made() -> set[str]:
    """First arguments of `_record` in the actions of this room."""
    folder = Path(danchu.reception.actions.__path__[0])
    return {
        node.args[0].value
        for path in folder.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "_record"
    }


def test_no_act_is_left_out_above():
    assert entries_made() == {f"reception.{name}" for name in {**ACT, **OF_NOBODY}}
