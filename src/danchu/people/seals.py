"""Numbers of persons as keyed seals: equal numbers give equal seals, and nobody reads one back.

A plain hash of twelve digits is guessed in minutes; a seal needs a key that stands only in the
environment. The first key seals, the others still recognise: `docs/vi/doi-khoa.md` says how keys
are changed. A seal cannot be sealed anew without the number, so that happens at the next sign-in.
"""

import hmac
from hashlib import sha256
from typing import NamedTuple

from django.conf import settings

NATIONAL_ID, PHONE, SUBJECT = "national_id", "phone", "subject"
CASE_PHONE = "case_phone"  # apart from PHONE: no join leads from an anonymous case to an account


class Seal(NamedTuple):
    key_id: str
    seal: str


def newest(kind: str, number: str) -> Seal:
    """The seal to keep."""
    return every(kind, number)[0]


def every(kind: str, number: str) -> list[Seal]:
    """The seal under each key, newest first: under one of them the number is known, if at all."""
    return [
        Seal(name, hmac.new(key.encode(), f"{kind}:{number}".encode(), sha256).hexdigest())
        for name, key in settings.IDENTITY_KEYS.items()
    ]
