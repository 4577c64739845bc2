"""The hamlet head's phone: today in big letters, one thing a screen, one photo for many papers."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from danchu.kit import clock
from danchu.kit.pages import page
from danchu.people.gate import desk
from danchu.postings import access, aloud, day, reading
from danchu.postings.desk import (
    answer,
    form_for,
    hamlet,
    keeps,
    receive,
    say,
    screen_of,
    texts_of,
    wants_json,
)


@desk
@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """Hôm nay: how many of each thing, and what hangs until when."""
    on = clock.today()
    at = hamlet(request)
    mine = access.of_hamlet(at.unit)
    screens = day.in_order(mine, on=on)
    [sheet] = aloud.sheet_days([at.unit], at.unit.commune or at.unit, on=on)
    return page(
        request,
        "postings/today.html",
        at=at,
        screens=screens,
        count=sum(len(one.tasks) for one in screens),
        sheet=sheet,
        hanging=reading.rows(day.coming(mine, on=on)[:30], on=on),
        keeps=keeps(request),
    )


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def screen(request: HttpRequest, slug: str) -> HttpResponse:
    """One thing: tick what was done, one photo, one tap. Answers pages and the queue alike."""
    at = hamlet(request)
    mine = access.of_hamlet(at.unit)
    shown = screen_of(mine, slug)
    form = form_for(request, shown)
    if request.method == "POST":
        outcome = receive(form, mine, at.term)
        if wants_json(request):
            return answer(form, outcome)
        if outcome is not None:
            say(request, outcome)
            return redirect(f"{reverse('postings:today')}?xom={at.unit.pk}")
    ticked = {tick.posting for tick in form.ticks}
    context = {"at": at, "screen": shown, "ticked": ticked, "keeps": keeps(request)}
    context["texts"] = texts_of(shown)
    return page(request, "postings/screen.html", form=form, **context)


@desk
@require_safe
def token(request: HttpRequest) -> JsonResponse:
    """What the queue needs before it sends: whose session this is, and the form's token."""
    hamlet(request)
    return JsonResponse({"token": get_token(request), "account": request.user.pk})


@require_safe
def without_network(request: HttpRequest) -> HttpResponse:
    """An empty page for a phone without a network: it fills itself from what the phone keeps."""
    return page(request, "postings/without_network.html")
