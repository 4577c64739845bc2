"""The roll of a hamlet, or of all hamlets of a commune, brought in from a table."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from danchu.kit import bulk
from danchu.kit.clock import today
from danchu.people import access
from danchu.people.access.rolls import KEEPERS, hamlets_of
from danchu.people.gate import desk
from danchu.people.models import Role
from danchu.people.roll.importing import Households
from danchu.people.roll.rows import NOTES

ROUTE = "people:roll_import"


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Send a list of households; nothing is written before the dry run."""
    return bulk.upload(request, _desk(request))


@desk
@require_safe
def template(request: HttpRequest) -> HttpResponse:
    """The empty list."""
    return bulk.empty(request, _desk(request), name="mau-so-ho.xlsx")


@desk
@require_safe
def shown(request: HttpRequest, pk: int) -> HttpResponse:
    """What a list would change, or what it did."""
    return bulk.shown(request, _desk(request), pk)


@desk
@require_POST
def apply(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Write a list, all of it or nothing."""
    return bulk.apply(request, _desk(request), pk)


@desk
@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a list back while nobody went on with its households."""
    return bulk.undo(request, _desk(request), pk)


@desk
@require_safe
def rejected(request: HttpRequest, pk: int) -> HttpResponse:
    """Lines that were not taken, with the reason beside each."""
    return bulk.rejected(request, _desk(request), pk)


def _desk(request: HttpRequest) -> bulk.Desk:
    """The office for its hamlets; the head of a hamlet for that one; else there is no page."""
    on = today()
    terms = access.terms_of(request.user, on=on).filter(role__in=KEEPERS)
    by = terms.filter(role=Role.CLERK).first() or terms.first()
    if by is None:
        raise Http404
    if by.role == Role.CLERK:
        importer = Households([by.unit], hamlets_of(by.unit))
    else:
        importer = Households([by.unit.commune or by.unit], [by.unit], only=by.unit)
    return bulk.Desk(importer, by, by.unit_id, by.unit.spoken_name, ROUTE, NOTES)
