"""Builds the demo commune, mid-story, on a database that holds no records yet; or a province."""

from argparse import ArgumentParser
from datetime import date
from typing import Any, TextIO, cast

from django.core.management.base import BaseCommand

from danchu.disclosure.actions.counting import count_changed
from danchu.front import demo
from danchu.front.scale import build
from danchu.front.scale.sizes import SIZES
from danchu.kit import versions
from danchu.kit.clock import today


class Command(BaseCommand):
    help = (
        "Build the demo commune unless there are records already. Safe to run again. "
        "With --scale: a made-up province around it, whole or not at all."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--on", type=date.fromisoformat, default=None, help="a day, YYYY-MM-DD")
        parser.add_argument(
            "--scale",
            choices=["commune", *SIZES],
            default="commune",
            help="one commune (default), part of a province, a province, or more papers yet",
        )
        parser.add_argument(
            "--number", type=int, default=1, help="which made-up province; the same one every time"
        )

    def handle(self, *, on: date | None, scale: str, number: int, **options: Any) -> None:
        if demo.records_stand():
            self.stdout.write("there are records already: nothing was built")
            return
        on = on or today()
        if scale == "commune":
            unit = demo.build(on=on)
            count_changed()
            versions.everything()
            self.stdout.write(self.style.SUCCESS(f"demo commune: {unit}"))
            return
        size = SIZES[scale]
        build.province(size, on=on, number=number, out=cast(TextIO, self.stdout))
        count_changed()
        versions.everything()
        self.stdout.write(self.style.SUCCESS(f"made-up province: {size}"))
