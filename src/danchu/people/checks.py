"""What must stand before the ways in of citizens may open; each finding says what to write."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

SHORTEST_KEY = 32
CLAIMS = {"name", "national_id"}


@register()
def citizens_ways_are_whole(app_configs: Any, **_: Any) -> list[CheckMessage]:
    """The identity service, the gateway and the keys that seal numbers."""
    return [
        Error(what, hint=hint, id=f"people.{number}")
        for wrong, what, hint, number in (*_service(), *_gateway(), *_keys())
        if wrong
    ]


Found = tuple[bool, str, str, str]


def _service() -> list[Found]:
    if not settings.OIDC_ISSUER:
        return []
    unknown = set(settings.OIDC_CLAIMS) - CLAIMS
    return [
        (
            not _safe(settings.OIDC_ISSUER),
            "DANCHU_OIDC_ISSUER is not an https:// address",
            "write the service's issuer exactly as its discovery document does",
            "E001",
        ),
        (
            not settings.OIDC_CLIENT_ID,
            "DANCHU_OIDC_CLIENT_ID is empty",
            "write the client id that the identity service gave to this house",
            "E002",
        ),
        (
            bool(unknown),
            f"DANCHU_OIDC_CLAIMS maps {', '.join(sorted(unknown))}",
            "only name=… and national_id=… are read",
            "E003",
        ),
        (
            "openid" not in settings.OIDC_SCOPES.split(),
            "DANCHU_OIDC_SCOPES lacks openid",
            'write for example "openid profile"',
            "E004",
        ),
    ]


def _gateway() -> list[Found]:
    if not settings.SMS_URL:
        return []
    return [
        (
            not _safe(settings.SMS_URL),
            "DANCHU_SMS_URL is not an https:// address",
            "codes must not travel in clear; write the gateway's https address",
            "E005",
        ),
        (
            not settings.SMS_TOKEN,
            "DANCHU_SMS_TOKEN is empty",
            "write the token that the gateway gave to this house",
            "E006",
        ),
    ]


def _keys() -> list[Found]:
    keys, used = settings.IDENTITY_KEYS, bool(settings.OIDC_ISSUER or settings.SMS_URL)
    weak = [name for name, key in keys.items() if len(key) < SHORTEST_KEY or len(name) > 20]
    return [
        (
            used and not keys,
            "DANCHU_IDENTITY_KEYS is not set",
            "run `python -m danchu rotate_identity_keys` for a new key; see docs/vi/doi-khoa.md",
            "E007",
        ),
        (
            bool(weak),
            f"DANCHU_IDENTITY_KEYS: {', '.join(weak)} cannot be used",
            f"a key has at least {SHORTEST_KEY} characters, its name at most 20",
            "E008",
        ),
        (
            settings.SECRET_KEY in keys.values(),
            "DANCHU_IDENTITY_KEYS repeats SECRET_KEY",
            "seals need a key of their own: SECRET_KEY is changed more easily",
            "E009",
        ),
    ]


def _safe(address: str) -> bool:
    parts = urlsplit(address)
    return bool(parts.netloc) and (parts.scheme == "https" or settings.LOCAL)
