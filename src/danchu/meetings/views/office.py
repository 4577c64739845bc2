"""The desk: meetings of one's hamlets, one called, and each step on a page of its own."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from civics.errors import Refused
from danchu.kit import files
from danchu.kit.clock import today
from danchu.kit.pages import page, serve, tell
from danchu.meetings import access, actions, convening, reading, steps
from danchu.meetings.forms import STEPS, CallForm, DecideForm, Step
from danchu.meetings.views.shared import Here, here, make
from danchu.people.gate import desk
from danchu.people.models import Role
from danchu.rulebook import citing


@desk
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Họp: what is coming, what is open, what is over."""
    on = today()
    units = list(access.callable_units(request.user, on=on))
    if not units:
        raise Http404
    lists = reading.lists(access.recorded_by(request.user, on=on))
    return page(request, "meetings/index.html", lists=lists, many=len(units) > 1)


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def call(request: HttpRequest) -> HttpResponse:
    """Triệu tập: what about, when, where. `?giay=1`: it was held, its minutes are on paper."""
    on = today()
    units = access.callable_units(request.user, on=on)
    first = units.first()
    if first is None:
        raise Http404
    on_paper = bool(request.GET.get("giay"))
    terms = list(access.calling_terms(request.user, first, on=on))
    early = convening.earliest(first, on=on)
    start = None if on_paper else early.by
    form = CallForm(
        request.POST or None, units=units, terms=terms, on_paper=on_paper, initial={"day": start}
    )
    if form.is_valid() and (made := make(request, form)) is not None:
        return redirect("meetings:meeting", made.pk)
    rules = [access.Convenor(one).rule for one, _ in form.fields["convened_as"].choices]  # type: ignore[attr-defined]
    cites = citing.cites(dict.fromkeys([convening.NOTICE, *rules]), first, on=on)
    return page(
        request, "meetings/call.html", form=form, early=early, on_paper=on_paper, cites=cites
    )


@desk
@require_safe
def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """One meeting: where it stands and what is next."""
    at = here(request, pk)
    hub = reading.hub(at.meeting)
    found = steps.steps(hub, role=Role(at.term.role))
    return page(request, "meetings/meeting.html", hub=hub, steps=found, at=at)


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, pk: int, what: str) -> HttpResponse:
    """One step: agenda, papers, notice, opening, officers, end. Each form knows its act."""
    if what not in STEPS:
        raise Http404
    return _stepped(request, here(request, pk), STEPS[what], what)


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """The commune decides on the plan of meeting by clusters."""
    return _stepped(request, here(request, pk, roles=access.DECIDES), DecideForm, "")


def _stepped(request: HttpRequest, at: Here, kind: type[Step], what: str) -> HttpResponse:
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = kind(*sent, meeting=at.meeting, sitting=at.sitting, on=at.on)
    if request.method == "POST" and form.is_valid():
        try:
            after = form.do(by=at.term, on=at.on)
        except Refused as refused:
            tell(form, refused)
        else:
            messages.success(request, form.done)
            return redirect(_after(at, form.back, after.pk if after else at.meeting.pk, what))
    cites = citing.cites(form.law, at.meeting.unit, on=at.law_day)
    return page(request, "meetings/step.html", form=form, at=at, cites=cites, what=what)


def _after(at: Here, name: str, pk: int, what: str) -> str:
    """The page after a step; questions and papers come several at a time."""
    if what in {"hoi-dap", "chuong-trinh", "tai-lieu"}:
        return f"{reverse('meetings:step', args=[pk, what])}?cum={at.sitting.number}"
    return reverse(name, args=[pk])


@desk
@require_POST
def drop_item(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Off the agenda."""
    at = here(request, pk)
    found = get_object_or_404(at.meeting.items.all(), pk=item)
    try:
        actions.drop_item(found, by=at.term, on=at.on)
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, "Đã bỏ khỏi chương trình.")
    return redirect("meetings:step", pk, "chuong-trinh")


@desk
@require_safe
def scan(request: HttpRequest, pk: int) -> HttpResponse:
    """A photo of a tally sheet or of the signed minutes, for whoever records this meeting."""
    found = get_object_or_404(access.scans_for(request.user, on=today()), pk=pk)
    data = files.read_sealed(found.stored_as)
    return serve(data, found.content_type, found.name, public=False)
