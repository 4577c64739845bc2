"""Light, dark, or as the device says: chosen once, remembered by a cookie, drawn by the server.

The page arrives in its colours, so nothing flashes and no script is needed. A reader who chose
nothing gets no cookie and the same bytes as everybody else.
"""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from danchu.kit.pages import page

COOKIE = "giao-dien"
YEAR_SECONDS = 365 * 24 * 3600
THEMES = {"sang": "light", "toi": "dark"}  # what the cookie holds → what `data-theme` says


def theme_of(request: HttpRequest) -> str:
    """`light`, `dark`, or "" for as the device says."""
    return THEMES.get(request.COOKIES.get(COOKIE, ""), "")


def watch(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: a page in chosen colours is kept by no cache that others share."""

    def inside(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if theme_of(request) and response.get("Content-Type", "").startswith("text/html"):
            patch_vary_headers(response, ["Cookie"])
            if "private" not in response.get("Cache-Control", ""):
                patch_cache_control(response, private=True)
        return response

    return inside


@require_http_methods(["GET", "HEAD", "POST"])
def appearance(request: HttpRequest) -> HttpResponse:
    """Three buttons; after one is pressed, back to the page it was asked from."""
    if request.method != "POST":
        return page(request, "front/appearance.html", back=_came_from(request))
    back = request.POST.get("ve", "")
    response = redirect(back if _is_ours(back) else "/")
    chosen = request.POST.get("chon", "")
    if chosen in THEMES:
        response.set_cookie(
            COOKIE,
            chosen,
            max_age=YEAR_SECONDS,
            secure=not settings.LOCAL,
            httponly=True,
            samesite="Lax",
        )
    else:
        response.delete_cookie(COOKIE, samesite="Lax")
    return response


def _came_from(request: HttpRequest) -> str:
    """The page whose foot was pressed. Not from the address: a path may hold somebody's code."""
    try:
        asked = urlsplit(request.headers.get("Referer", ""))
    except ValueError:  # not an address at all
        return "/"
    if asked.netloc != request.get_host() or asked.path == request.path:
        return "/"
    back = f"{asked.path}?{asked.query}" if asked.query else asked.path
    return back if _is_ours(back) else "/"


def _is_ours(address: str) -> bool:
    return address[:1] == "/" and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
