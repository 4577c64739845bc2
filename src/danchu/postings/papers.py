"""Papers in the office's list, their articles, and the bundle sheet printed twice a week."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, Q, QuerySet
from django.urls import Resolver404, resolve

from danchu.places.models import Unit
from danchu.postings.models import ON_BOARDS, Paper, Posting, State
from danchu.rulebook.citing import cites


class Open(NamedTuple):
    """One paper in the office's list."""

    paper: Paper
    waiting: int
    late: int
    gone: int
    over: int  # may come down, or must
    up: int


def open_papers(found: QuerySet[Paper], *, on: date) -> list[Open]:
    """Papers with something still to do or hanging, what is late first. One query, 100 at most."""
    up = Q(postings__state=State.UP, postings__channel__in=ON_BOARDS)
    counted = found.annotate(
        waiting=Count("postings", filter=Q(postings__state=State.WAITING)),
        late=Count("postings", filter=Q(postings__state=State.WAITING, postings__due_on__lt=on)),
        gone=Count("postings", filter=Q(postings__state=State.GONE)),
        over=Count(
            "postings", filter=up & (Q(postings__kept_until__lt=on) | Q(closed_on__isnull=False))
        ),
        up=Count("postings", filter=up),
    )
    busy = counted.filter(Q(waiting__gt=0) | Q(gone__gt=0) | Q(up__gt=0))
    return [
        Open(one, one.waiting, one.late, one.gone, one.over, one.up)
        for one in busy.order_by("-urgent", "-gone", "-late", "due_on", "pk")[:100]
    ]


def drawn_up(paper: Paper) -> bool:
    """Whether the room that handed it in writes papers about its boards (see the README)."""
    try:
        resolve(f"{paper.address}van-ban/thong-bao/")
    except Resolver404:
        return False
    return True


def paper_cites(paper: Paper) -> list[dict[str, Any]]:
    """By which articles a paper is put up, as they stood when it was handed in."""
    return cites((ask["rule"] for ask in paper.asks), paper.unit, on=paper.handed_on)


def sheet_head(unit: Unit, *, on: date) -> dict[str, Any]:
    """The head of the bundle sheet. Its layout is ours: no form is prescribed for it."""
    commune = unit.commune or unit
    return {
        "org_upper": "ỦY BAN NHÂN DÂN",
        "org": commune.full_name.upper(),
        "place": commune.name,
        "day": on,
        "proposed": True,
    }


def sheet_cites(postings: Iterable[Posting], *, unit: Unit, on: date) -> list[dict[str, Any]]:
    """The articles of every line of the sheet, each once."""
    return cites(
        (ask["rule"] for p in postings for ask in p.paper.asks if ask["channel"] == p.channel),
        unit,
        on=on,
    )
