"""What a phone's calendar takes in (RFC 5545): a few events of one thing that everybody may know.

What an official must do by which day is another matter: `duties.calendars`.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from icalendar import Calendar, Event

from danchu.kit.clock import VIETNAM


class Happening(NamedTuple):
    """One event. Times are Vietnam's; of whole days `last` is the last one, inclusive."""

    uid: str  # the same for the same thing for ever
    words: str
    made_on: date
    page: str  # its whole address
    first: date
    begins: time | None = None  # None: whole days
    ends: time | timedelta | None = None
    last: date | None = None
    place: str = ""
    cancelled: bool = False


def calendar(product: str, happenings: Iterable[Happening], *, name: str = "") -> bytes:
    """`product` names the maker of the file, `name` the calendar where it is subscribed to."""
    book = Calendar()
    book.add("prodid", f"-//Dan Chu//{product}//VI")
    book.add("version", "2.0")
    if name:
        book.add("x-wr-calname", name)
    for one in happenings:
        book.add_component(_event(one))
    return bytes(book.to_ical())


def _event(one: Happening) -> Event:
    event = Event()
    event.add("uid", f"{one.uid}@danchu")
    event.add("dtstamp", datetime.combine(one.made_on, time(), UTC))
    event.add("summary", one.words)
    event.add("url", one.page)
    if one.place:
        event.add("location", one.place)
    if one.cancelled:
        event.add("status", "CANCELLED")
    if one.begins is None:
        event.add("dtstart", one.first)
        event.add("dtend", (one.last or one.first) + timedelta(days=1))  # not part of it
        event.add("transp", "TRANSPARENT")
        return event
    begins = datetime.combine(one.first, one.begins, tzinfo=VIETNAM)
    event.add("dtstart", begins.astimezone(UTC))
    if one.ends is not None:
        if isinstance(one.ends, timedelta):
            ends = begins + one.ends
        else:
            ends = datetime.combine(one.first, one.ends, tzinfo=VIETNAM)
        event.add("dtend", ends.astimezone(UTC))
    return event
