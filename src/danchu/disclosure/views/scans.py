"""The clerk enters scans one by one: the scan on the left, a short form on the right."""

from csp.constants import SELF
from csp.decorators import csp_replace, csp_update
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from civics.errors import Refused
from danchu.disclosure import access
from danchu.disclosure.actions import bringing, receiving
from danchu.disclosure.bringing import queue, telling
from danchu.disclosure.bringing.forms import ScanForm, ScansForm
from danchu.disclosure.desk import clerk_at, clerks_desk
from danchu.kit import files
from danchu.kit.clock import today
from danchu.kit.pages import page, serve, tell
from danchu.people.gate import desk

ONE_BY_ONE = "X-Tung-Tep"  # the island sends each file by itself and is told about each


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def scans(request: HttpRequest) -> HttpResponse:
    """The queue, and the form that adds to it."""
    at = clerks_desk(request)
    form = ScansForm(request.POST or None, request.FILES or None)
    sent = request.FILES.getlist("scans") if form.is_bound and form.is_valid() else []
    arrived = [receiving.receive(at.unit, one, by=at.term, on=today()) for one in sent]
    if request.headers.get(ONE_BY_ONE):
        return JsonResponse(telling.arrivals(form, arrived), status=200 if sent else 422)
    waiting = access.scans_of(request.user, on=today()).filter(unit=at.unit)
    shown = {"at": at, "form": form, "arrived": arrived, "waiting": waiting}
    return page(request, "disclosure/scans.html", **shown, **telling.reads_text())


@desk
@require_http_methods(["GET", "HEAD", "POST"])
@csp_update({"frame-src": [SELF]})  # type: ignore[arg-type]
def scan(request: HttpRequest, pk: int) -> HttpResponse:
    """One scan and what it says; saving goes on to the next."""
    on = today()
    file = get_object_or_404(access.scans_of(request.user, on=on), pk=pk)
    at = clerk_at(request, file.unit)
    form = ScanForm(request.POST or None, on=on, initial=queue.offered(at.term))
    if form.is_valid():
        try:
            submit = form.cleaned_data["submit"]
            done = bringing.enter(file, form.scan, submit=submit, by=at.term, on=on)
        except Refused as refused:
            tell(form, refused)
        else:
            messages.success(request, telling.entered(done))
            return _next(request, file.pk)
    place = queue.place_of(file, access.scans_of(request.user, on=on).filter(unit=file.unit))
    shown = {"file": file, "form": form, "place": place, **queue.shown(file)}
    return page(request, "disclosure/scan.html", **shown)


@desk
@require_safe
@xframe_options_sameorigin
@csp_replace({"frame-ancestors": [SELF]})  # type: ignore[arg-type]
def scan_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The bytes of a waiting scan, for its own page only."""
    file = get_object_or_404(access.scans_of(request.user, on=today()), pk=pk)
    return serve(files.read(file.stored_as), file.content_type, file.name, public=False)


@desk
@require_POST
def drop_scan(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a scan out of the queue."""
    file = get_object_or_404(access.scans_of(request.user, on=today()), pk=pk)
    receiving.drop(file, by=clerk_at(request, file.unit).term, on=today())
    messages.success(request, f"Đã bỏ {file.name} khỏi hàng chờ.")
    return _next(request, pk)


def _next(request: HttpRequest, pk: int) -> HttpResponse:
    """The next scan of the queue, else the queue itself, which says that it is empty."""
    following = queue.after(pk, access.scans_of(request.user, on=today()))
    if following is None:
        return redirect("disclosure:scans")
    return redirect("disclosure:scan", following.pk)
