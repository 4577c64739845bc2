"""The one question at a posted QR: one tap, no account, nothing kept but two numbers."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from civics.errors import Refused
from danchu.disclosure import access, asking_heard
from danchu.disclosure.actions import hearing
from danchu.kit.clock import today
from danchu.kit.limits import limited
from danchu.kit.pages import page

ANSWERS = {"roi": True, "chua": False}


# Without a token of a session: the page is the same for everybody and kept for all (ADR 20). The
# answer belongs to nobody, so nobody's rights are used; `fits` says that the form was ours.
@csrf_exempt
@require_POST
@limited("heard", per=timedelta(minutes=15), at_most=60)
def heard(request: HttpRequest, pk: int) -> HttpResponse:
    """Count the tap, remember on this phone that it answered, go back to the page."""
    item = get_object_or_404(access.public_items(), pk=pk)
    back = redirect(f"/cong-khai/{pk}/#h-heard")
    if request.user.is_authenticated or asking_heard.COOKIE in request.COOKIES:
        return back
    answer = ANSWERS.get(request.POST.get("da-biet", ""))
    if answer is None or not asking_heard.fits(request.POST.get("phieu", ""), item, on=today()):
        return page(request, "disclosure/heard.html", item=item, failed=True, why="")
    try:
        hearing.heard(item, knew=answer)
    except Refused as refused:
        return page(request, "disclosure/heard.html", item=item, failed=True, why=refused.message)
    back.set_cookie(
        asking_heard.COOKIE,
        "1",
        max_age=asking_heard.KEPT,
        path=f"/cong-khai/{pk}/",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return back
