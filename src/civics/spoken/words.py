"""What `words.yaml` says, read once: the words are data, with their source."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

_SAID: dict[str, Any] = yaml.safe_load(
    Path(__file__).with_name("words.yaml").read_text(encoding="utf-8")
)


def _table(name: str) -> Mapping[str, str]:
    return MappingProxyType({str(key): str(said) for key, said in _SAID[name].items()})


SOURCE = " ".join(str(_SAID["source"]).split())
ASSUMED_RATE = int(_SAID["syllables_a_minute"])  # an assumption, shown as one
KINDS = _table("kinds")
BODIES = _table("bodies")
ABBREVIATIONS = _table("abbreviations")
DOTTED = _table("dotted")
UNITS = _table("units")
LETTERS = _table("letters")
SIGNS = _table("signs")


def spelled(letters: str) -> str:
    """Each letter by its name; what has none is left out.

    >>> spelled("BXD")
    'bê ích dê'
    """
    return " ".join(LETTERS[one] for one in letters.upper() if one in LETTERS)
