"""A frozen list against the roll of today: what became of each household since."""

from datetime import date
from typing import NamedTuple

from danchu.people.roll.models import (
    Continuation,
    FrozenLine,
    FrozenRoll,
    Household,
    Representative,
    RollAct,
)


class Line(NamedTuple):
    """One household of the frozen list. `state`: same, gone, struck, merged, carried, changed."""

    line: FrozenLine
    state: str
    words: str  # what became of it; "" for nothing


class Comparison(NamedTuple):
    """All of it: `whole` never shrinks; `since` came after and is not part of it."""

    lines: list[Line]
    since: list[Household]
    gone: int  # of the whole, no longer in the roll, and counted all the same
    changed: int

    @property
    def told(self) -> list[Line]:
        """Only those of which something is to be said."""
        return [one for one in self.lines if one.state != "same"]


def compare(roll: FrozenRoll, *, on: date) -> Comparison:
    """What became of every line by `on`, and which households came since."""
    lines = list(roll.lines.select_related("household").order_by("line"))
    keys = [one.household_id for one in lines]
    acts = _last_acts(keys)
    heirs = _heirs(keys)
    speaking = _speaking([*keys, *(one.pk for one in heirs.values())], on=on)
    told = [Line(one, *_became(one, acts, heirs, speaking)) for one in lines]
    today = Household.objects.filter(unit=roll.unit_id).standing(on=on)
    known = {*keys, *(one.pk for one in heirs.values())}
    since = [one for one in today.order_by("number", "pk") if one.pk not in known]
    gone = sum(1 for one in told if one.state in {"gone", "struck", "merged"})
    return Comparison(told, since, gone, sum(1 for one in told if one.state == "changed"))


def _last_acts(keys: list[int]) -> dict[int, RollAct]:
    acts = RollAct.objects.filter(household__in=keys).select_related("other").order_by("pk")
    return {one.household_id: one for one in acts}


def _heirs(keys: list[int]) -> dict[int, Household]:
    """Where each household stands today, when its community was merged, perhaps several times."""
    heirs: dict[int, Household] = {}
    at = {key: key for key in keys}
    while at:
        rows = Continuation.objects.filter(old__in=at).select_related("new__unit")
        onward = {one.old_id: one.new for one in rows}
        heirs |= {at[old]: new for old, new in onward.items()}
        at = {new.pk: at[old] for old, new in onward.items()}
    return heirs


def _speaking(keys: list[int], *, on: date) -> dict[int, str]:
    rows = Representative.objects.filter(household__in=keys).speaking(on=on)
    return dict(rows.values_list("household_id", "name"))


def _became(
    line: FrozenLine,
    acts: dict[int, RollAct],
    heirs: dict[int, Household],
    speaking: dict[int, str],
) -> tuple[str, str]:
    heir = heirs.get(line.household_id)
    household = heir or line.household
    if household.struck_on:
        return "struck", f"gạch khỏi sổ vì ghi nhầm ngày {household.struck_on:%d/%m/%Y}"
    act = acts.get(household.pk) or acts.get(line.household_id)
    if household.until is not None:
        if act and act.kind == RollAct.Kind.MERGED and act.other:
            return "merged", f"nhập vào hộ số {act.other.number} từ {act.on:%d/%m/%Y}"
        day = f"{act.on:%d/%m/%Y}" if act else f"sau {household.until:%d/%m/%Y}"
        return "gone", f"chuyển đi từ {day}, vẫn tính trong tổng số hộ đã chốt"
    now = speaking.get(household.pk)
    if now is None:
        return "changed", "chưa cử người đại diện mới"
    if now != line.name:
        return "changed", f"người đại diện nay là {now}"
    if household.address != line.address:
        return "changed", "địa chỉ đã sửa"
    if heir:
        return "carried", f"nay thuộc {heir.unit.spoken_name}, hộ số {heir.number}"
    return "same", ""
