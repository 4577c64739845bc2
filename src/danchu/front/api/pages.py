"""/api/: how to ask, with examples that are run as tests; what each kind of problem means."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from danchu.disclosure import listing
from danchu.front.api import examples, gate, words
from danchu.front.api.views import VERSION, api
from danchu.front.api.words import Language
from danchu.kit import downloads
from danchu.kit.pages import absolute, page
from danchu.places import listing as places


@require_safe
def documentation(request: HttpRequest, language: Language = "vi") -> HttpResponse:
    """Everything a programmer of another house needs, on one page without scripts."""
    house = absolute(request, "/").rstrip("/")
    return page(
        request,
        f"front/api_{language}.html",
        version=VERSION,
        examples=examples.shown(language, house),
        addresses=examples.addresses(api.get_openapi_schema(), language),
        kinds=list(words.KINDS.values()),
        at_most=gate.AT_MOST,
        minutes=int(gate.PER.total_seconds()) // 60,
        files=downloads.AT_MOST,
        file_minutes=int(downloads.PER.total_seconds()) // 60,
        columns=listing.COLUMNS,
        unit_columns=places.COLUMNS,
    )


@require_safe
def problem(request: HttpRequest, slug: str) -> HttpResponse:
    """What `type` of a refusal leads to: why, and what to do, in both languages."""
    kind = words.KINDS.get(slug)
    if kind is None:
        raise Http404
    return page(request, "front/api_problem.html", kind=kind)
