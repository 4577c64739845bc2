"""The desk: what waits, what may be proposed, one motion with its next acts."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_safe

from civics.errors import Refused
from danchu.decisions import access, reading, working
from danchu.decisions.forms import ProposeForm, RemovalForm
from danchu.decisions.models import Motion
from danchu.decisions.steps import ACTS
from danchu.kit.clock import today
from danchu.kit.pages import page, tell
from danchu.people.access import terms_of
from danchu.people.gate import desk
from danchu.people.models import Term
from danchu.places.models import Unit
from danchu.rulebook import citing


@desk
@require_safe
def desk_list(request: HttpRequest) -> HttpResponse:
    """What this person's hamlets, or commune, have before the people; newest first."""
    on = today()
    if not terms_of(request.user, on=on).filter(role__in=access.EVERYBODY).exists():
        raise Http404
    found = reading.with_counts(access.seen_by(request.user, on=on).order_by("-pk"))
    lines = reading.lines(found[:200])
    return page(
        request,
        "decisions/desk.html",
        open=[one for one in lines if one.motion.ended_on is None],
        ended=[one for one in lines if one.motion.ended_on is not None],
        proposes=access.proposing_units(request.user, on=on).exists(),
    )


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest) -> HttpResponse:
    """A matter, a way, the words; a way the law does not give is refused with its article."""
    on = today()
    units = access.proposing_units(request.user, on=on)
    unit = units.filter(slug=request.GET.get("o", "")).first() or units.first()
    if unit is None:
        raise Http404
    who = working.proposer(request.user, unit, on=on)
    form = working.proposing_form(who, request.POST or None, unit, on=on)
    if form.is_valid() and (made := _proposed(form, unit, who.by)) is not None:
        messages.success(request, "Đã ghi. Bước tiếp: thống nhất với Mặt trận.")
        return redirect("decisions:work", made.pk)
    table = working.table_of_ways(unit, on=on)
    shown = {"form": form, "unit": unit, "units": units, "table": table, "who": who}
    return page(request, "decisions/propose.html", **shown)


def _proposed(form: ProposeForm | RemovalForm, unit: Unit, by: Term) -> Motion | None:
    """None: refused, and the form says why."""
    try:
        return working.propose(form, unit, by=by, on=today())
    except Refused as refused:
        tell(form, refused)
        return None


@desk
@require_safe
def motion(request: HttpRequest, pk: int) -> HttpResponse:
    """One motion: its verdict, what this person does next, its story."""
    found = _seen(request, pk)
    return page(request, "decisions/work.html", **working.shown(found, request.user, on=today()))


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, pk: int, what: str) -> HttpResponse:
    """One act on a motion, by whoever may do it, while it fits."""
    on, found = today(), _seen(request, pk)
    kind, decision = ACTS.get(what), reading.decision_of(found)
    by = access.term_for(request.user, found, kind.roles, on=on) if kind else None
    if kind is None or by is None or not kind.fits(found, decision):
        raise Http404
    parts = access.parts_of(request.user, found, on=on, roles=kind.roles)
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = kind(*sent, motion=found, decision=decision, parts=parts)
    if request.method == "POST" and form.is_valid():
        try:
            messages.success(request, working.do(form, found, by=by, on=on))
        except Refused as refused:
            tell(form, refused)
        else:
            return redirect("decisions:work", pk)
    cites = citing.in_force(working.rules_of(kind, found), found.unit, on=on)
    return page(request, "decisions/act.html", form=form, motion=found, cites=cites)


def _seen(request: HttpRequest, pk: int) -> Motion:
    found: Motion = get_object_or_404(
        reading.with_counts(access.seen_by(request.user, on=today())), pk=pk
    )
    return found
