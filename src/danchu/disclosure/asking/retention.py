"""How long a request keeps who asked: by the province's number of months after it was closed."""

from collections.abc import Iterator
from datetime import date

from danchu.disclosure.asking.models import InformationRequest
from danchu.places.models import Unit
from danchu.rulebook.rulebook import value

KEEP = "information.keep_asker"
OF_THE_ASKER = ("about", "purpose", "name", "address", "contact", "missing")


def months(unit: Unit, *, on: date) -> int:
    return int(value(KEEP, unit=unit, on=on).payload["months"])


def due_to_forget(*, on: date) -> Iterator[InformationRequest]:
    """Closed for longer than that, and not yet emptied."""
    closed = InformationRequest.objects.closed().filter(forgotten_on__isnull=True)
    for request in closed.select_related("unit").select_for_update(of=("self",)).order_by("pk"):
        if request.closed_on and _after(request.closed_on, months(request.unit, on=on)) < on:
            yield request


def blank(request: InformationRequest, *, on: date) -> None:
    """Who asked and what they wrote goes; the office's answer, the days and the ground stay."""
    for name in OF_THE_ASKER:
        setattr(request, name, "")
    request.account, request.forgotten_on = None, on
    request.save(update_fields=[*OF_THE_ASKER, "account", "forgotten_on"])


def _after(day: date, count: int) -> date:
    """The same day of the month, so many months on; the last of a shorter month."""
    year, month = divmod(day.month - 1 + count, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(day.year + year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError(day)
