"""What pages and the loudspeakers' list show of a text read aloud."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, NamedTuple

from civics import spoken
from danchu.disclosure import access
from danchu.disclosure.models import Item, State, Version
from danchu.disclosure.speaking import making
from danchu.disclosure.spoken import Language, Reader, Recording, Voice
from danchu.postings.scripts import Script as Read


class Heard(NamedTuple):
    """One recording on the public page."""

    address: str
    language: str
    who: str
    machine: bool
    content_type: str
    size: int
    transcript: list[str]
    note: str


class Aloud(NamedTuple):
    """What the public page reads aloud. `edition` 0: made by the machine, nobody looked at it."""

    sentences: list[str]
    lasts: str
    edition: int
    issued_on: date | None
    recordings: list[Heard]


def aloud(item: Item, version: Version | None) -> Aloud | None:
    """`version`: the newest of `access.versions_read_aloud`. None: nothing to read."""
    if version is None or item.state != State.PUBLISHED:
        return None
    issued: dict[str, Any] | None = getattr(version, "script", None)
    text = issued["text"] if issued else making.made(item, version)
    if not text:
        return None
    recordings = access.recordings_of(version) if getattr(version, "recorded", False) else []
    return Aloud(
        sentences=text.splitlines(),
        lasts=spoken.lasting(spoken.seconds(text)),
        edition=issued["edition"] if issued else 0,
        issued_on=date.fromisoformat(issued["on"]) if issued else None,
        recordings=[heard(one, item, issued) for one in recordings],
    )


def heard(one: Recording, item: Item, issued: Mapping[str, Any] | None) -> Heard:
    machine = one.voice == Voice.MACHINE
    other = issued is not None and one.script.edition != issued["edition"]
    return Heard(
        address=f"/cong-khai/{item.pk}/ghi-am/{one.pk}/",
        language=str(Language(one.language).label),
        who="giọng máy" if machine else str(Reader(one.reader).label),
        machine=machine,
        content_type=one.content_type,
        size=one.size,
        transcript=(one.words or one.script.text).splitlines(),
        note=f"theo bài đọc lần {one.script.edition}" if other else "",
    )


def scripts_for(keys: Collection[str]) -> dict[str, Read]:
    """For the loudspeakers' list: the issued text of each public item, by its key. Two queries."""
    found: dict[str, Read] = {}
    issued = access.issued_scripts([int(key) for key in keys])
    for item, script in issued.items():
        text = script.text if script else ""
        address = f"/cong-khai/{item}/bai-doc/"
        found[str(item)] = Read(
            edition=script.edition if script else 0,
            sentences=tuple(text.splitlines()),
            lasts=spoken.lasting(spoken.seconds(text)),
            address=address,
            print_address=f"{address}to-in/",
        )
    return found
