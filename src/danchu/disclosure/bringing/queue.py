"""The queue of scans as the clerk walks through it: where one stands, what is offered again."""

import re
from datetime import date
from typing import Any, NamedTuple

from django.db.models import QuerySet

from danchu.disclosure.brought import WaitingFile
from danchu.disclosure.models import Item
from danchu.kit import batches, clock
from danchu.people.models import Term

SERIES = re.compile(r"^(\d{1,6})(\D.*)$")
PICTURES, PAPER = ("image/jpeg", "image/png"), "application/pdf"


class Place(NamedTuple):
    """One file among those waiting."""

    position: int
    whole: int
    previous: WaitingFile | None
    next: WaitingFile | None


def place_of(file: WaitingFile, waiting: QuerySet[WaitingFile]) -> Place:
    """`waiting`: the queue of the file's commune."""
    before = waiting.filter(pk__lt=file.pk)
    after = waiting.filter(pk__gt=file.pk)
    position, later = before.count() + 1, after.count()
    previous = before.order_by("-pk").first()
    return Place(position, position + later, previous, after.order_by("pk").first())


def after(pk: int, waiting: QuerySet[WaitingFile]) -> WaitingFile | None:
    """The file to open once `pk` is done: the next one, else the first that was passed over."""
    return waiting.filter(pk__gt=pk).order_by("pk").first() or waiting.order_by("pk").first()


def offered(by: Term) -> dict[str, Any]:
    """What the last note of this clerk suggests for the next: the series goes on by one."""
    last = Item.objects.filter(unit=by.unit, noted_by__person=by.person_id).order_by("-pk").first()
    if last is None:
        return {}
    return {
        "number": next_number(last.number),
        "decided_on": last.decided_on,
        "group": last.group,
        "signer": last.signer,
    }


def next_number(number: str) -> str:
    """The next of a series; "" when the number does not begin with one.

    >>> next_number("12/QĐ-UBND"), next_number("099/TB"), next_number("QĐ-12")
    ('13/QĐ-UBND', '100/TB', '')
    """
    found = SERIES.match(number)
    if not found:
        return ""
    digits, rest = found.groups()
    return f"{int(digits) + 1:0{len(digits)}d}{rest}"


def shown(file: WaitingFile) -> dict[str, Any]:
    """How the page shows the file beside its form."""
    return {
        "picture": file.content_type in PICTURES,
        "paper": file.content_type == PAPER,
        "kept_until": kept_until(file),
    }


def kept_until(file: WaitingFile) -> date:
    """The last day on which the file surely is there."""
    return clock.day_of(file.sent_at + batches.KEPT)
