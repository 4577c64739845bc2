"""One line, its signs put into words: papers, days, hours, phones, sums, abbreviations."""

from __future__ import annotations

import re
from collections.abc import Callable

from civics.spoken import days, numbers
from civics.spoken.words import ABBREVIATIONS, BODIES, DOTTED, KINDS, LETTERS, SIGNS, UNITS, spelled

_L = r"[^\W\d_]"  # a letter
_A, _Z = rf"(?<!{_L})", rf"(?!{_L})"  # no letter before, none after


def in_words(line: str) -> str:
    """`line` without digits and signs. Steps are in the order in which one could spoil another."""
    for step in _STEPS:
        line = step(line)
    return _tidy(line)


def _sub(pattern: str, put: str | Callable[[re.Match[str]], str]) -> Callable[[str], str]:
    found = re.compile(pattern)
    return lambda line: found.sub(put, line)


# ── what is not read ──────────────────────────────────────────────────────────────────────────

_masked = _sub(r"[0-9]*\*{2,}[0-9*]*(?:/[0-9*]+)*", " số đã che ")
_address = _sub(r"(?:https?://|www\.)\S+", " địa chỉ mạng ghi trong văn bản ")
_mail = _sub(r"\S+@\S+\.\S+", " địa chỉ thư điện tử ghi trong văn bản ")

# ── parts of a text, articles of a law ────────────────────────────────────────────────────────


def _point_of(hit: re.Match[str]) -> str:
    return f"{hit[1]} {_letter(hit[2])}"


def _listed(hit: re.Match[str]) -> str:
    return f"Mục {' chấm '.join(numbers.integer(one) for one in hit[1].split('.'))}, "


_enumerated = _sub(r"^\s*([0-9]{1,2}(?:\.[0-9]{1,2})*)[.)]\s+(?=\S)", _listed)
_lettered = _sub(rf"^\s*([a-zđ])\)\s+(?={_L})", lambda hit: f"Điểm {_letter(hit[1])}, ")
_roman = _sub(
    rf"\b((?i:chương|phần|mục|phụ lục|quý|khóa|kỳ|đại hội))"
    rf"(\s+(?:thứ\s+)?)([IVXLC]{{1,7}}){_Z}",
    lambda hit: f"{hit[1]}{hit[2]}{numbers.roman(hit[3])}",
)
_point = _sub(rf"\b([Đđ]iểm)\s+([a-zđ]){_Z}", _point_of)
_article = _sub(
    r"\b([Đđ]iều|[Kk]hoản)\s+([0-9]{1,3})([a-zđ])(?![^\W_])",
    lambda hit: f"{hit[1]} {numbers.integer(hit[2])} {_letter(hit[3])}",
)


def _letter(one: str) -> str:
    return LETTERS.get(one.upper(), one)


# ── numbers of papers ─────────────────────────────────────────────────────────────────────────

_PAPER = re.compile(
    r"(?P<so>[Ss]ố\s*:?\s*)?(?<![0-9/])(?P<n>[0-9]{1,5})(?P<a>[a-zđ])?(?:\s?/\s?(?P<year>(?:19|20)[0-9]{2}))?"
    r"\s?/\s?(?P<code>[A-ZĐ][A-Za-zĐđ]{0,8}[0-9]{0,2}(?:\s?-\s?[A-ZĐ][A-Za-zĐđ&.]{0,9}[0-9]{0,2}){0,3})(?![\w/])"
)
_NAMED = re.compile(
    rf"(?:{'|'.join(map(re.escape, KINDS.values()))}|Luật[^,.;:()]{{0,80}})\s*$", re.IGNORECASE
)
_BY = re.compile(
    r"[^.;\n]{0,60}?\bcủa\s+(?:UBND|HĐND|Ủy ban|Hội đồng|Chính phủ|Quốc hội|Thủ tướng|Bộ\s)"
)


def _papers(line: str) -> str:
    return _PAPER.sub(_paper, line)


def _paper(hit: re.Match[str]) -> str:
    """ "140/QĐ-UBND" → "Quyết định số một trăm bốn mươi của Ủy ban nhân dân"."""
    kind, *rest = re.split(r"\s?-\s?", hit["code"])
    session = re.fullmatch(r"QH([0-9]{1,2})", kind)
    before, after = hit.string[: hit.start()], hit.string[hit.end() :]
    number = numbers.integer(hit["n"]) + (f" {_letter(hit['a'])}" if hit["a"] else "")
    year = f" năm {numbers.integer(hit['year'])}" if hit["year"] else ""
    if session:
        head, bodies = "Luật", [f"Quốc hội khóa {numbers.integer(session[1])}"]
    else:
        head, bodies = KINDS.get(kind, ""), [BODIES[one] for one in rest if one in BODIES]
    sign = "" if head else f", ký hiệu {_sign(kind)}"
    head = "" if not head or _NAMED.search(before) else f"{head} "
    body = f" của {', '.join(bodies)}" if bodies and not _BY.match(after) else ""
    so = "Số" if hit["so"] and hit["so"][0] == "S" and not head else "số"
    return f" {head}{so} {number}{year}{sign}{body} "


def _sign(code: str) -> str:
    return ABBREVIATIONS.get(code) or spelled(code) or code


# ── phones ────────────────────────────────────────────────────────────────────────────────────

_GAP = r"[ .\-]?"
_PHONE = re.compile(
    rf"(?<![0-9.,/])(?:\+84{_GAP}[0-9]|\(?0[0-9]{{2,3}}\)?|1[89]00){_GAP}[0-9]{{2,4}}{_GAP}[0-9]{{2,4}}"
    rf"(?:{_GAP}[0-9]{{2,4}})?(?![0-9/]|[.,][0-9])"
)


