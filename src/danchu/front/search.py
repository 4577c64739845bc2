"""Search over everything public, complete without JavaScript, with or without accents."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from danchu.front import reading
from danchu.kit.clock import today
from danchu.kit.pages import page
from danchu.places.access import public_units


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """`?q=`, within `?don-vi=` (a unit's slug), 20 on `?trang=`."""
    on = today()
    query = request.GET.get("q", "").strip()[: reading.LONGEST_QUERY]
    slug = request.GET.get("don-vi", "")
    unit = get_object_or_404(public_units(), slug=slug) if slug else None
    asked = request.GET.get("trang", "1")
    number = int(asked) if asked.isdecimal() and len(asked) < 4 else 1
    results = reading.look_up(query, unit, number, on=on) if query else None
    return page(
        request,
        "front/search.html",
        q=query,
        unit=unit,
        results=results,
        choices=reading.unit_choices(on=on),
        newer=_page(query, slug, results.page - 1) if results and results.page > 1 else "",
        older=_page(query, slug, results.page + 1)
        if results and results.page < results.last_page
        else "",
    )


def _page(query: str, slug: str, number: int) -> str:
    asked = {"q": query, "don-vi": slug, "trang": str(number)}
    return "?" + urlencode({name: value for name, value in asked.items() if value})
