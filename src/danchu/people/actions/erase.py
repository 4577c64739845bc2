"""A granted request to erase: irreversible, one transaction, and again after every restore."""

from datetime import date
from pathlib import Path

from django.db import transaction
from django.db.models import Q, QuerySet

from civics.errors import Refused
from danchu.kit import audit
from danchu.kit.law import book
from danchu.people import erasing, own_data
from danchu.people.models import Erasure, Term, User
from danchu.people.roll import erasing as roll
from danchu.places.models import Unit


@transaction.atomic
def erase(person: User, *, by: Term, on: date) -> User:
    """Empty the account. Its acts, its terms and every count stay; nobody comes in by it again.

    Refused while its owner holds office today or is to hold it: acts in office need a person.
    """
    person = User.objects.select_for_update().get(pk=person.pk)
    if by.person_id == person.pk:
        raise Refused("Không ai tự xóa mình: người khác trong văn phòng duyệt việc này.")
    if reason := why_not(person, on=on):
        raise Refused(reason, book().value(own_data.KEPT, on=on).cite)
    done = erasing.empty(person, on=on)
    audit.record("people.erase", by=by, unit_id=by.unit_id, kind="account", key=person.pk, on=on)
    transaction.on_commit(lambda: erasing.remember(done))
    person.refresh_from_db()
    return person


def why_not(person: User, *, on: date) -> str:
    """Why this account cannot be erased on `on`, with what to do first; "": it can."""
    if person.erased_on is not None:
        return f"Tài khoản này đã xóa ngày {person.erased_on:%d/%m/%Y}. Không còn gì để xóa."
    terms = Term.objects.filter(Q(until__isnull=True) | Q(until__gte=on), person=person)
    held = terms.select_related("unit").order_by("since").first()
    if held is None:
        return ""
    return (
        f"Còn giữ vai {held.spoken_role}, {held.unit.spoken_name}, nên chưa xóa được: việc đang "
        "làm phải có người đứng tên. Trước hết nhờ văn phòng ghi thôi giữ vai; từ ngày sau ngày "
        "cuối giữ vai thì gửi yêu cầu xóa."
    )


@transaction.atomic
def erase_name(name: str, units: QuerySet[Unit], *, by: Term, on: date) -> int:
    """Take the name of somebody without an account out of the texts of `units`; how many texts."""
    done = erasing.take_out([name], units, on=on)
    for one in done:
        audit.record(
            "people.erase_name", by=by, unit_id=by.unit_id, kind="text", key=one.key, on=on
        )
    transaction.on_commit(lambda: erasing.remember(done))
    return len(done)


@transaction.atomic
def erase_again(file: Path, *, on: date) -> list[str]:
    """After a restore: erase anew whatever `file` or the table says was erased. Safe to run again.

    Returns a line for each row that had come back.
    """
    known = {(one.table, one.key): one.on for one in Erasure.objects.all()}
    back = []
    for (table, key), day in (erasing.remembered(file) | known).items():
        if table == erasing.ACCOUNTS:
            person = User.objects.select_for_update().filter(pk=key, erased_on=None).first()
            if person is not None:
                erasing.empty(person, on=day)
                back.append(f"tài khoản {key}{_open_term(person, on=on)}")
        elif (table == erasing.HOUSEHOLDS and roll.empty_again(key, on=day)) or (
            erasing.blank_texts(table, key)
        ):
            back.append(f"{table} {key}")
        Erasure.objects.get_or_create(table=table, key=key, defaults={"on": day})
    if back:
        audit.record("people.erase_again", by=None, unit_id=None, kind="text", key=len(back), on=on)
    return back


def _open_term(person: User, *, on: date) -> str:
    """The backup may be older than the end of the term: then the end is to be written again."""
    open_terms = Term.objects.filter(Q(until__isnull=True) | Q(until__gte=on), person=person)
    return ": còn nhiệm kỳ chưa ghi kết thúc, hãy ghi lại" if open_terms.exists() else ""
