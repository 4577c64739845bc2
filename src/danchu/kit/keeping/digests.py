"""What a database holds, said in one line: rows and a digest of every table.

The sum of the rows' hashes does not depend on their order, so that neither a collation nor the way
a table was filled changes it. The full-text index of SQLite is left out: it is made of its table.
"""

import json
import sqlite3
from collections.abc import Iterable
from hashlib import sha256
from typing import NamedTuple

import psycopg
from psycopg import sql

WHOLE = 1 << 256


class Table(NamedTuple):
    """How many rows, and the sum of their SHA-256."""

    rows: int
    digest: str


Tables = dict[str, Table]


def of_all(tables: Tables) -> str:
    """One digest over every table."""
    return sha256(json.dumps(sorted(tables.items())).encode()).hexdigest()


def differing(one: Tables, other: Tables) -> list[str]:
    """Names of the tables that are not the same on both sides."""
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def of_sqlite(raw: sqlite3.Connection) -> Tables:
    listed = raw.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%'"
        " ESCAPE '\\'"
    ).fetchall()
    virtual = [name for name, text in listed if text.upper().startswith("CREATE VIRTUAL")]
    derived = (*virtual, *(f"{name}_" for name in virtual))
    names = [name for name, _ in listed if name not in virtual and not name.startswith(derived)]
    return {name: _sum(map(_row, raw.execute(_select_sqlite(raw, name)))) for name in names}


def of_postgresql(raw: "psycopg.Connection[tuple[object, ...]]") -> Tables:
    found = {}
    with raw.cursor() as cursor:
        cursor.execute("SET LOCAL TIME ZONE 'UTC'")
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
        for (name,) in cursor.fetchall():
            cursor.execute(
                "SELECT attname FROM pg_attribute WHERE attrelid = to_regclass(%s) AND attnum > 0"
                " AND NOT attisdropped ORDER BY attname",
                [sql.Identifier(str(name)).as_string(raw)],
            )
            columns = [sql.Identifier(str(column)) for (column,) in cursor.fetchall()]
            rows = sql.SQL("COPY (SELECT {} FROM {}) TO STDOUT").format(
                sql.SQL(", ").join(columns), sql.Identifier(str(name))
            )
            with cursor.copy(rows) as copied:
                found[str(name)] = _sum(bytes(line) for line in copied)
    return found


def _select_sqlite(raw: sqlite3.Connection, name: str) -> str:
    columns = sorted(row[1] for row in raw.execute(f'PRAGMA table_info("{name}")'))
    listed = ", ".join(f'"{column}"' for column in columns)
    return f'SELECT {listed} FROM "{name}"'  # noqa: S608  names of our own tables


def _row(values: tuple[object, ...]) -> bytes:
    return repr(values).encode()


def _sum(rows: Iterable[bytes]) -> Table:
    count = total = 0
    for row in rows:
        count += 1
        total += int.from_bytes(sha256(row).digest(), "big")
    return Table(count, f"{total % WHOLE:064x}")
