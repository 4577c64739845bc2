"""What belongs to a commune, as rows that mean the same in every house.

Numbers given by a database become references (`disclosure.Item#3`), counted in an order that does
not depend on them, so that the same records give the same bytes wherever they are exported.
"""

import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from django.apps import apps
from django.db import models

from danchu.front.moving.declared import ADDRESSES, KINDS, PERSON, UNIT, Taken, taken
from danchu.places.models import Unit

FORMER = "trước-"  # a number of the former house that means nothing in another
Row = dict[str, Any]


class Gathered(NamedTuple):
    """Rows by table, and where the bytes of each file lie."""

    rows: dict[str, list[Row]]
    files: dict[str, tuple[str, bool]]  # name in the archive → (stored_as, sealed)


def gather(unit: Unit) -> Gathered:
    """Everything of `unit` and of the communities under it."""
    return _Gathering(unit).whole()


def fields_of(label: str, how: Taken) -> "list[models.Field[Any, Any]]":
    """Columns that travel."""
    return [
        field
        for field in apps.get_model(label)._meta.concrete_fields
        if not field.primary_key and field.name not in how.without
    ]


def lines(rows: list[Row]) -> bytes:
    """JSON lines, the same bytes for the same rows."""
    return "".join(
        json.dumps(row, ensure_ascii=False, sort_keys=True) + "\n" for row in rows
    ).encode()


class _Gathering:
    def __init__(self, unit: Unit) -> None:
        self.inside = set(Unit.objects.within(unit).values_list("pk", flat=True))
        self.objects: dict[str, dict[int, models.Model]] = {label: {} for label in taken()}
        self.numbers: dict[str, dict[int, int]] = {}
        self.files: dict[str, tuple[str, bool]] = {}

    def whole(self) -> Gathered:
        for label, how in taken().items():
            if how.unit:
                self._add(label, apps.get_model(label)._base_manager.filter(
                    **{f"{how.unit}__in": self.inside}))  # fmt: skip
        rows = {label: self._rows(label, how) for label, how in taken().items()}
        return Gathered(rows, self.files)

    # ── which rows ──

    def _add(self, label: str, found: "models.QuerySet[Any]") -> None:
        """These rows, and the rows of other tables that they name."""
        new = [row for row in found.order_by("pk") if row.pk not in self.objects[label]]
        self.objects[label] |= {row.pk: row for row in new}
        wanted: dict[str, set[int]] = {}
        for row in new:
            if label == UNIT and row.pk not in self.inside:
                continue  # a unit that is only named is known at the new place
            for other, pk in _names(label, row):
                if other in self.objects and pk not in self.objects[other]:
                    wanted.setdefault(other, set()).add(pk)
        for other, pks in wanted.items():
            self._add(other, apps.get_model(other)._base_manager.filter(pk__in=pks))

    # ── as rows ──

    def _rows(self, label: str, how: Taken) -> list[Row]:
        made = []
        self.numbers[label] = {}
        if not how.known_by:  # counted by age: a new house gives numbers in the same order
            self.numbers[label] = {pk: n for n, pk in enumerate(self.objects[label], 1)}
        for pk, row in self.objects[label].items():
            made.append((pk, self._row(label, how, row)))
        if how.known_by:
            made.sort(key=lambda one: _order(how, one[1]))
            self.numbers[label] = {pk: n for n, (pk, _) in enumerate(made, 1)}
        if label == UNIT:  # a unit names units: only now do they have numbers
            made = [(pk, self._row(label, how, self.objects[label][pk])) for pk, _ in made]
        for number, (pk, told) in enumerate(made, 1):
            told["#"] = number
            if told.get("stored_as"):  # a file is named by the number of its row: known only now
                told["stored_as"] = self._file(label, self.objects[label][pk], number)
        return [told for _, told in made]

    def _row(self, label: str, how: Taken, row: models.Model) -> Row:
        if label == UNIT and row.pk not in self.inside:
            assert isinstance(row, Unit)
            return {"slug": row.slug, "outside": row.full_name}
        loose = dict(how.loose)
        told: Row = {}
        for field in fields_of(label, how):
            value = getattr(row, field.attname)
            if isinstance(field, models.ForeignKey):
                value = self._reference(field.related_model._meta.label, value)
            elif field.attname in loose:
                value = self._reference(loose[field.attname], value)
            told[field.name] = plain(value)
        if how.speaks:
            if "key" in told:
                told["key"] = self._key(str(told["kind"]), str(told["key"]))
            if "address" in told:
                told["address"] = self._address(str(told["address"]))
        return told

    def _reference(self, label: str, pk: int | None) -> str | None:
        number = self.numbers.get(label, {}).get(pk) if pk is not None else None
        return None if number is None else f"{label}#{number}"

    def _key(self, kind: str, key: str) -> str:
        """ "7" of an item, "379-2026" of a unit's year, "xa-la-bang": whatever it means."""
        first, dash, rest = key.partition("-")
        if not first.isdecimal():
            return key
        label = UNIT if dash else KINDS.get(kind)
        told = self._reference(label, int(first)) if label else None
        return f"{told}{dash}{rest}" if told else f"{FORMER}{key}"

    def _address(self, address: str) -> str:
        for pattern, label in ADDRESSES:
            if hit := pattern.match(address):
                told = self._reference(label, int(hit[2]))
                return f"{hit[1]}{told or FORMER + hit[2]}{hit[3]}"
        return address

    def _file(self, label: str, row: Any, number: int) -> str:
        sealed = bool(getattr(row, "sealed", False))
        ending = row.stored_as.rsplit(".", 1)[-1]
        name = f"{'sealed' if sealed else 'files'}/{label}-{number}.{ending}"
        self.files[name] = (row.stored_as, sealed)
        return name


def _names(label: str, row: models.Model) -> Iterator[tuple[str, int]]:
    """(table, number) of every row that this one names."""
    how = taken()[label]
    for field in fields_of(label, how):
        if isinstance(field, models.ForeignKey) and (pk := getattr(row, field.attname)):
            yield field.related_model._meta.label, pk
    for name, other in how.loose:
        if pk := getattr(row, name):
            yield other, pk
    if how.speaks and KINDS.get(getattr(row, "kind", "")) == PERSON:
        key = str(getattr(row, "key", ""))
        if key.isdecimal():
            yield PERSON, int(key)


NUMBER = re.compile(r"#(\d+)$")


def _order(how: Taken, row: Row) -> list[tuple[str, int]]:
    """By what a row is known by; references by their number, nothing before something."""
    told = []
    for name in how.known_by:
        value = row.get(name)
        hit = NUMBER.search(value) if isinstance(value, str) else None
        told.append(("", int(hit[1])) if hit else (str(value or ""), 0))
    return told


def plain(value: Any) -> Any:
    """As JSON knows it, in one spelling."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Decimal | UUID):
        return str(value)
    return value
