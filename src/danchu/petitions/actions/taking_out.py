"""A denunciation that came through after all: its words leave the system, and nothing names it."""

from datetime import date

from django.db import transaction

from danchu.behalf import actions as behalf
from danchu.documents import actions as documents
from danchu.kit import files
from danchu.people.models import Term
from danchu.petitions import clocks, steps
from danchu.petitions.actions import showing
from danchu.petitions.models import (
    Attachment,
    Case,
    CasePhone,
    PublicCase,
    State,
    Step,
    StepKind,
)


@transaction.atomic
def take_out(case: Case, *, by: Term, on: date) -> Case:
    """Words, name, contact, photos, notes: all gone, from here and from what repeats them.

    Whoever does it first hands the matter to the head by word of mouth; no row leads from this
    case to the register. Who was barred stays barred: no list shows them that it was there.
    """
    case = steps.open_case(case, by=by)
    showing.forget_show(case)
    stored = list(Attachment.objects.filter(step__case=case).values_list("stored_as", flat=True))
    Attachment.objects.filter(step__case=case).delete()
    Step.objects.filter(case=case).update(words="", cite="")
    CasePhone.objects.filter(case=case).delete()
    stored += behalf.forget(clocks.CASE, case.pk)
    documents.put_away(clocks.CASE, case.pk, by=by, on=on)
    case.text = case.place = case.name = case.contact = case.topic = ""
    case.hamlet = case.latitude = case.longitude = None
    steps.add(case, StepKind.GUIDED, by=by, on=on, words=steps.TAKEN_OUT)
    case.state, case.closed_on = State.GUIDED, on
    case.save()
    clocks.call_off(case, on=on, why="đã hướng dẫn sang đúng đường")
    if public := PublicCase.objects.filter(case=case).first():
        clocks.look_no_more(public, on=on, why="đã hướng dẫn sang đúng đường")
    transaction.on_commit(lambda: files.discard_sealed(stored))
    steps.record("petitions.classify", case, by=by, on=on)
    return case
