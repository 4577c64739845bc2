from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from civics.errors import Refused
from danchu.kit.keeping.archive import opened


class Command(BaseCommand):
    help = "Check every byte of a backup without touching anything."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *, file: Path, **options: Any) -> None:
        try:
            archive = opened(file)
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        told = archive.manifest
        rows = sum(rows for rows, _ in told["tables"].values())
        self.stdout.write(
            f"{file.name} nguyên vẹn: sao lưu lúc {told['made_at']}, bản {told['release']}, "
            f"{told['engine']}, {rows} dòng.\n"
            f"Mã các bảng {told['tables_digest']}\nMã các tệp {told['files_digest']}"
        )
