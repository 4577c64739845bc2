"""Narrowing a list by its address: a GET form, what is chosen as links that take it away, a count.

Everything stands in the address, so it can be read, kept, sent and printed, and
works without a script.
"""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.core.paginator import Paginator
from django.http import QueryDict
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

PER_PAGE = 40


class Choice(NamedTuple):
    """One thing to narrow by: `choices` of (value, words); with none of them it is a tick."""

    name: str  # in the address
    label: str
    choices: Sequence[tuple[str, str]] = ()
    anything: str = "Tất cả"


class Chip(NamedTuple):
    """What is chosen now, and the address without it."""

    words: str
    address: str


class Field(NamedTuple):
    """One field as the form shows it."""

    name: str
    label: str
    options: SafeString  # of a list; "" for a tick
    ticked: bool


class Bar(NamedTuple):
    """What `kit/_filters.html` wants."""

    address: str
    fields: list[Field]
    chips: list[Chip]
    kept: list[tuple[str, str]]  # goes along unseen, such as the words searched for
    clear: str
    chosen: dict[str, str]  # what a view filters by; only values that were offered


def bar(asked: QueryDict, address: str, *choices: Choice, keep: Sequence[str] = ()) -> Bar:
    """Reads what is chosen. A value that is not offered counts as not chosen, and never fails."""
    chosen = {one.name: value for one in choices if (value := _chosen(asked, one))}
    kept = [(name, asked.get(name, "")) for name in keep if asked.get(name)]
    fields = [_field(one, chosen.get(one.name, "")) for one in choices]
    chips = [
        Chip(_words(one, chosen[one.name]), _without(one.name, address, chosen, kept))
        for one in choices
        if one.name in chosen
    ]
    return Bar(address, fields, chips, kept, _address(address, dict(kept)), chosen)


def _chosen(asked: QueryDict, choice: Choice) -> str:
    value = asked.get(choice.name, "")
    if not choice.choices:
        return "1" if value == "1" else ""
    return value if value in {offered for offered, _ in choice.choices} else ""


def _field(choice: Choice, value: str) -> Field:
    shown = options(choice.choices, value, choice.anything) if choice.choices else SafeString("")
    return Field(choice.name, choice.label, shown, value == "1")


def options(choices: Iterable[tuple[str, str]], chosen: str, anything: str) -> SafeString:
    """What stands in a `<select>`: `anything` first, then each value with its words."""
    rows = ((value, SafeString(" selected" if value == chosen else ""), w) for value, w in choices)
    return format_html(
        '<option value="">{}</option>{}',
        anything,
        format_html_join("", '<option value="{}"{}>{}</option>', rows),
    )


def _words(choice: Choice, value: str) -> str:
    return dict(choice.choices).get(value, choice.label)


def _without(name: str, address: str, chosen: dict[str, str], kept: list[tuple[str, str]]) -> str:
    left = {key: value for key, value in chosen.items() if key != name}
    return _address(address, {**dict(kept), **left})


def _address(address: str, asked: dict[str, str]) -> str:
    query = QueryDict(mutable=True)
    query.update(asked)
    return f"{address}?{query.urlencode()}" if asked else address


# ── pages by number ───────────────────────────────────────────────────────────────────────────


class Pages(NamedTuple):
    """What `kit/_pages.html` wants, and the `rows` of this page."""

    rows: list[Any]
    links: list[tuple[str, str, bool]]  # words, address ("" for the gap …), whether this page
    newer: str
    older: str
    words: str  # 41 đến 80 trên 92


def pages(
    asked: QueryDict,
    rows: Any,
    *,
    name: str = "trang",
    per: int = PER_PAGE,
    whole: int | None = None,
) -> Pages:
    """One page of a list that has an end. A page that is not there is the nearest that is.

    `whole`: how many rows there are, when the caller has counted them already.
    """
    paginator = Paginator(rows, per)
    if whole is not None:
        paginator.__dict__["count"] = whole  # a cached property: where it would keep its own
    sheet = paginator.get_page(asked.get(name))
    numbers = sheet.paginator.get_elided_page_range(sheet.number, on_each_side=1, on_ends=1)
    links = [
        (str(one), _turned(asked, name, one) if isinstance(one, int) else "", one == sheet.number)
        for one in numbers
    ]
    before = _turned(asked, name, sheet.number - 1) if sheet.has_previous() else ""
    after = _turned(asked, name, sheet.number + 1) if sheet.has_next() else ""
    words = f"{sheet.start_index()} đến {sheet.end_index()} trên {sheet.paginator.count}"
    return Pages(list(sheet), links, before, after, words)


def start_of(asked: QueryDict, *, name: str = "trang", per: int = PER_PAGE) -> int:
    """Of the page that the address names, how many rows stand before it; 0 of what names none."""
    number = asked.get(name, "")
    return max(int(number) - 1, 0) * per if number.isdecimal() and len(number) < 7 else 0


def _turned(asked: QueryDict, name: str, number: int) -> str:
    query = asked.copy()
    query[name] = str(number)
    if number == 1:
        del query[name]
    return f"?{query.urlencode()}" if query else "."
