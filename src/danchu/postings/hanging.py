"""What hangs in a hamlet that ends: its boards and open postings pass to its heir, days unmoved."""

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Count

from danchu.places import hanging
from danchu.places.models import Kind, Passing, Reorganisation, Unit
from danchu.postings.changing import changed
from danchu.postings.models import Paper, Place, Posting, Schedule, State


class Boards(hanging.Hanging):
    """The paper on the culture house does not fall off because two hamlets merged."""

    room = "postings"

    def lines(self, old: Unit, heir: Unit | None, *, day: date) -> list[hanging.Line]:
        to = heir.spoken_name if heir else "đơn vị mới"
        said = [
            (Posting.objects.filter(unit=old).open().count(), "giấy đang phải dán, báo, gỡ"),
            (Place.objects.standing(on=day).filter(unit=old).count(), "nơi niêm yết, cụm loa"),
        ]
        lines = [
            hanging.Line(f"{count} {what}", f"chuyển sang {to}, giữ nguyên ngày")
            for count, what in said
            if count
        ]
        if Schedule.objects.standing(on=day).filter(unit=old).exists():
            lines.append(hanging.Line("Lịch phát loa", f"không tự chuyển; {to} ghi lịch của mình"))
        return lines

    def carry(self, act: Reorganisation, old: Unit, heir: Unit, *, on: date) -> None:
        for place in Place.objects.standing(on=on).filter(unit=old).select_for_update():
            was = {"name": place.name}
            hanging.note(act, self.room, "place", place.pk, (old, heir), on=on, was=was)
            if Place.objects.filter(unit=heir, name=place.name, until=None).exists():
                place.name = f"{place.name} ({old.full_name})"[:120]
            place.unit = heir
            place.save(update_fields=["unit", "name"])
        open_here = Posting.objects.filter(unit=old).open().select_related("paper")
        mine = list(open_here.select_for_update(of=("self",)).order_by("pk"))
        changed({one.paper for one in mine})
        for one in mine:
            was = {"state": one.state}
            hanging.note(act, self.room, "posting", one.pk, (old, heir), on=on, was=was)
            if one.place_id is None and _said_there(one, heir):
                one.state = State.OFF  # one head speaks for the whole new hamlet
            else:
                one.unit = heir
            one.save(update_fields=["unit", "state"])
        if old.kind == Kind.COMMUNE:
            for paper in Paper.objects.filter(unit=old, closed_on=None).select_for_update():
                hanging.note(act, self.room, "paper", paper.pk, (old, heir), on=on)
                paper.unit = heir
                paper.save(update_fields=["unit"])

    def give_back(self, passings: Iterable[Passing], *, on: date) -> None:
        """What was put up or taken down meanwhile keeps its days; it goes back with its board."""
        passings = list(passings)
        keys = [one.key for one in passings if one.kind == "posting"]
        changed(Paper.objects.filter(postings__in=keys).distinct())
        for one in passings:
            if one.kind == "place":
                mine = Place.objects.filter(pk=one.key, unit=one.heir)
                mine.update(unit=one.old, name=one.was["name"])
            elif one.kind == "paper":
                Paper.objects.filter(pk=one.key, unit=one.heir).update(unit=one.old)
            else:
                Posting.objects.filter(pk=one.key, unit=one.heir).update(unit=one.old)
                silenced = Posting.objects.filter(pk=one.key, unit=one.old, state=State.OFF)
                silenced.update(state=one.was["state"])

    def new_on(self, units: Collection[Unit], *, besides: Reorganisation | None) -> list[str]:
        brought = hanging.passed(besides, self.room, "posting")
        count = Posting.objects.filter(unit__in=units).exclude(pk__in=brought).count()
        known = hanging.passed(besides, self.room, "place")
        places = Place.objects.filter(unit__in=units).exclude(pk__in=known).count()
        schedules = Schedule.objects.filter(unit__in=units).count()
        said = {"giấy niêm yết": count, "nơi niêm yết": places, "lịch phát loa": schedules}
        return [f"{many} {what}" for what, many in said.items() if many]

    def counted(self, units: Collection[Unit]) -> hanging.Counts:
        done = Posting.objects.filter(unit__in=units, state=State.DONE).order_by()
        return done.values("unit").annotate(n=Count("pk"))

    def record(self, unit: Unit, n: int, more: int) -> hanging.Record:
        return hanging.Record(f"{n} giấy đã niêm yết, đã báo xong", "")


def _said_there(one: Posting, heir: Unit) -> bool:
    """Whether the heir has, or had, the same thing to say."""
    return Posting.objects.filter(
        paper=one.paper_id, channel=one.channel, unit=heir, place=None
    ).exists()
