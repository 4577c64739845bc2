"""Vietnamese without its marks, so that "dinh" finds "đình" on both databases alike."""

import re
import unicodedata

NOT_A_WORD = re.compile(r"[^0-9a-z]+")


def fold(text: str) -> str:
    """Lower case, no tone or vowel marks, đ as d, runs of anything else as one space.

    >>> fold("Hòa  giải ở ĐÌNH làng, 12/QĐ-UBND")
    'hoa giai o dinh lang 12 qd ubnd'
    """
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return NOT_A_WORD.sub(" ", bare.casefold().replace("đ", "d")).strip()


def slug(text: str) -> str:
    """`fold` joined by hyphens, for addresses a person can read."""
    return fold(text).replace(" ", "-")
