"""How one database is copied out and put back: SQLite by its online backup, PostgreSQL by pg_dump.

Both copies are of one moment, whatever is written meanwhile, and the digests of the tables are
taken from that very moment.
"""

import gzip
import os
import re
import shutil
import sqlite3
import subprocess
from pathlib import Path
from typing import IO, Any, NamedTuple

import psycopg
from django.db import connection
from psycopg import sql

from civics.errors import Refused
from danchu.kit.keeping import digests
from danchu.kit.keeping.archive import BLOCK

SQLITE, POSTGRESQL = "database/sqlite3.gz", "database/postgresql.dump"
ASIDE = "truoc_khi_khoi_phuc_"  # what stood before a restore, kept under this name and its moment


class Dump(NamedTuple):
    """A copy of the database in a file of its own."""

    file: Path
    member: str  # its name in the archive
    size: int  # bytes of the database itself
    tables: digests.Tables
    migrations: list[str]


def size() -> int:
    """Bytes the database takes now."""
    if connection.vendor == "sqlite":
        file = Path(str(connection.settings_dict["NAME"]))
        return sum(part.stat().st_size for part in file.parent.glob(f"{file.name}*"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])


def dump(folder: Path) -> Dump:
    """Copy the database into `folder`."""
    return _dump_sqlite(folder) if connection.vendor == "sqlite" else _dump_postgresql(folder)


# ── SQLite ────────────────────────────────────────────────────────────────────────────────────


def _dump_sqlite(folder: Path) -> Dump:
    copy, packed = folder / "danchu.sqlite3", folder / "danchu.sqlite3.gz"
    source = sqlite3.connect(str(connection.settings_dict["NAME"]), timeout=20)
    target = sqlite3.connect(copy)
    try:
        source.backup(target)
        target.execute("PRAGMA journal_mode=DELETE")
        tables = digests.of_sqlite(target)
        names = _migrations(target.execute(_APPLIED).fetchall())
    finally:
        source.close()
        target.close()
    with copy.open("rb") as plain, gzip.open(packed, "wb", compresslevel=1) as out:
        shutil.copyfileobj(plain, out, BLOCK)
    return Dump(packed, SQLITE, copy.stat().st_size, tables, names)


def unpack_sqlite(source: IO[bytes], target: Path, expected: digests.Tables) -> None:
    """A database file beside its place, proven equal; Refused when it is not."""
    with gzip.open(source, "rb") as packed, target.open("xb") as out:
        target.chmod(0o600)
        shutil.copyfileobj(packed, out, BLOCK)
        out.flush()
        os.fsync(out.fileno())
    raw = sqlite3.connect(target)
    try:
        whole = raw.execute("PRAGMA integrity_check").fetchone()[0]
        other = digests.differing(digests.of_sqlite(raw), expected)
    finally:
        raw.close()
    if whole != "ok" or other:
        raise _other_than_saved(other)


# ── PostgreSQL ────────────────────────────────────────────────────────────────────────────────

_WHERE = {"host", "port", "user", "dbname", "sslmode", "sslrootcert", "sslcert", "sslkey"}
_APPLIED = "SELECT app, name FROM django_migrations"


def _dump_postgresql(folder: Path) -> Dump:
    program = _program("pg_dump")
    file = folder / "postgresql.dump"
    raw = connect()
    try:
        raw.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        raw.read_only = True
        with raw.cursor() as cursor:
            cursor.execute("SELECT pg_export_snapshot(), pg_database_size(current_database())")
            moment, whole = cursor.fetchone() or ("", 0)
        shape = ["--format=custom", "--compress=3", "--no-owner", "--no-privileges"]
        what = [f"--exclude-schema={ASIDE}*", f"--snapshot={moment}", f"--file={file}"]
        _run([program, *shape, *what], raw)
        tables = digests.of_postgresql(raw)
        with raw.cursor() as cursor:
            names = _migrations(cursor.execute(_APPLIED).fetchall())
    finally:
        raw.close()
    return Dump(file, POSTGRESQL, int(str(whole)), tables, names)


