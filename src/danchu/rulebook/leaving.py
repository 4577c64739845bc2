"""What somebody leaves in this room when a term ends; see `people/handing_over.py`."""

from datetime import date

from django.db.models import Q

from danchu.people.handing_over import Left
from danchu.people.models import Role, Term
from danchu.places.models import Kind
from danchu.rulebook.access import APPROVING
from danchu.rulebook.models import LocalDraft
from danchu.rulebook.words import label_of


def left_drafts(term: Term, on: date) -> list[Left]:
    """Additions this person wrote and nobody settled; for who approves, those of the whole unit."""
    mine = Q(drafted_by=term)
    if Role(term.role) in APPROVING.get(Kind(term.unit.kind), ()):
        mine |= Q(unit=term.unit_id)
    drafts = LocalDraft.objects.filter(mine, closed_on__isnull=True).order_by("since", "pk")
    return [
        Left(
            f"{label_of(row.key)}, {'thôi' if row.ends_id else 'áp dụng'} từ {row.since:%d/%m/%Y}",
            f"/luat/quy-dinh-them/{row.pk}/",
        )
        for row in drafts
    ]
