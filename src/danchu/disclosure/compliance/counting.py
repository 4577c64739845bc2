"""What the records of one commune say, counted by the database.

The unit of account is one paper by one way under one kind of day (`Way`, `Basis`): postings of all
its places together, of a correction apart, since the days of a correction are the province's. It is
done when every place has done it, late when one of them was late, overdue when one of them is.
What was called off counts only when its day was over by then: nobody gets rid of a missed day.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db import connection, models

from danchu.disclosure.compliance.owing import Owes
from danchu.disclosure.counted import Way
from danchu.duties.models import Basis
from danchu.places.models import Unit


class State(models.TextChoices):
    """What became of one paper by one way, on the day of asking. The codes stand in addresses."""

    ON_TIME = "dung-han", "đúng hạn"
    LATE = "tre", "làm trễ"
    OVERDUE = "qua-han", "quá hạn, chưa xong"
    DUE = "con-han", "còn trong hạn"


GAPPY = "co-ngay-thieu"  # beside any of the four: days on which it should have hung and did not
TROUBLED = "can-xem"  # late, overdue or gappy
COMES_DUE = "da-den-han"  # the whole of every share: all but what is still in time


class Asked(NamedTuple):
    """Which papers, and of them which by what became of them. Days of signing are inclusive."""

    first: date | None = None
    last: date | None = None
    group: int | None = None
    way: Way | None = None
    basis: Basis | None = None
    state: str = ""  # of `State`, GAPPY, TROUBLED or COMES_DUE

    @property
    def narrows(self) -> bool:
        """Asks for more than the period and the group."""
        return bool(self.way or self.basis or self.state)


class Tally(NamedTuple):
    """Papers by one way. `due` is not in the whole: its day has not come."""

    on_time: int = 0
    late: int = 0
    overdue: int = 0
    due: int = 0
    gappy: int = 0

    @property
    def whole(self) -> int:
        return self.on_time + self.late + self.overdue

    def plus(self, other: "Tally") -> "Tally":
        """Only of the same way and the same kind of day."""
        return Tally(*map(sum, zip(self, other, strict=True)))


Tallies = dict[tuple[Basis, int, Way], Tally]  # by kind of day, group, way


class Counted(NamedTuple):
    """All that a page needs of the numbers."""

    tallies: Tallies
    nothing: dict[int, int]  # by group: quarters of which it was declared that nothing arose
    unsaid: int  # answered "not public": neither counted nor listed


class Page(NamedTuple):
    """Some papers of a list as `_COLUMNS`, and how many the whole list has."""

    rows: list[tuple[Any, ...]]
    whole: int


# ── the question to the database ──────────────────────────────────────────────────────────────

_PLACES = """
SELECT n.id AS item_id, n.grp, p.id AS paper_id, p.edition, po.id AS posting_id, po.channel,
  po.state, po.days, po.gap_days, po.first_on, po.kept_until, po.taken_down_on, po.put_up_id,
  CASE WHEN p.edition = 1 THEN n.due_basis ELSE 'parameter' END AS basis,
  CASE WHEN po.channel IN ('posting', 'posting_permanent')
         THEN CASE WHEN pl.kind = 'commune_seat' THEN 'tru-so' ELSE 'nha-van-hoa' END
       WHEN po.channel = 'broadcast' THEN 'loa'
       WHEN po.channel = 'community_head' THEN 'truong-xom' ELSE 'xa-them' END AS way,
  CASE WHEN po.channel <> 'broadcast' THEN po.first_on
       WHEN po.state = 'done' THEN po.kept_until END AS done_on,
  {deadline} AS deadline
FROM {papers} n
JOIN postings_paper p
  ON p.room = 'disclosure' AND p.kind = 'item' AND p.key = CAST(n.id AS varchar)
JOIN postings_posting po ON po.paper_id = p.id
LEFT JOIN postings_place pl ON pl.id = po.place_id
WHERE po.state <> 'off' OR {least}(COALESCE(p.closed_on, pl.until),
                                   COALESCE(pl.until, p.closed_on)) > {deadline}
"""
# What waiting papers owe was read one question earlier: of those published meanwhile it is void.
_UNITS = """
SELECT n.id AS item_id, n.grp, 'web' AS way, n.due_basis AS basis,
  CASE WHEN n.published_on > n.due_on THEN 1 ELSE 0 END AS late,
  CASE WHEN n.published_on IS NULL THEN n.due_on END AS waits_until, 0 AS gappy
