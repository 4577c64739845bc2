"""Keeps the database of a release for ever: tests/releases/<version>/, on both engines.

    git worktree add /tmp/release v0.2.0
    .venv/bin/python tools/keep_release.py 0.2.0 --tree /tmp/release
    git worktree remove /tmp/release

The tree's own commands build units and the demo on a fixed day; what is kept is that database and
what stood in it. tests/running/test_upgrading.py brings each kept release to today's tables.
Needs PostgreSQL: DATABASE_URL names a server on which a database may be made.
"""

import argparse
import gzip
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

ROOT = Path(__file__).resolve().parents[1]
DAY = "2026-11-20"
COMMANDS = (("migrate",), ("load_units",), ("seed", "--on", DAY))
FACTS = """
import json
from django.apps import apps
from danchu.disclosure.models import Version
tables = {m._meta.db_table: m._base_manager.count() for m in apps.get_models()
          if not m._meta.proxy and m._meta.app_label in ROOMS}
titles = list(Version.objects.order_by("pk").values_list("title", flat=True))
print(json.dumps({"rows": tables, "titles": titles}, ensure_ascii=False, indent=1))
"""
ROOMS = ("places", "people", "rulebook", "duties", "disclosure", "kit")
MOST_BYTES = 300_000


def build(tree: Path, folder: Path, url: str) -> str:
    """Units and demo by the commands of `tree`; what then stands in the database."""
    environment = os.environ | {
        "PYTHONPATH": str(tree / "src"),
        "DANCHU_LOCAL": "1",
        "DANCHU_VAR": str(folder),
        "SECRET_KEY": "the key of a kept release, public for ever",
        "DJANGO_SETTINGS_MODULE": "danchu.settings",
        "DATABASE_URL": url,
    }
    for words in COMMANDS:
        command = [sys.executable, "-m", "danchu", *words, "-v0"]
        subprocess.run(command, cwd=tree, env=environment, check=True)
    code = "import django; django.setup()\n" + f"ROOMS = {ROOMS!r}\n" + FACTS
    told = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tree,
        env=environment,
        check=True,
        text=True,
        capture_output=True,
    )
    return told.stdout


def keep(file: Path, data: bytes) -> None:
    packed = gzip.compress(data, 9, mtime=0)
    if len(packed) > MOST_BYTES:
        raise SystemExit(f"✗ {file.name} takes {len(packed)} bytes, more than {MOST_BYTES}")
    file.write_bytes(packed)
    print(f"{file.relative_to(ROOT)}: {len(packed)} bytes")


def keep_sqlite(tree: Path, into: Path) -> str:
    with tempfile.TemporaryDirectory() as folder:
        file, small = Path(folder) / "db.sqlite3", Path(folder) / "small.sqlite3"
        facts = build(tree, Path(folder), f"sqlite://{file}")
        raw = sqlite3.connect(file)
        raw.execute("VACUUM INTO ?", [str(small)])
        raw.close()
        keep(into / "sqlite3.gz", small.read_bytes())
    return facts


def keep_postgresql(tree: Path, into: Path, server: str) -> str:
    name = f"danchu_release_{os.getpid()}"
    parts = urlsplit(server)
    url = urlunsplit(parts._replace(path=f"/{name}"))
    with psycopg.connect(urlunsplit(parts._replace(path="/postgres")), autocommit=True) as raw:
        raw.execute(f"CREATE DATABASE {name} TEMPLATE template0")
        try:
            with tempfile.TemporaryDirectory() as folder:
                facts = build(tree, Path(folder), url)
            shape = ["--inserts", "--rows-per-insert=200", "--no-owner", "--no-privileges"]
            command = ["pg_dump", *shape, f"--dbname={url}"]
            told = subprocess.run(command, check=True, capture_output=True).stdout
        finally:
            raw.execute(f"DROP DATABASE {name} WITH (FORCE)")
    kept = [line for line in told.splitlines() if not line.startswith((b"\\", b"--"))]
    keep(into / "postgresql.sql.gz", b"\n".join(kept) + b"\n")
    return facts


def main() -> None:
    parser = argparse.ArgumentParser(prog="tools/keep_release.py", description=__doc__)
    parser.add_argument("version")
    parser.add_argument("--tree", type=Path, default=ROOT, help="the code of that release")
    asked = parser.parse_args()
    server = os.environ.pop("DATABASE_URL", "")
    if not server:
        raise SystemExit("✗ DATABASE_URL must name a PostgreSQL server")
    into = ROOT / "tests" / "releases" / asked.version
    into.mkdir(parents=True)
    facts = keep_sqlite(asked.tree, into)
    if json.loads(keep_postgresql(asked.tree, into, server)) != json.loads(facts):
        raise SystemExit("✗ the two databases do not hold the same")
    (into / "facts.json").write_text(facts)


if __name__ == "__main__":
    main()
