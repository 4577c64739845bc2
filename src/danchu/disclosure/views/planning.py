"""The plan of the year and the quarterly list."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from civics.errors import Refused
from danchu.disclosure import access, papers, quarters, reading, workbench
from danchu.disclosure.actions import planning, reporting
from danchu.disclosure.council.forms import ListWordsForm
from danchu.disclosure.desk import Office, deciding, office
from danchu.disclosure.forms import PlanForm
from danchu.disclosure.periods import Quarter
from danchu.documents import actions as documents
from danchu.documents.actions import About
from danchu.kit.clock import today
from danchu.kit.pages import absolute, page, tell
from danchu.people.gate import desk


@desk
@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest, year: int) -> HttpResponse:
    """Issue the plan: the law is the floor, the commune adds."""
    on = today()
    at = office(request)
    if not on.year - 1 <= year <= on.year + 1:
        raise Http404
    standing = access.plan_of(at.unit, year)
    form = PlanForm(request.POST or None, initial=workbench.plan_initial(standing))
    lines = workbench.line_forms(at.unit, standing, request.POST or None, year=year, on=on)
    if form.is_valid() and all(line.form.is_valid() for line in lines):
        more = [line.form.line for line in lines]
        by = deciding(request, at.unit)
        try:
            planning.issue_plan(at.unit, year=year, lines=more, by=by, on=on, **form.cleaned_data)
        except Refused as refused:
            tell(form, refused)
        else:
            messages.success(request, f"Đã ban hành kế hoạch năm {year}.")
            return redirect("xa:plan", at.unit.slug, year)
    shown = workbench.plan_page(at.unit, request.user, lines, year=year, on=on)
    issued = standing is not None and standing.issued_on is not None
    return page(request, "disclosure/plan_form.html", form=form, issued=issued, **shown)


@desk
@require_POST
def plan_paper(request: HttpRequest, year: int) -> HttpResponse:
    """The issued plan as an official paper, ready for its number."""
    on = today()
    at = office(request)
    standing = access.plan_of(at.unit, year)
    if standing is None or standing.issued_on is None:
        raise Http404
    asks = [row.asks for row in reading.plan_rows(at.unit, year=year, on=on)]
    paper = papers.plan(standing, asks, reading.plan_rules(at.unit, on=on), on=on)
    about = About("plan", standing.pk, f"/xa/{at.unit.slug}/ke-hoach/{year}/", open=True)
    made = documents.draw_up(at.unit, paper, about, by=at.term, on=on)
    return redirect("documents:document", made.pk)


@desk
@require_POST
def quarterly_paper(request: HttpRequest, year: int, number: int) -> HttpResponse:
    """The list of a quarter as an official paper, to be issued and posted."""
    on = today()
    at = office(request)
    quarter = Quarter.named(year, number)
    if quarter is None or quarter.last_day >= on:
        raise Http404
    items = list(reading.with_titles(access.quarter_items(at.unit, quarter)))
    rows = reading.rows(items, on=on)
    rules = reading.quarterly_rules(at.unit, on=on)
    words = quarters.words(at.unit, quarter)
    paper = papers.quarterly_list(at.unit, quarter, rows, rules, on=on, words=words)
    about = About(
        "quarter",
        quarters.key(at.unit, quarter),
        open=True,
        mentions=tuple(("item", item.pk) for item in items),
    )
    made = documents.draw_up(at.unit, paper, about, by=at.term, on=on)
    return redirect("documents:document", made.pk)


@desk
@require_POST
def quarterly_words(request: HttpRequest, year: int, number: int) -> HttpResponse:
    """Words around the list; what it lists is never typed."""
    on = today()
    at = office(request)
    quarter = Quarter.named(year, number)
    if quarter is None or quarter.first_day > on:
        raise Http404
    form = ListWordsForm(request.POST)
    if form.is_valid():
        reporting.word_list(at.unit, quarter=quarter, **form.cleaned_data, by=at.term, on=on)
        messages.success(request, "Đã lưu. Bảng trong danh sách vẫn lấy từ sổ.")
        return redirect("disclosure:quarterly_list", year, number)
    return _quarter(request, at, quarter, form=form)


@desk
@require_POST
def quarterly_item(request: HttpRequest, year: int, number: int) -> HttpResponse:
    """The issued list goes to the approver, to be made public."""
    at = office(request)
    quarter = Quarter.named(year, number)
    if quarter is None:
        raise Http404
    try:
        made = quarters.publish(
            at.unit, quarter, partial(absolute, request), by=at.term, on=today()
        )
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect("disclosure:quarterly_list", year, number)
    messages.success(request, "Đã ghi nhận và trình duyệt. Người duyệt đọc rồi mới công khai.")
    return redirect("disclosure:draft", made.pk)


@desk
@require_http_methods(["GET", "POST"])
def quarterly_list(request: HttpRequest, year: int, number: int) -> HttpResponse:
    """The list of a quarter writes itself from the records; the office posts it and says so."""
    on = today()
    at = office(request)
    quarter = Quarter.named(year, number)
    if quarter is None or quarter.first_day > on:
        raise Http404
    if request.method == "POST":
        try:
            planning.post_quarterly_list(at.unit, quarter=quarter, by=at.term, on=on)
        except Refused as refused:
            messages.error(request, refused.message)
        return redirect("disclosure:quarterly_list", year, number)
    return _quarter(request, at, quarter)


def _quarter(
    request: HttpRequest, at: Office, quarter: Quarter, *, form: ListWordsForm | None = None
) -> HttpResponse:
    on = today()
    words = quarters.words(at.unit, quarter)
    return page(
        request,
        "disclosure/quarterly_list.html",
        unit=at.unit,
        quarter=quarter,
        rows=reading.rows(reading.with_titles(access.quarter_items(at.unit, quarter)), on=on),
        posted=access.quarterly_list_of(at.unit, quarter),
        over=quarter.last_day < on,
        form=form or ListWordsForm(initial=words._asdict()),
        failed=bool(form and form.errors),
        **quarters.shown(at.unit, quarter),
        cites=reading.day_rules(at.unit, "disclosure.publish", on=on),
    )
