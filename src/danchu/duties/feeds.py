"""What stands around a calendar: its answer, its name, the list of one's own addresses."""

from collections.abc import Iterable
from datetime import date, datetime
from hashlib import sha256
from typing import NamedTuple

from django.db.models import Q
from django.http import HttpResponse
from django.utils.http import http_date

from danchu.duties.models import CalendarAddress
from danchu.kit import clock
from danchu.people.models import Term
from danchu.places.models import Unit

OWN = "cua-toi"


class Choice(NamedTuple):
    """One calendar somebody may have."""

    slug: str
    name: str
    text: str
    unit: Unit | None
    term: Term
    address: CalendarAddress | None  # the open one


class Made(NamedTuple):
    """A fresh address, known only in this answer."""

    choice: Choice
    https: str
    webcal: str


def answer(data: bytes, *, name: str = "", changed_at: datetime | None = None) -> HttpResponse:
    """A calendar file. It is its reader's own, and asked for anew each time (ETag answers 304)."""
    response = HttpResponse(data, content_type="text/calendar; charset=utf-8")
    response["Cache-Control"] = "private, no-cache"
    response["X-Robots-Tag"] = "noindex"
    response["X-Content-Type-Options"] = "nosniff"
    if name:
        response["Content-Disposition"] = f'attachment; filename="{name}"'
    if changed_at:
        response["Last-Modified"] = http_date(changed_at.timestamp())
    return response


def noted(address: CalendarAddress, data: bytes, *, on: date) -> datetime:
    """When what this address gives last changed; a reading is noted once a day."""
    digest = sha256(data).hexdigest()
    rows = CalendarAddress.objects.filter(pk=address.pk)
    if digest == address.digest and address.changed_at:
        rows.exclude(Q(read_on=on)).update(read_on=on)
        return address.changed_at
    now = clock.now()
    rows.update(digest=digest, changed_at=now, read_on=on)
    return now


def name_of(address: CalendarAddress) -> str:
    """No person's name: calendar programs of others read it, too."""
    return f"Việc đến hạn, {address.unit}" if address.unit else "Việc đến hạn của tôi"


def choices(terms: Iterable[Term], addresses: Iterable[CalendarAddress]) -> list[Choice]:
    """The calendar of one's own roles, then of each unit one serves."""
    open_ones = {address.unit_id: address for address in addresses}
    found: dict[str, Choice] = {}
    for term in terms:
        own = "Việc của các vai bạn đang giữ."
        found.setdefault(OWN, Choice(OWN, "Việc của tôi", own, None, term, open_ones.get(None)))
    for term in terms:
        unit = term.unit
        text = f"Mọi việc của {unit.spoken_name} và các nơi trực thuộc."
        here = open_ones.get(unit.pk)
        found.setdefault(
            unit.slug, Choice(unit.slug, f"Cả {unit.spoken_name}", text, unit, term, here)
        )
    return list(found.values())


def made(choice: Choice, address: str) -> Made:
    """`webcal:` opens the phone's own calendar program."""
    return Made(choice, address, "webcal:" + address.partition(":")[2])
