"""What everybody reads: the list, one matter, its masked photos, who decided what. No comments."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from danchu.kit import files, narrowing, pages
from danchu.kit.clock import today
from danchu.kit.downloads import also_as_csv
from danchu.kit.pages import page, reads_commune, serve
from danchu.petitions.access import communes
from danchu.petitions.public_list import access, grounds, listing, reading

LOG_PAGE = 50


@require_safe
@also_as_csv(listing.cases)
def cases(request: HttpRequest, slug: str = "") -> HttpResponse:
    """Status, days and answer of each matter; narrowed and searched by the address."""
    on = today()
    unit = get_object_or_404(communes(on=on), slug=slug) if slug else None
    if unit:
        reads_commune(request, unit.pk)
    words = request.GET.get("q", "")[:200]
    bar = reading.bar(request.GET, request.path, on=on)
    found = reading.narrowed(access.shown_in(unit), bar.chosen, words, unit)
    sheet = narrowing.pages(request.GET, found, per=20)
    return page(
        request,
        "petitions/public_list.html",
        unit=unit,
        q=words,
        filters=bar,
        pages=sheet,
        rows=reading.rows(sheet.rows, on=on),
        communes=[] if unit else communes(on=on),
        cites=grounds.cites_of_list(unit, on=on),
    )


@require_safe
def case(request: HttpRequest, pk: int) -> HttpResponse:
    """One matter, or where it stood before it was removed."""
    found = get_object_or_404(access.with_page(), pk=pk)
    reads_commune(request, found.unit_id)
    return page(
        request,
        "petitions/public_case.html",
        row=reading.row(found, on=today()),
        found=found,
        photos=access.photos_of(found),
        ground=grounds.told_of(found.ground),
        cites=grounds.cites_told(found.ground, found.unit, on=today()),
    )


@require_safe
def photo(request: HttpRequest, pk: int, photo_pk: int) -> HttpResponse:
    """A masked copy. Asked for anew each time: what was removed is gone at once."""
    found = get_object_or_404(access.with_page(), pk=pk)
    one = get_object_or_404(access.photos_of(found), pk=photo_pk)
    try:
        data = files.read(one.stored_as)
    except FileNotFoundError as gone:  # thrown away between the two lines above
        raise Http404 from gone
    return serve(data, "image/jpeg", f"anh-{one.pk}.jpg", public=True)


@require_safe
def log(request: HttpRequest, slug: str) -> HttpResponse:
    """Every decision of a commune: what was shown, what was not, on which ground."""
    on = today()
    unit = get_object_or_404(communes(on=on), slug=slug)
    reads_commune(request, unit.pk)
    part = pages.part(request, access.log_of_unit(unit), LOG_PAGE)
    return page(
        request,
        "petitions/public_log.html",
        unit=unit,
        part=part,
        rows=reading.log(part.rows),
        cites=grounds.cites_of_log(unit, on=on),
    )
