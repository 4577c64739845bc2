"""The page of the province: communes side by side, from cells alone, so that it stays quick.

Overdue is told by today's day. What acts changed since a month was counted is said: of such a
commune the page names the minute its numbers are of.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from django.db.models import Count, OuterRef, Subquery
from django.http import QueryDict

from danchu.disclosure import reading
from danchu.disclosure.compliance import asking
from danchu.disclosure.compliance.asking import BASES, BASIS_HEADS, address_of
from danchu.disclosure.compliance.counting import COMES_DUE, GAPPY, State, Tally
from danchu.disclosure.compliance.sheets import Figures, GroupRow, Number, since
from danchu.disclosure.counted import Cell, CellQuerySet, ChangedMonth, CountedMonth, Way
from danchu.disclosure.models import GROUPS, NothingArose
from danchu.duties.models import Basis
from danchu.people.access import Person, terms_of
from danchu.people.models import Role
from danchu.places.finding import communes
from danchu.places.models import Kind, Unit
from danchu.rulebook import citing
from danchu.rulebook.rulebook import Applied, reading_of

RANKING = "disclosure.ranking"
EDGES = (50, 70, 85, 95)  # percent, of the tiles: steps of one hue, no judgement
NEVER = datetime(2000, 1, 1, tzinfo=UTC)
SORTS = {
    "ten": "theo tên",
    "ty-le": "tỷ lệ đúng hạn thấp trước",
    "qua-han": "nhiều việc quá hạn trước",
    "tre": "nhiều việc trễ trước",
}


class CommuneRow(NamedTuple):
    """One commune under the chosen way, group and kind of day."""

    unit: Unit
    tally: Tally
    whole: str  # addresses of its own lists
    numbers: list[Number]
    nothing: int  # group-quarters of which it was declared that nothing arose
    as_of: datetime | None  # numbers of then, for something changed since; None: as of now

    @property
    def counted(self) -> bool:
        """False: something changed in a month that was never counted."""
        return self.as_of != NEVER

    @property
    def share(self) -> int | None:
        """Whole percent on time, rounded down; None without a whole."""
        return self.tally.on_time * 100 // self.tally.whole if self.tally.whole else None


class Ranking(NamedTuple):
    """Whether the list may be sorted by numbers, and who says so."""

    allowed: bool  # for everybody, by a dated parameter of the province
    own_desk: bool  # this reader serves the province
    rules: list[Applied]

    @property
    def sorts(self) -> bool:
        return self.allowed or self.own_desk


def ranking(units: Sequence[Unit], person: Person, *, on: date) -> Ranking:
    """Public only where every province on the list has decided it."""
    homes = {unit.province_id: unit.province for unit in units if unit.province}
    rules = [reading_of(home, on=on).value(RANKING) for home in homes.values()]
    allowed = bool(rules) and all(one.payload["allowed"] and one.local for one in rules)
    terms = terms_of(person, on=on).filter(role=Role.PROVINCE, unit__kind=Kind.PROVINCE)
    return Ranking(allowed, not allowed and terms.exists(), rules)


class Province:
    """Everything the page and its file show, under one address."""

    def __init__(self, query: QueryDict, path: str, person: Person, *, on: date) -> None:
        self.on, self.path = on, path
        self._questions: dict[str, str] = {}
        self.units = communes(on=on, province=True)
        self.ranking = ranking(self.units, person, on=on)
        self.names = reading.group_names(on=on)
        began = min((since(unit) for unit in self.units), default=on)
        self.bar = asking.of_province(
            query, path, self.names, since=began, on=on, keep=self.ranking.sorts
        )
        chosen = self.bar.chosen
        self.way = Way(chosen.get("kenh", Way.WEB))
        self.basis = BASES[chosen.get("moc", "luat")]
        self.group = int(chosen["nhom"]) if "nhom" in chosen else None
        self.first, self.last = asking.days_of(chosen, on=on)
        asked = query.get("xep", "ten")
        self.sort = asked if self.ranking.sorts and asked in SORTS else "ten"

    def rows(self) -> list[CommuneRow]:
        """By name, unless the province allowed another order and the reader asks for it."""
        cells = self._cells().filter(way=self.way, basis=self.basis)
        cells = cells.filter(group=self.group) if self.group else cells
        counted: Any = cells.tallied("unit", on=self.on)
        tallies = {pk: Tally(*counts) for pk, *counts in counted}
        nothing, as_of = self._nothing(), self._as_of()
        rows = [
            self._row(unit, tallies.get(unit.pk, Tally()), nothing, as_of) for unit in self.units
        ]
        return sorted(rows, key=_ORDER[self.sort])  # stable: equal ones stay by name

    def page(self) -> dict[str, Any]:
        rows = self.rows()
        stale = [row for row in rows if row.as_of]
        whole = Tally()
        for row in rows:
            whole = whole.plus(row.tally)
        return {
            "filters": self.bar,
            "period": asking.period_words(self.bar.chosen, on=self.on),
            "rows": rows,
            "stale": stale,
            "way": self.way,
            "group": self.group and f"{self.group}. {self.names[self.group]}",
            "basis": BASIS_HEADS[self.basis],
            "whole": whole,
            "totals": _others(whole, ""),
            "edges": EDGES,
            "all_ways": [{"name": way.label} for way in Way],
            "share": whole.on_time * 100 // whole.whole if whole.whole else None,
            "heads": [way.label for way in Way],
            "groups": self._groups(),
            "ranking": self.ranking,
            "sort": self.sort,
            "sorts": self._sorts() if self.ranking.sorts else [],
            "cites": citing.panel(self._rules()),
            "tiles": [
                {"name": str(row.unit), "address": row.whole, "value": row.share} for row in rows
            ],
        }

    def _cells(self) -> CellQuerySet:
        return Cell.objects.filter(unit__in=[unit.pk for unit in self.units]).signed(
            self.first, self.last
        )

    def _groups(self) -> list[GroupRow]:
        """Each group by each way, of the whole province, under the chosen kind of day."""
        found: dict[tuple[int, Way], Tally] = {}
        rows: Any = self._cells().filter(basis=self.basis).tallied("group", "way", on=self.on)
        for group, way, *counts in rows:
            found[group, Way(way)] = Tally(*counts)
        return [
            GroupRow(n, self.names[n], [self._figures(found, n, way) for way in Way], 0)
            for n in GROUPS
            if any((n, way) in found for way in Way)
        ]

    def _figures(self, found: dict[tuple[int, Way], Tally], group: int, way: Way) -> Figures | None:
        tally = found.get((group, way))
        if tally is None:
            return None
        at = self._address(self.path, nhom=group, kenh=way.value) + "#cac-xa"
        others = _others(tally, at)
        on_time = Number(tally.on_time, "đúng hạn", "ok", at)
        return Figures(str(way.label), way, tally, on_time, [o for o in others if o.many], at)

    def _address(self, path: str, **more: Any) -> str:
        moc = (
            "" if self.basis == Basis.LAW and path == self.path else asking.BASIS_SLUGS[self.basis]
        )
        return address_of(path, self.bar.chosen, **{"moc": moc, **more})

    def _row(
        self,
        unit: Unit,
        tally: Tally,
        nothing: dict[int, int],
        as_of: dict[int, datetime],
    ) -> CommuneRow:
        def listed(state: str) -> str:
            return f"/xa/{unit.slug}/thuc-hien/{self._listed(state)}"

        numbers = [
            Number(tally.on_time, "đúng hạn", "ok", listed(State.ON_TIME)),
            Number(tally.late, "làm trễ", "late_done", listed(State.LATE)),
            Number(tally.overdue, "quá hạn", "late", listed(State.OVERDUE)),
            Number(tally.due, "còn hạn", "soon", listed(State.DUE)),
            Number(tally.gappy, "có ngày thiếu", "half", listed(GAPPY)),
        ]
        return CommuneRow(
            unit, tally, listed(COMES_DUE), numbers, nothing.get(unit.pk, 0), as_of.get(unit.pk)
        )

    def _listed(self, state: str) -> str:
        """How the list of any commune is asked for this state: said once, not once a commune."""
        if state not in self._questions:
            more = {"nhom": self.group, "kenh": self.way.value, "tinh_trang": state}
            self._questions[state] = self._address("", **more) + "#danh-sach"
        return self._questions[state]

    def _nothing(self) -> dict[int, int]:
        rows = NothingArose.objects.order_by().values_list("unit").annotate(n=Count("pk"))
        if self.group:
            rows = rows.filter(group=self.group)
        if self.first and self.last:
            quarters = ((self.first.month + 2) // 3, (self.last.month + 2) // 3)
            rows = rows.filter(year=self.first.year, quarter__range=quarters)
        return dict(rows)

    def _as_of(self) -> dict[int, datetime]:
        """Of communes where an act changed something that no worker has counted yet: the minute
        of the oldest of those months; NEVER for one that was not counted at all."""
        counted = CountedMonth.objects.filter(unit=OuterRef("unit"), month=OuterRef("month"))
        changed = ChangedMonth.objects.order_by().values_list("unit", "month").distinct()
        found: dict[int, datetime] = {}
        for unit, _, at in changed.annotate(at=Subquery(counted.values("counted_at")[:1])):
            found[unit] = min(found.get(unit, at or NEVER), at or NEVER)
        return found

    def _sorts(self) -> list[tuple[str, str, bool]]:
        chosen = self.bar.chosen
        return [
            (words, address_of(self.path, chosen, **_kept(chosen), xep=name), name == self.sort)
            for name, words in SORTS.items()
        ]

    def _rules(self) -> list[Applied]:
        home = self.units[0].province if self.units else None  # one reading, one look for words
        return [reading_of(home, on=self.on).value("disclosure.publish"), *self.ranking.rules]


def _others(tally: Tally, at: str) -> list[Number]:
    return [
        Number(tally.late, "làm trễ", "late_done", at),
        Number(tally.overdue, "quá hạn", "late", at),
        Number(tally.due, "còn hạn", "soon", at),
        Number(tally.gappy, "có ngày thiếu", "half", at),
    ]


def _kept(chosen: dict[str, str]) -> dict[str, str]:
    return {name: chosen[name] for name in ("nhom", "kenh", "moc") if name in chosen}


_ORDER = {
    "ten": lambda row: 0,
    "ty-le": lambda row: (row.share is None, row.share or 0),
    "qua-han": lambda row: -row.tally.overdue,
    "tre": lambda row: -row.tally.late,
}
