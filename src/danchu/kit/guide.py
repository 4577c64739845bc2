"""The words of the living guide `/kit/`: when a part is used, when not, what is written in it.

What a part wants is read from the first line of its own template, so it cannot grow stale; a test
asks that every part stands here, in the guide and in the README. The words: `guide.yaml`.
"""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

PARTS = Path(__file__).parent / "templates/kit"
WANTS = re.compile(r"\{#\s*(?:Wants:\s*)?(.*?)\s*#\}")


class Use(NamedTuple):
    """How one part is used, in words for whoever builds a page."""

    when: str
    rather: str  # when not, and what then
    words: str  # what to write in it; "" when it writes itself
    call: str  # what stands between `{% include "kit/` and `%}`, or a tag of its own


@cache
def uses() -> dict[str, Use]:
    """By the name of the part, in the order of the guide."""
    read = yaml.safe_load(PARTS.parents[1].joinpath("guide.yaml").read_text(encoding="utf-8"))
    blank = {"rather": "", "words": ""}
    return {name: Use(**{**blank, **said}) for name, said in read.items()}


class Part(NamedTuple):
    """One part as the guide shows it."""

    name: str
    file: str
    wants: str
    call: str
    use: Use


@cache
def wants_of(name: str) -> str:
    """The first line of the part's template, which says what it wants."""
    first = (PARTS / f"_{name}.html").read_text(encoding="utf-8").partition("\n")[0]
    found = WANTS.match(first)
    return found[1] if found else ""


def part(name: str) -> Part:
    """One part; KeyError when the guide says nothing of it."""
    use = uses()[name]
    call = f'{{% include "kit/{use.call} %}}' if use.call.startswith("_") else use.call
    return Part(name, f"_{name}.html", wants_of(name), call, use)
