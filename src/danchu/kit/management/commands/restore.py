from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from civics.errors import Refused
from danchu.kit.keeping import restore


class Command(BaseCommand):
    help = "Bring back a backup: checked whole first, into an empty house, or with --replace."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--replace", default="", metavar="DATABASE", help="the database that may be replaced"
        )

    def handle(self, *, file: Path, replace: str, **options: Any) -> None:
        try:
            done = restore.restore(file, replace=replace)
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(
            f"Đã khôi phục bản sao lưu lúc {done.made_at}: {done.rows} dòng, {done.files} tệp, "
            "mọi bảng và mọi tệp giống hệt lúc sao lưu."
        )
        if done.aside:
            self.stdout.write(f"Bản đứng trước đó nằm ở {done.aside}; xem lại rồi hãy xóa.")
        if not done.older:  # whoever was erased since the backup is erased again
            call_command("apply_erasures", stdout=self.stdout)
        for warning in done.warnings:
            self.stdout.write(self.style.WARNING(f"⚠ {warning}"))
