"""Boards of the demo commune: most papers hang, one was torn off for a while, some still wait."""

import io
from datetime import date, time, timedelta
from typing import Any
from uuid import uuid4

from django.db.models import QuerySet
from PIL import Image, ImageDraw

from danchu.kit import photos
from danchu.people.models import Role, Term
from danchu.places.models import Unit
from danchu.postings.actions import missing, proving, scheduling
from danchu.postings.actions.proving import Deed, Tick
from danchu.postings.models import ON_BOARDS, Channel, Paper, Posting, State

TOLD = "tin nhắn đến đại diện hộ gia đình"
TORN_FOR = 4  # days


def pin(unit: Unit, clerk: Term, *, on: date) -> None:
    """The office and two heads do theirs on the days after publication; the third hamlet waits."""
    heads = {
        term.unit_id: term
        for term in Term.objects.in_office(on=on).filter(
            unit__commune=unit, role=Role.COMMUNITY_HEAD
        )
    }
    scheduling.set_schedule(
        unit, weekdays=range(7), times=[time(5, 30), time(17)], by=clerk, on=on - timedelta(days=40)
    )
    papers = list(Paper.objects.filter(unit=unit, closed_on=None).order_by("pk"))
    for paper in papers[:-1]:  # the newest still lies on everybody's table
        for by in (clerk, *heads.values()):
            _do_all(paper, by, on=min(paper.handed_on + timedelta(days=1), on))
        for day in range(1, 4):
            _air(paper, clerk, on=paper.handed_on + timedelta(days=day), until=on)
    for term in list(heads.values())[:1]:
        scheduling.note_printed(term.unit, lines=3, by=term, on=on - timedelta(days=2))
    _tear_off(papers, heads, on=on)


def _do_all(paper: Paper, by: Term, *, on: date) -> None:
    mine = Posting.objects.filter(paper=paper, unit=by.unit, state=State.WAITING)
    boards = mine.filter(channel__in=ON_BOARDS)
    _tap(boards, Deed.UP, by, on=on, photo=_board(paper.pk))
    _tap(mine.filter(channel=Channel.COMMUNITY_HEAD), Deed.TOLD, by, on=on, note=TOLD)


def _air(paper: Paper, by: Term, *, on: date, until: date) -> None:
    if on <= until:
        loud = Posting.objects.filter(paper=paper, channel=Channel.BROADCAST)
        _tap(loud, Deed.AIRED, by, at=time(17), on=on)


def _tear_off(papers: list[Paper], heads: dict[int, Term], *, on: date) -> None:
    """Rain took one; it was put back after some days, and the days missing stay in the record."""
    hanging = Posting.objects.filter(
        paper__in=papers, unit__in=heads, state=State.UP, channel__in=ON_BOARDS
    )
    oldest = hanging.filter(first_on__lt=on - timedelta(days=TORN_FOR)).order_by("pk").first()
    if oldest is None or oldest.first_on is None:
        return
    head = heads[oldest.unit_id]
    since = oldest.first_on + timedelta(days=1)
    missing.report_gone(oldest, since=since, note="mưa làm rách (minh họa)", by=head, on=since)
    back = since + timedelta(days=TORN_FOR - 1)
    _tap(Posting.objects.filter(pk=oldest.pk), Deed.UP, head, on=back, photo=_board(oldest.pk + 99))


def _tap(
    rows: QuerySet[Posting],
    deed: Deed,
    by: Term,
    *,
    on: date,
    at: time | None = None,
    **more: Any,
) -> None:
    ticks = [Tick(pk, deed, at) for pk in rows.values_list("pk", flat=True)]
    if ticks:
        proving.prove(Posting.objects.all(), ticks, client_id=uuid4(), by=by, on=on, **more)


def _board(number: int) -> photos.Photo:
    """A drawn board with white sheets: no photo of a real place or person."""
    picture = Image.new("RGB", (640, 480), "#9fb5a6")
    pen = ImageDraw.Draw(picture)
    pen.rectangle((60, 80, 580, 400), fill="#7a5b3e")
    pen.rectangle((76, 96, 564, 384), fill="#e9e3d3")
    for at in range(3):
        left = 96 + at * 158
        pen.rectangle((left, 120, left + 130, 360), fill="#ffffff")
        for row in range(8):
            pen.line(
                (left + 14, 150 + row * 24, left + 116, 150 + row * 24), fill="#8a9793", width=3
            )
    pen.text((70, 420), f"minh hoa {number}", fill="#131f3f")
    out = io.BytesIO()
    picture.save(out, "JPEG")
    return photos.clean(f"bang-{number}.jpg", out.getvalue())
