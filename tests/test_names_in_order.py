"""Units are listed as people count them: Bản 2 before Bản 10, wherever one chooses or reads."""

import random
import re

import pytest

from danchu.disclosure import access
from danchu.people.access import units_run_by
from danchu.people.forms import TermForm
from danchu.people.models import Role
from danchu.places import finding
from danchu.places.models import Belonging, Kind, Title, Unit
from danchu.places.naming import called, in_order

pytestmark = pytest.mark.django_db
NAMES = ["Bản 1", "Bản 2", "Bản 2A", "Bản 10", "Bản Chè", "Đồng Tâm", "Tân Tiến 3", "Tân Tiến 12"]


@pytest.fixture
def hamlets(commune, province):
    mixed = random.Random(3).sample(NAMES, len(NAMES))  # noqa: S311  no secret
    for number, name in enumerate(mixed):
        unit = Unit(kind=Kind.COMMUNITY, slug=f"xom-{number}", commune=commune, province=province)
        called(unit, Title.XOM, name).save()
        Belonging.objects.create(unit=unit, parent=commune)


def test_the_key_sorts_any_names_against_each_other(hamlets):
    assert [unit.name for unit in sorted(Unit.objects.communities(), key=in_order)] == NAMES
    odd = [called(Unit(kind=Kind.COMMUNITY), Title.XOM, n) for n in ("12", "Bản", "", "3 Bản 4")]
    assert len(sorted([*odd, *Unit.objects.communities()], key=in_order)) == len(NAMES) + 4


def test_the_lists_of_a_commune_are_in_that_order(client, hamlets, commune, today):
    assert [unit.name for unit in access.communities(commune, on=today)] == NAMES
    assert [unit.name for unit in finding.members(commune, on=today)] == NAMES
    page = client.get("/xa/xa-la-bang/").content.decode()
    shown = re.findall(r'<a href="/don-vi/xom-\d/">Xóm ([^<]*)</a>', page)
    assert shown == NAMES


def test_so_is_what_an_official_chooses_from(hamlets, lan, today):
    form = TermForm(units=units_run_by(lan.person, on=today), roles=[Role.COMMUNITY_HEAD])

    offered = re.findall(r"<option[^>]*>([^<]*)</option>", str(form["unit"]))
    assert offered[0] == "Chọn nơi giữ vai"
    assert [name.removeprefix("Xóm ") for name in offered if name.startswith("Xóm")] == NAMES
