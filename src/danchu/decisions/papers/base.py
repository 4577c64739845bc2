"""What the papers share: the head of a community or of its commune, and room for the pen."""

from typing import Any

from danchu.documents.paper import PROPOSED, Block, Lines, Text
from danchu.places.models import Kind, Unit

PEN = "………"
HEADS = "TRƯỞNG THÔN, TỔ TRƯỞNG TỔ DÂN PHỐ"
FRONT_HEAD = "TRƯỞNG BAN CÔNG TÁC MẶT TRẬN"
MARKS = (PROPOSED,)


def said(label: str, words: object, *, lines: int = 1) -> Block:
    """The words after their label, or so many dotted lines."""
    return Text(f"{label} {words}") if words not in {None, ""} else Lines(label, lines)


def number(value: int | None) -> str:
    """A count, or room for it: '134'."""
    return PEN if value is None else str(value)


def head(unit: Unit | None) -> dict[str, Any]:
    """Who writes: the hamlet below its commune, or a commune's committee; None: for the pen."""
    if unit is None:
        return {"above": "XÃ ………………………", "org": "THÔN, TỔ DÂN PHỐ ………………", "place": PEN}
    if unit.kind == Kind.COMMUNE or unit.commune is None:
        return of_commune(unit)
    return {
        "above": unit.commune.full_name.upper(),
        "org": unit.full_name.upper(),
        "place": unit.commune.spoken_name,
    }


def of_commune(commune: Unit | None, *, front: bool = False) -> dict[str, Any]:
    """The committee of a commune, or its Front."""
    body = "ỦY BAN MTTQ VIỆT NAM" if front else "ỦY BAN NHÂN DÂN"
    if commune is None:
        return {"above": body, "org": "XÃ ………………………", "place": PEN}
    return {"above": body, "org": commune.full_name.upper(), "place": commune.spoken_name}


def basis(places: list[str]) -> tuple[str, ...]:
    return tuple(f"Căn cứ {one};" for one in places)
