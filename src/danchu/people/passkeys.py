"""Passkeys: a key pair whose secret half stays in the person's phone or computer (WebAuthn).

The owner's finger, face or screen lock is asked each time (user verification), so one passkey is
both factors. It works on this house's address alone, which is why it cannot be given to a
false page. fido2 reads and checks what the browser says; what it leaves open is closed here: the
exact origin, a challenge of five minutes used once, a counter that only rises.
"""

import json
from collections.abc import Mapping
from datetime import timedelta
from hashlib import sha256
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialDescriptor,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialType,
    PublicKeyCredentialUserEntity,
    RegistrationResponse,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from danchu.kit import clock, limits
from danchu.people.keys import Passkey
from danchu.people.models import User

CHALLENGE = "passkey.challenge"
LASTS = timedelta(minutes=5)
REQUIRED = UserVerificationRequirement.REQUIRED


class NotAccepted(Exception):
    """What the browser sent opens nothing. `why` is one plain word for the security log."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Made(NamedTuple):
    """A new passkey, proven."""

    credential_id: bytes
    credential: bytes  # AAGUID, id and public key
    sign_count: int


# ── making one ────────────────────────────────────────────────────────────────────────────────


def begin_making(request: HttpRequest, person: User, own: list[Passkey]) -> str:
    """What the browser is asked, as JSON; the challenge stays in the session."""
    options, state = _server(request).register_begin(
        user=PublicKeyCredentialUserEntity(
            id=f"danchu:{person.pk}".encode(), name=person.username, display_name=str(person)
        ),
        credentials=[_descriptor(one) for one in own],
        resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=REQUIRED,
    )
    _keep(request, state, "make")
    return json.dumps(dict(options.public_key))


def made(request: HttpRequest, answer: str) -> Made:
    state = _take(request, "make")
    try:
        told = RegistrationResponse.from_dict(_read(answer))
        proven = _server(request).register_complete(state, told)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise NotAccepted("not_proven") from error
    credential = proven.credential_data
    if credential is None:
        raise NotAccepted("no_credential")
    return Made(credential.credential_id, bytes(credential), proven.counter)


# ── coming in ─────────────────────────────────────────────────────────────────────────────────


def begin_using(request: HttpRequest) -> str:
    """What the browser is asked, as JSON. No name is asked: the passkey knows whose it is."""
    options, state = _server(request).authenticate_begin(user_verification=REQUIRED)
    _keep(request, state, "use")
    return json.dumps(dict(options.public_key))


class Used(NamedTuple):
    """A signature not yet checked, and the name of the credential that should have made it."""

    state: dict[str, Any]
    told: AuthenticationResponse

    @property
    def credential_hash(self) -> str:
        return hash_of(self.told.raw_id)

    @property
    def sign_count(self) -> int:
        return int(self.told.response.authenticator_data.counter)


def used(request: HttpRequest, answer: str) -> Used:
    state = _take(request, "use")
    try:
        return Used(state, AuthenticationResponse.from_dict(_read(answer)))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise NotAccepted("not_read") from error


def check(request: HttpRequest, given: Used, key: Passkey) -> None:
    """Raise unless this passkey signed this challenge, here, for its own person."""
    handle = given.told.response.user_handle
    if handle is not None and handle != f"danchu:{key.person_id}".encode():
        raise NotAccepted("another_person")
    credential = AttestedCredentialData(bytes(key.credential))
    try:
        _server(request).authenticate_complete(given.state, [credential], given.told)
    except (ValueError, KeyError, TypeError) as error:
        raise NotAccepted("not_proven") from error


def counter_fell(key: Passkey, sign_count: int) -> bool:
    """A counter that does not rise: a copy of the key may be about. Many passkeys stay at 0."""
    return (key.sign_count or sign_count) > 0 and sign_count <= key.sign_count


def hash_of(credential_id: bytes) -> str:
    return sha256(credential_id).hexdigest()


# ── inside ────────────────────────────────────────────────────────────────────────────────────


def _server(request: HttpRequest) -> Fido2Server:
    """This house to the browser: its host name, and exactly one origin."""
    own = settings.SITE_URL or f"{request.scheme}://{request.get_host()}"
    house = PublicKeyCredentialRpEntity(id=urlsplit(own).hostname or "", name="Dân Chủ")
    return Fido2Server(house, verify_origin=lambda origin: origin == own)


def _descriptor(key: Passkey) -> PublicKeyCredentialDescriptor:
    credential = AttestedCredentialData(bytes(key.credential))
    kind = PublicKeyCredentialType.PUBLIC_KEY
    return PublicKeyCredentialDescriptor(type=kind, id=credential.credential_id)


def _keep(request: HttpRequest, state: dict[str, Any], act: str) -> None:
    kept = {"challenge": state["challenge"], "act": act, "at": clock.now().timestamp()}
    request.session[CHALLENGE] = kept


def _take(request: HttpRequest, act: str) -> dict[str, Any]:
    """The challenge of this browser, once. Counted in the database: two requests at once cannot
    both take it out of the session."""
    kept = request.session.pop(CHALLENGE, None)
    if not kept or kept["act"] != act:
        raise NotAccepted("no_challenge")
    if clock.now().timestamp() - kept["at"] > LASTS.total_seconds():
        raise NotAccepted("expired")
    if not limits.allow("passkey.challenge", kept["challenge"], per=timedelta(days=1), at_most=1):
        raise NotAccepted("replayed")
    return {"challenge": kept["challenge"], "user_verification": REQUIRED}


def _read(answer: str) -> Mapping[str, Any]:
    told = json.loads(answer)
    if not isinstance(told, dict):
        raise NotAccepted("not_read")
    return told
