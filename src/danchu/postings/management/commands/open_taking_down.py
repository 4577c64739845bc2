"""Opens the duties to take papers down whose days are over. Run once a day; safe to run again."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand

from danchu.kit import versions
from danchu.kit.clock import today
from danchu.postings.actions.missing import open_taking_down


class Command(BaseCommand):
    help = "Open one duty a paper to take down what hung long enough."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--on", type=date.fromisoformat, default=None, help="a day, YYYY-MM-DD")

    def handle(self, *, on: date | None, **options: Any) -> None:
        opened = open_taking_down(on=on or today())
        versions.everything()
        self.stdout.write(f"{opened} papers may come down")
