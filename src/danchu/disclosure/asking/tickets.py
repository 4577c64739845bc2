"""The secret of a ticket: shown once to whoever asked, kept as a hash, good for nothing else."""

import hmac
from hashlib import sha256
from secrets import choice

from danchu.people.secrets import LETTERS, new_code

CODE_LENGTH = 10


def new_ticket_code() -> str:
    """Names a ticket; it opens nothing by itself."""
    return "".join(choice(LETTERS) for _ in range(CODE_LENGTH))


def new_secret() -> str:
    """'7KQM-…': 99 bits in five groups that may be read aloud."""
    return new_code()


def secret_hash(secret: str) -> str:
    bare = "".join(letter for letter in secret.upper() if letter in LETTERS)
    return sha256(f"information request:{bare}".encode()).hexdigest()


def opens(secret: str, kept: str) -> bool:
    return hmac.compare_digest(secret_hash(secret), kept)
