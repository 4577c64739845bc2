"""Keys that seal numbers are changed without losing who is who; bad settings are told."""

from io import StringIO

import pytest
from django.core.checks import run_checks
from django.core.management import CommandError, call_command
from django.test import Client

from danchu.kit.models import AuditEntry
from danchu.people import actions, seals
from danchu.people.checks import citizens_ways_are_whole
from danchu.people.keys import Identity, Number
from danchu.people.models import User
from danchu.people.oidc import Proven
from danchu.people.tests.factories import START
from danchu.people.tests.test_phone_codes import come_in, gateway  # noqa: F401  a fixture

ID = "019099001234"
OLD, NEW = {"k1": "a" * 40}, {"k2": "b" * 40, "k1": "a" * 40}
MINH = Proven("https://dinh-danh.example", "subject-1", "Nguyễn Văn Minh", ID)


@pytest.fixture(autouse=True)
def _old_key(settings):
    settings.IDENTITY_KEYS = OLD


def said(*arguments):
    out = StringIO()
    call_command("rotate_identity_keys", *arguments, stdout=out)
    return out.getvalue()


def test_a_seal_depends_on_the_key_on_the_kind_and_on_every_digit(settings):
    one = seals.newest(seals.PHONE, ID)
    settings.IDENTITY_KEYS = NEW

    assert seals.newest(seals.PHONE, ID).key_id == "k2"
    assert seals.newest(seals.PHONE, ID).seal != one.seal
    assert one in seals.every(seals.PHONE, ID)
    assert one.seal != seals.every(seals.NATIONAL_ID, ID)[1].seal
    assert one not in seals.every(seals.PHONE, ID[:-1] + "5")


@pytest.mark.parametrize("subject", ["subject-1", "subject-2"])
def test_after_a_change_of_key_the_same_person_is_known_and_sealed_anew(db, settings, subject):
    first = actions.recognise(MINH, on=START)
    settings.IDENTITY_KEYS = NEW

    assert actions.recognise(MINH._replace(subject=subject), on=START) == first
    identity = Identity.objects.get()
    assert (identity.key_id, identity.last_four) == ("k2", "1234")
    settings.IDENTITY_KEYS = {"k2": NEW["k2"]}  # the old key may go now
    assert actions.recognise(MINH._replace(subject=subject), on=START) == first


def test_a_phone_is_known_after_a_change_of_key(client, gateway, settings):  # noqa: F811
    come_in(client, gateway)
    settings.IDENTITY_KEYS = NEW
    come_in(Client(), gateway)

    assert User.objects.count() == 1
    assert Number.objects.get().key_id == "k2"


def test_the_command_shows_where_things_stand_and_makes_a_key(db, settings):
    actions.recognise(MINH, on=START)
    settings.IDENTITY_KEYS = NEW

    told = said()

    assert "k2 (mới nhất): 0 định danh, 0 số điện thoại" in told
    assert "k1 (cũ): 1 định danh, 0 số điện thoại" in told
    key = told.splitlines()[-1].partition(":")[2]
    assert len(key) == 64
    assert said().splitlines()[-1] != told.splitlines()[-1]


def test_a_key_that_is_gone_is_named(db, settings):
    actions.recognise(MINH, on=START)
    settings.IDENTITY_KEYS = {"k2": NEW["k2"]}

    assert "k1 (KHÔNG CÒN): 1 định danh" in said()


def test_retiring_a_leaked_key_removes_its_seals_and_can_be_run_again(db, settings):
    person = actions.recognise(MINH, on=START)
    settings.IDENTITY_KEYS = NEW

    assert "Khóa k1: đã bỏ 1 định danh, 0 số điện thoại" in said("--retire", "k1")
    assert "Khóa k1: đã bỏ 0 định danh, 0 số điện thoại" in said("--retire", "k1")
    assert not Identity.objects.exists()
    assert actions.recognise(MINH, on=START) != person
    assert AuditEntry.objects.filter(act="people.retire_key").count() == 2


def test_the_key_in_use_is_not_retired(db):
    actions.recognise(MINH, on=START)

    with pytest.raises(CommandError, match="đang dùng"):
        said("--retire", "k1")
    assert Identity.objects.exists()


# ── settings ──────────────────────────────────────────────────────────────────────────────────


WHOLE = {
    "OIDC_ISSUER": "https://dinh-danh.example",
    "OIDC_CLIENT_ID": "danchu",
    "SMS_URL": "https://tin-nhan.example/send",
    "SMS_TOKEN": "token",
    "LOCAL": False,
}
WRONG = [
    ("OIDC_ISSUER", "http://dinh-danh.example", "people.E001"),
    ("OIDC_CLIENT_ID", "", "people.E002"),
    ("OIDC_CLAIMS", {"name": "name", "birthday": "birthdate"}, "people.E003"),
    ("OIDC_SCOPES", "profile", "people.E004"),
    ("SMS_URL", "http://tin-nhan.example/send", "people.E005"),
    ("SMS_TOKEN", "", "people.E006"),
    ("IDENTITY_KEYS", {}, "people.E007"),
    ("IDENTITY_KEYS", {"k1": "a" * 31}, "people.E008"),
    ("SECRET_KEY", "a" * 40, "people.E009"),
]


def told(settings, **changed):
    for name, value in (WHOLE | changed).items():
        setattr(settings, name, value)
    return citizens_ways_are_whole(None)


def test_whole_settings_have_nothing_to_say(settings):
    assert told(settings) == []


def test_ways_that_are_off_ask_for_nothing(settings):
    assert told(settings, OIDC_ISSUER="", SMS_URL="", IDENTITY_KEYS={}) == []


@pytest.mark.parametrize(("name", "value", "code"), WRONG)
def test_each_gap_is_told_with_what_to_write(settings, name, value, code):
    found = told(settings, **{name: value})

    assert [one.id for one in found] == [code]
    assert found[0].hint


def test_the_checks_run_at_every_start(settings, db):
    told(settings, SMS_TOKEN="")

    assert "people.E006" in {one.id for one in run_checks()}
