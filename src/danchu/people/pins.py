"""Six digits that open a bound phone: which are too easy to guess, and how they are kept."""

from itertools import pairwise

DIGITS = 6


def weakness(pin: str) -> str | None:
    """Why this PIN would be guessed first, for the person choosing it; None: it will do.

    >>> weakness("480195") is None
    True
    >>> weakness("123456")
    'Dãy số liền nhau rất dễ đoán. Hãy chọn sáu số khác.'
    """
    if len(pin) != DIGITS or not (pin.isascii() and pin.isdecimal()):
        return "Mã PIN gồm đúng sáu chữ số."
    if len(set(pin)) <= 2 or pin in {pin[:2] * 3, pin[:3] * 2}:
        return "Số lặp lại rất dễ đoán. Hãy chọn sáu số khác."
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(pin)}
    if steps <= {1} or steps <= {9} or pin[::2] == pin[1::2]:
        return "Dãy số liền nhau rất dễ đoán. Hãy chọn sáu số khác."
    return None


def with_device(secret: str, pin: str) -> str:
    """What is hashed: the PIN alone has a million values, with the phone's secret it has enough."""
    return f"{secret}:{pin}"