FROM {papers} n
UNION ALL
SELECT n.id, n.grp, m.way, n.due_basis, 0, m.waits_until, 0
FROM {papers} n JOIN more m ON m.id = n.id WHERE n.published_on IS NULL
UNION ALL
SELECT item_id, grp, way, basis,
  MAX(CASE WHEN done_on > deadline THEN 1 ELSE 0 END),
  MIN(CASE WHEN done_on IS NULL THEN deadline END),
  MAX(CASE WHEN gap_days > 0 OR state = 'gone' THEN 1 ELSE 0 END)
FROM places GROUP BY item_id, grp, way, basis
"""
_STATE = """CASE WHEN waits_until IS NULL THEN CASE WHEN late = 1 THEN 'tre' ELSE 'dung-han' END
  WHEN waits_until < {on} THEN 'qua-han' ELSE 'con-han' END"""


class Records:
    """The papers of one commune signed in a period, and how to ask for them."""

    def __init__(self, unit: Unit, asked: Asked, owes: Sequence[Owes], *, on: date) -> None:
        self.unit, self.asked, self.on = unit, asked, on
        self._owes = owes

    def counted(self) -> Counted:
        """Months that nothing changed since they were counted from their cells, the others from
        the records themselves: so of now, and quick. One query."""
        tallies: Tallies = defaultdict(Tally)
        nothing, unsaid = {}, 0
        for said, basis, group, way, *counts in _fetched(self._everything()):
            if said == "nothing":
                nothing[group] = counts[0]
            elif said == "unsaid":
                unsaid = counts[0]
            else:
                key = (Basis(basis), group, Way(way))
                tallies[key] = tallies[key].plus(Tally(*map(int, counts)))
        return Counted(dict(tallies), nothing, unsaid)

    def page(self, start: int, size: int) -> Page:
        """Papers of the list, the last signed first. Beyond its end there are no rows, and
        nobody counted how many there are."""
        listed, more = self._listed()
        rows = _fetched(
            f"{self._with(kept=True)} SELECT {_COLUMNS}, n.whole "
            f"FROM (SELECT n.*, COUNT(*) OVER () AS whole FROM noted n WHERE {listed} "
            f"ORDER BY n.decided_on DESC, n.id DESC LIMIT {size:d} OFFSET {start:d}) n "
            "ORDER BY n.decided_on DESC, n.id DESC",
            more,
        )
        return Page([row[:-1] for row in rows], rows[0][-1] if rows else 0)

    def below(self, last: tuple[date, int] | None, size: int) -> list[tuple[Any, ...]]:
        """The same by the key of the last row, for long files: rows that come move nothing."""
        listed, more = self._listed()
        if last is not None:
            day, pk = _day(last[0]), last[1]
            listed += f" AND (n.decided_on < {day} OR (n.decided_on = {day} AND n.id < {pk:d}))"
        return _fetched(
            f"{self._with(kept=True)} SELECT {_COLUMNS} FROM noted n WHERE {listed} "
            f"ORDER BY n.decided_on DESC, n.id DESC LIMIT {size:d}",
            more,
        )

    def ways_of(self, items: Collection[int]) -> dict[int, list[tuple[Any, ...]]]:
        """Of each of these papers, every way with its places: as `_WAYS`. One query."""
        found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
        ids = ", ".join(f"{pk:d}" for pk in items) or "NULL"
        for row in _fetched(f"{self._with(only=f'i.id IN ({ids})')} {_WAYS}"):
            found[row[0]].append(row[1:])
        return found

    def keep(self, month: date) -> None:
        """Write down every way of every paper signed in this month, as the records say it now."""
        unit = self.unit.pk
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO disclosure_paperway "
                '(item_id, unit_id, month, "group", way, basis, waits_until, late, gappy) '
                f"{self._with()} SELECT item_id, {unit:d}, {_day(month)}, grp, way, basis, "
                "waits_until, late, gappy FROM units"
            )

    # Every value below is a number, a day or a code of ours: nothing anybody typed.

    def _with(self, only: str = "", *, kept: bool = False) -> str:
        """`kept`: of months that nothing changed since, what was written down."""
        where = f"{self._where()} AND i.state <> 'not_public'" + (f" AND {only}" if only else "")
        papers = "stale" if kept else "noted"
        return (
            'WITH noted AS (SELECT i.id, i."group" AS grp, i.number, i.decided_on, i.due_on, '
            "i.due_basis, i.published_on, i.state, i.noted_on FROM disclosure_item i "
            f"WHERE {where}), stale AS (SELECT * FROM noted WHERE {self._stale('decided_on')}), "
            f"more(id, way, waits_until) AS ({self._more()}), places AS ({_places(papers)}), "
            f"units AS ({_UNITS.format(papers=papers)}{self._kept() if kept else ''}) "
        )

    def _kept(self) -> str:
        return (
            'UNION ALL SELECT k.item_id, k."group", k.way, k.basis, k.late, k.waits_until, k.gappy '
            f"FROM disclosure_paperway k WHERE k.unit_id = {self.unit.pk:d} "
            f"AND {self._within('k.month')} AND {self._fresh('k.month')}"
        )

    def _everything(self) -> str:
        """Rows of: what, kind of day, group, way, and five counts as in `Tally`.

        Only months that some act changed since (or that nobody counted) are asked of the records.
        """
        on = _day(self.on)
        return (
            f"{self._with(only=self._stale('i.decided_on'))} "
            "SELECT 'cells', c.basis, c.\"group\", c.way, SUM(c.on_time), SUM(c.late), "
            f"SUM(CASE WHEN c.waits_until < {on} THEN c.waiting ELSE 0 END), "
            f"SUM(CASE WHEN c.waits_until >= {on} THEN c.waiting ELSE 0 END), SUM(c.gappy) "
            f"FROM disclosure_cell c WHERE {self._within('c.month')} AND c.unit_id = "
            f"{self.unit.pk:d} AND {self._fresh('c.month')} "
            'GROUP BY c.basis, c."group", c.way '
            f"UNION ALL SELECT 'records', basis, grp, way, {self._sums()} FROM units "
            "GROUP BY basis, grp, way "
            "UNION ALL SELECT 'unsaid', '', 0, '', COUNT(*), 0, 0, 0, 0 FROM disclosure_item i "
            f"WHERE i.state = 'not_public' AND {self._where()} "
            "UNION ALL SELECT 'nothing', '', a.\"group\", '', COUNT(*), 0, 0, 0, 0 "
            f'FROM disclosure_nothingarose a WHERE {self._quarters()} GROUP BY a."group"'
        )

    def _sums(self) -> str:
        """The five counts of `Tally`, of rows of `units`."""
        said = (
            f"SUM(CASE WHEN {self._state()} = '{state}' THEN 1 ELSE 0 END)"
            for state in (State.ON_TIME, State.LATE, State.OVERDUE, State.DUE)
        )
        return ", ".join([*said, "SUM(gappy)"])

    def _fresh(self, month: str) -> str:
        unit = f"unit_id = {self.unit.pk:d}"
        return (
            f"{month} IN (SELECT month FROM disclosure_countedmonth WHERE {unit} "
            f"AND counted_at IS NOT NULL) AND {month} NOT IN "
            f"(SELECT month FROM disclosure_changedmonth WHERE {unit})"
        )

    def _stale(self, day: str) -> str:
        return f"NOT ({self._fresh(month_of(day))})"

    def _within(self, day: str) -> str:
        """The period asked for, which is of whole months."""
        said = [f"{day} >= {_day(self.asked.first)}"] if self.asked.first else []
        said += [f"{day} <= {_day(self.asked.last)}"] if self.asked.last else []
        return " AND ".join(said) or "1 = 1"

    def _where(self) -> str:
        return f"i.unit_id = {self.unit.pk:d} AND {self._within('i.decided_on')}"

    def _quarters(self) -> str:
        asked, said = self.asked, [f"a.unit_id = {self.unit.pk:d}"]
        if asked.first and asked.last:
            quarters = [(day.month + 2) // 3 for day in (asked.first, asked.last)]
            said.append(f"a.year = {asked.first.year:d}")
            said.append(f"a.quarter BETWEEN {quarters[0]:d} AND {quarters[1]:d}")
        return " AND ".join(said)

    def _more(self) -> str:
        rows = [f"({pk:d}, '{Way(way)}', {_day(day)})" for pk, way, day in self._owes]
        none = f"SELECT 0, '', {_day(date(2000, 1, 1))} WHERE 1 = 0"
        return f"VALUES {', '.join(rows)}" if rows else none

    def _state(self) -> str:
        return _STATE.format(on=_day(self.on))

    def _listed(self) -> tuple[str, list[str]]:
        """Which of the noted papers the list has, and the words that go beside it."""
        asked, more = self.asked, []
        said = [f"n.grp = {asked.group:d}"] if asked.group else []
        if asked.narrows:
            units = ["u.item_id = n.id"]
            for name, value in (("way", asked.way), ("basis", asked.basis)):
                if value:
                    units.append(f"u.{name} = %s")
                    more.append(str(value))
            if asked.state == GAPPY:
                units.append("u.gappy = 1")
            elif asked.state == TROUBLED:
                units.append(f"(u.gappy = 1 OR {self._state()} IN ('tre', 'qua-han'))")
            elif asked.state == COMES_DUE:
                units.append(f"{self._state()} <> 'con-han'")
            elif asked.state:
                units.append(f"{self._state()} = %s")
                more.append(asked.state)
            said.append(f"EXISTS (SELECT 1 FROM units u WHERE {' AND '.join(units)})")
        return " AND ".join(said) or "1 = 1", more


_COLUMNS = """n.id, n.grp, n.number, n.decided_on, n.due_on, n.due_basis, n.published_on, n.state,
  n.noted_on,
  (SELECT v.title FROM disclosure_version v WHERE v.item_id = n.id AND v.published_at IS NOT NULL
     AND v.sealed = {no} ORDER BY v.number DESC LIMIT 1),
  (SELECT COALESCE(t.role, 'paper') FROM disclosure_version v
     LEFT JOIN people_term t ON t.id = v.approved_by_id
     WHERE v.item_id = n.id AND v.published_at IS NOT NULL ORDER BY v.number LIMIT 1)"""
_WAYS = """SELECT l.item_id, l.way, l.basis, l.paper_id, l.edition, l.channel, l.days, t.role,
  COUNT(*), SUM(CASE WHEN l.done_on IS NULL THEN 0 ELSE 1 END),
  SUM(CASE WHEN pr.stored_as <> '' THEN 1 ELSE 0 END), MIN(l.first_on), MAX(l.first_on),
  MAX(l.kept_until), SUM(l.gap_days), SUM(CASE WHEN l.gap_days > 0 THEN 1 ELSE 0 END),
  SUM(CASE WHEN l.state = 'gone' THEN 1 ELSE 0 END),
  SUM(CASE WHEN l.taken_down_on IS NULL THEN 0 ELSE 1 END),
  MAX(CASE WHEN l.done_on > l.deadline THEN 1 ELSE 0 END),
  MIN(CASE WHEN l.done_on IS NULL THEN l.deadline END), MIN(l.deadline),
  MIN(CASE WHEN l.channel = 'broadcast' THEN
    (SELECT COUNT(*) FROM postings_broadcast b WHERE b.posting_id = l.posting_id) END),
  SUM(CASE WHEN pr.later THEN 1 ELSE 0 END)
