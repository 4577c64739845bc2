"""Whether words that go to somebody else point to the sender of a case."""

import re
import unicodedata

from civics import personal
from danchu.kit.folding import fold
from danchu.petitions.models import Case

# Before a given name they make a person of it: "bà Hà", and not "nhà", "có tư", "sông Hà".
ADDRESSED = "ông|bà|anh|chị|cô|chú|bác|em|cháu|cậu|mợ|dì|thím|cụ"


def number_in(text: str) -> str:
    """What kind of number of a person stands in it; "" for none."""
    finds = personal.find(text)
    return personal.NAMES[finds[0].kind] if finds else ""


def points_to_sender(case: Case, text: str) -> bool:
    """The full name or the contact as whole words, accents or not; the given name once addressed.

    A name of one word is only known when addressed: "Hà" alone is a river too.
    """
    whole, name = f" {fold(text)} ", fold(case.name)
    contact = fold(case.contact)
    owned = [contact] if contact else []
    owned += [name] if " " in name else []
    return any(f" {one} " in whole for one in owned) or _addressed(case.name, text)


def _addressed(name: str, text: str) -> bool:
    """The last words of the name after "ông", "bà" and such, as spelt or without accents."""
    words, told = _composed(name).split(), _composed(text)
    ends = [" ".join(words[at:]) for at in range(len(words))]
    spelt = "|".join(re.escape(one) for end in ends for one in {end, fold(end)} if one)
    before = ADDRESSED if not told.isascii() else "|".join(map(fold, ADDRESSED.split("|")))
    said = re.compile(rf"\b(?:{before})\s+(?:{spelt})\b", re.IGNORECASE)
    return bool(spelt) and said.search(told) is not None


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)
