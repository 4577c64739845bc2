"""Many households written at once: what an import, the demo and a copy for practice use."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import islice
from typing import NamedTuple

from danchu.kit.folding import fold
from danchu.people.roll.models import Household, Representative

CHUNK = 2000  # rows in one statement of the database


class New(NamedTuple):
    """One household to write, with its representative, both from `since` (inclusive)."""

    unit_id: int
    number: int
    name: str
    address: str
    since: date


def folded(name: str, address: str) -> str:
    """What a search and the look for doubles compare: without accents, at most 430 signs."""
    return f"{fold(name)}|{fold(address)}"[:430]


def fill(rows: Iterable[New], *, batch_id: int | None = None) -> int:
    """Write these households; how many. Nothing is judged here: `roll.judging` does.

    The caller holds the transaction and writes the one audit entry.
    """
    written, source = 0, iter(rows)
    while chunk := list(islice(source, CHUNK)):
        _write(chunk, batch_id)
        written += len(chunk)
    return written


def _write(chunk: Sequence[New], batch_id: int | None) -> None:
    made = Household.objects.bulk_create(
        [
            Household(
                unit_id=row.unit_id,
                number=row.number,
                name=row.name,
                address=row.address,
                folded=folded(row.name, row.address),
                since=row.since,
                batch_id=batch_id,
            )
            for row in chunk
        ]
    )
    Representative.objects.bulk_create(
        [Representative(household=one, name=one.name, since=one.since) for one in made]
    )
