"""Stories that a phone kept by itself (`islands/send-later/`) and sends when there is a network."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from civics.errors import Refused
from danchu.kit.clock import today
from danchu.kit.limits import limited
from danchu.kit.pages import page
from danchu.people import gate, gateway
from danchu.people.models import User
from danchu.petitions import access, opened
from danchu.petitions.actions import sending
from danchu.petitions.actions.sending import STOPPED, Ticket
from danchu.petitions.forms import DENUNCIATION, StoryForm, other_way
from danchu.rulebook import telling_apart

ON_PAPER = "Khiếu nại nộp bằng đơn có chữ ký. Trang này giúp làm đơn để in, ký."
SPOILT = "Bản nháp này hỏng. Hãy mở ra, chép lời sang bản mới rồi gửi."


def held(request: HttpRequest) -> dict[str, Any]:
    """What the island needs: whose phone this is now, and the words that are never kept on it."""
    return {
        "keeps": not (shared := gate.shared_phone(request)) and gate.practising(request) is None,
        "shared": shared,
        "by_phone": gateway.configured() is not None,
        "account": str(request.user.pk or ""),
        "accusing": telling_apart.lists(),
    }


@require_POST
@sensitive_post_parameters()
@limited("petitions.send", per=timedelta(hours=1), at_most=30)
def take(request: HttpRequest, slug: str) -> HttpResponse:
    """One kept story: the ticket, or why not. Sent again it gives the same ticket again.

    Written under another account than is signed in now, it is nobody's: the ticket opens it.
    """
    on = today()
    unit = get_object_or_404(access.communes(on=on), slug=slug)
    if way := other_way(request.POST):
        return _led(way, slug)
    form = StoryForm(request.POST, request.FILES, hamlets=access.hamlets(unit, on=on))
    if not form.is_valid():
        return _refused(" ".join(str(said) for all_of in form.errors.values() for said in all_of))
    if not form.secret:
        return _refused(SPOILT)
    same = request.POST.get("account", "") == str(request.user.pk or "")
    person = request.user if same and isinstance(request.user, User) else None
    try:
        ticket = sending.send(unit, form.story, person=person, on=on, secret=form.secret)
    except Refused as refused:
        return _refused(refused.message)
    if same:
        opened.remember(request, ticket.case)
    return opened.private(JsonResponse(_told(ticket)))


def _told(ticket: Ticket) -> dict[str, Any]:
    """What stands on the ticket, for the phone to keep until its person wrote it down."""
    case = ticket.case
    return {
        "number": case.number,
        "secret": ticket.secret,
        "to": f"Ủy ban nhân dân {case.unit.spoken_name}",
        "on": f"{case.received_on:%d/%m/%Y}",
        "at": reverse("petitions:own", args=[case.code]),
        "before": ticket.before,
    }


def _led(way: str, slug: str) -> HttpResponse:
    """Its lawful way. Nothing was kept."""
    if way == DENUNCIATION:
        return _refused(STOPPED, f"{reverse('petitions:denounce')}?xa={slug}")
    return _refused(ON_PAPER, reverse("petitions:complain"))


def _refused(words: str, lead: str = "") -> HttpResponse:
    return opened.private(JsonResponse({"refused": words, "lead": lead}, status=422))


@require_safe
def without_network(request: HttpRequest) -> HttpResponse:
    """An empty page for a phone without a network: it fills itself from what the phone keeps."""
    known = {"accusing": telling_apart.lists(), "by_phone": gateway.configured() is not None}
    return page(request, "petitions/without_network.html", **known)
