"""Việc đến hạn: what one person, or one unit, owes by which day."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from danchu.duties import access, reading
from danchu.kit.clock import today
from danchu.kit.pages import page
from danchu.people.gate import desk

MOST = 200


@desk
@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """Open duties, overdue first, by day; `?xem=ca-don-vi` widens to everything below my units."""
    on = today()
    wide = request.GET.get("xem") == "ca-don-vi"
    mine = access.mine(request.user, on=on)
    seen = access.seen(request.user, on=on)
    chosen = (seen if wide else mine).open().order_by("due_on", "pk")
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
