"""Passkeys: added by their owner, used, taken away by the owner or the office."""

from collections.abc import Callable
from datetime import date

from django.db import IntegrityError, transaction

from civics.errors import Refused
from danchu.kit import audit
from danchu.people import access, passkeys
from danchu.people.keys import Passkey
from danchu.people.models import Term, User

MOST = 8  # a person has a phone, a computer and a spare


@transaction.atomic
def add_passkey(person: User, made: passkeys.Made, *, name: str, on: date) -> Passkey:
    """Keep the public half of a passkey that its owner just proved."""
    User.objects.select_for_update().get(pk=person.pk)
    if access.own_passkeys(person).count() >= MOST:
        raise Refused(f"Mỗi người giữ nhiều nhất {MOST} khóa. Hãy bỏ một khóa không dùng nữa.")
    try:
        with transaction.atomic():
            key = Passkey.objects.create(
                person=person,
                name=name,
                credential=made.credential,
                credential_hash=passkeys.hash_of(made.credential_id),
                sign_count=made.sign_count,
                added_on=on,
            )
    except IntegrityError:
        raise Refused("Khóa này đã có ở đây rồi. Không cần thêm lần nữa.") from None
    _record("people.add_passkey", key, by=access.terms_of(person, on=on).first(), on=on)
    return key


@transaction.atomic
def use_passkey(
    given: passkeys.Used, check: Callable[[passkeys.Used, Passkey], None], *, on: date
) -> Passkey:
    """The passkey that signed, its counter and last day written down. `check` proves it.

    The row is locked first, so that a copy of the key used at the same moment is seen.
    """
    key = (
        Passkey.objects.select_for_update(of=("self",))
        .select_related("person")
        .filter(credential_hash=given.credential_hash, person__is_active=True)
        .first()
    )
    if key is None:
        raise passkeys.NotAccepted("unknown")
    check(given, key)
    if passkeys.counter_fell(key, given.sign_count):
        raise passkeys.NotAccepted("counter_fell")
    key.sign_count, key.used_on = given.sign_count, on
    key.save(update_fields=["sign_count", "used_on"])
    return key


@transaction.atomic
def remove_passkey(key: Passkey, *, by: Term | None, on: date) -> None:
    """From now on it opens nothing. Sessions it opened end with their next request."""
    _record("people.remove_passkey", key, by=by, on=on)
    Passkey.objects.filter(pk=key.pk).delete()


def _record(act: str, key: Passkey, *, by: Term | None, on: date) -> None:
    unit = by.unit_id if by else None
    audit.record(act, by=by, unit_id=unit, kind="passkey", key=key.pk, on=on)
