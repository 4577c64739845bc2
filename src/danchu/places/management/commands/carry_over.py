"""`carry_over`: each morning, what is open passes to the heirs of units that ended."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand

from danchu.kit.clock import today
from danchu.places import access, actions


class Command(BaseCommand):
    help = "Pass on duties and drafts, say new names: acts whose day has come. Safe to run again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--on", type=date.fromisoformat, default=None, help="a day, YYYY-MM-DD")

    def handle(self, *, on: date | None, **options: Any) -> None:
        on = on or today()
        acts = list(access.acts_due(on=on))
        for act in acts:
            actions.carry(act, on=on)
            self.stdout.write(f"{act.on:%d/%m/%Y}  {act.words}")
        self.stdout.write(self.style.SUCCESS(f"{len(acts)} carried over"))
