"""A household in the rolls of two communities of one commune, for its office to look at.

Of all households each counts once (Luật 10/2022/QH15 Điều 21 khoản 1). Two namesakes may live at
one address, so nothing is refused. A hamlet's head reads no other roll, no commune reads another's.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import combinations, groupby
from typing import NamedTuple

from django.db.models import Count

from danchu.kit.tables import Row
from danchu.people.own_data import ERASED_WORDS
from danchu.people.roll.judging import Judged
from danchu.people.roll.models import Household
from danchu.places.models import Unit

SHOWN = 50


class Twice(NamedTuple):
    """Two households of two communities with the very name and address, accents aside."""

    one: Household
    other: Household


def written_twice(units: Sequence[Unit], *, on: date) -> list[Twice]:
    """Among the standing rolls of `units`; only two of the same commune. Two questions."""
    standing = Household.objects.filter(unit__in=units).standing(on=on)
    standing = standing.exclude(name=ERASED_WORDS)  # the same words wherever somebody was erased
    by_words = standing.order_by().values("unit__commune", "folded")
    again = by_words.annotate(n=Count("unit", distinct=True)).filter(n__gt=1)[: SHOWN + 1]
    words = {(one["unit__commune"], one["folded"]) for one in again}
    if not words:
        return []
    rows = standing.filter(folded__in={folded for _, folded in words}).select_related("unit")
    found = []
    for _, same in groupby(rows.order_by("unit__commune", "folded", "pk"), key=_words):
        pairs = combinations(same, 2)
        found += [Twice(a, b) for a, b in pairs if a.unit_id != b.unit_id and _words(a) in words]
    return found[:SHOWN]


def elsewhere(made: Household, *, on: date) -> list[Household]:
    """The same household in other rolls of its commune."""
    beside = Household.objects.filter(unit__commune=made.unit.commune_id, folded=made.folded)
    rows = beside.standing(on=on).exclude(unit=made.unit_id).select_related("unit")
    return list(rows.order_by("unit__folded", "number"))


def told(
    judged: Iterable[tuple[Row, Judged]], communes: Sequence[Unit], *, on: date
) -> list[tuple[Row, Judged]]:
    """New and changed lines of a list, with where else in their commune the household stands."""
    lines = list(judged)
    where: dict[tuple[int | None, str], list[tuple[int, str]]] = {}
    standing = Household.objects.filter(unit__commune__in=communes).standing(on=on)
    for one in standing.select_related("unit").iterator(chunk_size=5000):
        said = f"số {one.number} trong sổ {one.unit.spoken_name}"
        where.setdefault(_words(one), []).append((one.unit_id, said))
    for row, line in lines:
        unit = line.said.unit
        said = f"dòng {row.line} của tệp, {unit.spoken_name}"
        where.setdefault((unit.commune_id, line.said.folded), []).append((unit.pk, said))
    return [(row, _with_others(line, where)) for row, line in lines]


def _with_others(
    line: Judged, where: dict[tuple[int | None, str], list[tuple[int, str]]]
) -> Judged:
    unit = line.said.unit
    same = where.get((unit.commune_id, line.said.folded), [])
    others = [said for pk, said in same if pk != unit.pk]
    if line.state == "same" or not others:
        return line
    also = f"cũng ghi ở {'; '.join(others[:3])}: một hộ chỉ ở một sổ, trùng tên thì thôi"
    return line._replace(near="; ".join(filter(None, [line.near, also])))


def _words(one: Household) -> tuple[int | None, str]:
    return one.unit.commune_id, one.folded
