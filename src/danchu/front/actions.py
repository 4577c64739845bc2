"""Acts of the door itself."""

from datetime import date

from django.db import transaction

from civics.errors import Refused
from danchu.front.asking import Question
from danchu.front.extracts import FORMS
from danchu.kit import audit, clock, trail
from danchu.kit.models import TrailExtract
from danchu.people.models import Term


@transaction.atomic
def export_trail(question: Question, *, form: str, by: Term, on: date) -> TrailExtract:
    """Make an extract of the trail as it stands now; the file is fetched from its slip.

    The entry in the trail stands at the unit it was narrowed to, so its head reads who took it.
    """
    if form not in FORMS:
        raise Refused("Chưa chọn dạng tệp: CSV, XLSX hay JSON.")
    last = trail.last()
    asked = question.asked._replace(upto=last)
    extract = TrailExtract.objects.create(
        account_id=by.person_id,
        term_id=by.pk,
        unit_id=question.chosen.pk if question.chosen else by.unit_id,
        made_at=clock.now(),
        made_on=on,
        asked=question.query,
        words=question.words,
        form=form,
        upto=last,
        entries=trail.count(asked),
    )
    audit.record(
        "front.export_trail",
        by=by,
        unit_id=extract.unit_id,
        kind="extract",
        key=extract.pk,
        on=on,
    )
    return extract
