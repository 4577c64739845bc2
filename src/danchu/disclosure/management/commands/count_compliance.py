"""Counts the cells of the province's page that acts have changed. Safe to run again."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand

from danchu.disclosure.actions import counting
from danchu.disclosure.compliance import marks
from danchu.kit.clock import today


class Command(BaseCommand):
    help = "Count anew what acts changed, and the last months everywhere; --all: everything."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--all", action="store_true", help="every month, as after a new law/")
        parser.add_argument("--on", type=date.fromisoformat, default=None, help="a day, YYYY-MM-DD")

    def handle(self, *, all: bool, on: date | None, **options: Any) -> None:  # noqa: A002
        if all:
            marks.mark_every()
        else:
            counting.count_recent_anew(on=on or today())
        self.stdout.write(f"{counting.count_changed()} months counted")
