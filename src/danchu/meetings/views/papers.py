"""Papers of a meeting: form 01, invitations, minutes, and their blank sheets."""

from functools import partial

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from danchu.documents import paper as papers_of
from danchu.documents import reading as documents
from danchu.documents.paper import Face, Paper
from danchu.kit.pages import absolute, page, serve
from danchu.meetings import access, blanks, papers
from danchu.meetings.models import AgendaItem, Meeting, Way
from danchu.meetings.views.shared import here
from danchu.people import actions as people
from danchu.people.gate import desk
from danchu.rulebook import citing

TALLY = "kiem-phieu"  # and the number of the matter
NAMES = {"thong-bao": "thong-bao-hop", "bien-ban": "bien-ban-hop", "bien-ban-trang": "bien-ban"}


@desk
@require_safe
def invitations(request: HttpRequest, pk: int) -> HttpResponse:
    """One slip a household, to cut apart. Names stand on it: who prints is noted."""
    at = here(request, pk)
    if at.meeting.notified_on is None or at.meeting.on_paper:
        raise Http404
    people.look_at_roll(at.meeting.unit, by=at.term, on=at.on)
    rows = at.meeting.invitations.select_related("household").order_by("household__number")
    slips = [
        (one.household, absolute(request, reverse("meetings:invitation", args=[one.code])))
        for one in rows
    ]
    back = reverse("meetings:meeting", args=[pk])
    return page(request, "meetings/invitations.html", at=at, slips=slips, back=back)


@desk
@require_safe
def minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """Biên bản: written from what was recorded; who signed; photos of the signed pages."""
    at = here(request, pk)
    editions = list(at.meeting.minutes.select_related("signed_by__person"))
    if not editions:
        raise Http404
    last = editions[-1]
    return page(
        request,
        "meetings/minutes.html",
        at=at,
        paper=papers_of.from_data(last.source),
        last=last,
        editions=editions,
        secret=[(one.order, f"{TALLY}-{one.order}") for one in _secret(at.meeting)],
        scans=list(at.meeting.scans.filter(kind="minutes").order_by("pk")),
        cites=citing.cites(
            ("decisions.points", "decisions.signatures"), at.meeting.unit, on=at.law_day
        ),
    )


@desk
@require_safe
def file(request: HttpRequest, pk: int, what: str, kind: str) -> HttpResponse:
    """PDF or Word of the notice, the minutes (filled or for the pen), a secret vote's tally."""
    at = here(request, pk)
    if kind not in documents.FORMATS:
        raise Http404
    issued = access.issued_notice(at.meeting) if what == "thong-bao" else None
    if issued is not None and (said := issued.paper) is not None:
        data = documents.file_of(issued, said, kind, partial(absolute, request))
    else:
        face = Face("", None, "", "", draft=False)  # a draft of the notice, or minutes: no number
        data = documents.drawn(_paper(at.meeting, what), face, kind)
    name = f"{NAMES.get(what, what)}-{at.meeting.planned_on:%d-%m-%Y}.{kind}"
    return serve(data, documents.FORMATS[kind][0], name, public=False)


def _paper(meeting: Meeting, what: str) -> Paper:
    """404 for any other word."""
    if what == "thong-bao":
        return papers.notice(meeting)
    if what == "bien-ban-trang":
        return papers.blank(meeting)
    if what == "bien-ban":
        return papers_of.from_data(
            get_object_or_404(meeting.minutes.order_by("-edition")[:1]).source
        )
    head, _, order = what.rpartition("-")
    if head != TALLY or not order.isdecimal():
        raise Http404
    return blanks.tally(get_object_or_404(_secret(meeting), order=int(order[:4])))


def _secret(meeting: Meeting) -> QuerySet[AgendaItem]:
    """Matters that were voted on by secret ballot and counted."""
    return meeting.items.filter(counts__way=Way.SECRET).distinct()
