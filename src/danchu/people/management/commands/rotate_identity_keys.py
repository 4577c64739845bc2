import secrets
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from danchu.kit.clock import today
from danchu.people import access, actions


class Command(BaseCommand):
    help = "Show under which keys numbers of persons are sealed; make a new key; retire an old one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--retire", metavar="KEY", help="remove the seals still made with this former key"
        )

    def handle(self, *, retire: str | None, **options: Any) -> None:
        if retire is not None:
            return self._retire(retire)
        names = list(settings.IDENTITY_KEYS)
        for name, (identities, numbers) in access.seals_by_key(names).items():
            place = "mới nhất" if names[:1] == [name] else "cũ" if name in names else "KHÔNG CÒN"
            self.stdout.write(f"{name} ({place}): {identities} định danh, {numbers} số điện thoại")
        name = f"{today():%Y%m%d}"
        self.stdout.write("Khóa mới, viết đứng đầu DANCHU_IDENTITY_KEYS, giữ các khóa cũ phía sau:")
        self.stdout.write(f"{name}:{secrets.token_hex(32)}")
        return None

    def _retire(self, name: str) -> None:
        if name in list(settings.IDENTITY_KEYS)[:1]:
            raise CommandError("Đây là khóa đang dùng. Viết khóa mới đứng đầu rồi mới bỏ khóa này.")
        identities, numbers = actions.retire_key(name, on=today())
        self.stdout.write(f"Khóa {name}: đã bỏ {identities} định danh, {numbers} số điện thoại.")
        self.stdout.write("Người có vai gắn lại định danh; công dân vào lại thì có tài khoản mới.")
