"""Two clerks order the same hamlet at once: one decision is written, the other is told."""

from datetime import timedelta

import pytest

from danchu.kit import batches, clock
from danchu.people.models import Role
from danchu.people.tests.factories import commune_named, in_office, xom_named
from danchu.people.tests.test_races import _on_postgresql, at_once  # noqa: F401  a fixture
from danchu.places import actions
from danchu.places.importing import UnitImporter
from danchu.places.judging import Decision, NewUnit
from danchu.places.models import Reorganisation, Succession, Unit

TODAY = clock.today()
PAPER = Decision("12/NQ-HĐND", TODAY - timedelta(days=5), TODAY)
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("append_only_off", "_on_postgresql"),
]


@pytest.fixture
def story(transactional_db):
    commune = commune_named("Nà Chè", "xa-na-che")
    office = in_office("lan", Role.CLERK, commune).terms.get()
    names = ("Nà Mòn", "Khuổi Lừa", "Bản Nghè")
    return commune, office, [xom_named(one, f"xom-{n}", commune) for n, one in enumerate(names)]


def test_one_hamlet_is_merged_once(story):
    _, office, (one, two, _) = story

    got = at_once(lambda: actions.merge([one], two, PAPER, by=office, on=TODAY), 4)

    assert Reorganisation.objects.count() == 1
    assert Succession.objects.count() == 1
    assert sum("kết thúc ngày" in said for said in got if isinstance(said, str)) == 3


def test_two_hamlets_into_each_other_at_once_do_not_make_a_circle(story):
    _, office, (one, two, _) = story
    pairs = iter([(one, two), (two, one)])

    got = at_once(
        lambda: actions.merge([(p := next(pairs))[0]], p[1], PAPER, by=office, on=TODAY), 2
    )

    assert Succession.objects.count() == 1
    assert sum(isinstance(said, str) for said in got) == 1
    assert Unit.objects.communities().filter(valid_to=None).count() == 2


def test_one_act_is_taken_back_once(story):
    _, office, (one, two, _) = story
    act = actions.merge([one, two], NewUnit("Xóm Mới"), PAPER, by=office, on=TODAY)

    got = at_once(lambda: actions.undo(act, why="nhầm", by=office, on=TODAY), 3)

    assert sum("đã được hủy" in said for said in got if isinstance(said, str)) == 2
    assert not Succession.objects.exists()


def test_one_table_is_written_once(story):
    commune, office, _ = story
    importer = UnitImporter([commune], named=False)
    data = "Tên đơn vị\nXóm A\nXóm B\n".encode()
    batch = batches.preview(importer, data, "x.csv", by=office, unit_id=commune.pk, on=TODAY)

    got = at_once(lambda: batches.apply_whole(importer, batch, by=office, on=TODAY), 4)

    assert Unit.objects.filter(name__in=["A", "B"]).count() == 2
    assert sum("đã được ghi rồi" in said for said in got if isinstance(said, str)) == 3
