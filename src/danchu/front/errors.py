"""Error pages: what happened, what to do next."""

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.template.loader import get_template


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if not hasattr(request, "user"):  # refused before anybody asked who it is: a stranger
        request.user, request.COOKIES = AnonymousUser(), {}
        request.GET = QueryDict()  # its alphabet may be what nobody reads
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Without context processors: the database may be what broke."""
    return HttpResponse(get_template("500.html").render(), status=500)
