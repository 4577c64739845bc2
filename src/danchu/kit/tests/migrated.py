"""The migrated database: made once by the real `danchu migrate`, copied wherever tests want one.

Kept beside pytest's cache (SQLite) or on the server (PostgreSQL) under a digest of all that makes
it, so that it is never that of other migrations. Whoever copies it still runs `migrate` on the
copy: what it lacked, were there anything, would be put in.
"""

import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import django
import psycopg
from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import sql

from danchu.kit import triggers

ROOT = Path(__file__).resolve().parents[4]
FOLDER = ROOT / ".pytest_cache" / "migrated"
NAME = "danchu_migrated_"  # and the digest: databases of this name on a server belong to the tests
NEWEST = 4  # so many are left on a server that several working copies use
LOCK = 20_221_110  # PostgreSQL's advisory lock: one makes, drops or copies at a time


def digest() -> str:
    """Of every migration, the settings, the triggers, the versions, and `kit`.

    Migrations ask functions of `kit`, and of no other room: a test says so.
    """
    seen = hashlib.sha256()
    kit = Path(triggers.__file__).parent
    folders = [Path(app.path) / "migrations" for app in apps.get_app_configs()]
    migrations = (one for at in folders for one in sorted(at.rglob("*.py")))
    for file in (kit.parent / "settings.py", *sorted(kit.glob("*.py")), *migrations):
        seen.update(f"{file.parts[-3:]}{hashlib.sha256(file.read_bytes()).hexdigest()}\n".encode())
    versions = (django.__version__, sqlite3.sqlite_version)
    seen.update(repr((versions, triggers.TRIGGERS, triggers.functions())).encode())
    return seen.hexdigest()[:20]


# ── SQLite ────────────────────────────────────────────────────────────────────────────────────


@contextmanager
def sqlite_file() -> Iterator[Path]:
    """The migrated file; nobody takes it away inside."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        file = FOLDER / f"{digest()}.sqlite3"
        if not file.exists():
            for old in FOLDER.glob("*.sqlite3*"):
                old.unlink()
            _migrate(f"sqlite://{FOLDER / 'new.sqlite3'}")
            (FOLDER / "new.sqlite3").rename(file)
        yield file


def _into_memory(address: str) -> sqlite3.Connection:
    """Fills the shared memory of this address; it stays filled while the connection is open."""
    held = sqlite3.connect(address, uri=True)
    with sqlite_file() as file, sqlite3.connect(file) as source:
        source.backup(held)
    source.close()
    return held


# ── PostgreSQL ────────────────────────────────────────────────────────────────────────────────


@contextmanager
def postgresql_name(url: str) -> Iterator[str]:
    """The migrated database on the server of `url`; nobody takes it away inside."""
    name = f"{NAME}{digest()}"
    with psycopg.connect(beside(url, "postgres"), autocommit=True) as server:
        server.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        like = [NAME.replace("_", r"\_") + "%"]
        kept = "SELECT datname FROM pg_database WHERE datname LIKE %s ORDER BY oid DESC"
        there = [row[0] for row in server.execute(kept, like)]
        if name not in there:
            half = f"{NAME}half"  # whoever made it was stopped on the way
            old = there[NEWEST - 1 :]
            for one in dict.fromkeys([half, *old]):
                server.execute(_said("DROP DATABASE IF EXISTS {} WITH (FORCE)", one))
            server.execute(_said("CREATE DATABASE {}", half))
            _migrate(beside(url, half))
            server.execute(_said("ALTER DATABASE {} RENAME TO {}", half, name))
        yield name


def beside(url: str, name: str) -> str:
    """The address of another database on the same server."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def _said(words: str, *names: str) -> sql.Composed:
    return sql.SQL(words).format(*map(sql.Identifier, names))


# ── who uses it ───────────────────────────────────────────────────────────────────────────────


def _migrate(url: str) -> None:
    own = {name: value for name, value in os.environ.items() if not name.startswith("DANCHU_")}
    with tempfile.TemporaryDirectory(prefix="danchu-migrated-") as var:
        told = {"DANCHU_LOCAL": "1", "DANCHU_VAR": var, "SECRET_KEY": "x" * 60}
        told |= {"DATABASE_URL": url, "PYTHONPATH": str(ROOT / "src")}
        done = subprocess.run(
            [sys.executable, "-m", "danchu", "migrate", "--verbosity", "0"],
            env=own | told | {"DJANGO_SETTINGS_MODULE": "danchu.settings"},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 0, done.stdout + done.stderr


def fill_file(file: Path) -> None:
    """A migrated SQLite database at `file`."""
    with sqlite_file() as made:
        shutil.copyfile(made, file)


def begin_with_it(connection: BaseDatabaseWrapper) -> None:
    """The test database of this connection begins as a copy, not empty."""
    creation: Any = connection.creation
    create: Callable[..., str] = creation._create_test_db

    def in_memory(*arguments: Any, **more: Any) -> str:
        name = create(*arguments, **more)
        if creation.is_in_memory_db(name):
            creation.held = _into_memory(name)
        return name

    def on_server(*arguments: Any, **more: Any) -> str:
        with postgresql_name(os.environ["DATABASE_URL"]) as name:
            connection.settings_dict["TEST"]["TEMPLATE"] = name
            return create(*arguments, **more)

    creation._create_test_db = on_server if connection.vendor == "postgresql" else in_memory


if __name__ == "__main__":  # ./test makes it before the tests begin
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "danchu.settings")
    django.setup()
    with postgresql_name(url) if (url := os.environ.get("DATABASE_URL")) else sqlite_file():
        pass
