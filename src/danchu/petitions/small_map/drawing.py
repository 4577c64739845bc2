"""The map of one commune, ready for `petitions/_small_map.svg`: numbers stand there as words."""

import math
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from django.utils.html import format_html

from danchu.petitions.small_map import labelling, telling
from danchu.petitions.small_map.projecting import SIZE, Frame, Place
from danchu.petitions.spots import Spot
from danchu.places.models import Unit
from danchu.places.models.units import named, spoken
from danchu.places.points import Known, known_around

AROUND = 1.5  # half the map at least, in radii of a circle as large as the commune
NEIGHBOURS = 3  # whose middles the map holds
BEYOND = 12  # former communes of others, at most: somebody at the edge knows these
MARGIN = 1.12  # and room beyond what it holds
UNKNOWN_RADIUS = 4_000  # metres, of a commune whose area nobody told
SMALLEST = 2_000
KINDS = ("middle", "former", "neighbour", "beyond")
BARS = (16_000, 8_000, 4_000, 2_000, 1_000, 500, 250)  # metres; half of each reads well too
BAR = 84  # units that a bar may take at most
FURNITURE = (  # taken by the scale, bottom left, and by the arrow to the north, top right
    labelling.Box(0, SIZE - 26, BAR + 14, SIZE),
    labelling.Box(SIZE - 34, 0, SIZE, 36),
)


class Mark(NamedTuple):
    """A name with its point."""

    kind: str  # middle and former of this commune; neighbour, beyond: the same of others
    label: labelling.Label
    said: str

    @property
    def at(self) -> str:
        return f"{self.label.at.x:g} {self.label.at.y:g}"

    @property
    def x(self) -> str:
        return str(self.label.dx)

    @property
    def y(self) -> str:
        return str(self.label.dy)

    @property
    def anchor(self) -> str:
        begins = self.label.anchor == "start"
        return "" if begins else format_html(' text-anchor="{}"', self.label.anchor)


class SmallMap(NamedTuple):
    unit: Unit
    known: Sequence[Known]
    whole: Frame
    frame: Frame  # what is drawn: the whole, or near around the pin
    marks: list[Mark]
    names: list[telling.Name]  # of the whole map
    pin: Place | None
    spot: Spot | None

    def kind(self, kind: str) -> list[Mark]:
        return [mark for mark in self.marks if mark.kind == kind]

    @property
    def middle(self) -> list[Mark]:
        return self.kind("middle")

    @property
    def former(self) -> list[Mark]:
        return self.kind("former")

    @property
    def neighbours(self) -> list[Mark]:
        return self.kind("neighbour")

    @property
    def beyond(self) -> list[Mark]:
        return self.kind("beyond")

    @property
    def pinned(self) -> str:
        return f"{self.pin.x:g} {self.pin.y:g}" if self.pin and self.pin.inside else ""

    @property
    def numbers(self) -> dict[str, str]:
        """What the island needs to turn a tap into degrees."""
        to, frame = SIZE, self.whole
        return {
            "north": f"{frame.north:.6f}",
            "west": f"{frame.west:.6f}",
            "down": f"{frame.down:.9f}",
            "across": f"{frame.across:.9f}",
            "metres": f"{frame.metres:.3f}",
            "bar": str(_bar(frame)),
            "size": str(to),
        }

    @property
    def bar(self) -> str:
        """How long the bar of the scale is, in units."""
        return f"{_bar(self.frame) / self.frame.metres:.1f}"

    @property
    def bar_says(self) -> str:
        metres = _bar(self.frame)
        return f"{metres // 1000} km" if metres >= 1000 else f"{metres} m"

    @property
    def words(self) -> str:
        """Where the pin stands; "" without one."""
        if self.spot is None:
            return ""
        if self.afar:
            return f"cách xa {self.unit.get_title_display()} này"
        x, y = self.whole.place(float(self.spot.latitude), float(self.spot.longitude))
        return telling.where(x, y, self.names, unit_metres=self.whole.metres)

    @property
    def afar(self) -> bool:
        """The pin lies beyond all that is known around: no name near it, no commune to hint at."""
        return self.spot is not None and telling.afar(self.spot, self.unit)

    @property
    def elsewhere(self) -> str:
        """ "xã Phú Lạc", when the pin clearly lies there."""
        found = telling.elsewhere(self.spot, self.known, self.unit) if self.spot else None
        return spoken(found.title, found.name) if found else ""


