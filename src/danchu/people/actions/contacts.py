"""How somebody in office can be reached: the official telephone."""

from datetime import date

from django.db import transaction

from civics.errors import Refused
from danchu.kit import audit
from danchu.people import access
from danchu.people.models import Term, User


@transaction.atomic
def set_phone(person: User, *, phone: str, by: Term, on: date) -> str:
    """Write down the official telephone of somebody in the commune; returns what stood before."""
    if not access.people_run_by(by.person, on=on).filter(pk=person.pk).exists():
        raise Refused("Người này không thuộc xã, phường của bạn.")
    person = User.objects.select_for_update().get(pk=person.pk)
    was, person.phone = person.phone, " ".join(phone.split())
    if was == person.phone:
        raise Refused(f"Số {was} đã có sẵn. Hãy nghe lại số mới.")
    person.save(update_fields=["phone"])
    audit.record("people.set_phone", by=by, unit_id=by.unit_id, kind="person", key=person.pk, on=on)
    return was
