"""The order of 01/7/2025, loaded from `data/`."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db import transaction

from danchu.kit.folding import fold
from danchu.places.files import LAST_DAY, NEW_ORDER, Files, Name
from danchu.places.findable import make_findable
from danchu.places.models import Belonging, Kind, LoadedFiles, Succession, Title, Unit

MERGED_COMMUNES = "Nghị quyết 1683/NQ-UBTVQH15"
MERGED_PROVINCES = "Nghị quyết 202/2025/QH15"
NEW_PROVINCE = Name(Title.TINH, "Thái Nguyên")

NEW_SOURCE = (
    "Nghị quyết 1683/NQ-UBTVQH15; mã theo Quyết định 19/2025/QĐ-TTg; "
    "bộ dữ liệu thanglequoc/vietnamese-provinces-database v4.2.0 (MIT)"
)
OLD_SOURCE = (
    "Danh mục đơn vị hành chính trước 01/07/2025; "
    "bộ dữ liệu thanglequoc/vietnamese-provinces-database v2.4.1 (MIT)"
)

Key = tuple[str, str, date | None]  # kind, code, valid_from: a code alone names two units


class Loaded(NamedTuple):
    """What one loading changed."""

    added: int
    corrected: int
    successions: int
    points: int


@transaction.atomic
def load(files: Files, *, digest: str) -> Loaded:
    """Bring the tables to what `files` say. Units that others made stay as they are."""
    known = {_key(unit): unit for unit in Unit.objects.exclude(code="")}
    before = set(known)
    corrected = 0
    for units in (_provinces(files), _districts(files, known), _communes(files, known)):
        corrected += _put(units, known)
    _hang(files, known)
    points = _point(files, known)
    successions = _succeed(files, known)
    make_findable(Unit.objects.filter(source__in=[NEW_SOURCE, OLD_SOURCE]))
    LoadedFiles.objects.update_or_create(name="units", defaults={"digest": digest})
    return Loaded(len(known) - len(before), corrected, successions, points)


def old_unit(kind: Kind, code: str, name: Name, slug: str, province: Unit | None = None) -> Unit:
    """A unit of the former order, not yet written. When it began is not in our records."""
    unit = new_unit(kind, code, name, slug, province)
    unit.valid_from, unit.valid_to, unit.source = None, LAST_DAY, OLD_SOURCE
    return unit


def new_unit(kind: Kind, code: str, name: Name, slug: str, province: Unit | None = None) -> Unit:
    """A unit of the order since 01/7/2025, not yet written."""
    unit = Unit(kind=kind, code=code, title=name.title, name=name.name, slug=slug)
    unit.folded = fold(unit.full_name)
    unit.valid_from, unit.source, unit.province = NEW_ORDER, NEW_SOURCE, province
    return unit


def _key(unit: Unit) -> Key:
    return unit.kind, unit.code, unit.valid_from


def _provinces(files: Files) -> Iterable[Unit]:
    for code, name in {row.province_code: row.province for row in files.old}.items():
        yield old_unit(Kind.PROVINCE, code, name, f"{name.slug}-cu")
    for code in {row.province_code for row in files.new}:
        yield new_unit(Kind.PROVINCE, code, NEW_PROVINCE, NEW_PROVINCE.slug)


def _districts(files: Files, known: dict[Key, Unit]) -> Iterable[Unit]:
    for row in {row.district_code: row for row in files.old}.values():
        province = known[Kind.PROVINCE, row.province_code, None]
        slug = f"{row.district.slug}-cu"
        yield old_unit(Kind.DISTRICT, row.district_code, row.district, slug, province)


def _communes(files: Files, known: dict[Key, Unit]) -> Iterable[Unit]:
    alike = Counter(new.name.slug for new in files.new)  # xã Văn Lang and xã Văn Lăng
    for old in files.old:
        province = known[Kind.PROVINCE, old.province_code, None]
        slug = f"{old.name.slug}-{old.district.slug}-cu"
        yield old_unit(Kind.COMMUNE, old.code, old.name, slug, province)
    for new in files.new:
        province = known[Kind.PROVINCE, new.province_code, NEW_ORDER]
        slug = new.name.slug if alike[new.name.slug] == 1 else f"{new.name.slug}-{new.code}"
        yield new_unit(Kind.COMMUNE, new.code, new.name, slug, province)


def _put(units: Iterable[Unit], known: dict[Key, Unit]) -> int:
    """Add the missing units; correct the spelling of those that stand. Addresses never change."""
    added, corrected = [], []
    for unit in units:
        row = known.setdefault(_key(unit), unit)
        if row is unit:
            added.append(unit)
        elif (row.title, row.name, row.source) != (unit.title, unit.name, unit.source):
            row.title, row.name, row.source, row.folded = (
                unit.title, unit.name, unit.source, unit.folded,
            )  # fmt: skip
            corrected.append(row)
    Unit.objects.bulk_create(added)
    Unit.objects.bulk_update(corrected, ["title", "name", "source", "folded"])
    return len(corrected)


def _point(files: Files, known: dict[Key, Unit]) -> int:
    """Where the communes of both orders lie, as far as the file says; how many have a point."""
    told = {
        (Kind.COMMUNE, point.code, NEW_ORDER if point.on == NEW_ORDER else None): point
        for point in files.points
    }
    new = [(Kind.COMMUNE, row.code, NEW_ORDER) for row in files.new]
    old = [(Kind.COMMUNE, row.code, None) for row in files.old]
    moved = []
    for key in [*new, *old]:
        unit, point = known[key], told.get(key)
        now = (point.latitude, point.longitude, point.area_km2) if point else (None, None, None)
        if (unit.latitude, unit.longitude, unit.area_km2) != now:
            unit.latitude, unit.longitude, unit.area_km2 = now
            moved.append(unit)
    Unit.objects.bulk_update(moved, ["latitude", "longitude", "area_km2"])
    return len(told)


def _hang(files: Files, known: dict[Key, Unit]) -> None:
    """Who hung under whom: commune, district, province until LAST_DAY; commune, province since."""
    wanted: dict[int, Belonging] = {}  # by unit: one parent in each order
    for old in files.old:
        commune = known[Kind.COMMUNE, old.code, None]
        district = known[Kind.DISTRICT, old.district_code, None]
        province = known[Kind.PROVINCE, old.province_code, None]
        wanted[commune.pk] = Belonging(unit=commune, parent=district, until=LAST_DAY)
        wanted[district.pk] = Belonging(unit=district, parent=province, until=LAST_DAY)
    for new in files.new:
        commune = known[Kind.COMMUNE, new.code, NEW_ORDER]
        province = known[Kind.PROVINCE, new.province_code, NEW_ORDER]
        wanted[commune.pk] = Belonging(unit=commune, parent=province, since=NEW_ORDER)
    hung = set(Belonging.objects.values_list("unit", flat=True))
    Belonging.objects.bulk_create(row for pk, row in wanted.items() if pk not in hung)


def _succeed(files: Files, known: dict[Key, Unit]) -> int:
    """What became of each old unit. A pair that a corrected file no longer names is taken out."""
    wanted = [
        Succession(
            old=known[Kind.COMMUNE, move.old_code, None],
            new=known[Kind.COMMUNE, move.new_code, NEW_ORDER],
            act=MERGED_COMMUNES,
            partial=move.partial,
        )
        for move in files.moves
    ]
    codes = {(row.province_code, new.province_code) for row in files.old for new in files.new}
    wanted += [
        Succession(
            old=known[Kind.PROVINCE, old, None],
            new=known[Kind.PROVINCE, new, NEW_ORDER],
            act=MERGED_PROVINCES,
        )
        for old, new in codes
    ]
    for row in wanted:
        row.on = NEW_ORDER
    Succession.objects.filter(on=NEW_ORDER, act__in=[MERGED_COMMUNES, MERGED_PROVINCES]).delete()
    return len(Succession.objects.bulk_create(wanted))
