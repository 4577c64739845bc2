"""Entering for somebody, their own word on it, and mending what they say is not right."""

import secrets
from datetime import date
from typing import NamedTuple

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from civics.errors import Refused
from danchu.behalf import access, allowed
from danchu.behalf.models import EnteredFor, Proof, Source
from danchu.duties import actions as duties
from danchu.duties.models import Basis
from danchu.kit import audit, clock, files
from danchu.people import actions as people
from danchu.people.models import Role, Term, User
from danchu.people.secrets import LETTERS
from danchu.places.models import Unit
from danchu.rulebook.rulebook import last_day

CODE_LENGTH = 8  # of 31 letters: 40 bits, and a dozen tries an hour; short enough to say aloud
MEND = "behalf.mend"


class Told(NamedTuple):
    """How the office came to know it: from whom, in which way, on which day."""

    source: Source
    told_on: date
    account: User | None = None
    name: str = ""  # only for somebody without an account
    phone_end: str = ""
    note: str = ""
    file: "UploadedFile[bytes] | None" = None


@transaction.atomic
def enter(
    act: str,
    told: Told,
    *,
    unit: Unit,
    kind: str,
    key: object,
    said: str,
    by: Term,
    on: date,
    address: str = "",
) -> EnteredFor:
    """Mark the act just done as entered for somebody. Rooms call it inside their own transaction.

    Refused for every act that did not register itself; for a vote with the article.
    """
    allowed.refuse_unless_allowed(act, on=on)
    _refuse_unfit(told, by=by, on=on)
    entry = EnteredFor.objects.create(
        unit=unit,
        code="".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH)),
        account=told.account,
        name="" if told.account else " ".join(told.name.split()),
        phone_end="" if told.account else told.phone_end,
        source=told.source,
        told_on=told.told_on,
        note=" ".join(told.note.split()),
        entered_by=by,
        entered_on=on,
        act=act,
        kind=kind,
        key=str(key),
        said=said,
        address=address,
    )
    if told.file is not None:
        _keep_sealed(entry, told.file)
    audit.record("behalf.enter", by=by, unit_id=unit.pk, kind="entered_for", key=entry.pk, on=on)
    return entry


def _refuse_unfit(told: Told, *, by: Term, on: date) -> None:
    if told.told_on > on:
        raise Refused(
            f"Ngày {told.told_on:%d/%m/%Y} còn chưa đến. Hãy ghi ngày người ấy nói với xã."
        )
    if told.account is None and not told.name.strip():
        raise Refused("Chưa ghi nhập thay cho ai. Hãy ghi tên như người ấy nói.")
    if told.account is not None and told.account.pk == by.person_id:
        raise Refused("Đây là việc của chính bạn: hãy tự làm, không cần nhập thay.")


def _keep_sealed(entry: EnteredFor, upload: "UploadedFile[bytes]") -> None:
    """The photo may show faces, numbers, other people's names: it never lies among public files."""
    kept = files.take_in(upload)
    files.seal([kept.stored_as])
    Proof.objects.create(entry=entry, **kept._asdict())


@transaction.atomic
def correct_phone(person: User, *, phone: str, told: Told, by: Term, on: date) -> EnteredFor:
    """The office writes down the new telephone number that a part-time person told it."""
    was = people.set_phone(person, phone=phone, by=by, on=on)
    told = told._replace(account=person, name="", phone_end="")
    earlier = EnteredFor.objects.filter(act="people.set_phone", account=person)
    return enter(
        "people.set_phone",
        told,
        unit=by.unit,
        kind="phone",
        key=f"{person.pk}-{earlier.count() + 1}",
        said=f"Số điện thoại công vụ: {phone}" + (f" (trước là {was})" if was else ""),
        by=by,
        on=on,
    )


@transaction.atomic
def confirm(entry: EnteredFor, *, by: Term | None, person: User | None, on: date) -> EnteredFor:
    """The person says: it is right. `person` None: by the code on the slip."""
    entry = _answered_by(entry, person, on=on)
    entry.confirmed_at = clock.moment_on(on)
    entry.save(update_fields=["confirmed_at"])
    audit.record(
        "behalf.confirm", by=by, unit_id=entry.unit_id, kind="entered_for", key=entry.pk, on=on
    )
    return entry


@transaction.atomic
def deny(
    entry: EnteredFor, *, why: str, by: Term | None, person: User | None, on: date
) -> EnteredFor:
    """The person says: it is not right. The entry is disputed and the office owes the mending."""
    entry = _answered_by(entry, person, on=on)
    entry.denied_at, entry.denied_why = clock.moment_on(on), " ".join(why.split())
    entry.save(update_fields=["denied_at", "denied_why"])
    deadline = last_day(MEND, unit=entry.unit, start=on)
    duties.open_duty(
        MEND,
        unit=entry.unit,
        role=Role.CLERK,
        what="Sửa việc nhập thay mà người được nhập thay nói là không đúng",
        kind="entered_for",
        key=entry.pk,
        address=f"/nhap-thay/{entry.pk}/",
        counted_from=on,
        due_on=deadline.due_on,
        basis=Basis.PARAMETER,
    )
    audit.record(
        "behalf.deny", by=by, unit_id=entry.unit_id, kind="entered_for", key=entry.pk, on=on
    )
    return entry


@transaction.atomic
def mend(entry: EnteredFor, *, how: str, by: Term, on: date) -> EnteredFor:
    """The office has put it right and says how. The duty is done."""
    entry = EnteredFor.objects.select_for_update(of=("self",)).get(pk=entry.pk)
    if entry.state != "disputed":
        raise Refused("Việc này không còn chờ sửa.")
    entry.mended_on, entry.mended_by, entry.mended_how = on, by, " ".join(how.split())
    if not entry.mended_how:
        raise Refused("Chưa ghi đã sửa thế nào. Một câu là đủ.")
    entry.save(update_fields=["mended_on", "mended_by", "mended_how"])
    duties.close("entered_for", entry.pk, on=on)
    audit.record(
        "behalf.mend", by=by, unit_id=entry.unit_id, kind="entered_for", key=entry.pk, on=on
    )
    return entry


def forget(kind: str, key: object) -> list[str]:
    """A record's words must leave at once: so do name, words and photo of its entry.

    Gives the files that no row carries any more, for the caller to discard after its commit.
    """
    entries = EnteredFor.objects.filter(kind=kind, key=str(key), account__isnull=True)
    proofs = Proof.objects.filter(entry__in=entries)
    stored = list(proofs.values_list("stored_as", flat=True))
    proofs.delete()
    entries.update(name="(đã xóa)", phone_end="", note="", said="(đã xóa)", denied_why="")
    return stored


def _answered_by(entry: EnteredFor, person: User | None, *, on: date) -> EnteredFor:
    """Lock it; only the person themselves answers, once, and never whoever works in that office."""
    EnteredFor.objects.select_for_update().get(pk=entry.pk)
    entry = EnteredFor.objects.select_related("unit").get(pk=entry.pk)
    if entry.account_id is not None and (person is None or person.pk != entry.account_id):
        raise Refused("Chỉ người được nhập thay mới trả lời được, trong tài khoản của mình.")
    by_code = entry.account_id is None
    if by_code and person is not None and access.office_term(person, entry.unit, on=on):
        raise Refused(
            "Người của văn phòng xã không tự xác nhận việc xã nhập thay. "
            "Hãy đưa phiếu có mã cho người ấy, hoặc đọc mã qua điện thoại."
        )
    if entry.state != "waiting":
        raise Refused("Việc này đã được trả lời rồi. Nếu vẫn chưa đúng, hãy gọi văn phòng xã.")
    return entry
