"""“Sổ hộ”: the households of a community, on the clerk's desk and on the phone of its head."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from civics.errors import Refused
from danchu.kit import files
from danchu.kit.clock import today
from danchu.kit.pages import page, serve, tell
from danchu.people import access, actions
from danchu.people.access.rolls import ERASERS, KEEPERS, READERS
from danchu.people.gate import desk
from danchu.people.models import Role, Term
from danchu.people.roll import across, reading
from danchu.people.roll.forms import ACTS, AddForm, ProxyForm
from danchu.places.models import Unit

ONE_ROLL = "Một hộ chỉ ở một sổ: hãy xem lại ở trang Sổ hộ."


@desk
@require_safe
def rolls(request: HttpRequest) -> HttpResponse:
    """The rolls this person reads: counts and how fresh they are, no names."""
    on = today()
    if not access.terms_of(request.user, on=on).filter(role__in=READERS).exists():
        raise Http404
    units = list(access.rolls_seen(request.user, on=on))
    keeps = access.terms_of(request.user, on=on).filter(role__in=KEEPERS).exists()
    shown = {"overview": reading.overview(units, on=on), "keeps": keeps}
    office = list(access.rolls_seen(request.user, on=on, roles=access.OFFICE))
    shown["twice"] = across.written_twice(office, on=on)
    return render(request, "people/rolls.html", shown)


@desk
@require_safe
def roll(request: HttpRequest, slug: str) -> HttpResponse:
    """The households of one community. Opening the names is noted."""
    on = today()
    unit = get_object_or_404(access.rolls_seen(request.user, on=on), slug=slug)
    actions.look_at_roll(unit, by=term_for(request, unit, READERS), on=on)
    keeps = access.roll_term(request.user, unit, KEEPERS, on=on)
    shown = reading.roll(unit, request.GET.get("q", ""), request.GET.get("xem", ""), on=on)
    return render(
        request,
        "people/roll.html",
        {
            "unit": unit,
            "roll": shown,
            "keeps": keeps,
            "heads": keeps and keeps.role == Role.COMMUNITY_HEAD,
            "frozen": access.frozen_seen(request.user, on=on).filter(unit=unit)[:10],
        },
    )


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, slug: str) -> HttpResponse:
    """A household that moved in, or that the roll lacked."""
    on = today()
    unit = get_object_or_404(access.rolls_seen(request.user, on=on, roles=KEEPERS), slug=slug)
    form = AddForm(request.POST or None, initial={"day": on})
    if form.is_valid():
        try:
            made = form.do(unit, by=(by := term_for(request, unit, KEEPERS)), on=on)
        except Refused as refused:
            tell(form, refused)
        else:
            messages.success(request, f"Đã ghi hộ số {made.number}, {made.name}.")
            for one in reading.looks_like(made):
                messages.warning(request, f"Gần giống hộ số {one.number}, {one.name}: hãy xem lại.")
            for one in across.elsewhere(made, on=on) if by.role in access.OFFICE else ():
                messages.warning(request, f"Sổ {one.unit.spoken_name} cũng có {one}. {ONE_ROLL}")
            return redirect("people:household", made.pk)
    return page(request, "people/roll_add.html", form=form, unit=unit)


@desk
@require_POST
def confirm(request: HttpRequest, slug: str) -> HttpResponse:
    """ "Sổ hộ đúng đến ngày …", by the head of the community."""
    on = today()
    heads = [Role.COMMUNITY_HEAD]
    unit = get_object_or_404(access.rolls_seen(request.user, on=on, roles=heads), slug=slug)
    try:
        made = actions.confirm_roll(unit, by=term_for(request, unit, heads), on=on)
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, f"Đã xác nhận: sổ có {made.whole} hộ, đúng đến {on:%d/%m/%Y}.")
    return redirect("people:roll", slug)


@desk
@require_safe
def household(request: HttpRequest, pk: int) -> HttpResponse:
    """One household: who speaks, what was done with it, its proxies. Opening it is noted."""
    on = today()
    one = get_object_or_404(access.households_seen(request.user, on=on), pk=pk)
    actions.look_at_household(one, by=term_for(request, one.unit, READERS), on=on)
    return render(
        request,
        "people/household.html",
        {
            "household": one,
            "shown": reading.household(one, on=on),
            "keeps": access.roll_term(request.user, one.unit, KEEPERS, on=on),
            "erases": access.roll_term(request.user, one.unit, ERASERS, on=on),
            "acts": [(what, form.title) for what, form in ACTS.items()],
        },
    )


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def household_act(request: HttpRequest, pk: int, what: str) -> HttpResponse:
    """Moved away, split, merged, another representative, corrected, struck: with day and ground."""
    on = today()
    kept = access.households_seen(request.user, on=on, roles=KEEPERS)
    one = get_object_or_404(kept, pk=pk)
    if what not in ACTS:
        raise Http404
    form = ACTS[what](request.POST or None, household=one)
    if form.is_valid():
        try:
            after = form.do(by=term_for(request, one.unit, KEEPERS), on=on)
        except Refused as refused:
            tell(form, refused)
        else:
            messages.success(request, form.done)
            return redirect("people:household", after.pk)
    return page(request, "people/household_act.html", form=form, household=one)


@desk
@require_POST
def erase(request: HttpRequest, pk: int) -> HttpResponse:
    """Names and addresses of a household that left, because somebody of it asked."""
    on = today()
    one = get_object_or_404(access.households_seen(request.user, on=on, roles=ERASERS), pk=pk)
    try:
        actions.erase_household(one, by=term_for(request, one.unit, ERASERS), on=on)
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, "Đã xóa tên và địa chỉ. Hộ vẫn được đếm như trước.")
    return redirect("people:household", pk)


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def proxy(request: HttpRequest, pk: int) -> HttpResponse:
    """A proxy given on paper."""
    on = today()
    kept = access.households_seen(request.user, on=on, roles=KEEPERS)
    one = get_object_or_404(kept, pk=pk)
    form = ProxyForm(request.POST or None, request.FILES or None, initial={"since": on})
    if form.is_valid():
        try:
            form.do(one, by=term_for(request, one.unit, KEEPERS), on=on)
        except Refused as refused:
            tell(form, refused)
        else:
            messages.success(request, "Đã ghi giấy ủy quyền.")
            return redirect("people:household", pk)
    return page(request, "people/proxy.html", form=form, household=one)


@desk
@require_POST
def proxy_end(request: HttpRequest, pk: int) -> HttpResponse:
    """The household speaks for itself again."""
    on = today()
    one = get_object_or_404(access.proxies_kept(request.user, on=on), pk=pk)
    try:
        actions.withdraw_proxy(one, by=term_for(request, one.household.unit, KEEPERS), on=on)
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, "Đã ghi thôi ủy quyền.")
    return redirect("people:household", one.household_id)


@desk
@require_safe
def proxy_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The picture or scan of a proxy, for whoever keeps the roll."""
    kept = access.proxies_kept(request.user, on=today())
    paper = get_object_or_404(kept, pk=pk, paper__isnull=False).paper
    data = files.read_sealed(paper.stored_as)
    return serve(data, paper.content_type, paper.name, public=False)


def term_for(request: HttpRequest, unit: Unit, roles: "tuple[Role, ...] | list[Role]") -> Term:
    """The term under which this person reads or keeps the roll of `unit`; 404 without one."""
    term = access.roll_term(request.user, unit, roles, on=today())
    if term is None:
        raise Http404
    return term
