"""Writing units: the order of 01/7/2025 loaded from `data/`, and acts by a decision."""

from danchu.places.actions.loading import Loaded, load
from danchu.places.actions.practising import copy_for_practice
from danchu.places.actions.reorganising import dissolve, merge, rename, split
from danchu.places.actions.undoing import carry, undo

__all__ = [
    "Loaded",
    "carry",
    "copy_for_practice",
    "dissolve",
    "load",
    "merge",
    "rename",
    "split",
    "undo",
]
