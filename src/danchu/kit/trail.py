"""Reading the trail: newest day first, always along one ordered index, however long it grows.

A question with several conditions is driven by the one that leaves the fewest entries; the others
are only compared, never searched by, so that neither database sorts the whole trail for one page.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Concat

from danchu.kit.models import AuditEntry

MOST_BRANCHES = 100  # up to so many values are walked side by side, each along its own index
BATCH = 2000
STILL_OPEN = 1000  # so many keys back another transaction may still be writing
FEW = {"things", "accounts", "terms"}  # conditions that leave so little that sorting it is cheap


_HIDDEN: set[str] = set()


def hide(kind: str) -> None:
    """Entries of this kind are read on their room's own page alone, never in the general trail."""
    _HIDDEN.add(kind)


class Asked(NamedTuple):
    """Which entries. None: no such condition; empty: nothing can match. Both days are inclusive."""

    units: tuple[int, ...] | None
    things: tuple[tuple[str, str], ...] | None = None  # kind and key
    accounts: tuple[int, ...] | None = None
    terms: tuple[int, ...] | None = None
    acts: tuple[str, ...] | None = None
    kind: str = ""
    since: date | None = None
    until: date | None = None
    upto: int | None = None  # nothing written after this entry


def newest(asked: Asked, *, below: int | None = None, most: int) -> list[AuditEntry]:
    """At most `most` entries, newest day first; `below` continues under that entry."""
    entries = _within(asked)
    place = AuditEntry.objects.filter(pk=below).values_list("on", "pk").first() if below else None
    return _read(asked, entries, place, most)


def walk(asked: Asked, *, batch: int = BATCH) -> Iterator[list[AuditEntry]]:
    """Every entry, in the order of `newest`, a batch at a time: memory stays flat."""
    entries = _within(asked)
    place = None
    while found := _read(asked, entries, place, batch):
        yield found
        place = found[-1].on, found[-1].pk
        if len(found) < batch:
            return


def count(asked: Asked) -> int:
    """How many entries there are."""
    return sum(
        entries.filter(pick).count() if pick else entries.count()
        for entries, pick in _counted(asked, _within(asked))
    )


def of_thing(kind: str, key: object) -> QuerySet[AuditEntry]:
    """Every entry of one thing, the oldest first, for its room's own page."""
    return AuditEntry.objects.filter(kind=kind, key=str(key)).order_by("pk")


def last() -> int:
    """The entry written last: what comes after it is not part of an extract made now."""
    return AuditEntry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


# ── one ordered index ─────────────────────────────────────────────────────────────────────────


def _within(asked: Asked) -> QuerySet[AuditEntry]:
    """Conditions every branch compares: the days, the end of the trail."""
    entries = AuditEntry.objects.exclude(kind__in=_HIDDEN)
    if asked.since:
        entries = entries.filter(on__gte=asked.since)
    if asked.until:
        entries = entries.filter(on__lte=asked.until)
    if asked.upto is not None:
        entries = entries.alias(_pk=F("pk") + 0).filter(_pk__lte=asked.upto)
    return entries


def _branches(asked: Asked) -> tuple[str, list[dict[str, Any]]]:
    """The name of the driving condition, and one exact condition for each of its values."""
    if asked.things is not None:
        return "things", [{"kind": kind, "key": key} for kind, key in asked.things]
    if asked.accounts is not None:
        return "accounts", [{"account_id": pk} for pk in asked.accounts]
    if asked.terms is not None and len(asked.terms) <= MOST_BRANCHES:
        return "terms", [{"term_id": pk} for pk in asked.terms]
    if asked.units is not None and len(asked.units) <= MOST_BRANCHES:
        return "units", [{"unit_id": pk} for pk in asked.units]
    if asked.acts is not None:
        return "acts", [{"act": act} for act in asked.acts]
    if asked.kind:
        return "kind", [{"kind": asked.kind}]
    return "", [{}]


class Standing(NamedTuple):
    """Where the trail stands: equal twice only when nothing was written in between."""

    last: int
    among: int  # entries near the last: one written meanwhile may carry a smaller key
    at: datetime | None


