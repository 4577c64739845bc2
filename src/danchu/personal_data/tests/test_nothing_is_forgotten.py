"""Every field that may hold a person's data is answered for by its room."""

import pytest
from django.db import models

from danchu.people import own_data
from danchu.people.own_data import Fate
from danchu.personal_data.actions import answering
from danchu.personal_data.models import DataRequest
from danchu.personal_data.tests.factories import ASKED, asks


def test_every_personal_field_stands_in_a_rooms_holdings():
    """Write what is named here into `holdings.py` of its room: shown, corrected, erased or kept."""
    assert own_data.unanswered() == []


def test_no_room_answers_for_a_field_that_does_not_exist():
    assert own_data.forgotten_answers() == []


@pytest.mark.parametrize(
    "field",
    [
        models.CharField(name="full_name"),
        models.CharField(name="phone_number"),
        models.EmailField(name="mail"),
        models.CharField(name="home_address"),
        models.GenericIPAddressField(name="ip"),
        models.DateField(name="birth_day"),
    ],
    ids=lambda field: field.name,
)
def test_such_a_field_looks_personal(field):
    assert own_data.PERSONAL.search(field.name)


@pytest.mark.parametrize("name", ["state", "due_on", "number", "key", "kind", "script", "tip_on"])
def test_such_a_field_does_not(name):
    assert not own_data.PERSONAL.search(name)


def test_a_room_that_forgets_its_field_is_told_which(monkeypatch):
    """Break it once: without the room of disclosure its fields are missed, by name."""
    modules = [one for one in own_data._modules() if "disclosure" not in one.__name__]
    monkeypatch.setattr(own_data, "_modules", lambda: tuple(modules))

    missed = own_data.unanswered()
    assert "disclosure.Item.signer" in missed
    assert "disclosure.Pointer.pointed_by" in missed
    assert all(name.startswith("disclosure.") for name in missed)


def test_what_is_kept_says_by_which_rule_and_what_goes_says_how():
    for one in own_data.holdings():
        if one.fate == Fate.KEEP:
            assert one.rule == own_data.KEPT, one.heading
            assert one.erase is own_data.nothing, one.heading
        else:
            assert one.erase is not own_data.nothing, one.heading
        assert one.why.endswith("."), one.heading
        assert one.correct.endswith("."), one.heading


@pytest.mark.django_db
def test_acts_are_counted_for_whoever_did_them_and_for_nobody_else(lan, thang, commune, tam):
    asks(tam.person, commune)
    answering.respond(DataRequest.objects.get(), by=lan, on=ASKED)
    here = next(one for one in own_data.holdings() if one.heading == "Dữ liệu cá nhân: việc đã làm")

    assert here.shown(lan.person)[0].facts == [("Yêu cầu đã phản hồi", "1")]
    assert here.shown(thang.person) == []
