"""Nhật ký: who did what in a unit, for its head, the province and the inspector."""

from datetime import date
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from civics.errors import Refused
from danchu.front import actions, extracts
from danchu.front.asking import Question, question
from danchu.front.audit import READERS, Reader, reader, said
from danchu.front.trail_form import TrailForm
from danchu.kit import trail as entries
from danchu.kit.clock import today
from danchu.kit.models import TrailExtract
from danchu.kit.pages import page
from danchu.kit.readable import number
from danchu.people.access import Person, terms_of
from danchu.people.gate import desk
from danchu.people.models import Term

PER_PAGE = 50
ON_PAPER = 300  # some eight sheets of A4; more belongs into a file
MOST_EXTRACTS = 50


@desk
@require_safe
def trail(request: HttpRequest) -> HttpResponse:
    """Newest day first; `?truoc=` continues below an entry, so new ones never shift a page."""
    return _listed(request, _reader(request.user, on=today()))


@desk
@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """What this account did itself; for everybody in office."""
    return _listed(request, reader(request.user, on=today()), own=True)


@desk
@require_safe
def sheet(request: HttpRequest) -> HttpResponse:
    """The filtered entries on A4, the newest first, at most ON_PAPER of them."""
    of = _reader(request.user, on=today())
    form = TrailForm(request.GET, of=of)
    if not form.is_valid():
        return redirect("/nhat-ky/?" + request.GET.urlencode())
    asked = question(form, request.GET.dict())
    rows = entries.newest(asked.asked, most=ON_PAPER + 1)
    return page(
        request,
        "front/trail_sheet.html",
        rows=said(rows[:ON_PAPER], of),
        more=len(rows) > ON_PAPER,
        most=ON_PAPER,
        words=asked.words,
        term=_term(request.user, on=of.on),
        paper=_paper(_term(request.user, on=of.on), on=of.on),
        back=f"/nhat-ky/{asked.address()}",
    )


@desk
def extracts_made(request: HttpRequest) -> HttpResponse:
    """GET: the slips of this account. POST: make one of the question asked."""
    of = _reader(request.user, on=today())
    if request.method != "POST":
        mine = _extracts(request.user).order_by("-pk")[:MOST_EXTRACTS]
        return page(request, "front/extracts.html", extracts=mine)
    form = TrailForm(request.POST, of=of)
    if form.is_valid():
        asked = question(form, request.POST.dict())
        try:
            by, form_of_file = _term(request.user, on=of.on), request.POST.get("dang", "")
            made = actions.export_trail(asked, form=form_of_file, by=by, on=of.on)
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            return redirect("front:extract", made.pk)
    return _shown(request, form, of, None)


@desk
@require_safe
def extract(request: HttpRequest, pk: int) -> HttpResponse:
    """One slip: what was asked, the file to fetch, and its hash once it has gone out whole."""
    _reader(request.user, on=today())
    made = get_object_or_404(_extracts(request.user), pk=pk)
    form = extracts.FORMS[made.form]
    return page(
        request, "front/extract.html", made=made, form_name=form.name, file=extracts.file_name(made)
    )


@desk
@require_POST
def extract_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The file, streamed. Once it has arrived whole it is not made again: take a new extract."""
    of = _reader(request.user, on=today())
    made = get_object_or_404(_extracts(request.user), pk=pk)
    form = TrailForm(made.asked, of=of)
    if made.sha256 or not form.is_valid():
        return redirect("front:extract", made.pk)
    asked = question(form, made.asked).asked._replace(upto=made.upto)
    response = StreamingHttpResponse(
        extracts.stream(made, asked, of), content_type=extracts.FORMS[made.form].content_type
    )
    response["Content-Disposition"] = f'attachment; filename="{extracts.file_name(made)}"'
    response["Content-Encoding"] = "identity"  # the bytes of the hash are the bytes of the line
    response["X-Content-Type-Options"] = "nosniff"
    return cast("HttpResponse", response)


@desk
@require_safe
def extract_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Phiếu trích nhật ký on A4: handed over with the file, so that it can be checked."""
    _reader(request.user, on=today())
    made = get_object_or_404(_extracts(request.user).exclude(sha256=""), pk=pk)
    term = get_object_or_404(Term.objects.select_related("unit", "person"), pk=made.term_id)
    return page(
        request,
        "front/extract_sheet.html",
        made=made,
        hash=[made.sha256[start : start + 8] for start in range(0, 64, 8)],
        form_name=extracts.FORMS[made.form].name,
        file=extracts.file_name(made),
        term=term,
        paper=_paper(term, on=made.made_on),
        back=f"/nhat-ky/trich/{made.pk}/",
    )


# ── what the pages share ──────────────────────────────────────────────────────────────────────


def _reader(person: Person, *, on: date) -> Reader:
    """Somebody who may read a trail; for everybody else there is no such page."""
    of = reader(person, on=on)
    if not of.units:
        raise Http404
    return of


def _term(person: Person, *, on: date) -> Term:
    """The term under which this person reads, and so takes an extract."""
    return terms_of(person, on=on).filter(role__in=READERS).order_by("pk")[0]


def _extracts(person: Person) -> Any:
    """Slips of this account alone."""
    return TrailExtract.objects.filter(account_id=person.pk or 0)


def _listed(request: HttpRequest, of: Reader, *, own: bool = False) -> HttpResponse:
    form = TrailForm(request.GET, of=of, own=own)
    asked = question(form, request.GET.dict()) if form.is_valid() else None
    return _shown(request, form, of, asked)


def _shown(
    request: HttpRequest, form: TrailForm, of: Reader, asked: Question | None
) -> HttpResponse:
    below = number(request.GET.get("truoc", ""))
    rows = entries.newest(asked.asked, below=below, most=PER_PAGE + 1) if asked else []
    older = asked.address(truoc=str(rows[PER_PAGE - 1].pk)) if asked and rows[PER_PAGE:] else ""
    return page(
        request,
        "front/trail.html",
        form=form,
        own=form.own,
        rows=said(rows[:PER_PAGE], of),
        asked=asked,
        here=request.path,
        older=older,
        newer=(asked.address() or request.path) if asked and below is not None else "",
        more_open=asked is not None and bool(set(asked.query) - {"q", "ma", "tai-khoan"}),
        forms=[(key, one.name) for key, one in extracts.FORMS.items()],
    )


def _paper(term: Term, *, on: date) -> dict[str, Any]:
    """The head of the sheets. Their layout is ours: no form is prescribed for them."""
    place = term.unit.province or term.unit
    return {
        "org_upper": "",
        "org": term.unit.full_name.upper(),
        "place": place.name,
        "day": on,
        "proposed": True,
    }
