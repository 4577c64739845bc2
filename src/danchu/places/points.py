"""Where communes lie, near their middles, and the former communes that people still name."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from danchu.places.models import Kind, Succession, Unit

REACH = Decimal("0.5")  # degrees, some fifty kilometres: what lies farther is no neighbour


class Known(NamedTuple):
    """A name that people know, at its place."""

    title: str  # of `Title`
    name: str
    latitude: Decimal
    longitude: Decimal
    commune: int  # in which it lies now
    former: bool


def known_around(unit: Unit, *, on: date) -> list[Known]:
    """Communes of `on` and former ones around `unit`; [] when nobody knows where it lies.

    A former commune that was divided comes once for each that it went into. Two queries.
    """
    if unit.latitude is None or unit.longitude is None:
        return []
    north = (unit.latitude - REACH, unit.latitude + REACH)
    east = (unit.longitude - REACH, unit.longitude + REACH)
    standing = Unit.objects.communes().standing(on=on)
    near = standing.filter(latitude__range=north, longitude__range=east)
    rows = near.values_list("title", "name", "latitude", "longitude", "pk").order_by("pk")
    former = Succession.objects.filter(
        on__lte=on,
        old__kind=Kind.COMMUNE,
        old__latitude__range=north,
        old__longitude__range=east,
        new__in=standing.values("pk"),
    )
    were = former.values_list(
        "old__title", "old__name", "old__latitude", "old__longitude", "new_id"
    )
    told = [(row, False) for row in rows] + [(row, True) for row in were.order_by("pk")]
    return [
        Known(title, name, latitude, longitude, pk, was)
        for (title, name, latitude, longitude, pk), was in told
        if latitude is not None and longitude is not None
    ]
