"""The text to read aloud of a version: made from its title and words, never from a list of persons.

What is read over loudspeakers cannot be taken back, so ids, birth days and accounts are masked even
where they may be printed, and no line of a personal list is let through.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from civics import personal, spoken
from civics.errors import Refused
from danchu.disclosure.models import Item, Version

LONGEST_MADE = 8000  # letters of a version; a longer one is written by hand before it is read
LONGEST = 12_000
NEVER_ALOUD = {personal.Kind.NATIONAL_ID, personal.Kind.BIRTH, personal.Kind.BANK}
_NAME_ENDS = re.compile(r"[,:;(\t|]|\s[-–]\s")
_NUMBERED = re.compile(r"^\s*(?:\d+\s*[.)\-]\s*)?(?:(?:ông|bà|anh|chị|em)\s+)?", re.IGNORECASE)


def made(item: Item, version: Version) -> str:
    """The text as the house proposes it; "" for a version too long to be read as it stands."""
    if len(version.body) > LONGEST_MADE:
        return ""
    who = f"Ủy ban nhân dân {item.unit.spoken_name}"
    number = item.number if "/" in item.number else f"văn bản số {item.number}"
    parts = (
        "Kính thưa bà con.",
        f"{who} thông báo: {_masked(version.title)}.",
        f"Theo {number} ngày {item.decided_on:%d/%m/%Y}.",
        _masked(version.body),
        f"Bà con chưa rõ thì hỏi văn phòng {who}.",
    )
    return spoken.say("\n".join(parts))


def _masked(text: str) -> str:
    finds = [one for one in personal.find(text) if one.kind in NEVER_ALOUD]
    return personal.replaced(text, finds, ["***"] * len(finds))


class Changed(NamedTuple):
    """Numbers that the made text says and an edited one does not, and the other way round."""

    lost: list[str]
    new: list[str]

    def __bool__(self) -> bool:
        return bool(self.lost or self.new)

    @property
    def words(self) -> str:
        parts = [f"Không còn: {'; '.join(self.lost)}." * bool(self.lost)]
        parts += [f"Mới có: {'; '.join(self.new)}." * bool(self.new)]
        return " ".join(part for part in parts if part)


def changed(made_text: str, text: str) -> Changed:
    """Both are spoken texts."""
    before, after = spoken.number_phrases(made_text), spoken.number_phrases(text)
    return Changed(sorted((before - after).elements()), sorted((after - before).elements()))


def refuse_persons(text: str, versions: Iterable[Version]) -> None:
    """Refused when ids, birth days, accounts or somebody of a personal list would be read aloud."""
    if any(one.kind in NEVER_ALOUD for one in personal.find(text)):
        raise Refused(
            "Bài đọc có số căn cước, ngày sinh hay số tài khoản của một người. Loa không đọc những "
            "số ấy: hãy bỏ đi rồi ban hành lại."
        )
    plain = _plain(text)
    for version in versions:
        for line in version.personal_list.splitlines():
            name = _plain(_NAME_ENDS.split(_NUMBERED.sub("", line), maxsplit=1)[0])
            if len(name.split()) >= 2 and f" {name} " in f" {plain} ":
                raise Refused(
                    "Bài đọc có tên người trong danh sách cá nhân. Danh sách không đọc trên loa: "
                    "hãy bỏ tên, chỉ đọc số tổng, rồi ban hành lại."
                )


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
