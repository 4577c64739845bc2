"""Degrees to places of the drawing and back: flat, north up. Good to metres within a commune."""

import math
from typing import NamedTuple

SIZE = 288  # units of the drawing each way; pixels where no script runs: a phone of 320 holds it
METRES_PER_DEGREE = 111_195
FINE = 4  # decimals of a spot: eleven metres, finer than a finger
NEARER = 2  # the near scale shows half of the whole each way: names are still to be seen


class Place(NamedTuple):
    """In units from the left and from the top."""

    x: float
    y: float

    @property
    def inside(self) -> bool:
        return 0 <= self.x <= SIZE and 0 <= self.y <= SIZE


class Frame(NamedTuple):
    """A square on the ground around a middle."""

    latitude: float
    longitude: float
    half: float  # metres from the middle to each edge

    @property
    def metres(self) -> float:
        """Of one unit."""
        return 2 * self.half / SIZE

    @property
    def down(self) -> float:
        """Degrees of latitude of one unit."""
        return self.metres / METRES_PER_DEGREE

    @property
    def across(self) -> float:
        """Degrees of longitude of one unit."""
        return self.down / math.cos(math.radians(self.latitude))

    @property
    def north(self) -> float:
        return self.latitude + self.down * SIZE / 2

    @property
    def west(self) -> float:
        return self.longitude - self.across * SIZE / 2

    def place(self, latitude: float, longitude: float) -> Place:
        """To a tenth of a unit, which is a few metres."""
        x = (longitude - self.west) / self.across
        return Place(round(x, 1), round((self.north - latitude) / self.down, 1))

    def pair(self, place: Place) -> str:
        """ "21.5942, 105.8482": what a person could have typed."""
        latitude = self.north - place.y * self.down
        longitude = self.west + place.x * self.across
        return f"{latitude:.{FINE}f}, {longitude:.{FINE}f}"

    def near(self, latitude: float, longitude: float) -> "Frame":
        """The near scale, around that point."""
        return Frame(latitude, longitude, self.half / NEARER)
