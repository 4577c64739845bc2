"""Loa: what is read today, the log, the commune's schedule."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from civics.errors import Refused
from danchu.kit import clock
from danchu.kit.pages import page, tell
from danchu.people.gate import desk
from danchu.postings import access, aloud, day
from danchu.postings.actions import scheduling
from danchu.postings.desk import form_for, office, receive, say
from danchu.postings.forms import ScheduleForm
from danchu.rulebook import citing


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def today(request: HttpRequest) -> HttpResponse:
    """Loa hôm nay: texts to read, urgent ones first; each reading, or why not, into the log."""
    on = clock.today()
    by = office(request)
    mine = access.of_office(request.user, on=on)
    form = form_for(request, day.screens(mine, on=on)["loa"])
    if request.method == "POST" and (outcome := receive(form, mine, by)) is not None:
        say(request, outcome)
        return redirect("postings:aloud")
    schedule = aloud.schedule_of(by.unit, on=on)
    return page(
        request,
        "postings/aloud.html",
        form=form,
        unit=by.unit,
        bills=aloud.to_read(mine, on=on),
        ticked={tick.posting for tick in form.ticks},
        log=aloud.log(mine),
        schedule=schedule and aloud.in_words(schedule),
        speaks=aloud.speaks(schedule, on=on),
        cites=citing.cites([scheduling.ALOUD, "postings.read_urgent"], by.unit, on=on),
    )


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def schedule(request: HttpRequest) -> HttpResponse:
    """Lịch phát loa of the commune; a change is a new line, what held before stays."""
    on = clock.today()
    by = office(request)
    found = aloud.schedule_of(by.unit, on=on)
    usual = {"weekdays": list(range(7)), "times": "05:30, 17:00"}
    if found:
        usual = {"weekdays": found.weekdays, "times": ", ".join(found.times)}
    form = ScheduleForm(request.POST or None, initial=usual)
    if form.is_valid():
        try:
            scheduling.set_schedule(by.unit, **form.cleaned_data, by=by, on=on)
        except Refused as refused:
            tell(form, refused)
        else:
            messages.success(request, "Đã ghi lịch phát loa, dùng từ hôm nay.")
            return redirect("postings:aloud")
    cites = citing.cites([scheduling.ALOUD], by.unit, on=on)
    shown = {"unit": by.unit, "schedule": found and aloud.in_words(found), "since": found}
    return page(request, "postings/schedule.html", form=form, cites=cites, **shown)
