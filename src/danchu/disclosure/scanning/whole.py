"""One file or text looked through, and its masked copy."""

import re
from collections.abc import Callable

from civics import personal
from danchu.disclosure.scanning import docx, pdf, xlsx
from danchu.disclosure.scanning.common import nameless
from danchu.disclosure.scanning.package import Package
from danchu.disclosure.scanning.slots import (
    Found,
    Headings,
    Piece,
    Scanned,
    Slot,
    Unreadable,
    found_in,
)
from danchu.kit.files import BROKEN, OFFICE

WORD, EXCEL = OFFICE["word/"][1], OFFICE["xl/"][1]
PDF = "application/pdf"
READERS = {WORD: docx, EXCEL: xlsx}
LONG_NUMBER = re.compile(r"[0-9]{9,}")


def scan(data: bytes, content_type: str) -> Scanned:
    """Look through one file. What cannot be read is said in `unread`, never passed over."""
    try:
        if content_type == PDF:
            return pdf.scan(data)
        if reader := READERS.get(content_type):
            package = Package(data)
            looked = reader.counted(package)
            return Scanned(looked, found_in(reader.slots(package)), package.unread())
        said = "ảnh" if content_type.startswith("image/") else "loại tệp máy không đọc"
        return Scanned("", [], [f"cả tệp: {said}"], maskable=False)
    except (Unreadable, *BROKEN) as unfit:
        said = unfit.args[0] if isinstance(unfit, Unreadable) else "tệp hỏng, không đọc được"
        return Scanned("", [], [f"cả tệp: {said}"], maskable=False)


def scan_words(words: dict[str, str]) -> Scanned:
    """The item's own words; keys are what the page calls each field."""
    count = sum(len(text.splitlines()) for text in words.values())
    return Scanned(f"{count} dòng chữ của bản soạn", found_in(iter(_lines(words))), [])


def mask_words(words: dict[str, str], new: Callable[[Found], str | None]) -> dict[str, str]:
    """The same fields with what `new` gives; None keeps a find as it stands."""
    slots = _lines(words)
    _replace(slots, new)
    texts = iter(slot.pieces[0].text for slot in slots)
    return {
        name: "\n".join(
            "\t".join(next(texts) for _ in line.split("\t")) for line in text.split("\n")
        )
        for name, text in words.items()
    }


def mask_file(data: bytes, content_type: str, new: Callable[[Found], str | None]) -> bytes:
    """A copy in which the finds read `new`, without names of authors.

    The copy is read again: Unreadable when anything masked still stands somewhere in it.
    """
    reader = READERS[content_type]
    package = Package(data)
    slots = list(reader.slots(package))
    gone, held = _replace(slots, new)
    if reader is xlsx:
        xlsx.settle(package)
    nameless(package)
    made = package.save()
    _prove(made, content_type, gone, held)
    return made


def _lines(words: dict[str, str]) -> list[Slot]:
    """Line by line; a table pasted from a sheet comes with tabs, and is read by its headings."""
    slots = []
    for name, text in words.items():
        over = Headings()
        for number, line in enumerate(text.split("\n"), 1):
            fields = line.split("\t")
            for column, said in enumerate(fields, 1):
                place = f"{name}, dòng {number}"
                near = ""
                if len(fields) > 1:
                    place, near = f"{place}, cột {column}", over.near(number, column, said)
                slots.append(Slot(place, [Piece(None, said)], near))
    return slots


def _replace(
    slots: list[Slot], new: Callable[[Found], str | None]
) -> tuple[list[Found], list[Found]]:
    """What was replaced, and what `new` left as it stands."""
    gone, held = [], []
    for number, slot in enumerate(slots):
        chosen = []
        for one in slot.finds():
            found = Found(number, slot.place, slot.near, one, "", "")
            if (text := new(found)) is not None:
                chosen.append((one, text))
                gone.append(found)
            else:
                held.append(found)
        if slot.write is None and len(slot.pieces) == 1 and slot.pieces[0].element is None:
            by = [text for _, text in chosen]
            slot.pieces[0].text = personal.replaced(slot.text, [f for f, _ in chosen], by)
        else:
            slot.replace([f for f, _ in chosen], [text for _, text in chosen])
    return gone, held


def _prove(made: bytes, content_type: str, gone: list[Found], held: list[Found]) -> None:
    """Nothing masked is found again in its place, and no long number stands in any part."""
    masked = {(one.place, one.find.text) for one in gone}
    kept = scan(made, content_type)
    if any((one.place, one.find.text) in masked for one in kept.found) or not kept.looked:
        raise Unreadable("bản che đọc lại vẫn còn số")
    sought = {_bare(one.find.text) for one in gone} - {_bare(one.find.text) for one in held}
    for name, part in Package(made).parts.items():
        runs = LONG_NUMBER.findall(part.decode("utf-8", "ignore"))
        if not sought.isdisjoint(runs):
            raise Unreadable(f"số vẫn còn trong phần “{name}” của tệp")


def _bare(text: str) -> str:
    return "".join(c for c in text if c.isdigit())
