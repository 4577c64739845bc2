"""What a commune that ends leaves: papers not yet public pass on, what is public stays its own."""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Count

from danchu.disclosure.brought import WaitingFile
from danchu.disclosure.compliance.marks import mark
from danchu.disclosure.council.tables import CouncilSession, QuarterlyWords
from danchu.disclosure.models import (
    Item,
    NothingArose,
    Plan,
    Pointer,
    QuarterlyList,
)
from danchu.places import hanging
from danchu.places.models import Kind, Passing, Reorganisation, Unit


class Papers(hanging.Hanging):
    room = "disclosure"

    def lines(self, old: Unit, heir: Unit | None, *, day: date) -> list[hanging.Line]:
        items = Item.objects.filter(unit=old)
        waiting, public = items.waiting().count(), items.on_record().count()
        pointers = Pointer.objects.filter(unit=old, answered_on=None).count()
        scans = WaitingFile.objects.filter(unit=old).count()
        to = heir.spoken_name if heir else "đơn vị mới"
        said = [
            (waiting, "văn bản, bản nháp chưa công khai", f"chuyển sang {to}, giữ nguyên hạn"),
            (pointers, "lời chỉ văn bản chưa trả lời", f"{to} trả lời"),
            (scans, "tệp chờ nhập", f"chuyển sang hàng chờ của {to}"),
            (public, "nội dung đã công khai", "ở lại trang của đơn vị cũ, mở được từ trang mới"),
        ]
        lines = [hanging.Line(f"{count} {what}", becomes) for count, what, becomes in said if count]
        if old.kind == Kind.COMMUNE:
            lines.append(
                hanging.Line(
                    f"Kế hoạch công khai năm {day.year}", f"không tự chuyển; {to} ban hành kế hoạch"
                )
            )
        return lines

    def forbids(self, olds: Collection[Unit], heir: Unit | None, *, day: date) -> list[str]:
        """Two papers of one number, day and group would become one."""
        waiting = list(Item.objects.filter(unit__in=olds).waiting())
        named = Counter((one.number, one.decided_on, one.group) for one in waiting)
        there = {
            (one.number, one.decided_on, one.group)
            for one in (Item.objects.filter(unit=heir) if heir else [])
        }
        double = [one for one in named if named[one] > 1 or one in there]
        return [
            f"Văn bản {number} ngày {signed:%d/%m/%Y} có ở hai đơn vị mà chưa công khai. Hãy công "
            "khai hoặc trả lời một bản trước."
            for number, signed, _ in double[:3]
        ]

    def carry(self, act: Reorganisation, old: Unit, heir: Unit, *, on: date) -> None:
        for item in Item.objects.filter(unit=old).waiting().select_for_update():
            hanging.note(act, self.room, "item", item.pk, (old, heir), on=on)
            item.unit = heir
            item.save(update_fields=["unit"])
            mark(old.pk, item.decided_on)
            mark(heir.pk, item.decided_on)
        for file in WaitingFile.objects.filter(unit=old).select_for_update():
            hanging.note(act, self.room, "scan", file.pk, (old, heir), on=on)
            file.unit = heir
            file.save(update_fields=["unit"])
        for pointer in Pointer.objects.filter(unit=old, answered_on=None).select_for_update():
            hanging.note(act, self.room, "pointer", pointer.pk, (old, heir), on=on)
            pointer.unit = heir
            pointer.save(update_fields=["unit"])

    def give_back(self, passings: Iterable[Passing], *, on: date) -> None:
        """What was published or answered meanwhile stays with whoever did it."""
        for one in passings:
            if one.kind == "item":
                items = Item.objects.filter(pk=one.key, unit=one.heir).waiting()
                for item in items.select_for_update():
                    mark(one.old_id, item.decided_on)
                    mark(one.heir_id, item.decided_on)
                items.update(unit=one.old)
            elif one.kind == "scan":
                WaitingFile.objects.filter(pk=one.key, unit=one.heir).update(unit=one.old)
            else:
                pointers = Pointer.objects.filter(pk=one.key, unit=one.heir, answered_on=None)
                pointers.update(unit=one.old)

    def new_on(self, units: Collection[Unit], *, besides: Reorganisation | None) -> list[str]:
        items = Item.objects.filter(unit__in=units)
        brought = items.waiting().filter(pk__in=hanging.passed(besides, self.room, "item"))
        pointers = Pointer.objects.filter(unit__in=units).exclude(
            pk__in=hanging.passed(besides, self.room, "pointer"), answered_on=None
        )
        papers = items.count() - brought.count() + pointers.count()
        papers += sum(
            model.objects.filter(unit__in=units).count()
            for model in (Plan, NothingArose, QuarterlyList, QuarterlyWords, CouncilSession)
        )
        scans = WaitingFile.objects.filter(unit__in=units).exclude(
            pk__in=hanging.passed(besides, self.room, "scan")
        )
        papers += scans.count()
        return [f"{papers} văn bản, kế hoạch"] * bool(papers)

    def counted(self, units: Collection[Unit]) -> hanging.Counts:
        items = Item.objects.filter(unit__in=units).on_record().order_by()
        return items.values("unit").annotate(n=Count("pk"))

    def record(self, unit: Unit, n: int, more: int) -> hanging.Record:
        return hanging.Record(f"{n} nội dung đã công khai", f"/xa/{unit.slug}/da-cong-khai/")
