"""Many households written at once: what an import, the demo and a copy for practice use."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import islice
from typing import Any, NamedTuple

from django.db import connection

from danchu.kit.folding import fold
from danchu.people.roll.models import Household, Representative

CHUNK = 2000  # rows in one statement of the database
HOUSEHOLD = ("id", "unit_id", "number", "name", "address", "folded", "since", "batch_id")
SPEAKER = ("household_id", "name", "since")


class New(NamedTuple):
    """One household to write, with its representative, both from `since` (inclusive)."""

    unit_id: int
    number: int
    name: str
    address: str
    since: date
    folded: str = ""  # when it is known already


def folded(name: str, address: str) -> str:
    """What a search and the look for doubles compare: without accents, at most 430 signs."""
    return f"{fold(name)}|{fold(address)}"[:430]


def fill(rows: Iterable[New], *, batch_id: int | None = None) -> int:
    """Write these households; how many. Nothing is judged here: `roll.judging` does.

    The caller holds the transaction and writes the one audit entry. Straight into the tables: a
    province has 400,000, and building an object for each would take most of the time.
    """
    written, source = 0, iter(rows)
    while chunk := list(islice(source, CHUNK)):
        _write(chunk, batch_id)
        written += len(chunk)
    return written


def _write(chunk: Sequence[New], batch_id: int | None) -> None:
    keys, day = _keys(len(chunk)), connection.ops.adapt_datefield_value
    households = [
        (
            key,
            one.unit_id,
            one.number,
            one.name,
            one.address,
            one.folded or folded(one.name, one.address),
            day(one.since),
            batch_id,
        )
        for key, one in zip(keys, chunk, strict=True)
    ]
    _pour(Household._meta.db_table, HOUSEHOLD, households)
    speakers = [(key, one.name, day(one.since)) for key, one in zip(keys, chunk, strict=True)]
    _pour(Representative._meta.db_table, SPEAKER, speakers)


def _keys(count: int) -> Sequence[int]:
    """Numbers nobody else gets: of the sequence, or above the highest (SQLite has one writer)."""
    table = Household._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
                [table, count],
            )
            return [row[0] for row in cursor.fetchall()]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        row = cursor.fetchone()  # it never goes back, not even when the highest row is deleted
        last = int(row[0]) if row else 0
        return range(last + 1, last + 1 + count)


def _pour(table: str, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    named = ", ".join(columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.cursor.copy(f"COPY {table} ({named}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return
        marks = ", ".join(["%s"] * len(columns))
        cursor.executemany(f"INSERT INTO {table} ({named}) VALUES ({marks})", rows)  # noqa: S608
