"""`import_units FILE`: units of many communes, or of one with --commune."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from civics.errors import Refused
from danchu.kit import batches
from danchu.kit.batches import Progress
from danchu.kit.clock import today
from danchu.kit.models import Batch
from danchu.places import finding
from danchu.places.importing import UnitImporter

WIDTH = 40


class Command(BaseCommand):
    help = "Import hamlets, agencies, public units and employers from CSV or XLSX. Safe to repeat."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--commune", default="", help="slug or code; without it a column names")
        parser.add_argument("--dry-run", action="store_true", help="show the diff, write nothing")
        parser.add_argument("--rejected", type=Path, help="where the refused rows go, as XLSX")
        parser.add_argument("--on", type=date.fromisoformat, default=None, help="a day, YYYY-MM-DD")

    def handle(self, *, file: Path, commune: str, on: date | None, **options: Any) -> None:
        on = on or today()
        importer = self._importer(commune, on=on)
        try:
            batch = batches.preview(
                importer, file.read_bytes(), file.name, by=None, unit_id=None, on=on
            )
            self._tell(batch, options["rejected"])
            if batch.changes and not options["dry_run"]:
                for step in batches.apply(importer, batch, by=None, on=on):
                    self._bar(step)
                self.stdout.write(self.style.SUCCESS(f"\nwritten as import {batch.pk}"))
        except (Refused, OSError) as problem:
            raise CommandError(f"{problem} Nothing was changed.") from problem

    def _importer(self, commune: str, *, on: date) -> UnitImporter:
        if not commune:
            return UnitImporter(finding.communes(on=on), named=True)
        unit = finding.by_code(commune, on=on) or finding.by_slug(commune)
        if unit is None or unit not in finding.communes(on=on):
            raise CommandError(f"no commune {commune!r}; give its slug or its code")
        return UnitImporter([unit], named=False)

    def _tell(self, batch: Batch, rejected: Path | None) -> None:
        counts = batch.counts
        self.stdout.write(
            f"{counts['new']} new, {counts['changed']} changed, {counts['same']} unchanged, "
            f"{counts['rejected']} refused"
        )
        for line, _, why in batch.rejected[:20]:
            self.stdout.write(f"  line {line}: {why}")
        if rejected and batch.rejected:
            rejected.write_bytes(batches.rejected_file(batch))
            self.stdout.write(f"refused rows: {rejected}")

    def _bar(self, step: Progress) -> None:
        full = WIDTH * step.done // max(step.whole, 1)
        bar = "█" * full + "·" * (WIDTH - full)
        self.stdout.write(f"\r[{bar}] {step.done}/{step.whole}", ending="")
        self.stdout.flush()
