"""For everybody: the notice of a meeting, its papers, what came of it; never who voted how."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from danchu.kit import events, files
from danchu.kit.clock import today
from danchu.kit.events import Happening
from danchu.kit.limits import limited
from danchu.kit.pages import absolute, page, reads_commune, serve
from danchu.meetings import access, convening, reading
from danchu.meetings.models import OVER, Meeting, Sitting, State
from danchu.postings import reading as boards
from danchu.rulebook import citing

LENGTH = timedelta(hours=2)  # of the entry in a calendar; nobody knows how long they will talk


@require_safe
def notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Thông báo họp: when, where, what about, the papers; afterwards what was discussed."""
    on = today()
    meeting = get_object_or_404(access.announced().with_present(), pk=pk)
    reads_commune(request, meeting.unit.commune_id or 0)
    over = meeting.state in OVER
    hung = not over and not meeting.on_paper
    paper = boards.newest_paper("meetings", "meeting", pk) if hung else None
    return page(
        request,
        "meetings/notice.html",
        meeting=meeting,
        row=reading.row(meeting),
        sittings=reading.halls(meeting),
        items=reading.told_agenda(meeting),
        handouts=list(meeting.handouts.order_by("pk")),
        lines=boards.told(paper, on=on) if paper else [],
        over=over,
        present=meeting.present if over else None,  # type: ignore[attr-defined]
        cites=citing.cites([convening.NOTICE], meeting.unit, on=meeting.planned_on),
    )


@require_safe
def of_unit(request: HttpRequest, slug: str) -> HttpResponse:
    """Các cuộc họp của một xóm."""
    unit = get_object_or_404(access.communities(), slug=slug)
    reads_commune(request, unit.commune_id or 0)
    lists = reading.lists(access.announced().filter(unit=unit))
    return page(request, "meetings/of_unit.html", unit=unit, lists=lists)


@require_safe
def calendar(request: HttpRequest, pk: int) -> HttpResponse:
    """The meeting for a phone's calendar."""
    meeting = get_object_or_404(access.announced(), pk=pk)
    page_of = absolute(request, reverse("meetings:notice", args=[pk]))
    sittings = meeting.sittings.order_by("number")
    data = events.calendar("Hop xom", [_happening(meeting, one, page_of) for one in sittings])
    response = HttpResponse(data, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="hop-{meeting.planned_on}.ics"'
    response["Cache-Control"] = "no-cache"
    return response


def _happening(meeting: Meeting, sitting: Sitting, address: str) -> Happening:
    return Happening(
        uid=f"meeting-{meeting.pk}-{sitting.number}",
        words=f"{meeting.title}{', ' + sitting.name if sitting.name else ''}",
        made_on=meeting.notified_on or meeting.made_on,
        page=address,
        first=sitting.planned_on,
        begins=sitting.planned_at,
        ends=LENGTH,
        place=sitting.place,
        cancelled=meeting.state in {State.CANCELLED, State.MOVED},
    )


@require_safe
def handout(request: HttpRequest, pk: int) -> HttpResponse:
    """A paper for the meeting."""
    found = get_object_or_404(access.open_handouts(), pk=pk)
    return serve(files.read(found.stored_as), found.content_type, found.name, public=True)


@require_safe
@limited("meetings.invitation", per=timedelta(hours=1), at_most=60)
def invitation(request: HttpRequest, code: str) -> HttpResponse:
    """What the QR of an invitation opens: the meeting and the number of the household. No name.

    Whoever records the meeting is led on to the hall, where the household is found at once.
    """
    found = get_object_or_404(access.by_code(code))
    meeting = found.meeting
    if meeting.state == State.OPEN and _records(request, meeting):
        at = reverse("meetings:hall", args=[meeting.pk])
        return redirect(f"{at}?q={found.household.number}")
    return page(
        request,
        "meetings/invitation.html",
        meeting=meeting,
        household=found.household.number,
        sittings=reading.halls(meeting),
        row=reading.row(meeting),
    )


def _records(request: HttpRequest, meeting: Meeting) -> bool:
    return access.recording_term(request.user, meeting, on=today()) is not None
