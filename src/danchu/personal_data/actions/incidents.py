"""Data was leaked, lost or misused: hours count from the moment it was found."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from civics.errors import Refused
from danchu.duties import actions as duties
from danchu.kit import audit, clock
from danchu.people.models import Term
from danchu.personal_data import rules
from danchu.personal_data.models import Incident, Nature


@transaction.atomic
def note_incident(
    *, nature: Nature, found_at: datetime, by: Term, on: date, **told: Any
) -> Incident:
    """Write down what happened. Opens the duty to tell the specialised authority in its hours."""
    if found_at > clock.now():
        raise Refused("Lúc phát hiện còn chưa đến. Hãy xem lại ngày, giờ.")
    found_on = clock.day_of(found_at)
    due_at = found_at + timedelta(hours=rules.hours_to_tell(on=found_on))
    incident = Incident.objects.create(
        unit=by.unit,
        nature=nature,
        found_at=found_at,
        due_at=due_at,
        noted_by=by,
        noted_on=on,
        **told,
    )
    duties.open_duty(
        rules.BREACH,
        unit=by.unit,
        role=rules.role_of(by.unit),
        what="Báo một sự cố dữ liệu cá nhân cho cơ quan chuyên trách",
        kind=rules.INCIDENT,
        key=incident.pk,
        address=f"/du-lieu-ca-nhan/su-co/{incident.pk}/",
        counted_from=found_on,
        due_on=clock.day_of(due_at),
    )
    _record("personal_data.note_incident", incident, by=by, on=on)
    return incident


@transaction.atomic
def tell_incident(
    incident: Incident, *, told_at: datetime, told_how: str, by: Term, on: date
) -> Incident:
    """The authority was told, on the portal or on paper; the hour decides whether in time."""
    incident = Incident.objects.select_for_update().get(pk=incident.pk)
    if by.unit_id != incident.unit_id:
        raise Refused("Sự cố này do đơn vị khác báo.")
    if incident.told_at is not None:
        raise Refused(f"Đã báo ngày {clock.day_of(incident.told_at):%d/%m/%Y}.")
    if not incident.found_at <= told_at <= clock.now():
        raise Refused("Lúc báo phải sau lúc phát hiện và không thể còn chưa đến.")
    incident.told_at, incident.told_how, incident.told_by = told_at, told_how.strip(), by
    incident.save(update_fields=["told_at", "told_how", "told_by"])
    duties.close(rules.INCIDENT, incident.pk, on=clock.day_of(told_at))
    _record("personal_data.tell_incident", incident, by=by, on=on)
    return incident


def _record(act: str, incident: Incident, *, by: Term, on: date) -> None:
    audit.record(act, by=by, unit_id=incident.unit_id, kind="data_incident", key=incident.pk, on=on)
