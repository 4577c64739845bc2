from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from civics.errors import Refused
from danchu.front.moving import exporting


class Command(BaseCommand):
    help = "Write one commune's records, files and proofs into one archive for another house."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("unit", help="the commune's address name, e.g. xa-la-bang")
        parser.add_argument("file", type=Path)

    def handle(self, *, unit: str, file: Path, **options: Any) -> None:
        try:
            with transaction.atomic():
                if connection.vendor == "postgresql":  # one moment for every table
                    with connection.cursor() as cursor:
                        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
                done = exporting.export(exporting.unit_named(unit), file)
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(
            f"{done.file}: {done.rows} bản ghi, {done.files} tệp. Mã nội dung {done.digest}"
        )
