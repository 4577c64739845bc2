"""What the pages of one commune show: the numbers of a period, and the papers behind them."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from django.http import QueryDict

from danchu.disclosure import reading
from danchu.disclosure.compliance import asking, owing
from danchu.disclosure.compliance.asking import BASIS_HEADS, BASIS_SLUGS, address_of
from danchu.disclosure.compliance.counting import (
    COMES_DUE,
    GAPPY,
    TROUBLED,
    Counted,
    Page,
    Records,
    State,
    Tally,
)
from danchu.disclosure.compliance.telling import ItemRow, Told
from danchu.disclosure.counted import Way
from danchu.disclosure.models import GROUPS
from danchu.duties.models import Basis
from danchu.kit import narrowing
from danchu.kit.law import book
from danchu.kit.templatetags.kit import number
from danchu.places.models import Unit
from danchu.rulebook import citing
from danchu.rulebook.rulebook import Shelf

PER_PAGE = 20
BATCH = 500  # papers of a file in memory at a time
RULES = (
    "disclosure.publish",
    "disclosure.web",
    "disclosure.posting",
    "disclosure.posting.permanent",
    "disclosure.broadcast",
    "disclosure.community_head",
)


class Number(NamedTuple):
    """One number, and the list that has as many rows."""

    many: int
    words: str
    kind: str  # status of kit
    address: str

    @property
    def said(self) -> str:
        return f"{number(self.many)} {self.words}"


class Figures(NamedTuple):
    """One way (of one group): on time of how many, and what else there is."""

    name: str
    way: Way
    tally: Tally
    on_time: Number
    others: list[Number]
    whole: str  # the address of all of them


class GroupRow(NamedTuple):
    """One of the 14 groups under one kind of day."""

    number: int
    name: str
    ways: list[Figures | None]
    nothing: int  # quarters of which it was declared that nothing arose

    @property
    def silent(self) -> bool:
        return not any(self.ways)


class Part(NamedTuple):
    """One kind of day; parts are never added up."""

    basis: Basis
    head: str
    ways: list[Figures]
    groups: list[GroupRow]


class Commune:
    """Everything about one commune under one address."""

    def __init__(self, unit: Unit, query: QueryDict, path: str, *, on: date) -> None:
        self.unit, self.path, self.on = unit, path, on
        self.names = reading.group_names(on=on)
        self.bar = asking.of_commune(query, path, self.names, since=since(unit), on=on)
        self.asked = asking.asked_in(self.bar.chosen, on=on)
        self.shelf = Shelf([unit])
        period = {"first": self.asked.first, "last": self.asked.last}
        self._owes = owing.of_waiting(unit, self.shelf, **period)
        self.records = Records(unit, self.asked, self._owes, on=on)
        self._told = Told(self.records, self._owes)

    def page(self, query: QueryDict) -> dict[str, Any]:
        """For the page: numbers, and one page of papers."""
        rows = _Rows(self, narrowing.start_of(query, per=PER_PAGE))
        sheet = narrowing.pages(query, rows, per=PER_PAGE, whole=rows.first.whole)
        return {**self._about(rows.first.whole), "pages": sheet, "rows": sheet.rows}

    def sheet(self, most: int) -> dict[str, Any]:
        """For the sheet to print: numbers, and the first papers that are late, overdue or gappy."""
        if not self.asked.state:
            self.asked = self.records.asked = self.asked._replace(state=TROUBLED)
        found = self.records.page(0, most)
        rows = self._told.rows(found.rows)
        return {**self._about(found.whole), "rows": rows, "left": found.whole - len(rows)}

    def rows(self, found: Page) -> list[ItemRow]:
        return self._told.rows(found.rows)

    def every_row(self) -> Iterator[ItemRow]:
        """The whole list, for a file."""
        last: tuple[date, int] | None = None
        while rows := self._told.rows(self.records.below(last, BATCH)):
            yield from rows
            last = (rows[-1].decided_on, rows[-1].pk)

    def _about(self, listed: int) -> dict[str, Any]:
        counted = self.records.counted()
        applied = self.shelf.reading(self.unit, on=self.on)
        return {
            "unit": self.unit,
            "filters": self.bar,
            "period": asking.period_words(self.bar.chosen, on=self.on),
            "parts": parts(counted, self.names, self.path, self.bar.chosen),
            "heads": [way.label for way in Way],
            "counted": counted,
            "listed": listed,
            "nothing": sum(counted.nothing.values()),
            "cites": citing.panel(applied.value(key) for key in RULES),
        }


class _Rows:
    """The list, asked at once for the page that the address names: it brings the whole along.
    Where the address names a page beyond the end, for another one once more."""

    def __init__(self, commune: Commune, start: int) -> None:
        self.commune, self.start = commune, start
        self.first = commune.records.page(start, PER_PAGE)
        if start and not self.first.rows:
            self.start, self.first = 0, commune.records.page(0, PER_PAGE)

    def __getitem__(self, at: slice) -> list[ItemRow]:
        found = self.first if at.start == self.start else None
        return self.commune.rows(found or self.commune.records.page(at.start, PER_PAGE))


def since(unit: Unit) -> date:
    """The first day on which a paper of this commune could have been signed under this law."""
    law = book().rule("disclosure.publish").values[0].since
    return max(unit.valid_from or law, law)


# ── numbers with their lists ──────────────────────────────────────────────────────────────────


def parts(counted: Counted, names: dict[int, str], path: str, chosen: dict[str, str]) -> list[Part]:
    """Each kind of day by itself. The law's comes first and tells of groups without a paper too."""
    found = []
    groups_of: dict[Basis, set[int]] = {basis: set() for basis in Basis}
    for basis, group, _ in counted.tallies:
        groups_of[basis].add(group)
    silent = set(GROUPS) - groups_of[Basis.LAW] - groups_of[Basis.FALLBACK]
    for basis in BASIS_HEADS:
        mine = groups_of[basis] | (silent if basis == Basis.LAW else set())
        if not mine:
            continue
        tallies = {(g, w): t for (b, g, w), t in counted.tallies.items() if b == basis}
        ways = [way for way in Way if any(w == way for _, w in tallies)]
        link = _Linking(path, chosen, basis)
        found.append(
            Part(
                basis,
                BASIS_HEADS[basis],
                [link.figures(way, _sum(tallies, way)) for way in ways],
                [
                    GroupRow(
                        group,
                        names[group],
                        [_of(link, tallies, group, way) for way in ways],
                        counted.nothing.get(group, 0),
                    )
                    for group in sorted(mine)
                ],
            )
        )
    return found


