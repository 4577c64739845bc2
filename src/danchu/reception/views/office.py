"""The office's side: the calendar, one day with its queue and book, one line of the book."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from civics.errors import Refused
from danchu.documents import access as documents_access
from danchu.documents import actions as documents
from danchu.documents.actions import About
from danchu.documents.models import Document
from danchu.kit.clock import today
from danchu.kit.pages import page, tell
from danchu.people.access import officers_of
from danchu.people.gate import desk
from danchu.people.models import Term
from danchu.places.models import Unit
from danchu.reception import access, clocks, conflicts, papers, reading
from danchu.reception.actions import days, receiving
from danchu.reception.forms import (
    AnswerForm,
    BookForm,
    CloseDayForm,
    InvolvedForm,
    PlanDaysForm,
    ReceiveForm,
)
from danchu.reception.models import DayState, Matter, Reception, ReceptionDay, Result
from danchu.reception.views.public import private
from danchu.rulebook import citing
from danchu.rulebook.rulebook import Shelf

SHOWN = 60
ABOUT_YOU = "Việc có liên quan đến bạn: người khác trong văn phòng mở, trả lời."
ABOUT_ALL = (
    "Việc có liên quan đến cả văn phòng nên chưa ai mở được. Người quản lý tài khoản của tỉnh thấy "
    "có một lượt như vậy, không thấy nội dung, để cử người không có liên quan."
)
NOBODY_NAMED = (
    "Tên cán bộ vừa ghi không khớp với ai ở đây nên chưa chặn ai. Hãy chọn người ấy ở mục "
    "“Cán bộ có liên quan” của trang này."
)


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """Lịch tiếp công dân của xã: days to come and gone; days are put in here."""
    on = today()
    unit, term = at_office(request)
    form = PlanDaysForm(request.POST or None)
    if form.is_valid():
        try:
            made = days.plan_days(unit, form.cleaned_data["days"], form.hours, by=term, on=on)
        except Refused as refused:
            tell(form, refused)
        else:
            messages.success(request, f"Đã xếp {len(made)} buổi. Người dân đặt chỗ được ngay.")
            return redirect("reception:index")
    return _index(request, unit, form)


def _index(request: HttpRequest, unit: Unit, form: PlanDaysForm) -> HttpResponse:
    on = today()
    kept = access.calendar_of(unit)
    return page(
        request,
        "reception/index.html",
        unit=unit,
        form=form,
        unsaid=kept.filter(day__lt=on, state=DayState.PLANNED).order_by("day")[:SHOWN],
        coming=kept.coming(on=on).with_taken().order_by("day", "begins")[:SHOWN],
        gone=kept.exclude(state=DayState.PLANNED).order_by("-day", "-begins")[:SHOWN],
        months=reading.attendance(
            unit, kept.filter(day__gte=reading.shown_since(on)), Shelf([unit]), on=on
        ),
        owed=clocks.owed(unit, month=on),
        on=on,
    )


@desk
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def day(request: HttpRequest, pk: int) -> HttpResponse:
    """One reception day: the queue, the lines written, a new line."""
    on, found = today(), _day(request, pk)
    called = {"booking": request.GET.get("so")}
    form = ReceiveForm(request.POST or None, waiting=access.waiting(found), initial=called)
    if form.is_valid():
        booking = form.cleaned_data.get("booking")
        try:
            made = receiving.receive(
                found, form.came, booking=booking, by=term_of(request, found.unit), on=on
            )
        except Refused as refused:
            tell(form, refused)
        else:
            if not access.lines_of(found, request.user).filter(pk=made.pk).exists():
                alone = conflicts.left_to_nobody(made, on=on)
                messages.success(request, f"Đã ghi {made}. {ABOUT_ALL if alone else ABOUT_YOU}")
                return redirect("reception:day", pk)
            messages.success(request, f"Đã ghi {made}. Trả lời ngay, hoặc trong hạn.")
            if form.came.about.strip() and not access.barred(made):
                messages.warning(request, NOBODY_NAMED)
            return redirect("reception:line", made.pk)
    return _shown(request, found, form=form)


@desk
@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Who received on this day, or why nobody did."""
    found = _day(request, pk)
    form = CloseDayForm(request.POST, day=found, prefix="xong")
    if form.is_valid():
        data = {**form.cleaned_data, "state": DayState(form.cleaned_data["state"])}
        try:
            days.close_day(found, **data, by=term_of(request, found.unit), on=today())
        except Refused as refused:
            tell(form, refused)
        else:
            messages.success(request, "Đã ghi. Người dân đọc được ở lịch tiếp công dân.")
            return redirect("reception:day", pk)
    return _shown(request, found, closing=form)


