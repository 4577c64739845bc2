"""What the list of late items is narrowed by: the group, and on the province's list the commune."""

from datetime import date

from django.db.models import Count, Value
from django.http import QueryDict

from danchu.disclosure import access, reading
from danchu.disclosure.models import ItemQuerySet
from danchu.kit import narrowing
from danchu.kit.narrowing import Choice
from danchu.places import finding
from danchu.places.models import Unit

PER_PAGE = 20  # of each of the two lists: a page of 80 clocks is long on a phone


def bar(asked: QueryDict, address: str, unit: Unit | None, *, on: date) -> narrowing.Bar:
    """Everything stands in the address: `?nhom=`, `?don-vi=` (a unit's slug)."""
    groups = [(str(n), f"{n}. {name}") for n, name in reading.group_names(on=on).items()]
    choices = [Choice("nhom", "Nhóm", groups, "Cả 14 nhóm")]
    if unit is None:
        units = finding.commune_choices(on=on)
        choices.append(Choice("don-vi", "Xã, phường", units, "Cả tỉnh"))
    return narrowing.bar(asked, address, *choices)


def pages(
    asked: QueryDict, unit: Unit | None, chosen: narrowing.Bar, *, on: date
) -> tuple[narrowing.Pages, narrowing.Pages]:
    """Overdue (`?trang=`), the longest first; made public late (`?trang-da=`), the newest first."""
    overdue = _narrowed(access.overdue_items(unit, on=on), chosen)
    done = _narrowed(access.published_late_items(unit), chosen)
    n_overdue, n_done = _counted(overdue, done)
    return (
        narrowing.pages(asked, reading.with_titles(overdue), per=PER_PAGE, whole=n_overdue),
        narrowing.pages(
            asked, reading.with_titles(done), name="trang-da", per=PER_PAGE, whole=n_done
        ),
    )


def _narrowed(items: ItemQuerySet, chosen: narrowing.Bar) -> ItemQuerySet:
    """`items` as the bar says; with nothing chosen, all of them."""
    if group := chosen.chosen.get("nhom"):
        items = items.filter(group=int(group))
    if slug := chosen.chosen.get("don-vi"):
        items = items.filter(unit__slug=slug)
    return items


def _counted(*lists: ItemQuerySet) -> list[int]:
    """How long each list is, by one query in which each reads its own index."""
    counts = [
        one.order_by()
        .values(which=Value(n))
        .annotate(rows=Count("pk"))
        .values_list("which", "rows")
        for n, one in enumerate(lists)
    ]
    found = dict(counts[0].union(*counts[1:], all=True))
    return [found.get(n, 0) for n in range(len(lists))]
