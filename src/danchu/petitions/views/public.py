"""The one door: four lawful ways. Nothing is kept before an action has looked at the words."""

from datetime import timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from civics.errors import Refused
from danchu.documents.reading import FORMATS
from danchu.kit.clock import today
from danchu.kit.limits import limited
from danchu.kit.pages import absolute, page, serve, tell
from danchu.people import gateway
from danchu.people.models import User
from danchu.petitions import access, clocks, opened, papers, reading
from danchu.petitions.actions import sending
from danchu.petitions.forms import DENUNCIATION, ComplaintPaperForm, StoryForm, other_way
from danchu.petitions.models import Track
from danchu.petitions.small_map import tapping
from danchu.petitions.views.from_phone import held
from danchu.places.models import Unit
from danchu.rulebook import citing

HOUR = timedelta(hours=1)


@require_safe
def door(request: HttpRequest) -> HttpResponse:
    """Four ways, each with its time; which commune; the box for somebody who holds a ticket."""
    on = today()
    slug = request.GET.get("xa", "")
    if slug and access.communes(on=on).filter(slug=slug).exists():
        return redirect("petitions:send", slug)
    return page(
        request,
        "petitions/door.html",
        communes=access.communes(on=on),
        promises=reading.promises(on=on),
        own=access.own(request.user).order_by("-pk")[:20],
        unknown=slug,
        **held(request),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
@limited("petitions.send", per=HOUR, at_most=30, echo=True)
def send(request: HttpRequest, slug: str) -> HttpResponse:
    """Tell it in plain words, with photos or a voice note; the ticket comes in the answer."""
    on = today()
    unit = get_object_or_404(access.communes(on=on), slug=slug)
    form = StoryForm(
        request.POST or None,
        request.FILES or None,
        hamlets=access.hamlets(unit, on=on),
        initial={"spot": tapping.pair_of(tapping.spot_in(request.GET))},
    )
    form.with_map(unit, on=on)
    if request.method == "POST" and (stop := _led_elsewhere(request, form, unit)):
        return opened.private(stop)
    if form.is_valid():
        person = request.user if isinstance(request.user, User) else None
        try:
            ticket = sending.send(unit, form.story, person=person, on=on, secret=form.secret)
        except Refused as refused:
            tell(form, refused)
        else:
            opened.remember(request, ticket.case)
            given = {"ticket": ticket, "by_phone": gateway.configured() is not None}
            return opened.private(page(request, "petitions/ticket.html", **given))
    shown = {"unit": unit, "cites": citing.cites(clocks.of_track(Track.FEEDBACK), unit, on=on)}
    return opened.private(page(request, "petitions/send.html", form=form, **shown, **held(request)))


def _led_elsewhere(request: HttpRequest, form: StoryForm, unit: Unit) -> HttpResponse | None:
    """A complaint, or what reads like a denunciation: the page of its way. Nothing was kept."""
    way = other_way(request.POST)
    if way == DENUNCIATION:
        shown = _denunciation(unit)
        return page(request, "petitions/stopped.html", form=form, unit=unit, failed=True, **shown)
    if way == Track.COMPLAINT:
        given = {name: request.POST.get(name, "") for name in ("text", "name")}
        return _complain(request, _paper_form(None, initial=given | {"unit": unit.pk}), led=True)
    return None


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
@limited("petitions.complaint_paper", per=HOUR, at_most=60, echo=True)
def complain(request: HttpRequest) -> HttpResponse:
    """How to complain, and the paper: made, handed over, not a letter of it kept."""
    form = _paper_form(request.POST or None)
    if form.is_valid():
        kind = form.cleaned_data["kind"]
        follow = absolute(request, reverse("petitions:follow"))
        data, content_type = papers.file(
            papers.complaint(form.cleaned_data), kind, papers.face(follow)
        )
        answer = serve(data, content_type, f"don-khieu-nai.{kind}", public=False)
        taken = answer["Content-Disposition"].replace("inline", "attachment")
        answer["Content-Disposition"] = taken  # the page with what was typed stays open
        return opened.private(answer)
    return _complain(request, form)


def _paper_form(data: Any, **more: Any) -> ComplaintPaperForm:
    form = ComplaintPaperForm(data, units=access.communes(on=today()), on=today(), **more)
    limit = citing.days(clocks.LIMIT, None, on=today())
    hint = f"Như 05/11/2026. Luật cho khiếu nại trong {limit}, kể từ ngày này."
    form.fields["known_on"].help_text = hint
    return form


def _complain(request: HttpRequest, form: ComplaintPaperForm, *, led: bool = False) -> HttpResponse:
    keys = clocks.of_track(Track.COMPLAINT)
    cites = citing.cites(keys, None, on=today())
    return opened.private(page(request, "petitions/complain.html", form=form, led=led, cites=cites))


@require_safe
def denounce(request: HttpRequest) -> HttpResponse:
    """Where, to whom, by what right to secrecy. There is nothing to type into on this page."""
    slug = request.GET.get("xa", "")
    unit = access.communes(on=today()).filter(slug=slug).first() if slug else None
    shown = {**_denunciation(unit), "communes": access.communes(on=today())}
    return opened.private(page(request, "petitions/denounce.html", unit=unit, **shown))


@require_safe
def blank(request: HttpRequest, kind: str) -> HttpResponse:
    """An empty form to be filled in by hand. Nothing is sent here, so nothing can be kept."""
    if kind not in FORMATS:
        raise Http404
    data, content_type = papers.file(papers.blank_denunciation(), kind, papers.face())
    return serve(data, content_type, f"don-to-cao-de-trong.{kind}", public=True)


def _denunciation(unit: Unit | None) -> dict[str, Any]:
    on = today()
    keys = [clocks.KEPT_SECRET, clocks.LEAK, clocks.ANONYMOUS, clocks.CHECK, clocks.RESOLVE]
    return {
        "contact": access.contact(unit, on=on) if unit else None,
        "cites": citing.cites(keys, unit, on=on),
        "check": citing.days(clocks.CHECK, unit, on=on),
        "resolve": citing.days(clocks.RESOLVE, unit, on=on),
    }
