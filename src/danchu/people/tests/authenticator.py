"""A small authenticator in software: what a phone's passkey does, and what a thief's would try."""

import json
from hashlib import sha256
from secrets import token_bytes

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import (
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

FLAG = AuthenticatorData.FLAG


class Authenticator:
    """One credential. `origin`, `house`, `verified` and `count` may lie."""

    def __init__(self, origin: str = "http://testserver", house: str = "testserver") -> None:
        self.origin, self.house = origin, house
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.credential_id = token_bytes(32)
        self.handle = b""
        self.count = 0
        self.verified = True

    def make(self, options: str) -> str:
        """The answer to navigator.credentials.create(), as the island writes it."""
        asked = json.loads(options)
        self.handle = websafe_decode(asked["user"]["id"])
        public = ES256.from_cryptography_key(self.key.public_key())
        credential = AttestedCredentialData.create(bytes(16), self.credential_id, public)
        data = AuthenticatorData.create(
            self._house_hash(), self._flags() | FLAG.AT, self.count, bytes(credential)
        )
        said = self._said("webauthn.create", asked["challenge"])
        attestation = AttestationObject.create("none", data, {})
        return self._answer(clientDataJSON=said, attestationObject=bytes(attestation))

    def use(self, options: str, *, step: int = 1) -> str:
        """The answer to navigator.credentials.get()."""
        self.count += step
        data = AuthenticatorData.create(self._house_hash(), self._flags(), self.count)
        said = self._said("webauthn.get", json.loads(options)["challenge"])
        signature = self.key.sign(bytes(data) + sha256(said).digest(), ec.ECDSA(SHA256()))
        return self._answer(
            clientDataJSON=said,
            authenticatorData=bytes(data),
            signature=signature,
            userHandle=self.handle,
        )

    def _answer(self, **parts: bytes) -> str:
        named = websafe_encode(self.credential_id)
        response = {name: websafe_encode(value) for name, value in parts.items()}
        return json.dumps({"id": named, "rawId": named, "type": "public-key", "response": response})

    def _said(self, kind: str, challenge: str) -> bytes:
        return bytes(
            CollectedClientData.create(
                type=kind, challenge=websafe_decode(challenge), origin=self.origin
            )
        )

    def _house_hash(self) -> bytes:
        return sha256(self.house.encode()).digest()

    def _flags(self) -> AuthenticatorData.FLAG:
        return FLAG.UP | FLAG.UV if self.verified else FLAG.UP
