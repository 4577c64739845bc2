"""What is printed and signed, as a page; its PDF and Word; and all of it blank for the pen."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from danchu.decisions import access, printing, reading
from danchu.decisions.models import Initiative, Motion, SlipRound
from danchu.decisions.papers import sheets
from danchu.decisions.papers.blank import BLANKS
from danchu.decisions.papers.sheets import Sheets
from danchu.documents import reading as documents
from danchu.kit import files
from danchu.kit.clock import today
from danchu.kit.pages import absolute, reads_commune, serve
from danchu.people import actions as people
from danchu.people.gate import desk

SLIPS = "phieu"
SHEETS: dict[str, Callable[..., bytes]] = {"pdf": sheets.pdf, "docx": sheets.docx}


@desk
@require_safe
def decision(request: HttpRequest, pk: int) -> HttpResponse:
    """Mẫu số 03, with all that Điều 20 khoản 2 lists."""
    return _read(request, _of_motion(request, pk, "quyet-dinh"), "motion", pk, "quyet-dinh")


@desk
@require_safe
def recognition(request: HttpRequest, pk: int) -> HttpResponse:
    """The decision to recognise, or the refusal with its reason."""
    return _read(request, _of_motion(request, pk, "cong-nhan"), "motion", pk, "cong-nhan")


@desk
@require_safe
def motion_file(request: HttpRequest, pk: int, what: str, kind: str) -> HttpResponse:
    """PDF or Word of the decision, of the answer to it."""
    return _file(_of_motion(request, pk, what), what, kind)


@require_safe
def result(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheet for the board: large words, the count, a QR to the public page."""
    found = get_object_or_404(reading.with_counts(access.public()), pk=pk, ended_on__isnull=False)
    reads_commune(request, access.commune_of(found.unit))
    told = printing.result(found, absolute(request, f"/ban-quyet-dinh/{pk}/"))
    return render(request, "decisions/result_paper.html", told)


@desk
@require_safe
def slips(request: HttpRequest, pk: int) -> HttpResponse:
    """Four slips a sheet; the stub with number and QR is torn off when the slip is taken."""
    return _sheets(request, _slips(request, pk), reverse("decisions:round", args=[pk]), "round", pk)


@desk
@require_safe
def collection(request: HttpRequest, pk: int) -> HttpResponse:
    """The list to sign when a slip is handed out and when it comes back. Opening names is noted."""
    return _read(request, _of_round(request, pk, "so-thu"), "round", pk, "so-thu")


@desk
@require_safe
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """The plan of a round."""
    return _read(request, _of_round(request, pk, "ke-hoach"), "round", pk, "ke-hoach")


@desk
@require_safe
def minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """Mẫu số 04, filled once the slips were counted."""
    return _read(request, _of_round(request, pk, "bien-ban"), "round", pk, "bien-ban")


@desk
@require_safe
def round_file(request: HttpRequest, pk: int, what: str, kind: str) -> HttpResponse:
    """PDF or Word of the plan, the announcement, the list, the minutes, the slips."""
    if what == SLIPS and kind in SHEETS:
        return _drawn(SHEETS[kind](_slips(request, pk), mark=documents.mark()), what, kind)
    return _file(_of_round(request, pk, what), what, kind)


@desk
@require_safe
def endorsements(request: HttpRequest, pk: int) -> HttpResponse:
    """The list of households that agree, for whoever answers for it. Opening names is noted."""
    return _read(request, _of_initiative(request, pk, "dong-thuan"), "initiative", pk, "dong-thuan")


@desk
@require_safe
def initiative_file(request: HttpRequest, pk: int, what: str, kind: str) -> HttpResponse:
    """PDF or Word of the proposal, of the list of households."""
    return _file(_of_initiative(request, pk, what), what, kind)


@require_safe
def blank(request: HttpRequest, which: str) -> HttpResponse:
    """The same papers with room for the pen."""
    if which == SLIPS:
        back = reverse("decisions:index")
        return _sheets(request, printing.blank_slips(), back, "blank", None)
    return _read(request, _blank(which), "blank", None, which)


@require_safe
def blank_file(request: HttpRequest, which: str, kind: str) -> HttpResponse:
    """PDF or Word to print and write on."""
    if which == SLIPS and kind in SHEETS:
        sheets = SHEETS[kind](printing.blank_slips(), mark=documents.mark())
        return _drawn(sheets, which, kind, public=True)
    return _file(_blank(which), which, kind, public=True)


