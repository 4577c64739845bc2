"""Việc đến hạn: what one person, or one unit, owes by which day; the same as a calendar."""

from datetime import timedelta
from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from danchu.duties import access, actions, calendars, feeds, reading
from danchu.kit import limits
from danchu.kit.clock import today
from danchu.kit.pages import absolute, page
from danchu.people.gate import desk

MOST = 200
HOUR = timedelta(hours=1)
READS_AN_HOUR = 60  # a calendar program asks a few times a day; some ask from many machines


@desk
@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """Open duties: urgent, overdue, then by day; `?xem=ca-don-vi`: all below my units."""
    on = today()
    wide = request.GET.get("xem") == "ca-don-vi"
    mine = access.mine(request.user, on=on)
    seen = access.seen(request.user, on=on)
    chosen = (seen if wide else mine).open().order_by("-urgent", "due_on", "pk")
    own = set(mine.open().values_list("pk", flat=True))
    return page(
        request,
        "duties/inbox.html",
        days=reading.by_day(chosen[:MOST], mine=own, on=on),
        wide=wide,
        mine=len(own),
        seen=seen.open().count(),
        overdue=mine.overdue(on=on).count(),
        ways=reading.ways(access.terms(request.user, on=on)),
        summary=reading.summaries(seen if wide else mine, on=on),
        on=on,
    )


@desk
@require_safe
def event(request: HttpRequest, pk: int) -> HttpResponse:
    """One duty as a calendar file, to be opened once ("Thêm vào lịch")."""
    on = today()
    duties = access.looked_at(request.user, on=on).filter(pk=pk)
    found = calendars.told(duties, on=on)
    if not found:
        raise Http404
    whole = partial(absolute, request)
    data = calendars.calendar(found, name="Việc đến hạn", absolute=whole, on=on)
    return feeds.answer(data, name=f"viec-{pk}.ics")


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar behind a secret address. Whose office has ended gets one without events."""
    on = today()
    address = access.address_with(token)
    if address is None:
        if not limits.allow("calendar.unknown", limits.near(request), per=HOUR, at_most=100):
            return limits.too_many(request, limits.again_at(HOUR))
        raise Http404
    if not limits.allow("calendar", address.pk, per=HOUR, at_most=READS_AN_HOUR):
        return limits.too_many(request, limits.again_at(HOUR))
    found = calendars.told(access.in_calendar(address, on=on), on=on)
    whole = partial(absolute, request)
    data = calendars.calendar(found, name=feeds.name_of(address), absolute=whole, on=on)
    return feeds.answer(data, changed_at=feeds.noted(address, data, on=on))


@never_cache
@desk
@require_http_methods(["GET", "HEAD", "POST"])
def addresses(request: HttpRequest) -> HttpResponse:
    """One's calendar addresses: made, shown once, renewed, turned off."""
    on = today()
    terms = access.terms(request.user, on=on)
    shown = feeds.choices(terms, access.addresses_of(request.user))
    made = closed = None
    if request.method == "POST":
        chosen = next((one for one in shown if one.slug == request.POST.get("lich")), None)
        if chosen is None:
            raise Http404
        if request.POST.get("tat"):
            closed = actions.close_calendar(chosen.unit, by=chosen.term, on=on)
        else:
            token = actions.open_calendar(chosen.unit, by=chosen.term, on=on)
            made = feeds.made(chosen, absolute(request, f"/lich/{token}.ics"))
        shown = feeds.choices(terms, access.addresses_of(request.user))
    return page(request, "duties/calendars.html", choices=shown, made=made, closed=closed)
