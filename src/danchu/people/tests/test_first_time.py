"""The first time: an app, a password of one's own, recovery codes shown once."""

import pytest
from django.test import Client

from danchu.kit.models import AuditEntry
from danchu.people import actions, codes, demo
from danchu.people.models import OneTimePassword, Role
from danchu.people.tests.factories import START, in_office
from danchu.people.tests.signing import GOOD, come_in, give_code, give_password


@pytest.fixture
def khoi(commune):
    """An approver with a password and no app yet."""
    person = in_office("khoi", Role.APPROVER, commune, full_name="Ma Văn Khôi")
    person.set_password(GOOD)
    person.save()
    return person


def test_without_an_app_the_password_leads_to_enrolling_and_nowhere_else(client, khoi):
    assert give_password(client, "khoi", GOOD)["Location"].startswith("/tai-khoan/ma-xac-thuc/")

    for address in ("/viec/", "/tai-khoan/", "/tai-khoan/nguoi-va-may/", "/tai-khoan/mat-khau/"):
        assert client.get(address)["Location"].startswith("/tai-khoan/ma-xac-thuc/?next="), address


def test_enrolling_opens_the_desk_and_shows_recovery_codes_once(client, khoi):
    give_password(client, "khoi", GOOD)
    page = client.get("/tai-khoan/ma-xac-thuc/").content.decode()
    before, secret = client.session.session_key, client.session["enrol.secret"]
    assert secret in page
    assert "<svg" in page

    answer = client.post("/tai-khoan/ma-xac-thuc/", {"code": codes.current(secret)})

    assert answer["Location"] == "/tai-khoan/ma-du-phong/"
    shown = client.get("/tai-khoan/ma-du-phong/").content.decode()
    assert all(code in shown for code in codes.recovery_codes(khoi))
    assert (
        codes.recovery_codes(khoi)[0] not in client.get("/tai-khoan/ma-du-phong/").content.decode()
    )
    assert client.get("/viec/").status_code == 200
    assert client.session.session_key != before
    assert AuditEntry.objects.get(act="people.enrol_app").account_id == khoi.pk


def test_a_wrong_code_enrols_nothing(client, khoi):
    give_password(client, "khoi", GOOD)
    client.get("/tai-khoan/ma-xac-thuc/")

    assert client.post("/tai-khoan/ma-xac-thuc/", {"code": "000000"}).status_code == 422
    assert not codes.enrolled(khoi)


def test_half_signed_in_people_cannot_replace_the_app(client, lan):
    give_password(client, "lan")

    assert client.get("/tai-khoan/ma-xac-thuc/")["Location"].startswith("/dang-nhap/")


def test_replacing_the_app_asks_for_the_one_in_use(client, lan):
    come_in(client, lan)
    client.get("/tai-khoan/ma-xac-thuc/")
    new = codes.current(client.session["enrol.secret"])

    refused = client.post("/tai-khoan/ma-xac-thuc/", {"code": new, "current": "000000"})
    assert refused.status_code == 422
    old = codes.current(codes.demo_secret(lan))
    assert client.post("/tai-khoan/ma-xac-thuc/", {"code": new, "current": old}).status_code == 302


def test_a_password_set_by_the_office_is_changed_before_anything_else(client, lan):
    given = actions.set_one_time_password(lan, on=START)
    give_password(client, "lan", given)
    assert give_code(client, lan)["Location"] == "/tai-khoan/mat-khau/"
    assert client.get("/viec/")["Location"] == "/tai-khoan/mat-khau/"

    client.post("/tai-khoan/mat-khau/", {"old": given, "new": GOOD, "again": GOOD})

    assert client.get("/viec/").status_code == 200
    assert not OneTimePassword.objects.exists()


def test_a_new_password_ends_the_other_sessions(client, lan):
    other = Client()
    come_in(client, lan)
    come_in(other, lan)

    client.post("/tai-khoan/mat-khau/", {"old": demo.PASSWORD, "new": GOOD, "again": GOOD})

    assert client.get("/viec/").status_code == 200
    assert other.get("/viec/").status_code == 302


@pytest.mark.parametrize(
    ("new", "again", "says"),
    [("ngắn", "ngắn", "quá ngắn"), (GOOD, GOOD + "x", "chưa giống nhau")],
)
def test_a_weak_or_mistyped_new_password_is_refused(client, lan, new, again, says):
    come_in(client, lan)

    answer = client.post("/tai-khoan/mat-khau/", {"old": demo.PASSWORD, "new": new, "again": again})

    assert answer.status_code == 422
    assert says in answer.content.decode()
