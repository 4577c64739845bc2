"""A citizen without a device calls: the office points to the decision for them."""

from datetime import date

from django.db import transaction

from danchu.behalf import actions as behalf
from danchu.behalf.actions import Told
from danchu.behalf.models import EnteredFor
from danchu.disclosure.actions import noting
from danchu.people.models import Term
from danchu.places.models import Unit


@transaction.atomic
def point_for(
    unit: Unit,
    told: Told,
    *,
    about: str,
    number: str,
    decided_on: date | None,
    by: Term,
    on: date,
) -> EnteredFor:
    """What a citizen would have sent from a phone of their own, marked as entered for them."""
    pointer = noting.point(
        unit, about=about, number=number, decided_on=decided_on, by=None, on=on, entered_by=by
    )
    said = f"Có văn bản chưa công khai{f', số {number.strip()}' if number else ''}: {about.strip()}"
    return behalf.enter(
        "disclosure.point",
        told,
        unit=unit,
        kind="pointer",
        key=pointer.pk,
        said=said,
        by=by,
        on=on,
        address=f"/cong-khai/chi-van-ban/{pointer.code}/",
    )
