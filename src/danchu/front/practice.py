"""“Xã tập huấn”: into one's own practice commune, from role to role, afresh, and out again."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from civics.errors import Refused
from danchu.front import practice_copy
from danchu.kit.clock import today
from danchu.kit.pages import page
from danchu.people import access, gate
from danchu.people.actions.practice import played
from danchu.people.gate import desk
from danchu.people.models import Role, Term
from danchu.places.models import Unit

DESK = "/viec/"


@desk
@require_safe
def practice(request: HttpRequest) -> HttpResponse:
    """What a practice commune is; into it, from role to role, afresh, out."""
    home, _ = _home(request)
    now = gate.practising(request)
    return page(
        request,
        "front/practice.html",
        home=home,
        playing=now.term.role if now else "",
        roles=[(role.value, role.label) for role in played()],
        own_account="tai-khoan" in request.GET,
        real_units="don-vi" in request.GET,
    )


@desk
@require_POST
def enter(request: HttpRequest) -> HttpResponse:
    """Into the copy, in one role; it is made when there is none yet."""
    home, by = _home(request)
    role = request.POST.get("vai") or Role.CLERK.value
    if role not in played():
        raise Http404
    try:
        practice_copy.start(home, by=by, on=today())
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect("front:practice")
    gate.play(request, role)
    return redirect(DESK)


@desk
@require_POST
def afresh(request: HttpRequest) -> HttpResponse:
    """One tap: everything as on the first day."""
    _, by = _home(request)
    own = access.practice_of(request.user, on=today())
    if own is None:
        return redirect("front:practice")
    practice_copy.start_afresh(own, by=by, on=today())
    messages.success(request, "Xã tập huấn đã làm lại từ đầu. Hãy thử tiếp, không sợ sai.")
    return redirect(DESK if gate.practising(request) else "front:practice")


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Back to the real commune; the copy waits as it is."""
    gate.stop_playing(request)
    messages.success(request, "Đã ra khỏi xã tập huấn. Từ đây là việc thật.")
    return redirect(DESK)


@require_safe
def paper(request: HttpRequest) -> HttpResponse:
    """Where the QR code of a paper printed in a practice commune leads: it is worth nothing."""
    return page(request, "front/practice_paper.html")


def _home(request: HttpRequest) -> tuple[Unit, Term]:
    found = access.practice_home(request.user, on=today())
    if found is None:
        raise Http404
    return found


def strip(request: HttpRequest) -> dict[str, Any] | None:
    """The banner of every page while somebody practises; None in the real world."""
    now = gate.practising(request)
    if now is None:
        return None
    return {"copy": str(now.practice.copy), "role": Role(now.term.role).label}
