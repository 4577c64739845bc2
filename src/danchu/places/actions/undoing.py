"""Taking back an act that was mistyped, and passing things on when an act's day has come."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import ProtectedError, Q

from civics.errors import Refused
from danchu.kit import audit
from danchu.kit.audit import InOffice
from danchu.kit.models import SearchEntry
from danchu.places import carrying, hanging
from danchu.places.findable import make_findable
from danchu.places.models import (
    Belonging,
    FormerName,
    OldAddress,
    Passing,
    Reorganisation,
    Succession,
    Unit,
)
from danchu.places.naming import called

Act = Reorganisation.Act


@transaction.atomic
def carry(act: Reorganisation, *, on: date) -> Reorganisation:
    """Pass on what is open, on the act's day or the next day the house is awake. Safe to repeat."""
    act = Reorganisation.objects.select_for_update().get(pk=act.pk)
    if act.carried_on or act.undone_on or act.on > on:
        return act
    carrying.carry_over(act, on=on)
    audit.record("places.carry", by=None, unit_id=act.above_id, kind="act", key=act.pk, on=on)
    return act


@transaction.atomic
def undo(act: Reorganisation, *, why: str, by: InOffice | None, on: date) -> Reorganisation:
    """The act was written down by mistake. It stays in the book, with who took it back and why.

    Only while nothing new hangs on what it made; later acts about its units come off first.
    """
    act = Reorganisation.objects.select_for_update().get(pk=act.pk)
    if act.undone_on:
        raise Refused(f"Việc này đã được hủy ngày {act.undone_on:%d/%m/%Y}.")
    if not why.strip():
        raise Refused("Hãy ghi vì sao hủy, ví dụ: ghi nhầm ngày, nhầm đơn vị.")
    if not act.born and act.act in {Act.MERGE, Act.SPLIT} and _made_elsewhere(act):
        raise Refused(
            "Việc này được ghi ở nơi khác, trước khi hồ sơ của xã chuyển về đây, nên không hủy ở "
            "đây được. Hãy ghi một quyết định mới."
        )
    units = list(Unit.objects.select_for_update().filter(pk__in=_all(act)).order_by("pk"))
    born = [unit for unit in units if unit.pk in act.born]
    _nothing_later(act, units)
    if new := hanging.new_on(born, besides=act):
        raise Refused(
            f"Chưa hủy được: ở đơn vị mới đã có {'; '.join(new)}. Hãy giải quyết những việc ấy, "
            "hoặc ghi một quyết định mới."
        )
    for room in hanging.rooms():
        room.give_back(
            list(act.passings.filter(room=room.room).select_related("old", "heir")), on=on
        )
    _unname(act)
    _reopen(act)
    _unmake(act, born)
    act.undone_on, act.undone_why = on, why.strip()[:300]
    act.undone_term_id = by.pk if by else None
    act.save(update_fields=["undone_on", "undone_why", "undone_term_id"])
    make_findable(Unit.objects.filter(pk__in=[one.pk for one in units if one.pk not in act.born]))
    audit.record("places.undo", by=by, unit_id=act.above_id, kind="act", key=act.pk, on=on)
    return act


def _made_elsewhere(act: Reorganisation) -> bool:
    """An heir began with this act, and the act does not know that it made it: it was moved here."""
    return act.moves.filter(heir__valid_from=act.on).exists()


def _all(act: Reorganisation) -> set[int]:
    return {unit.pk for unit in carrying.touched(act)}


def _nothing_later(act: Reorganisation, units: list[Unit]) -> None:
    keys = [unit.pk for unit in units]
    renamed = [*act.born, act.naming.get("unit", 0)]
    touching = Q(moves__old__in=keys) | Q(moves__heir__in=act.born) | Q(naming__unit__in=renamed)
    later = Reorganisation.objects.standing().filter(touching, pk__gt=act.pk).first()
    if later:
        raise Refused(
            f"Đã có việc ghi sau gắn vào: {later} ({later.decision}). Hãy hủy việc ấy trước."
        )


def _unname(act: Reorganisation) -> None:
    was = FormerName.objects.filter(reorganisation=act).select_related("unit").first()
    if was is None:
        return
    unit = was.unit
    OldAddress.objects.get_or_create(slug=unit.slug, defaults={"unit": unit})
    called(unit, was.title, was.name)
    first = OldAddress.objects.filter(unit=unit).exclude(slug=unit.slug).order_by("pk").last()
    if first:
        unit.slug = first.slug
        first.delete()
    unit.save(update_fields=["title", "name", "folded", "slug"])
    was.delete()


def _reopen(act: Reorganisation) -> None:
    """The units that ended stand on, under whom they hung."""
    last_day = act.on - timedelta(days=1)
    olds = Unit.objects.filter(moves_out__reorganisation=act)
    keys = list(olds.values_list("pk", flat=True))
    Unit.objects.filter(pk__in=keys).update(valid_to=None)
    Belonging.objects.filter(unit__in=keys, until=last_day).update(until=None)
    Succession.objects.filter(reorganisation=act).delete()
    Passing.objects.filter(reorganisation=act).delete()
    act.moves.all().delete()


def _unmake(act: Reorganisation, born: list[Unit]) -> None:
    """What the act made never was: nothing hangs there, so nothing is lost."""
    keys = [unit.pk for unit in born]
    SearchEntry.objects.filter(room="places", kind="unit", key__in=map(str, keys)).delete()
    Belonging.objects.filter(unit__in=keys).delete()
    try:
        Unit.objects.filter(pk__in=keys).delete()
    except ProtectedError as held:
        raise Refused(
            "Chưa hủy được: đã có việc gắn vào đơn vị mới. Hãy giải quyết trước, hoặc ghi một "
            "quyết định mới."
        ) from held
