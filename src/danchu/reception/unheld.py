"""Lines of the book that nobody may open, by office: how many, until when; `people/unheld.py`."""

from datetime import date

from django.db.models import QuerySet

from danchu.duties.models import Duty
from danchu.people import unheld
from danchu.people.unheld import Waiting
from danchu.places.models import Unit
from danchu.reception.access import OFFICE
from danchu.reception.clocks import RECEPTION
from danchu.reception.models import Bar, Reception, Result

WHAT = "lượt tiếp công dân"


def waiting(units: QuerySet[Unit], on: date) -> list[Waiting]:
    pending = Reception.objects.filter(unit__in=units, result=Result.PENDING)
    found = unheld.without_holder(pending, Bar.objects.all(), "reception", OFFICE, on=on)
    keys: dict[int, list[str]] = {}
    for pk, unit_id in found.order_by("unit").values_list("pk", "unit"):
        keys.setdefault(unit_id, []).append(str(pk))
    return [Waiting(unit_id, WHAT, len(of), _nearest(of)) for unit_id, of in keys.items()]


def _nearest(keys: list[str]) -> date | None:
    due = Duty.objects.open().filter(kind=RECEPTION, key__in=keys).order_by("due_on")
    return due.values_list("due_on", flat=True).first()
