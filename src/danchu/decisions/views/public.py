"""What anybody reads: what is being decided, when, what was decided by how many of how many."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from danchu.decisions import access, days, reading, working
from danchu.kit.clock import today
from danchu.kit.pages import absolute, page, part, reads_commune

SHOWN = 50


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every commune's, what is open first; the three ways of the law."""
    found = access.public().order_by("-put_forward_on", "-pk")
    shown = part(request, reading.with_counts(found), SHOWN)
    return page(
        request,
        "decisions/index.html",
        lines=reading.lines(shown.rows),
        pager=shown,
        table=working.table_of_ways(None, on=today()),
    )


@require_safe
def commune(request: HttpRequest, slug: str) -> HttpResponse:
    """What one commune and its hamlets decide, or one hamlet."""
    unit = get_object_or_404(access.place_named(slug, on=today()))
    reads_commune(request, access.commune_of(unit))
    found = access.public_of(unit).order_by("-put_forward_on", "-pk")
    shown = part(request, reading.with_counts(found), SHOWN)
    return page(
        request,
        "decisions/commune.html",
        unit=unit,
        lines=reading.lines(shown.rows),
        pager=shown,
    )


@require_safe
def motion(request: HttpRequest, pk: int) -> HttpResponse:
    """One motion: the answer first, then the reason, then the law. Nobody's name."""
    on = today()
    found = reading.filled(get_object_or_404(reading.with_story(access.public()), pk=pk))
    reads_commune(request, access.commune_of(found.unit))
    decision = reading.decision_in(found)
    return page(
        request,
        "decisions/motion.html",
        motion=found,
        decision=decision,
        standing=reading.standing(decision, on=on) if decision else None,
        parts=[(one, reading.verdict(one)) for one in found.parts.all()],
        sum=reading.commune_verdict(found),
        steps=reading.story(found, decision, on=on),
        coming=reading.coming(found),
        asking=reading.asking(found),
        objections=reading.objections(found, decision),
        papered=reading.papered(found),
        cites=working.cites(found, on=on),
        today=on,
    )


@require_safe
def calendar(request: HttpRequest, pk: int) -> HttpResponse:
    """The days of a round of slips for a phone's calendar."""
    found = get_object_or_404(access.announced_rounds(), pk=pk)
    page_of = absolute(request, reverse("decisions:motion", args=[found.part.motion_id]))
    response = HttpResponse(
        days.calendar(found, page_of), content_type="text/calendar; charset=utf-8"
    )
    name = f"phat-phieu-{found.hand_out_on}.ics"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-cache"
    return response


@require_safe
def slip(request: HttpRequest, code: str) -> HttpResponse:
    """Whoever holds a stub sees its number and whether the slip came back. Nothing else exists."""
    found = get_object_or_404(access.slip_with(code))
    return page(request, "decisions/slip.html", slip=found)
