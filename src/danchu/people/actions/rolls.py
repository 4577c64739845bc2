"""Acts about a whole roll: looked at, confirmed, frozen; and a household that is erased."""

from datetime import date
from typing import NamedTuple

from django.db import transaction

from civics.errors import Refused
from danchu.kit import audit, clock
from danchu.kit.models import AuditEntry
from danchu.people import erasing
from danchu.people.models import (
    Erasure,
    FrozenLine,
    FrozenRoll,
    Household,
    RollConfirmation,
    Term,
)
from danchu.people.own_data import ERASED_WORDS
from danchu.people.roll import erasing as roll_erasing
from danchu.people.roll.confirming import confirmed_upto
from danchu.places.models import Kind, Unit


class ForWhat(NamedTuple):
    """What a list is frozen for. `kind`, `key`: the thing in another room, or neither."""

    words: str  # "họp thôn ngày 12/12/2026 bàn làm đường"
    kind: str = ""
    key: str = ""


@transaction.atomic
def confirm_roll(unit: Unit, *, by: Term, on: date) -> RollConfirmation:
    """ "Sổ hộ đúng đến ngày …": whoever heads the community looked through all of it."""
    Unit.objects.select_for_update().get(pk=unit.pk)
    whole = Household.objects.filter(unit=unit).standing(on=on).count()
    if not whole:
        raise Refused("Sổ chưa có hộ nào nên chưa có gì để xác nhận. Hãy ghi các hộ trước.")
    made = RollConfirmation.objects.create(
        unit=unit, upto=on, whole=whole, confirmed_by=by, confirmed_on=on
    )
    audit.record("people.confirm_roll", by=by, unit_id=unit.pk, kind="roll", key=unit.pk, on=on)
    return made


@transaction.atomic
def freeze_roll(unit: Unit, for_what: ForWhat, *, by: Term | None, on: date) -> FrozenRoll:
    """Keep the roll of `on` as the whole that a vote is measured against, for good.

    Every household standing that day is on it (Điều 21 khoản 1: of ALL households). What becomes of
    them, or of the unit, later changes nothing. The same `key` again gives the same list.
    """
    Unit.objects.select_for_update().get(pk=unit.pk)
    if unit.kind != Kind.COMMUNITY or not unit.stands(on=on):
        raise Refused(f"{unit.full_name} không phải một thôn, xóm đang có, nên không chốt sổ hộ.")
    if for_what.key:
        standing = FrozenRoll.objects.filter(unit=unit, kind=for_what.kind, key=for_what.key)
        if (already := standing.first()) is not None:
            return already
    words = " ".join(for_what.words.split())[:200]
    if not words:
        raise Refused("Chưa ghi chốt danh sách để làm gì. Ghi như: họp xóm ngày 12/12/2026.")
    households = list(Household.objects.filter(unit=unit).standing(on=on).order_by("number", "pk"))
    if not households:
        raise Refused("Sổ chưa có hộ nào nên chưa chốt được. Hãy ghi các hộ vào sổ trước.")
    made = FrozenRoll.objects.create(
        unit=unit,
        on=on,
        for_what=words,
        kind=for_what.kind,
        key=for_what.key,
        whole=len(households),
        confirmed_upto=confirmed_upto(unit),
        frozen_at=clock.now(),
        frozen_by=by,
    )
    FrozenLine.objects.bulk_create(
        FrozenLine(
            roll=made, line=at, household=one, number=one.number, name=one.name, address=one.address
        )
        for at, one in enumerate(households, 1)
    )
    audit.record(
        "people.freeze_roll", by=by, unit_id=unit.pk, kind="frozen_roll", key=made.pk, on=on
    )
    return made


@transaction.atomic
def look_at_roll(unit: Unit, *, by: Term, on: date) -> None:
    """Somebody in office opened the names of a community: one entry a person, a roll and a day."""
    if not _looked("people.look_roll", unit.pk, by=by, on=on):
        audit.record("people.look_roll", by=by, unit_id=unit.pk, kind="roll", key=unit.pk, on=on)


@transaction.atomic
def look_at_household(household: Household, *, by: Term, on: date) -> None:
    """The page of one household, with its past: one entry a person, a household and a day."""
    unit, key = household.unit_id, household.pk
    if not _looked("people.look_household", key, by=by, on=on):
        audit.record("people.look_household", by=by, unit_id=unit, kind="household", key=key, on=on)


def _looked(act: str, key: int, *, by: Term, on: date) -> bool:
    """Whether this person opened the same names today already."""
    seen = AuditEntry.objects.filter(act=act, key=str(key), on=on)
    return seen.filter(account_id=by.person_id).exists()


@transaction.atomic
def erase_household(household: Household, *, by: Term, on: date) -> Household:
    """Somebody of this household asked: names and addresses go, the household stays counted."""
    household = Household.objects.select_for_update(of=("self",)).get(pk=household.pk)
    if household.name == ERASED_WORDS:
        raise Refused("Tên và địa chỉ của hộ này đã xóa. Không còn gì để xóa.")
    if household.until is None and household.struck_on is None:
        raise Refused(
            "Hộ này còn ở trong sổ: tên và địa chỉ là điều luật cần để hộ được mời họp và biểu "
            "quyết (Điều 18, Điều 21). Xóa được từ khi hộ chuyển đi; tên ghi sai thì sửa."
        )
    roll_erasing.empty_again(household.pk, on=on)
    done, _ = Erasure.objects.get_or_create(
        table=erasing.HOUSEHOLDS, key=household.pk, defaults={"on": on}
    )
    unit = household.unit_id
    audit.record(
        "people.erase_household", by=by, unit_id=unit, kind="household", key=household.pk, on=on
    )
    transaction.on_commit(lambda: erasing.remember([done]))
    household.refresh_from_db()
    return household