def of(unit: Unit, *, on: date, spot: Spot | None = None, near: bool = False) -> SmallMap | None:
    """None: nobody told where this commune lies. `near`: around the spot, else the middle."""
    known = known_around(unit, on=on)
    mine = (one for one in known if one.commune == unit.pk and not one.former)
    middle = next(mine, None)
    if middle is None:
        return None
    whole = _whole(unit, middle, known)
    at = spot or middle
    frame = whole.near(float(at.latitude), float(at.longitude)) if near else whole
    names = [
        telling.Name(mark.said, mark.label.at.x, mark.label.at.y)
        for mark in _marks(unit, known, whole)
    ]
    pin = frame.place(float(spot.latitude), float(spot.longitude)) if spot else None
    return SmallMap(unit, known, whole, frame, _marks(unit, known, frame), names, pin, spot)


def pinned(unit: Unit, spot: Spot | None, *, on: date) -> SmallMap | None:
    """The whole map with a pin; None without one."""
    return of(unit, on=on, spot=spot) if spot else None


def _whole(unit: Unit, middle: Known, known: Sequence[Known]) -> Frame:
    """Wide enough for all that lies in the commune, and for some neighbours to be named."""
    radius = math.sqrt(float(unit.area_km2) / math.pi) * 1000 if unit.area_km2 else UNKNOWN_RADIUS
    frame = Frame(float(middle.latitude), float(middle.longitude), max(AROUND * radius, SMALLEST))

    def off(one: Known) -> float:
        """Metres from the middle, the way in which it is farther."""
        at = frame.place(float(one.latitude), float(one.longitude))
        return max(abs(side - SIZE / 2) for side in at) * frame.metres

    own = [off(one) for one in known if one.commune == unit.pk]
    others = sorted(off(one) for one in known if one.commune != unit.pk and not one.former)
    return frame._replace(half=max(frame.half, MARGIN * max([*own, *others[:NEIGHBOURS]])))


def _marks(unit: Unit, known: Sequence[Known], frame: Frame) -> list[Mark]:
    """Own names, then neighbours, then what lies in them; the nearer to the middle the earlier."""

    def at(one: Known) -> Place:
        return frame.place(float(one.latitude), float(one.longitude))

    def rank(one: Known) -> tuple[int, float]:
        far = math.hypot(*(side - SIZE / 2 for side in at(one)))
        return KINDS.index(_kind(one, unit)), far

    shown = sorted((one for one in known if labelling.dot(at(one)).fits), key=rank)
    own = [one for one in shown if one.commune == unit.pk]
    divided = {one.name for one in own if one.former}
    others = [one for one in shown if one.commune != unit.pk and not one.former]
    beyond = [one for one in shown if _kind(one, unit) == "beyond" and one.name not in divided]
    shown = [*own, *others, *beyond[:BEYOND]]
    kinds = {(_label(one, unit), at(one)): _kind(one, unit) for one in shown}
    found = labelling.place(list(kinds), first=len(own), taken=FURNITURE)
    return [Mark(kind := kinds[x.name, x.at], x, _said(x.name, kind)) for x in found]


def _kind(one: Known, unit: Unit) -> str:
    if one.commune == unit.pk:
        return "former" if one.former else "middle"
    return "beyond" if one.former else "neighbour"


def _label(one: Known, unit: Unit) -> str:
    if one.former:
        return one.name
    return f"giữa {unit.get_title_display()}" if one.commune == unit.pk else named(*one[:2])


def _said(label: str, kind: str) -> str:
    return f"giữa {label[:1].lower()}{label[1:]}" if kind == "neighbour" else label


def _bar(frame: Frame) -> int:
    return next((bar for bar in BARS if bar / frame.metres <= BAR), BARS[-1])
