"""The dated acts of a roll: each with its day and ground, in one transaction, with one entry."""

from datetime import date
from typing import NamedTuple

from django.db import transaction
from django.db.models import Max

from civics.errors import Refused
from danchu.kit import audit
from danchu.people.models import Household, Proxy, Representative, RollAct, Term
from danchu.people.roll import rows
from danchu.people.roll.filling import folded
from danchu.people.roll.judging import exact_double
from danchu.places.models import Kind, Unit

Act = RollAct.Kind


class Ground(NamedTuple):
    """From which day the new state holds (its first day), and on what ground."""

    day: date
    words: str  # "đơn của hộ ngày 02/12/2026", "xác nhận của Công an xã"


class Entry(NamedTuple):
    """What the roll holds of a household; `number` None: the next free one."""

    name: str
    address: str
    number: int | None = None


# ── households come ───────────────────────────────────────────────────────────────────────────


@transaction.atomic
def add_household(
    unit: Unit,
    entry: Entry,
    ground: Ground,
    *,
    by: Term | None,
    on: date,
    kind: RollAct.Kind = Act.ADDED,
    other: Household | None = None,
) -> Household:
    """Write one household into the roll of `unit`. Refused when it stands there already."""
    _lock(unit, on=on)
    _refuse_day(ground, on=on)
    made = _new(unit, entry, since=ground.day)
    _note(made, kind, ground, by=by, on=on, other=other)
    _record("people.add_household", made, by=by, on=on)
    return made


@transaction.atomic
def split_household(
    household: Household, entry: Entry, ground: Ground, *, by: Term, on: date
) -> Household:
    """Part of a household becomes one of its own, with its own representative."""
    household = _standing(household, ground, on=on)
    _record("people.split_household", household, by=by, on=on)
    return add_household(
        household.unit, entry, ground, by=by, on=on, kind=Act.SPLIT, other=household
    )


# ── households go ─────────────────────────────────────────────────────────────────────────────


@transaction.atomic
def move_away(household: Household, ground: Ground, *, by: Term, on: date) -> Household:
    """The household no longer lives here from that day. Frozen lists keep it."""
    household = _standing(household, ground, on=on)
    _end(household, ground)
    _note(household, Act.MOVED_AWAY, ground, by=by, on=on)
    _record("people.move_away", household, by=by, on=on)
    return household


@transaction.atomic
def merge_households(
    household: Household, into: Household, ground: Ground, *, by: Term, on: date
) -> Household:
    """One household goes into another of the same community."""
    if household.pk == into.pk or household.unit_id != into.unit_id:
        raise Refused("Chọn một hộ khác của cùng thôn, xóm để nhập vào.")
    household, into = (
        _standing(household, ground, on=on),
        _standing(into, Ground(on, ground.words), on=on),
    )
    _end(household, ground)
    _note(household, Act.MERGED, ground, by=by, on=on, other=into)
    _record("people.merge_households", household, by=by, on=on)
    return household


@transaction.atomic
def strike_household(household: Household, ground: Ground, *, by: Term, on: date) -> Household:
    """It never was a household: written twice, or by mistake. Frozen lists keep their line."""
    household = _standing(household, Ground(on, ground.words), on=on)
    household.struck_on = on
    household.save(update_fields=["struck_on"])
    _note(household, Act.STRUCK, ground._replace(day=on), by=by, on=on)
    _record("people.strike_household", household, by=by, on=on)
    return household


# ── who speaks ────────────────────────────────────────────────────────────────────────────────


@transaction.atomic
def change_representative(
    household: Household, name: str, ground: Ground, *, by: Term, on: date, died: bool = False
) -> Household:
    """Another member speaks from that day (Điều 18 khoản 2); who spoke before stays in the list.

    `died`: because the one before died. `name` "" then: the household has not named anybody yet;
    it is counted all the same.
    """
    household = _standing(household, ground, on=on)
    if not name and not died:
        raise Refused("Chưa ghi ai là người đại diện mới.")
    name = _fit(rows.person, name) if name else ""
    before = household.representatives.filter(until=None).first()
    if before and before.since >= ground.day:
        raise Refused(
            f"{before.name} đại diện từ {before.since:%d/%m/%Y}, nên người sau bắt đầu muộn hơn "
            "ngày ấy. Nếu tên đang ghi sai, hãy dùng “Sửa chỗ ghi sai”."
        )
    if before:
        before.until = rows.before(ground.day)
        before.save(update_fields=["until"])
    if name:
        Representative.objects.create(household=household, name=name, since=ground.day)
    kind = Act.DIED if died else Act.REPRESENTATIVE
    _note(household, kind, ground, by=by, on=on, was=(household.name, ""))
    _record("people.change_representative", household, by=by, on=on)
    if name:
        _rewrite(household, name, household.address)
    return household


@transaction.atomic
def correct_household(
    household: Household, entry: Entry, ground: Ground, *, by: Term, on: date
) -> Household:
    """A spelling, an address, a number that was written wrong; nobody and nothing changed."""
    household = _standing(household, Ground(on, ground.words), on=on)
    name, address = _fit(rows.person, entry.name), _fit(rows.place, entry.address)
    if double := exact_double(household.unit, name, address, but=household.pk):
        raise Refused(_doubled(double))
    was = (household.name, household.address)
    number = entry.number or household.number
    if (name, address, number) == (household.name, household.address, household.number):
        raise Refused("Chưa sửa gì: tên, địa chỉ và số hộ vẫn như cũ.")
    if number != household.number:
        _refuse_taken(household.unit, number)
        Household.objects.filter(pk=household.pk).update(number=number)
    speaking = household.representatives.filter(until=None, name=household.name)
    speaking.update(name=name)
    _note(household, Act.CORRECTED, ground._replace(day=on), by=by, on=on, was=was)
    _record("people.correct_household", household, by=by, on=on)
    _rewrite(household, name, address)
    household.refresh_from_db()
    return household


