"""Whole houses in folders and databases of their own, run by the real commands."""

import json
import os
import secrets
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from danchu.kit.tests import migrated

ROOT = migrated.ROOT
ON = "2026-11-20"


def on_postgresql() -> bool:
    return os.environ.get("DATABASE_URL", "").startswith("postgres")


class House:
    """One installation: a folder, a database of the engine this test run is for, one secret key."""

    def __init__(self, folder: Path, *, engine: str | None = None, key: str = "a" * 60) -> None:
        self.folder, self.key = folder, key
        self.postgresql = on_postgresql() if engine is None else engine == "postgresql"
        self.name = f"danchu_house_{secrets.token_hex(5)}"
        self.url = _address(self.name) if self.postgresql else ""

    @property
    def database(self) -> str:
        """Its name as --replace asks for it."""
        return self.name if self.postgresql else "danchu.sqlite3"

    @property
    def environment(self) -> dict[str, str]:
        own = {k: v for k, v in os.environ.items() if not k.startswith(_NOT_OURS)}
        told = {"DANCHU_LOCAL": "1", "DANCHU_VAR": str(self.folder), "SECRET_KEY": self.key}
        told |= {"DATABASE_URL": self.url} if self.url else {}
        return own | told | {"PYTHONPATH": str(ROOT / "src"), "DJANGO_SETTINGS_MODULE": SETTINGS}

    def create(self, *, like: "House | None" = None) -> "House":
        """An empty database, or a copy of another house."""
        if like:
            shutil.copytree(like.folder, self.folder, dirs_exist_ok=True)
        self.folder.mkdir(parents=True, exist_ok=True)
        if self.postgresql:
            template = sql.Identifier(like.name) if like else sql.SQL("template0")
            _maintain(
                sql.SQL("CREATE DATABASE {} TEMPLATE {}"), sql.Identifier(self.name), template
            )
        return self

    def migrate(self) -> "House":
        """Its database, new until now, as `migrate` leaves one."""
        if self.postgresql:
            with migrated.postgresql_name(self.url) as name:
                self.drop()
                _maintain(
                    sql.SQL("CREATE DATABASE {} TEMPLATE {}"),
                    sql.Identifier(self.name),
                    sql.Identifier(name),
                )
        else:
            migrated.fill_file(self.folder / "danchu.sqlite3")
        return self

    def drop(self) -> None:
        if self.postgresql:
            _maintain(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)"), sql.Identifier(self.name))

    def asked(self, *words: str | Path, **more: str) -> subprocess.CompletedProcess[str]:
        """`danchu <words>`, whatever comes of it."""
        return self._start("-m", "danchu", *map(str, words), **more)

    def does(self, *words: str | Path, **more: str) -> str:
        """`danchu <words>`, which must succeed; what it said."""
        done = self.asked(*words, **more)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def refuses(self, *words: str | Path, **more: str) -> str:
        """`danchu <words>`, which must refuse in one line; that line."""
        done = self.asked(*words, **more)
        assert done.returncode != 0, done.stdout
        (line,) = done.stderr.strip().splitlines()
        return line

    def tries(self, *commands: tuple[object, ...]) -> list[str]:
        """Several commands in one process: what each said, a refusal as "✗ …"."""
        asked = [[str(word) for word in words] for words in commands]
        return list(json.loads(self.says(_TRIES.format(asked=asked))))

    def says(self, code: str) -> str:
        """What a few lines of Python print inside this house."""
        done = self._start("-c", f"{_READY}\n{code}")
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout.strip()

    def build_demo(self) -> "House":
        told = self.migrate().tries(("load_units", "-v0"), ("seed", "--on", ON))
        assert not any(line.startswith("✗") for line in told), told
        return self

    def _start(self, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *words],
            cwd=ROOT,
            env=self.environment | more,
            text=True,
            capture_output=True,
            check=False,
        )


_TRIES = """
import io, json
from django.core.management import CommandError, call_command
told = []
for words in {asked!r}:
    out = io.StringIO()
    try:
        call_command(*words, stdout=out)
        told.append(out.getvalue())
    except CommandError as refused:
        told.append(f"✗ {{refused}}")
print(json.dumps(told))
"""
_NOT_OURS = ("DATABASE", "DANCHU_", "DJANGO_ALLOW_ASYNC_UNSAFE")
SETTINGS = "danchu.settings"
_READY = """
import django
from django.conf import settings
plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}  # nothing was collected here
django.setup()
"""


def _address(name: str) -> str:
    asked = os.environ.get("DATABASE_URL", "")
    parts = urlsplit(asked if asked.startswith("postgres") else os.environ["TEST_DATABASE_URL"])
    return urlunsplit(parts._replace(path=f"/{name}"))


def _maintain(words: sql.SQL, *names: sql.Composable) -> None:
    with psycopg.connect(_address("postgres"), autocommit=True) as connection:
        connection.execute(words.format(*names))
