"""A whole text: cleaned, put into words piece by piece, cut into short sentences.

Every step turns signs into words and leaves words alone, so that `say` of what was said changes
nothing; a clerk may edit and save as often as needed.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from math import ceil

from civics.spoken import marks, numbers
from civics.spoken.words import ASSUMED_RATE

SHORT = 30  # syllables; a longer sentence is cut where a new thought begins
TOO_LONG = 45  # syllables; cut at any comma
LEAST = 6  # syllables on each side of a cut
_BEGINS = re.compile(
    r"(?:và|nhưng|trong đó|để|theo|từ|khi|nếu|đồng thời|ngoài ra|cụ thể|gồm|bao gồm|do|vì|nhằm"
    r"|thu|chi|kèm theo|đề nghị|yêu cầu|bà con|mời|ai|người)\b",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[^\W\d_]+")
_SAME_PLACE = re.compile(r"(?<=[0-9])[\u00a0\u2009\u202f](?=[0-9]{3}(?![0-9]))")
_DASHES = re.compile("[\u2010-\u2015\u2212\uff0d]")
_ROUNDS = 6


def say(text: str) -> str:
    """`text` in words, one short sentence a line. No digit is left; nothing is ever refused.

    >>> say("UBND xã thu 2.150.000 đồng, hạn 07/12/2026.")
    'Ủy ban nhân dân xã thu hai triệu một trăm năm mươi nghìn đồng, hạn ngày mồng bảy tháng mười \
hai năm hai nghìn không trăm hai mươi sáu.'
    """
    for _ in range(_ROUNDS):
        said = _once(text)
        if said == text:
            break
        text = said
    return text


def _once(text: str) -> str:
    lines = (marks.in_words(line) for line in _clean(text).split("\n"))
    return "\n".join(sentences("\n".join(lines)))


def _clean(text: str) -> str:
    """One spelling of each letter, plain spaces and dashes, nothing that is not seen."""
    text = _SAME_PLACE.sub(".", text)  # "2 150 000" with spaces that do not break
    text = unicodedata.normalize("NFKC", text).replace("\r\n", "\n").replace("\r", "\n")
    text = _DASHES.sub("-", text).replace("\u2044", "/")
    text = "".join(_plain(one) for one in text)
    return unicodedata.normalize("NFC", text)


def _plain(one: str) -> str:
    if one == "\n":
        return one
    kind = unicodedata.category(one)
    if kind[0] == "Z" or one == "\t" or kind in {"Zl", "Zp"}:
        return " "
    if kind[0] == "C":
        return ""
    if one.isdigit() and not one.isascii():
        value = unicodedata.digit(one, None)
        return str(value) if value is not None else ""
    return one


# ── sentences ─────────────────────────────────────────────────────────────────────────────────


def sentences(text: str) -> list[str]:
    """Short sentences, each with its capital letter and its full stop."""
    pieces = re.split(r"(?<=[.!?])\s+|\s*[;\n]\s*", text)
    short = [one for piece in pieces for one in _shorter(piece.strip(" ,;:-"))]
    return [_ended(one) for one in short if _LETTERS.search(one)]


def _ended(piece: str) -> str:
    piece = piece.strip(" ,;:-")
    piece = piece[:1].upper() + piece[1:]
    return piece if piece.endswith((".", "!", "?")) else f"{piece}."


def _shorter(piece: str) -> Iterator[str]:
    """Cut in two as often as needed, as near to the middle as a new thought begins."""
    count = syllables(piece)
    cuts = [hit.start() for hit in re.finditer(", ", piece) if _may_cut(piece, hit.start())]
    good = [at for at in cuts if _BEGINS.match(piece, at + 2)]
    allowed = cuts if count > TOO_LONG and not good else good
    if count <= SHORT or not allowed:
        yield piece
        return
    middle = len(piece) / 2
    at = min(allowed, key=lambda one: abs(one - middle))
    yield from _shorter(piece[:at])
    yield from _shorter(piece[at + 2 :])


def _may_cut(piece: str, at: int) -> bool:
    """Never within a phone number or a row of numbers, and no crumbs."""
    after = _LETTERS.match(piece, at + 2)
    if after is None or after[0].casefold() in numbers.WORDS:
        return False
    return syllables(piece[:at]) >= LEAST and syllables(piece[at:]) >= LEAST


# ── measuring ─────────────────────────────────────────────────────────────────────────────────


def syllables(text: str) -> int:
    """Vietnamese writes each syllable apart."""
    return len(_LETTERS.findall(text))


def seconds(text: str, *, rate: int = ASSUMED_RATE) -> int:
    """How long reading takes at `rate` syllables a minute, rounded up."""
    return ceil(syllables(text) * 60 / rate)


def lasting(seconds: int) -> str:
    """In words, as somebody would say it.

    >>> lasting(80), lasting(60), lasting(9)
    ('khoảng 1 phút 20 giây', 'khoảng 1 phút', 'khoảng 10 giây')
    """
    minutes, rest = divmod(-(-seconds // 10) * 10, 60)
    parts = [f"{minutes} phút"] * bool(minutes) + [f"{rest} giây"] * bool(rest or not minutes)
    return f"khoảng {' '.join(parts)}"


_NOT_FIRST = {"tư", "mốt", "lăm", "mươi", "linh", "phẩy", "trăm", "nghìn", "triệu", "tỷ"}
_YEAR_AFTER = {"trong", "hằng", "hàng", "cả", "mỗi", "sang", "cuối", "đầu", "nhiều", "giữa"}
_YEAR_BEFORE = {"nay", "ngoái", "trước", "sau", "qua", "học", "tới", "kế", "tài"}


def number_phrases(spoken: str) -> Counter[str]:
    """Every number a spoken text says, each in its own words, counted.

    "Năm" that means a year, "không" that means not, "tư" of "đầu tư" are no numbers.
    """
    found: Counter[str] = Counter()
    for line in spoken.splitlines():
        words = [word.casefold() for word in _LETTERS.findall(line)]
        at = 0
        while at < len(words):
            end = at
            while end < len(words) and words[end] in numbers.WORDS:
                end += 1
            before = words[at - 1] if at else ""
            after = words[end] if end < len(words) else ""
            if run := _number(words[at:end], before, after):
                found[" ".join(run)] += 1
            at = max(end, at + 1)
    return found


def _number(run: list[str], before: str, after: str) -> list[str]:
    while run and run[0] in _NOT_FIRST:
        run = run[1:]
    if run == ["không"]:
        return []
    if run == ["năm"] and (before in _YEAR_AFTER or after in _YEAR_BEFORE):
        return []
    return run
