"""The office's papers: listed, issued, downloaded, cancelled; and the page where anybody checks."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_safe

from civics.errors import Refused
from danchu.documents import access, actions, reading
from danchu.documents.forms import IssueForm, VoidForm
from danchu.documents.models import Document, State
from danchu.kit.clock import today
from danchu.kit.pages import absolute, page, serve, tell
from danchu.people.gate import desk

SHOWN = 100


@desk
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Drafts that wait for a number, and the newest papers in the book."""
    on = today()
    if not access.offices_of(request.user, on=on).exists():
        raise Http404
    kept = access.kept_by(request.user, on=on)
    return page(
        request,
        "documents/index.html",
        drafts=kept.drafts().order_by("-made_on", "-pk")[:SHOWN],
        issued=kept.issued().order_by("-issued_on", "-pk")[:SHOWN],
        most=SHOWN,
    )


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def document(request: HttpRequest, pk: int) -> HttpResponse:
    """One paper as it reads, its files, and its number when it is issued."""
    on = today()
    found = get_object_or_404(access.kept_by(request.user, on=on), pk=pk)
    form = IssueForm(request.POST or None)
    by = access.office_term(request.user, found.unit, on=on)
    if by is not None and request.method == "POST" and form.is_valid():
        try:
            issued = actions.issue(found, by=by, on=on, **form.cleaned_data)
        except Refused as refused:
            tell(form, refused)
        else:
            messages.success(request, f"Đã ban hành {issued.spoken_number}.")
            return redirect("documents:document", pk)
    whole = partial(absolute, request)
    return page(
        request,
        "documents/document.html",
        document=found,
        paper=found.paper,
        face=reading.face(found, whole),
        form=form,
    )


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def void(request: HttpRequest, pk: int) -> HttpResponse:
    """Second of two taps: the number stays, the check page says it is cancelled."""
    on = today()
    found = get_object_or_404(access.kept_by(request.user, on=on).filter(state=State.ISSUED), pk=pk)
    form = VoidForm(request.POST or None)
    by = access.office_term(request.user, found.unit, on=on)
    if by is not None and form.is_valid():
        try:
            actions.void(found, why=form.cleaned_data["why"], by=by, on=on)
        except Refused as refused:
            tell(form, refused)
        else:
            messages.success(request, f"Đã hủy {found.spoken_number}.")
            return redirect("documents:document", pk)
    return page(request, "documents/void.html", document=found, form=form)


@desk
@require_safe
def file(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Word to edit on, or PDF to print, of the office's own paper."""
    return _file(request, get_object_or_404(access.kept_by(request.user, on=today()), pk=pk), kind)


@require_safe
def check(request: HttpRequest, code: str) -> HttpResponse:
    """Where the QR code of a paper leads: is it real, was it cancelled, what does it say."""
    found = get_object_or_404(access.by_code(code))
    return page(
        request,
        "documents/check.html",
        document=found,
        checked=reading.checked(found),
        paper=found.paper if found.open else None,
    )


@require_safe
def open_file(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """A copy for anybody, of papers that are for everybody."""
    found = get_object_or_404(access.by_code(code).filter(open=True))
    return _file(request, found, kind)


def _file(request: HttpRequest, found: Document, kind: str) -> HttpResponse:
    paper = found.paper
    if paper is None or kind not in reading.FORMATS:
        raise Http404
    data = reading.file_of(found, paper, kind, partial(absolute, request))
    name = reading.file_name(found, kind)
    return serve(data, reading.FORMATS[kind][0], name, public=found.open)
