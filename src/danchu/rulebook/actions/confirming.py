"""What a jurist does with a value: answer for it, object to it, settle an objection."""

from datetime import date

from django.db import IntegrityError, transaction

from civics.errors import Refused
from civics.rules import Value
from danchu.kit import audit
from danchu.kit.law import book
from danchu.people.models import Term
from danchu.rulebook.models import Confirmation, Objection
from danchu.rulebook.rulebook import forget


@transaction.atomic
def confirm(
    key: str, *, since: date, digest: str, document: str, note: str, by: Term, on: date
) -> Confirmation:
    """The jurist answers for the value that starts on `since`, as it read when it was shown.

    `digest` is of the value on the jurist's page: what was edited in between is not confirmed.
    """
    value = _value(key, since)
    if value.digest != digest:
        raise Refused(
            "Giá trị này vừa được sửa sau khi trang được mở. Hãy đọc lại rồi xác nhận lại."
        )
    if Objection.objects.open().filter(key=key, since=since).exists():
        raise Refused("Giá trị này còn ý kiến phản đối chưa giải quyết. Hãy giải quyết trước.")
    try:
        with transaction.atomic():
            row = Confirmation.objects.create(
                key=key,
                since=since,
                digest=digest,
                confirmed_by=by,
                on=on,
                note=note,
                document=document,
            )
    except IntegrityError as already:
        raise Refused("Giá trị này đã có người xác nhận, không cần xác nhận nữa.") from already
    _record("rulebook.confirm", key, by=by, on=on)
    return row


@transaction.atomic
def object_to(key: str, *, since: date, reason: str, by: Term, on: date) -> Objection:
    """Say in public why a value may be wrong. Every page that uses it repeats the reason."""
    _value(key, since)
    row = Objection.objects.create(key=key, since=since, reason=reason, raised_by=by, on=on)
    _record("rulebook.object", key, by=by, on=on)
    return row


@transaction.atomic
def settle(objection: Objection, *, settlement: str, by: Term, on: date) -> Objection:
    """End an objection with an answer; both stay on the page of the rule."""
    objection = Objection.objects.select_for_update(of=("self",)).get(pk=objection.pk)
    if objection.settled_on is not None:
        raise Refused(f"Ý kiến này đã được giải quyết ngày {objection.settled_on:%d/%m/%Y}.")
    objection.settled_on, objection.settlement, objection.settled_by = on, settlement, by
    objection.save(update_fields=["settled_on", "settlement", "settled_by"])
    _record("rulebook.settle", objection.key, by=by, on=on)
    return objection


def _value(key: str, since: date) -> Value:
    """Raises UnknownRule."""
    for value in book().rule(key).values:
        if value.since == since:
            return value
    raise Refused(f"Quy tắc này không có giá trị nào bắt đầu từ {since:%d/%m/%Y}.")


def _record(act: str, key: str, *, by: Term, on: date) -> None:
    forget()
    audit.record(act, by=by, unit_id=by.unit_id, kind="law", key=key, on=on)
