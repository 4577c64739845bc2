from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from danchu.kit.clock import today
from danchu.people import actions


class Command(BaseCommand):
    help = "After a restore: erase again whoever asked for it before. Safe to run again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--list", type=Path, default=Path(settings.ERASURES_FILE), help="ids of what was erased"
        )

    def handle(self, *, list: Path, **options: Any) -> None:  # noqa: A002  argparse's name
        for line in actions.erase_again(list, on=today()):
            self.stdout.write(f"đã xóa lại: {line}")
        self.stdout.write(self.style.SUCCESS("Không còn ai đã xóa mà trở lại."))
