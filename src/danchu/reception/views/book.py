"""The book of reception over a span of days: a paper, a file for the national database."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from danchu.documents import actions as documents
from danchu.documents.actions import About
from danchu.kit import downloads
from danchu.kit.clock import today
from danchu.kit.downloads import Column, Table
from danchu.kit.pages import page, serve
from danchu.kit.tables.writing import XLSX, listing
from danchu.people.gate import desk
from danchu.reception import access, clocks, papers, reading
from danchu.reception.forms import SpanForm
from danchu.reception.views.office import at_office, to_paper
from danchu.rulebook import citing

NOT_WHOLE = "Sổ những ngày này có lượt liên quan đến bạn: người khác trong văn phòng in, tải."
NOTE = "Mẫu đề xuất: chưa có mẫu biểu của cơ sở dữ liệu quốc gia ở đây (NĐ 154/2026 Điều 27)."


@desk
@require_safe
def book(request: HttpRequest) -> HttpResponse:
    """The lines of the book from one day to another, both included."""
    form = _span(request)
    unit, _ = at_office(request)
    asked = form.cleaned_data if form.is_valid() else None
    lines = access.book_of(unit, request.user, **asked) if asked else []
    return page(
        request,
        "reception/book_of.html",
        unit=unit,
        form=form,
        lines=lines,
        hidden=asked is not None and access.hides_lines(unit, request.user, **asked),
        asked=request.GET.urlencode(),
        cites=citing.in_force([clocks.BOOK], unit, on=today()),
    )


@desk
@require_safe
def export(request: HttpRequest, kind: str) -> HttpResponseBase:
    """The same lines as CSV or XLSX, in the columns of the book; a stream, or a sheet."""
    form = _span(request)
    if kind not in {"csv", "xlsx"} or not form.is_valid():
        raise Http404
    unit, _ = at_office(request)
    if access.hides_lines(unit, request.user, **form.cleaned_data):
        return _not_whole(request)
    lines = access.book_of(unit, request.user, **form.cleaned_data)
    name = f"so-tiep-dan-{unit.slug}"
    if kind == "csv":
        heads = tuple(Column(head, f"cot_{at}", "") for at, head in enumerate(reading.COLUMNS, 1))
        rows = (reading.line(one) for one in lines.iterator(1000))
        answer = downloads.answer(request, Table(name, heads, rows, units=[unit.pk]))
    else:
        made = listing(
            reading.COLUMNS, map(reading.line, lines), title="Sổ tiếp công dân", note=NOTE
        )
        answer = serve(made, XLSX, f"{name}.xlsx", public=False)
    answer["Cache-Control"] = "private, no-store"
    return answer


@desk
@require_POST
def book_paper(request: HttpRequest) -> HttpResponse:
    """The book as an official paper, to print, number and sign."""
    unit, term = at_office(request)
    form = SpanForm(request.POST)
    if not form.is_valid():
        return redirect("reception:book_of")
    data = form.cleaned_data
    if access.hides_lines(unit, request.user, **data):
        return _not_whole(request)
    lines = list(access.book_of(unit, request.user, **data))
    about = f"Từ {data['since']:%d/%m/%Y} đến hết {data['until']:%d/%m/%Y}"
    key = f"{unit.pk}-{data['since']}-{data['until']}"
    mentions = tuple((clocks.RECEPTION, one.pk) for one in lines)
    made = documents.draw_up(
        unit,
        papers.book(unit, lines, about=about, on=today()),
        About("reception_book", key, "/tiep-dan/ban/so/", mentions=mentions),
        by=term,
        on=today(),
    )
    return to_paper(request, made, "reception:book_of")


def _not_whole(request: HttpRequest) -> HttpResponse:
    """Whoever a line is about does not take the book away; without the line it would be untrue."""
    messages.error(request, NOT_WHOLE)
    return redirect("reception:book_of")


def _span(request: HttpRequest) -> SpanForm:
    given = {
        "since": request.GET.get("since") or f"{today().replace(day=1):%d/%m/%Y}",
        "until": request.GET.get("until") or f"{today():%d/%m/%Y}",
    }
    return SpanForm(given)
