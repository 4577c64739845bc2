"""“Đơn vị”: the office of a commune, or the province, brings in units from a table."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from danchu.kit import bulk
from danchu.kit.clock import today
from danchu.people import access
from danchu.people.gate import desk
from danchu.places.importing import NOTES, UnitImporter
from danchu.places.models import Kind


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def units_import(request: HttpRequest) -> HttpResponse:
    """Send a table of units; nothing is written before the dry run."""
    return bulk.upload(request, _import_desk(request))


@desk
@require_safe
def units_import_template(request: HttpRequest) -> HttpResponse:
    """The empty table of units."""
    return bulk.empty(request, _import_desk(request), name="mau-don-vi.xlsx")


@desk
@require_safe
def units_import_batch(request: HttpRequest, pk: int) -> HttpResponse:
    """What a table of units would change, or what it did."""
    return bulk.shown(request, _import_desk(request), pk)


@desk
@require_POST
def units_import_apply(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a table of units, all of it or nothing."""
    return bulk.apply(request, _import_desk(request), pk)


@desk
@require_POST
def units_import_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an import of units back while nothing hangs on it."""
    return bulk.undo(request, _import_desk(request), pk)


@desk
@require_safe
def units_import_rejected(request: HttpRequest, pk: int) -> HttpResponse:
    """The rows of a table of units that were not taken, with the reasons."""
    return bulk.rejected(request, _import_desk(request), pk)


def _import_desk(request: HttpRequest) -> bulk.Desk:
    """Under which term this person imports, and for which communes; else there is no page."""
    term = access.units_term(request.user, on=today())
    if term is None:
        raise Http404
    of_province = term.unit.kind == Kind.PROVINCE
    communes = list(access.communes_ordered_by(term, on=today()))
    if not communes:
        raise Http404
    return bulk.Desk(
        importer=UnitImporter(communes, named=of_province),
        by=term,
        unit_id=term.unit_id,
        where=term.unit.spoken_name,
        route="people:units_import",
        notes=NOTES,
    )
