"""Writes MAP.md from the code. Safe to run again."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from danchu.front import map as house_map


class Command(BaseCommand):
    help = "Write MAP.md: feature, room, article of law, page."

    def handle(self, **options: Any) -> None:
        file = settings.ROOT / "MAP.md"
        file.write_text(house_map.whole())
        self.stdout.write(f"{file.name}: {len(file.read_text().splitlines())} lines")