def standing(units: Iterable[int] | None = None) -> Standing:
    """Of acts in these units; None: of all. Two queries along an index."""
    entries = AuditEntry.objects.all()
    if units is not None:
        entries = entries.filter(unit_id__in=list(units))
    last = entries.order_by("-pk").values_list("pk", "at").first()
    if last is None:
        return Standing(0, 0, None)
    return Standing(last[0], entries.filter(pk__gt=last[0] - STILL_OPEN).count(), last[1])


def _compared(asked: Asked, entries: QuerySet[AuditEntry], driven: str) -> QuerySet[AuditEntry]:
    """The conditions that do not drive, written so that no index is taken for them."""
    numbers = {"accounts": "account_id", "terms": "term_id", "units": "unit_id"}
    for name, column in numbers.items():
        wanted = getattr(asked, name)
        if wanted is not None and name != driven:
            compared = {f"_{column}__in": wanted}
            entries = entries.alias(**{f"_{column}": F(column) + 0}).filter(**compared)
    if asked.acts is not None and driven != "acts":
        entries = entries.alias(_act=Concat("act", Value(""))).filter(_act__in=asked.acts)
    if asked.kind and driven != "kind":
        entries = entries.alias(_kind=Concat("kind", Value(""))).filter(_kind=asked.kind)
    return entries


def _read(
    asked: Asked, entries: QuerySet[AuditEntry], place: tuple[date, int] | None, most: int
) -> list[AuditEntry]:
    driven, branches = _branches(asked)
    entries = _compared(asked, entries, driven).order_by("-on", "-pk")
    if place:
        on, pk = place
        entries = entries.filter(Q(on__lt=on) | Q(on=on, pk__lt=pk), on__lte=on)
    if driven in FEW and branches:
        pick = Q()
        for branch in _gathered(driven, branches):
            pick |= Q(**branch)
        return list(entries.filter(pick)[:most])
    if len(branches) < 2:
        return [row for branch in branches for row in entries.filter(**branch)[:most]]
    found: list[tuple[date, int]] = []
    for start in range(0, len(branches), MOST_BRANCHES):
        found += _merged(entries, branches[start : start + MOST_BRANCHES], most)
    keys = [pk for _, pk in sorted(found, reverse=True)[:most]]
    rows = AuditEntry.objects.in_bulk(keys)
    return [rows[pk] for pk in keys if pk in rows]


def _gathered(driven: str, branches: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """One condition for all values: what they leave is few enough to be sorted."""
    if driven != "things":
        (column,) = branches[0]
        return [{f"{column}__in": [branch[column] for branch in branches]}]
    kinds: dict[str, list[str]] = {}
    for branch in branches:
        kinds.setdefault(branch["kind"], []).append(branch["key"])
    return [{"kind": kind, "key__in": keys} for kind, keys in kinds.items()]


def _merged(
    entries: QuerySet[AuditEntry], branches: list[dict[str, Any]], most: int
) -> list[tuple[date, int]]:
    """Day and key of the newest of several branches, each read along its index, in one query."""
    parts: list[str] = []
    values: list[Any] = []
    for number, branch in enumerate(branches):
        # "on" is text in SQLite: both sides of the union then sort alike
        part = entries.filter(**branch).values("on", "pk")[:most]
        try:
            sql, params = part.query.sql_with_params()
        except EmptyResultSet:  # words that no act carries: this branch can match nothing
            continue
        parts.append(f"SELECT * FROM ({sql}) AS b{number}")  # noqa: S608  Django's own SQL
        values += params
    if not parts:
        return []
    both = " UNION ALL ".join(parts)
    with connection.cursor() as cursor:
        cursor.execute(f"{both} ORDER BY 1 DESC, 2 DESC LIMIT {most:d}", values)
        return [(_day(on), int(pk)) for on, pk in cursor.fetchall()]


def _day(value: Any) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)


def _counted(
    asked: Asked, entries: QuerySet[AuditEntry]
) -> Iterator[tuple[QuerySet[AuditEntry], Q | None]]:
    driven, branches = _branches(asked)
    entries = _compared(asked, entries, driven)
    if driven == "":
        yield entries, None
    for start in range(0, len(branches) if driven else 0, MOST_BRANCHES):
        some = branches[start : start + MOST_BRANCHES]
        pick = Q()
        for branch in some:
            pick |= Q(**branch)
        yield entries, pick
