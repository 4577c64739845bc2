"""Rows by the hundred thousand into empty tables, in one transaction: all of them, or none.

PostgreSQL takes them by COPY, SQLite by one prepared INSERT. Their indexes and foreign keys stand
aside meanwhile and are built once at the end, which is several times faster; the same transaction
holds that too, so whatever interrupts it leaves the database as it was.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models

CHUNK = 10_000  # rows of one table kept before all tables are written


class Table:
    """One table that is being filled. Ids are given here, so that rows may name each other."""

    def __init__(self, model: type[models.Model], full: Callable[[], None]) -> None:
        self._full = full
        self.name = model._meta.db_table
        fields = model._meta.concrete_fields
        self.columns = [str(field.column) for field in fields]
        self._empty = {f.attname: f.get_db_prep_save(f.get_default(), connection) for f in fields}
        self._key = model._meta.pk.attname
        last = model._base_manager.aggregate(last=models.Max("pk"))["last"] or 0
        self._ids = count(last + 1)
        self._rows: list[tuple[Any, ...]] = []

    def add(self, **fields: Any) -> int:
        """One row, by attribute names (`unit_id`); the rest as the model leaves it. Its id.

        Days and moments come as text: what both engines read alike, and fast.
        """
        pk = next(self._ids)
        row = {**self._empty, **fields, self._key: pk}
        if len(row) != len(self.columns):
            raise TypeError(f"{self.name} has no {sorted(row.keys() - self._empty.keys())}")
        self._rows.append(tuple(row.values()))
        if len(self._rows) >= CHUNK:
            self._full()
        return pk

    def flush(self) -> None:
        """Write what is kept."""
        rows, self._rows = self._rows, []
        if not rows:
            return
        columns = ", ".join(map(connection.ops.quote_name, self.columns))
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                with cursor.copy(f"COPY {self.name} ({columns}) FROM STDIN") as copy:
                    for row in rows:
                        copy.write_row(row)
            else:
                marks = ", ".join(["%s"] * len(self.columns))
                put = f"INSERT INTO {self.name} ({columns}) VALUES ({marks})"  # noqa: S608  our names
                cursor.executemany(put, rows)


@contextmanager
def filling(
    kinds: Iterable[type[models.Model]], *, as_they_are: Collection[type[models.Model]] = ()
) -> Iterator[dict[type[models.Model], Table]]:
    """Tables to add rows to, without indexes and foreign keys until the end of the block.

    To be used inside a transaction, which an error in the block must take back. `kinds`: what is
    named comes before what names it, for SQLite looks for every row that came too early. Triggers
    of the kinds `as_they_are` look rows up along an index, so theirs stay.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("tables are filled inside one transaction")

    def write() -> None:
        for table in tables.values():
            table.flush()

    tables = {kind: Table(kind, write) for kind in kinds}
    put_back = _bare([one.name for kind, one in tables.items() if kind not in as_they_are])
    yield tables
    write()
    with connection.cursor() as cursor:
        for statement in put_back:
            cursor.execute(statement)
        for statement in connection.ops.sequence_reset_sql(no_style(), list(tables)):
            cursor.execute(statement)
        for table in tables.values():
            cursor.execute(f"ANALYZE {table.name}")


_SQLITE = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql > '' AND tbl_name = %s"
_INDEXES = """
SELECT index.relname, pg_get_indexdef(index.oid) FROM pg_index JOIN pg_class index
ON index.oid = indexrelid WHERE indrelid = %s::regclass
AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = indexrelid AND contype IN ('p', 'u'))
"""
_CONSTRAINTS = """
SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = %s::regclass
AND contype IN ('f', 'u') ORDER BY contype DESC
"""  # unique ones come back first


def _bare(names: list[str]) -> list[str]:
    """Take off what is slow to keep up row by row; the statements that put it back."""
    return [one for name in names for one in _BARE[connection.vendor](name)]


def _bare_sqlite(name: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(_SQLITE, [name])
        found = cursor.fetchall()
        for index, _ in found:
            cursor.execute(f'DROP INDEX "{index}"')
    return [sql for _, sql in found]


def _bare_postgresql(name: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # what waits to be judged is judged first
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        cursor.execute("SET LOCAL maintenance_work_mem = '128MB'")
        cursor.execute(_CONSTRAINTS, [name])
        constraints = cursor.fetchall()
        for constraint, _ in constraints:
            cursor.execute(f'ALTER TABLE {name} DROP CONSTRAINT "{constraint}"')
        cursor.execute(_INDEXES, [name])
        indexes = cursor.fetchall()
        for index, _ in indexes:
            cursor.execute(f'DROP INDEX "{index}"')
    back = [sql for _, sql in indexes]
    return back + [f'ALTER TABLE {name} ADD CONSTRAINT "{c}" {text}' for c, text in constraints]


_BARE = {"sqlite": _bare_sqlite, "postgresql": _bare_postgresql}
