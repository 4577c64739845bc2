"""The personal-data check of an answer: what was looked through, what was found, what was not read.

The machine finds ids, phones, birth days and bank accounts (`civics.personal`), not names: it never
says that there is nothing.
"""

import hashlib
from collections.abc import Iterable
from typing import Any, NamedTuple

from civics.personal import NAMES
from danchu.disclosure.asking.models import AnswerFile
from danchu.disclosure.scanning import whole
from danchu.disclosure.scanning.slots import Found, Scanned
from danchu.kit import files


class Looked(NamedTuple):
    """The words, or one file."""

    name: str
    scanned: Scanned
    file: AnswerFile | None = None

    @property
    def found(self) -> list[Found]:
        return self.scanned.found

    @property
    def said(self) -> list[str]:
        """ "đoạn 3: số điện thoại", never the number itself."""
        return [f"{one.place}: {NAMES[one.find.kind]}" for one in self.found]

    @property
    def maskable(self) -> bool:
        return self.scanned.maskable and self.file is not None and bool(self.found)


def look(words: dict[str, str], held: Iterable[AnswerFile]) -> list[Looked]:
    """Words by the name of their field, then each file from its bytes as they lie on the disk."""
    held = list(held)
    names = {f"Tên tệp {n}": one.name for n, one in enumerate(held, 1)}
    looked = [Looked("Chữ trả lời", whole.scan_words(words | names))]
    return looked + [Looked(one.name, _scan(one), one) for one in held]


def count(looked: Iterable[Looked]) -> int:
    return sum(len(one.found) for one in looked)


def unread(looked: Iterable[Looked]) -> list[str]:
    return [f"{one.name}: {why}" for one in looked for why in one.scanned.unread]


def kept(
    looked: list[Looked], *, digest: str, seen: bool, entitled: bool = False
) -> dict[str, Any]:
    """What stays of a check: counts and what could not be read, never a number that was found."""
    return {
        "digest": digest,
        "looked": [f"{one.name}: {one.scanned.looked}" for one in looked if one.scanned.looked],
        "found": count(looked),
        "unread": unread(looked),
        "seen_by_a_person": seen,
        "entitled": entitled,
    }


def _scan(file: AnswerFile) -> Scanned:
    try:
        data = files.read(file.stored_as)
    except FileNotFoundError:
        data = b""
    if hashlib.sha256(data).hexdigest() != file.sha256:
        return Scanned("", [], ["cả tệp: không còn đúng tệp đã thêm"], maskable=False)
    return whole.scan(data, file.content_type)
