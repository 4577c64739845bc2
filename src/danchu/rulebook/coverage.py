"""How far the law stands in the house: article → rules → rooms that use them, or will."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from django.apps import apps
from django.conf import settings
from django.template.loader import render_to_string

from civics.rulebook import Rule, Rulebook
from danchu.kit.law import book
from danchu.rulebook.usage import NotYet, named_in_code, not_yet, rooms_using

# Rooms of the plan that are not built yet; those that are have their name on their card.
PLANNED = {
    "postings": "Niêm yết",
    "meetings": "Cuộc họp",
    "documents": "Biểu mẫu",
    "register": "Sổ công khai",
    "notices": "Thông báo",
    "ballots": "Biểu quyết kín",
    "consultations": "Tham gia ý kiến",
    "decisions": "Bàn và quyết định",
    "works": "Công trình, đóng góp",
    "inspection": "Kiểm tra",
    "supervision": "Giám sát",
    "benefits": "Thụ hưởng",
    "petitions": "Tiếp công dân, đơn thư",
    "reception": "Tiếp dân, đối thoại",
    "services": "Một cửa",
    "learning": "Bồi dưỡng",
    "outreach": "Tuyên truyền",
    "emulation": "Khen thưởng",
    "resources": "Kinh phí, thiết bị",
    "evaluation": "Đánh giá",
    "reporting": "Báo cáo",
}


class Row(NamedTuple):
    """One rule as it stands in one place: which rooms use it; or which will, waiting since `on`."""

    rule: Rule
    rooms: tuple[str, ...]
    will: str
    on: date | None


class Article(NamedTuple):
    """The rules of one article; 0 when the place names none."""

    number: int
    rows: list[Row]


class Coverage(NamedTuple):
    """One instrument: its articles that stand in the book."""

    name: str
    articles: list[Article]
    whole: int
    used: int


def coverage() -> list[Coverage]:
    """By instrument and article, in the order of the law. A rule that two instruments have set,
    or two articles, stands under each. No query."""
    law = book()
    named, waiting = named_in_code(), not_yet(settings.LAW_FOLDER)
    by_place: dict[str, dict[int, list[Row]]] = {}
    for rule in law.rules.values():
        for instrument, article, there in places_of(rule):
            articles = by_place.setdefault(instrument, {})
            articles.setdefault(article, []).append(_row(there, named, waiting))
    order = {one.name: n for n, one in enumerate(law.instruments)}
    names = sorted(by_place, key=lambda name: order.get(name, len(order)))
    return [_instrument(name, by_place[name]) for name in names]


_shown: list[tuple[Rulebook, str]] = []  # at most one


def shown() -> str:
    """The tables of the page, half a megabyte: written once for each reading of `law/`."""
    law = book()
    if not _shown or _shown[0][0] is not law:
        told = {"instruments": coverage()}
        _shown[:] = [(law, render_to_string("rulebook/_coverage.html", told))]
    return _shown[0][1]


def places_of(rule: Rule) -> Iterator[tuple[str, int, Rule]]:
    """Instrument, article (0: none named) and the rule as it stood there, each place once."""
    seen: set[tuple[str, int]] = set()
    for value in reversed(rule.values):
        for article in value.cite.articles or (0,):
            if (value.cite.instrument, article) not in seen:
                seen.add((value.cite.instrument, article))
                yield value.cite.instrument, article, replace(rule, values=(value,))


def _instrument(name: str, articles: Mapping[int, list[Row]]) -> Coverage:
    rows = [row for found in articles.values() for row in found]
    in_order = [Article(number, articles[number]) for number in sorted(articles)]
    rooms = {row.rule.key: bool(row.rooms) for row in rows}
    return Coverage(name, in_order, len(rooms), sum(rooms.values()))


def _row(rule: Rule, named: Mapping[str, frozenset[str]], waiting: list[NotYet]) -> Row:
    rooms = tuple(room_name(room) for room in rooms_using(rule.key, named))
    wait = next((one for one in waiting if one.holds(rule.key)), None)
    if rooms or wait is None:
        return Row(rule, rooms, "", None)
    return Row(rule, (), room_name(wait.room), wait.on)


def room_name(room: str) -> str:
    """The name on the room's card, or in the plan."""
    cards = {card.label: str(card.verbose_name) for card in apps.get_app_configs()}
    return cards.get(room) or PLANNED.get(room, room)
