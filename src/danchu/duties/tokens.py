"""Tokens of calendar addresses: long enough that a plain hash of them cannot be guessed."""

import secrets
from hashlib import sha256


def new_token() -> str:
    """256 bits, in letters an address carries as they are."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    return sha256(f"calendar:{token}".encode()).hexdigest()
