"""Lets go of names and words of whoever asked for information long ago. Once a day."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand

from danchu.disclosure.actions.publishing_answers import forget_askers
from danchu.kit.clock import today


class Command(BaseCommand):
    help = "Blank who asked and what they wrote, past the province's number of months."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--on", type=date.fromisoformat, default=None, help="a day, YYYY-MM-DD")

    def handle(self, *, on: date | None, **options: Any) -> None:
        self.stdout.write(f"{forget_askers(on=on or today())} requests emptied")
