from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from danchu.kit import batches, clock, limits, logs


class Command(BaseCommand):
    help = "Remove what is past its time: log files, counted attempts, ended sessions, imports."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--on", type=date.fromisoformat, default=None, help="a day, YYYY-MM-DD")

    def handle(self, *, on: date | None, **options: Any) -> None:
        on = on or clock.today()
        files = logs.purge(on=on)
        rows = limits.purge()
        previews = batches.forget(on=on)
        call_command("clearsessions")
        self.stdout.write(
            f"{files} log files, {rows} counts, {previews} previews removed; ended sessions cleared"
        )
