"""Triggers that Django does not know, put back after every migrate.

SQLite silently drops a trigger when a later migration rebuilds its table, so they are ensured in
`post_migrate`, and `check` and `/readyz` fail when one is missing.
"""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper
from django.db.models.signals import post_migrate
from django.dispatch import receiver


class Trigger(NamedTuple):
    """One named trigger with its text on each engine; an empty text: not needed there."""

    name: str
    table: str
    sqlite: str
    postgresql: str
    needs: str = ""  # another table it writes to: not missed while a migration still owes that

    def text(self, vendor: str) -> str:
        return self.sqlite if vendor == "sqlite" else self.postgresql


def append_only(table: str) -> list[Trigger]:
    """Refuse every update and delete (and TRUNCATE, and REPLACE) of `table`."""
    rows = [
        Trigger(
            name=f"{table}_no_{verb}",
            table=table,
            sqlite=f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb.upper()} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END",
            postgresql=f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb.upper()} ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION danchu_append_only()",
        )
        for verb in ("update", "delete")
    ]
    truncate = Trigger(
        name=f"{table}_no_truncate",
        table=table,
        sqlite="",
        postgresql=f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION danchu_append_only()",
    )
    replace = Trigger(  # REPLACE deletes without asking the delete trigger
        name=f"{table}_no_replace",
        table=table,
        sqlite=f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "  # noqa: S608  our name
        f"WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id) "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END",
        postgresql="",
    )
    return [*rows, truncate, replace]


def _search(verb: str, body: str) -> Trigger:
    table = "kit_searchentry"
    text = f"CREATE TRIGGER {table}_fts_{verb} AFTER {verb.upper()} ON {table} BEGIN {body} END"
    return Trigger(f"{table}_fts_{verb}", table, text, "")


_REMOVE = (
    "INSERT INTO kit_search_fts(kit_search_fts, rowid, folded) "
    "VALUES ('delete', old.id, old.folded);"
)
_ADD = "INSERT INTO kit_search_fts(rowid, folded) VALUES (new.id, new.folded);"

APPEND_ONLY = append_only("kit_auditentry")  # and the rooms' own: what stops emptying a table
TRIGGERS: list[Trigger] = [
    *APPEND_ONLY,
    _search("insert", _ADD),
    _search("delete", _REMOVE),
    _search("update", _REMOVE + " " + _ADD),
]

_FUNCTIONS = [
    """
CREATE OR REPLACE FUNCTION danchu_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$
"""
]


def stand(added: list[Trigger], *, functions: Sequence[str] = (), refuse: bool = True) -> None:
    """A room's own triggers, from its `ready`. `functions`: for PostgreSQL, safe to run again.

    `refuse`: they keep a table from being emptied, so tests that empty all take them off.
    """
    new = [one for one in added if one not in TRIGGERS]
    TRIGGERS.extend(new)
    APPEND_ONLY.extend(new if refuse else [])
    _FUNCTIONS.extend(one for one in functions if one not in _FUNCTIONS)


def functions() -> list[str]:
    """The texts of PostgreSQL's functions, as `ensure` makes them."""
    return list(_FUNCTIONS)


def present(connection: BaseDatabaseWrapper) -> set[str]:
    """Names of the triggers that stand in this database."""
    listing = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(listing)
        return {row[0] for row in cursor.fetchall()}


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Names of the triggers that should stand and do not, on tables that are there already."""
    standing, tables = present(connection), set(connection.introspection.table_names())
    wanted = [
        one
        for one in TRIGGERS
        if one.text(connection.vendor) and {one.table, one.needs or one.table} <= tables
    ]
    return [one.name for one in wanted if one.name not in standing]


def ensure(connection: BaseDatabaseWrapper) -> None:
    """Put back whatever is missing. Safe to run again; a table that is not there yet waits."""
    lost = set(missing(connection))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for function in _FUNCTIONS:
                cursor.execute(function)
        for trigger in TRIGGERS:
            if trigger.name in lost:
                _drop(cursor, connection.vendor, trigger)  # on PostgreSQL it may stand, disabled
                cursor.execute(trigger.text(connection.vendor))


def _drop(cursor: CursorWrapper, vendor: str, trigger: Trigger) -> None:
    on = f" ON {trigger.table}" if vendor == "postgresql" else ""
    cursor.execute(f"DROP TRIGGER IF EXISTS {trigger.name}{on}")


def take_off(connection: BaseDatabaseWrapper, triggers: list[Trigger]) -> Callable[[], None]:
    """Drop `triggers` and return what puts them back. Only for tests that must empty tables."""
    with connection.cursor() as cursor:
        for trigger in triggers:
            _drop(cursor, connection.vendor, trigger)
    return lambda: ensure(connection)


@receiver(post_migrate)
def ensure_after_migrate(using: str, **_: Any) -> None:
    connection = connections[using]
    if "kit_searchentry" in connection.introspection.table_names():
        ensure(connection)
