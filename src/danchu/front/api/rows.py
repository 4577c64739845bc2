"""What the open data reads, and how rows become answers. Nothing here knows a person."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet, prefetch_related_objects

from civics.errors import NotInForce, UnknownRule
from danchu.decisions import figures
from danchu.decisions.models import Motion
from danchu.disclosure.listing import TOLD
from danchu.disclosure.models import Item, ItemQuerySet, NoteChange, State, Version
from danchu.disclosure.reading import with_titles
from danchu.duties import summing
from danchu.duties.models import Basis, Summary
from danchu.front.api import words
from danchu.front.api.problems import Error, Problem
from danchu.front.api.schemas import (
    CiteOut,
    Counts,
    ItemOut,
    MotionOut,
    MotionStatus,
    PartOut,
    Status,
    SummaryOut,
    UnitOut,
)
from danchu.front.api.words import Said
from danchu.kit.clock import VIETNAM
from danchu.kit.law import book
from danchu.places import finding
from danchu.places.models import Kind, Unit

STATUSES = {
    State.PUBLISHED: Status.PUBLISHED,
    State.WITHDRAWN: Status.WITHDRAWN,
    State.REMOVED: Status.REMOVED,
    State.NOTED: Status.WAITING,
    State.SUBMITTED: Status.WAITING,
}


# ── units ─────────────────────────────────────────────────────────────────────────────────────


def units(kind: Kind | None, *, on: date) -> QuerySet[Unit]:
    """Units standing on `on`, of one kind or of all."""
    found = Unit.objects.standing(on=on)
    return found if kind is None else found.filter(kind=kind)


def units_out(rows: Iterable[Unit], *, on: date) -> list[UnitOut]:
    """One query more for all parents."""
    chosen = list(rows)
    parents = finding.parents_of(chosen, on=on)
    return [_unit_out(unit, parents.get(unit.pk)) for unit in chosen]


def _unit_out(unit: Unit, parent: Unit | None) -> UnitOut:
    return UnitOut.model_construct(
        code=unit.code,
        kind=Kind(unit.kind),
        title=unit.get_title_display() if unit.title else "",
        name=unit.name,
        full_name=unit.full_name,
        slug=unit.slug,
        valid_from=unit.valid_from,
        valid_to=unit.valid_to,
        parent=parent.code if parent else None,
        address=unit.get_absolute_url(),
        demo=unit.demo,
    )


def unit_named(named: str | None, *, on: date, field: str = "unit") -> Unit | None:
    """The unit with this code on `on`, or with this slug; None when nothing was asked.

    A code that no unit carries on `on` is refused with the name of the unit that once did.
    """
    if named is None:
        return None
    unit = finding.by_code(named, on=on) or finding.by_slug(named)
    if unit is None:
        was = finding.last_with_code(named, before=on)
        raise Problem(words.NO_UNIT, said := _no_unit(named, was, on=on), [Error(field, said)])
    return unit


def _no_unit(named: str, was: Unit | None, *, on: date) -> Said:
    once = f" Mã này của {was.spoken_name}, đến hết {was.valid_to:%d/%m/%Y}." if was else ""
    had = f" It was of {was.full_name}, until {was.valid_to}." if was else ""
    return Said(
        f"Ngày {on:%d/%m/%Y} không có đơn vị nào mang mã {named}.{once} "
        f"Xem danh sách ở /api/v1/units?on={on}.",
        f"No unit carries {named} on {on}.{had} See /api/v1/units?on={on}.",
    )


# ── items ─────────────────────────────────────────────────────────────────────────────────────


# What `item_out` tells; the rest of a row would be read for nothing, a hundred times a page.
READ = (
    *("id", "group", "number", "decided_on", "signer", "state", "due_on", "due_rule"),
    *("due_basis", "published_on", "unit__code", "unit__slug", "unit__demo"),
)


class Wanted(NamedTuple):
    """Which items; None narrows nothing. `year`: made public in; `since`: something new from."""

    unit: Unit | None = None
    group: int | None = None
    status: Status | None = None
    year: int | None = None
    late: bool | None = None
    since: date | None = None


def items(wanted: Wanted, *, on: date) -> QuerySet[Item]:
    """Items that anybody may know of. Those answered "not public" are not listed."""
    found = Item.objects.filter(state__in=list(STATUSES))
    if wanted.unit is not None:
        found = found.of_units(Unit.objects.within(wanted.unit))
    if wanted.group is not None:
        found = found.filter(group=wanted.group)
    if wanted.year is not None:
        found = found.filter(published_on__year=wanted.year)
    if wanted.late is not None:
        late = found.late(on=on)
        found = late if wanted.late else found.exclude(pk__in=late.values("pk"))
    if wanted.since is not None:
        found = found.filter(_new_from(wanted.since))
    told = _of_status(found, wanted.status, on=on).select_related("unit")
    return with_titles(told.only(*READ))


def _new_from(since: date) -> Q:
    """Noted, corrected in the note, made public, mended or closed on `since` or later."""
    begin = datetime.combine(since, time.min, VIETNAM)
    versions = Version.objects.public().filter(item=OuterRef("pk"), published_at__gte=begin)
    notes = NoteChange.objects.filter(item=OuterRef("pk"), changed_on__gte=since)
    days = Q(noted_on__gte=since) | Q(published_on__gte=since) | Q(closed_on__gte=since)
    return days | Q(Exists(versions)) | Q(Exists(notes))


def _of_status(found: ItemQuerySet, status: Status | None, *, on: date) -> ItemQuerySet:
    if status == Status.LATE:
        return found.late(on=on)
    if status is None:
        return found
    return found.filter(state__in=[state for state, said in STATUSES.items() if said == status])


def item_out(item: Item, *, on: date) -> ItemOut:
    """A waiting or removed item shows that it exists and by when, nothing of what it says."""
    status = STATUSES[State(item.state)]
    told = item.state in TOLD
    return ItemOut.model_construct(  # ninja holds the whole answer to the description
        id=item.pk,
        unit=item.unit.code,
        unit_slug=item.unit.slug,
        group=item.group,
        number=item.number,
        decided_on=item.decided_on,
        signer=item.signer if told else None,
        title=getattr(item, "public_title", None) if told else None,
        status=status,
        due_on=item.due_on,
        due_basis=Basis(item.due_basis),
        published_on=item.published_on,
        late=item.late(on=on),
        address=None if status == Status.WAITING else f"/cong-khai/{item.pk}/",
        cites=cites(item),
        demo=item.unit.demo,
    )


def cites(item: Item) -> list[CiteOut]:
    """The national rules an item was judged by, of its signing day. No query."""
    found = []
    for key in (f"disclosure.group.{item.group}", item.due_rule):
        try:
            value = book().value(key, on=item.decided_on)
        except (UnknownRule, NotInForce):
            continue
        said = {"rule": key, "cite": str(value.cite), "address": f"/luat/{key}/"}
        found.append(CiteOut.model_construct(None, **said))
    return found


# ── motions ───────────────────────────────────────────────────────────────────────────────────


def motions(unit: Unit | None, status: MotionStatus | None) -> QuerySet[Motion]:
    """Motions that were put forward, of a community or of everything under a commune."""
    return figures.public_motions(unit, status.value if status else None)


def motions_out(found: Iterable[Motion]) -> list[MotionOut]:
    """Two queries more, for all parts and all counts. Never who."""
    chosen = list(found)
    prefetch_related_objects(chosen, "parts__unit", "parts__counts")
    return [_motion_out(one) for one in figures.figures(chosen)]


def _motion_out(one: figures.MotionFigure) -> MotionOut:
    told = one._asdict()
    for name in ("unit", "state", "rule", "parts"):
        del told[name]
    return MotionOut(
        **told,
        unit=one.unit.slug,
        status=one.state,
        parts=[PartOut(**part._asdict()) for part in one.parts],
        address=f"/ban-quyet-dinh/{one.id}/",
        demo=one.unit.demo,
    )


# ── duties ────────────────────────────────────────────────────────────────────────────────────


def summary(unit: Unit | None, *, on: date) -> SummaryOut:
    """Duties of a unit and everything under it; None: of everybody. Never added up over bases."""
    units = Unit.objects.within(unit) if unit is not None else None
    found = summing.summaries(summing.Asked(units=units), on=on)
    return SummaryOut(
        unit=unit.code if unit else None,
        on=on,
        parameter=_counts(found[Basis.PARAMETER]),
        fallback=_counts(found[Basis.FALLBACK]),
        **found[Basis.LAW]._asdict(),
    )


def _counts(summary: Summary) -> Counts:
    return Counts(**summary._asdict())
