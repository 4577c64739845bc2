from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from danchu.kit import clock, limits, logs


class Command(BaseCommand):
    help = "Remove what is past its keeping time: log files, counted attempts, ended sessions."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--on", type=date.fromisoformat, default=None, help="a day, YYYY-MM-DD")

    def handle(self, *, on: date | None, **options: Any) -> None:
        files = logs.purge(on=on or clock.today())
        rows = limits.purge()
        call_command("clearsessions")
        self.stdout.write(f"{files} log files, {rows} counts removed; ended sessions cleared")
