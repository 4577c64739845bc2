"""`load_units`: provinces, former districts, communes of both orders, and what became of what."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from danchu.kit import versions
from danchu.places import actions, files, finding


class Command(BaseCommand):
    help = "Load the units of data/*.csv. Safe to run again: unchanged files are not read twice."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--folder", type=Path, default=settings.DATA_FOLDER)

    def handle(self, *, folder: Path, **options: Any) -> None:
        try:
            digest = files.digest(folder)
            if finding.loaded(digest):
                self.stdout.write(f"units unchanged: {finding.counts()}")
                return
            loaded = actions.load(files.read(folder), digest=digest)
            versions.everything()
        except (files.BadFile, OSError) as problem:
            raise CommandError(f"{problem}. Nothing was changed.") from problem
        self.stdout.write(
            f"{loaded.added} units added, {loaded.corrected} corrected, "
            f"{loaded.successions} successions, {loaded.points} points: {finding.counts()}"
        )
