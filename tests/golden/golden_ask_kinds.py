"""One way to ask for an address."""

from typing import Any, NamedTuple

NONE = 999999


class Example(NamedTuple):
    """One way to ask for an address. `state` is what the table calls it."""

    state: str
    arguments: tuple[Any, ...] = ()
    query: str = ""
