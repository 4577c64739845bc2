"""“Đơn vị”: the units of a commune (or the communes of the province), and decisions about them."""

from typing import NamedTuple

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_safe

from civics.errors import Refused
from danchu.kit.clock import today
from danchu.kit.pages import page, tell
from danchu.people import access
from danchu.people.gate import desk
from danchu.people.models import Term
from danchu.people.unit_acts import preview
from danchu.people.unit_forms import FORMS, UndoForm
from danchu.places import actions
from danchu.places.carrying import placed
from danchu.places.models import Kind, Unit

ACTS = {"sap-nhap": "Sáp nhập", "tach": "Tách", "giai-the": "Giải thể", "doi-ten": "Đổi tên"}


class Scope(NamedTuple):
    """Under which term, and whose units: a commune's, or the communes of the province."""

    term: Term
    above: Unit

    @property
    def query(self) -> str:
        """Carried along by every link when the province looks into one commune."""
        return "" if self.above.pk == self.term.unit_id else f"?xa={self.above.slug}"


@desk
@require_safe
def units(request: HttpRequest) -> HttpResponse:
    """The units of a commune, the table to bring more, and the decisions about them."""
    scope = _scope(request)
    acts = access.acts_ordered_by(scope.term)
    if scope.query:
        acts = acts.filter(above=scope.above)
    return page(
        request,
        "people/units.html",
        scope=scope,
        units=access.units_ordered_in(scope.above, on=today()),
        acts=acts[:50],
        kinds=ACTS.items(),
        communes=scope.above.kind == Kind.PROVINCE,
    )


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def reorganise(request: HttpRequest, what: str) -> HttpResponse:
    """Merge, split, dissolve or rename: fill, see what hangs on it, then confirm."""
    scope = _scope(request)
    if what not in FORMS:
        raise Http404
    offered = access.units_ordered_in(scope.above, on=today())
    form = FORMS[what](request.POST or None, units=offered, above=scope.above)
    shown = None
    if form.is_valid():
        try:
            if "confirm" in request.POST:
                act = form.do(by=scope.term, on=today())
                messages.success(request, f"Đã ghi: {act.words}.")
                return redirect("people:unit_act", act.pk)
            shown = preview(form, by=scope.term, on=today())
        except Refused as refused:
            tell(form, refused)
    back = "back" in request.POST
    return page(
        request,
        "people/reorganise.html" if shown is None or back else "people/reorganise_preview.html",
        form=form,
        scope=scope,
        title=ACTS[what],
        shown=shown,
    )


@desk
@require_safe
def act(request: HttpRequest, pk: int) -> HttpResponse:
    """One decision: what it said, what hung there, what became of it, who needs a new term."""
    scope = _scope(request)
    found = get_object_or_404(access.acts_ordered_by(scope.term), pk=pk)
    return page(
        request,
        "people/unit_act.html",
        act=found,
        scope=scope,
        terms=access.terms_ended_by(found),
        placed=placed(found),
        moves=found.moves.select_related("old", "heir"),
        form=UndoForm(),
    )


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """A decision mistyped: taken back with a reason, while nothing new hangs on it."""
    scope = _scope(request)
    found = get_object_or_404(access.acts_ordered_by(scope.term), pk=pk)
    form = UndoForm(request.POST or None)
    if form.is_valid():
        try:
            actions.undo(found, why=form.cleaned_data["why"], by=scope.term, on=today())
        except Refused as refused:
            tell(form, refused)
        else:
            messages.success(request, f"Đã hủy: {found.words}.")
            return redirect("people:unit_act", pk)
    return page(request, "people/unit_act_undo.html", act=found, form=form, scope=scope)


def _scope(request: HttpRequest) -> Scope:
    """Who orders what here; whoever orders nothing finds no page."""
    term = access.units_term(request.user, on=today())
    if term is None:
        raise Http404
    slug = request.GET.get("xa")
    if not slug:
        return Scope(term, term.unit)
    communes = access.communes_ordered_by(term, on=today())
    return Scope(term, get_object_or_404(communes, slug=slug))
