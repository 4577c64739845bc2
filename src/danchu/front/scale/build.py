"""The whole province in one transaction: all of it stands at the end, or nothing does."""

from collections.abc import Iterable, Mapping
from datetime import date
from random import Random
from typing import NamedTuple, TextIO

from django.db import transaction
from django.db.models import Model

from danchu.disclosure.compliance import marks
from danchu.duties.models import Duty
from danchu.front import demo
from danchu.front.scale import boards, households, papers, quarters
from danchu.front.scale.boards import Boards
from danchu.front.scale.households import Rolls
from danchu.front.scale.items import Province
from danchu.front.scale.lives import Days
from danchu.front.scale.loading import Table, filling
from danchu.front.scale.offices import Office, build_hamlets, build_people, communes, offices
from danchu.front.scale.papers import Rows
from danchu.front.scale.progress import Bar
from danchu.front.scale.sizes import A_PAPER, BEGAN, Size
from danchu.front.scale.tours import Tours
from danchu.front.scale.trail import Duties, Trail
from danchu.kit.models import AuditEntry
from danchu.people.models import Representative

KINDS = (*households.MODELS, *papers.MODELS, *boards.MODELS, Duty, AuditEntry)


@transaction.atomic
def province(size: Size, *, on: date, number: int, out: TextIO) -> None:
    """The small demo, then as many communities, people and papers as `size` says around it.

    Every act lies before `on`. `number`: the same one gives the same province, but for secrets.
    """
    rng = Random(number)  # noqa: S311  made up, nothing to guess
    demo.build(on=on)
    units = communes(size, on=on)
    build_hamlets(units, size, rng)
    build_people(units, rng)
    for quarter in quarters.gone(on=on):
        quarters.live(quarter, units, on=on, rng=rng)
    quarters.pointers(units, on=on, rng=rng)
    with filling(KINDS, as_they_are={Representative}) as tables:
        _fill(_Making(tables, offices(units, rng), size, on, rng, out))
    marks.mark_every()  # rows came in beside the acts


class _Making(NamedTuple):
    """What the large part needs."""

    tables: Mapping[type[Model], Table]
    offices: list[Office]
    size: Size
    on: date
    rng: Random
    out: TextIO

    def of(self, models: Iterable[type[Model]]) -> list[Table]:
        return [self.tables[model] for model in models]


def _fill(making: _Making) -> None:
    """Rolls, then papers with what hangs of them, in the order in which they were signed."""
    size, on, rng, out = making.size, making.on, making.rng, making.out
    trail, duties = Trail(making.tables[AuditEntry]), Duties(making.tables[Duty])
    bar = Bar(out, "households", size.households)
    rolls = Rolls(making.of(households.MODELS), trail, on=on, rng=rng)
    rolls.write(making.offices, size.households, bar)
    bar.close()
    days = Days(BEGAN, on)
    hung = Boards(making.of(boards.MODELS), duties, trail, tours=Tours(days), rng=rng)
    rows = Rows(making.of(papers.MODELS), duties, trail, None)
    began = days.gone[int(len(days.gone) * (1 - min(1, size.postings / size.items / A_PAPER)))]
    bar, day = Bar(out, "papers", size.items), BEGAN
    for paper, life in Province(making.offices, days, rng).tell(size.items):
        if life.signed != day:
            day = life.signed
            trail.write(before=day)
            hung.forget(before=day)
            rows.boards = hung if day >= began else None
        rows.tell(paper, life)
        bar.step()
    trail.write()
    bar.close()