FROM places l LEFT JOIN postings_proof pr ON pr.id = l.put_up_id
LEFT JOIN people_term t ON t.id = pr.by_id
GROUP BY l.item_id, l.way, l.basis, l.paper_id, l.edition, l.channel, l.days, t.role
ORDER BY l.item_id, l.edition, t.role"""


def _places(papers: str) -> str:
    days = "CASE WHEN po.channel = 'broadcast' THEN COALESCE(po.days, 1) - 1 ELSE 0 END"
    if connection.vendor == "postgresql":
        deadline, least = f"(po.due_on + {days})", "LEAST"
    else:
        deadline, least = f"date(po.due_on, '+' || ({days}) || ' days')", "MIN"
    return _PLACES.format(deadline=deadline, least=least, papers=papers)


def _day(day: date) -> str:
    return f"DATE '{day:%Y-%m-%d}'" if connection.vendor == "postgresql" else f"'{day:%Y-%m-%d}'"


def month_of(day: str) -> str:
    """The first day of its month, in SQL."""
    if connection.vendor == "postgresql":
        return f"CAST(date_trunc('month', {day}) AS date)"
    return f"date({day}, 'start of month')"


def _fetched(words: str, more: Sequence[str] = ()) -> list[tuple[Any, ...]]:
    words = words.replace("{no}", "false" if connection.vendor == "postgresql" else "0")
    with connection.cursor() as cursor:
        cursor.execute(words, list(more))
        return list(cursor.fetchall())


def as_day(value: date | str | None) -> date | None:
    """A day as the database gave it: SQLite has no days of its own."""
    return date.fromisoformat(value) if isinstance(value, str) else value
