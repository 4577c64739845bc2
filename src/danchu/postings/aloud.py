"""What is to be read over the loudspeakers today, at which hour; and the log of what was."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, time, timedelta
from typing import NamedTuple

from django.db.models import Max, QuerySet

from danchu.people.models import Role
from danchu.places.models import Unit
from danchu.postings.models import (
    Broadcast,
    Channel,
    Paper,
    Posting,
    PostingQuerySet,
    Schedule,
    SheetPrinted,
    State,
)
from danchu.postings.reading import where
from danchu.postings.scripts import Script, scripts_of
from danchu.rulebook.rulebook import value

WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
SHEET = "postings.bundle_sheet"
LOGGED = 60


class Slot(NamedTuple):
    """One cluster and what was written down for it today."""

    posting: Posting
    where: str
    said: list[str]  # "05:30 đã đọc", "17:00 không đọc được: mất điện"


class Bill(NamedTuple):
    """One paper to be read today."""

    paper: Paper
    slots: list[Slot]
    script: Script | None
    why: str
    late: bool


def to_read(found: PostingQuerySet, *, on: date) -> list[Bill]:
    """Papers still to be read, urgent ones first, then by day. Three queries and one a room."""
    rows = found.filter(
        channel=Channel.BROADCAST, state__in=[State.WAITING, State.UP], paper__closed_on=None
    )
    ordered = list(
        rows.select_related("paper__unit", "place", "unit").order_by(
            "-paper__urgent", "due_on", "paper", "pk"
        )
    )
    said: dict[int, list[str]] = defaultdict(list)
    today = Broadcast.objects.filter(posting__in=ordered, on=on).order_by("at", "pk")
    for entry in today:
        said[entry.posting_id].append(said_of(entry))
    papers = {one.paper_id: one.paper for one in ordered}
    scripts = scripts_of(papers.values())
    bills: dict[int, list[Posting]] = defaultdict(list)
    for one in ordered:
        bills[one.paper_id].append(one)
    return [
        Bill(
            papers[pk],
            [Slot(one, where(one), said[one.pk]) for one in rows_],
            scripts.get(pk),
            *_why(papers[pk], rows_, on=on),
        )
        for pk, rows_ in bills.items()
    ]


def _why(paper: Paper, rows: list[Posting], *, on: date) -> tuple[str, bool]:
    begun = all(one.first_on for one in rows)
    if paper.urgent and not begun:
        late = paper.handed_on < on
        return ("Việc khẩn, đáng lẽ đọc trong ngày" if late else "Việc khẩn, đọc hôm nay"), late
    due_on, days = min(one.due_on for one in rows), rows[0].days or 1
    if begun:
        return f"Đọc tiếp cho đủ {days} ngày liên tục", False
    late = due_on < on
    return f"{'Quá hạn' if late else 'Bắt đầu chậm nhất'} {due_on:%d/%m/%Y}", late


def said_of(entry: Broadcast) -> str:
    when = f"{entry.at:%H:%M} " if entry.at else ""
    return f"{when}không đọc được: {entry.missed}" if entry.missed else f"{when}đã đọc"


# ── the log ───────────────────────────────────────────────────────────────────────────────────


class Entry(NamedTuple):
    """One line of the log for the office: who by role, never a name on a page for everybody."""

    broadcast: Broadcast
    said: str
    where: str
    who: str


def log(found: PostingQuerySet) -> list[Entry]:
    """The newest first. One query."""
    rows = Broadcast.objects.filter(posting__in=found).select_related(
        "posting__paper", "posting__place", "posting__unit", "proof__by__unit"
    )
    return [
        Entry(one, said_of(one), where(one.posting), str(Role(one.proof.by.role).label))
        for one in rows.order_by("-on", "-at", "-pk")[:LOGGED]
    ]


# ── the schedule ──────────────────────────────────────────────────────────────────────────────


def schedule_of(unit: Unit, *, on: date) -> Schedule | None:
    """The schedule of the commune that this unit is, or lies in."""
    home = unit.commune_id or unit.pk
    return Schedule.objects.filter(unit=home).standing(on=on).order_by("-since", "-pk").first()


def hours(schedule: Schedule | None) -> list[time]:
    return [time.fromisoformat(one) for one in schedule.times] if schedule else []


def speaks(schedule: Schedule | None, *, on: date) -> bool:
    """Whether the loudspeakers speak on this day; without a schedule every day is one."""
    return schedule is None or on.weekday() in schedule.weekdays


def in_words(schedule: Schedule) -> str:
    """ "hằng ngày, 05:30 và 17:00" """
    every = len(schedule.weekdays) == len(WEEKDAYS)
    days = "hằng ngày" if every else ", ".join(WEEKDAYS[one] for one in schedule.weekdays)
    return f"{days}; {' và '.join(schedule.times)}"


# ── the bundle sheet, twice a week ────────────────────────────────────────────────────────────


class SheetDay(NamedTuple):
    """When a hamlet's sheet was printed last, and by when the next one should be."""

    unit: Unit
    last: date | None
    next: date  # inclusive
    due: bool


def sheet_days(units: Iterable[Unit], commune: Unit, *, on: date) -> list[SheetDay]:
    """One query for all of them, and the province's number of days."""
    units = list(units)
    apart = timedelta(days=int(value(SHEET, unit=commune, on=on).payload["days"]))
    rows: QuerySet[SheetPrinted] = SheetPrinted.objects.filter(unit__in=units)
    last = dict(rows.order_by().values_list("unit").annotate(last=Max("on")))
    return [_sheet_day(one, last.get(one.pk), apart, on=on) for one in units]


def _sheet_day(unit: Unit, last: date | None, apart: timedelta, *, on: date) -> SheetDay:
    following = last + apart if last else on
    return SheetDay(unit, last, following, following <= on)
