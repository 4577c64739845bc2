"""Builds the demo commune, mid-story, on a database that holds no records yet."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand

from danchu.front import demo
from danchu.kit import versions
from danchu.kit.clock import today


class Command(BaseCommand):
    help = "Build the demo commune unless there are records already. Safe to run again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--on", type=date.fromisoformat, default=None, help="a day, YYYY-MM-DD")

    def handle(self, *, on: date | None, **options: Any) -> None:
        if demo.records_stand():
            self.stdout.write("there are records already: nothing was built")
            return
        unit = demo.build(on=on or today())
        versions.everything()
        self.stdout.write(self.style.SUCCESS(f"demo commune: {unit}"))