def load_postgresql(file: Path, expected: digests.Tables) -> None:
    """Into the empty schema of the connection, in one transaction, proven equal."""
    program = _program("pg_restore")
    raw = connect()
    try:
        shape = ["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges"]
        _run([program, *shape, str(file)], raw)
        other = digests.differing(digests.of_postgresql(raw), expected)
    finally:
        raw.close()
    if other:
        raise _other_than_saved(other)


def connect() -> "psycopg.Connection[tuple[Any, ...]]":
    """A connection of its own to the house's database, outside Django's transaction."""
    wrapper = connection.copy()
    wrapper.ensure_connection()
    raw = wrapper.connection
    assert isinstance(raw, psycopg.Connection)
    raw.cursor_factory = psycopg.Cursor
    raw.autocommit = True
    for limit in ("statement_timeout", "idle_in_transaction_session_timeout"):
        raw.execute(f"SET {limit} = 0")  # they are for people's requests: this takes its time
    raw.autocommit = False
    return raw


def schema_is_empty(raw: "psycopg.Connection[tuple[Any, ...]]") -> bool:
    with raw.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()")
        return cursor.fetchone() == (0,)


def others_connected(raw: "psycopg.Connection[tuple[Any, ...]]") -> int:
    """How many other sessions stand in this database: web processes, the worker, a psql."""
    with raw.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            " AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
        )
        return int((cursor.fetchone() or (0,))[0])


def swap_schema(raw: "psycopg.Connection[tuple[Any, ...]]", *, away: str) -> None:
    """What stands goes to the schema `away`; an empty `public` takes its place."""
    with raw.cursor() as cursor:
        cursor.execute(sql.SQL("ALTER SCHEMA public RENAME TO {}").format(sql.Identifier(away)))
        cursor.execute("CREATE SCHEMA public")
    raw.commit()


def swap_back(raw: "psycopg.Connection[tuple[Any, ...]]", *, away: str | None) -> None:
    """What a failed restore left goes; what stood before, if anything, comes back."""
    with raw.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE")
        if away:
            cursor.execute(sql.SQL("ALTER SCHEMA {} RENAME TO public").format(sql.Identifier(away)))
        else:
            cursor.execute("CREATE SCHEMA public")
    raw.commit()


def _address(raw: "psycopg.Connection[tuple[Any, ...]]") -> str:
    """Where the programs of PostgreSQL find it; without the password, and in words they know."""
    told = {k: v for k, v in raw.info.get_parameters().items() if k in _WHERE}
    return psycopg.conninfo.make_conninfo(**told)


def _run(command: list[str], raw: "psycopg.Connection[Any]") -> None:
    """The password travels in the environment, where other accounts cannot read it."""
    done = subprocess.run(  # noqa: S603  programs of PostgreSQL, arguments of our own
        [command[0], f"--dbname={_address(raw)}", *command[1:]],
        env=os.environ | {"PGPASSWORD": raw.info.password or "", "LC_ALL": "C"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        told = (done.stderr.strip().splitlines() or ["?"])[0]
        raise Refused(f"{Path(command[0]).name} không làm được: {told}")


def _program(name: str) -> str:
    """The program from PATH; its version must not be older than the server's."""
    found = shutil.which(name)
    if not found:
        raise Refused(
            f"Máy này chưa có {name}. Hãy cài postgresql-client cùng phiên bản với máy chủ."
        )
    told = subprocess.run([found, "--version"], capture_output=True, text=True, check=True)  # noqa: S603
    major = re.search(r"(\d+)", told.stdout)
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        server = int(cursor.fetchone()[0]) // 10000
    if not major or int(major[1]) < server:
        raise Refused(
            f"{told.stdout.strip()} cũ hơn máy chủ PostgreSQL {server}. "
            f"Hãy cài postgresql-client-{server}."
        )
    return found


def _migrations(rows: list[tuple[Any, ...]]) -> list[str]:
    return sorted(f"{app}.{name}" for app, name in rows)


def _other_than_saved(tables: list[str]) -> Refused:
    return Refused(
        "Cơ sở dữ liệu khôi phục không giống lúc sao lưu: "
        f"{', '.join(tables) or 'tệp SQLite hỏng'}. Bản đang có được giữ nguyên."
    )
