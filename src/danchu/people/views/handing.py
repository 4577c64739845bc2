"""When a term ends: what is left, who takes over, the record on paper."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from civics.errors import Refused
from danchu.kit.clock import today
from danchu.kit.pages import page, tell
from danchu.people import access, actions, handing_over
from danchu.people.forms import HandOverForm
from danchu.people.gate import desk
from danchu.people.models import HandOver
from danchu.people.views.office import office_term


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    """What this person leaves, and to whom it goes. Without a successor it waits here."""
    on = today()
    by = office_term(request)
    term = get_object_or_404(handing_over.terms_to_hand_over(request.user, on=on), pk=pk)
    if handing_over.done(request.user, on=on).filter(term=term).exists():
        return redirect("people:handover_paper", pk)
    successors = handing_over.successors(term, on=on)
    form = HandOverForm(request.POST or None, successors=successors)
    if form.is_valid():
        try:
            actions.hand_over(term, **form.cleaned_data, by=by, on=on)
        except Refused as refused:
            tell(form, refused)
        else:
            return redirect("people:handover_paper", pk)
    actions.look_at(term.person, by=by, on=on)
    sections = handing_over.left_by(term, on=on)
    shown = {"term": term, "sections": sections, "successors": successors, "on": on}
    return page(request, "people/hand_over.html", form=form, **shown)


@desk
@require_safe
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """“Biên bản bàn giao”, as it stood that day, for both to sign."""
    row = get_object_or_404(handing_over.paper_of(pk, request.user, on=today()))
    return page(
        request,
        "people/handover_paper.html",
        row=row,
        sections=handing_over.read(row),
        paper=_head(row),
        back=reverse("people:person", args=[row.term.person_id])
        if access.people_run_by(request.user, on=today()).filter(pk=row.term.person_id).exists()
        else reverse("people:rights"),
    )


def _head(row: HandOver) -> dict[str, Any]:
    """No form is prescribed for it: the layout is ours."""
    home = row.term.unit.commune or row.term.unit
    return {
        "org_upper": "ỦY BAN NHÂN DÂN",
        "org": home.full_name.upper(),
        "place": home.name,
        "day": row.handed_on,
        "proposed": True,
    }
