"""Opens the duties that the calendar brings. Run once a day; safe to run again."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand

from danchu.disclosure.actions.planning import open_calendar_duties
from danchu.kit import versions
from danchu.kit.clock import today


class Command(BaseCommand):
    help = "Open the yearly plan and quarterly list duties of every commune at work."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--on", type=date.fromisoformat, default=None, help="a day, YYYY-MM-DD")

    def handle(self, *, on: date | None, **options: Any) -> None:
        looked_at = open_calendar_duties(on=on or today())
        versions.everything()
        self.stdout.write(f"{looked_at} communes looked at")
