"""Slips, on the phone of a hamlet head: the plan, the round, what came back, the count."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from civics.errors import Refused
from danchu.decisions import access, rounds, working
from danchu.decisions.actions import from_paper
from danchu.decisions.actions import slips as acts
from danchu.decisions.models import Part, SlipRound
from danchu.decisions.slip_forms import CollectForm, PaperRoundForm, PlanForm, TallyForm, WhyForm
from danchu.kit.clock import today
from danchu.kit.pages import page, tell
from danchu.people.gate import desk
from danchu.people.models import Term
from danchu.rulebook import citing


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Whether slips may be handed out; and if so, the plan, the team, the announcement."""
    on = today()
    part = working.part_seen(request.user, pk, on=on)
    by = access.term_for(request.user, part.motion, access.counters(part.motion), on=on)
    opening = rounds.opening(part, on=on)
    on_paper = bool(request.GET.get("giay"))
    form = _plan_form(request, on_paper=on_paper)
    if by is not None and form.is_valid() and (after := _planned(request, form, part, by)):
        return after
    cites = citing.in_force(rounds.PLAN_RULES, part.unit, on=on)
    shown = {"form": form, "part": part, "opening": opening, "cites": cites}
    return page(request, "decisions/plan.html", **shown, on_paper=on_paper)


def _plan_form(request: HttpRequest, *, on_paper: bool) -> PlanForm:
    on = today()
    if not on_paper:
        return PlanForm(request.POST or None, on=on, initial={"issued_on": on, "announced_on": on})
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    return PaperRoundForm(*sent, on=on)


def _planned(
    request: HttpRequest, form: PlanForm, part: Part, by: Term
) -> HttpResponseRedirect | None:
    """The round, or the whole of one held on paper; None: refused, and the form says why."""
    try:
        if isinstance(form, PaperRoundForm):
            told = {"sent_on": form.cleaned_data["sent_on"], "sheets": form.sheets}
            whole = form.cleaned_data["households"]
            from_paper.enter_round(
                part, form.plan, form.counted, households=whole, **told, by=by, on=today()
            )
            messages.success(request, "Đã nhập đợt phát phiếu từ giấy.")
            return redirect("decisions:work", part.motion_id)
        made = acts.plan_slips(part, form.plan, by=by, on=today())
    except Refused as refused:
        tell(form, refused)
        return None
    messages.success(request, "Đã lập kế hoạch. Gửi xã và Mặt trận trong 2 ngày.")
    return redirect("decisions:round", made.pk)


@desk
@require_safe
def round_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One round: team, slips that came back, what to do next."""
    found = _seen(request, pk)
    form = CollectForm()
    if request.GET.get("tiep"):  # one stub was written: on to the next
        form.fields["number"].widget.attrs["autofocus"] = True
    return _shown(request, found, collect=form)


@desk
@require_POST
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """The plan went to the commune and its Front."""
    return _do(request, pk, acts.send_plan, "Đã ghi gửi kế hoạch.")


@desk
@require_POST
def prepare(request: HttpRequest, pk: int) -> HttpResponse:
    """One slip for every household of the roll of today."""
    return _do(
        request, pk, acts.prepare_slips, "Đã chốt sổ và lập phiếu. In phiếu rồi ký từng phiếu."
    )


@desk
@require_POST
def collect(request: HttpRequest, pk: int) -> HttpResponse:
    """The number on a stub: that household has given its slip back."""
    found, form = _seen(request, pk), CollectForm(request.POST)
    by = _by(request, found)
    if form.is_valid():
        try:
            acts.collect(found, form.cleaned_data["number"], by=by, on=today())
        except Refused as refused:
            tell(form, refused)
        else:
            messages.success(request, f"Đã thu phiếu số {form.cleaned_data['number']}.")
            return redirect(f"{reverse('decisions:round', args=[pk])}?tiep=1")
    return _shown(request, found, collect=form, failed=True)


@desk
@require_POST
def tally(request: HttpRequest, pk: int) -> HttpResponse:
    """Form 04: the numbers of all slips together, before two households."""
    found, form = _seen(request, pk), TallyForm(request.POST)
    by = _by(request, found)
    if form.is_valid():
        try:
            acts.count_slips(found, form.tally, by=by, on=today())
        except Refused as refused:
            tell(form, refused)
        else:
            messages.success(request, "Đã ghi kết quả kiểm phiếu. In biên bản rồi ký.")
            return redirect("decisions:work", found.part.motion_id)
    return _shown(request, found, tally=form, failed=True)


@desk
@require_POST
def call_off(request: HttpRequest, pk: int) -> HttpResponse:
    """Stopped, with a reason."""
    found, form = _seen(request, pk), WhyForm(request.POST)
    by = _by(request, found)
    if form.is_valid():
        try:
            acts.call_off(found, **form.cleaned_data, by=by, on=today())
        except Refused as refused:
            tell(form, refused)
        else:
            messages.success(request, "Đã dừng đợt phát phiếu.")
            return redirect("decisions:work", found.part.motion_id)
    return _shown(request, found, why=form, failed=True)


def _do(request: HttpRequest, pk: int, act: Callable[..., Any], done: str) -> HttpResponse:
    found = _seen(request, pk)
    try:
        act(found, by=_by(request, found), on=today())
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, done)
    return redirect("decisions:round", pk)


def _shown(request: HttpRequest, found: SlipRound, **forms: Any) -> HttpResponse:
    fresh = {"collect": CollectForm(), "tally": TallyForm(), "why": WhyForm()}
    heads = _term(request, found)
    told = rounds.shown(found, on=today())
    return page(request, "decisions/round.html", **{**fresh, **told, "heads": heads, **forms})


def _seen(request: HttpRequest, pk: int) -> SlipRound:
    found: SlipRound = get_object_or_404(access.rounds_seen(request.user, on=today()), pk=pk)
    return found


def _by(request: HttpRequest, found: SlipRound) -> Term:
    """The head alone writes here, or whoever asks that the head goes; 404 for readers."""
    by = _term(request, found)
    if by is None:
        raise Http404
    return by


def _term(request: HttpRequest, found: SlipRound) -> Term | None:
    motion = found.part.motion
    return access.term_for(request.user, motion, access.counters(motion), on=today())
