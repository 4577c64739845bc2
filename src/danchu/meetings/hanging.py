"""A meeting of a hamlet that ends: what was prepared passes on, what was told is called off.

Between notice and meeting the hamlet may be merged: the notice reached only half of those who must
come, so the meeting is cancelled and the heir calls it anew. A meeting that is open goes on with
its frozen list in the name of the old hamlet; what was counted never moves.
"""

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Count as Number

from danchu.meetings.actions import ending
from danchu.meetings.models import Meeting, State
from danchu.places import hanging
from danchu.places.models import Passing, Reorganisation, Unit


class Gatherings(hanging.Hanging):
    room = "meetings"

    def lines(self, old: Unit, heir: Unit | None, *, day: date) -> list[hanging.Line]:
        to = heir.spoken_name if heir else "đơn vị mới"
        mine = Meeting.objects.filter(unit=old)
        said = [
            (mine.filter(state=State.DRAFT).count(), "đang chuẩn bị", f"chuyển sang {to}"),
            (mine.filter(state=State.NOTIFIED).count(), "đã báo", f"hủy; {to} báo họp lại"),
            (mine.filter(state=State.OPEN).count(), "đang mở", "họp tiếp với số hộ đã chốt"),
        ]
        return [
            hanging.Line(f"{count} cuộc họp {what}", becomes)
            for count, what, becomes in said
            if count
        ]

    def carry(self, act: Reorganisation, old: Unit, heir: Unit, *, on: date) -> None:
        for one in Meeting.objects.filter(unit=old).coming().select_for_update().order_by("pk"):
            was = {"state": one.state}
            hanging.note(act, self.room, "meeting", one.pk, (old, heir), on=on, was=was)
            if one.state == State.DRAFT:
                one.unit = heir
                one.save(update_fields=["unit"])
            else:
                why = f"{old.full_name} nhập vào {heir.full_name}; {heir.spoken_name} báo họp lại."
                ending.call_off(one, State.CANCELLED, why, by=None, on=on)

    def give_back(self, passings: Iterable[Passing], *, on: date) -> None:
        """Drafts go back. What was told and stopped is prepared once more, to be told anew: its
        notice was taken down and people read that it was cancelled."""
        for one in passings:
            if one.was.get("state") == State.NOTIFIED:
                stopped = Meeting.objects.filter(
                    pk=one.key, unit=one.old, state=State.CANCELLED, moved_to__isnull=True
                ).select_related("unit")
                for meeting in stopped:
                    ending.call_again(meeting, on=on)
            Meeting.objects.filter(pk=one.key, unit=one.heir, state=State.DRAFT).update(
                unit=one.old
            )

    def new_on(self, units: Collection[Unit], *, besides: Reorganisation | None) -> list[str]:
        brought = hanging.passed(besides, self.room, "meeting")
        count = Meeting.objects.filter(unit__in=units).exclude(pk__in=brought).count()
        return [f"{count} cuộc họp"] * bool(count)

    def counted(self, units: Collection[Unit]) -> hanging.Counts:
        held = Meeting.objects.filter(unit__in=units).over().order_by()
        return held.values("unit").annotate(n=Number("pk"))

    def record(self, unit: Unit, n: int, more: int) -> hanging.Record:
        return hanging.Record(f"{n} cuộc họp đã họp", "")
