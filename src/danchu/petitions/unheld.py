"""Open cases that nobody may open, by office: how many and until when; see `people/unheld.py`."""

from datetime import date

from django.db.models import Count, Min, QuerySet

from danchu.people import unheld
from danchu.people.unheld import Waiting
from danchu.petitions.access import HANDLES
from danchu.petitions.clocks import KIND_OF
from danchu.petitions.models import Bar, Case, Track
from danchu.places.models import Unit


def waiting(units: QuerySet[Unit], on: date) -> list[Waiting]:
    open_here = Case.objects.unfinished().filter(unit__in=units)
    found = unheld.without_holder(open_here, Bar.objects.all(), "case", HANDLES, on=on)
    kinds = found.order_by().values_list("unit", "track")
    rows = kinds.annotate(Count("pk"), Min("next_due_on"))
    return [Waiting(unit, KIND_OF[Track(track)], n, due) for unit, track, n, due in rows]
