"""The council's sessions, and the report on publication that each is owed (Điều 14 khoản 3)."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST

from civics.errors import Refused
from danchu.disclosure import access
from danchu.disclosure.actions import reporting
from danchu.disclosure.council import desk as council
from danchu.disclosure.council.forms import MoveForm, ReportWordsForm, SessionForm
from danchu.disclosure.council.tables import CouncilSession
from danchu.disclosure.desk import acting, office
from danchu.kit.clock import today
from danchu.kit.pages import absolute, page, tell
from danchu.people.gate import desk


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def sessions(request: HttpRequest) -> HttpResponse:
    """Which sessions were entered, and the next one to enter."""
    on = today()
    at = office(request)
    form = SessionForm(request.POST or None, initial=council.next_span(at.unit, on=on))
    if form.is_valid():
        try:
            made = reporting.enter_session(at.unit, **form.cleaned_data, by=at.term, on=on)
        except Refused as refused:
            tell(form, refused)
        else:
            messages.success(request, "Đã ghi kỳ họp. Dưới đây là số liệu của báo cáo.")
            return redirect("disclosure:session", made.pk)
    return page(
        request,
        "disclosure/sessions.html",
        unit=at.unit,
        form=form,
        rows=council.rows(at.unit, on=on),
        cites=council.cites(at.unit, on=on),
    )


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def session(request: HttpRequest, pk: int) -> HttpResponse:
    """The report as it would read today; its words may be written, its numbers not."""
    on = today()
    found = _session(request, pk)
    form = ReportWordsForm(request.POST or None, initial=council.words(found))
    if form.is_valid():
        by = acting(request, found.unit)
        reporting.word_report(found, **form.cleaned_data, by=by, on=on)
        messages.success(request, "Đã lưu lời báo cáo. Số liệu vẫn lấy từ sổ.")
        return redirect("disclosure:session", pk)
    return _shown(request, found, form=form)


@desk
@require_POST
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """The council meets on another day."""
    found = _session(request, pk)
    form = MoveForm(request.POST)
    if form.is_valid():
        try:
            by = acting(request, found.unit)
            moved = reporting.move_session(found, **form.cleaned_data, by=by, on=today())
        except Refused as refused:
            tell(form, refused)
        else:
            messages.success(request, f"Đã ghi lại: họp ngày {moved.held_on:%d/%m/%Y}.")
            return redirect("disclosure:session", pk)
    return _shown(request, found, move_form=form)


@desk
@require_POST
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The report as an official paper, ready for its number."""
    found = _session(request, pk)
    made = council.draw(found, by=acting(request, found.unit), on=today())
    return redirect("documents:document", made.pk)


@desk
@require_POST
def item(request: HttpRequest, pk: int) -> HttpResponse:
    """The issued report goes to the approver, to be made public."""
    found = _session(request, pk)
    by = acting(request, found.unit)
    try:
        made = council.publish(found, partial(absolute, request), by=by, on=today())
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect("disclosure:session", pk)
    messages.success(request, "Đã ghi nhận và trình duyệt. Người duyệt đọc rồi mới công khai.")
    return redirect("disclosure:draft", made.pk)


def _session(request: HttpRequest, pk: int) -> CouncilSession:
    return get_object_or_404(access.sessions_by(request.user, on=today()), pk=pk)


def _shown(
    request: HttpRequest,
    found: CouncilSession,
    *,
    form: ReportWordsForm | None = None,
    move_form: MoveForm | None = None,
) -> HttpResponse:
    on = today()
    return page(
        request,
        "disclosure/session.html",
        session=found,
        form=form or ReportWordsForm(initial=council.words(found)),
        move_form=move_form or MoveForm(),
        failed=bool(move_form and move_form.errors),
        **council.shown(found, on=on),
    )
