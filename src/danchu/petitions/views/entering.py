"""The office writes down what came by another way: a call, a letter, a signed complaint."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from civics.errors import Refused
from danchu.behalf.forms import ToldForm
from danchu.kit.clock import today
from danchu.kit.forms import AsOne
from danchu.kit.pages import page, tell
from danchu.people import gateway
from danchu.people.gate import desk
from danchu.petitions import access, clocks, opened
from danchu.petitions.actions import complaining, sending
from danchu.petitions.actions.complaining import Handed
from danchu.petitions.actions.sending import Ticket
from danchu.petitions.forms import StoryForm
from danchu.petitions.inbox import at_commune, at_office
from danchu.petitions.models import Source
from danchu.petitions.office_forms import HandInForm
from danchu.petitions.ways import WayForm
from danchu.places.models import Kind
from danchu.rulebook import citing


@desk
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """Hot line, letter box, reception: the same form, the same refusal of a denunciation."""
    on, at = today(), at_commune(request)
    form = StoryForm(
        request.POST or None, request.FILES or None, hamlets=access.hamlets(at.unit, on=on)
    )
    form.without_the_sender(at.unit, on=on)
    form.with_map(at.unit, on=on)
    told = ToldForm(request.POST or None, request.FILES or None, on=on)
    told.knows_the_way()
    asked = WayForm(request.POST or None)
    if all([form.is_valid(), told.is_valid(), asked.is_valid()]):
        source, how = asked.way
        form.cleaned_data |= {"name": told.cleaned_data["name"], "spoken": None}
        told.cleaned_data |= {"source": how}
        try:
            made = sending.send_for(
                at.unit, form.story, told.told, source=source, by=at.term, on=on
            )
        except Refused as refused:
            tell(form, refused)
        else:
            return _entered(request, made[0], entry=made[1], stray=form.stray)
    every = AsOne(form, asked, told)
    shown = {"form": form, "told": told, "way": asked, "all": every, "unit": at.unit}
    return opened.private(page(request, "petitions/enter.html", **shown, failed=every.errors))


@desk
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def hand_in(request: HttpRequest) -> HttpResponse:
    """A signed complaint is in the officer's hands: the clock starts, the receipt is printed."""
    at = at_office(request)
    form = HandInForm(request.POST or None, request.FILES or None)
    if at.unit.kind == Kind.COMMUNE:
        form.at_commune()
    if form.is_valid():
        data = form.cleaned_data
        handed = Handed(
            **{**data, "source": Source(data["source"]), "pictures": tuple(data["pictures"])}
        )
        try:
            ticket = complaining.hand_in(handed, by=at.term, on=today())
        except Refused as refused:
            tell(form, refused)
        else:
            return _entered(request, ticket)
    guides = citing.guides(clocks.AT_HAND_IN, at.unit, on=today())
    shown = {"form": form, "unit": at.unit, "guides": guides}
    return opened.private(page(request, "petitions/hand_in.html", **shown))


def _entered(request: HttpRequest, ticket: Ticket, **more: Any) -> HttpResponse:
    """The ticket, shown this once, and the receipt to print."""
    on, receipt = today(), access.receipt_of(ticket.case)
    more |= {
        "by_phone": gateway.configured() is not None,
        "opens": access.kept_by(request.user, on=on).filter(pk=ticket.case.pk).exists(),
        "alone": not access.colleagues(ticket.case.unit, on=on, but=ticket.case).exists(),
    }
    shown = page(request, "petitions/entered.html", ticket=ticket, receipt=receipt, **more)
    return opened.private(shown)
