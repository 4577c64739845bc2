"""The hall: who came, how to vote, two counts and their difference."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from civics.errors import Refused
from danchu.kit.pages import page, tell
from danchu.meetings import access, actions, reading
from danchu.meetings.forms.hall import CorrectForm, TallyForm, WayForm
from danchu.meetings.models import AgendaItem, Entry, State, Way
from danchu.meetings.views.shared import Here, here
from danchu.meetings.views.ticking import tick
from danchu.people import actions as people
from danchu.people.gate import desk
from danchu.rulebook import citing

COUNTED = "meetings.count_minutes"
NEXT = "tiep"  # nobody is listed, the search waits for a number
RULES = ("decisions.meeting.representative", "people.households_a_person")


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def hall(request: HttpRequest, pk: int) -> HttpResponse:
    """Ghi có mặt: by name, by number, by the QR of the invitation; two people at once."""
    at = here(request, pk)
    if at.meeting.roll is None:
        raise Http404
    if request.method == "POST":
        anchor = tick(request, at)
        asked = {key: request.POST[key] for key in ("q", "xem") if request.POST.get(key)}
        if asked.get("q", "").isdecimal():  # one household by its number: on to the next
            asked, anchor = {"xem": NEXT}, ""
        query = urlencode({"cum": at.sitting.number, **asked})
        return redirect(f"{reverse('meetings:hall', args=[pk])}?{query}{anchor}")
    people.look_at_roll(at.meeting.unit, by=at.term, on=at.on)
    q, only = request.GET.get("q", "")[:80], request.GET.get("xem", "")
    only = "" if q and only == NEXT else only
    shown = reading.hall(at.meeting, at.sitting, q, only)
    cites = citing.cites(RULES, at.meeting.unit, on=at.law_day)
    return page(request, "meetings/hall.html", at=at, hall=shown, q=q, only=only, cites=cites)


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def count(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Biểu quyết một việc: the way chosen, two entries, compared, written once."""
    at = here(request, pk)
    found = get_object_or_404(at.meeting.items.filter(votes=True), pk=item)
    shown = reading.counting(at.sitting, found)
    form = _form(request, at, shown)
    if request.method == "POST" and _act(request, at, found, shown, form):
        query = urlencode({"cum": at.sitting.number})
        return redirect(f"{reverse('meetings:count', args=[pk, item])}?{query}")
    agenda = {one.item.pk: one for one in reading.agenda(at.meeting)}
    rules = ("meetings.voting_way", "meetings.show_of_hands", "meetings.tellers.duties", COUNTED)
    return page(
        request,
        "meetings/count.html",
        at=at,
        item=found,
        line=agenda[found.pk],
        shown=shown,
        form=form,
        entry=_entry(request, shown),
        open=at.meeting.state == State.OPEN,
        cites=citing.cites(rules, at.meeting.unit, on=at.law_day),
    )


def _form(request: HttpRequest, at: Here, shown: reading.Counting) -> WayForm | TallyForm | None:
    """How to vote, then the two entries; none once the count is written."""
    if shown.settled is not None:
        return None
    asked = request.POST.get("viec")
    if shown.way is None:
        return WayForm(request.POST if asked == "cach" else None)
    sent = (request.POST, request.FILES) if asked == "dem" else (None, None)
    return TallyForm(*sent, sitting=at.sitting)


def _entry(request: HttpRequest, shown: reading.Counting) -> Entry:
    asked = request.POST.get("lan") or request.GET.get("lan")
    return Entry(asked) if asked in Entry.values else shown.next


def _act(
    request: HttpRequest,
    at: Here,
    item: AgendaItem,
    shown: reading.Counting,
    form: WayForm | TallyForm | None,
) -> bool:
    """One of the three acts of this page; False when it was refused, which then stands there."""
    if form is not None and form.is_bound and not form.is_valid():
        return False
    try:
        return _do(request, at, item, shown, form)
    except Refused as refused:
        if form is not None and form.is_bound:
            tell(form, refused)
            return False
        messages.error(request, refused.message)
        return True


def _do(
    request: HttpRequest,
    at: Here,
    item: AgendaItem,
    shown: reading.Counting,
    form: WayForm | TallyForm | None,
) -> bool:
    by, on = at.term, at.on
    if isinstance(form, WayForm) and form.is_bound:
        data = form.cleaned_data
        actions.choose_way(at.sitting, item, Way(data["way"]), data["agreed"], by=by, on=on)
    elif isinstance(form, TallyForm) and form.is_bound:
        form.enter(at.sitting, item, _entry(request, shown), by=by, on=on)
    elif request.POST.get("viec") == "ghi":
        actions.settle_count(at.sitting, item, by=by, on=on)
        messages.success(request, "Đã ghi kết quả. Hãy đọc to cho cả hội trường.")
    else:
        return False
    return True


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, pk: int, count: int) -> HttpResponse:
    """Đính chính: the old numbers stay readable beside the new ones and the reason."""
    at = here(request, pk)
    found = get_object_or_404(access.last_counts(at.meeting), pk=count)
    start = {"yes": found.yes, "no": found.no, "other": found.other}
    form = CorrectForm(request.POST or None, initial=start)
    if form.is_valid():
        try:
            form.do(found, by=at.term, on=at.on)
        except Refused as refused:
            tell(form, refused)
        else:
            messages.success(request, "Đã đính chính. Biên bản có thêm lần sửa này.")
            return redirect("meetings:count", pk, found.item_id)
    return page(request, "meetings/correct.html", form=form, at=at, count=found)
