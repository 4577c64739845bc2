"""How often the public records changed: one count for each commune, one for the whole house.

Every entry in the trail counts once, in the transaction of its act (`audit.record`). An act that a
room has declared to stay in its commune counts there; every other one counts for everybody, so a
new act that nobody thought of makes too much be read again, never too little.

Rows are only added, never changed: two acts at once never wait for each other, and a count read
after a commit is always larger than one read before it, in whichever order the acts committed.
`fold` adds the rows of a unit up into one now and then; the sum stays the same.
"""

import secrets
from collections.abc import Callable

from django.db import connection, transaction

from danchu.kit.models import ChangeCount

EVERYBODY = 0
FOLD_EVERY = 128  # rows; reading them all stays below a millisecond

_stays: set[str] = set()
_commune_of: Callable[[int], int | None] = lambda unit_id: None  # noqa: E731  until places says how

_READ = "SELECT unit_id, CAST(SUM(n) AS BIGINT) FROM kit_changecount GROUP BY unit_id"


# ── what rooms say in their cards ─────────────────────────────────────────────────────────────


def stay_in_their_commune(room: str, *acts: str) -> None:
    """Acts of a room (none named: all) that change no page of another commune's own pages."""
    _stays.update(f"{room}.{act}" for act in acts or ("",))


def ask_commune_with(commune_of: Callable[[int], int | None]) -> None:
    """How to find the standing commune of a unit; None: there is none."""
    global _commune_of  # noqa: PLW0603  told once, while the house opens
    _commune_of = commune_of


# ── counting ──────────────────────────────────────────────────────────────────────────────────


def acted(act: str, unit_id: int | None) -> None:
    """One act was done at this unit. Called inside its transaction."""
    stays = act in _stays or f"{act.partition('.')[0]}." in _stays
    commune = _commune_of(unit_id) if stays and unit_id is not None else None
    row = ChangeCount.objects.create(unit_id=commune or EVERYBODY)
    if row.pk % FOLD_EVERY == 0:
        transaction.on_commit(fold)


def changed(unit_id: int) -> None:
    """Numbers about this commune were counted anew: for its pages, and those of more than one."""
    ChangeCount.objects.create(unit_id=unit_id)


def everything() -> None:
    """Records were changed from outside an act: a command, an import, a database put back.

    The step is not foreseeable, so a restored count never meets one that was already used.
    """
    ChangeCount.objects.create(unit_id=EVERYBODY, n=1 + secrets.randbelow(2**32))


def fold() -> None:
    """Add up the rows of each unit. Two at once skip what the other holds."""
    lock = " FOR UPDATE SKIP LOCKED" if connection.vendor == "postgresql" else ""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"DELETE FROM kit_changecount WHERE id IN (SELECT id FROM kit_changecount{lock}) "  # noqa: S608  our own words
            "RETURNING unit_id, n"
        )
        sums: dict[int, int] = {}
        for unit_id, n in cursor.fetchall():
            sums[unit_id] = sums.get(unit_id, 0) + n
        ChangeCount.objects.bulk_create(
            ChangeCount(unit_id=unit_id, n=n) for unit_id, n in sums.items()
        )


# ── reading ───────────────────────────────────────────────────────────────────────────────────


class Versions:
    """The counts as they were at one moment: read before a page is made, one query."""

    def __init__(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(_READ)
            self._counts: dict[int, int] = dict(cursor.fetchall())

    def of(self, commune: int | None) -> tuple[int, int]:
        """What a page depends on that reads one commune (and what holds for all); None: anything.

        Different after a commit that may have changed the page.
        """
        if commune is None:
            return (sum(self._counts.values()), 0)
        return (self._counts.get(EVERYBODY, 0), self._counts.get(commune, 0))
