"""Correcting what the house holds about a person: some at once by oneself, some by the office."""

from datetime import date

from django.db import transaction

from civics.errors import Refused
from danchu.kit import audit
from danchu.people import access
from danchu.people.models import Term, User


@transaction.atomic
def change_contact(person: User, *, phone: str, email: str, on: date) -> User:
    """One's own telephone number and mail address, at once."""
    person = User.objects.select_for_update().get(pk=person.pk)
    if (person.phone, person.email) == (phone, email):
        raise Refused("Điện thoại và thư điện tử giống như đang ghi, nên không có gì để sửa.")
    person.phone, person.email = phone, email
    person.save(update_fields=["phone", "email"])
    term = access.terms_of(person, on=on).first()
    audit.record(
        "people.change_contact",
        by=term,
        unit_id=term.unit_id if term else None,
        kind="account",
        key=person.pk,
        on=on,
    )
    return person


@transaction.atomic
def correct_name(person: User, full_name: str, *, by: Term, on: date) -> User:
    """The office mends a name by the papers shown to it; what was printed stays as it is."""
    person = User.objects.select_for_update().get(pk=person.pk)
    _by_another(person, by)
    if not full_name.strip():
        raise Refused("Chưa có họ tên đúng. Hãy ghi như trên giấy tờ.")
    person.full_name = " ".join(full_name.split())
    person.save(update_fields=["full_name"])
    audit.record(
        "people.correct_name", by=by, unit_id=by.unit_id, kind="account", key=person.pk, on=on
    )
    return person


@transaction.atomic
def correct_term(term: Term, *, position: str, document: str, by: Term, on: date) -> Term:
    """The office mends title and document of a term. Its role, place and days are other acts."""
    term = Term.objects.select_for_update().select_related("person").get(pk=term.pk)
    _by_another(term.person, by)
    term.position, term.document = position.strip(), document.strip()
    term.save(update_fields=["position", "document"])
    audit.record(
        "people.correct_term", by=by, unit_id=term.unit_id, kind="term", key=term.pk, on=on
    )
    return term


def _by_another(person: User, by: Term) -> None:
    if by.person_id == person.pk:
        raise Refused("Dữ liệu này do người khác trong văn phòng sửa, không tự duyệt cho mình.")