@desk
@sensitive_post_parameters()
@require_POST
def book_for(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody calls: the office takes a place for them and reads the code aloud."""
    found = _day(request, pk)
    form = BookForm(request.POST, prefix="dat")
    if form.is_valid():
        term = term_of(request, found.unit)
        try:
            seat = days.book(
                found,
                phone=form.cleaned_data["phone"],
                by=term,
                on=today(),
                code=form.cleaned_data["once"],
            )
        except Refused as refused:
            tell(form, refused)
        else:
            return private(page(request, "reception/seat.html", seat=seat, day=found))
    return _shown(request, found, booking=form)


def _shown(
    request: HttpRequest,
    found: ReceptionDay,
    *,
    form: ReceiveForm | None = None,
    closing: CloseDayForm | None = None,
    booking: BookForm | None = None,
) -> HttpResponse:
    on, waiting = today(), access.waiting(found)
    return private(
        page(
            request,
            "reception/day.html",
            day=found,
            waiting=waiting,
            lines=access.lines_of(found, request.user),
            form=form or ReceiveForm(None, waiting=waiting),
            closing=closing or CloseDayForm(None, day=found, prefix="xong"),
            booking=booking or BookForm(None, prefix="dat"),
            today_or_gone=found.day <= on,
            over=found.day < on,
            failed=closing is not None or booking is not None,
            **reading.law_while_receiving(found),
        )
    )


@desk
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def line(request: HttpRequest, pk: int) -> HttpResponse:
    """One line of the book: what was said, and what came of it."""
    found = _line(request, pk)
    form = AnswerForm(request.POST or None)
    if form.is_valid():
        data = form.cleaned_data
        try:
            receiving.answer(
                found,
                Result(data["result"]),
                words=data["words"],
                by=term_of(request, found.unit),
                on=today(),
            )
        except Refused as refused:
            tell(form, refused)
        else:
            messages.success(request, "Đã ghi kết quả.")
            return redirect("reception:line", pk)
    return _line_page(request, found, form)


@desk
@require_POST
def make_case(request: HttpRequest, pk: int) -> HttpResponse:
    """What was said becomes a case; its ticket is shown once, for the person to take home."""
    found = _line(request, pk)
    try:
        made = receiving.make_case(found, by=term_of(request, found.unit), on=today())
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect("reception:line", pk)
    return private(page(request, "reception/made.html", made=made, one=found))


@desk
@require_POST
def involved(request: HttpRequest, pk: int) -> HttpResponse:
    """Whom the line is about; `thoi`: a namesake after all."""
    on, found = today(), _line(request, pk)
    lifts = "thoi" in request.POST
    rows = access.barred(found) if lifts else officers_of(found.unit, on=on)
    form = InvolvedForm(request.POST, officers=rows, prefix="ai")
    if not form.is_valid():
        messages.error(request, "Chưa chọn người.")
        return redirect("reception:line", pk)
    act = receiving.unbar if lifts else receiving.bar
    try:
        act(found, form.cleaned_data["person"], by=term_of(request, found.unit), on=on)
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect("reception:line", pk)
    messages.success(request, "Đã ghi người liên quan.")
    still = access.receptions_kept_by(request.user, on=on).filter(pk=pk).exists()
    return redirect("reception:line", pk) if still else redirect("reception:day", found.day_id)


def _line_page(request: HttpRequest, found: Reception, form: AnswerForm) -> HttpResponse:
    on = today()
    return private(
        page(
            request,
            "reception/line.html",
            one=found,
            form=form,
            face=reading.face_of(found, on=on),
            barred=access.barred(found),
            left_to_the_head=conflicts.left_to_the_head(found, on=on),
            involved=InvolvedForm(officers=officers_of(found.unit, on=on), prefix="ai"),
            may_be_case=found.is_open and found.matter in {Matter.FEEDBACK, Matter.PETITION},
            refusals=clocks.refusals(on=found.received_on) if found.is_open else [],
            cites=citing.in_force(
                [clocks.ANSWER, clocks.REFUSE, clocks.RECEIPT], found.unit, on=found.received_on
            ),
        )
    )


# ── papers ────────────────────────────────────────────────────────────────────────────────────


@desk
@require_POST
def minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """Biên bản of a day that is over, as an official paper to number and sign."""
    found = _day(request, pk)
    if found.is_open or found.state == DayState.NOT_HELD:
        messages.error(request, "Ghi ai đã tiếp trước, rồi lập biên bản.")
        return redirect("reception:day", pk)
    if found.receptions.filter(pk__in=access.about(request.user)).exists():
        messages.error(request, "Buổi này có lượt liên quan đến bạn: người khác lập biên bản.")
        return redirect("reception:day", pk)
    lines = list(found.receptions.order_by("number"))
    about = About(clocks.DAY, found.pk, f"/tiep-dan/ban/{pk}/", mentions=_mentions(lines))
    term = term_of(request, found.unit)
    made = documents.draw_up(found.unit, papers.minutes(found, lines), about, by=term, on=today())
    return to_paper(request, made, "reception:day", pk)


@desk
@require_POST
def slip(request: HttpRequest, pk: int) -> HttpResponse:
    """Giấy biên nhận, thông báo kết quả or từ chối of one line, as an official paper."""
    found = _line(request, pk)
    about = About(clocks.RECEPTION, pk, f"/tiep-dan/ban/luot/{pk}/")
    term = term_of(request, found.unit)
    made = documents.draw_up(found.unit, papers.slip(found), about, by=term, on=today())
    return to_paper(request, made, "reception:line", pk)


def to_paper(request: HttpRequest, made: Document, back: str, *arguments: int) -> HttpResponse:
    """To the draft; whoever issues no papers stays here and is told who does."""
    if documents_access.office_term(request.user, made.unit, on=today()):
        return redirect("documents:document", made.pk)
    messages.success(request, "Đã lập bản thảo. Văn phòng mở ở trang Văn bản, cấp số rồi in.")
    return redirect(back, *arguments)


def _mentions(lines: list[Reception]) -> tuple[tuple[str, object], ...]:
    return tuple((clocks.RECEPTION, one.pk) for one in lines)


# ── whose desk ────────────────────────────────────────────────────────────────────────────────


def at_office(request: HttpRequest) -> tuple[Unit, Term]:
    """The first commune whose office this person serves; 404 without one."""
    on = today()
    unit = access.offices_of(request.user, on=on).first()
    if unit is None:
        raise Http404
    return unit, term_of(request, unit)


def term_of(request: HttpRequest, unit: Unit) -> Term:
    term = access.office_term(request.user, unit, on=today())
    if term is None:
        raise Http404
    return term


def _day(request: HttpRequest, pk: int) -> ReceptionDay:
    return get_object_or_404(access.days_kept_by(request.user, on=today()), pk=pk)


def _line(request: HttpRequest, pk: int) -> Reception:
    return get_object_or_404(access.receptions_kept_by(request.user, on=today()), pk=pk)
