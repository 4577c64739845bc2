"""The office's inbox, the nearest day first, and what is done with several cases at once."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from danchu.kit import narrowing
from danchu.kit.clock import today
from danchu.kit.pages import page
from danchu.people import gate
from danchu.people.gate import desk
from danchu.petitions import access, reading, together
from danchu.petitions.inbox import Office, at_office, picked
from danchu.petitions.office_forms import ActForm, CasesForm
from danchu.petitions.together import Together, Unfit

CLOSED_SHOWN, PER_PAGE = 10, 25
OPENS = "mo"  # name of the button that asks for an act's form


@desk
@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """Đơn, phản ánh: open ones, the nearest last day first; then the last ones closed."""
    return _inbox(request, at_office(request))


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def bulk(request: HttpRequest, slug: str) -> HttpResponse:
    """One act on the ticked cases: all of them, or none and the list of those in the way."""
    on, at, one = today(), at_office(request), together.BY_SLUG.get(slug)
    if one is None:
        raise Http404
    back = f"{reverse('petitions:inbox')}?{request.GET.urlencode()}".rstrip("?")
    if request.method != "POST":  # a link of the page that came back with errors
        return redirect(back)
    kept = access.kept_by(request.user, on=on).filter(unit=at.unit)
    chosen = CasesForm(request.POST, cases=kept.open())
    if OPENS in request.POST:
        return _inbox(request, at, Back(one, chosen, _empty(request, at, one), tried=False))
    form = one.form(request.POST, prefix=slug)
    form.on_case(None, on=on, **_rows(request, at))
    if not (chosen.is_valid() and form.is_valid()):
        return _inbox(request, at, Back(one, chosen, form))
    cases = list(chosen.cleaned_data["cases"])
    unfit = together.all_or_none(cases, one, form.cleaned_data, by=at.term, on=on)
    if unfit:
        return _inbox(request, at, Back(one, chosen, form, unfit))
    messages.success(request, f"{one.done} {len(cases)} đơn.")
    return redirect(back)


def _empty(request: HttpRequest, at: Office, one: Together) -> ActForm:
    """The form of an act that is asked for, with what was typed in it before another was."""
    form = one.form(None, prefix=one.slug, initial=together.typed(request.POST, one))
    form.on_case(None, on=today(), **_rows(request, at))
    return form


class Back(NamedTuple):
    """An act begun, or come back undone: its form, what was ticked, which cases were in the way."""

    act: Together
    chosen: CasesForm
    form: ActForm
    unfit: Sequence[Unfit] = ()
    tried: bool = True  # False: only its form was asked for

    @property
    def ticked(self) -> list[str]:
        return [str(one) for one in self.chosen["cases"].value() or ()]

    @property
    def begun(self) -> list[tuple[str, str]]:
        """What was typed in the forms of other acts: it is carried along."""
        sent = self.chosen.data.items()
        return [(name, str(words)) for name, words in sent if together.of_another(name, self.act)]


def _inbox(request: HttpRequest, at: Office, back: Back | None = None) -> HttpResponse:
    on = today()
    kept = access.kept_at(request.user, at.unit)
    rows, picks = picked(request, kept.open(), at.term)
    words = request.GET.get("q", "")[:200]
    keys = rows.saying(words).nearest_first().values_list("pk", flat=True)
    whole = None if words else next(pick.cases for pick in picks if pick.chosen)
    # Sorted by key, for whole rows are wide.
    sheet = narrowing.pages(request.GET, keys, per=PER_PAGE, whole=whole)
    shown = kept.in_bulk(sheet.rows)
    closed = kept.closed().select_related(None).saying(words).latest_first()[:CLOSED_SHOWN]
    return page(
        request,
        "petitions/inbox.html",
        unit=at.unit,
        picks=picks,
        pages=sheet,
        rows=reading.rows([shown[pk] for pk in sheet.rows if pk in shown], on=on),
        closed=reading.closed_rows(closed),
        acts=together.at(at.unit),
        back=back,
        q=words,
        failed=back is not None and back.tried,
        secret=access.heads_by(gate.terms(request)),
    )


def _rows(request: HttpRequest, at: Office) -> dict[str, Any]:
    on = today()
    return {
        "colleagues": access.colleagues(at.unit, on=on),
        "templates": access.templates_of(at.unit),
        "kept": access.kept_at(request.user, at.unit),
    }
