"""Everything the office keeps under one document number, for whoever reads the trail."""

from collections.abc import Collection

from django.db import connection
from django.db.models import Q

from danchu.disclosure.models import Attachment, Item, NoteChange, Pointer
from danchu.kit.folding import fold

MOST = 200  # "1" begins too many numbers; whoever types more finds theirs
PAST_ALL_LETTERS = "\U0010ffff"


def things_numbered(number: str, unit_ids: Collection[int]) -> list[tuple[str, str]]:
    """Kind and key of items, their files and pointers whose number begins so, accents optional.

    A number that was mistyped and noted again is found by what stood there first, too.
    """
    wanted = fold(number).split()
    if not wanted:
        return []
    here = set(unit_ids)
    items = [
        pk
        for pk, written, unit in Item.objects.filter(_begins("number", wanted[0]))
        .order_by("-pk")
        .values_list("pk", "number", "unit_id")
        if unit in here and _fits(wanted, written)
    ][:MOST]
    changed = NoteChange.objects.filter(_begins("was", wanted[0])).select_related("item")
    items += [
        one.item_id
        for one in changed.order_by("-pk")[:MOST]
        if one.item.unit_id in here and _fits(wanted, one.was.partition(", ký ")[0])
    ]
    pointers = Pointer.objects.filter(Q(item__in=items) | _begins("number", wanted[0]))
    found = [("item", str(pk)) for pk in dict.fromkeys(items)]
    found += [
        ("pointer", str(one.pk))
        for one in pointers.order_by("-pk")[:MOST]
        if one.unit_id in here and (one.item_id in items or _fits(wanted, one.number))
    ]
    files = Attachment.objects.filter(version__item__in=items).values_list("pk", flat=True)
    return found + [("file", str(pk)) for pk in files[:MOST]]


def _fits(wanted: list[str], written: str) -> bool:
    """'155', '155/q' and '155/QĐ-UBND' all fit '155/QĐ-UBND'; '15' and '155/UBND' do not."""
    parts = fold(written).split()
    whole, last = wanted[:-1], wanted[-1]
    if not whole:
        return parts[:1] == [last]
    return parts[: len(whole)] == whole and "".join(parts[len(whole) :][:1]).startswith(last)


def _begins(column: str, first: str) -> Q:
    """Its first part is `first`, along the index on both databases (SQLite takes none for LIKE)."""
    starts = Q(**{column: first})
    for mark in "/-. ":
        start = first + mark
        if connection.vendor == "postgresql":
            starts |= Q(**{f"{column}__startswith": start})
        else:
            starts |= Q(**{f"{column}__gte": start, f"{column}__lt": start + PAST_ALL_LETTERS})
    return starts
