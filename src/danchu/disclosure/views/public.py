"""What everybody may read, without signing in and without JavaScript."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from danchu.disclosure import (
    access,
    asking_heard,
    attached,
    figures,
    listing,
    reading,
    sharing,
    telling,
)
from danchu.disclosure.models import GROUPS, Item, Version
from danchu.disclosure.speaking import telling as speaking
from danchu.disclosure.views import former, late_list
from danchu.kit import files, pages
from danchu.kit.clock import today
from danchu.kit.downloads import also_as_csv
from danchu.kit.pages import absolute, page, reads_commune, serve
from danchu.rulebook import citing

NEWEST, PAGE = 12, 50


@require_safe
@also_as_csv(listing.commune)
def commune(request: HttpRequest, slug: str) -> HttpResponse:
    """Xã tôi: newest, late and due, the 14 groups, who answers."""
    on = today()
    if (found := access.commune_at(slug, on=on)) is None:
        return former.leads_on(slug, on=on)
    unit, communities, names = found
    reads_commune(request, unit.pk)
    waiting, newest = reading.waiting_and_newest(unit, NEWEST, on=on)
    groups = reading.group_lines(unit, on=on)
    return page(
        request,
        "disclosure/commune.html",
        unit=unit,
        figures=figures.of_unit(unit, on=on),
        waiting=waiting,
        cites=reading.day_rules(unit, "disclosure.publish", on=on),
        newest=newest,
        groups=groups,
        contacts=reading.contacts(unit, on=on),
        communities=communities,
        year=on.year,
        names=names,
    )


@require_safe
@also_as_csv(listing.group)
def group(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Everything of one of the 14 groups in one commune."""
    on = today()
    unit = get_object_or_404(access.communes(on=on), slug=slug)
    reads_commune(request, unit.pk)
    if number not in GROUPS:
        raise Http404
    content = reading.group_named(unit, number, on=on)
    part = pages.part(request, reading.with_titles(access.group_items(unit, number)), PAGE)
    return page(
        request,
        "disclosure/group.html",
        unit=unit,
        content=content,
        cites=citing.panel([content]),
        rows=reading.rows(part.rows, on=on),
        part=part,
    )


@require_safe
@also_as_csv(listing.late)
def late(request: HttpRequest, slug: str = "") -> HttpResponse:
    """What is overdue and what was late, of one commune or of all."""
    on = today()
    unit = get_object_or_404(access.communes(on=on), slug=slug) if slug else None
    if unit is not None:
        reads_commune(request, unit.pk)
    bar = late_list.bar(request.GET, request.path, unit, on=on)
    overdue, done = late_list.pages(request.GET, unit, bar, on=on)
    return page(
        request,
        "disclosure/late.html",
        unit=unit,
        filters=bar,
        figures=figures.of_unit(unit, on=on),
        overdue=reading.rows(overdue.rows, on=on),
        overdue_pages=overdue,
        published_late=reading.rows(done.rows, on=on),
        done_pages=done,
        cites=citing.panel(reading.late_rules(on=on)),
    )


@require_safe
def item(request: HttpRequest, pk: int) -> HttpResponse:
    """One item: content, files, căn cứ, channels, history; or its tombstone."""
    on = today()
    found = get_object_or_404(reading.with_titles(access.public_items()), pk=pk)
    reads_commune(request, found.unit_id)
    versions, newest = _versions_of(found)
    shown = page(
        request,
        "disclosure/item.html",
        aloud=speaking.aloud(found, newest),
        item=found,
        title=reading.title_of(found),
        shared=sharing.shared(found, newest, absolute(request, f"/cong-khai/{found.pk}/")),
        version=newest,
        versions=versions,
        face=reading.item_face(found, on=on),
        list_over=found.list_is_over(on=on),
        files=telling.file_rows(attached.files_of(newest), found, on=on) if newest else [],
        **telling.put_up(found, on=on),
        walk=telling.walk(found, versions, on=on),
        today=on,
        heard=asking_heard.asking(request, found, on=on),
        cites=reading.item_cites(found),
        group=reading.group_named(found.unit, found.group, on=found.decided_on),
    )
    return _kept_off_phones(shown, newest)


def _versions_of(found: Item) -> tuple[list[Version], Version | None]:
    """What everybody may read of it, newest first, and the newest; None: nothing stands."""
    versions = list(access.versions_read_aloud(found))
    return versions, versions[0] if versions else None


@require_safe
def version(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """An older version, and what the next one changed."""
    found = get_object_or_404(access.public_items(), pk=pk)
    reads_commune(request, found.unit_id)
    old = get_object_or_404(access.public_versions(found), number=number)
    newer = access.public_versions(found).filter(number=number + 1).first()
    shown = page(
        request,
        "disclosure/version.html",
        item=found,
        old=old,
        newer=newer,
        changes=telling.differences(old.body, newer.body) if newer else [],
        list_over=found.list_is_over(on=today()),
    )
    return _kept_off_phones(shown, old)


@require_safe
def notice(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheet to put on the board, with a QR to the item."""
    found = get_object_or_404(access.public_items().published(), pk=pk)
    reads_commune(request, found.unit_id)
    newest = access.public_versions(found).first()
    shown = page(
        request,
        "disclosure/notice.html",
        item=found,
        version=newest,
        list_over=found.list_is_over(on=today()),
        paper=telling.paper(found),
        lines=telling.paper_lines(found),
        back=f"/cong-khai/{found.pk}/",
        address=absolute(request, f"/cong-khai/{found.pk}/"),
        cites=reading.item_cites(found),
    )
    return _kept_off_phones(shown, newest)


def _kept_off_phones(response: HttpResponse, version: Version | None) -> HttpResponse:
    """Names of people are kept for reading without a network on no phone."""
    if version and version.personal_list:
        response["X-Offline"] = "no"
    return response


@require_safe
def file(request: HttpRequest, pk: int, file_pk: int) -> HttpResponse:
    """A public file; or, for the office that keeps it, one not yet public."""
    on = today()
    found = access.public_file(pk, file_pk, on=on)
    public = found is not None
    found = found or access.kept_file(request.user, pk, file_pk, on=on)
    if found is None:
        raise Http404
    try:
        data = files.read(found.stored_as)
    except FileNotFoundError as gone:  # sealed between the two lines above
        raise Http404 from gone
    return serve(data, found.content_type, found.name, public=public)


@require_safe
@also_as_csv(listing.plan)
def plan(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    """The plan of the year: the law as the floor, the commune's additions on it."""
    on = today()
    unit = get_object_or_404(access.communes(on=on), slug=slug)
    reads_commune(request, unit.pk)
    if not reading.has_plan_page(unit, year, on=on):
        raise Http404
    rows = reading.plan_rows(unit, year=year, on=on)
    return page(
        request,
        "disclosure/plan.html",
        unit=unit,
        year=year,
        plan=access.plan_of(unit, year),
        rows=rows,
        cites=citing.panel(reading.plan_rules(unit, on=on)),
        communities=access.communities(unit, on=on),
    )
