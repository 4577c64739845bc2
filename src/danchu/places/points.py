"""Where communes lie, near their middles, and the former communes that people still name."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q

from danchu.places.models import Kind, Succession, Unit, UnitQuerySet

Range = tuple[Decimal, Decimal]
Row = tuple[str, str, Decimal | None, Decimal | None, int]

REACH = Decimal("0.5")  # degrees, some fifty kilometres: what lies farther is no neighbour


class Point(NamedTuple):
    """Near the middle of a unit, and how large it is; None: not known."""

    latitude: Decimal | None
    longitude: Decimal | None
    area_km2: Decimal | None


NOWHERE = Point(None, None, None)


class Known(NamedTuple):
    """A name that people know, at its place."""

    title: str  # of `Title`
    name: str
    latitude: Decimal
    longitude: Decimal
    commune: int  # in which it lies now
    former: bool


def of_whole(parts: Sequence[Unit]) -> Point:
    """Of several units made one: the mean of their middles, the larger counting for more. Known
    only when all of each are known."""
    whole, north, east = Decimal(0), Decimal(0), Decimal(0)
    for one in parts:
        if one.latitude is None or one.longitude is None or one.area_km2 is None:
            return NOWHERE
        whole += one.area_km2
        north += one.latitude * one.area_km2
        east += one.longitude * one.area_km2
    if not whole:
        return NOWHERE
    degrees = Decimal("0.0001")
    return Point((north / whole).quantize(degrees), (east / whole).quantize(degrees), whole)


def known_around(unit: Unit, *, on: date) -> list[Known]:
    """Communes of `on` and former ones around `unit`; [] when nobody knows where it lies.

    A former commune that was divided comes once for each that it went into, also when that became
    part of another since. Two queries.
    """
    if unit.latitude is None or unit.longitude is None:
        return []
    north = (unit.latitude - REACH, unit.latitude + REACH)
    east = (unit.longitude - REACH, unit.longitude + REACH)
    standing = Unit.objects.communes().standing(on=on)
    near = standing.filter(latitude__range=north, longitude__range=east)
    rows = near.values_list("title", "name", "latitude", "longitude", "pk").order_by("pk")
    told = [(row, False) for row in rows]
    told += [(row, True) for row in _former(standing, north, east, on=on)]
    return [
        Known(title, name, latitude, longitude, pk, was)
        for (title, name, latitude, longitude, pk), was in told
        if latitude is not None and longitude is not None
    ]


def _former(standing: UnitQuerySet, north: Range, east: Range, *, on: date) -> Iterator[Row]:
    """Former communes between these degrees, each with whom it belongs to on `on`."""
    near = Q(old__latitude__range=north, old__longitude__range=east)
    passed = Succession.objects.filter(
        near | Q(old__latitude=None),  # a part of a split lies nowhere, and leads on all the same
        on__lte=on,
        old__kind=Kind.COMMUNE,
    ).annotate(stands=Exists(standing.filter(pk=OuterRef("new"))))
    told: dict[int, tuple[str, str, Decimal | None, Decimal | None]] = {}
    heirs: dict[int, list[tuple[int, bool]]] = {}
    fields = ("old__title", "old__name", "old__latitude", "old__longitude")
    rows = passed.values_list("old", "new", "stands", *fields)
    for old, new, stands, *row in rows.order_by("pk"):
        told[old] = (row[0], row[1], row[2], row[3])
        heirs.setdefault(old, []).append((new, stands))
    for old, said in told.items():
        for pk in dict.fromkeys(_today(old, heirs)):
            yield (*said, pk)


def _today(old: int, heirs: dict[int, list[tuple[int, bool]]]) -> Iterator[int]:
    """Which communes that stand `old` went into, by one act or by several after one another."""
    for new, stands in heirs.get(old, ()):
        if stands:
            yield new
        else:
            yield from _today(new, heirs)
