"""Random secrets and their hashes. They are long enough that a plain hash cannot be guessed."""

import secrets as random
from hashlib import sha256

# Read aloud over a bad line and typed from paper: no 0/O, 1/I/L, and no lower case.
LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CODE_LENGTH = 20  # of 31 letters: 99 bits


def new_code() -> str:
    """'7KQM-…': five groups of four."""
    letters = "".join(random.choice(LETTERS) for _ in range(CODE_LENGTH))
    return "-".join(letters[start : start + 4] for start in range(0, CODE_LENGTH, 4))


def code_hash(code: str) -> str:
    """The hash of a card's code, however the person spaced or cased it."""
    bare = "".join(letter for letter in code.upper() if letter in LETTERS)
    return sha256(f"card:{bare}".encode()).hexdigest()


def new_secret() -> str:
    """A bound phone's secret, 256 bits, without dots."""
    return random.token_urlsafe(32)


def secret_hash(secret: str) -> str:
    return sha256(f"device:{secret}".encode()).hexdigest()
