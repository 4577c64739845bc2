"""Reads the words of public scans for search, and lets go of files nobody entered. Once a day."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand

from danchu.disclosure.actions import reading_scans, receiving
from danchu.kit.clock import today


class Command(BaseCommand):
    help = "Read public scans for the search index; remove waiting files past their time."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--on", type=date.fromisoformat, default=None, help="a day, YYYY-MM-DD")
        parser.add_argument("--seconds", type=int, default=reading_scans.NIGHT_SECONDS)

    def handle(self, *, on: date | None, seconds: int, **options: Any) -> None:
        on = on or today()
        gone = receiving.forget(on=on)
        told = reading_scans.read_scans(on=on, seconds=seconds)
        said = ", ".join(f"{many} {what}" for what, many in sorted(told.items())) or "none"
        self.stdout.write(f"scans read: {said}; {gone} waiting files removed")
