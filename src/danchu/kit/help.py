"""Help of three sentences for a page, from one source: `help.yaml` of each room.

The foot of every desk page and the printed guide of each role read the same words.
"""

from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml
from django.apps import apps

EVERYBODY, CIVIL_SERVANTS, PART_TIME = "everybody", "civil_servants", "part_time"


class Help(NamedTuple):
    """What one page is for, what to do now, what happens after: one sentence each."""

    page: str  # name of the address, "disclosure:note"
    name: str
    roles: tuple[str, ...]
    what: str
    now: str
    then: str
    paper: bool = True  # whether it has a place on the two pages of a guide

    @property
    def sentences(self) -> tuple[str, str, str]:
        return (self.what, self.now, self.then)


@cache
def texts() -> dict[str, Help]:
    """Every text of the house by the name of its page, room by room in the order of the files."""
    found: dict[str, Help] = {}
    for card in apps.get_app_configs():
        file = Path(card.path) / "help.yaml"
        if card.name.startswith("danchu.") and file.is_file():
            for page, said in yaml.safe_load(file.read_text(encoding="utf-8")).items():
                found[page] = Help(page, **{**said, "roles": tuple(said["roles"])})
    return found


def of(page: str) -> Help | None:
    """The three sentences of this page; None where nobody wrote any."""
    return texts().get(page)
