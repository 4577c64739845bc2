"""The bare loader of national values, so that lower floors may ask for them too."""

from collections.abc import Callable
from functools import cache, wraps
from typing import TypeVar

from django.conf import settings

from civics.rulebook import Rulebook, load


@cache
def book() -> Rulebook:
    """`law/` read once per process."""
    return load(settings.LAW_FOLDER)


Made = TypeVar("Made")


def once_a_book(make: Callable[[Rulebook], Made]) -> Callable[[], Made]:
    """Decorate what is made of `law/` alone: made once, and again only when `law/` is read again.

    It may not look at the day, the database or who asks: those change while the process lives.
    """
    kept: list[tuple[Rulebook, Made]] = []

    @wraps(make)
    def made() -> Made:
        law = book()
        if not kept or kept[0][0] is not law:
            kept[:] = [(law, make(law))]
        return kept[0][1]

    return made
