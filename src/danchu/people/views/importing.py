"""People by XLSX: dry run, apply, undo, the rows not taken; then paper for the whole list."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from danchu.kit import batches, bulk, logs
from danchu.kit.clock import today
from danchu.kit.models import Batch
from danchu.kit.pages import absolute, serve
from danchu.people import access, actions, importing, printing
from danchu.people.actions.printing import WayIn, ready
from danchu.people.gate import desk
from danchu.people.views.office import office_term

ROUTE = "people:import"
NOTES = (
    "Văn phòng ghi vai ở thôn, xóm, Ban, đại biểu, Tổ công nghệ số; Chủ tịch ghi thêm công chức.",
    "Hai người trùng tên: ghi số điện thoại của mỗi người.",
)


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Send a list; nothing is written yet."""
    return bulk.upload(request, _desk(request))


@desk
@require_safe
def shown(request: HttpRequest, pk: int) -> HttpResponse:
    """One list: what it would write, what it wrote, whose paper can be printed."""
    at = _desk(request)
    batch = get_object_or_404(batches.of_account(at.by.person_id, at.importer.kind), pk=pk)
    found = None
    if batch.state == Batch.State.APPLIED:
        terms = access.terms_numbered([term for term, _, _ in batch.made])
        found = ready(terms, by=office_term(request), on=today())
    return bulk.shown(request, at, pk, template="people/import_batch.html", ready=found)


@desk
@require_POST
def apply(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Write what was seen."""
    return bulk.apply(request, _desk(request), pk)


@desk
@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it back while nobody came in."""
    return bulk.undo(request, _desk(request), pk)


@desk
@require_safe
def rejected(request: HttpRequest, pk: int) -> HttpResponse:
    """Lines that were not taken, with the reason beside each."""
    return bulk.rejected(request, _desk(request), pk)


@desk
@require_safe
def template(request: HttpRequest) -> HttpResponse:
    """The list to fill in."""
    return bulk.empty(request, _desk(request), name="mau-nguoi-giu-vai.xlsx")


@never_cache
@desk
@require_POST
def print_cards(request: HttpRequest, pk: int) -> HttpResponse:
    """“In thẻ cho cả đợt”: codes are known only in this answer."""
    at, by = _desk(request), office_term(request)
    batch = get_object_or_404(batches.of_account(at.by.person_id, at.importer.kind), pk=pk)
    terms = access.terms_numbered([term for term, _, _ in batch.made])
    ways = actions.print_ways_in(terms, by=by, on=today())
    if not ways:
        messages.info(request, "Không còn ai trong đợt này cần thẻ.")
        return redirect(f"{ROUTE}_batch", pk)
    logs.security("card.issue", request, request.user.pk, f"{len(ways)} of batch {pk}")
    issuer = f"văn phòng {by.unit.spoken_name}"

    def address(way: WayIn) -> tuple[str, str]:
        typed = absolute(request, reverse("people:card_code" if way.by_card else "people:sign_in"))
        card = absolute(request, reverse("people:card", args=[way.code]))
        return (card if way.by_card else typed), typed

    mark = "Minh họa" if access.demo_stands() else ""
    data = printing.pdf(ways, issuer=issuer, address=address, mark=mark)
    name = f"the-kich-hoat-{today():%d-%m-%Y}.pdf"
    response = serve(data, "application/pdf", name, public=False)
    response["Content-Disposition"] = f"attachment; filename={name}"  # nothing to come back to
    return response


def _desk(request: HttpRequest) -> bulk.Desk:
    by = office_term(request)
    people = importing.People(by, on=today())
    return bulk.Desk(people, by, by.unit_id, by.unit.spoken_name, ROUTE, NOTES)
