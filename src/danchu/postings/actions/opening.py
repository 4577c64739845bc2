"""An inspector opens a photo of a board: people may be in it, so each opening is an entry."""

from datetime import date

from danchu.kit import audit
from danchu.people.models import Term
from danchu.postings.models import Proof


def open_photo(proof: Proof, *, by: Term, on: date) -> None:
    audit.record(
        "postings.open_photo",
        by=by,
        unit_id=proof.unit_id,
        kind="posting_proof",
        key=proof.pk,
        on=on,
    )
