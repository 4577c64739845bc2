"""For everybody: when the commune receives people, whether it did, a place in the queue."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from civics.errors import Refused
from danchu.kit import limits
from danchu.kit.clock import today
from danchu.kit.limits import limited
from danchu.kit.pages import absolute, page, reads_commune, tell
from danchu.places.models import Unit
from danchu.reception import access, clocks, reading
from danchu.reception.actions import days
from danchu.reception.forms import BookForm, CodeForm
from danchu.rulebook import citing
from danchu.rulebook.rulebook import Shelf

HOUR = timedelta(hours=1)
COMING, GONE = 40, 20


@require_safe
def door(request: HttpRequest) -> HttpResponse:
    """Which commune."""
    on, slug = today(), request.GET.get("xa", "")
    if slug and access.communes(on=on).filter(slug=slug).exists():
        return redirect("reception:commune", slug)
    cites = reading.law_of(None, on=on)
    guides = citing.guides(clocks.ELSEWHERE, None, on=on)
    shown = {"cites": cites, "guides": guides, "unknown": slug}
    return page(request, "reception/door.html", communes=access.communes(on=on), **shown)


@require_safe
def commune(request: HttpRequest, slug: str) -> HttpResponse:
    """Lịch tiếp công dân: days to come, how the head kept to them, dialogues."""
    on, unit = today(), _unit(slug)
    reads_commune(request, unit.pk)
    shelf = Shelf([unit])
    days_ = list(access.calendar_since(unit, reading.shown_since(on)))
    return page(
        request,
        "reception/commune.html",
        unit=unit,
        coming=[one for one in days_ if one.is_open and one.day >= on][:COMING],
        gone=[one for one in reversed(days_) if not one.is_open or one.day < on][:GONE],
        months=reading.attendance(unit, days_, shelf, on=on),
        owed=clocks.owed(unit, month=on, shelf=shelf),
        talks=access.dialogues_of(unit)[:COMING],
        cites=reading.law_of(unit, on=on, shelf=shelf),
        contact=access.contact(unit, on=on),
    )


@require_safe
def calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """The same for a phone's calendar."""
    on, unit = today(), _unit(slug)
    days_ = access.calendar_of(unit).filter(day__gte=on - timedelta(days=31)).order_by("day")
    talks = access.dialogues_of(unit).filter(day__gte=on - timedelta(days=31))
    at = absolute(request, reverse("reception:commune", args=[slug]))
    made = reading.calendar(unit, days_, talks, at)
    response = HttpResponse(made, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="tiep-dan-{slug}.ics"'
    response["Cache-Control"] = "no-cache"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
@limited("reception.book", per=HOUR, at_most=20)
def book(request: HttpRequest, pk: int) -> HttpResponse:
    """A place in the queue by telephone number. Nobody asks what it is about."""
    on = today()
    day = get_object_or_404(access.days_told().coming(on=on), pk=pk)
    form = BookForm(request.POST or None)
    if form.is_valid():
        phone, once = form.cleaned_data["phone"], form.cleaned_data["once"]
        try:
            seat = days.book(day, phone=phone, by=None, on=on, code=once)
        except Refused as refused:
            tell(form, refused)
        else:
            return private(page(request, "reception/seat.html", seat=seat, day=day))
    shown = {"cites": citing.in_force([clocks.IDENTITY], day.unit, on=on)}
    return private(page(request, "reception/book.html", form=form, day=day, **shown))


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def seat(request: HttpRequest) -> HttpResponse:
    """The code of a place shows its day and number, and gives it back. Guessing is counted."""
    form = CodeForm(request.POST or None)
    found = None
    if form.is_valid():
        at = limits.near(request)
        if not limits.allow("reception.seat", at, per=HOUR, at_most=20):
            return limits.too_many(request, limits.again_at(HOUR))
        found = access.booked_with(form.cleaned_data["code"])
        if found is None:
            form.add_error("code", "Mã này không mở được chỗ nào. Hãy xem lại từng chữ.")
        elif "thoi" in request.POST:
            try:
                days.cancel(found, on=today())
            except Refused as refused:
                tell(form, refused)
            else:
                messages.success(request, "Đã thôi. Chỗ nhường cho người khác, số đã xóa.")
                return redirect("reception:commune", found.day.unit.slug)
    return private(page(request, "reception/seat_code.html", form=form, found=found, on=today()))


def private(response: HttpResponse) -> HttpResponse:
    """Kept by no cache and no search engine."""
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def _unit(slug: str) -> Unit:
    return get_object_or_404(access.communes(on=today()), slug=slug)
