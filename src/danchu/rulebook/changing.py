"""Who wants to know, inside the transaction of an act here, that the law of a unit changed.

A room that keeps what it counted by the law says so once, in its card; nobody here knows it.
"""

from collections.abc import Callable
from datetime import date

from danchu.places.models import Unit

Tell = Callable[[Unit, date], None]
_wants: list[Tell] = []


def watch(tell: Tell) -> None:
    """`tell` is given the unit and the first day (inclusive) of which another rule holds."""
    _wants.append(tell)


def changed(unit: Unit, since: date) -> None:
    for tell in _wants:
        tell(unit, since)
