"""QR codes, as `segno` makes them, in a third of its time.

Most of that time goes into choosing one of eight masks. The same choice is made here on whole
squares at once: every line stands in one large number, four light modules between two of them.
`test_codes.py` holds it against segno's own choice, module for module.
"""

from collections.abc import Iterable
from functools import cache
from typing import Any, NamedTuple

import segno

MASKS = range(8)
GAP = 4  # light modules between lines, as many as a finder-like pattern wants beside it


class Size(NamedTuple):
    """What all codes of one size share."""

    side: int
    pitch: int  # from one line to the next
    written: int  # modules that are written after the mask was chosen: light until then
    pairs: int  # all but the last module of each line
    other: tuple[tuple[int, int], ...]  # per mask how it differs from the first; and its columns


def qr(address: str, *, error: str | None = None) -> Any:
    """The code of `address`, never a micro one; `error` as segno takes it."""
    code = segno.make(address, error=error, micro=False, mask=0)
    code.mask = _best(code)
    other = _other(code.version, code.error)[code.mask]
    code.matrix = tuple(map(_turned, code.matrix, other))
    return code


def _turned(line: bytearray, other: int) -> bytearray:
    return bytearray((int.from_bytes(line) ^ other).to_bytes(len(line)))


@cache
def _other(version: int, error: str) -> list[list[int]]:
    """Per mask how each line differs from that of the first mask, whatever the words."""
    made = [_made(version, error, mask) for mask in MASKS]
    return [
        [
            int.from_bytes(one) ^ int.from_bytes(base)
            for one, base in zip(each, made[0], strict=True)
        ]
        for each in made
    ]


def _made(version: int, error: str, mask: int) -> Any:
    exactly = segno.make(
        "x", version=version, error=error, boost_error=False, micro=False, mask=mask
    )
    return exactly.matrix


def _best(first: Any) -> int:
    """ISO/IEC 18004:2015, 7.8.3: the mask with the lowest penalty, the earliest of equals."""
    size = _size(first.version)
    rows, columns = _both(first.matrix, size)
    return min(MASKS, key=lambda mask: _penalty(rows, columns, size.other[mask], size))


def _penalty(rows: int, columns: int, other: tuple[int, int], size: Size) -> int:
    rows, columns = rows ^ other[0], columns ^ other[1]
    alike, blocks = _alike(rows, size), _alike(columns, size)
    same = ~(rows ^ (rows >> size.pitch)) & (size.pairs >> size.pitch)
    score = _runs(alike) + _runs(blocks)
    score += 3 * (alike & (alike >> size.pitch) & same).bit_count()
    score += _finders(rows, size) + _finders(columns, size)
    dark = rows.bit_count() / size.side**2
    return score + 10 * int(abs(dark * 100 - 50) / 5)


def _alike(lines: int, size: Size) -> int:
    """Modules whose next in the line has their colour."""
    return ~(lines ^ (lines >> 1)) & size.pairs


def _runs(alike: int) -> int:
    """Five or more of a colour: three, and one for each beyond five."""
    four = alike & (alike >> 1) & (alike >> 2) & (alike >> 3)
    return four.bit_count() + 2 * (four & ~(four << 1)).bit_count()


def _finders(lines: int, size: Size) -> int:
    """Forty for each dark-light-dark-dark-dark-light-dark with four light ones beside it.

    One that counts hides those that overlap it, as segno has it.
    """
    dark = lines & (lines >> 2) & (lines >> 3) & (lines >> 4) & (lines >> 6)
    found = dark & ~((lines >> 1) | (lines >> 5))
    score, after = 0, 0
    while found:
        at = (found & -found).bit_length() - 1
        found &= found - 1
        if at < after:
            continue
        beside = (lines >> (at - GAP)) & 15, (lines >> (at + 7)) & 15
        if 0 in beside:
            score, after = score + 40, at + 7
    return score


@cache
def _size(version: int) -> Size:
    made = [_made(version, "l", mask) for mask in MASKS]
    side = len(made[0])
    pitch = side + GAP
    pairs = _packed(([1] * (side - 1) + [0] for _ in range(side)), pitch)
    bare = Size(side, pitch, _packed(_written(version, side), pitch), pairs, ())
    (rows, columns), *_ = both = [_both(one, bare) for one in made]
    return bare._replace(other=tuple((each[0] ^ rows, each[1] ^ columns) for each in both))


def _both(matrix: Any, size: Size) -> tuple[int, int]:
    """Its rows and its columns, with what is written after the mask left light."""
    rows, columns = _packed(matrix, size.pitch), _packed(zip(*matrix, strict=True), size.pitch)
    return rows & ~size.written, columns & ~size.written


def _packed(lines: Iterable[Iterable[int]], pitch: int) -> int:
    """Line after line from the lowest digit up, each after its gap."""
    whole = "".join("0" * GAP + "".join(map(str, line)) for line in lines)
    return int(whole[::-1], 2)


def _written(version: int, side: int) -> list[list[int]]:
    """Format and version information and the dark module. The same in rows and in columns."""
    square = [[0] * side for _ in range(side)]
    for at in (*range(6), 7, 8, *range(side - 8, side)):
        square[8][at] = square[at][8] = 1
    if version >= 7:
        for one in range(6):
            for two in range(side - 11, side - 8):
                square[one][two] = square[two][one] = 1
    return square
