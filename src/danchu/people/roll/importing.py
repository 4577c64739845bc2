"""A list of households from a spreadsheet: judged line by line, written whole, taken back."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from civics.errors import Refused
from danchu.kit import audit
from danchu.kit.audit import InOffice
from danchu.kit.batches import Change, Field, Plan
from danchu.kit.models import Batch
from danchu.kit.tables import Column, Row
from danchu.people.roll import across
from danchu.people.roll import rows as lines
from danchu.people.roll.filling import New, fill, folded
from danchu.people.roll.judging import Judge, Judged
from danchu.people.roll.models import Household, Representative, RollAct
from danchu.people.roll.rows import Places, Said, Wrong
from danchu.people.roll.undoing import take_back
from danchu.places.models import Unit

ORIGIN = "Theo tệp nhập"


class Households:
    """`kit.batches.Importer` for the roll of one hamlet, or of all hamlets of communes."""

    kind = "people.households"
    title = "Nhập sổ hộ"
    most = 20_000

    def __init__(
        self, communes: Sequence[Unit], hamlets: Sequence[Unit], *, only: Unit | None = None
    ) -> None:
        """`hamlets`: ended ones too, so that a line of one can be told its heir."""
        self.communes, self.hamlets, self.only = communes, hamlets, only
        place = () if only else (lines.HAMLET,)
        named = (lines.COMMUNE,) if len(communes) > 1 else ()
        self.columns: Sequence[Column] = (*named, *place, *lines.COLUMNS)
        if only:
            self.columns = (*self.columns, lines.HAMLET._replace(needed=False))

    def judge_headings(self, headings: Sequence[str]) -> None:
        """Asked before a line is kept: Refused for a file with more than the roll may hold."""
        lines.refuse_unwanted(headings)

    # ── the dry run ───────────────────────────────────────────────────────────────────────────

    def plan(self, rows: Sequence[Row], *, on: date) -> Plan:
        """Every row against the file and the roll."""
        judge = Judge()
        judged, refused = judge_all(rows, self.places(on=on), self.only, judge, on=on)
        if self.only is None:  # the head of one hamlet reads no other roll
            judged = across.told(judged, self.communes, on=on)
        stored = Household.objects.in_bulk([one.pk for _, one in judged if one.state == "changed"])
        changes = [change(row, one, stored.get(one.pk)) for row, one in judged]
        return Plan(changes, refused)

    def places(self, *, on: date) -> Places:
        return Places(self.hamlets, self.communes, on=on)

    # ── the act ───────────────────────────────────────────────────────────────────────────────

    def write(self, changes: Sequence[Change], *, batch: Batch, on: date) -> list[Any]:
        """New and changed households. What they were stands in the acts, so nothing comes back."""
        fill((new(one.data) for one in changes if one.state == "new"), batch_id=batch.pk)
        rewrite([one.data for one in changes if one.state == "changed"], batch=batch, on=on)
        return []

    def done(self, batch: Batch, *, by: InOffice | None, on: date) -> None:
        unit = batch.unit_id
        audit.record(
            "people.import_households", by=by, unit_id=unit, kind="batch", key=batch.pk, on=on
        )

    def undo(self, batch: Batch, *, by: InOffice | None, on: date) -> None:
        """New households go, changed ones are as before; Refused once somebody went on with one."""
        take_back(batch)
        unit = batch.unit_id
        audit.record(
            "people.undo_households", by=by, unit_id=unit, kind="batch", key=batch.pk, on=on
        )


def judge_all(
    rows: Sequence[Row], places: Places, only: Unit | None, judge: Judge, *, on: date
) -> tuple[list[tuple[Row, Judged]], list[tuple[Row, str]]]:
    """What each row means, and why some are not taken. Reads what it needs in one query."""
    told: list[tuple[Row, Said]] = []
    refused: list[tuple[Row, str]] = []
    for row in rows:
        try:
            told.append((row, lines.read(row, places, only, on=on)))
        except Wrong as wrong:
            refused.append((row, str(wrong)))
    judge.load([said.unit for _, said in told])
    judged: list[tuple[Row, Judged]] = []
    for row, said in told:
        try:
            judged.append((row, judge.judge(row.line, said)))
        except Wrong as wrong:
            refused.append((row, str(wrong)))
    return judged, refused


def change(row: Row, one: Judged, stored: Household | None) -> Change:
    """As the dry run shows it and `write` reads it."""
    said = one.said
    title = f"Hộ số {one.number}, {said.unit.spoken_name}: {said.name}"
    told = [
        ("Người đại diện", stored.name if stored else "", said.name),
        ("Địa chỉ", stored.address if stored else "", said.address),
        ("Từ ngày", "", "" if stored else f"{said.since:%d/%m/%Y}"),
        ("Xem lại", "", one.near),
    ]
    fields = [Field(*each) for each in told if each[2] and each[1] != each[2]]
    return Change(row.line, one.state, title, fields, data_of(one))


def data_of(one: Judged) -> dict[str, Any]:
    """As JSON holds it."""
    return {
        "household": one.pk,
        "unit": one.said.unit.pk,
        "number": one.number,
        "name": one.said.name,
        "address": one.said.address,
        "since": one.said.since.isoformat(),
    }


def fresh(one: Judged) -> New:
    """The same without a detour, for a file that is written while it is read."""
    said = one.said
    return New(said.unit.pk, one.number, said.name, said.address, said.since, said.folded)


def new(data: dict[str, Any]) -> New:
    since = date.fromisoformat(data["since"])
    return New(data["unit"], data["number"], data["name"], data["address"], since)


def rewrite(changed: Sequence[dict[str, Any]], *, batch: Batch, on: date) -> None:
    """The file says another name or address: written, with what stood there before."""
    stored = Household.objects.select_for_update().in_bulk([one["household"] for one in changed])
    acts = []
    for data in changed:
        one = stored[data["household"]]
        acts.append(
            RollAct(
                household=one,
                kind=RollAct.Kind.BATCH,
                on=on,
                ground=f"{ORIGIN} {batch.name}"[:300],
                name_was=one.name,
                address_was=one.address,
                batch_id=batch.pk,
                entered_by_id=batch.term_id,
                entered_on=on,
            )
        )
        rename_speaker(one, data["name"], on=on)
        one.name, one.address = data["name"], data["address"]
        one.folded = folded(one.name, one.address)
    RollAct.objects.bulk_create(acts)
    Household.objects.bulk_update(stored.values(), ["name", "address", "folded"], batch_size=500)


def rename_speaker(household: Household, name: str, *, on: date) -> None:
    """Whoever speaks from `on`: the same person's name mended, another person's begun anew.

    A file does not say which; the days of the one before are kept when there are any.
    """
    open_now = Representative.objects.filter(household=household, until=None).first()
    if open_now is None:
        Representative.objects.create(household=household, name=name, since=on)
    elif open_now.name != name and open_now.since < on:
        open_now.until = lines.before(on)
        open_now.save(update_fields=["until"])
        Representative.objects.create(household=household, name=name, since=on)
    elif open_now.name != name:
        open_now.name = name
        open_now.save(update_fields=["name"])


def refuse_nothing_new(counts: dict[str, int]) -> None:
    if not counts["new"] + counts["changed"]:
        raise Refused("Tệp này không có gì mới so với sổ, nên không có gì để ghi.")
