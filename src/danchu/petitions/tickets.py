"""What a sender without an account holds: a number to say, and a secret that opens the case."""

import hmac
import secrets
from hashlib import sha256

from danchu.people.secrets import LETTERS

CODE_LENGTH = 8  # the number: no secret, but it tells nobody how many there are
SECRET_LENGTH = 16  # of 31 letters: 79 bits


def new_code() -> str:
    return _letters(CODE_LENGTH)


def new_secret() -> str:
    """'7KQM-3XPR-…': four groups of four, to be written down or photographed."""
    return spaced(_letters(SECRET_LENGTH))


def spaced(letters: str) -> str:
    return "-".join(letters[start : start + 4] for start in range(0, len(letters), 4))


def hashed(secret: str) -> str:
    """However the person spaced or cased it."""
    return sha256(f"case:{bare(secret)}".encode()).hexdigest()


def fits(secret: str, kept: str | None) -> bool:
    """`kept` None: no ticket opens it. As long either way."""
    return hmac.compare_digest(hashed(secret), kept or hashed("")) and bool(kept and bare(secret))


def bare(typed: str) -> str:
    """Only letters and digits, in capitals."""
    return "".join(filter(str.isalnum, typed.upper()))


def code_of(typed: str) -> str:
    """'pa 7k3m 9q2x' → '7K3M9Q2X'; a typed prefix is left out."""
    letters = bare(typed)
    return letters[-CODE_LENGTH:]


def _letters(count: int) -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(count))
