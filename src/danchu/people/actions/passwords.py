"""Passwords and authenticator apps of civil servants."""

from datetime import date

from allauth.mfa.models import Authenticator
from django.db import transaction

from civics.errors import Refused
from danchu.kit import audit, clock
from danchu.people import access, codes, secrets
from danchu.people.keys import Passkey
from danchu.people.models import OneTimePassword, Term, User


@transaction.atomic
def set_one_time_password(
    person: User, *, on: date, by: Term | None = None, forget_app: bool = False
) -> str:
    """A password for one sign-in, to be handed over in person; its owner must change it then.

    `forget_app`: the phone with the authenticator is lost too, so it is enrolled anew, and passkeys
    go with it. `by` None: the command line of the machine.
    """
    person = User.objects.select_for_update().get(pk=person.pk)
    if person.erased_on is not None:
        raise Refused("Tài khoản này đã xóa theo yêu cầu, không vào lại được.")
    if by is not None and not access.lets_in(by, person, on=on):
        raise Refused(
            f"{person.full_name} không phải công chức do bạn ghi nhận, nên bạn không cấp mật khẩu. "
            "Người ghi nhiệm kỳ của họ cấp, hoặc người quản trị máy chủ."
        )
    password = secrets.new_code()
    person.set_password(password)
    person.save(update_fields=["password"])
    OneTimePassword.objects.update_or_create(person=person, defaults={"set_at": clock.now()})
    if forget_app:
        codes.forget(person)
        Passkey.objects.filter(person=person).delete()
    _record("people.set_password", person, by=by, on=on)
    return password


@transaction.atomic
def change_password(person: User, password: str, *, on: date) -> User:
    """The owner's own new password. All other sessions of the account end with it."""
    person = User.objects.select_for_update().get(pk=person.pk)
    person.set_password(password)
    person.save(update_fields=["password"])
    OneTimePassword.objects.filter(person=person).delete()
    _record("people.change_password", person, on=on)
    return person


@transaction.atomic
def enrol_app(person: User, secret: str, *, used: int, on: date) -> Authenticator:
    """Bind an authenticator app; `used` is the half-minute of the code that proved it."""
    User.objects.select_for_update().get(pk=person.pk)
    authenticator = codes.enrol(person, secret, used=used)
    _record("people.enrol_app", person, on=on)
    return authenticator


def _record(act: str, person: User, *, by: Term | None = None, on: date) -> None:
    term = access.terms_of(person, on=on).first()
    unit = term.unit_id if term else (by.unit_id if by else None)
    audit.record(act, by=by or term, unit_id=unit, kind="account", key=person.pk, on=on)
