"""What many papers leave beside their own rows: acts in the order of their days, and duties."""

from collections import defaultdict
from datetime import date
from typing import Any

from danchu.duties.models import Basis
from danchu.front.scale.loading import Table
from danchu.front.scale.offices import Post
from danchu.people.models import Role

NOON = "05:00:00"  # of Việt Nam, as `clock.moment_on` says of a day gone by
MORNING, EVENING = 30 * 60, 10 * 3600  # an office's day, seconds of UTC

Act = tuple[str, Post | None, int, str, int]  # act, by whom, unit, kind and key of the thing
Ended = dict[str, Any]  # columns of a duty that is done or called off


class Trail:
    """Acts come as papers are told, and are written day by day."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._days: dict[date, list[Act]] = defaultdict(list)

    def add(self, on: date, act: str, by: Post | None, unit_id: int, kind: str, key: int) -> None:
        self._days[on].append((act, by, unit_id, kind, key))

    def write(self, *, before: date | None = None) -> None:
        """What was done on the days before `before`; everything when None."""
        for on in sorted(day for day in self._days if before is None or day < before):
            acts = self._days.pop(on)
            pace = (EVENING - MORNING) / len(acts)
            for place, (act, by, unit_id, kind, key) in enumerate(acts):
                at = MORNING + int(place * pace)
                self._table.add(
                    at=f"{on} {at // 3600:02}:{at // 60 % 60:02}:{at % 60:02}",
                    on=f"{on}",
                    account_id=by.person if by else None,
                    term_id=by.term if by else None,
                    act=act,
                    unit_id=unit_id,
                    kind=kind,
                    key=str(key),
                )


class Duties:
    """Duties of the office, each as it stands in the end."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def add(
        self,
        rule: str,
        unit_id: int,
        *,
        what: str,
        kind: str,
        key: int,
        address: str,
        start: date,
        due_on: date,
        ended: Ended,
        basis: Basis = Basis.PARAMETER,
        urgent: bool = False,
    ) -> None:
        """`start`: the day it is counted from."""
        self._table.add(
            rule_key=rule,
            basis=basis.value,
            unit_id=unit_id,
            role=Role.CLERK.value,
            what=what,
            kind=kind,
            key=str(key),
            address=address,
            counted_from=f"{start}",
            due_on=f"{due_on}",
            urgent=urgent,
            **ended,
        )


def done(on: date | None) -> Ended:
    """A duty done on `on`; open when None."""
    return {"done_on": f"{on}"} if on else {}


def called_off(due_on: date, *, on: date, why: str) -> Ended:
    """As `duties.call_off`: what is overdue is not called off, it is closed late."""
    if due_on < on:
        return done(on)
    return {"called_off_on": f"{on}", "called_off_why": why}
