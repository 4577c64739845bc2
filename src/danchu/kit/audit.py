"""Who did what, where, on which day. Written in the transaction of the act itself."""

from datetime import date
from typing import Protocol

from danchu.kit import clock, versions
from danchu.kit.models import AuditEntry


class InOffice(Protocol):
    """Somebody acting under a term: `people.Term` fits."""

    pk: int
    person_id: int


def record(
    act: str, *, by: InOffice | None, unit_id: int | None, kind: str, key: object, on: date
) -> AuditEntry:
    """Add one entry. `by` None: the act of somebody who is not signed in.

    Pages that were kept before this act are read anew from its commit on (`kit.versions`).
    """
    versions.acted(act, unit_id)
    return AuditEntry.objects.create(
        at=clock.now(),
        on=on,
        account_id=by.person_id if by else None,
        term_id=by.pk if by else None,
        act=act,
        unit_id=unit_id,
        kind=kind,
        key=str(key),
    )
