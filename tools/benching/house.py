"""A scratch house to measure: its own folder and database, filled once, kept for `--only`."""

import json
import os
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

import find_postgresql

ROOT = Path(__file__).resolve().parents[2]
OURS = ("DATABASE_URL", "DANCHU_", "SECRET_KEY", "DJANGO_")
READY = "import json, django\ndjango.setup()\n"


class House:
    """One engine at one scale. Only a folder or a database that this tool made is ever emptied."""

    def __init__(self, engine: str, scale: str, folder: Path) -> None:
        self.engine, self.scale = engine, scale
        self.folder = folder / f"{engine}-{scale}"
        self.name = f"danchu_bench_{scale}"
        self.mark = self.folder / "filled"

    @property
    def url(self) -> str:
        return server_address(self.name) if self.engine == "postgresql" else ""

    def environment(self, **more: str) -> dict[str, str]:
        own = {k: v for k, v in os.environ.items() if not k.startswith(OURS)}
        told = {"DANCHU_LOCAL": "1", "DANCHU_VAR": str(self.folder), "DANCHU_HOSTS": "127.0.0.1"}
        told |= {"DATABASE_URL": self.url} if self.url else {}
        paths = os.pathsep.join([str(ROOT / "src"), str(ROOT / "tools")])
        return (
            own | told | {"PYTHONPATH": paths, "DJANGO_SETTINGS_MODULE": "danchu.settings"} | more
        )

    def fill(self) -> float | None:
        """Migrated, filled at this scale, counted as a worker counts, statistics taken.

        The seconds that `seed` took; None where a house filled before is kept.
        """
        if self.mark.exists():
            return None
        self.drop()
        self.make()
        for words in ("migrate -v0", "load_units -v0"):
            self.danchu(*words.split())
        begun = time.monotonic()
        self.danchu("seed", "--scale", self.scale)
        seeded = time.monotonic() - begun
        for command in ("add_up_duties", "count_compliance"):  # else pages count what waits for it
            self.danchu(command)
        self.danchu("collectstatic", "--noinput", "-v0")
        settle = "VACUUM ANALYZE" if self.engine == "postgresql" else "ANALYZE"
        self.say(f"from django.db import connection\nconnection.cursor().execute('{settle}')")
        self.mark.write_text("")
        return seeded

    def make(self) -> None:
        """Its folder and its database, with nothing in them."""
        self.folder.mkdir(parents=True)
        if self.engine == "postgresql":
            _maintain("CREATE DATABASE {} TEMPLATE template0", self.name)

    def drop(self) -> None:
        if self.engine == "postgresql":
            _maintain("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name)
        if self.folder.exists():
            subprocess.run(["rm", "-r", str(self.folder)], check=True)  # noqa: S607

    def danchu(self, *words: str) -> None:
        subprocess.run(
            [sys.executable, "-m", "danchu", *words], cwd=ROOT, env=self.environment(), check=True
        )

    def forget_tallies(self) -> None:
        """What `kit.limits` counted while one page was driven must not turn the next away.

        One address drives ten thousand questions a minute, which no household does.
        """
        if self.engine == "postgresql":
            with psycopg.connect(self.url, autocommit=True) as connection:
                connection.execute("DELETE FROM kit_tally")
        else:
            with closing(sqlite3.connect(self.folder / "danchu.sqlite3", timeout=20)) as file:
                file.execute("DELETE FROM kit_tally")
                file.commit()

    def say(self, code: str, *words: str, **more: str) -> str:
        """What a few lines of Python print inside this house."""
        done = subprocess.run(
            [sys.executable, "-c", READY + code, *words],
            cwd=ROOT,
            env=self.environment(**more),
            text=True,
            stdout=subprocess.PIPE,
            check=True,
        )
        return done.stdout.strip()

    def ask(self, module: str, *words: str, **more: str) -> object:
        """What `benching.<module>` prints as JSON inside this house."""
        done = subprocess.run(
            [sys.executable, "-m", f"benching.{module}", *words],
            cwd=ROOT,
            env=self.environment(**more),
            text=True,
            stdout=subprocess.PIPE,
            check=True,
        )
        return json.loads(done.stdout.strip().splitlines()[-1])


def server_address(name: str) -> str:
    found = find_postgresql.find()
    if not found:
        sys.exit("no PostgreSQL server here: set TEST_DATABASE_URL, or ask for --engine sqlite")
    return urlunsplit(urlsplit(found)._replace(path=f"/{name}"))


def _maintain(words: str, name: str) -> None:
    with psycopg.connect(server_address("postgres"), autocommit=True) as connection:
        connection.execute(sql.SQL(words).format(sql.Identifier(name)))  # type: ignore[arg-type]