@desk
@require_safe
def scan(request: HttpRequest, pk: int) -> HttpResponse:
    """A photo behind a count that came from paper, for whoever acts on its motion."""
    found = get_object_or_404(access.scans_seen(request.user, on=today()), pk=pk)
    data = files.read_sealed(found.stored_as)
    return serve(data, found.content_type, found.name, public=False)


@desk
@require_safe
def idea_scan(request: HttpRequest, pk: int) -> HttpResponse:
    """A photo of the paper behind a step of an initiative; opening it is noted."""
    on = today()
    found = get_object_or_404(access.idea_sheets_seen(request.user, on=on), pk=pk)
    unit = found.initiative.unit
    by = access.initiative_term(request.user, unit, access.EVERYBODY, on=on)
    if by is None:
        raise Http404
    people.look_at_roll(unit, by=by, on=on)
    data = files.read_sealed(found.stored_as)
    return serve(data, found.content_type, found.name, public=False)


# ── which paper, and whether this person may have it ──────────────────────────────────────────


def _of_motion(request: HttpRequest, pk: int, what: str) -> printing.Told:
    seen = access.seen_by(request.user, on=today())
    found: Motion = get_object_or_404(reading.with_counts(seen), pk=pk)
    return printing.of_motion(found, what)


def _of_round(request: HttpRequest, pk: int, what: str) -> printing.Told:
    """The list of names is opened only by whoever acts here, and that is noted."""
    on = today()
    found: SlipRound = get_object_or_404(access.rounds_seen(request.user, on=on), pk=pk)
    if what == "so-thu":
        by = access.term_for(request.user, found.part.motion, access.EVERYBODY, on=on)
        if found.roll is None or by is None:
            raise Http404
        people.look_at_roll(found.part.unit, by=by, on=on)
    return printing.of_round(found, what)


def _of_initiative(request: HttpRequest, pk: int, what: str) -> printing.Told:
    on = today()
    found: Initiative = get_object_or_404(access.initiatives_seen(request.user, on=on), pk=pk)
    by = access.initiative_term(request.user, found.unit, access.EVERYBODY, on=on)
    if by is None:
        raise Http404
    people.look_at_roll(found.unit, by=by, on=on)
    return printing.of_initiative(found, what, on=on)


def _slips(request: HttpRequest, pk: int) -> Sheets:
    found = get_object_or_404(access.rounds_seen(request.user, on=today()), pk=pk)
    if found.prepared_on is None:
        raise Http404
    return printing.slips(found, lambda code: absolute(request, f"/ban-quyet-dinh/phieu/{code}/"))


def _blank(which: str) -> printing.Told:
    return (BLANKS[which][1](), printing.face()) if which in BLANKS else None


# ── drawn ─────────────────────────────────────────────────────────────────────────────────────

BACK = {
    "motion": "decisions:work",
    "round": "decisions:round",
    "initiative": "decisions:initiative",
}


def _files(of: str, pk: int | None, what: str) -> dict[str, str]:
    args = [what] if pk is None else [pk, what]
    return {kind: reverse(f"decisions:{of}_file", args=[*args, kind]) for kind in SHEETS}


def _read(
    request: HttpRequest, told: printing.Told, of: str, pk: int | None, what: str
) -> HttpResponse:
    """The paper on a page, with its files; 404 while there is none."""
    if told is None:
        raise Http404
    said, face = told
    back = reverse(BACK[of], args=[pk]) if of in BACK else reverse("decisions:index")
    shown = {"said": said, "face": face, "files": _files(of, pk, what), "back": back}
    return render(request, "decisions/paper.html", {**shown, "paper": {"proposed": True}})


def _sheets(request: HttpRequest, told: Sheets, back: str, of: str, pk: int | None) -> HttpResponse:
    shown = {"sheet": told, "back": back, "files": _files(of, pk, SLIPS)}
    return render(request, "decisions/slips_paper.html", {**shown, "paper": {"proposed": True}})


def _file(told: printing.Told, what: str, kind: str, *, public: bool = False) -> HttpResponse:
    if told is None or kind not in documents.FORMATS:
        raise Http404
    return _drawn(documents.drawn(*told, kind), what, kind, public=public)


def _drawn(data: bytes, what: str, kind: str, *, public: bool = False) -> HttpResponse:
    return serve(data, documents.FORMATS[kind][0], f"{what}.{kind}", public=public)
