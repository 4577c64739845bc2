"""The whole province in one transaction: all of it stands at the end, or nothing does."""

from datetime import date
from random import Random
from typing import TextIO

from django.db import transaction

from danchu.front import demo
from danchu.front.scale import quarters
from danchu.front.scale.items import Province
from danchu.front.scale.lives import Days
from danchu.front.scale.loading import filling
from danchu.front.scale.offices import build_hamlets, build_people, communes, offices
from danchu.front.scale.papers import MODELS, Rows
from danchu.front.scale.progress import Bar
from danchu.front.scale.sizes import BEGAN, Size


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
    days = Days(BEGAN, on)
    with filling(*MODELS) as tables:
        _papers(Province(offices(units, rng), days, rng), Rows(tables), size.items, out=out)


def _papers(province: Province, rows: Rows, whole: int, *, out: TextIO) -> None:
    bar, day = Bar(out, "papers", whole), BEGAN
    for paper, life in province.tell(whole):
        if life.signed != day:
            day = life.signed
            rows.trail.write(before=day)
        rows.tell(paper, life)
        bar.step()
    rows.trail.write()
    bar.close()
