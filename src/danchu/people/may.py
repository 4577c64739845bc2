"""What each role may do, in words, with the page that does it: one table, written by the rooms.

Every room with pages for people in office has a `rights.py` with `RIGHTS`; nothing is registered by
hand. `tests/test_rights.py` opens every page of the desk as every role and holds the table to it,
so a new page that no line names fails the build.
"""

from collections.abc import Callable, Collection
from datetime import date
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import NamedTuple

from django.apps import apps
from django.urls import reverse

from danchu.people.models import Role, Term

Arguments = Callable[[Term, date], tuple[object, ...] | None]


def nothing(term: Term, on: date) -> tuple[object, ...] | None:
    """The page is called without arguments."""
    return ()


class Right(NamedTuple):
    """One thing a role may do."""

    what: str
    roles: Collection[Role]
    page: str  # the name of the page where it begins
    also: tuple[str, ...] = ()  # pages of one thing, reached from there
    arguments: Arguments = nothing  # what `page` is called with; None: not from this unit

    def address(self, term: Term, *, on: date) -> str:
        given = self.arguments(term, on)
        return reverse(self.page, args=given) if given is not None else ""


class Line(NamedTuple):
    """A right as one person reads it."""

    what: str
    address: str  # "" where this unit has no such page


@cache
def table() -> tuple[Right, ...]:
    """Every right of the house, in the order of the rooms."""
    rooms = [card.name for card in apps.get_app_configs() if card.name.startswith("danchu.")]
    written = [f"{room}.rights" for room in rooms if find_spec(f"{room}.rights")]
    return tuple(right for name in written for right in import_module(name).RIGHTS)


def lines_of(term: Term, *, on: date) -> list[Line]:
    """What the holder of this term may do on `on`."""
    mine = [right for right in table() if Role(term.role) in right.roles]
    return [Line(right.what, right.address(term, on=on)) for right in mine]


def roles_on(page: str) -> frozenset[Role]:
    """Roles to whom some line opens this page."""
    lines = [right for right in table() if page in {right.page, *right.also}]
    return frozenset(Role(role) for right in lines for role in right.roles)
