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
from danchu.petitions.together import Unfit

CLOSED_SHOWN, PER_PAGE = 10, 25
OPENS = "mo"  # the button that asks for an act's form


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
    begun = [(k, v) for k, v in request.POST.items() if together.of_another(k, one)]
    if OPENS in request.POST:  # its form is asked for: what was ticked and typed stays
        form = one.form(None, prefix=slug, initial=together.typed(request.POST, one))
        form.on_case(None, on=on, **_rows(request, at))
        return _inbox(request, at, Back(slug, chosen, form, begun, tried=False))
    form = one.form(request.POST, prefix=slug)
    form.on_case(None, on=on, **_rows(request, at))
    if not (chosen.is_valid() and form.is_valid()):
        return _inbox(request, at, Back(slug, chosen, form, begun))
    cases = list(chosen.cleaned_data["cases"])
    unfit = together.all_or_none(cases, one, form.cleaned_data, by=at.term, on=on)
    if unfit:
        return _inbox(request, at, Back(slug, chosen, form, begun, unfit))
    messages.success(request, f"{one.done} {len(cases)} đơn.")
    return redirect(back)


class Back(NamedTuple):
    """An act begun, or come back undone: its form, what was ticked, which cases were in the way."""

    slug: str
    chosen: CasesForm
    form: ActForm
    begun: Sequence[tuple[str, str]]  # what was typed in the forms of other acts
    unfit: Sequence[Unfit] = ()
    tried: bool = True  # False: only its form was asked for

    @property
    def ticked(self) -> list[str]:
        return [str(one) for one in self.chosen["cases"].value() or ()]


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
        ticked=back.ticked if back else (),
        opens=OPENS,
        asked=f"?{request.GET.urlencode()}" if request.GET else "",
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
