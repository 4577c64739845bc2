"""What is printed and signed: forms 03 and 04, slips, lists, and all of it blank for the pen."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from danchu.decisions import access, printing, reading
from danchu.kit.clock import today
from danchu.kit.pages import absolute, reads_commune
from danchu.people import actions as people
from danchu.people.gate import desk


@desk
@require_safe
def decision(request: HttpRequest, pk: int) -> HttpResponse:
    """Form 03, with all that Điều 20 khoản 2 lists."""
    found = get_object_or_404(reading.with_counts(access.seen_by(request.user, on=today())), pk=pk)
    written = reading.decision_of(found)
    if written is None:
        raise Http404
    return _print(request, "form_03", printing.decision(written, found))


@desk
@require_safe
def recognition(request: HttpRequest, pk: int) -> HttpResponse:
    """The decision to recognise, or the refusal with its reason."""
    found = get_object_or_404(access.seen_by(request.user, on=today()), pk=pk)
    written = reading.decision_of(found)
    if written is None or not written.recognised_by or written.waits_for_answer:
        raise Http404
    return _print(request, "recognition_paper", printing.recognition(written))


@require_safe
def result(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheet for the board: large words, the count, a QR to the public page."""
    found = get_object_or_404(reading.with_counts(access.public()), pk=pk, ended_on__isnull=False)
    reads_commune(request, access.commune_of(found.unit))
    told = printing.result(found, absolute(request, f"/ban-quyet-dinh/{pk}/"))
    return _print(request, "result_paper", told)


@desk
@require_safe
def slips(request: HttpRequest, pk: int) -> HttpResponse:
    """Four slips a sheet; the stub with number and QR is torn off when the slip is taken."""
    found = get_object_or_404(access.rounds_seen(request.user, on=today()), pk=pk)
    if found.prepared_on is None:
        raise Http404
    told = printing.slips(found, lambda code: absolute(request, f"/ban-quyet-dinh/phieu/{code}/"))
    return _print(request, "slips_paper", told)


@desk
@require_safe
def collection(request: HttpRequest, pk: int) -> HttpResponse:
    """The list to sign when a slip is handed out and when it comes back. Opening names is noted."""
    on = today()
    found = get_object_or_404(access.rounds_seen(request.user, on=on), pk=pk)
    by = access.term_for(request.user, found.part.motion, access.EVERYBODY, on=on)
    if found.roll is None or by is None:
        raise Http404
    people.look_at_roll(found.part.unit, by=by, on=on)
    return _print(request, "collection_paper", printing.collection(found))


@desk
@require_safe
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """The plan of a round, and the announcement to read aloud or to hang."""
    found = get_object_or_404(access.rounds_seen(request.user, on=today()), pk=pk)
    return _print(request, "plan_paper", printing.plan(found))


@desk
@require_safe
def minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """Form 04, filled once the slips were counted."""
    found = get_object_or_404(access.rounds_seen(request.user, on=today()), pk=pk)
    if found.count is None:
        raise Http404
    return _print(request, "form_04", printing.minutes(found))


@desk
@require_safe
def endorsements(request: HttpRequest, pk: int) -> HttpResponse:
    """The list of households that agree, for whoever answers for it. Opening names is noted."""
    on = today()
    found = get_object_or_404(access.initiatives_seen(request.user, on=on), pk=pk)
    by = access.initiative_term(request.user, found.unit, access.EVERYBODY, on=on)
    if by is None:
        raise Http404
    people.look_at_roll(found.unit, by=by, on=on)
    return _print(request, "idea_paper", printing.endorsements(found, on=on))


@require_safe
def blank(request: HttpRequest, which: str) -> HttpResponse:
    """The same papers with room for the pen."""
    if which not in printing.BLANKS:
        raise Http404
    return _print(request, printing.BLANKS[which], printing.blank(which))


def _print(request: HttpRequest, name: str, told: dict[str, Any]) -> HttpResponse:
    return render(request, f"decisions/{name}.html", told)
