"""Numbers of information requests that other floors may read: dataclasses, no models."""

from datetime import date
from typing import NamedTuple

from django.db.models import Count, F, Q, QuerySet

from danchu.disclosure.asking.models import OPEN, InformationRequest, Stage
from danchu.places.models import Unit

FEW = 5  # a cell under this many could point to a person
SETTLED = (Stage.SUPPLIED, Stage.REFUSED, Stage.REDIRECTED)


class Asking(NamedTuple):
    """Requests received in a period, and what stood of them on `on`.

    `received` = answered + refused + redirected + withdrawn + pending.
    `on_time` + `late` counts what the office settled, and what is open past its day.
    """

    received: int
    answered: int
    refused: int
    redirected: int
    withdrawn: int
    pending: int
    on_time: int
    late: int
    extended: int

    @property
    def due(self) -> int:
        """What was settled, or should have been by now."""
        return self.on_time + self.late

    @property
    def percent(self) -> int | None:
        """Whole percent on time of all that was due, rounded down; None without any."""
        return self.on_time * 100 // self.due if self.due else None


class Cell(NamedTuple):
    """One ground; `many` None: told only as "dưới 5" or not told apart."""

    ground: str
    many: int | None


def of_unit(unit: Unit | None, *, since: date, until: date, on: date) -> Asking:
    """Of a unit and everything under it, asked on days `since` to `until` (both inclusive)."""
    counted = _asked(unit, since, until).aggregate(
        received=Count("pk"),
        answered=Count("pk", filter=Q(stage=Stage.SUPPLIED)),
        refused=Count("pk", filter=Q(stage=Stage.REFUSED)),
        redirected=Count("pk", filter=Q(stage=Stage.REDIRECTED)),
        withdrawn=Count("pk", filter=Q(stage=Stage.WITHDRAWN)),
        pending=Count("pk", filter=Q(stage__in=OPEN)),
        on_time=Count("pk", filter=Q(stage__in=SETTLED, closed_on__lte=F("due_on"))),
        late=Count(
            "pk",
            filter=Q(stage__in=(*SETTLED, Stage.WITHDRAWN), closed_on__gt=F("due_on"))
            | Q(stage__in=OPEN, due_on__lt=on),
        ),
        extended=Count("pk", filter=Q(extended_on__isnull=False)),
    )
    return Asking(**counted)


def refusals(unit: Unit | None, *, since: date, until: date) -> list[Cell]:
    """Refused, by the law's ground; small cells are hidden so that nobody can work them out."""
    refused = _asked(unit, since, until).filter(stage=Stage.REFUSED).order_by()
    counted = dict(refused.values_list("ground").annotate(n=Count("pk")))
    return hidden(counted)


def hidden(counted: dict[str, int]) -> list[Cell]:
    """Cells from 1 to 4 are not told, and so many more that sums do not give them away.

    With fewer than 5 altogether no ground is told at all. Otherwise the smallest further cell goes
    too while the hidden ones could be worked out from the whole: one alone, or all ones, all fours.
    """
    rows = sorted(counted.items(), key=lambda row: (-row[1], row[0]))
    if sum(counted.values()) < FEW:
        return []
    hide = {ground for ground, n in rows if 0 < n < FEW}
    told = [ground for ground, n in reversed(rows) if ground not in hide]
    while hide and told and _given_away([counted[ground] for ground in hide]):
        hide.add(told.pop(0))
    return [Cell(ground, None if ground in hide else n) for ground, n in rows]


def _given_away(cells: list[int]) -> bool:
    whole = sum(cells)
    bounded = all(n < FEW for n in cells)
    return len(cells) == 1 or (bounded and whole in {len(cells), len(cells) * (FEW - 1)})


def _asked(unit: Unit | None, since: date, until: date) -> QuerySet[InformationRequest]:
    asked = InformationRequest.objects.filter(asked_on__range=(since, until))
    return asked.filter(unit__in=Unit.objects.within(unit)) if unit else asked
