"""The small map on a page of its own, for phones that run no script. Nothing is kept here."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from danchu.kit.clock import today
from danchu.kit.pages import page
from danchu.petitions import access, opened
from danchu.petitions.small_map import tapping
from danchu.places.models import Unit


@require_safe
def choose(request: HttpRequest, slug: str) -> HttpResponse:
    """A tap, or two, and the words and numbers of the place, to take along into the form."""
    unit, asked = _asked(request, slug)
    shown = {"unit": unit, "asked": asked, "map": asked.map, "failed": bool(asked.said)}
    return opened.private(page(request, "petitions/small_map.html", **shown))


@require_safe
def picture(request: HttpRequest, slug: str) -> HttpResponse:
    """The map alone."""
    _, asked = _asked(request, slug)
    drawn = render_to_string("petitions/_small_map.svg", {"map": asked.map})
    return opened.private(HttpResponse(drawn, content_type="image/svg+xml; charset=utf-8"))


def _asked(request: HttpRequest, slug: str) -> tuple[Unit, tapping.Asked]:
    on = today()
    unit = get_object_or_404(access.communes(on=on), slug=slug)
    asked = tapping.read(request.GET, unit, on=on)
    if asked is None:
        raise Http404
    return unit, asked
