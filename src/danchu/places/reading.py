"""What the pages of this room show."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from danchu.kit.folding import fold
from danchu.places import finding, hanging
from danchu.places.findable import became
from danchu.places.models import FormerName, Kind, Unit

KIND_WORDS = {Kind.DISTRICT: "đơn vị cấp huyện", Kind.COMMUNE: "đơn vị cấp xã"}


class Line(NamedTuple):
    """One commune in the list of a day."""

    unit: Unit
    within: str  # "huyện Đại Từ", "" under the province of today
    sort: str


class Letter(NamedTuple):
    letter: str
    lines: list[Line]


class Answer(NamedTuple):
    """A unit as it stood on the day asked about."""

    unit: Unit
    within: list[Unit]


def by_letter(units: Iterable[Unit], *, on: date) -> list[Letter]:
    """Units under their first letter, Đ after D, two queries for any number of them."""
    chosen = list(units)
    districts = finding.districts_of(chosen, on=on)
    letters: dict[str, list[Line]] = {}
    for unit in sorted(chosen, key=_alphabetical):
        within = districts[unit.pk].spoken_name if unit.pk in districts else ""
        letters.setdefault(_letter(unit), []).append(Line(unit, within, unit.get_title_display()))
    return [Letter(letter, lines) for letter, lines in letters.items()]


def on_day(unit: Unit, *, on: date, known: dict[date, list[Unit]]) -> list[Answer]:
    """Which units this was on `on`, each with those above it on that day.

    `known`: what stood above `unit` itself, by day, as far as the page has read it.
    """
    units = finding.on_day(unit, on=on)
    if units == [unit] and on in known:
        return [Answer(unit, known[on])]
    above = finding.ancestors_of(units, on=on)
    return [Answer(was, above[was.pk]) for was in units]


def sentence(unit: Unit, answers: list[Answer], names: list[FormerName], *, on: date) -> str:
    """The answer before the list, to be read aloud. `names`: its former ones."""
    if unit in [answer.unit for answer in answers]:
        if (name := finding.called_on(unit, on=on, names=names)) != unit.full_name:
            return f"Khi ấy mang tên {name}."
        return f"Khi ấy vẫn là {unit.spoken_name} này."
    if unit.valid_to and on > unit.valid_to:
        return f"Khi ấy không còn {unit.spoken_name} cũ; nơi đây thuộc:"
    return f"Khi ấy chưa có {unit.spoken_name} này; nơi đây là {len(answers)} đơn vị:"


def told(unit: Unit, *, on: date, page: str = "") -> dict[str, Any]:
    """Everything a unit's page says: what it is, above and below it, before and after."""
    after, before = finding.around(unit)
    said = became(unit, after)
    records = hanging.records_of([unit] * bool(unit.valid_to) + [row.old for row in before])
    return {
        "unit": unit,
        "kind": KIND_WORDS.get(Kind(unit.kind), unit.get_kind_display()),
        "above": finding.ancestors(unit, on),
        "became_words": f"{said[:1].upper()}{said[1:]}.",
        "members": finding.members(unit, on=on),
        "became": after,
        "made_of": before,
        "names": finding.former_names(unit) if getattr(unit, "renamed", True) else [],
        "ended": finding.ended_by(unit),
        "records": records.get(unit.pk, []),
        "records_before": [(row.old, records[row.old.pk]) for row in before],
        "crumbs": [
            {"label": "Xã, phường", "address": "/don-vi/"},
            {"label": unit.full_name, "address": unit.get_absolute_url()},
            *([{"label": page, "address": ""}] if page else []),
        ],
    }


def _alphabetical(unit: Unit) -> tuple[str, bool, str, int]:
    letter = _letter(unit)
    return fold(letter), letter == "Đ", fold(unit.name), unit.pk


def _letter(unit: Unit) -> str:
    """'Đ' is a letter of its own; tone and vowel marks are not."""
    first = unit.name[:1].upper()
    return first if first == "Đ" else fold(first).upper()
