"""Numbers as they are said in Vietnamese: mốt, lăm, tư, linh, phẩy."""

from __future__ import annotations

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
BILLION = 1_000_000_000
LONGEST = 30  # digits; longer ones are said one by one

# Every word a number may be said with; `text.number_phrases` finds runs of these.
WORDS = frozenset(
    {*DIGITS, "mốt", "tư", "lăm", "mười", "mươi", "trăm", "nghìn", "triệu", "tỷ", "linh", "phẩy"}
)


def digits(text: str) -> str:
    """Digit by digit, as a phone number is read: "091" gives "không chín một".

    >>> digits("0912")
    'không chín một hai'
    """
    return " ".join(DIGITS[int(one)] for one in text if one in "0123456789")


def integer(text: str | int) -> str:
    """A whole number from 0 on. Zeros in front are not said.

    >>> integer(2150000)
    'hai triệu một trăm năm mươi nghìn'
    >>> integer(2026)
    'hai nghìn không trăm hai mươi sáu'
    """
    plain = str(text)
    if len(plain) > LONGEST:
        return digits(plain)
    return _whole(int(plain))


def _whole(n: int) -> str:
    if n < BILLION:
        return _below_billion(n, padded=False)
    high, low = divmod(n, BILLION)
    return f"{_whole(high)} tỷ" + (f" {_below_billion(low, padded=True)}" if low else "")


def _below_billion(n: int, *, padded: bool) -> str:
    """`padded`: something stands in front, so empty hundreds are said ("không trăm linh năm")."""
    if n == 0:
        return DIGITS[0]
    said: list[str] = []
    for size, name in ((1_000_000, " triệu"), (1000, " nghìn"), (1, "")):
        part, n = divmod(n, size)
        if part:
            said.append(_hundreds(part, padded=padded or bool(said)) + name)
    return " ".join(said)


def _hundreds(n: int, *, padded: bool) -> str:
    """1 to 999."""
    hundred, rest = divmod(n, 100)
    said = [f"{DIGITS[hundred]} trăm"] if hundred or padded else []
    if rest and rest < 10:
        said.append(f"linh {DIGITS[rest]}" if said else DIGITS[rest])
    elif rest:
        said.append(_tens(*divmod(rest, 10)))
    return " ".join(said)


def _tens(ten: int, one: int) -> str:
    start = "mười" if ten == 1 else f"{DIGITS[ten]} mươi"
    if one == 0:
        return start
    if one == 5:
        return f"{start} lăm"
    if ten > 1 and one in {1, 4}:
        return f"{start} {'mốt' if one == 1 else 'tư'}"
    return f"{start} {DIGITS[one]}"


def decimal(whole: str, part: str) -> str:
    """ "3", "25": "ba phẩy hai mươi lăm". A long part, or one led by 0, is said digit by digit.

    >>> decimal("12", "05")
    'mười hai phẩy không năm'
    """
    short = len(part) <= 2 and not part.startswith("0")
    return f"{integer(whole)} phẩy {integer(part) if short else digits(part)}"


def fraction(above: int, below: int) -> str:
    """ "2/3" is "hai phần ba", "61/64" is "sáu mươi mốt trên sáu mươi tư"."""
    if above < below <= 10 or (above < below and below in {100, 1000}):
        return f"{integer(above)} phần {'tư' if below == 4 else integer(below)}"
    return f"{integer(above)} trên {integer(below)}"


def roman(text: str) -> int:
    """The value of a Roman numeral of I, V, X, L, C; the letters are trusted."""
    values = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
    found = [values[one] for one in text]
    pairs = zip(found, [*found[1:], 0], strict=True)
    return sum(-one if one < after else one for one, after in pairs)


def day_of_month(n: int) -> str:
    """mồng một … mồng mười, mười một …"""
    return f"mồng {integer(n)}" if n <= 10 else integer(n)


def month(n: int) -> str:
    """tháng một, tháng tư, tháng mười hai"""
    return f"tháng {'tư' if n == 4 else integer(n)}"
