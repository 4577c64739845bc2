from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from civics.errors import Refused
from danchu.kit.clock import today
from danchu.people import access, actions
from danchu.people.models import Role


class Command(BaseCommand):
    help = (
        "Write down a term of office from the command line: how the first clerk comes into being."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("full_name")
        parser.add_argument("role", choices=Role.values)
        parser.add_argument("unit", help="the unit's address name, e.g. xa-la-bang")
        parser.add_argument("--document", required=True, help="number and day of the decision")
        parser.add_argument("--username", help="somebody who already has an account")
        parser.add_argument("--position", default="", help="the title as printed on papers")
        parser.add_argument("--since", type=date.fromisoformat, help="YYYY-MM-DD, default today")
        parser.add_argument("--until", type=date.fromisoformat, help="YYYY-MM-DD, inclusive")

    def handle(self, *, full_name: str, role: str, unit: str, **options: Any) -> None:
        place = access.unit_named(unit)
        if place is None:
            raise CommandError(f"Không có đơn vị {unit!r}.")
        person = None
        if options["username"]:
            person = access.account(options["username"])
            if person is None:
                raise CommandError(f"Không có tài khoản {options['username']!r}.")
        on = today()
        try:
            person = person or actions.register_person(full_name, by=None)
            term = actions.appoint(
                person,
                Role(role),
                place,
                since=options["since"] or on,
                until=options["until"],
                document=options["document"],
                position=options["position"],
                by=None,
                on=on,
            )
        except Refused as refused:
            raise CommandError(refused.message) from refused
        self.stdout.write(f"{term} tại {place.spoken_name}: tên đăng nhập {person.username}")
