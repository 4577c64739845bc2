from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from civics.errors import Refused
from danchu.kit import clock
from danchu.kit.keeping import backup, keys


class Command(BaseCommand):
    help = (
        "Back up database, files and sealed files into one archive; with --keys, the keys instead."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, help="the archive, or a folder for it")
        parser.add_argument("--keys", type=Path, metavar="FILE", help="write only the keys, 0600")

    def handle(self, *, file: Path | None, keys: Path | None, **options: Any) -> None:
        if (file is None) == (keys is None):
            raise CommandError("Cho đúng một: tệp sao lưu, hoặc --keys TỆP.")
        try:
            self._keys(keys) if keys else self._archive(file or Path())
        except Refused as refused:
            raise CommandError(str(refused)) from refused

    def _archive(self, file: Path) -> None:
        if file.is_dir():
            file /= f"danchu-{clock.now().astimezone(clock.VIETNAM):%Y%m%d-%H%M%S}.tar"
        made = backup.make(file)
        self.stdout.write(
            f"{made.file}: {made.rows} dòng, {made.files} tệp, {made.size / 1048576:.1f} MB. "
            "Chưa có khóa trong đó: sao khóa riêng bằng --keys."
        )

    def _keys(self, file: Path) -> None:
        names = ", ".join(keys.write(file))
        self.stdout.write(f"{file}: {names}. Giữ ở nơi KHÁC với bản sao lưu dữ liệu.")
