"""Makes the database and files of ./run ready: migrate, units, demo, static files, log-ins.

Every step may be done again without harm; the stamps only save time. They belong to one database
and are not believed when that database still had something to migrate.
"""

import argparse
import hashlib
import io
import os
import signal
from pathlib import Path

from setting_up import ROOT, Stamps, digest, say, stop

signal.signal(
    signal.SIGINT, signal.SIG_DFL
)  # Ctrl-C ends this quietly; every step is a transaction
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "danchu.settings")

import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor


def connect() -> None:
    try:
        connection.ensure_connection()
    except OperationalError as error:
        told = str(error).strip().splitlines()[0]
        stop(f"Không mở được cơ sở dữ liệu, xem DATABASE_URL (does not answer): {told}")


def migrate() -> bool:
    """True when something was applied: a new or an older database."""
    executor = MigrationExecutor(connection)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return False
    say("Dựng bảng trong cơ sở dữ liệu")
    call_command("migrate", verbosity=0, interactive=False)
    return True


def database_name() -> str:
    """A name for this database that gives away nothing of it."""
    described = {
        name: connection.settings_dict[name] for name in ("ENGINE", "NAME", "HOST", "PORT")
    }
    return hashlib.sha256(repr(sorted(described.items())).encode()).hexdigest()[:12]


def command(name: str, says: str) -> None:
    say(says)
    call_command(name, verbosity=0)


def prepare(*, empty: bool) -> None:
    connect()
    fresh = migrate()
    stamps = Stamps(Path(settings.VAR) / "stamps.json")
    here = database_name()
    if fresh:
        stamps.done = {name: at for name, at in stamps.done.items() if not name.endswith(here)}
    source = digest(ROOT / "src", ROOT / "law", ROOT / "data")
    stamps.unless_done(
        f"units {here}", source, lambda: command("load_units", "Nạp đơn vị hành chính và luật")
    )
    if not empty:
        stamps.unless_done(f"seed {here}", source, lambda: command("seed", "Dựng xã minh họa"))
    call_command("carry_over", stdout=io.StringIO())  # units whose day to end has come
    call_command("open_duties", stdout=io.StringIO())  # what the calendar brought since last time
    if not (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
        stamps.done.pop("static", None)
    stamps.unless_done(
        "static",
        source + digest(ROOT / "requirements.run.lock"),
        lambda: call_command("collectstatic", verbosity=0, interactive=False),
    )


def print_logins() -> None:
    out = io.StringIO()
    try:
        call_command("demo_logins", stdout=out)
    except CommandError as error:
        out.write(str(error))
    print(f"\n{out.getvalue().strip()}\n", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(prog="tools/prepare.py", description=__doc__)
    parser.add_argument("--empty", action="store_true", help="no demo commune")
    asked = parser.parse_args()
    try:
        django.setup()
    except ImproperlyConfigured as error:
        stop(f"Cấu hình chưa đúng: {error}")
    prepare(empty=asked.empty)
    if not asked.empty:
        print_logins()


if __name__ == "__main__":
    main()
