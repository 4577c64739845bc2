"""Numbers of cases that everybody and other floors may read: no models, no small cells."""

from collections import Counter
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Case as Choice
from django.db.models import CharField, Count, F, Func, IntegerField, OuterRef, Q, Subquery, When
from django.db.models.functions import Cast, Coalesce, Substr

from danchu.petitions import access
from danchu.petitions.figures.suppressing import FEW, SUM, Place, Told, together
from danchu.petitions.models import (
    OPEN,
    Case,
    CaseQuerySet,
    Complaint,
    Denunciation,
    State,
    Topic,
    Track,
)
from danchu.places.models import Unit

ENDED = [state for state in State if state not in (*OPEN, State.WITHDRAWN)]
RUNNING = [state for state in OPEN if state not in (State.SUSPENDED, State.DECIDED)]
MONTHS = [str(month) for month in range(1, 13)]
TOPICS = [*Topic.values, "none"]
TRACKS = list(Track.values)
__all__ = ["FEW", "SUM", "Punctual", "Told", "Year", "of_unit", "of_units", "secret_matters"]


class Punctual(NamedTuple):
    """How punctual, of one track. `due` = done in time + done late + open past the day."""

    track: str
    on_time: int
    due: int
    median: int | None  # days from the day it came; of what is closed

    @property
    def percent(self) -> int | None:
        """Whole percent, rounded down; None with fewer than FEW to count of."""
        return self.on_time * 100 // self.due if self.due >= FEW else None

    @property
    def days(self) -> int | None:
        """The median, told only of FEW or more that are due."""
        return self.median if self.due >= FEW else None


class Year(NamedTuple):
    """Cases that came in one year, of one commune."""

    tables: dict[str, Told]  # "month", "topic": rows of each; columns are tracks
    punctual: list[Punctual]  # of the tracks that the tables tell
    ratings: tuple[int, int] | None  # good, of how many in whole groups; None: no whole group yet


def of_unit(unit: Unit, *, year: int, on: date) -> Year:
    """As things stand on `on`. What the sender withdrew is received, and neither closed nor due."""
    found = _of(year).filter(unit=unit)
    months, topics = _counted(found)
    tables = together({"month": (months, MONTHS), "topic": (topics, TOPICS)}, TRACKS)
    marks = access.ratings(unit)
    return Year(
        tables,
        [one for one in _punctual(found, on=on) if one.track in tables["month"].columns],
        (sum(marks), len(marks)) if marks else None,
    )


def of_units(*, year: int, on: date) -> list[tuple[str, str, dict[str, int | None], int | None]]:
    """Each commune with cases: slug, name, cells by track, percent on time.

    There are no sums over communes: so that a hidden cell cannot be worked out, none is needed.
    """
    found, shown = _of(year), access.communes(on=on)
    by_unit: dict[int, Counter[str]] = {}
    counted = found.values_list("unit", "track").annotate(n=Count("*")).order_by()
    for unit_id, track, n in counted:
        by_unit.setdefault(unit_id, Counter())[track] = n
    judged = _with_done(found).filter(_judged(on=on)).values_list("unit").order_by()
    on_time = dict(judged.annotate(n=_ON_TIME))
    due = dict(judged.annotate(n=Count("pk")))
    rows = []
    for unit in shown.filter(pk__in=by_unit):
        cells = {t: _few(by_unit[unit.pk][t]) for t in TRACKS}
        whole = Punctual("", on_time.get(unit.pk, 0), due.get(unit.pk, 0), None)
        rows.append((unit.slug, str(unit), cells, whole.percent))
    return rows


def secret_matters(unit: Unit, *, year: int) -> dict[str, int]:
    """Numbers without matter, for whoever keeps the register: received, settled. Never public."""
    found = Denunciation.objects.filter(unit=unit, year=year)
    settled = found.filter(state="settled").count()
    return {"received": found.count(), "settled": settled}


_ON_TIME = Count("pk", filter=Q(state__in=[*ENDED, State.DECIDED], done_on__lte=F("due_on")))


def _of(year: int) -> CaseQuerySet:
    return Case.objects.filter(received_on__range=(date(year, 1, 1), date(year, 12, 31)))


def _with_done(found: CaseQuerySet) -> CaseQuerySet:
    """`done_on`: the day a complaint was decided (sending has a day of its own, Luật Khiếu nại
    Điều 32), else the day the case was closed. Only of complaints a second table is read."""
    decided = Complaint.objects.filter(case=OuterRef("pk")).values("decided_on")
    of_complaint = Coalesce(Subquery(decided), "closed_on")
    return found.annotate(
        done_on=Choice(When(track=Track.COMPLAINT, then=of_complaint), default=F("closed_on"))
    )


def _judged(*, on: date) -> Q:
    """Done, and open past the day: what had to be done by now. Without a day: not judged, nor
    while the clock of a suspended complaint stands."""
    done = Q(state__in=[*ENDED, State.DECIDED], due_on__isnull=False)
    return done | Q(state__in=RUNNING, due_on__lt=on)


def _punctual(found: CaseQuerySet, *, on: date) -> list[Punctual]:
    """Of every track. One pass over the cases, by how many days each took."""
    by_days = _with_done(found).annotate(took=DaysBetween("closed_on", "received_on")).order_by()
    counted = by_days.values_list("track", "took").annotate(
        ended=Count("pk", filter=Q(state__in=ENDED)),
        in_time=_ON_TIME,
        judged=Count("pk", filter=_judged(on=on)),
    )
    lengths: dict[str, Counter[int]] = {track: Counter() for track in TRACKS}
    on_time, due = Counter[str](), Counter[str]()
    for track, days, ended, in_time, judged in counted:
        if ended:
            lengths[track][days] += ended
        on_time[track] += in_time
        due[track] += judged
    return [Punctual(one, on_time[one], due[one], median(lengths[one])) for one in TRACKS]


def median(counted: Counter[int]) -> int | None:
    """The middle one of these days; of an even number the lower of the two. None of none."""
    passed, whole = 0, sum(counted.values())
    for days in sorted(counted):
        passed += counted[days]
        if passed * 2 >= whole:
            return days
    return None


def _counted(found: CaseQuerySet) -> tuple[Counter[Place], Counter[Place]]:
    """By month and by field, each with the track. One query."""
    months: Counter[Place] = Counter()
    topics: Counter[Place] = Counter()
    month = Substr(Cast("received_on", CharField()), 6, 2)  # of 2026-11-27: SQLite asks nobody
    named = found.annotate(month=month)
    rows = named.values_list("month", "topic", "track").annotate(n=Count("*")).order_by()
    for written, topic, track, n in rows:
        months[str(int(written)), track] += n
        topics[topic or "none", track] += n
    return months, topics


class DaysBetween(Func):
    """Whole days from the second day to the first, worked out by the database alone: SQLite would
    ask Python for the difference of each row."""

    template = "(%(expressions)s)"
    arg_joiner = " - "
    output_field = IntegerField()

    def as_sqlite(self, compiler: Any, connection: Any, **more: Any) -> Any:
        days = "CAST(julianday(%(expressions)s) AS integer)"
        return self.as_sql(compiler, connection, template=days, arg_joiner=") - julianday(", **more)


def _few(n: int) -> int | None:
    return None if 0 < n < FEW else n
