"""Looking at somebody's page is an act: the person may read who did."""

from datetime import date

from django.db import transaction

from danchu.kit import audit
from danchu.kit.models import AuditEntry
from danchu.people.models import Term, User


@transaction.atomic
def look_at(person: User, *, by: Term, on: date) -> None:
    """Somebody in office opened this person's page. One entry for each who looks and each day."""
    if by.person_id == person.pk:
        return
    today = AuditEntry.objects.filter(act="people.look", kind="account", key=str(person.pk), on=on)
    if not today.filter(account_id=by.person_id).exists():
        audit.record("people.look", by=by, unit_id=by.unit_id, kind="account", key=person.pk, on=on)