def _phones(line: str) -> str:
    return _PHONE.sub(_phone, line)


def _phone(hit: re.Match[str]) -> str:
    plain = re.sub(r"[^0-9]", "", hit[0])
    if hit[0].startswith("+84"):
        plain = "0" + plain[2:]
    if not 8 <= len(plain) <= 11:
        return hit[0]
    groups = [plain[:-6], plain[-6:-3], plain[-3:]]
    return " " + ", ".join(numbers.digits(one) for one in groups if one) + " "


# ── sums and measures ─────────────────────────────────────────────────────────────────────────

_UNIT = "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True))
_NUMBER = re.compile(
    r"(?P<minus>(?<![\w)])-)?(?:"
    r"(?P<grouped>[0-9]{1,3}(?:\.[0-9]{3})+)(?![0-9])(?:,(?P<part>[0-9]+))?"
    r"|(?P<commas>[0-9]{1,3}(?:,[0-9]{3}){2,})(?![0-9])"
    r"|(?P<whole>[0-9]+),(?P<after>[0-9]+)"
    r"|(?P<left>[0-9]+)\.(?P<right>[0-9]+)"
    r"|(?P<above>[0-9]{1,9})\s?/\s?(?P<below>[0-9]{1,9})(?![0-9/])"
    r"|(?P<plain>[0-9]+))"
    rf"(?:\s?(?P<unit>{_UNIT})(?![^\W_]))?(?P<rates>(?:\s?/\s?{_L}+)*)"
)
_ranges = _sub(r"(?<=[0-9%])\s?-\s?(?=[0-9])", " đến ")
_CODE = 10  # that many digits in one piece are a code, when no unit follows


def _sums(line: str) -> str:
    return _NUMBER.sub(_sum, line)


def _sum(hit: re.Match[str]) -> str:
    unit = UNITS.get(hit["unit"] or "", "")
    said = _value(hit, unit)
    if hit["minus"]:
        said = f"âm {said}" if hit["unit"] in {"°C", "°"} else said
    rates = [one.strip() for one in hit["rates"].split("/") if one.strip()]
    words = [said, unit, *(f"một {UNITS.get(one, one)}" for one in rates)]
    return f" {' '.join(word for word in words if word)} "


def _value(hit: re.Match[str], unit: str) -> str:
    if grouped := hit["grouped"] or hit["commas"]:
        plain = re.sub(r"[.,]", "", grouped)
        return numbers.decimal(plain, hit["part"]) if hit["part"] else numbers.integer(plain)
    if hit["whole"]:
        return numbers.decimal(hit["whole"], hit["after"])
    if hit["left"]:
        if unit:
            return numbers.decimal(hit["left"], hit["right"])
        return f"{numbers.integer(hit['left'])} chấm {numbers.integer(hit['right'])}"
    if hit["above"]:
        return numbers.fraction(int(hit["above"]), int(hit["below"]))
    plain = hit["plain"]
    code = not unit and (len(plain) >= _CODE or (plain.startswith("0") and len(plain) > 3))
    return numbers.digits(plain) if code else numbers.integer(plain)


# ── abbreviations and signs ───────────────────────────────────────────────────────────────────

_SHORT = re.compile(
    rf"{_A}(?:{'|'.join(sorted(map(re.escape, ABBREVIATIONS), key=len, reverse=True))}){_Z}"
)
_DOTS = re.compile(rf"{_A}(?:{'|'.join(sorted(map(re.escape, DOTTED), key=len, reverse=True))})")
_UNKNOWN = re.compile(rf"{_A}[BCDĐGHKLMNPQRSTVXWZJF]{{2,8}}{_Z}")
_SIGN = re.compile("|".join(map(re.escape, SIGNS)))


def _abbreviations(line: str) -> str:
    line = _DOTS.sub(lambda hit: f"{DOTTED[hit[0]]} ", line)
    line = _SHORT.sub(lambda hit: ABBREVIATIONS[hit[0]], line)
    return _UNKNOWN.sub(lambda hit: spelled(hit[0]), line)


def _signs(line: str) -> str:
    line = _SIGN.sub(lambda hit: f" {SIGNS[hit[0]]} ", line)
    line = re.sub(r"[()\[\]{}/|\\]", ", ", line)
    line = re.sub(r"^\s*[-•+*·]+\s*", "", line)
    line = re.sub(r"\s+-+\s+|\s*--+\s*", ", ", line)
    line = re.sub(r"(?<=\w)-(?=\w)", " ", line)
    return "".join(one if one.isalpha() or one in " .,;:!?'" else " " for one in _marks_kept(line))


def _marks_kept(line: str) -> str:
    """Whatever is no letter and no stop is not read; what still counts as a digit least of all."""
    return line.replace("’", "'").replace("…", ".")


def _tidy(line: str) -> str:
    line = re.sub(r"\s+", " ", line)
    line = re.sub(r"\s+(?=[.,;:!?])", "", line)
    line = re.sub(r"([,;:])(?:\s*[,;:])+", r"\1", line)
    line = re.sub(r"[,;:]+\s*(?=[.!?])", "", line)
    line = re.sub(r"([.!?])[.!?,;:]+", r"\1", line)
    line = re.sub(r"([,;])(?=[^\s])", r"\1 ", line)
    return line.strip(" ,;:-'")


_STEPS: tuple[Callable[[str], str], ...] = (
    _masked,
    _address,
    _mail,
    _enumerated,
    _lettered,
    _roman,
    _article,
    _point,
    _papers,
    days.in_words,
    _phones,
    _ranges,
    _sums,
    _abbreviations,
    _signs,
)
