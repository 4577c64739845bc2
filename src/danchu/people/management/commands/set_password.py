from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from civics.errors import Refused
from danchu.kit.clock import today
from danchu.people import access, actions


class Command(BaseCommand):
    help = "Give an account a password for one sign-in. Print it, hand it over in person."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")
        parser.add_argument(
            "--forget-app", action="store_true", help="the authenticator is lost: enrol it anew"
        )

    def handle(self, *, username: str, forget_app: bool, **options: Any) -> None:
        person = access.account(username)
        if person is None:
            raise CommandError(f"Không có tài khoản {username!r}.")
        try:
            password = actions.set_one_time_password(person, on=today(), forget_app=forget_app)
        except Refused as refused:
            raise CommandError(refused.message) from refused
        self.stdout.write(f"{person.full_name} ({person.username})")
        self.stdout.write(f"mật khẩu dùng một lần: {password}")
        self.stdout.write("Lần đăng nhập tới sẽ phải đổi mật khẩu này.")
