"""Owes each commune its dialogue of the year; lets go of telephones of days that are over."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand

from danchu.kit import versions
from danchu.kit.clock import today
from danchu.reception.actions.days import forget_phones
from danchu.reception.actions.talking import open_year_duties


class Command(BaseCommand):
    help = "Once a day: the yearly dialogue as a duty; telephones of past reception days go."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--on", type=date.fromisoformat, default=None, help="a day, YYYY-MM-DD")

    def handle(self, *, on: date | None, **options: Any) -> None:
        day = on or today()
        communes, phones = open_year_duties(on=day), forget_phones(on=day)
        versions.everything()  # figures of what is owed stand on kept pages
        self.stdout.write(f"{communes} communes, {phones} phones")
