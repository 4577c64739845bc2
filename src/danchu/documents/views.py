"""The office's papers: listed, issued, downloaded, cancelled; and the page where anybody checks."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_safe

from civics.errors import Refused
from danchu.documents import access, actions, reading, signed, signing, trust
from danchu.documents.forms import DropForm, IssueForm, SignedForm, VoidForm
from danchu.documents.models import Document, SignedFile, State
from danchu.kit import files
from danchu.kit.clock import today
from danchu.kit.pages import absolute, page, serve, tell
from danchu.people import gate

SHOWN = 100


@gate.desk
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


@gate.desk
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
    return _document(request, found, form=form)


def _document(
    request: HttpRequest,
    found: Document,
    *,
    form: IssueForm | None = None,
    signing_form: SignedForm | None = None,
) -> HttpResponse:
    return page(
        request,
        "documents/document.html",
        document=found,
        paper=found.paper,
        face=reading.face(found, partial(absolute, request)),
        form=form or IssueForm(),
        signing_form=signing_form or SignedForm(),
        failed=bool(signing_form and signing_form.errors),
        signed=signed.all_told(access.signed_of(found), trust.known()),
        gone=[one for one in access.signed_of(found) if one.sealed],
    )


@gate.desk
@require_http_methods(["POST"])
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    """The PDF comes back signed: what it says is looked at, and told."""
    on = today()
    found = get_object_or_404(access.kept_by(request.user, on=on).filter(state=State.ISSUED), pk=pk)
    form = SignedForm(request.POST, request.FILES)
    by = access.office_term(request.user, found.unit, on=on)
    if by is not None and form.is_valid():
        try:
            signing.take(found, form.upload, partial(absolute, request), by=by, on=on)
        except Refused as refused:
            tell(form, refused)
        else:
            messages.success(request, "Đã nhận bản ký. Hãy đọc điều máy kiểm được ở dưới.")
            return redirect("documents:document", pk)
    return _document(request, found, signing_form=form)


@gate.desk
@require_http_methods(["POST"])
def check_again(request: HttpRequest, pk: int, file_pk: int) -> HttpResponse:
    """The list of who is trusted changed: look once more."""
    on = today()
    file = _signed(request, pk, file_pk)
    by = access.office_term(request.user, file.document.unit, on=on)
    if by is not None and file.document.paper is not None:
        try:
            signing.again(file, partial(absolute, request), by=by, on=on)
        except Refused as refused:
            messages.error(request, refused.message)
        else:
            messages.success(request, "Đã kiểm lại theo danh sách tin cậy hôm nay.")
    return redirect("documents:document", pk)


@gate.desk
@require_http_methods(["GET", "HEAD", "POST"])
def drop_signed(request: HttpRequest, pk: int, file_pk: int) -> HttpResponse:
    """Second of two taps: a file sent by mistake leaves, with its reason."""
    on = today()
    file = _signed(request, pk, file_pk)
    form = DropForm(request.POST or None)
    by = access.office_term(request.user, file.document.unit, on=on)
    if by is not None and form.is_valid():
        try:
            actions.drop_signed(file, why=form.cleaned_data["why"], by=by, on=on)
        except Refused as refused:
            tell(form, refused)
        else:
            messages.success(request, "Đã gỡ bản ký.")
            return redirect("documents:document", pk)
    return page(request, "documents/drop_signed.html", file=file, document=file.document, form=form)


def _signed(request: HttpRequest, pk: int, file_pk: int) -> SignedFile:
    return get_object_or_404(access.kept_signed(request.user, pk, on=today()), pk=file_pk)


@gate.desk
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


@gate.desk
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
        signed=signed.shown(access.shown_signed(found), trust.known()),
    )


@require_safe
def open_file(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """A copy for anybody, of papers that are for everybody."""
    found = get_object_or_404(access.by_code(code).filter(open=True))
    return _file(request, found, kind)


@gate.desk
@require_safe
def signed_file(request: HttpRequest, pk: int, file_pk: int) -> HttpResponse:
    """A signed file of the office's own paper."""
    file = _signed(request, pk, file_pk)
    return _served(file, public=False)


@require_safe
def open_signed(request: HttpRequest, code: str, file_pk: int) -> HttpResponse:
    """The signed file for anybody, of papers that are for everybody."""
    return _served(get_object_or_404(access.open_signed(code), pk=file_pk), public=True)


def _served(file: SignedFile, *, public: bool) -> HttpResponse:
    try:
        data = files.read(file.stored_as)
    except FileNotFoundError as gone:  # sealed between the two lines above
        raise Http404 from gone
    return serve(data, file.content_type, file.name, public=public)


def _file(request: HttpRequest, found: Document, kind: str) -> HttpResponse:
    paper = found.paper
    if paper is None or kind not in reading.FORMATS:
        raise Http404
    data = reading.file_of(found, paper, kind, partial(absolute, request))
    name = reading.file_name(found, kind)
    return serve(data, reading.FORMATS[kind][0], name, public=found.open)
