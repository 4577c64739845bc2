"""Public pages kept in a worker's memory as long as nothing they read has changed (ADR 20).

What is given out was made after the last commit that may have changed it: the counts of
`kit.versions` are read before a page is made, and again, one query, before it is given out.
"""

from collections.abc import Callable
from urllib.parse import parse_qsl

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response

from danchu.front.kept.pages import may_be_kept
from danchu.front.kept.shelf import OWN_LINE, Kept, Shelf
from danchu.kit import clock
from danchu.kit.pages import commune_read
from danchu.kit.versions import Versions

LONGEST_QUERY = 300
# What may change an answer, or asks for a part of one: such a request is answered anew.
ASKS_MORE = (
    "HTTP_AUTHORIZATION",
    "HTTP_RANGE",
    "HTTP_IF_MATCH",
    "HTTP_IF_UNMODIFIED_SINCE",
    "HTTP_HX_REQUEST",
    "HTTP_HX_BOOSTED",
    "HTTP_HX_HISTORY_RESTORE_REQUEST",
)
FOR_THE_MACHINE = {"/healthz", "/readyz"}  # answered without a database, or about it
SHELF = Shelf(settings.KEPT_BYTES)
Answer = Callable[[HttpRequest], HttpResponseBase]


def watch(get_response: Answer) -> Answer:
    """Middleware, inside the access log and around everything that makes a page."""

    def inside(request: HttpRequest) -> HttpResponseBase:
        if not SHELF.most or not _asks_as_anybody(request):
            return get_response(request)
        try:
            key, versions = _key(request), Versions()
        except (DatabaseError, DisallowedHost):  # the page itself says what is wrong, never we
            return get_response(request)
        if kept := SHELF.find(key, versions):
            return _given_out(request, kept)
        response = get_response(request)
        if isinstance(response, HttpResponse) and may_be_kept(request, response):
            SHELF.keep(key, Kept.of(request, response, versions, commune_read(request)))
        return response

    return inside


def _asks_as_anybody(request: HttpRequest) -> bool:
    """Reads, and nothing tells who. The token of a form someone once opened tells nothing."""
    return (
        request.method in {"GET", "HEAD"}
        and request.path_info not in FOR_THE_MACHINE
        and not request.COOKIES.keys() - {settings.CSRF_COOKIE_NAME}
        and len(request.META.get("QUERY_STRING", "")) <= LONGEST_QUERY
        and not any(name in request.META for name in ASKS_MORE)
    )


def _key(request: HttpRequest) -> tuple[object, ...]:
    """All that an answer to anybody depends on, beside the records. Raises DisallowedHost."""
    query = request.META.get("QUERY_STRING", "")
    return (
        request.path_info,
        tuple(sorted(parse_qsl(query, keep_blank_values=True))) if query else (),
        request.scheme,
        request.get_host(),
        "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", ""),
        clock.today(),
    )


def _given_out(request: HttpRequest, kept: Kept) -> HttpResponseBase:
    """The page as it was made, or 304 with its headers for whoever has it already."""
    request.resolver_match = kept.match  # the access log names the page
    page = HttpResponse(kept.content, headers=kept.headers)
    page[OWN_LINE] = "1"
    same = get_conditional_response(request, etag=kept.headers.get("ETag"), response=page)
    if isinstance(same, HttpResponseNotModified):
        for name, value in page.headers.items():
            if not name.startswith("Content-") or name == "Content-Security-Policy":
                same[name] = value
    return same or page
