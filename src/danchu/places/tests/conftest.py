"""The units of the province, loaded once a file: every test takes back what it changed."""

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import transaction


@pytest.fixture(scope="module")
def province_units(django_db_setup, django_db_blocker) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_units", verbosity=0)
        yield
        transaction.set_rollback(True)
