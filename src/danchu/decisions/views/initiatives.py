"""Initiatives: begun by a citizen or copied from a paper, agreed to by households, taken up."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from civics.errors import Refused
from danchu.decisions import access, collecting, idea_forms
from danchu.decisions.actions import initiating
from danchu.decisions.forms import EndorseForm, IdeaForm, PaperIdeaForm
from danchu.decisions.idea_forms import IDEA_ACTS
from danchu.decisions.models import Initiative
from danchu.decisions.words import Given
from danchu.kit.clock import today
from danchu.kit.pages import page, tell
from danchu.people.access import units_as
from danchu.people.gate import citizen, desk
from danchu.people.models import Term, User
from danchu.places.models import Unit


@desk
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Initiatives of my hamlets, or of my commune's: how many households, of how many needed."""
    on = today()
    found = access.initiatives_seen(request.user, on=on)
    if not collecting.reads(request.user, on=on):
        raise Http404
    rows = [collecting.row(one, on=on) for one in found.order_by("-pk")[:100]]
    keeps = units_as(request.user, access.HEAD, on=on).exists()
    return page(request, "decisions/initiatives.html", rows=rows, keeps=keeps)


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """The head writes down what a citizen brought on paper."""
    on = today()
    unit = units_as(request.user, access.HEAD, on=on).first()
    by = access.initiative_term(request.user, unit, access.HEAD, on=on) if unit else None
    if unit is None or by is None:
        raise Http404
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = PaperIdeaForm(*sent)
    if form.is_valid() and (made := _begun(form, unit, by, on)) is not None:
        messages.success(request, "Đã ghi sáng kiến. Ghi tiếp các hộ đồng thuận.")
        return redirect("decisions:initiative", made.pk)
    return page(request, "decisions/begin.html", form=form, unit=unit)


def _begun(form: PaperIdeaForm, unit: Unit, by: Term, on: date) -> Initiative | None:
    try:
        return idea_forms.begin(form, unit, by=by, on=on)
    except Refused as refused:
        tell(form, refused)
        return None


@desk
@require_safe
def initiative(request: HttpRequest, pk: int) -> HttpResponse:
    """One initiative: how many households agree today, until when, what comes next."""
    return _shown(request, _seen(request, pk))


@desk
@require_POST
def endorse(request: HttpRequest, pk: int) -> HttpResponse:
    """One household that agreed on paper or at a meeting."""
    on, found = today(), _seen(request, pk)
    by = access.initiative_term(request.user, found.unit, access.HEAD, on=on)
    if by is None:
        raise Http404
    form = EndorseForm(request.POST, households=access.households_of(found.unit, on=on))
    if form.is_valid():
        data = form.cleaned_data
        try:
            told = {"way": Given(data["way"]), "day": data["day"], "by": by, "on": on}
            initiating.endorse(found, data["number"], **told)
        except Refused as refused:
            tell(form, refused)
        else:
            messages.success(request, f"Đã ghi hộ số {data['number'].number} đồng thuận.")
            return redirect("decisions:initiative", pk)
    return _shown(request, found, endorse=form, failed=True)


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, pk: int, what: str) -> HttpResponse:
    """Sent, agreed to by the Front, put before the community, or sent back."""
    on, found = today(), _seen(request, pk)
    kind = IDEA_ACTS.get(what)
    by = access.initiative_term(request.user, found.unit, kind.roles, on=on) if kind else None
    if kind is None or by is None or not kind.fits(found):
        raise Http404
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = kind(*sent, initiative=found)
    if request.method == "POST" and form.is_valid():
        try:
            messages.success(request, idea_forms.do(form, by=by, on=on))
        except Refused as refused:
            tell(form, refused)
        else:
            return redirect("decisions:initiative", pk)
    cites = collecting.cites(found, on=on)
    return page(request, "decisions/idea_act.html", form=form, initiative=found, cites=cites)


# ── a citizen's own ───────────────────────────────────────────────────────────────────────────


@citizen
@require_http_methods(["GET", "HEAD", "POST"])
def own(request: HttpRequest) -> HttpResponse:
    """Whoever speaks for a household: what is proposed in my hamlet, and a proposal of my own."""
    on = today()
    person, unit = request.user, access.home_units(request.user, on=on).first()
    if not isinstance(person, User) or unit is None:
        return page(request, "decisions/no_household.html")
    form = IdeaForm(request.POST or None, initial={"name": person.full_name})
    if form.is_valid():
        initiating.begin(unit, form.idea, person=person, on=on)
        messages.success(request, "Đã ghi sáng kiến. Bà con trong thôn bấm đồng ý ở trang này.")
        return redirect("decisions:own_initiatives")
    rows = collecting.for_household(request.user, unit, on=on)
    return page(request, "decisions/own.html", form=form, unit=unit, rows=rows)


@citizen
@require_POST
def endorse_own(request: HttpRequest, pk: int) -> HttpResponse:
    """The representative of a household agrees in its name."""
    on = today()
    found = get_object_or_404(collecting.open_in(access.home_units(request.user, on=on)), pk=pk)
    speaker = access.speaks_for(request.user, found.unit, on=on)
    if speaker is None:
        raise Http404
    try:
        initiating.endorse_online(found, speaker, on=on)
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, "Đã ghi hộ của bạn đồng ý.")
    return redirect("decisions:own_initiatives")


def _seen(request: HttpRequest, pk: int) -> Initiative:
    found: Initiative = get_object_or_404(access.initiatives_seen(request.user, on=today()), pk=pk)
    return found


def _shown(request: HttpRequest, found: Initiative, **forms: Any) -> HttpResponse:
    on = today()
    told = collecting.shown(found, request.user, on=on)
    fresh = EndorseForm(households=access.households_of(found.unit, on=on), initial={"day": on})
    return page(request, "decisions/initiative.html", **{"endorse": fresh, **told, **forms})
