"""What hangs on a commune that ends: days to come and answers still owed pass to the heir."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.db.models import Max, QuerySet

from danchu.places import hanging
from danchu.places.models import Kind, Passing, Reorganisation, Unit
from danchu.reception.models import (
    DialogueState,
    PeoplesDialogue,
    QuestionState,
    Reception,
    ReceptionDay,
    Result,
)

RUNNING = (DialogueState.PLANNED, DialogueState.ANNOUNCED, DialogueState.HELD)


class Receptions(hanging.Hanging):
    """Days held, lines answered and dialogues told stay with the old commune."""

    room = "reception"

    def lines(self, old: Unit, heir: Unit | None, *, day: date) -> list[hanging.Line]:
        if old.kind != Kind.COMMUNE:
            return []
        to = heir.spoken_name if heir else "đơn vị mới"
        found = [
            (_days(old), "buổi tiếp công dân sắp tới"),
            (_lines(old), "lượt tiếp công dân chưa trả lời"),
            (_talks(old), "hội nghị đối thoại đang làm"),
        ]
        return [
            hanging.Line(f"{rows.count()} {what}", f"chuyển sang {to}, giữ nguyên ngày")
            for rows, what in found
            if rows.exists()
        ]

    def carry(self, act: Reorganisation, old: Unit, heir: Unit, *, on: date) -> None:
        if old.kind != Kind.COMMUNE:
            return
        taken = set(ReceptionDay.objects.filter(unit=heir).values_list("day", "begins"))
        for day in _days(old).select_for_update().order_by("pk"):
            if (day.day, day.begins) not in taken:  # two communes at the same hour: one hall
                hanging.note(act, self.room, "reception_day", day.pk, (old, heir), on=on)
                ReceptionDay.objects.filter(pk=day.pk).update(unit=heir)
        for one in _lines(old).select_for_update().order_by("pk"):
            was = {"number": one.number}
            hanging.note(act, self.room, "reception", one.pk, (old, heir), on=on, was=was)
            last = Reception.objects.filter(unit=heir, year=one.year).aggregate(n=Max("number"))
            Reception.objects.filter(pk=one.pk).update(unit=heir, number=(last["n"] or 0) + 1)
        for talk in _talks(old).select_for_update().order_by("pk"):
            hanging.note(act, self.room, "dialogue", talk.pk, (old, heir), on=on)
            PeoplesDialogue.objects.filter(pk=talk.pk).update(unit=heir)

    def give_back(self, passings: Iterable[Passing], *, on: date) -> None:
        for one in passings:
            if one.kind == "reception":
                mine = Reception.objects.filter(pk=one.key, unit=one.heir)
                mine.update(unit=one.old, number=one.was["number"])
            elif one.kind == "dialogue":
                PeoplesDialogue.objects.filter(pk=one.key, unit=one.heir).update(unit=one.old)
            else:
                ReceptionDay.objects.filter(pk=one.key, unit=one.heir).update(unit=one.old)

    def new_on(self, units: Collection[Unit], *, besides: Reorganisation | None) -> list[str]:
        found = []
        for model, kind, what in (
            (ReceptionDay, "reception_day", "buổi tiếp công dân"),
            (Reception, "reception", "lượt tiếp công dân"),
            (PeoplesDialogue, "dialogue", "hội nghị đối thoại"),
        ):
            brought = hanging.passed(besides, self.room, kind)
            rows: QuerySet[Any] = model._default_manager.filter(unit__in=units)
            if count := rows.exclude(pk__in=brought).count():
                found.append(f"{count} {what}")
        return found


def _days(unit: Unit) -> QuerySet[ReceptionDay]:
    return ReceptionDay.objects.filter(unit=unit, state="planned")


def _lines(unit: Unit) -> QuerySet[Reception]:
    return Reception.objects.filter(unit=unit, result=Result.PENDING)


def _talks(unit: Unit) -> QuerySet[PeoplesDialogue]:
    """Being prepared or waiting for results; told ones only while a question is still owed."""
    open_ = [QuestionState.NEW, QuestionState.OPEN]
    owing = PeoplesDialogue.objects.filter(unit=unit, questions__state__in=open_)
    running = PeoplesDialogue.objects.filter(unit=unit, state__in=RUNNING)
    return PeoplesDialogue.objects.filter(
        pk__in=[*owing.values_list("pk", flat=True), *running.values_list("pk", flat=True)]
    )
