"""Nhập thay: the head called, or sent a photo by Zalo; the office writes it down for them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from civics.errors import Refused
from danchu.behalf.forms import ToldForm
from danchu.kit import clock
from danchu.kit.pages import page, tell
from danchu.kit.readable import number
from danchu.people.gate import desk
from danchu.postings import access, day
from danchu.postings.actions import entering
from danchu.postings.desk import office, say
from danchu.postings.forms import DayOfWord, ticked


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """What a hamlet's head did, entered by the office; the head says later whether it is right."""
    on = clock.today()
    by = office(request)
    hamlets = access.hamlets_of(request.user, on=on)
    asked = number(request.POST.get("xom") or request.GET.get("xom") or "")
    unit = (hamlets.filter(pk=asked) if asked else hamlets).first()
    if unit is None:
        raise Http404
    form = DayOfWord(request.POST or None)
    head = {"name": access.head_named(unit, on=on)}
    told = ToldForm(request.POST or None, request.FILES or None, initial=head, on=on)
    if form.is_valid() and told.is_valid():
        done, ticks = form.cleaned_data["day"], ticked(request.POST)
        try:
            made = entering.prove_for(unit, told.told, ticks, day=done, by=by, on=on)
        except Refused as refused:
            tell(told, refused)
        else:
            say(request, made.outcome)
            return redirect("behalf:entry", made.entry.pk)
    screens = day.screens(access.of_hamlet(unit), on=on).values()
    shown = {"unit": unit, "hamlets": hamlets, "screens": [one for one in screens if one.tasks]}
    bad = bool(told.errors)
    return page(request, "postings/enter.html", form=form, told=told, failed=bad, **shown)