def _sum(tallies: dict[tuple[int, Way], Tally], way: Way) -> Tally:
    whole = Tally()
    for (_, of), tally in tallies.items():
        whole = whole.plus(tally) if of == way else whole
    return whole


def _of(
    link: "_Linking", tallies: dict[tuple[int, Way], Tally], group: int, way: Way
) -> Figures | None:
    tally = tallies.get((group, way))
    return link.figures(way, tally, group) if tally else None


class _Linking:
    """Addresses of the lists behind the numbers of one kind of day: some hundred a page."""

    def __init__(self, path: str, chosen: dict[str, str], basis: Basis) -> None:
        whole = address_of(path, chosen)
        self._begins = f"{whole}{'&' if '?' in whole else '?'}"
        self._moc = BASIS_SLUGS[basis]

    def figures(self, way: Way, tally: Tally, group: int | None = None) -> Figures:
        def counted(count: int, words: str, kind: str, state: str) -> Number:
            return Number(count, words, kind, self._address(way, group, state))

        others = (
            (tally.late, "làm trễ", "late_done", State.LATE),
            (tally.overdue, "quá hạn", "late", State.OVERDUE),
            (tally.due, "còn hạn", "soon", State.DUE),
            (tally.gappy, "có ngày thiếu", "half", GAPPY),
        )
        return Figures(
            str(way.label),
            way,
            tally,
            counted(tally.on_time, "đúng hạn", "ok", State.ON_TIME),
            [counted(*one) for one in others if one[0]],
            self._address(way, group, COMES_DUE),
        )

    def _address(self, way: Way, group: int | None, state: str) -> str:
        """Every value is a number or a word of an address already: nothing to encode."""
        of = f"nhom={group}&" if group else ""
        asked = f"{of}kenh={way.value}&moc={self._moc}&tinh-trang={state!s}"
        return f"{self._begins}{asked}#danh-sach"
