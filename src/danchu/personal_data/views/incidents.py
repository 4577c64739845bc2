"""Sự cố dữ liệu: noted, with its hours; told to the specialised authority."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from civics.errors import Refused
from danchu.kit.clock import now, today
from danchu.kit.pages import page, tell
from danchu.people.gate import desk
from danchu.people.models import Term
from danchu.personal_data import access, papers, reading, rules
from danchu.personal_data.actions.incidents import note_incident, tell_incident
from danchu.personal_data.forms import IncidentForm, ToldForm
from danchu.places.models import Unit
from danchu.rulebook import citing


@desk
@require_safe
def incidents(request: HttpRequest) -> HttpResponse:
    """Incidents of my office, the newest first, and whether they were told in time."""
    unit, _ = _office(request)
    found = access.incidents_of(request.user, on=today()).order_by("-found_at")
    rows = [(one, reading.incident_face(one, now=now())) for one in found]
    return page(request, "personal_data/incidents.html", rows=rows, unit=unit)


@desk
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def note(request: HttpRequest) -> HttpResponse:
    """Write down what happened; the hours count from when it was found."""
    unit, by = _office(request)
    form = IncidentForm(request.POST or None)
    if form.is_valid():
        try:
            made = note_incident(**form.noted, by=by, on=today())
        except Refused as refused:
            tell(form, refused)
        else:
            messages.success(request, "Đã ghi. Hạn báo cơ quan chuyên trách đang chạy.")
            return redirect("personal_data:incident", made.pk)
    cites = citing.cites([rules.BREACH], None, on=today())
    return page(request, "personal_data/note_incident.html", form=form, unit=unit, cites=cites)


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def incident(request: HttpRequest, pk: int) -> HttpResponse:
    """One incident with its clock; sending says that the authority was told."""
    found = get_object_or_404(access.incidents_of(request.user, on=today()), pk=pk)
    by = access.answering_term(request.user, found.unit, on=today())
    form = ToldForm(request.POST or None)
    if by is not None and form.is_valid():
        try:
            tell_incident(found, **form.told, by=by, on=today())
        except Refused as refused:
            tell(form, refused)
        else:
            messages.success(request, "Đã ghi việc báo cơ quan chuyên trách.")
            return redirect("personal_data:incident", pk)
    face = reading.incident_face(found, now=now())
    cites = citing.cites([rules.BREACH], None, on=today())
    shown = {"incident": found, "face": face, "cites": cites}
    return page(request, "personal_data/incident.html", form=form, **shown)


@desk
@require_safe
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The notice with the four points of Nghị định 356/2025 Điều 28, to sign and send."""
    found = get_object_or_404(access.incidents_of(request.user, on=today()), pk=pk)
    return render(request, "personal_data/incident_paper.html", papers.incident(found, on=today()))


def _office(request: HttpRequest) -> tuple[Unit, Term]:
    unit = access.answering_units(request.user, on=today()).first()
    by = access.answering_term(request.user, unit, on=today()) if unit else None
    if unit is None or by is None:
        raise Http404
    return unit, by
