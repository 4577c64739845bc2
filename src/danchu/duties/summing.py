"""Sums of what is done: made whole for one unit at a time, and read with what stands open.

Read in one statement: sums of every unit that has no mark, a count of those that have one, a count
of what is open. So the answer is of this second also while nobody adds up; it only takes longer.
"""

from datetime import date
from typing import Any, NamedTuple

from django.db import connection, models, transaction
from django.db.models import Count, F, Q

from danchu.duties.models import Basis, Duty, Summary
from danchu.duties.summed import DoneChanged, DoneSum
from danchu.kit import worlds
from danchu.places.models import Unit

MOST_AT_ONCE = 500  # units in one round of the worker


class Asked(NamedTuple):
    """Which duties; everything empty: all there are in this world."""

    kinds: tuple[str, ...] = ()
    rules: str = ""  # how their rules begin
    units: models.QuerySet[Unit] | None = None  # of `Unit.objects`: of this world

    def where(self) -> tuple[str, list[Any]]:
        """In SQL: duties and their sums have the same columns."""
        said, told = self._of_units()
        if self.kinds:
            said += f" AND kind IN ({', '.join(['%s'] * len(self.kinds))})"
            told += self.kinds
        if self.rules:
            said += " AND SUBSTR(rule_key, 1, %s) = %s"
            told += (len(self.rules), self.rules)
        return said, told

    def _of_units(self) -> tuple[str, list[Any]]:
        if self.units is None and worlds.copy_here() is None:
            return "unit_id NOT IN (SELECT id FROM places_unit WHERE practice)", []
        units = Unit.objects.all() if self.units is None else self.units
        words, told = units.order_by().values("pk").query.sql_with_params()
        return f"unit_id {_among(words)}", list(told)


# Said in SQL: these three halves ask for nothing but a number, and Django takes longer to write
# them than the database to answer.
_READ = """
SELECT basis, SUM(due), SUM(overdue), SUM(done), SUM(late) FROM (
  SELECT basis, CASE WHEN due_on >= %s THEN 1 ELSE 0 END AS due,
    CASE WHEN due_on < %s THEN 1 ELSE 0 END AS overdue, 0 AS done, 0 AS late
  FROM duties_duty WHERE done_on IS NULL AND called_off_on IS NULL AND {which}
  UNION ALL
  SELECT basis, 0, 0, done, late FROM duties_donesum
  WHERE NOT (unit_id {marked}) AND {which}
  UNION ALL
  SELECT basis, 0, 0, 1, CASE WHEN done_on > due_on THEN 1 ELSE 0 END FROM duties_duty
  WHERE done_on IS NOT NULL AND called_off_on IS NULL
    AND unit_id {marked} AND {which}
) AS rows_of_all GROUP BY basis
"""


def _among(units: str) -> str:
    """As a list PostgreSQL takes it for ten units, which is near, and walks the index unit by
    unit; of a table that was emptied just now it thinks the worst, and reads every duty."""
    return f"IN ({units})" if connection.vendor == "sqlite" else f"= ANY (ARRAY ({units}))"


def summaries(asked: Asked, *, on: date) -> dict[Basis, Summary]:
    """As `DutyQuerySet.summaries`, of the same duties, without opening those that are done."""
    (which, told), day = asked.where(), connection.ops.adapt_datefield_value(on)
    with connection.cursor() as cursor:
        words = _READ.format(which=which, marked=_among("SELECT unit_id FROM duties_donechanged"))
        cursor.execute(words, [day, day, *told, *told, *told])
        return Summary.of(cursor.fetchall())


# ── adding up ─────────────────────────────────────────────────────────────────────────────────


def add_up_changed() -> int:
    """Sums of every unit with a mark, each in a transaction of its own; how many units."""
    marked = DoneChanged._base_manager.order_by("unit").values_list("unit", flat=True).distinct()
    return sum(add_up(unit_id) for unit_id in list(marked[:MOST_AT_ONCE]))


@transaction.atomic
def add_up(unit_id: int) -> bool:
    """All sums of one unit, made anew; False when another worker was here first.

    The marks go before the duties are read: whoever commits in between leaves a mark of its own.
    """
    if not _take_marks(unit_id):
        return False
    DoneSum._base_manager.filter(unit=unit_id).delete()
    done = Duty._base_manager.filter(unit=unit_id, done_on__isnull=False, called_off_on=None)
    of = ("unit", "kind", "rule_key", "basis")
    counts = {"n": Count("pk"), "after": Count("pk", filter=Q(done_on__gt=F("due_on")))}
    DoneSum._base_manager.bulk_create(
        DoneSum(unit_id=unit, kind=kind, rule_key=rule, basis=basis, done=n, late=after)
        for unit, kind, rule, basis, n, after in done.order_by().values_list(*of).annotate(**counts)
    )
    return True


def _take_marks(unit_id: int) -> int:
    """Remove the marks of a unit; how many. Another worker that has them is waited for."""
    words = f"DELETE FROM {DoneChanged._meta.db_table} WHERE unit_id = %s"  # noqa: S608  our own
    with connection.cursor() as cursor:
        cursor.execute(words, [unit_id])
        return int(cursor.rowcount)


def mark_every() -> None:
    """Every unit that ever had a duty or a sum is counted anew: each night, and after a doubt."""
    units: Any = Duty._base_manager.filter(done_on__isnull=False).order_by().values("unit")
    units = units.union(DoneSum._base_manager.order_by().values("unit"))
    DoneChanged._base_manager.bulk_create(
        DoneChanged(unit_id=unit) for unit in list(units.values_list("unit", flat=True))
    )
