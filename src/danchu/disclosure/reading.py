"""What the pages of this room show: rows put into words, each with its clock and its article."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, DateField, Max, OuterRef, Q, Subquery, Value

from danchu.disclosure import access
from danchu.disclosure.models import (
    GROUPS,
    WAITING,
    Channel,
    Item,
    ItemQuerySet,
    NothingArose,
    Plan,
    State,
    Version,
)
from danchu.disclosure.owed import CHANNEL_RULES, Owed, owed_by
from danchu.disclosure.periods import Quarter
from danchu.duties.faces import Face, clock
from danchu.duties.models import Basis
from danchu.kit.law import book
from danchu.people.models import Role, Term
from danchu.places.models import Unit
from danchu.rulebook import citing
from danchu.rulebook.rulebook import Applied, reading_of


class Row(NamedTuple):
    """One item in a list."""

    item: Item
    title: str
    address: str
    face: Face
    group_name: str


def with_titles(items: ItemQuerySet) -> ItemQuerySet:
    """Items with `public_title`: the newest public version's; none once sealed or before that."""
    newest = Version.objects.filter(
        item=OuterRef("pk"), published_at__isnull=False, sealed=False
    ).order_by("-number")
    return items.annotate(public_title=Subquery(newest.values("title")[:1]))


def rows(items: Iterable[Item], *, on: date) -> list[Row]:
    """`items` must carry `public_title` and `unit`. Nothing here asks the database again."""
    names = group_names(on=on)
    return [
        Row(
            item,
            title_of(item),
            f"/cong-khai/{item.pk}/",
            item_face(item, on=on),
            names[item.group],
        )
        for item in items
    ]


def waiting_and_newest(unit: Unit, most: int, *, on: date) -> tuple[list[Row], list[Row]]:
    """What waits, the earliest day first; and what was made public last. One query for both."""
    found = list(with_titles(access.waiting_and_newest(unit, most)))
    waiting = sorted((i for i in found if i.state in WAITING), key=lambda i: (i.due_on, i.pk))
    public = [item for item in found if item.state not in WAITING]
    public.sort(key=lambda item: (item.published_on or date.min, item.pk), reverse=True)
    return rows(waiting, on=on), rows(public, on=on)


def group_names(*, on: date) -> dict[int, str]:
    """The short names of the 14 groups by number."""
    reading = reading_of(None, on=on)
    return {n: str(reading.value(f"disclosure.group.{n}").payload["name"]) for n in GROUPS}


def title_of(item: Item) -> str:
    """What a stranger may read as the name of an item."""
    if item.state == State.REMOVED:
        return "Nội dung đã gỡ khẩn"
    shown: str | None = getattr(item, "public_title", None)
    return shown or f"Văn bản {item.number} ký ngày {item.decided_on:%d/%m/%Y}"


def item_face(item: Item, *, on: date) -> Face:
    return clock(
        due_on=item.due_on,
        done_on=item.published_on,
        basis=Basis(item.due_basis),
        counted_from=item.decided_on,
        stopped=item.published_on is None and item.closed_on is not None,
        on=on,
    )


def item_cites(item: Item) -> list[dict[str, Any]]:
    """The rules an item was judged by: those of its signing day."""
    keys = [f"disclosure.group.{item.group}", item.due_rule]
    keys += [CHANNEL_RULES[c] for c in map(Channel, item.channels) if c in CHANNEL_RULES]
    return citing.cites(keys, item.unit, on=item.decided_on)


class GroupLine(NamedTuple):
    """One of the 14 groups on the commune's page."""

    number: int
    name: str
    published: int
    waiting: int
    overdue: int
    newest_on: date | None
    nothing_in: str  # "quý 3/2026" when it was declared that nothing arose in the last quarter


def group_lines(unit: Unit, *, on: date) -> list[GroupLine]:
    """All 14 groups with what the records say; one query however many items there are."""
    reading, last = reading_of(unit, on=on), Quarter.before(on)
    counted, nothing = _counted_by_group(unit, last, on=on)
    lines = []
    for n in GROUPS:
        published, waiting, overdue, newest_on, arose = counted.get(n, (0, 0, 0, None, 0))
        name = str(reading.value(f"disclosure.group.{n}").payload["name"])
        nothing_in = str(last) if n in nothing and not arose else ""
        lines.append(GroupLine(n, name, published, waiting, overdue, newest_on, nothing_in))
    return lines