# ── parts ─────────────────────────────────────────────────────────────────────────────────────


def _lock(unit: Unit, *, on: date) -> Unit:
    """One change of a community's roll at a time, so that a double is seen."""
    unit = Unit.objects.select_for_update().get(pk=unit.pk)
    if unit.kind != Kind.COMMUNITY:
        raise Refused("Sổ hộ là của thôn, xóm, tổ dân phố. Hãy chọn một thôn, xóm.")
    if not unit.stands(on=on):
        raise Refused(
            f"{unit.full_name} không còn là một thôn, xóm. Hãy ghi vào sổ của thôn, xóm hiện nay."
        )
    return unit


def _standing(household: Household, ground: Ground, *, on: date) -> Household:
    """The household, locked after its community; Refused when it left the roll."""
    _lock(household.unit, on=on)
    household = Household.objects.select_for_update(of=("self",)).get(pk=household.pk)
    if household.until is not None or household.struck_on is not None:
        raise Refused("Hộ này đã ra khỏi sổ, không ghi thêm được. Hãy mở lại danh sách.")
    _refuse_day(ground, on=on)
    return household


def _refuse_day(ground: Ground, *, on: date) -> None:
    if not ground.words.strip():
        raise Refused("Chưa ghi căn cứ. Ghi như: đơn của hộ ngày 02/12/2026.")
    if ground.day > on:
        raise Refused(
            f"Ngày {ground.day:%d/%m/%Y} còn chưa đến. Đến ngày ấy hãy ghi, hoặc xem lại ngày."
        )
    if ground.day < rows.OLDEST:
        raise Refused(f"Ngày {ground.day:%d/%m/%Y} quá xa. Hãy xem lại năm.")


def _new(unit: Unit, entry: Entry, *, since: date) -> Household:
    name, address = _fit(rows.person, entry.name), _fit(rows.place, entry.address)
    if double := exact_double(unit, name, address):
        raise Refused(_doubled(double))
    last = Household.objects.filter(unit=unit).aggregate(last=Max("number"))["last"] or 0
    number = entry.number or last + 1
    _refuse_taken(unit, number)
    made = Household.objects.create(
        unit=unit,
        number=number,
        name=name,
        address=address,
        folded=folded(name, address),
        since=max(since, unit.valid_from) if unit.valid_from else since,
    )
    Representative.objects.create(household=made, name=name, since=made.since)
    return made


def _refuse_taken(unit: Unit, number: int) -> None:
    held = Household.objects.filter(unit=unit, number=number, until=None, struck_on=None).first()
    if held:
        raise Refused(f"Số {number} đang là hộ {held.name}. Hãy ghi số khác hoặc để trống.")


def _doubled(double: Household) -> str:
    return (
        f"Hộ này đã có trong sổ, số {double.number}: cùng tên, cùng địa chỉ. Nếu là hai hộ trùng "
        "tên thì thêm vào địa chỉ điều phân biệt (số nhà, ngõ, cạnh nhà ai)."
    )


def _end(household: Household, ground: Ground) -> None:
    """The last day is the one before; whoever spoke, and written proxies, end with it."""
    if ground.day <= household.since:
        raise Refused(
            f"Hộ này có trong sổ từ {household.since:%d/%m/%Y}, nên không thể ra khỏi sổ từ "
            f"{ground.day:%d/%m/%Y}. Nếu ghi nhầm hộ thì dùng “Gạch hộ ghi nhầm”."
        )
    last = rows.before(ground.day)
    household.until = last
    household.save(update_fields=["until"])
    open_now = household.representatives.filter(until=None).first()
    if open_now:
        open_now.until = max(last, open_now.since)
        open_now.save(update_fields=["until"])
    given = Proxy.objects.filter(household=household) | Proxy.objects.filter(
        carrier_household=household
    )
    given.filter(withdrawn_on=None, until__gte=ground.day).update(withdrawn_on=ground.day)


def _rewrite(household: Household, name: str, address: str) -> None:
    household.name, household.address = name, address
    household.folded = folded(name, address)
    household.save(update_fields=["name", "address", "folded"])


def _note(
    household: Household,
    kind: RollAct.Kind,
    ground: Ground,
    *,
    by: Term | None,
    on: date,
    other: Household | None = None,
    was: tuple[str, str] = ("", ""),
) -> None:
    words = " ".join(ground.words.split())[:300]
    RollAct.objects.create(
        household=household,
        kind=kind,
        other=other,
        on=ground.day,
        ground=words,
        entered_by=by,
        entered_on=on,
        name_was=was[0],
        address_was=was[1],
    )


def _record(act: str, household: Household, *, by: Term | None, on: date) -> None:
    unit = household.unit_id
    audit.record(act, by=by, unit_id=unit, kind="household", key=household.pk, on=on)


def _fit(read: "rows.Read", said: str) -> str:
    """A text as the rules for a file want it too, told as an act tells it."""
    try:
        return read(said)
    except rows.Wrong as wrong:
        raise Refused(str(wrong)) from wrong
