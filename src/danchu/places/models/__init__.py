"""Nouns of this room: units as they stand (`units`), and what acts made of them (`acts`)."""

from danchu.places.models.acts import FormerName, Move, OldAddress, Passing, Reorganisation
from danchu.places.models.units import (
    Belonging,
    BelongingQuerySet,
    Commune,
    CommuneManager,
    Kind,
    LoadedFiles,
    OfThisWorld,
    Sphere,
    Succession,
    Title,
    Unit,
    UnitManager,
    UnitQuerySet,
)

__all__ = [
    "Belonging",
    "BelongingQuerySet",
    "Commune",
    "CommuneManager",
    "FormerName",
    "Kind",
    "LoadedFiles",
    "Move",
    "OfThisWorld",
    "OldAddress",
    "Passing",
    "Reorganisation",
    "Sphere",
    "Succession",
    "Title",
    "Unit",
    "UnitManager",
    "UnitQuerySet",
]
