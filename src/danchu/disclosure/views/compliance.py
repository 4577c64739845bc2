"""What was made public, by which ways, on which days, by whom: for inspectors and everybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from danchu.disclosure import access
from danchu.disclosure.compliance import files
from danchu.disclosure.compliance.province import Province
from danchu.disclosure.compliance.sheets import Commune
from danchu.kit.clock import now, today
from danchu.kit.downloads import also_as_csv
from danchu.kit.pages import absolute, page, reads_commune

MOST_ON_PAPER = 60


@require_safe
@also_as_csv(files.commune)
def commune(request: HttpRequest, slug: str) -> HttpResponse:
    """One commune: each number with its whole and its list, each paper with its ways and proof."""
    on = today()
    unit = get_object_or_404(access.communes(on=on), slug=slug)
    reads_commune(request, unit.pk)
    asked = Commune(unit, request.GET, request.path, on=on)
    query = request.GET.urlencode()
    return page(
        request, "disclosure/compliance.html", **asked.page(request.GET), query=query, today=on
    )


@require_safe
def sheet(request: HttpRequest, slug: str) -> HttpResponse:
    """The same on A4, for an inspector to sign: numbers, and what was late, overdue or missing."""
    on = today()
    unit = get_object_or_404(access.communes(on=on), slug=slug)
    reads_commune(request, unit.pk)
    asked = Commune(unit, request.GET, f"/xa/{slug}/thuc-hien/", on=on)
    back = f"/xa/{slug}/thuc-hien/" + (f"?{request.GET.urlencode()}" if request.GET else "")
    return page(
        request,
        "disclosure/compliance_sheet.html",
        **asked.sheet(MOST_ON_PAPER),
        back=back,
        address=absolute(request, back),
        printed_at=now(),
    )


@require_safe
@also_as_csv(files.province)
def everywhere(request: HttpRequest) -> HttpResponse:
    """All communes by one way, by name; sorted by numbers only where the province allows it."""
    asked = Province(request.GET, request.path, request.user, on=today())
    return page(request, "disclosure/compliance_everywhere.html", **asked.page(), now=now())
