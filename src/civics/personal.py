"""Numbers that point to one person, found in a piece of text, and what may stand in their place.

Four kinds: national ids (12 digits, the old 9), phone numbers, birth days, bank accounts. Nothing
else is sought: not names, addresses, illness. A list without finds may still tell who somebody is.

What could as well be money, a paper's number or the day of a decision is proposed only beside a
word that says otherwise ("ngày sinh", "STK"), in the text before it or in the heading given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple


class Kind(StrEnum):
    """What kind of number it is; the value is kept in records."""

    NATIONAL_ID = "national_id"
    PHONE = "phone"
    BIRTH = "birth"
    BANK = "bank"


NAMES = {
    Kind.NATIONAL_ID: "số định danh, căn cước, CMND",
    Kind.PHONE: "số điện thoại",
    Kind.BIRTH: "ngày sinh, năm sinh",
    Kind.BANK: "số tài khoản ngân hàng",
}


class Find(NamedTuple):
    """`text[start:end]` (end not included) is such a number; `mask` is what we propose instead."""

    kind: Kind
    start: int
    end: int
    text: str
    mask: str


# What people put between digits: spaces of every width, dots, dashes, signs nobody sees.
_BETWEEN = "[ \\t.\\-\u00a0\u00ad\u2000-\u200d\u2010-\u2014\u202f\u2060\ufeff]"
_GAP = f"(?:{_BETWEEN}{{0,2}})"
_LEFT, _RIGHT = r"(?<![0-9A-Za-z])", r"(?![0-9])"


def _digits(count: str) -> str:
    return f"(?:{_GAP}[0-9]){{{count}}}"


# The first three digits of a 12-digit id are the province of birth: 001 to 096 (Thông tư
# 59/2021/TT-BCA Phụ lục I, from own knowledge). No sum of money begins with 0.
_ID_12 = re.compile(f"{_LEFT}0{_GAP}[0-9]{_digits('10')}{_RIGHT}")
_ID_9 = re.compile(f"{_LEFT}0[0-9]{{8}}{_RIGHT}")
_MOBILE = rf"(?:\(?\+?84\)?{_GAP}(?:\(0\))?|0{_GAP})"
_PHONE = re.compile(
    rf"(?<![0-9A-Za-z+])(?:{_MOBILE}[35789]{_digits('8')}"
    rf"|(?:\+84{_GAP}|0{_GAP})(?:2{_digits('9')}|1{_digits('9')})){_RIGHT}"
)
_NUMBER = re.compile(rf"(?<![0-9A-Za-z.,/])\+?[0-9]{_digits('5,20')}{_RIGHT}")
_MONEY = re.compile(r"(?<![0-9.,])[1-9][0-9]{0,2}(?:[.,\u00a0\u202f ][0-9]{3})+(?![0-9])")
_MONEY_AFTER = re.compile(r"\s{0,2}(?:đồng|đ\b|vnđ|vnd|triệu|tr\b|tỷ|tỉ|nghìn|ngàn)", re.IGNORECASE)
_PAPER_AFTER = re.compile(r"\s?/\s?[A-ZĐ0-9]")

_YEAR = "(?:19|20)[0-9]{2}"
_DAY = re.compile(
    rf"(?<![0-9])(?:[0-3]?[0-9]\s*(?:[/.\-\u2010-\u2014]|\s+tháng\s+)\s*[01]?[0-9]"
    rf"\s*(?:[/.\-\u2010-\u2014]|,?\s+năm\s+)\s*(?:{_YEAR}|[0-9]{{2}})|[0-3][0-9][01][0-9]{_YEAR}"
    rf"|(?:tháng\s+)?[01]?[0-9]\s*/\s*{_YEAR}|{_YEAR}-[01][0-9]-[0-3][0-9]|{_YEAR})(?![0-9/])",
    re.IGNORECASE,
)

_WORDS = {
    Kind.NATIONAL_ID: r"cccd|căn\s*cước|cmnd|cmt\b|cmtnd|chứng\s*minh|định\s*danh|ddcn|đdcn"
    r"|giấy\s*tờ\s*tùy\s*thân",
    Kind.PHONE: r"điện\s*thoại|đt\b|sđt|sdt\b|đtdđ|di\s*động|zalo|hotline|số\s*máy|liên\s*hệ"
    r"|liên\s*lạc|\btel\b|\bphone\b",
    Kind.BIRTH: r"(?<!học\s)(?<!phát\s)(?<!tái\s)sinh\s*(?:ngày|năm)|năm\s*sinh"
    r"|ngày\s*(?:,\s*)?(?:tháng\s*(?:,\s*)?(?:năm\s*)?)?sinh|\bsn\b|ntns|\bdob\b|\bsinh\s*:",
    Kind.BANK: r"stk\b|số\s*tk\b|\btk\b|tài\s*khoản|ngân\s*hàng|agribank|vietcombank|vietinbank"
    r"|bidv|mb\s*bank|techcombank|sacombank|lpbank|lienvietpostbank|vpbank|acb\b|hdbank|tpbank"
    r"|seabank|shb\b|vib\b|msb\b",
}
_SAYS = {kind: re.compile(words, re.IGNORECASE) for kind, words in _WORDS.items()}
_NOT_THAT = re.compile(
    r"số\s*tiền|mức|kinh\s*phí|trị\s*giá|thành\s*tiền|tổng\s*cộng", re.IGNORECASE
)
_DATE_OF_ELSE = re.compile(
    r"\b(?:cấp|ký|lập|ban\s*hành|hiệu\s*lực|nhận|chi\s*trả)\b", re.IGNORECASE
)
_OTHER = re.compile(
    r"ghi\s*chú|họ\s*(?:và\s*)?tên|địa\s*chỉ|quyết\s*định|diện\s*tích", re.IGNORECASE
)
_TWO_DIGITS = re.compile(r"[0-9][^0-9]{0,12}[0-9]")
REACH = 40  # characters between the word and the number
# Shortest number of digits proposed beside a word. A sheet's cell drops the zeros in front.
_LEAST = {Kind.NATIONAL_ID: (9, 12), Kind.PHONE: (9, 12), Kind.BANK: (6, 19)}


def find(text: str, near: str = "") -> list[Find]:
    """Every such number in `text`, in order, none overlapping another.

    `near`: words that stand over or before the whole text, such as the heading of its column.

    >>> [(f.text, f.mask) for f in find("CCCD 019085001234, ĐT 0912.345.678")]
    [('019085001234', '019*******34'), ('0912.345.678', '09******78')]
    >>> find("Quyết định 12/QĐ-UBND ngày 03/3/2026: 510.000.000 đồng")
    []
    """
    if not _TWO_DIGITS.search(text):
        return []
    found: list[Find] = []
    for one in sorted(_candidates(text, near), key=lambda f: (-(f.end - f.start), f.start)):
        if not any(one.start < other.end and other.start < one.end for other in found):
            found.append(one)
    return sorted(found, key=lambda f: f.start)


def replaced(text: str, finds: Sequence[Find], by: Sequence[str]) -> str:
    """`text` with each find replaced by the text of the same place in `by`."""
    parts, at = [], 0
    for one, new in zip(finds, by, strict=True):
        parts += [text[at : one.start], new]
        at = one.end
    return "".join([*parts, text[at:]])


@lru_cache(maxsize=4096)
def says(text: str) -> frozenset[Kind]:
    """Which kinds a heading announces: "Số CCCD", "Năm sinh". Sums of money announce none."""
    if _NOT_THAT.search(text):
        return frozenset()
    return frozenset(kind for kind, words in _SAYS.items() if words.search(text))


def other_heading(text: str) -> bool:
    """Does this heading announce something else: money, the day of a paper, a remark?

    >>> other_heading("Số tiền"), other_heading("Ngày cấp"), other_heading("Nam")
    (True, True, False)
    """
    return bool(_NOT_THAT.search(text) or _DATE_OF_ELSE.search(text) or _OTHER.search(text))


def mask(kind: Kind, text: str) -> str:
    """What is proposed: enough to tell two lines apart, too little to ring or to open an account.

    An id keeps its province and the last two digits, a phone the first two and last two, an
    account the last two, a birth day nothing. Zeros that a sheet dropped in front are put back.
    """
    digits = "".join(c for c in text if c.isdigit())
    if kind is Kind.BIRTH:
        return "****" if len(digits) == 4 else "**/**/****"
    if kind is Kind.NATIONAL_ID and 9 < len(digits) < 12:
        digits = digits.zfill(12)
    if kind is Kind.PHONE and len(digits) == 9:
        digits = digits.zfill(10)
    head = {Kind.NATIONAL_ID: 3 if len(digits) == 12 else 2, Kind.PHONE: 2}.get(kind, 0)
    return f"{digits[:head]}{'*' * (len(digits) - head - 2)}{digits[-2:]}"


def _candidates(text: str, near: str) -> Iterator[Find]:
    money = [(hit.start(), hit.end()) for hit in _MONEY.finditer(text)]
    for kind, pattern in (
        (Kind.NATIONAL_ID, _ID_12),
        (Kind.PHONE, _PHONE),
        (Kind.NATIONAL_ID, _ID_9),
    ):
        for hit in pattern.finditer(text):
            if not (_within(hit, money) or _of_a_paper_or_sum(text, hit)) and _real(kind, hit[0]):
                yield _found(kind, hit)
    for kind, (least, most) in _LEAST.items():
        for hit in _NUMBER.finditer(text):
            count = sum(c.isdigit() for c in hit[0])
            other = _of_a_paper_or_sum(text, hit) or _day_like(hit[0])
            if least <= count <= most and not other and _beside(kind, text, hit, near):
                yield _found(kind, hit)
    for hit in _DAY.finditer(text):
        if _beside(Kind.BIRTH, text, hit, near) and not _MONEY_AFTER.match(text, hit.end()):
            yield _found(Kind.BIRTH, hit)


def _found(kind: Kind, hit: re.Match[str]) -> Find:
    return Find(kind, hit.start(), hit.end(), hit[0], mask(kind, hit[0]))


def _real(kind: Kind, text: str) -> bool:
    """A twelve-digit id begins with a province; other zeros in front are something else."""
    digits = "".join(c for c in text if c.isdigit())
    return kind is not Kind.NATIONAL_ID or len(digits) != 12 or 1 <= int(digits[:3]) <= 96


def _within(hit: re.Match[str], spans: list[tuple[int, int]]) -> bool:
    return any(start < hit.start() and hit.end() <= end for start, end in spans)


def _of_a_paper_or_sum(text: str, hit: re.Match[str]) -> bool:
    """Followed by "đồng"; or short and followed by "/QĐ": no paper's number has nine digits."""
    end, count = hit.end(), sum(c.isdigit() for c in hit[0])
    return bool(_MONEY_AFTER.match(text, end) or (count < 9 and _PAPER_AFTER.match(text, end)))


def _day_like(text: str) -> bool:
    return bool(re.fullmatch(rf"[0-3]?[0-9][.\-][01]?[0-9][.\-]{_YEAR}", text))


def _beside(kind: Kind, text: str, hit: re.Match[str], near: str) -> bool:
    """Is the word for this kind close before the number, or over it, or just after an account?"""
    before = text[max(0, hit.start() - REACH) : hit.start()]
    words = list(_SAYS[kind].finditer(before))
    if words and _nothing_between(kind, before[words[-1].end() :]):
        return True
    if kind is Kind.BANK and _SAYS[kind].search(text[hit.end() : hit.end() + 20]):
        return True
    whole = not re.search(r"[0-9]", text[: hit.start()])
    return kind in says(near) and (whole or kind is not Kind.BIRTH)


def _nothing_between(kind: Kind, between: str) -> bool:
    """Another number, sum or day stands nearer to the word than this one does."""
    if re.search(r"[0-9]", between) or "\n" in between:
        return False
    return not (_DATE_OF_ELSE if kind is Kind.BIRTH else _NOT_THAT).search(between)
