"""Error pages: what happened, what to do next."""

from collections.abc import Callable

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, QueryDict
from django.shortcuts import render
from django.template.loader import get_template

from danchu.front.api import words
from danchu.front.api.gate import refused


def _for_machines(request: HttpRequest) -> bool:
    """Asked by a program: under /api/, except the pages there that people read."""
    return request.path.startswith("/api/") and not request.path.startswith("/api/loi/")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if _for_machines(request):
        return refused(request, words.BAD_REQUEST)
    if not hasattr(request, "user"):  # refused before anybody asked who it is: a stranger
        request.user, request.COOKIES = AnonymousUser(), {}
        request.GET = QueryDict()  # its alphabet may be what nobody reads
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if _for_machines(request):
        return refused(request, words.NO_ADDRESS)
    return render(request, "404.html", status=404)


def wrong_way(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[..., HttpResponse]:
    """Middleware: a page that only takes a button, opened by address or reload, is not blank."""

    def inside(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content:
            response.content = render(request, "405.html").content
        return response

    return inside


def server_error(request: HttpRequest) -> HttpResponse:
    """Without context processors: the database may be what broke."""
    if _for_machines(request):
        return refused(request, words.BROKEN)
    return HttpResponse(get_template("500.html").render(), status=500)
