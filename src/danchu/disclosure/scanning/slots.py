"""One readable place of a file: its words, what stands over it, how words there are replaced."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from civics import personal
from civics.personal import Find

FEW_DIGITS = 3  # "Số CCCD (3)" is still a heading
AROUND = 30  # characters shown on both sides of a find


class Unreadable(Exception):
    """The machine cannot read this; `args[0]` says why, in words for the page."""


@dataclass
class Piece:
    """A run of letters: the text of an element, one of its attributes, or (None) a fixed sign."""

    element: Any
    text: str
    attribute: str = ""

    def put(self, text: str) -> None:
        self.text = text
        if self.element is None:
            return
        if self.attribute:
            self.element.set(self.attribute, text)
        else:
            self.element.text = text


@dataclass
class Slot:
    """A paragraph, a cell, a note: what a reader sees in one piece, however it is split inside."""

    place: str
    pieces: list[Piece]
    near: str = ""
    write: Callable[[str], None] | None = None  # cells: the whole at once
    text: str = field(init=False)
    lengths: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.text = "".join(piece.text for piece in self.pieces)
        self.lengths = [len(piece.text) for piece in self.pieces]

    def finds(self) -> list[Find]:
        return personal.find(self.text, self.near)

    def replace(self, finds: Sequence[Find], by: Sequence[str]) -> None:
        """Put `by` in place of `finds`; a number split over runs goes into the first of them."""
        if not finds:
            return
        if self.write:
            self.write(personal.replaced(self.text, finds, by))
            return
        for one, new in reversed(list(zip(finds, by, strict=True))):
            at, still = 0, new  # backwards, so that what is left of a find stands where it stood
            for piece, length in zip(self.pieces, self.lengths, strict=True):
                start, end = max(one.start - at, 0), min(one.end - at, length)
                if start < end:
                    piece.put(piece.text[:start] + still + piece.text[end:])
                    still = ""
                at += length


class Found(NamedTuple):
    """One find in one place. `slot`, `find.start` name it while the bytes stay the same."""

    slot: int
    place: str
    near: str
    find: Find
    before: str
    after: str

    @property
    def key(self) -> str:
        return f"{self.slot}-{self.find.start}"


class Scanned(NamedTuple):
    """What was looked through, what was found there, and what nobody but a person can read."""

    looked: str
    found: list[Found]
    unread: list[str]
    maskable: bool = True  # whether a masked copy can be made here


def found_in(slots: Iterator[Slot]) -> list[Found]:
    return [
        Found(
            number,
            slot.place,
            slot.near,
            one,
            slot.text[max(0, one.start - AROUND) : one.start],
            slot.text[one.end : one.end + AROUND],
        )
        for number, slot in enumerate(slots)
        for one in slot.finds()
    ]


class Headings:
    """What stands over the columns of one table: the last words that announce a kind of number."""

    def __init__(self) -> None:
        self.over: dict[int, str] = {}
        self.line: int | None = None
        self.left = ""

    def near(self, line: int, column: int, text: str, *, width: int = 1) -> str:
        """The words over and left of this cell; the cell's own words hold for those under it.

        `width`: how many columns the cell covers when it is merged.
        """
        if line != self.line:
            self.line, self.left = line, ""
        said = " ".join(filter(None, (self.over.get(column, ""), self.left)))
        if sum(c.isdigit() for c in text) > FEW_DIGITS:
            return said
        self.left = text if personal.says(text) else self.left if not text.strip() else ""
        if personal.says(text) or personal.other_heading(text):
            for one in range(column, column + min(width, 200)):
                self.over[one] = text if personal.says(text) else ""
        return said
