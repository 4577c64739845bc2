"""A hundredth of a made-up province: what is written at once is what the acts would have left."""

import io
from datetime import date

import pytest
from django.core.management import call_command

from danchu.disclosure.models import Item
from danchu.front.scale import build
from danchu.front.scale.sizes import SIZES

ON = date(2026, 11, 25)  # a Wednesday


@pytest.fixture(scope="module")
def province(django_db_setup, django_db_blocker):
    """Built once for the module and taken back at its end."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_units", verbosity=0, stdout=io.StringIO())
        build.province(SIZES["hundredth"], on=ON, number=1, out=io.StringIO())
        yield
        transaction.set_rollback(True)


def test_there_are_as_many_as_were_asked_for(province, db):
    assert Item.objects.count() == 1_200 + 12
