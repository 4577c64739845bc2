"""Finding a unit by any of its names, and on any day."""

from datetime import date

import pytest

from danchu.places import finding
from danchu.places.models import Belonging, Kind, Succession, Title, Unit

NOW = date(2026, 12, 2)
BEFORE = date(2025, 6, 1)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province_units")]


def found(query: str, on: date = NOW) -> list[tuple[str, str | None]]:
    return [
        (hit.unit.full_name, hit.via_old.full_name if hit.via_old else None)
        for hit in finding.find_communes(query, on)
    ]


@pytest.mark.parametrize("query", ["La Bằng", "la bang", "  XÃ  LA BẰNG ", "xa la ban"])
def test_a_commune_is_found_with_or_without_accents(query):
    assert found(query)[0] == ("Xã La Bằng", None)


@pytest.mark.parametrize("query", ["Hoàng Nông", "hoang nong", "xã hoàng nông"])
def test_a_commune_is_found_by_the_name_of_a_unit_that_went_into_it(query):
    assert found(query) == [("Xã La Bằng", "Xã Hoàng Nông")]


def test_the_spelling_that_was_typed_comes_first():
    assert found("văn lăng") == [("Xã Văn Lăng", None), ("Xã Văn Lang", None)]
    assert found("văn lang") == [("Xã Văn Lang", None), ("Xã Văn Lăng", None)]


def test_a_divided_unit_leads_to_both_of_its_heirs():
    assert found("phuong cam gia") == [
        ("Phường Gia Sàng", "Phường Cam Giá"),
        ("Phường Tích Lương", "Phường Cam Giá"),
    ]


def test_on_a_former_day_former_communes_are_found():
    assert found("hoang nong", BEFORE) == [("Xã Hoàng Nông", None)]


@pytest.mark.parametrize("query", ["", "   ", "!!!", "không có xã này"])
def test_nothing_is_found_for_nothing(query):
    assert found(query) == []


def test_units_above_are_those_of_the_day():
    old = Unit.objects.get(slug="xa-hoang-nong-huyen-dai-tu-cu")
    new = Unit.objects.get(slug="xa-la-bang")

    assert [unit.slug for unit in finding.ancestors(old, BEFORE)] == [
        "huyen-dai-tu-cu",
        "tinh-thai-nguyen-cu",
    ]
    assert [unit.slug for unit in finding.ancestors(new, NOW)] == ["tinh-thai-nguyen"]
    assert finding.ancestors(new, BEFORE) == []


def test_which_unit_was_this_on_a_day():
    old = Unit.objects.get(slug="xa-hoang-nong-huyen-dai-tu-cu")
    new = Unit.objects.get(slug="xa-la-bang")

    assert [unit.slug for unit in finding.on_day(new, on=BEFORE)] == [
        "xa-hoang-nong-huyen-dai-tu-cu",
        "xa-la-bang-huyen-dai-tu-cu",
        "xa-tien-hoi-huyen-dai-tu-cu",
    ]
    assert finding.on_day(old, on=NOW) == [new]
    assert finding.on_day(new, on=NOW) == [new]


def test_two_mergers_in_a_row_are_followed():
    middle = Unit.objects.get(slug="xa-la-bang")
    middle.valid_to = date(2027, 6, 30)
    middle.save()
    last = Unit.objects.create(
        kind=Kind.COMMUNE,
        title=Title.XA,
        name="Đại Hoàng",
        folded="xa dai hoang",
        slug="xa-dai-hoang",
        valid_from=date(2027, 7, 1),
    )
    Succession.objects.create(old=middle, new=last, on=date(2027, 7, 1), act="…")

    assert found("hoang nong", date(2027, 12, 1)) == [("Xã Đại Hoàng", "Xã Hoàng Nông")]
    assert found("hoang nong", NOW) == [("Xã La Bằng", "Xã Hoàng Nông")]


def test_parents_of_many_units_take_one_query(django_assert_num_queries):
    for number in (1, 3):
        units = list(Unit.objects.communes().standing(on=NOW)[:number])
        with django_assert_num_queries(1):
            assert len(finding.parents_of(units, on=NOW)) == number


def test_the_members_of_a_district_are_those_of_the_day():
    district = Unit.objects.get(slug="huyen-dai-tu-cu")

    assert len(finding.members(district, on=BEFORE)) == 27
    assert finding.members(district, on=NOW) == []


def test_a_code_is_read_by_the_day():
    assert finding.by_code("05818", on=BEFORE).full_name == "Xã Hoàng Nông"
    assert finding.by_code("05818", on=NOW).full_name == "Xã La Bằng"
    assert finding.by_code("05821", on=NOW) is None
    assert finding.by_code("", on=NOW) is None


def test_a_unit_hangs_under_one_parent_a_day():
    for day in (BEFORE, NOW):
        rows = Belonging.objects.on(day).values_list("unit", flat=True)
        assert len(rows) == len(set(rows))
