"""Vietnamese without its marks, so that "dinh" finds "đình" on both databases alike."""

import re
import unicodedata

NOT_A_WORD = re.compile(r"[^0-9a-z]+")
MARKS = dict.fromkeys(c for c in range(0x10000) if unicodedata.combining(chr(c)))


def fold(text: str) -> str:
    """Lower case, no tone or vowel marks, đ as d, runs of anything else as one space.

    >>> fold("Hòa  giải ở ĐÌNH làng, 12/QĐ-UBND")
    'hoa giai o dinh lang 12 qd ubnd'
    """
    bare = unicodedata.normalize("NFD", text).translate(MARKS)
    return NOT_A_WORD.sub(" ", bare.casefold().replace("đ", "d")).strip()


def joined(chunk: str) -> str:
    """A number or a day as one word, "" for anything else: parts of it found apart are not it.

    >>> joined("12/QĐ-UBND"), joined("7/3/2026"), joined("đền"), joined("128")
    ('12qdubnd', '07032026', '', '')
    """
    words = fold(chunk).split()
    if len(words) < 2 or not any(c.isdigit() for c in chunk):
        return ""
    if len(words) == 3 and len(words[2]) == 4 and all(word.isdecimal() for word in words):
        words[:2] = [word.zfill(2) for word in words[:2]]
    return "".join(words)


def slug(text: str) -> str:
    """`fold` joined by hyphens, for addresses a person can read."""
    return fold(text).replace(" ", "-")
