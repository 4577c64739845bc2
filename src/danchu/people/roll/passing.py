"""Households of a community that ends: from the day on they are households of its heir.

A commune that merges keeps its hamlets, and so their rolls: only `places.Belonging` changes. A
hamlet that merges ends, so each of its households ends there the day before and goes on in the
heir. What was frozen stays with the old unit (Điều 21 counts what stood when voting opened).
"""

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Max, QuerySet

from danchu.kit.folding import fold
from danchu.people.models import (
    Continuation,
    FrozenLine,
    FrozenRoll,
    Household,
    Proxy,
    Representative,
    RollAct,
)
from danchu.people.roll.rows import before
from danchu.places import hanging
from danchu.places.models import Kind, Passing, Reorganisation, Unit


class Rolls(hanging.Hanging):
    """Named apart from `people`, because a room answers once."""

    room = "people.roll"

    def lines(self, old: Unit, heir: Unit | None, *, day: date) -> list[hanging.Line]:
        count = _open(old).count()
        frozen = FrozenRoll.objects.filter(unit=old).count()
        to = heir.spoken_name if heir else "thôn, xóm mới"
        said = []
        if count:
            words = f"thành hộ của {to} từ {day:%d/%m/%Y}, đánh số tiếp; giấy ủy quyền theo hộ"
            said.append(hanging.Line(f"{count} hộ trong sổ", words))
        if frozen:
            words = "ở lại với đơn vị cũ, không đổi: mọi tỷ lệ đã chốt vẫn tính trên đó"
            said.append(hanging.Line(f"{frozen} danh sách hộ đã chốt", words))
        return said

    def forbids(self, olds: Collection[Unit], heir: Unit | None, *, day: date) -> list[str]:
        late = Household.objects.filter(unit__in=olds, until=None, struck_on=None, since__gte=day)
        count = late.count()
        said = (
            f"{count} hộ được ghi vào sổ từ ngày {day:%d/%m/%Y} trở đi, sau khi đơn vị kết thúc. "
            "Hãy xem lại ngày của những hộ ấy trước."
        )
        return [said] * bool(count)

    def carry(self, act: Reorganisation, old: Unit, heir: Unit, *, on: date) -> None:
        if old.kind != Kind.COMMUNITY or heir.kind != Kind.COMMUNITY:
            return
        Unit.objects.select_for_update().get(pk=heir.pk)
        number = Household.objects.filter(unit=heir).aggregate(last=Max("number"))["last"] or 0
        for household in _open(old).select_for_update(of=("self",)).order_by("number", "pk"):
            number += 1
            if household.since >= act.on:  # written late, by somebody who did not know yet
                Household.objects.filter(pk=household.pk).update(unit=heir, number=number)
                was = {"number": household.number}
                hanging.note(act, self.room, "moved", household.pk, (old, heir), on=on, was=was)
                continue
            new = _go_on(household, heir, number, act.on)
            hanging.note(act, self.room, "household", new.pk, (old, heir), on=on)

    def give_back(self, passings: Iterable[Passing], *, on: date) -> None:
        """Households that nobody went on with return; a changed one was refused by `new_on`."""
        for one in passings:
            if one.kind == "moved":
                number = one.was["number"]
                Household.objects.filter(pk=one.key).update(unit=one.old, number=number)
            else:
                _return(one.key)

    def new_on(self, units: Collection[Unit], *, besides: Reorganisation | None) -> list[str]:
        brought = [
            *hanging.passed(besides, self.room, "household"),
            *hanging.passed(besides, self.room, "moved"),
        ]
        here = Household.objects.filter(unit__in=units)
        new = here.exclude(pk__in=brought).filter(until=None, struck_on=None).count()
        acted = RollAct.objects.filter(household__in=brought).count()
        frozen = FrozenLine.objects.filter(household__in=brought).count()
        lists = FrozenRoll.objects.filter(unit__in=units).count()
        said = [
            (new, "hộ trong sổ"),
            (acted, "thay đổi của hộ đã ghi sau"),
            (frozen, "dòng danh sách đã chốt"),
            (lists, "danh sách hộ đã chốt"),
        ]
        return [f"{count} {what}" for count, what in said if count]


def _open(unit: Unit) -> QuerySet[Household]:
    return Household.objects.filter(unit=unit, until=None, struck_on=None)


def _go_on(household: Household, heir: Unit, number: int, day: date) -> Household:
    new = Household.objects.create(
        unit=heir,
        number=number,
        name=household.name,
        address=household.address,
        folded=household.folded or fold(household.name),
        since=day,
        erased_on=household.erased_on,
    )
    Continuation.objects.create(old=household, new=new)
    for one in household.representatives.filter(until=None):
        if one.since < day:
            Representative.objects.filter(pk=one.pk).update(until=before(day))
            Representative.objects.create(
                household=new, person=one.person, name=one.name, since=day
            )
        else:
            Representative.objects.filter(pk=one.pk).update(household=new)
    household.until = before(day)
    household.save(update_fields=["until"])
    Proxy.objects.filter(household=household, until__gte=day).update(household=new)
    Proxy.objects.filter(carrier_household=household, until__gte=day).update(carrier_household=new)
    return new


def _return(key: int) -> None:
    link = Continuation.objects.select_related("old", "new").filter(new=key).first()
    if link is None:
        return
    old, new = link.old, link.new
    if new.until or new.struck_on or new.acts.exists() or new.frozen_lines.exists():
        return  # somebody went on with it: it stays with whoever did
    Proxy.objects.filter(household=new).update(household=old)
    Proxy.objects.filter(carrier_household=new).update(carrier_household=old)
    for one in new.representatives.order_by("since"):
        kept = old.representatives.filter(name=one.name, until=old.until).first()
        if kept and one.since == new.since:
            Representative.objects.filter(pk=one.pk).delete()
            Representative.objects.filter(pk=kept.pk).update(until=None)
        else:
            Representative.objects.filter(pk=one.pk).update(household=old)
    link.delete()
    new.delete()
    old.until = None
    old.save(update_fields=["until"])