def _counted_by_group(
    unit: Unit, last: Quarter, *, on: date
) -> tuple[dict[int, tuple[Any, ...]], set[int]]:
    """By group: published, waiting, overdue, newest day, signed in the quarter `last`; and groups
    of which it was declared that nothing arose in it."""
    waiting, public = Q(state__in=[State.NOTED, State.SUBMITTED]), Q(state=State.PUBLISHED)
    noted = Item.objects.filter(unit=unit).order_by().values_list("group")
    counted = noted.annotate(
        published=Count("state", filter=public),
        waiting=Count("state", filter=waiting),
        overdue=Count("state", filter=waiting & Q(due_on__lt=on)),
        newest_on=Max("published_on", filter=public),
        arose=Count("state", filter=Q(decided_on__range=(last.first_day, last.last_day))),
    )
    none, no_day = Value(_DECLARED), Value(None, output_field=DateField())
    nothing = NothingArose.objects.filter(unit=unit, year=last.year, quarter=last.number)
    declared = nothing.order_by().values_list("group", none, none, none, no_day, none)
    found = list(counted.union(declared, all=True))
    groups = {group for group, published, *_ in found if published == _DECLARED}
    return {group: tuple(row) for group, *row in found if row[0] != _DECLARED}, groups


_DECLARED = -1  # no count


def contacts(unit: Unit, *, on: date) -> list[Term]:
    """Who answers for publication, the head first: name, position, official phone."""
    order = [Role.CHAIR, Role.APPROVER, Role.CLERK]
    terms = Term.objects.in_office(on=on).filter(unit=unit, role__in=order).select_related("person")
    return sorted(terms, key=lambda term: (order.index(Role(term.role)), term.pk))


class PlanRow(NamedTuple):
    """One group in the plan of the year."""

    asks: Owed
    responsible: str
    when: str
    more_places: str


def has_plan_page(unit: Unit, year: int, *, on: date) -> bool:
    """From the year in which the unit and the law began, to the year after `on`."""
    return _plans_begin(unit).year <= year <= on.year + 1


def _plans_begin(unit: Unit) -> date:
    law = book().rule("disclosure.plan").values[0].since
    return max(unit.valid_from or law, law)


def plan_rows(unit: Unit, *, year: int, on: date) -> list[PlanRow]:
    """The plan of a year: the law's floor with the commune's additions."""
    day = min(on, date(year, 12, 31)) if on.year >= year else date(year, 1, 1)
    reading = reading_of(unit, on=max(day, _plans_begin(unit)))
    plan = Plan.objects.filter(unit=unit, year=year).prefetch_related("lines").first()
    lines = {line.group: line for line in plan.lines.all()} if plan else {}
    issued = plan is not None and plan.issued_on is not None
    return [
        PlanRow(
            asks=owed_by(reading, n, plan=plan if issued else None),
            responsible=lines[n].responsible if n in lines else "",
            when=lines[n].when if n in lines else "",
            more_places=lines[n].more_places if n in lines else "",
        )
        for n in GROUPS
    ]


def group_named(unit: Unit, number: int, *, on: date) -> Applied:
    """The rule of one of the fourteen groups."""
    return reading_of(unit, on=on).value(f"disclosure.group.{number}")


def late_rules(*, on: date) -> list[Applied]:
    """By which article something is late."""
    return [reading_of(None, on=on).value("disclosure.publish")]


def day_rules(unit: Unit, *keys: str, on: date) -> list[dict[str, Any]]:
    """The căn cứ panel of rules that set a day shown on a page, as they hold for `unit` on `on`."""
    reading = reading_of(unit, on=on)
    return citing.panel(reading.value(key) for key in keys)


def quarterly_rules(unit: Unit, *, on: date) -> list[Applied]:
    """What the law says about the list of a quarter."""
    reading = reading_of(unit, on=on)
    return [reading.value(key) for key in ("disclosure.quarterly_list", "disclosure.posting")]


def plan_rules(unit: Unit, *, on: date) -> list[Applied]:
    """What the law says about the plan itself."""
    reading = reading_of(unit, on=on)
    keys = ("disclosure.plan", "disclosure.plan_due", *CHANNEL_RULES.values())
    return [reading.value(key) for key in keys]
