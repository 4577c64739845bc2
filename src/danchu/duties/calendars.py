"""Duties as a calendar (RFC 5545, 7986), for phones and mail programs that read an address.

An event stands for one thing and rule. When its duty is called off and opened again for another day
(a note that was mistyped), the same event moves: same UID, higher SEQUENCE. Nothing of that is
stored; it is counted from the rows, which are never deleted.

Rooms whose matters must not be named outside say so once, in their `AppConfig.ready`:
`calendars.say_only("denunciation", "Một việc đến hạn")`. The event then carries these words, the
day and the way to the desk, nothing else.
"""

import hmac
import unicodedata
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import (
    Count,
    DateField,
    Exists,
    F,
    IntegerField,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from icalendar import Alarm, Calendar, Event, Timezone, TimezoneStandard
from icalendar.prop import vCalAddress, vDuration, vText

from civics.errors import NoCalendar
from danchu.duties import reading
from danchu.duties.faces import WEEKDAYS, WHOSE_NOTES
from danchu.duties.models import Basis, Duty, DutyQuerySet
from danchu.duties.quiet import QUIET, say_only
from danchu.kit.clock import VIETNAM
from danchu.kit.law import book
from danchu.people.models import Role
from danchu.rulebook.rulebook import Applied, Shelf

__all__ = ["Told", "calendar", "say_only", "sequence", "told", "uid"]

KEPT_DAYS = 60  # what was called off or done stays so long, so that every subscriber hears of it
MOST_EVENTS = 1000
REFRESH = timedelta(hours=6)
MORNING = timedelta(hours=8)  # of the working day before
PRODUCT = "-//Dan Chu//Viec den han//VI"

Absolute = Callable[[str], str]


# ── which duties, and how often each was changed ──────────────────────────────────────────────


class Told(NamedTuple):
    """A duty with what its event must know of the rows before it."""

    duty: Duty
    earlier: int  # rows of the same thing and rule
    done_before: int
    moved_on: date | None  # when the last of them was called off


def told(duties: DutyQuerySet, *, on: date) -> list[Told]:
    """At most MOST_EVENTS, by day: open ones, and those done or called off in the last KEPT_DAYS.

    A called-off row with a younger one of the same thing and rule is left out: its event moved.
    """
    same = Duty.objects.filter(
        kind=OuterRef("kind"), key=OuterRef("key"), rule_key=OuterRef("rule_key")
    )
    before = same.filter(pk__lt=OuterRef("pk"))
    lately = on - timedelta(days=KEPT_DAYS)
    shown = (
        duties.select_related("unit")
        .annotate(
            earlier=_counted(before),
            done_before=_counted(before.filter(done_on__isnull=False)),
            moved_on=Subquery(
                before.order_by().values("kind").annotate(last=Max("called_off_on")).values("last"),
                output_field=DateField(null=True),
            ),
        )
        .exclude(Q(called_off_on__isnull=False) & Exists(same.filter(pk__gt=OuterRef("pk"))))
    )
    shown = shown.filter(
        Q(done_on__isnull=True, called_off_on__isnull=True)
        | Q(done_on__gte=lately)
        | Q(called_off_on__gte=lately)
    ).order_by(F("done_on").asc(nulls_first=True), "due_on", "pk")
    return [
        Told(row, vars(row)["earlier"] or 0, vars(row)["done_before"] or 0, vars(row)["moved_on"])
        for row in shown[:MOST_EVENTS]
    ]


def _counted(rows: QuerySet[Duty]) -> Any:
    counted = rows.order_by().values("kind").annotate(n=Count("pk")).values("n")
    return Subquery(counted, output_field=IntegerField())


# ── the file ──────────────────────────────────────────────────────────────────────────────────


def calendar(duties: Iterable[Told], *, name: str, absolute: Absolute, on: date) -> bytes:
    """The bytes of a calendar; the same duties on the same day give the same bytes."""
    rows = list(duties)
    shelf = Shelf([one.duty.unit for one in rows])
    read = [
        (one, reading.applied(shelf, one.duty)) for one in rows
    ]  # all first: then two queries for all
    whole = Calendar()
    whole.add("prodid", PRODUCT)
    whole.add("version", "2.0")
    whole.add("calscale", "GREGORIAN")
    whole.add("method", "PUBLISH")
    for title in ("name", "x-wr-calname"):
        whole.add(title, vText(clean(name)))
    refresh = vDuration(REFRESH)
    refresh.params["VALUE"] = "DURATION"
    whole.add("refresh-interval", refresh)
    whole.add("x-published-ttl", vText("PT6H"))
    for one, applied in read:
        whole.add_component(_event(one, applied, absolute=absolute, on=on))
    if not rows:
        whole.add_component(_zone())
    return bytes(whole.to_ical())


def _event(one: Told, applied: Applied, *, absolute: Absolute, on: date) -> Event:
    event, duty = Event(), one.duty
    changed = _changed(one, applied)
    quiet = QUIET.get(duty.kind)
    said = quiet or f"{duty.what} ({applied.national.cite.place})"
    event.add("uid", uid(one))
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("sequence", sequence(one))
    event.add("dtstart", duty.due_on)
    event.add("dtend", duty.due_on + timedelta(days=1))  # not part of it
    event.add("summary", clean(_marked(duty, said)))
    lines = [_day(duty)] if quiet else [_day(duty), *_lines(duty, applied)]
    event.add("description", clean("\n".join(lines)))
    event.add("url", absolute("/viec/" if quiet else duty.address))
    event.add("categories", ["Việc đến hạn", str(Basis(duty.basis).label)])
    event.add("status", "CANCELLED" if duty.called_off_on else "CONFIRMED")
    event.add("transp", "TRANSPARENT")  # a last day does not fill the day
    event.add("class", "PRIVATE")
    organizer = vCalAddress(absolute("/"))  # RFC 5546 wants one in what is published
    organizer.params["CN"] = vText("Dân Chủ" if quiet else clean(str(duty.unit)))
    event.add("organizer", organizer)
    if duty.done_on is None and duty.called_off_on is None and on <= duty.due_on:
        event.add_component(_alarm(duty, str(event["summary"])))
    return event


def uid(one: Told) -> str:
    """The same for one thing and rule until it is done; owed again later, it is another event.

    Keyed, so that it tells nobody which thing it is. Another SECRET_KEY makes other ids:
    subscribers then read the whole calendar anew.
    """
    duty = one.duty
    thing = f"calendar:{duty.kind}:{duty.key}:{duty.rule_key}:{one.done_before}"
    sealed = hmac.new(settings.SECRET_KEY.encode(), thing.encode(), "sha256").hexdigest()
    return f"{sealed[:32]}@danchu"


def sequence(one: Told) -> int:
    """Grows with every change: opened 0, closed 1, opened again for another day 2, closed 3."""
    closed = one.duty.done_on is not None or one.duty.called_off_on is not None
    return 2 * one.earlier + int(closed)


def _changed(one: Told, applied: Applied) -> datetime:
    """Midnight of the last day on which something of the event is known to have changed."""
    said, duty = applied.said, one.duty
    days = [duty.counted_from, one.moved_on, duty.done_on, duty.called_off_on]
    days += [row.on for row in (said.confirmation, *said.objections) if row]
    last = max(day for day in days if day)
    return datetime.combine(last, time(), tzinfo=VIETNAM).astimezone(UTC)


def _marked(duty: Duty, words: str) -> str:
    if duty.called_off_on:
        return f"Đã thôi: {words}"
    return f"Đã xong: {words}" if duty.done_on else f"Hạn: {words}"


def _day(duty: Duty) -> str:
    day = f"{WEEKDAYS[duty.due_on.weekday()]}, {duty.due_on:%d/%m/%Y}"
    return f"Chậm nhất hết ngày {day}."


def _lines(duty: Duty, applied: Applied) -> list[str]:
    """What the page of the duty says: whose day it is, by which article, how sure that is."""
    basis = Basis(duty.basis)
    lines = [f"{duty.unit}. Người làm: {Role(duty.role).label}."]
    if duty.done_on:
        late = ", trễ hạn" if duty.was_late else ""
        lines.append(f"Đã làm ngày {duty.done_on:%d/%m/%Y}{late}.")
    if duty.called_off_on:
        lines.append(f"Đã thôi ngày {duty.called_off_on:%d/%m/%Y}: {duty.called_off_why}.")
    lines.append(f"Căn cứ: {applied.national.cite}.")
    if applied.notes:
        lines.append(f"Lưu ý: {'; '.join(applied.notes)}.")
    if WHOSE_NOTES[basis]:
        lines.append(WHOSE_NOTES[basis])
    return lines


def _alarm(duty: Duty, words: str) -> Alarm:
    """At eight in the morning of the working day before, by the calendar of the law."""
    try:
        day = book().calendar.before(duty.due_on, 1)
    except NoCalendar:  # a year whose days off are not known yet
        day = duty.due_on - timedelta(days=1)
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", words)
    alarm.add("trigger", day - duty.due_on + MORNING)
    return alarm


def _zone() -> Timezone:
    """A calendar without events still holds one component, or strict readers refuse it."""
    zone = Timezone()
    zone.add("tzid", "Asia/Ho_Chi_Minh")
    standard = TimezoneStandard()
    standard.add("dtstart", datetime(1975, 6, 13))  # noqa: DTZ001  a zone's own start has none
    standard.add("tzoffsetfrom", timedelta(hours=7))
    standard.add("tzoffsetto", timedelta(hours=7))
    standard.add("tzname", "+07")
    zone.add_component(standard)
    return zone


def clean(text: str) -> str:
    """Without what a calendar may not hold: control signs, half characters."""
    whole = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in whole if c == "\n" or unicodedata.category(c) not in {"Cc", "Cs"})
