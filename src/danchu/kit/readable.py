"""What nobody could have typed is refused at the door, before a database or a page meets it.

PostgreSQL takes no NUL, and a page cannot be written with half a surrogate pair.
"""

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse

UTF_8 = {"utf-8", "utf8"}


def watch(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[..., HttpResponse]:
    """Middleware: a NUL in address or cookie, or another alphabet than UTF-8, answers 400."""

    def inside(request: HttpRequest) -> HttpResponse:
        if _has_nul(request) or _charset(request) not in UTF_8:
            raise BadRequest
        return get_response(request)

    return inside


def _has_nul(request: HttpRequest) -> bool:
    asked = (request.path_info, request.META.get("QUERY_STRING", "").replace("%00", "\0"))
    return any("\0" in text for text in (*asked, *request.COOKIES.values()))


def _charset(request: HttpRequest) -> str:
    return str((request.content_params or {}).get("charset", "utf-8")).lower()


def number(text: str) -> int | None:
    """A number as addresses carry it; None for all else, and for more than any table counts."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None
