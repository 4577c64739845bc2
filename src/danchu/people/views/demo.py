"""The log-ins of the made-up people. Only on one's own machine, only for accounts marked demo."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from civics.errors import Refused
from danchu.kit.clock import today
from danchu.people import access, demo


@never_cache
@require_safe
def logins(request: HttpRequest) -> HttpResponse:
    """How each made-up person comes in, with the code their app shows now."""
    if not settings.LOCAL:
        raise Http404
    return render(request, "people/demo.html", {"logins": demo.logins(), "password": demo.PASSWORD})


@never_cache
@require_POST
def card(request: HttpRequest, pk: int) -> HttpResponse:
    """A fresh activation card of a made-up part-time person, opened at once."""
    if not settings.LOCAL:
        raise Http404
    person = get_object_or_404(access.demo_people(), pk=pk)
    try:
        code = demo.card_code(person, on=today())
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect("people:demo")
    return redirect("people:card", code)
