"""Rendering: whole pages for everyone, parts for htmx, errors that say nothing was saved."""

from typing import Any, NamedTuple
from urllib.parse import quote

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from civics.errors import Refused
from danchu.kit import worlds

PRACTICE_PAPER = "/tap-huan/giay/"


def wants_part(request: HttpRequest) -> bool:
    """htmx asks for a part, except when it restores history or boosts a whole page."""
    headers = request.headers
    return (
        headers.get("HX-Request") == "true"
        and headers.get("HX-Boosted") != "true"
        and headers.get("HX-History-Restore-Request") != "true"
    )


def page(request: HttpRequest, template: str, **context: Any) -> HttpResponse:
    """Render `room/name.html`, or `room/_name.html` when htmx wants the part and there is one.

    A bound form with errors, or `failed`, answers 422: browsers, htmx and tests all see that
    nothing was saved.
    """
    templates = [template]
    if wants_part(request):
        folder, _, name = template.rpartition("/")
        templates.insert(0, f"{folder}/_{name}")
    form = context.get("form")
    refused = context.get("failed") or (
        isinstance(form, forms.BaseForm) and form.is_bound and not form.is_valid()
    )
    response = render(request, templates, context, status=422 if refused else 200)
    patch_vary_headers(response, ["HX-Request", "HX-Boosted", "HX-History-Restore-Request"])
    return response


class Part(NamedTuple):
    """One page of a long list, and what `kit/_pager.html` wants."""

    rows: list[Any]
    newer: str  # an address; "" on the first page
    older: str  # "" on the last
    words: str


def part(request: HttpRequest, rows: QuerySet[Any, Any], size: int) -> Part:
    """`size` of `rows` from `?trang=` (1, 2, …); what cannot be read is the first page."""
    asked = request.GET.get("trang", "")
    at = int(asked) if asked.isascii() and asked.isdecimal() and 0 < len(asked) < 5 else 1
    at = max(at, 1)
    found = list(rows[(at - 1) * size : at * size + 1])
    return Part(
        found[:size],
        f"?trang={at - 1}" if at > 1 else "",
        f"?trang={at + 1}" if len(found) > size else "",
        f"Trang {at}" if at > 1 or len(found) > size else "",
    )


def reads_commune(request: HttpRequest, commune_id: int) -> None:
    """Say that this page shows one commune, and what holds for all, and nothing of any other.

    A page that says nothing is read anew after every act anywhere (`front.kept`).
    """
    request.commune_read = commune_id  # type: ignore[attr-defined]


def commune_read(request: HttpRequest) -> int | None:
    """What `reads_commune` was told; None: this page may show anything."""
    return getattr(request, "commune_read", None)


def tell(form: forms.BaseForm, refused: Refused) -> None:
    """Put a refusal into the form: the sentence, and its legal basis on a line of its own."""
    form.add_error(None, refused.message)
    if refused.cite is not None:
        form.add_error(None, f"Căn cứ: {refused.cite}.")


def absolute(request: HttpRequest, address: str) -> str:
    """`address` as it is printed on papers and in feeds.

    A paper of a practice commune leads to the page that says it is worth nothing.
    """
    if worlds.copy_here() is not None:
        address = PRACTICE_PAPER
    if settings.SITE_URL:
        return f"{settings.SITE_URL}{address}"
    return request.build_absolute_uri(address)


INLINE = {"application/pdf", "image/png", "image/jpeg"}


def serve(data: bytes, content_type: str, name: str, *, public: bool) -> HttpResponse:
    """A stored file. Never kept by a cache longer than a check: it may have to leave at once."""
    way = "inline" if content_type in INLINE else "attachment"
    response = HttpResponse(data, content_type=content_type)
    response["Content-Disposition"] = f"{way}; filename*=UTF-8''{quote(name)}"
    response["Cache-Control"] = "no-cache" if public else "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    response["X-Robots-Tag"] = "noindex"
    return response
