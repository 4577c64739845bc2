"""Open duties of a unit that ends pass to its heir, by the same last day; done ones stay."""

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Count, F, Q

from danchu.duties.models import Duty
from danchu.people.models import Role
from danchu.places import hanging
from danchu.places.models import Kind, Passing, Reorganisation, Unit

# At a commune nobody holds these roles: its office does what they left.
OF_A_COMMUNITY = (Role.COMMUNITY_HEAD, Role.FRONT_HEAD)


class Duties(hanging.Hanging):
    """No day moves: a duty that was late before stays late with whoever takes it over."""

    room = "duties"

    def lines(self, old: Unit, heir: Unit | None, *, day: date) -> list[hanging.Line]:
        duties = Duty.objects.filter(unit=old).open()
        count, late = duties.count(), duties.overdue(on=day).count()
        if not count:
            return []
        overdue = f", trong đó {late} việc quá hạn" if late else ""
        to = heir.spoken_name if heir else "đơn vị mới"
        return [hanging.Line(f"{count} việc đang mở{overdue}", f"chuyển sang {to}, giữ nguyên hạn")]

    def carry(self, act: Reorganisation, old: Unit, heir: Unit, *, on: date) -> None:
        for duty in Duty.objects.filter(unit=old).open().select_for_update():
            was = {"role": duty.role}
            hanging.note(act, self.room, "duty", duty.pk, (old, heir), on=on, was=was)
            duty.unit = heir
            if heir.kind == Kind.COMMUNE and duty.role in OF_A_COMMUNITY:
                duty.role = Role.CLERK
            duty.save(update_fields=["unit", "role"])

    def give_back(self, passings: Iterable[Passing], *, on: date) -> None:
        """What was done meanwhile stays with whoever did it."""
        for one in passings:
            mine = Duty.objects.open().filter(pk=one.key, unit=one.heir)
            mine.update(unit=one.old, role=one.was["role"])

    def new_on(self, units: Collection[Unit], *, besides: Reorganisation | None) -> list[str]:
        brought = hanging.passed(besides, self.room, "duty")
        duties = Duty.objects.filter(unit__in=units)
        count = duties.count() - duties.open().filter(pk__in=brought).count()
        return [f"{count} việc đến hạn"] * bool(count)

    def counted(self, units: Collection[Unit]) -> hanging.Counts:
        done = Duty.objects.filter(unit__in=units).live().exclude(done_on=None).order_by()
        late = Count("pk", filter=Q(done_on__gt=F("due_on")))
        return done.values("unit").annotate(n=Count("pk"), more=late)

    def record(self, unit: Unit, n: int, more: int) -> hanging.Record:
        return hanging.Record(f"{n} việc đã làm xong, {more} việc trễ hạn", "")


def came_from(duties: Collection[int]) -> dict[int, Passing]:
    """The last passing of each duty, to be told beside it. One query."""
    rows = Passing.objects.filter(room=Duties.room, kind="duty", key__in=duties)
    return {row.key: row for row in rows.select_related("old", "reorganisation").order_by("pk")}
