"""What hangs on a commune or hamlet that ends: open cases and secret matters pass to the heir."""

from collections.abc import Collection, Iterable
from datetime import date

from danchu.petitions.models import Case, Denunciation, PublicCase
from danchu.places import hanging
from danchu.places.models import Kind, Passing, Reorganisation, Unit


class Cases(hanging.Hanging):
    """Nobody's case ends because communes merged; no day moves. A hamlet is only a place told.

    Closed ones stay with the old unit and are told on no public page.
    """

    room = "petitions"

    def lines(self, old: Unit, heir: Unit | None, *, day: date) -> list[hanging.Line]:
        if old.kind != Kind.COMMUNE:
            return []
        to = heir.spoken_name if heir else "đơn vị mới"
        count = Case.objects.unfinished().filter(unit=old).count()
        return [
            hanging.Line(f"{count} đơn, phản ánh đang mở", f"chuyển sang {to}, giữ nguyên hạn")
        ] * bool(count)

    def carry(self, act: Reorganisation, old: Unit, heir: Unit, *, on: date) -> None:
        if old.kind != Kind.COMMUNE:
            return
        for case in Case.objects.unfinished().filter(unit=old).select_for_update().order_by("pk"):
            was = {"handler": case.handler_id}
            hanging.note(act, self.room, "case", case.pk, (old, heir), on=on, was=was)
            case.unit, case.handler = heir, None  # terms of the old office are over
            case.save(update_fields=["unit", "handler"])
            PublicCase.objects.filter(case=case).update(unit=heir)
        for one in Denunciation.objects.open().filter(unit=old).select_for_update().order_by("pk"):
            was = {"number": one.number}
            hanging.note(act, self.room, "secret_matter", one.pk, (old, heir), on=on, was=was)
            taken = Denunciation.objects.filter(unit=heir, year=one.year).order_by("-number")
            last = taken.first()
            one.unit, one.number = heir, (last.number if last else 0) + 1
            one.save(update_fields=["unit", "number"])

    def give_back(self, passings: Iterable[Passing], *, on: date) -> None:
        for one in passings:
            if one.kind == "case":
                mine = Case.objects.filter(pk=one.key, unit=one.heir)
                PublicCase.objects.filter(case__in=mine).update(unit=one.old)
                mine.update(unit=one.old, handler=one.was["handler"])
            else:
                secret = Denunciation.objects.filter(pk=one.key, unit=one.heir)
                secret.update(unit=one.old, number=one.was["number"])

    def new_on(self, units: Collection[Unit], *, besides: Reorganisation | None) -> list[str]:
        brought = hanging.passed(besides, self.room, "case")
        count = Case.objects.filter(unit__in=units).exclude(pk__in=brought).count()
        return [f"{count} đơn, phản ánh"] * bool(count)
