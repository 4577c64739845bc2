"""The files of the Prime Minister's list and of resolution 1683, in the tables."""

import shutil
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from danchu.kit import search
from danchu.places.models import Belonging, Kind, Succession, Title, Unit

NOW = date(2026, 12, 2)
BEFORE = date(2025, 6, 30)

pytestmark = pytest.mark.django_db


def load(folder: Path = settings.DATA_FOLDER) -> str:
    said = StringIO()
    call_command("load_units", folder=folder, stdout=said)
    return said.getvalue().strip()


@pytest.fixture
def files(tmp_path):
    """A copy of the data folder that a test may spoil."""
    for file in settings.DATA_FOLDER.glob("*.csv"):
        shutil.copy(file, tmp_path)
    return tmp_path


def spoil(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    path.write_text(path.read_text().replace(old, new, 1))


def communes(on: date):
    return Unit.objects.communes().standing(on=on)


def test_there_are_77_xa_and_15_phuong_today():
    load()

    assert communes(NOW).count() == 92
    assert communes(NOW).filter(title=Title.XA).count() == 77
    assert communes(NOW).filter(title=Title.PHUONG).count() == 15


@pytest.mark.parametrize(
    ("on", "units"),
    [(date(2025, 6, 1), 280), (BEFORE, 280), (date(2025, 7, 1), 92), (NOW, 92)],
)
def test_the_280_former_communes_end_with_the_last_day_of_june_2025(on, units):
    load()

    assert communes(on).count() == units


def test_before_july_2025_there_were_two_provinces_and_17_districts():
    load()

    def standing(kind: Kind, on: date):
        return Unit.objects.standing(on=on).filter(kind=kind)

    assert sorted(standing(Kind.PROVINCE, BEFORE).values_list("code", "name")) == [
        ("06", "Bắc Kạn"),
        ("19", "Thái Nguyên"),
    ]
    assert standing(Kind.DISTRICT, BEFORE).count() == 17
    assert list(standing(Kind.PROVINCE, NOW).values_list("code", flat=True)) == ["19"]
    assert standing(Kind.DISTRICT, NOW).count() == 0


def test_a_code_that_was_used_again_means_another_unit():
    load()
    before = communes(BEFORE).get(code="05818")
    now = communes(NOW).get(code="05818")

    assert (before.full_name, now.full_name) == ("Xã Hoàng Nông", "Xã La Bằng")
    assert before.pk != now.pk


def test_every_former_commune_has_a_successor_by_a_dated_act():
    load()
    moves = Succession.objects.filter(old__kind=Kind.COMMUNE)

    assert moves.count() == 283
    assert not communes(BEFORE).exclude(pk__in=moves.values("old")).exists()
    assert set(moves.values_list("on", "act")) == {
        (date(2025, 7, 1), "Nghị quyết 1683/NQ-UBTVQH15")
    }


def test_the_three_divided_units_went_into_two_units_each_in_part():
    load()
    partial = Succession.objects.filter(partial=True)

    assert sorted({move.old.name for move in partial}) == ["Cam Giá", "Gia Sàng", "Thượng Đình"]
    assert partial.count() == 6


def test_both_provinces_went_into_the_new_one():
    load()

    assert sorted(
        Succession.objects.filter(act="Nghị quyết 202/2025/QH15").values_list(
            "old__slug", "new__slug"
        )
    ) == [("tinh-bac-kan-cu", "tinh-thai-nguyen"), ("tinh-thai-nguyen-cu", "tinh-thai-nguyen")]


def test_addresses_can_be_read_and_tell_old_from_new():
    load()

    assert communes(NOW).get(name="Đức Xuân").get_absolute_url() == "/xa/phuong-duc-xuan/"
    assert (
        communes(BEFORE).get(name="Hoàng Nông").get_absolute_url()
        == "/don-vi/xa-hoang-nong-huyen-dai-tu-cu/"
    )
    assert sorted(communes(NOW).filter(folded="xa van lang").values_list("slug", "name")) == [
        ("xa-van-lang-02143", "Văn Lang"),
        ("xa-van-lang-05665", "Văn Lăng"),
    ]


def test_every_unit_names_its_source():
    load()

    assert not Unit.objects.filter(source="").exists()


def test_loading_twice_changes_nothing():
    first = load()
    rows = list(Unit.objects.order_by("pk").values())

    assert first.startswith("392 units added, 0 corrected, 285 successions")
    assert load() == "units unchanged: 3 province, 17 district, 372 commune"
    assert list(Unit.objects.order_by("pk").values()) == rows


def test_a_corrected_spelling_keeps_the_unit_and_its_address(files):
    load()
    before = communes(NOW).get(code="05569")
    spoil(files, "units.csv", "Xã Định Hoá", "Xã Định Hóa")

    assert load(files).startswith("0 units added, 1 corrected, 285 successions")

    after = communes(NOW).get(code="05569")
    assert (after.pk, after.slug, after.name) == (before.pk, before.slug, "Định Hóa")
    assert Belonging.objects.filter(unit=after).count() == 1
    titles = [hit.title for hit in search.find("xa dinh hoa")]
    assert (titles.count("Xã Định Hóa"), titles.count("Xã Định Hoá")) == (1, 0)


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        (
            "units.csv",
            "01843,Bắc Kạn",
            "01840,Bắc Kạn",
            "units.csv line 3: code 01840 already stands on line 2",
        ),
        ("units.csv", "01843,Bắc Kạn", ",Bắc Kạn", "units.csv line 3: code is empty"),
        ("units.csv", "code,name", "mã,name", "units.csv line 1: no column code"),
        (
            "units.csv",
            "Phường Bắc Kạn",
            "Bắc Kạn",
            "units.csv line 3: 'Bắc Kạn' does not begin with a title such as 'Xã'",
        ),
        (
            "units_old_to_new.csv",
            ",,01843,",
            ",,99999,",
            "units_old_to_new.csv line 5: new code 99999 is not in units.csv",
        ),
        (
            "units_old_to_new.csv",
            "01834,",
            "99998,",
            "units_old_to_new.csv line 2: old code 99998 is not in units_legacy_2025-06-30.csv",
        ),
        (
            "units_legacy_2025-06-30.csv",
            "01834,",
            "99997,",
            "units_old_to_new.csv line 2: old code 01834 is not in units_legacy_2025-06-30.csv",
        ),
    ],
)
def test_a_bad_row_is_named_and_nothing_is_half_done(files, file, old, new, says):
    spoil(files, file, old, new)

    with pytest.raises(CommandError) as refused:
        load(files)

    assert str(refused.value) == f"{says}. Nothing was changed."
    assert Unit.objects.count() == 0


def test_a_former_commune_nobody_moved_is_refused(files):
    path = files / "units_old_to_new.csv"
    path.write_text("".join(path.read_text().splitlines(keepends=True)[:-1]))

    with pytest.raises(CommandError, match="no line says what became of"):
        load(files)


def test_a_former_name_is_found_by_the_search_without_accents():
    load()

    hits = [(hit.title, hit.about, hit.address) for hit in search.find("hoang nong")]

    assert hits == [
        (
            "Xã La Bằng",
            "Gồm Xã Hoàng Nông, Xã La Bằng, Xã Tiên Hội trước đây; thuộc tỉnh Thái Nguyên",
            "/xa/xa-la-bang/",
        ),
        (
            "Xã Hoàng Nông (trước 01/07/2025)",
            "Nhập vào xã La Bằng từ 01/07/2025",
            "/don-vi/xa-hoang-nong-huyen-dai-tu-cu/",
        ),
    ]
