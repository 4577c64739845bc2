"""What the views of this room share: which hamlet or office, one tap received, the answer told."""

from datetime import date, time
from typing import Any, NamedTuple

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, JsonResponse

from civics.errors import Refused
from danchu.kit.clock import today
from danchu.kit.pages import absolute, tell
from danchu.kit.readable import number
from danchu.people import gate
from danchu.people.models import Term
from danchu.places.models import Unit
from danchu.postings import access, aloud, day, papers, reading
from danchu.postings.actions import proving
from danchu.postings.actions.proving import Deed, Outcome
from danchu.postings.forms import ProveForm
from danchu.postings.models import Paper, Posting, PostingQuerySet
from danchu.postings.scripts import Script, scripts_of
from danchu.rulebook.rulebook import value


class Hamlet(NamedTuple):
    """One hamlet, the term under which this person heads it, and the others they head."""

    unit: Unit
    term: Term
    others: list[Unit]


def hamlet(request: HttpRequest) -> Hamlet:
    """The hamlet named by `xom` (a number), else the first; 404 without one."""
    on = today()
    asked = number(request.POST.get("xom") or request.GET.get("xom") or "")
    term = access.hamlet_term(request.user, asked, on=on)
    if term is None:
        raise Http404
    terms = access.head_terms(request.user, on=on)
    return Hamlet(term.unit, term, [one.unit for one in terms if one.unit_id != term.unit_id])


def office(request: HttpRequest) -> Term:
    """The term under which this person works in a commune's office; 404 without one."""
    term = access.office_term(request.user, on=today())
    if term is None:
        raise Http404
    return term


def screen_of(rows: Any, slug: str) -> day.Screen:
    """One screen of a list; 404 for a word that is none."""
    screens = day.screens(rows, on=today())
    if slug not in screens:
        raise Http404
    return screens[slug]


def form_for(request: HttpRequest, screen: day.Screen) -> ProveForm:
    """The form under a screen, filled when something was sent."""
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    hours = hours_of(screen) if screen.deed == Deed.AIRED else []
    return ProveForm(*sent, deed=screen.deed, photo=screen.photo, ways=ways(screen), hours=hours)


def hours_of(screen: day.Screen) -> list[time]:
    """At which hours the commune's loudspeakers speak, for whoever writes down a reading."""
    if not screen.tasks:
        return []
    on = today()
    return aloud.hours(aloud.schedule_of(screen.tasks[0].posting.paper.unit, on=on))


class Text(NamedTuple):
    """What is read aloud of one paper, as its room says it stands today; None: not issued yet."""

    posting: Posting
    script: Script | None


def texts_of(screen: day.Screen) -> list[Text]:
    """The text of each paper on the loudspeakers' screen; of other screens none."""
    if screen.deed != Deed.AIRED:
        return []
    postings = {task.posting.paper_id: task.posting for task in screen.tasks}
    scripts = scripts_of(one.paper for one in postings.values())
    return [Text(one, scripts.get(pk)) for pk, one in postings.items()]


def ways(screen: day.Screen) -> tuple[str, ...]:
    """By which ways the law lets a head tell people; none where it names none."""
    if screen.deed != Deed.TOLD or not screen.tasks:
        return ()
    one = screen.tasks[0].posting
    rule = next(ask["rule"] for ask in one.paper.asks if ask["channel"] == one.channel)
    applied = value(rule, unit=one.unit, on=one.paper.handed_on)
    return tuple(applied.payload.get("forms", ()))


def receive(form: ProveForm, rows: QuerySet[Posting], by: Term) -> Outcome | None:
    """One tap; None when the form or the act refused it, which then stands in the form."""
    if not form.is_valid():
        return None
    said = form.cleaned_data
    try:
        return proving.prove(
            rows,
            form.ticks,
            client_id=said["client_id"],
            by=by,
            on=today(),
            photo=form.photo,
            note=form.word,
            moment=form.moment,
            day=form.cleaned_data.get("happened"),
            own=True,
        )
    except Refused as refused:
        tell(form, refused)
        return None


CLOCK_OFF = "Giờ trên điện thoại lệch với giờ máy chủ. Đã ghi theo giờ máy chủ; hãy chỉnh lại giờ."


def say(request: HttpRequest, outcome: Outcome) -> None:
    """The answer for a page without a script: what was taken, and each line that was not."""
    if outcome.took:
        messages.success(request, f"Đã ghi {outcome.took} việc.")
    for line in outcome.lines:
        if not line.took:
            basis = f" Căn cứ: {line.cite}." if line.cite else ""
            messages.error(request, f"{line.words}{basis}")
    if outcome.clock_off:
        messages.warning(request, CLOCK_OFF)


def wants_json(request: HttpRequest) -> bool:
    """The queue on the phone asks so; a browser that sends a form does not."""
    return request.headers.get("Accept", "") == "application/json"


def answer(form: ProveForm, outcome: Outcome | None) -> JsonResponse:
    """The same for the queue: 422 is a last word, anything else may be tried again."""
    if outcome is None:
        wrong = [str(error) for errors in form.errors.values() for error in errors]
        return JsonResponse({"refused": " ".join(wrong)}, status=422)
    lines = [
        {
            "posting": line.posting,
            "took": line.took,
            "words": line.words + (f" Căn cứ: {line.cite}." if line.cite else ""),
        }
        for line in outcome.lines
    ]
    return JsonResponse({"lines": lines, "clock": CLOCK_OFF if outcome.clock_off else ""})


def keeps(request: HttpRequest) -> bool:
    """Whether this phone may keep a queue: nobody else's, and nothing of a practice commune."""
    return not gate.shared_phone(request) and gate.practising(request) is None


def sheet_rows(request: HttpRequest, found: Any) -> list[dict[str, Any]]:
    """Lines of the bundle sheet, each with the address its QR code leads to."""
    screens = day.screens(found, on=today())
    return [
        {
            "verb": screen.verb,
            "task": task,
            "address": absolute(request, task.posting.paper.address),
        }
        for screen in screens.values()
        for task in screen.tasks
    ]


def told_whole(paper: Paper, rows: PostingQuerySet, *, on: date) -> dict[str, Any]:
    """One paper in the office: its ways, each place, whether its room writes papers about them."""
    ordered = rows.order_by("channel", "unit__name", "pk")
    return {
        "lines": reading.told(paper, on=on),
        "rows": reading.rows(ordered, on=on),
        "drawn_up": papers.drawn_up(paper),
    }
