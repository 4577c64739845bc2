"""The clerk brings in a year's papers: a list and a zip, seen before anything is written."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from civics.errors import Refused
from danchu.disclosure import access
from danchu.disclosure.actions import bringing
from danchu.disclosure.bringing import reading
from danchu.disclosure.bringing.forms import BringForm, ZipForm
from danchu.disclosure.bringing.importer import PaperImporter
from danchu.disclosure.bringing.rows import NOTES
from danchu.disclosure.desk import Office, clerk_at, clerks_desk
from danchu.kit import batches, bulk
from danchu.kit.clock import today
from danchu.kit.models import Batch
from danchu.kit.pages import page, tell
from danchu.people.gate import desk


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: HttpRequest) -> HttpResponse:
    """Send a list with its zip; nothing is written before the dry run."""
    at = clerks_desk(request)
    form = BringForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            batch = bringing.preview(form.sent, form.zipped, by=at.term, on=today())
        except Refused as refused:
            tell(form, refused)
        else:
            return redirect("disclosure:bring_batch", batch.pk)
    mine = access.lists_of(request.user, at.unit)[:10]
    columns = PaperImporter.columns
    return page(request, "disclosure/bring.html", form=form, at=at, columns=columns, earlier=mine)


@desk
@require_safe
def bring_template(request: HttpRequest) -> HttpResponse:
    """The empty list."""
    return bulk.empty(request, _desk(clerks_desk(request)), name="mau-van-ban.xlsx")


@desk
@require_safe
def bring_batch(request: HttpRequest, pk: int) -> HttpResponse:
    """What a list would bring in, or what it did."""
    batch, at = _mine(request, pk)
    more = reading.about(batch, on=today())
    shown = {"more": more, "zip_form": ZipForm(), "template": "disclosure/brought.html"}
    return bulk.shown(request, _desk(at, batch), pk, **shown)


@desk
@require_POST
def bring_more(request: HttpRequest, pk: int) -> HttpResponse:
    """One more zip for a list that is still a preview."""
    batch, at = _mine(request, pk)
    form = ZipForm(request.POST, request.FILES)
    if form.is_valid() and (zipped := form.zipped):
        try:
            bringing.add_zip(batch, zipped, by=at.term, on=today())
        except Refused as refused:
            tell(form, refused)
        else:
            messages.success(request, f"Đã thêm {zipped.name}; bảng dưới đã xem lại.")
            return redirect("disclosure:bring_batch", batch.pk)
    more = reading.about(batch, on=today())
    shown = {"more": more, "zip_form": form, "template": "disclosure/brought.html", "failed": True}
    return bulk.shown(request, _desk(at, batch), pk, **shown)


@desk
@require_POST
def bring_apply(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a list, all of it or nothing."""
    batch, at = _mine(request, pk)
    return bulk.apply(request, _desk(at, batch), pk)


@desk
@require_POST
def bring_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a list back while nobody acted on what it brought in."""
    batch, at = _mine(request, pk)
    return bulk.undo(request, _desk(at, batch), pk)


@desk
@require_safe
def bring_rejected(request: HttpRequest, pk: int) -> HttpResponse:
    """The rows that were not taken, with the reasons."""
    batch, at = _mine(request, pk)
    return bulk.rejected(request, _desk(at, batch), pk)


@desk
@require_POST
def bring_submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand over every whole draft of a list to the approver."""
    batch, at = _mine(request, pk)
    done = bringing.submit_all(access.brought_by(batch), by=at.term, on=today())
    messages.success(request, f"Đã trình {done.handed} bản. Người duyệt đọc và duyệt từng bản.")
    for why in done.left[:5]:
        messages.warning(request, f"Chưa trình {why}.")
    return redirect("disclosure:bring_batch", batch.pk)


def _mine(request: HttpRequest, pk: int) -> tuple[Batch, Office]:
    """An own list, and the clerk's desk of the commune it was sent for; else there is no page."""
    found = batches.of_account(request.user.pk, PaperImporter.kind)
    batch = get_object_or_404(found, pk=pk)
    unit = access.clerk_units(request.user, on=today()).filter(pk=batch.unit_id or 0).first()
    if unit is None:
        raise Http404
    return batch, clerk_at(request, unit)


def _desk(at: Office, batch: Batch | None = None) -> bulk.Desk:
    return bulk.Desk(
        importer=PaperImporter(at.term, batch),
        by=at.term,
        unit_id=at.unit.pk,
        where=at.unit.spoken_name,
        route="disclosure:bring",
        notes=NOTES,
    )
