"""What somebody who booked holds: twelve letters, shown once, kept as a hash."""

import secrets
from hashlib import sha256

from danchu.people.secrets import LETTERS

LENGTH = 12  # of 31 letters: 59 bits, and twenty tries an hour


def new() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def spaced(code: str) -> str:
    """'7KQM-3XPR-9T2W', to be said aloud."""
    return "-".join(code[at : at + 4] for at in range(0, LENGTH, 4))


def hashed(typed: str) -> str:
    """However the person spaced or cased it."""
    return sha256(f"reception:{''.join(filter(str.isalnum, typed.upper()))}".encode()).hexdigest()
