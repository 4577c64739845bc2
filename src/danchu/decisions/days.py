"""The days of a round of slips for a phone's calendar."""

from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, Event

from danchu.decisions.models import SlipRound


def calendar(found: SlipRound, address: str) -> bytes:
    """All days on which slips are handed out and collected, and the last of them by itself."""
    book = Calendar()
    book.add("prodid", "-//Dan Chu//Phat phieu//VI")
    book.add("version", "2.0")
    what = f"{found.part.motion.title}, {found.part.unit.spoken_name}"
    days = (
        ("thu", "Phát, thu phiếu", found.hand_out_on, found.collect_until),
        ("het", "Ngày cuối thu phiếu", found.collect_until, found.collect_until),
    )
    for name, words, first, last in days:
        event = _whole_days(first, last)
        event.add("uid", f"slips-{found.pk}-{name}@danchu")
        event.add("dtstamp", datetime.combine(found.issued_on, datetime.min.time(), UTC))
        event.add("summary", f"{words}: {what}")
        event.add("url", address)
        if found.called_off_on:
            event.add("status", "CANCELLED")
        book.add_component(event)
    return bytes(book.to_ical())


def _whole_days(first: date, last: date) -> Event:
    """Both inclusive; a calendar wants the day after the last."""
    event = Event()
    event.add("dtstart", first)
    event.add("dtend", last + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    return event
