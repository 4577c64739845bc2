"""Laws and decrees: in force since when, amended by what, and what each article became here."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from civics.rulebook import Instrument, Rule, Value
from danchu.kit.law import book
from danchu.rulebook.standing import Standing
from danchu.rulebook.words import Line, short


class Card(NamedTuple):
    """One instrument in the list."""

    instrument: Instrument
    kind: str  # of its mark
    status: str  # "đang có hiệu lực"
    rules: int

    @property
    def address(self) -> str:
        return f"/luat/van-ban/{self.instrument.folder}/"

    @property
    def reading(self) -> str:
        """How it was read."""
        if not self.instrument.held:
            return "chưa có lời văn, đọc qua nguồn khác"
        return "bản hợp nhất" if self.instrument.consolidated else "chưa hợp nhất"


class Entry(NamedTuple):
    """One value that stands in an article."""

    rule: Rule
    value: Value
    short: str
    confirmed: str
    objected: bool


class Article(NamedTuple):
    """One article: 0 when the place names none."""

    number: int
    entries: list[Entry]


class Page(NamedTuple):
    """One instrument as its page shows it."""

    card: Card
    facts: list[Line]
    amended_by: list[str]
    articles: list[Article]


def cards(*, on: date) -> list[Card]:
    """Every instrument, those in force first. No query."""
    standing: dict[str, set[str]] = {}
    for rule in book().rules.values():
        for value in rule.values:
            standing.setdefault(value.instrument, set()).add(rule.key)
    found = [_card(one, len(standing.get(one.name, ())), on=on) for one in book().instruments]
    return sorted(found, key=lambda card: card.kind == "none")


def _card(one: Instrument, rules: int, *, on: date) -> Card:
    if one.in_force > on:
        return Card(one, "soon", f"có hiệu lực từ {one.in_force:%d/%m/%Y}", rules)
    if one.repealed_on and one.repealed_on <= on:
        return Card(one, "none", f"hết hiệu lực từ {one.repealed_on:%d/%m/%Y}", rules)
    return Card(one, "ok", "đang có hiệu lực", rules)


def instrument_page(folder: str, *, on: date) -> Page | None:
    """The instrument of this folder with what its articles became; two queries."""
    card = next((one for one in cards(on=on) if one.instrument.folder == folder), None)
    if card is None:
        return None
    return Page(
        card, _facts(card.instrument), list(map(_amended, card.instrument.amended_by)), _all(card)
    )


def _all(card: Card) -> list[Article]:
    name = card.instrument.name
    values = [
        (rule, value)
        for rule in book().rules.values()
        for value in rule.values
        if value.instrument == name
    ]
    standing = Standing(rule.key for rule, _ in values)
    found: dict[int, list[Entry]] = {}
    for rule, value in values:
        said = standing.said(rule, value)
        who = said.confirmation.words if said.confirmation else ""
        entry = Entry(rule, value, short(value), who, bool(said.objections))
        found.setdefault(value.cite.article or 0, []).append(entry)
    return [Article(number, found[number]) for number in sorted(found)]


def _facts(one: Instrument) -> list[Line]:
    lines = [
        Line("Cơ quan ban hành", one.issuer),
        Line("Ngày ban hành", f"{one.issued:%d/%m/%Y}" if one.issued else "chưa đọc được"),
        Line("Có hiệu lực từ", f"{one.in_force:%d/%m/%Y}"),
        Line("Thay cho", ", ".join(one.replaces)),
        Line("Bị thay bởi", one.replaced_by or ""),
        Line("Hết hiệu lực từ", f"{one.repealed_on:%d/%m/%Y}" if one.repealed_on else ""),
        Line("Đọc từ", one.source),
        Line("Ghi chú", one.note),
    ]
    return [line for line in lines if line.text]


def _amended(by: Mapping[str, object]) -> str:
    said = f"{by.get('number', '')}: {by['title']}" if "title" in by else str(by.get("number", ""))
    day = by.get("in_force")
    since = f", từ {day:%d/%m/%Y}" if isinstance(day, date) else ""
    note = f" ({by['note']})" if "note" in by else ""
    return f"{said}{since}{note}"
