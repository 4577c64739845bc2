"""What an act does to what hangs on its units: dated at once, passed on when its day has come."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Q

from danchu.kit.folding import fold
from danchu.places import hanging
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
from danchu.places.naming import called, free_slugs


class Members(hanging.Hanging):
    """Hamlets of a commune that ends: they hang under its heir from that day on."""

    room = "places"

    def lines(self, old: Unit, heir: Unit | None, *, day: date) -> list[hanging.Line]:
        count = _members(old).count()
        becomes = f"sang xã, phường kế thừa từ {day:%d/%m/%Y}"
        return [hanging.Line(f"{count} đơn vị trực thuộc", becomes)] * bool(count)

    def carry(self, act: Reorganisation, old: Unit, heir: Unit, *, on: date) -> None:
        """The dated belonging and the column that access reads move together."""
        parents = {one.pk: one for one in Unit.objects.filter(pk__in=act.placing.values())}
        for unit in list(_members(old)):
            parent = parents[place] if (place := _place_of(unit, act)) else heir
            Belonging.objects.filter(unit=unit, until=None).update(until=act.on - timedelta(days=1))
            Belonging.objects.create(unit=unit, parent=parent, since=act.on)
            hanging.note(act, self.room, "member", unit.pk, (old, parent), on=on)
            Unit.objects.filter(pk=unit.pk).update(commune=parent, province=parent.province_id)

    def give_back(self, passings: Iterable[Passing], *, on: date) -> None:
        for one in passings:
            Belonging.objects.filter(unit=one.key, parent=one.heir, until=None).delete()
            last = Belonging.objects.filter(unit=one.key, parent=one.old).order_by("-until").first()
            if last:
                last.until = None
                last.save(update_fields=["until"])
            Unit.objects.filter(pk=one.key).update(commune=one.old_id, province=one.old.province_id)

    def new_on(self, units: Any, *, besides: Reorganisation | None) -> list[str]:
        brought = hanging.passed(besides, self.room, "member")
        under = Unit.objects.filter(Q(commune__in=units) | Q(province__in=units), valid_to=None)
        count = under.exclude(pk__in=brought).exclude(pk__in=[one.pk for one in units]).count()
        return [f"{count} đơn vị trực thuộc"] * bool(count)


def settle(act: Reorganisation, *, on: date) -> None:
    """Everything that is dated anyway."""
    for move in act.moves.select_related("old", "heir").order_by("pk"):
        for room in hanging.rooms():
            room.settle(act, move.old, move.heir, on=on)


def carry_over(act: Reorganisation, *, on: date) -> None:
    """The day has come: what is open passes on, a new name is said. Once."""
    settle(act, on=on)
    for move in act.moves.select_related("old", "heir").order_by("pk"):
        for room in hanging.rooms():
            room.carry(act, move.old, move.heir, on=on)
    if act.naming:
        _say_the_new_name(act)
    act.carried_on = on
    act.save(update_fields=["carried_on"])
    make_findable(touched(act))


def touched(act: Reorganisation) -> list[Unit]:
    """Every unit whose page or search entry this act changes."""
    rows = Unit.objects.filter(
        Q(pk__in=act.born)
        | Q(moves_out__reorganisation=act)
        | Q(moves_in__reorganisation=act)
        | Q(successors__reorganisation=act)
        | Q(predecessors__reorganisation=act)
        | Q(pk=act.naming.get("unit", 0))
    )
    return list(rows.distinct())


def placed(act: Reorganisation) -> list[tuple[str, list[str]]]:
    """Of a split commune: each new one, in the order of the decision, and the units it gets."""
    names = {unit.pk: unit.full_name for unit in Unit.objects.filter(pk__in=act.born)}
    members = {str(unit.pk): unit for unit in Unit.objects.filter(pk__in=map(int, act.placing))}
    return [
        (names[new], [members[key].full_name for key, at in act.placing.items() if at == new])
        for new in act.born
        if act.placing and new in names
    ]


def _say_the_new_name(act: Reorganisation) -> None:
    """The old name and the old address stay for good: papers carry them."""
    unit = Unit.objects.select_for_update().get(pk=act.naming["unit"])
    FormerName.objects.create(
        unit=unit,
        title=unit.title,
        name=unit.name,
        folded=fold(unit.full_name),
        until=act.on - timedelta(days=1),
        reorganisation=act,
    )
    OldAddress.objects.get_or_create(slug=unit.slug, defaults={"unit": unit})
    called(unit, act.naming["title"], act.naming["name"])
    free_slugs([unit])
    unit.save(update_fields=["title", "name", "folded", "slug"])


def _place_of(unit: Unit, act: Reorganisation) -> int | None:
    """The new commune that the decision gave this unit, or the unit that became this one since."""
    asked, keys = act.placing, [unit.pk]
    while keys:
        for key in keys:
            if str(key) in asked:
                place: int = asked[str(key)]
                return place
        keys = list(Succession.objects.filter(new__in=keys).values_list("old", flat=True))
    return None


def _members(commune: Unit) -> Any:
    return Unit.objects.filter(commune=commune, valid_to=None)
