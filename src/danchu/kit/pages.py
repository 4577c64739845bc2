"""Rendering: whole pages for everyone, parts for htmx, errors that say nothing was saved."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers


def wants_part(request: HttpRequest) -> bool:
    """htmx asks for a part, except when it restores history or boosts a whole page."""
    headers = request.headers
    return (
        headers.get("HX-Request") == "true"
        and headers.get("HX-Boosted") != "true"
        and headers.get("HX-History-Restore-Request") != "true"
    )


def page(request: HttpRequest, template: str, **context: Any) -> HttpResponse:
    """Render `room/name.html`, or `room/_name.html` when htmx wants the part.

    A bound form with errors answers 422: browsers, htmx and tests all see that nothing was saved.
    """
    if wants_part(request):
        folder, _, name = template.rpartition("/")
        template = f"{folder}/_{name}"
    form = context.get("form")
    refused = isinstance(form, forms.BaseForm) and form.is_bound and not form.is_valid()
    response = render(request, template, context, status=422 if refused else 200)
    patch_vary_headers(response, ["HX-Request", "HX-Boosted", "HX-History-Restore-Request"])
    return response
