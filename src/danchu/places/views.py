"""Find your commune; what a unit was, and what became of it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from danchu.kit.clock import today
from danchu.kit.downloads import also_as_csv
from danchu.kit.pages import page
from danchu.places import access, finding, listing, reading
from danchu.places.forms import DayForm


@require_safe
@also_as_csv(listing.communes)
def index(request: HttpRequest) -> HttpResponse:
    """The communes of a day by letter, or those a name leads to."""
    form = DayForm(request.GET, today=today())
    query = request.GET.get("q", "").strip()
    standing = finding.communes(on=form.day)
    return page(
        request,
        "places/index.html",
        form=form,
        q=query,
        on=form.day,
        former=form.day < form.today,
        hits=finding.find_communes(query, form.day) if query else None,
        count=len(standing),
        letters=reading.by_letter(standing, on=form.day),
    )


@require_safe
def unit(request: HttpRequest, slug: str) -> HttpResponse:
    """One unit that is not a commune of today: those have "Xã tôi". Old addresses lead on."""
    found = access.at_old_address(slug) or get_object_or_404(access.public_units(), slug=slug)
    if found.get_absolute_url() != request.path:
        return redirect(found.get_absolute_url())
    return page(request, "places/unit.html", **reading.told(found, on=found.valid_to or today()))


@require_safe
def history(request: HttpRequest, slug: str) -> HttpResponse:
    """Which unit was this on a day, and under whom."""
    found = get_object_or_404(access.public_units(), slug=slug)
    form = DayForm(request.GET, today=today())
    told = reading.told(found, on=(day := found.valid_to or today()), page="Lịch sử")
    return page(
        request,
        "places/history.html",
        form=form,
        on=form.day,
        answers=(answers := reading.on_day(found, on=form.day, known={day: told["above"]})),
        sentence=reading.sentence(found, answers, told["names"], on=form.day),
        **told,
    )
