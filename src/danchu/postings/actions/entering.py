"""A hamlet head without a signal calls or sends a photo: the office enters it for them."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple
from uuid import uuid4

from django.db import transaction

from civics.errors import Refused
from danchu.behalf import actions as behalf
from danchu.behalf.actions import Told
from danchu.behalf.models import EnteredFor
from danchu.kit import photos
from danchu.people.models import Role, Term
from danchu.places.models import Unit
from danchu.postings.actions import proving
from danchu.postings.actions.proving import Deed, Outcome, Tick
from danchu.postings.models import Posting

DEEDS = {
    Deed.UP: "dán",
    Deed.DOWN: "gỡ",
    Deed.TOLD: "báo bà con",
    Deed.AIRED: "đọc loa",
    Deed.MISSED: "không đọc được loa",
}


class Entered(NamedTuple):
    entry: EnteredFor
    outcome: Outcome


@transaction.atomic
def prove_for(
    unit: Unit, told: Told, ticks: Sequence[Tick], *, day: date, by: Term, on: date
) -> Entered:
    """What the head of `unit` said they did on `day`. The head confirms it in their own account."""
    head = Term.objects.in_office(on=on).filter(unit=unit, role=Role.COMMUNITY_HEAD).first()
    if head is not None:
        told = told._replace(account=head.person, name="", phone_end="")
    outcome = proving.prove(
        Posting.objects.filter(unit=unit),
        ticks,
        client_id=uuid4(),
        by=by,
        on=on,
        photo=_photo(told),
        note=told.note,
        day=day,
    )
    if outcome.proof is None:
        raise Refused(" ".join(line.words for line in outcome.lines))
    entry = behalf.enter(
        "postings.prove",
        told,
        unit=by.unit,
        kind="posting_proof",
        key=outcome.proof.pk,
        said=_said(unit, ticks, outcome, day),
        by=by,
        on=on,
        address=f"/niem-yet/to-gop/?xom={unit.pk}",
    )
    return Entered(entry, outcome)


def _photo(told: Told) -> photos.Photo | None:
    """The Zalo picture proves the papers too; a scan of a letter proves nothing on a board."""
    if told.file is None:
        return None
    try:
        return photos.clean_upload(told.file)
    except Refused:
        return None
    finally:
        told.file.seek(0)


def _said(unit: Unit, ticks: Sequence[Tick], outcome: Outcome, day: date) -> str:
    """As the person will read it."""
    deeds = {tick.posting: DEEDS[tick.deed] for tick in ticks}
    took = [line.posting for line in outcome.lines if line.took]
    rows = Posting.objects.filter(pk__in=took).select_related("paper")
    lines = [f"{deeds[row.pk]} {row.paper.number}" for row in rows.order_by("pk")]
    return f"{unit.full_name}, ngày {day:%d/%m/%Y}: {', '.join(lines)}"[:1200]
