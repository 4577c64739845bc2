"""The second factor of civil servants: six digits of an authenticator app, or a recovery code.

allauth keeps the secrets and computes the digits; here each code counts once (RFC 6238, 5.2):
the number of the last accepted half-minute stands on the authenticator's row, under its lock.
"""

import secrets as random
from base64 import b32encode
from collections.abc import Iterable
from hmac import compare_digest
from urllib.parse import quote

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.mfa.utils import decrypt, encrypt
from django.conf import settings
from django.db import transaction

from danchu.people.models import User

TOTP = Authenticator.Type.TOTP
RECOVERY = Authenticator.Type.RECOVERY_CODES


def new_secret() -> str:
    """A fresh TOTP secret, base32, 160 bits."""
    return b32encode(random.token_bytes(20)).decode()


def enrolled(person: User) -> bool:
    """Whether this person has an authenticator app."""
    return bool(Authenticator.objects.filter(user=person, type=TOTP).exists())


def enrolled_among(people: Iterable[int]) -> set[int]:
    """Which of these people have an authenticator app."""
    apps = Authenticator.objects.filter(user__in=list(people), type=TOTP)
    return set(apps.values_list("user", flat=True))


def current(secret: str) -> str:
    """The digits that the app shows now."""
    *_, now, _next = yield_hotp_counters_from_time()
    return str(format_hotp_value(hotp_value(secret, now)))


def matches(secret: str, code: str, *, after: int = 0) -> int | None:
    """The half-minute whose digits `code` is, if it is later than `after`; else None."""
    typed = "".join(code.split()).encode()
    for counter in yield_hotp_counters_from_time():
        digits = str(format_hotp_value(hotp_value(secret, counter))).encode()
        if counter > after and compare_digest(digits, typed):
            return int(counter)
    return None


@transaction.atomic
def enrol(person: User, secret: str, *, used: int = 0) -> Authenticator:
    """Bind this app to the account in place of a former one, with fresh recovery codes."""
    forget(person)
    RecoveryCodes.activate(person)
    return Authenticator.objects.create(
        user=person, type=TOTP, data={"secret": encrypt(secret), "used": used}
    )


def forget(person: User) -> None:
    """Unbind the app and void the recovery codes."""
    Authenticator.objects.filter(user=person, type__in=[TOTP, RECOVERY]).delete()


@transaction.atomic
def check(person: User, code: str) -> Authenticator | None:
    """The authenticator that `code` opens, now used up; None when it opens nothing."""
    own = Authenticator.objects.select_for_update().filter(user=person)
    app = own.filter(type=TOTP).first()
    if app is None:
        return None
    again = settings.LOCAL and person.demo  # several visitors share one demo account
    counter = matches(decrypt(app.data["secret"]), code, after=0 if again else app.data["used"])
    if counter is not None:
        app.data["used"] = counter
        app.save(update_fields=["data"])
        return app
    spare = own.filter(type=RECOVERY).first()
    typed = "".join(character for character in code if character in "0123456789")
    if spare is not None and RecoveryCodes(spare).validate_code(typed):
        return spare
    return None


def recovery_codes(person: User) -> list[str]:
    """Recovery codes not yet used."""
    spare = Authenticator.objects.filter(user=person, type=RECOVERY).first()
    return list(RecoveryCodes(spare).get_unused_codes()) if spare else []


def demo_secret(person: User) -> str | None:
    """The secret of a demo account, so that its code can be shown; None for everybody else."""
    app = Authenticator.objects.filter(user=person, user__demo=True, type=TOTP).first()
    return decrypt(app.data["secret"]) if app else None


def app_address(person: User, secret: str) -> str:
    """What the QR code of the enrolment page says to the app."""
    label = quote(f"Dân Chủ:{person.username}")
    return f"otpauth://totp/{label}?secret={secret}&issuer={quote('Dân Chủ')}&digits=6&period=30"
