"""What somebody leaves in this room when a term ends; see `people/handing_over.py`."""

from datetime import date

from danchu.people.handing_over import Left
from danchu.people.models import Term
from danchu.petitions.clocks import nearest
from danchu.petitions.models import Case


def left_cases(term: Term, on: date) -> list[Left]:
    """Open cases this person answers for, by number; the office keeps them."""
    found = list(Case.objects.open().filter(handler=term).order_by("received_on", "pk"))
    due = nearest([one.pk for one in found])
    return [
        Left(one.number, f"/don-thu/ban/{one.pk}/", due[one.pk].due_on if one.pk in due else None)
        for one in found
    ]
