"""What hangs on a hamlet that ends: a vote that is open goes on with its frozen whole, what was
only proposed passes to the heir and is agreed on anew, what was decided stays where it was."""

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Count as CountOf
from django.db.models import QuerySet

from danchu.decisions.models import Initiative, Motion, MotionQuerySet, Part
from danchu.decisions.words import RUNNING, State
from danchu.places import hanging
from danchu.places.models import Passing, Reorganisation, Unit


class Votes(hanging.Hanging):
    room = "decisions"

    def lines(self, old: Unit, heir: Unit | None, *, day: date) -> list[hanging.Line]:
        to = heir.spoken_name if heir else "đơn vị mới"
        said = [
            hanging.Line(
                "1 cuộc biểu quyết đang mở",
                f"tiếp tục với {one.roll.whole} hộ đã chốt" if one.roll else "tiếp tục",
            )
            for one in _open(old).select_related("roll")
        ]
        waiting = _unopened(old).count()
        if waiting:
            becomes = f"chuyển sang {to}, thống nhất lại với Mặt trận ở đó, tính trên số hộ mới"
            said.append(hanging.Line(f"{waiting} việc chưa mở biểu quyết", becomes))
        collected = Initiative.objects.filter(unit=old).open().count()
        if collected:
            becomes = "ở lại; người có sáng kiến lấy lại ý kiến ở đơn vị mới"
            said.append(hanging.Line(f"{collected} sáng kiến đang lấy ý kiến", becomes))
        ended = Motion.objects.filter(unit=old).ended().count()
        if ended:
            said.append(hanging.Line(f"{ended} việc đã biểu quyết", "ở lại trang của đơn vị cũ"))
        return said

    def carry(self, act: Reorganisation, old: Unit, heir: Unit, *, on: date) -> None:
        """Also a meeting that was told and not yet opened: its motion is voted on by the heir."""
        for motion in _unopened(old).select_for_update(of=("self",)):
            was = {"state": motion.state, "agreed_by": motion.agreed_by_id}
            was["ground"] = motion.agreed_ground
            hanging.note(act, self.room, "motion", motion.pk, (old, heir), on=on, was=was)
            motion.unit, motion.state = heir, State.DRAFT
            motion.agreed_by, motion.agreed_ground = None, ""
            motion.save(update_fields=["unit", "state", "agreed_by", "agreed_ground"])
            Part.objects.filter(motion=motion, unit=old).update(unit=heir)

    def give_back(self, passings: Iterable[Passing], *, on: date) -> None:
        for one in passings:
            mine = Motion.objects.filter(pk=one.key, unit=one.heir, state=State.DRAFT)
            motion = mine.first()
            if motion is None:
                continue
            motion.unit, motion.state = one.old, one.was["state"]
            motion.agreed_by_id, motion.agreed_ground = one.was["agreed_by"], one.was["ground"]
            motion.save(update_fields=["unit", "state", "agreed_by", "agreed_ground"])
            Part.objects.filter(motion=motion, unit=one.heir).update(unit=one.old)

    def new_on(self, units: Collection[Unit], *, besides: Reorganisation | None) -> list[str]:
        brought = hanging.passed(besides, self.room, "motion")
        motions = Motion.objects.filter(unit__in=units).exclude(pk__in=brought, state=State.DRAFT)
        count = motions.count() + Initiative.objects.filter(unit__in=units).count()
        return [f"{count} việc đưa ra bàn, sáng kiến"] * bool(count)

    def counted(self, units: Collection[Unit]) -> hanging.Counts:
        done = Motion.objects.filter(unit__in=units).ended().order_by()
        return done.values("unit").annotate(n=CountOf("pk"))

    def record(self, unit: Unit, n: int, more: int) -> hanging.Record:
        return hanging.Record(f"{n} việc đã bàn và quyết định", "/ban-quyet-dinh/")


def _open(old: Unit) -> QuerySet[Part]:
    """Parts of this hamlet whose whole is frozen and that have not decided."""
    running = Part.objects.filter(unit=old, motion__state__in=RUNNING, roll__isnull=False)
    return running.exclude(result__in=["passed", "lost"])


def _unopened(old: Unit) -> MotionQuerySet:
    """Proposed here, perhaps put forward, and no vote was opened yet."""
    found: MotionQuerySet = Motion.objects.filter(
        unit=old, state__in=[State.DRAFT, State.OPEN]
    ).exclude(parts__roll__isnull=False)
    return found
