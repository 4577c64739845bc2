"""What people leave behind in a unit that ends: terms, and the phones nobody may use any more."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from danchu.kit import clock
from danchu.people.models import Card, Device, Term
from danchu.places import hanging
from danchu.places.models import Passing, Reorganisation, Unit


class Terms(hanging.Hanging):
    """Terms end with their unit; whoever goes on needs a new decision and a new term."""

    room = "people"

    def lines(self, old: Unit, heir: Unit | None, *, day: date) -> list[hanging.Line]:
        terms = list(_running(old, day).select_related("person"))
        if not terms:
            return []
        last = day - timedelta(days=1)
        to = f" ở {heir.spoken_name}" if heir else " ở đơn vị mới"
        said = [
            hanging.Line(
                f"{len(terms)} nhiệm kỳ",
                f"kết thúc hết ngày {last:%d/%m/%Y}; ai làm tiếp thì ghi nhiệm kỳ mới{to}",
                tuple(f"{term.person}, {term.spoken_role}" for term in terms),
            )
        ]
        people = _without_office({term.person_id for term in terms}, old, day)
        phones = Device.objects.live().filter(person__in=people).count()
        cards = _open_cards().filter(person__in=people).count()
        there = [f"{phones} điện thoại"] * bool(phones) + [f"{cards} thẻ kích hoạt"] * bool(cards)
        if there:
            said.append(
                hanging.Line(" và ".join(there), "khóa lại, vì người giữ không còn vai nào khác")
            )
        return said

    def forbids(self, olds: Collection[Unit], heir: Unit | None, *, day: date) -> list[str]:
        coming = Term.objects.filter(unit__in=olds, since__gte=day).select_related("person", "unit")
        return [
            f"{term.person} có nhiệm kỳ ở {term.unit.spoken_name} từ ngày {term.since:%d/%m/%Y}, "
            "sau khi đơn vị kết thúc. Hãy xem lại nhiệm kỳ ấy trước."
            for term in coming[:3]
        ]

    def settle(self, act: Reorganisation, old: Unit, heir: Unit, *, on: date) -> None:
        """The last day in office is the last day of the unit."""
        for term in _running(old, act.on).select_for_update():
            was = {"until": term.until.isoformat() if term.until else None}
            hanging.note(act, self.room, "term", term.pk, (old, heir), on=on, was=was)
            term.until = max(act.on - timedelta(days=1), term.since)
            term.save(update_fields=["until"])

    def carry(self, act: Reorganisation, old: Unit, heir: Unit, *, on: date) -> None:
        """Phones and unused cards of people who hold nothing else."""
        ended = hanging.passed(act, self.room, "term")
        held = set(Term.objects.filter(pk__in=ended, unit=old).values_list("person", flat=True))
        people = _without_office(held, old, act.on)
        for phone in Device.objects.live().filter(person__in=people):
            hanging.note(act, self.room, "phone", phone.pk, (old, heir), on=on)
            Device.objects.filter(pk=phone.pk).update(revoked_at=clock.now())
        for card in _open_cards().filter(person__in=people):
            hanging.note(act, self.room, "card", card.pk, (old, heir), on=on)
            Card.objects.filter(pk=card.pk).update(revoked_at=clock.now())

    def give_back(self, passings: Iterable[Passing], *, on: date) -> None:
        for one in passings:
            if one.kind == "term":
                Term.objects.filter(pk=one.key).update(until=one.was["until"])
            elif one.kind == "phone":
                Device.objects.filter(pk=one.key).update(revoked_at=None)
            elif not Card.objects.filter(
                person__cards=one.key, used_at=None, revoked_at=None
            ).exists():  # a newer card stands in its place
                Card.objects.filter(pk=one.key).update(revoked_at=None)

    def new_on(self, units: Collection[Unit], *, besides: Reorganisation | None) -> list[str]:
        terms = Term.objects.filter(unit__in=units).select_related("person", "unit")
        count = terms.count()
        if not count:
            return []
        first = terms[0]
        return [f"{count} nhiệm kỳ ({first.person}, {first.unit.spoken_name}…)"]


def _running(unit: Unit, day: date) -> QuerySet[Term]:
    """Terms of the unit that would run on `day` or after."""
    return Term.objects.filter(
        Q(until__isnull=True) | Q(until__gte=day), unit=unit, since__lt=day
    ).order_by("pk")


def _without_office(people: set[int], old: Unit, day: date) -> set[int]:
    """Those of them who hold no term elsewhere on `day` or later."""
    elsewhere = Term.objects.filter(
        Q(until__isnull=True) | Q(until__gte=day), person__in=people
    ).exclude(unit=old)
    return people - set(elsewhere.values_list("person", flat=True))


def _open_cards() -> QuerySet[Card]:
    return Card.objects.filter(used_at__isnull=True, revoked_at__isnull=True)
