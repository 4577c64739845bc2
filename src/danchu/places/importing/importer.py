"""The importer itself: the dry run, the writing, the undoing."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import ProtectedError

from civics.errors import Refused
from danchu.kit import audit, worlds
from danchu.kit.audit import InOffice
from danchu.kit.batches import Change, Plan
from danchu.kit.models import Batch, SearchEntry
from danchu.kit.tables import Column, Row
from danchu.places import hanging
from danchu.places.findable import make_findable
from danchu.places.importing.comparing import Known, change, twice
from danchu.places.importing.rows import COLUMNS, COMMUNE, Places, Wanted, Wrong, wanted
from danchu.places.models import Belonging, Unit
from danchu.places.naming import called, free_slugs, same_letters

WRITTEN = ["name", "folded", "own_code", "valid_from", "source"]


class UnitImporter:
    """`kit.batches.Importer` for units under `communes`; several: a column names which."""

    kind = "units"
    title = "Nhập đơn vị"
    most = 20_000

    def __init__(self, communes: Sequence[Unit], *, named: bool) -> None:
        self.communes = list(communes)
        self.named = named  # the file names the commune of each row
        self.columns: Sequence[Column] = (COMMUNE, *COLUMNS) if named else COLUMNS

    # ── the dry run ───────────────────────────────────────────────────────────────────────────

    def plan(self, rows: Sequence[Row], *, on: date) -> Plan:
        """Every row against the file and the records: new, changed, the same, or refused."""
        places = self._places() if self.named else None
        read: list[Wanted] = []
        refused: list[tuple[Row, str]] = []
        for row in rows:
            try:
                read.append(wanted(row, places, self.communes[0], on=on))
            except Wrong as wrong:
                refused.append((row, str(wrong)))
        alike, known = twice(read), Known(read)
        changes = []
        for one in read:
            try:
                if one.row.line in alike:
                    raise Wrong(alike[one.row.line])
                changes.append(change(one, known.match(one)))
            except Wrong as wrong:
                refused.append((one.row, str(wrong)))
        return Plan(changes, refused)

    def _places(self) -> Places:
        places: Places = defaultdict(list)
        for unit in self.communes:
            for said in {unit.code, same_letters(unit.full_name), same_letters(unit.name)}:
                places[said].append(unit)
        return places

    # ── the act ───────────────────────────────────────────────────────────────────────────────

    def write(self, changes: Sequence[Change], *, batch: Batch, on: date) -> list[Any]:
        """New units with their place, and corrected ones. What `undo` needs comes back."""
        worlds.refuse_inside()
        communes = {unit.pk: unit for unit in self.communes}
        new = [
            _unit(one.data, communes[one.data["commune"]]) for one in changes if one.state == "new"
        ]
        free_slugs(new)
        Unit.objects.bulk_create(new)
        Belonging.objects.bulk_create(
            Belonging(unit=one, parent=one.commune, since=_hung_since(one))
            for one in new
            if one.commune
        )
        made: list[Any] = [{"new": unit.pk} for unit in new]
        changed = [one.data for one in changes if one.state == "changed"]
        stored = Unit.objects.in_bulk([data["unit"] for data in changed])
        for data in changed:
            unit = stored[data["unit"]]
            made.append({"unit": unit.pk, "was": _written(unit), "set": data["set"]})
            _set(unit, data["set"])
        Unit.objects.bulk_update(stored.values(), WRITTEN, batch_size=100)
        make_findable([*new, *stored.values()])
        return made

    def done(self, batch: Batch, *, by: InOffice | None, on: date) -> None:
        """One entry in the trail for the whole file."""
        audit.record(
            "places.import_units", by=by, unit_id=batch.unit_id, kind="batch", key=batch.pk, on=on
        )

    def undo(self, batch: Batch, *, by: InOffice | None, on: date) -> None:
        """New units go again, corrected ones are as before; refused when something hangs there."""
        born = list(Unit.objects.filter(pk__in=[one["new"] for one in batch.made if "new" in one]))
        if hangs := hanging.new_on(born):
            raise Refused(
                f"Chưa hoàn tác được: ở các đơn vị vừa nhập đã có {'; '.join(hangs)}. "
                "Hãy giải quyết những việc ấy trước, hoặc sửa từng đơn vị."
            )
        _put_back([one for one in batch.made if "unit" in one])
        _take_away(born)
        audit.record(
            "places.undo_import", by=by, unit_id=batch.unit_id, kind="batch", key=batch.pk, on=on
        )


def _unit(data: dict[str, Any], commune: Unit) -> Unit:
    unit = Unit(
        kind=data["kind"],
        own_code=data["own_code"],
        valid_from=_day(data["since"]),
        source=data["document"],
        commune=commune,
        province=commune.province,
        demo=commune.demo,
    )
    return called(unit, data["title"], data["name"])


def _hung_since(unit: Unit) -> date | None:
    """Under this commune it hangs since both stand."""
    began = [day for day in (unit.valid_from, unit.commune and unit.commune.valid_from) if day]
    return max(began, default=None)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _written(unit: Unit) -> dict[str, Any]:
    since = unit.valid_from.isoformat() if unit.valid_from else None
    return {"name": unit.name, "own_code": unit.own_code, "source": unit.source} | {
        "valid_from": since
    }


def _set(unit: Unit, values: dict[str, Any]) -> None:
    for key, value in values.items():
        setattr(unit, key, _day(value) if key == "valid_from" else value)
    called(unit, unit.title, unit.name)


def _put_back(made: list[dict[str, Any]]) -> None:
    stored = Unit.objects.in_bulk([one["unit"] for one in made])
    for one in made:
        unit = stored[one["unit"]]
        now = _written(unit)
        if any(now[key] != said for key, said in one["set"].items()):
            raise Refused(
                f"{unit.full_name} đã được sửa sau lần nhập này, nên không hoàn tác được."
            )
        _set(unit, one["was"])
    Unit.objects.bulk_update(stored.values(), WRITTEN, batch_size=100)
    make_findable(stored.values())


def _take_away(units: list[Unit]) -> None:
    keys = [unit.pk for unit in units]
    SearchEntry.objects.filter(room="places", kind="unit", key__in=map(str, keys)).delete()
    Belonging.objects.filter(unit__in=keys).delete()
    try:
        Unit.objects.filter(pk__in=keys).delete()
    except ProtectedError as held:
        raise Refused(
            "Chưa hoàn tác được: đã có việc gắn vào đơn vị vừa nhập. Hãy giải quyết trước."
        ) from held
