"""The trail of acts: who reads whose, and where its lines lead."""

from datetime import date

import pytest
from django.urls import reverse

from danchu.disclosure.models import State
from danchu.front.tests import factories
from danchu.kit import audit
from danchu.people.models import Role
from danchu.people.tests.factories import signed_in

pytestmark = pytest.mark.django_db
ON = date(2026, 12, 2)


@pytest.fixture
def here():
    return factories.commune()


@pytest.fixture
def elsewhere():
    return factories.commune("Nghinh Tường", "xa-nghinh-tuong", "05722")


def act(unit, kind="item", key=0):
    clerk = factories.term(unit, Role.CLERK, f"lan-{unit.slug}")
    audit.record("disclosure.note", by=clerk, unit_id=unit.pk, kind=kind, key=key, on=ON)


def read(client, term):
    return signed_in(client, term.person).get(reverse("front:trail"))


def test_a_head_reads_the_trail_of_the_commune_they_head(client, here, elsewhere):
    act(here)
    act(elsewhere)

    said = read(client, factories.term(here, Role.CHAIR, "binh")).content.decode()

    assert "Xã La Bằng" in said
    assert "Xã Nghinh Tường" not in said


def test_a_head_who_holds_a_lesser_role_elsewhere_does_not_read_the_trail_there(
    client, here, elsewhere
):
    act(elsewhere)
    chair = factories.term(here, Role.CHAIR, "binh")
    other = factories.term(elsewhere, Role.COUNCIL_DELEGATE, "binh")
    other.person = chair.person
    other.save()

    assert "lan-xa-nghinh-tuong" not in read(client, chair).content.decode()


@pytest.mark.parametrize("role", [Role.CLERK, Role.APPROVER, Role.COUNCIL_DELEGATE, Role.JURIST])
def test_others_have_no_trail(client, here, role):
    assert read(client, factories.term(here, role, "ai")).status_code == 404


def test_a_line_leads_only_where_its_reader_may_go(client, here):
    waiting = factories.item(here, "1/QĐ-UBND")
    public = factories.item(
        here, "2/QĐ-UBND", state=State.PUBLISHED, title="Việc", published_on=date(2026, 11, 20)
    )
    for one in (waiting, public):
        act(here, key=one.pk)

    inspector = read(client, factories.term(factories.province(), Role.INSPECTOR, "viet"))
    chair = read(client, factories.term(here, Role.CHAIR, "binh"))

    assert f"/cong-khai/{public.pk}/" in inspector.content.decode()
    assert f"/cong-khai/{waiting.pk}/" not in inspector.content.decode()
    assert f"/cong-khai/{waiting.pk}/soan/" in chair.content.decode()


@pytest.mark.parametrize("below", ["9" * 5000, "-1", "٣", "một"])
def test_a_place_in_the_trail_that_is_none_is_its_beginning(client, here, below):
    act(here)
    chair = factories.term(here, Role.CHAIR, "binh")
    desk = signed_in(client, chair.person)

    assert desk.get(reverse("front:trail"), {"truoc": below}).status_code == 200
