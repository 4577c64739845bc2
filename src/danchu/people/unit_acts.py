"""A decision about units seen before it is written: done for real, looked at, taken back."""

from datetime import date
from typing import NamedTuple

from django.db import transaction

from danchu.kit.audit import InOffice
from danchu.people.unit_forms import ActForm
from danchu.places import hanging
from danchu.places.carrying import placed
from danchu.places.hanging import Line


class Preview(NamedTuple):
    """What the act would say, and what hangs on each unit that ends."""

    words: str
    carried: bool  # its day has come: what is open passes on at once
    units: list[tuple[str, list[Line]]]
    placed: list[tuple[str, list[str]]]  # of a split commune: each new one, and who goes there


def preview(form: ActForm, *, by: InOffice, on: date) -> Preview:
    """Refused exactly when the act would be: it is run to its end, and rolled back."""
    heir, day = form.heir, form.paper.day
    units = [(old.full_name, hanging.lines(old, heir, day=day)) for old in form.olds]
    with transaction.atomic():
        act = form.do(by=by, on=on)
        told = Preview(act.words, act.carried_on is not None, units, placed(act))
        transaction.set_rollback(True)
    return told
