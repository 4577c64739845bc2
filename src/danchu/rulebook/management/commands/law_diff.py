"""python -m danchu law_diff OLD NEW: what one edition of law/ changes of another, in Vietnamese."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from civics.errors import LawFileError
from civics.rulebook import Rulebook, load
from danchu.rulebook.comparing import amendments


class Command(BaseCommand):
    help = "Say in Vietnamese what the folder NEW changes of OLD. Reads only."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("old", type=Path, help="law/ as it was")
        parser.add_argument("new", type=Path, help="law/ with the amendment")

    def handle(self, *, old: Path, new: Path, **options: Any) -> None:
        before, after = _read(old), _read(new)
        known = {one.number for one in before.instruments}
        for one in after.instruments:
            if one.number not in known:
                self.stdout.write(f"Văn bản thêm: {one.name}, hiệu lực {one.in_force:%d/%m/%Y}.")
        found = amendments(before, after)
        for change in found:
            self.stdout.write(f"\n{change.rule.label} ({change.rule.key})\n  {change.words}")
        edited = sum(change.since is None for change in found)
        self.stdout.write(f"\n{len(found)} thay đổi, {edited} giá trị cũ bị sửa.")
        if edited:
            self.stdout.write("Giá trị cũ bị sửa thì việc cũ bị xét lại: hãy thêm dòng mới.")


def _read(folder: Path) -> Rulebook:
    try:
        return load(folder)
    except LawFileError as broken:
        raise CommandError(f"{folder}: {broken.message}") from broken
