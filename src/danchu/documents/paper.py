"""One official paper as plain data. Word, PDF and the golden texts are all made from this alone.

The parts are those of Nghị định 30/2020/NĐ-CP Điều 8 khoản 2. Number and day are not here: they
are given when the paper is issued (`Face`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, ClassVar, NamedTuple

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
PROPOSED = "mẫu đề xuất"


@dataclass(frozen=True)
class Text:
    """A paragraph."""

    words: str
    strong: bool = False


@dataclass(frozen=True)
class Heading:
    """The title of a part: 'I. KẾT QUẢ'."""

    words: str
    title: ClassVar[bool] = True  # a page shows it as a heading


@dataclass(frozen=True)
class Listing:
    """Items, one a line, each after a dash."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A ruled table; its head is printed again on each page."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]  # shares of the line, one a column
    right: tuple[int, ...] = ()  # columns set to the right, from 0

    @property
    def labelled(self) -> list[list[tuple[str, str]]]:
        """Each row as (name of the column, words), for a page on a phone."""
        return [list(zip(self.head, row, strict=True)) for row in self.rows]


@dataclass(frozen=True)
class Lines:
    """Dotted lines for handwriting, after a label."""

    label: str
    count: int = 1

    @property
    def dotted(self) -> range:
        """For a page."""
        return range(self.count)


Block = Text | Heading | Listing | Table | Lines
BLOCKS: dict[str, type[Block]] = {
    "text": Text,
    "heading": Heading,
    "listing": Listing,
    "table": Table,
    "lines": Lines,
}


@dataclass(frozen=True)
class Signer:
    """Who signs: 'TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH', and the name under the signature."""

    capacity: str
    title: str
    name: str = ""


@dataclass(frozen=True)
class Paper:
    """Everything a paper says before it has a number and a day."""

    name: str  # "THÔNG BÁO"
    about: str  # what it is about, one line or two
    above: str  # the body above, "" when there is none
    org: str  # the body that issues
    place: str  # where, before the day
    symbol: str  # "TB-UBND": the book in which it is numbered
    blocks: tuple[Block, ...]
    signers: tuple[Signer, ...]
    basis: tuple[str, ...] = ()  # "Căn cứ …", one a line
    recipients: tuple[str, ...] = ()
    marks: tuple[str, ...] = (PROPOSED,)  # said in the corner of the first page
    personal: bool = False  # of a citizen: no body that issues, no number

    def __post_init__(self) -> None:
        for table in self.blocks:
            if isinstance(table, Table) and {len(table.head), len(table.widths)} != {
                *map(len, table.rows),
                len(table.head),
            }:
                raise ValueError(f"a row of {self.name} has other columns than its head")


class Face(NamedTuple):
    """What issuing adds: number, day, and the way to check the paper."""

    number: str  # "12/TB-UBND"; "" before it is issued
    day: date | None
    code: str
    address: str  # of the page on which anybody checks it
    draft: bool
    qr: str = ""  # SVG as text
    says: str = ""  # beside the code; "": how to check the paper

    @property
    def beside(self) -> str:
        """What stands beside the code."""
        checks = f"Kiểm tra văn bản này: quét mã, hoặc mở {self.address} và so số, ngày, nội dung."
        return self.says or f"{checks} Mã: {self.code}"


def to_data(paper: Paper) -> dict[str, Any]:
    """As it is kept: plain lists and words, each block under its name."""
    names = {kind: name for name, kind in BLOCKS.items()}
    data = asdict(paper)
    data["blocks"] = [{"is": names[type(one)], **asdict(one)} for one in paper.blocks]
    return data


def from_data(data: Mapping[str, Any]) -> Paper:
    """The paper that `to_data` wrote. KeyError or TypeError: somebody else wrote it."""
    blocks = tuple(_block(one) for one in data["blocks"])
    signers = tuple(Signer(**one) for one in data["signers"])
    plain = {key: _firm(value) for key, value in data.items() if key not in {"blocks", "signers"}}
    return Paper(blocks=blocks, signers=signers, **plain)


def plain_text(paper: Paper, face: Face) -> str:
    """All words in the order of reading: what tests hold golden, and what a digest is made of."""
    return "\n".join(line for line in _lines(paper, face) if line)


def when(paper: Paper, day: date | None) -> str:
    """'La Bằng, ngày 05 tháng 01 năm 2027', with room for the pen before it is issued."""
    if day is None:
        return f"{paper.place}, ngày …… tháng …… năm ……"
    return f"{paper.place}, ngày {day:%d} tháng {day:%m} năm {day:%Y}"


def numbered(paper: Paper, face: Face) -> str:
    """'Số: 12/TB-UBND', or with room for it; "" on a citizen's own paper."""
    if paper.personal:
        return ""
    return f"Số: {face.number or '……/' + paper.symbol}"


def _block(data: Mapping[str, Any]) -> Block:
    fields = {key: _firm(value) for key, value in data.items() if key != "is"}
    return BLOCKS[data["is"]](**fields)


def _firm(value: Any) -> Any:
    return tuple(_firm(one) for one in value) if isinstance(value, list | tuple) else value


def _lines(paper: Paper, face: Face) -> Iterator[str]:
    yield from (paper.above, paper.org, numbered(paper, face))
    yield from (NATION, MOTTO, when(paper, face.day))
    yield from (paper.name, paper.about, *paper.basis)
    for block in paper.blocks:
        yield from _block_lines(block)
    if paper.recipients:
        yield from ("Nơi nhận:", *(f"- {one}" for one in paper.recipients))
    for signer in paper.signers:
        yield from (signer.capacity, signer.title, signer.name)


def _block_lines(block: Block) -> Iterator[str]:
    match block:
        case Text() | Heading():
            yield block.words
        case Listing():
            yield from (f"- {one}" for one in block.items)
        case Table():
            yield from (" | ".join(row) for row in (block.head, *block.rows))
        case Lines():
            yield block.label
