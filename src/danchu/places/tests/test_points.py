"""Where communes lie: loaded from the file, and who lies around whom."""

import csv
import shutil
from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from danchu.kit import worlds
from danchu.places import actions
from danchu.places.judging import Decision, NewUnit
from danchu.places.models import Succession, Unit
from danchu.places.points import known_around

NOW, BEFORE = date(2026, 12, 2), date(2025, 6, 30)
FILE = "unit_points.csv"


# ── loading ───────────────────────────────────────────────────────────────────────────────────


def load(folder=settings.DATA_FOLDER) -> str:
    said = StringIO()
    call_command("load_units", folder=folder, stdout=said)
    return said.getvalue().strip()


@pytest.fixture
def files(tmp_path):
    for file in settings.DATA_FOLDER.glob("*.csv"):
        shutil.copy(file, tmp_path)
    return tmp_path


def rewrite(folder, change) -> None:
    with (folder / FILE).open(newline="") as lines:
        rows = [changed for row in csv.DictReader(lines) if (changed := change(row))]
    with (folder / FILE).open("w", newline="") as lines:
        out = csv.DictWriter(lines, rows[0])
        out.writeheader()
        out.writerows(rows)


@pytest.mark.django_db
def test_the_same_code_before_and_after_is_two_units_at_two_places():
    assert "347 points" in load()

    before = Unit.objects.standing(on=BEFORE).get(code="05818")
    now = Unit.objects.standing(on=NOW).get(code="05818")
    assert (before.name, before.latitude, before.area_km2) == (
        "Hoàng Nông", Decimal("21.6098"), None,
    )  # fmt: skip
    assert (now.name, now.latitude) == ("La Bằng", Decimal("21.6225"))


@pytest.mark.django_db
def test_another_province_brings_no_points_or_its_own_and_a_row_taken_out_is_forgotten(files):
    kept = (files / FILE).read_text()
    (files / FILE).unlink()
    assert "0 points" in load(files)
    assert known_around(Unit.objects.standing(on=NOW).get(code="05818"), on=NOW) == []

    (files / FILE).write_text(kept)
    assert "347 points" in load(files)
    assert Unit.objects.exclude(latitude=None).count() == 347

    rewrite(files, lambda row: row if row["code"] != "05818" else None)
    assert "345 points" in load(files)
    assert not Unit.objects.filter(code="05818").exclude(latitude=None).exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"code": "99999"}, "no unit carried code 99999 on 2025-07-01"),
        ({"on": "2024-01-01"}, "no unit carried code 01840 on 2024-01-01"),
        ({"latitude": "bắc"}, "no number"),
        ({"latitude": "105.8"}, "outside of the country"),
        ({"code": "01843"}, "01843 of 2025-07-01 stands twice"),
        ({"area_km2": "0"}, "more than nothing"),
    ],
)
def test_a_bad_row_stops_everything_and_is_named(files, cells, said):
    rewrite(files, lambda row: {**row, **(cells if row["code"] == "01840" else {})})

    with pytest.raises(CommandError, match=said):
        load(files)
    assert not Unit.objects.exists()


# ── around ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.django_db
def test_around_a_commune_lie_its_former_ones_and_its_neighbours(django_assert_num_queries):
    load()
    unit = Unit.objects.standing(on=NOW).get(name="La Bằng")

    with django_assert_num_queries(2):
        found = known_around(unit, on=NOW)

    mine = [one for one in found if one.commune == unit.pk]
    assert [one.name for one in mine if not one.former] == ["La Bằng"]
    assert sorted(one.name for one in mine if one.former) == ["Hoàng Nông", "La Bằng"]
    assert {"Đại Từ", "Phú Thịnh"} <= {one.name for one in found if not one.former}
    assert "Nghiên Loan" not in {one.name for one in found}  # a hundred kilometres north


@pytest.mark.django_db
def test_a_divided_commune_is_known_in_both_and_an_ended_one_leads_nowhere():
    load()
    unit = Unit.objects.standing(on=NOW).get(name="Phan Đình Phùng")

    found = known_around(unit, on=NOW)
    assert len([one for one in found if one.name == "Gia Sàng" and one.former]) == 2
    assert not [one for one in known_around(unit, on=BEFORE) if one.commune == unit.pk]


@pytest.mark.django_db
def test_a_commune_that_will_be_merged_is_none_of_the_former_ones_before_its_day():
    load()
    unit, other = (Unit.objects.standing(on=NOW).get(name=name) for name in ("La Bằng", "Đại Từ"))
    Succession.objects.create(old=other, new=unit, on=date(2027, 1, 1), act="Nghị quyết 1")

    def former(on: date) -> list[str]:
        return [one.name for one in known_around(unit, on=on) if one.former]

    assert "Đại Từ" not in former(date(2026, 12, 31))
    assert "Đại Từ" in former(date(2027, 1, 1))


@pytest.mark.django_db
def test_a_former_commune_of_what_was_merged_again_is_still_known(django_assert_num_queries):
    load()
    olds = [Unit.objects.standing(on=NOW).get(name=name) for name in ("La Bằng", "Đại Từ")]
    weights = [one.area_km2 for one in olds]
    paper = Decision("12/NQ-HĐND", date(2026, 11, 20), date(2026, 12, 1), "Sắp xếp xã")

    act = actions.merge(olds, NewUnit("Xã Tam Đảo", "99001"), paper, by=None, on=NOW)

    new = Unit.objects.get(pk=act.born[0])
    assert new.area_km2 == sum(weights)
    north = sum(one.latitude * km2 for one, km2 in zip(olds, weights, strict=True)) / sum(weights)
    assert abs(new.latitude - north) <= Decimal("0.0001")
    assert min(one.longitude for one in olds) < new.longitude < max(one.longitude for one in olds)
    with django_assert_num_queries(2):
        known = known_around(new, on=NOW)
    mine = [one.name for one in known if one.commune == new.pk and one.former]
    assert {"La Bằng", "Đại Từ", "Hoàng Nông"} <= set(mine)

    parts = [NewUnit("Xã Tam Đảo Một", "99002"), NewUnit("Xã Tam Đảo Hai", "99003")]
    later = Decision("13/NQ-HĐND", date(2026, 11, 20), date(2026, 12, 2), "Tách xã")
    act = actions.split(new, parts, later, by=None, on=NOW)
    one, other = Unit.objects.filter(pk__in=act.born)
    assert (one.latitude, one.area_km2) == (None, None)
    beside = Unit.objects.standing(on=NOW).get(name="Phú Thịnh")
    known = known_around(beside, on=NOW)
    assert {x.commune for x in known if x.name == "Hoàng Nông"} == {one.pk, other.pk}


@pytest.mark.django_db
def test_a_practice_copy_lies_where_its_commune_lies_and_is_nobodys_neighbour():
    load()
    home = Unit.objects.standing(on=NOW).get(name="La Bằng")
    copy = actions.copy_for_practice(home, named="abcd")
    assert (copy.latitude, copy.longitude, copy.area_km2) == (
        home.latitude, home.longitude, home.area_km2,
    )  # fmt: skip
    assert copy.pk not in {one.commune for one in known_around(home, on=NOW)}
    with worlds.practising(copy.pk):
        assert [one.commune for one in known_around(copy, on=NOW) if not one.former] == [copy.pk]
