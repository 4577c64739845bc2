from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from civics.errors import Refused
from danchu.front.moving import importing
from danchu.kit import versions


class Command(BaseCommand):
    help = "Take in one commune's archive: whole or not at all; doing it twice changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="do everything, keep nothing")

    def handle(self, *, file: Path, dry_run: bool, **options: Any) -> None:
        try:
            done = importing.take_in(file, dry_run=dry_run)
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        if done.already:
            self.stdout.write(f"{done.name}: hồ sơ trong gói đã có đủ ở đây, không làm gì thêm.")
            return
        versions.everything()
        did = "sẽ nhập (chạy thử, chưa giữ gì)" if dry_run else "đã nhập"
        self.stdout.write(
            f"{done.name}: {did} {done.rows} bản ghi, {done.files} tệp; nội dung giống hệt trong "
            "gói. Mọi người cần mật khẩu hoặc thẻ mới ở đây."
        )
        for person in done.people_from_elsewhere:
            self.stdout.write(self.style.WARNING(f"⚠ Người ngoài xã được ghi tên: {person}"))
