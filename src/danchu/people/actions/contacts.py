"""How somebody in office can be reached: the official telephone."""

from datetime import date

from django.db import transaction

from civics.errors import Refused
from danchu.kit import audit
from danchu.people import access
from danchu.people.models import Helper, Term, User


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
    audit.record(
        "people.set_phone", by=by, unit_id=by.unit_id, kind="account", key=person.pk, on=on
    )
    return was


@transaction.atomic
def name_helper(term: Term, *, phone: str, by: Term, on: date) -> Helper:
    """The office names one of its own as the person to call, with the official telephone."""
    if term.unit_id != by.unit_id or term not in access.may_help(by.unit, on=on):
        raise Refused("Hãy chọn một người đang giữ vai ở chính văn phòng này.")
    person = User.objects.select_for_update().get(pk=term.person_id)
    person.phone = " ".join(phone.split())
    person.save(update_fields=["phone"])
    helper = Helper.objects.create(unit=by.unit, term=term, named_by=by, named_on=on)
    audit.record(
        "people.name_helper", by=by, unit_id=by.unit_id, kind="helper", key=helper.pk, on=on
    )
    return helper
