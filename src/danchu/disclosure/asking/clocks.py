"""The clocks of a request, by the way it came, and the duties that carry them.

The law heads its articles by the way of asking as `law/` reads them; where somebody asks here and
wants paper, the clock of asking through the network runs (the safe choice: the day is known at
once). The number of days is never written here.
"""

from datetime import date, timedelta
from typing import NamedTuple

from civics.errors import NoCalendar, Refused
from danchu.disclosure.asking.models import Came, InformationRequest
from danchu.duties import actions as duties
from danchu.people.models import Role
from danchu.places.models import Unit
from danchu.rulebook.rulebook import last_day, reading_of

DUTY = "information_request"
ANSWER = "Trả lời yêu cầu cung cấp thông tin"
NOTICE = "Báo thời hạn cung cấp thông tin cho người yêu cầu"


class Clock(NamedTuple):
    """Rule keys of one way. `notice` "": the law asks for none."""

    whole: str
    ready: str
    extend: str
    notice: str = ""


CLOCKS = {
    Came.NETWORK: Clock(
        "information.by_network",
        "information.by_network.ready",
        "information.by_network.extend",
        "information.by_network.notice",
    ),
    Came.OFFICE: Clock(
        "information.at_office", "information.at_office.ready", "information.at_office.extend"
    ),
    Came.POST: Clock(
        "information.by_post",
        "information.by_post.ready",
        "information.by_post.extend",
        "information.by_post.notice",
    ),
}


def of(request: InformationRequest) -> Clock:
    return CLOCKS[Came(request.came)]


def start(request: InformationRequest, *, on: date) -> None:
    """A valid request is there: the clock runs from `on`. The caller saves the row."""
    clock = of(request)
    request.counted_from, request.due_rule = on, clock.whole
    request.due_on = due(clock.whole, request.unit, start=on)
    request.notice_due_on = due(clock.notice, request.unit, start=on) if clock.notice else None


def open_duties(request: InformationRequest) -> None:
    """What `start` set, as duties. The row has a number by now."""
    assert request.due_on is not None
    open_one(request, request.due_rule, ANSWER, start=request.counted_from, due_on=request.due_on)
    if request.notice_due_on:
        open_one(
            request,
            of(request).notice,
            NOTICE,
            start=request.counted_from,
            due_on=request.notice_due_on,
        )


def open_one(
    request: InformationRequest, rule: str, what: str, *, start: date | None, due_on: date
) -> None:
    duties.open_duty(
        rule,
        unit=request.unit,
        role=Role.CLERK,
        what=what,
        kind=DUTY,
        key=request.pk,
        address=f"/cong-khai/hoi/{request.pk}/",
        counted_from=start or due_on,
        due_on=due_on,
    )


def due(rule: str, unit: Unit, *, start: date) -> date:
    """The last day of a rule. Nobody is kept from asking because next year's days off are not yet
    made known: then Saturdays and Sundays alone are left out, which never gives the office more
    days than the law does."""
    try:
        return last_day(rule, unit=unit, start=start).due_on
    except NoCalendar:
        payload = reading_of(unit, on=start).value(rule).payload
    if "days" in payload:
        return start + timedelta(days=int(payload["days"]))
    if "working_days" not in payload:
        raise Refused("Luật không đặt số ngày cho việc này.")
    left, day = int(payload["working_days"]), start
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < 5
    return day


def ready_by(request: InformationRequest) -> date | None:
    """By when what lies ready must be given; None: at once, the law counts no days."""
    assert request.counted_from is not None
    payload = reading_of(request.unit, on=request.counted_from).value(of(request).ready).payload
    if payload.get("at_once"):
        return None
    return due(of(request).ready, request.unit, start=request.counted_from)


def extension_by(request: InformationRequest) -> date:
    """The last day an extension may reach."""
    assert request.due_on is not None
    return due(of(request).extend, request.unit, start=request.due_on)
