"""What the views of this room share: which meeting, which sitting, under which term."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from civics.errors import Refused
from danchu.kit.clock import today
from danchu.kit.pages import tell
from danchu.kit.readable import number
from danchu.meetings import access, actions, reading
from danchu.meetings.forms import CallForm
from danchu.meetings.models import Handout, Meeting, Sitting
from danchu.people.models import Role, Term


class Here(NamedTuple):
    """One meeting, one of its sittings (`?cum=`), and the term of whoever is here."""

    meeting: Meeting
    sitting: Sitting
    sittings: list[Sitting]
    term: Term
    on: date

    @property
    def law_day(self) -> date:
        return self.meeting.law_day(self.on)

    @property
    def items(self) -> list[reading.Item]:
        """For the page of the agenda."""
        return reading.agenda(self.meeting)

    @property
    def handouts(self) -> list[Handout]:
        """For the page of the papers."""
        return list(self.meeting.handouts.order_by("pk"))


def here(request: HttpRequest, pk: int, *, roles: Iterable[Role] = access.RECORDS) -> Here:
    """404 for whoever does not record this meeting."""
    on, roles = today(), tuple(roles)
    meeting = get_object_or_404(access.recorded_by(request.user, on=on, roles=roles), pk=pk)
    term = access.recording_term(request.user, meeting, on=on, roles=roles)
    if term is None:
        raise Http404
    sittings = list(meeting.sittings.order_by("number"))
    asked = number(request.POST.get("cum") or request.GET.get("cum") or "")
    sitting = next((one for one in sittings if one.number == asked), sittings[0])
    sitting.meeting = meeting
    return Here(meeting, sitting, sittings, term, on)


def make(request: HttpRequest, form: CallForm) -> Meeting | None:
    """The meeting this form calls; None when the act refused, which then stands in the form."""
    on, call = today(), form.call()
    unit = form.cleaned_data["unit"]
    term = access.term_to_call(request.user, unit, call.convened_as, on=on)
    if term is None:
        raise Http404
    try:
        return actions.convene(unit, call, by=term, on=on)
    except Refused as refused:
        tell(form, refused)
        return None
