"""Communes that ended or were renamed: printed addresses lead on, public things stay."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from danchu.disclosure import access, figures, listing, reading
from danchu.kit.clock import today
from danchu.kit.downloads import also_as_csv
from danchu.kit.pages import page
from danchu.places import finding
from danchu.places.access import at_old_address

MOST = 500


@require_safe
@also_as_csv(listing.archive)
def archive(request: HttpRequest, slug: str) -> HttpResponse:
    """What a former commune made public, and how punctual it was: it stays with its name."""
    on = today()
    unit = get_object_or_404(access.former_communes(on=on), slug=slug)
    items = reading.with_titles(access.newest_items(unit))[:MOST]
    return page(
        request,
        "disclosure/archive.html",
        unit=unit,
        figures=figures.of_unit(unit, on=on),
        rows=reading.rows(items, on=on),
        became=finding.successors(unit),
        ended=finding.ended_by(unit),
    )


def leads_on(slug: str, *, on: date) -> HttpResponse:
    """Where the printed address of a commune leads that has ended or bears another name."""
    renamed = at_old_address(slug)
    ended = renamed or get_object_or_404(access.former_communes(on=on), slug=slug)
    return redirect(ended.get_absolute_url())
