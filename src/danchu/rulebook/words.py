"""Values of the law put into words: the whole of it line by line, or the number alone."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from civics.rulebook import Rule, Value
from civics.vocabulary import PAYLOAD_FIELDS
from danchu.kit.law import book

HIDDEN = {"number", "urgent", "personal_list"}  # what only the machine reads
SECTIONS = {
    "actor": "actors",
    "event": "events",
    "scope": "scopes",
    "whole": "wholes",
    "period": "periods",
    "sphere": "spheres",
}
EXTENDS = {
    "longer": "Được dài hơn, không được ngắn hơn.",
    "shorter": "Được sớm hơn, không được muộn hơn.",
    "more": "Được thêm, không được bớt.",
    "none": "Giữ nguyên, không được đổi.",
}
SHORT = 90
KEY = re.compile(r"[a-z_]+(?:\.[a-z_]+)+")  # how `law/` points from one rule to another


class Line(NamedTuple):
    """One field of a value, in words."""

    name: str
    text: str


class Big(NamedTuple):
    """The number that a value sets, set large: "5" and "ngày làm việc"."""

    number: str
    unit: str
    note: str  # from when, or of what


def lines(of: Value) -> list[Line]:
    """A value as name and text."""
    return lines_of(of.payload)


def lines_of(payload: Mapping[str, Any]) -> list[Line]:
    """A payload as name and text; also that of a local rule."""
    return [
        Line(word("fields", name), said(name, content))
        for name, content in payload.items()
        if name not in HIDDEN
    ]


def said(name: str, content: Any) -> str:
    """The content of one field, codes in Vietnamese."""
    if isinstance(content, bool):
        return "có" if content else "không"
    if isinstance(content, list | tuple):
        return "; ".join(said(name, one) for one in content)
    if isinstance(content, Mapping):
        if "unknown" in content:
            return f"{content['unknown']}, chưa đọc được"
        return label_of(str(content["key"])) if "key" in content else "; ".join(map(str, content))
    if isinstance(content, date):
        return f"{content:%d/%m/%Y}"
    if name in {"on_day", "before_day"}:  # "11-30": a day of every year
        return "/".join(reversed(str(content).split("-")))
    kind = PAYLOAD_FIELDS.get(name, "")
    return spelled(word(SECTIONS.get(kind, kind), str(content)))


def big(value: Value, rule: Rule) -> Big | None:
    """The period or the share a value sets; None when it sets neither."""
    if value.period:
        count, unit = value.period
        counted = word("events", rule.counted_from)
        return Big(str(count), word("units", unit), f"kể từ {counted}" if counted else "")
    if value.share:
        share, strict = value.share
        of = word("wholes", rule.share_of)
        said = (f"trên {share}", "") if strict else (str(share), "trở lên")
        return Big(*said, f"của {of}")
    return None


def short(value: Value) -> str:
    """One line for lists and tables: "5 ngày làm việc"."""
    if value.period:
        count, unit = value.period
        return f"{count} {word('units', unit)}"
    if value.share:
        share, strict = value.share
        return f"trên {share}" if strict else f"từ {share} trở lên"
    text = "; ".join(f"{line.name}: {line.text}" for line in lines(value))
    return text if len(text) <= SHORT else f"{text[:SHORT].rsplit(' ', 1)[0]} …"


def word(section: str, code: str | None) -> str:
    """Vietnamese for a code of words.yaml; the code itself when it has none."""
    return book().words.get(section, {}).get(code, code) if code else ""


def label_of(key: str) -> str:
    """What a rule is called; its key when it no longer stands in the book."""
    rule = book().rules.get(key)
    return rule.label if rule else key


def spelled(text: str) -> str:
    """`text` with the rules it points to by key called by their names."""
    return KEY.sub(lambda found: _called(found[0]), text)


def _called(key: str) -> str:
    return f"“{label_of(key)}”" if key in book().rules else key


def span(since: date, until: date | None) -> str:
    """Từ 01/07/2023 đến hết 30/06/2025"""
    end = f" đến hết {until:%d/%m/%Y}" if until else ""
    return f"Từ {since:%d/%m/%Y}{end}"
