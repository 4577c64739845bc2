"""Sổ việc mật: numbers and days, for the head and whom the head names. No word is ever typed."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_safe

from civics.errors import Refused
from danchu.documents.reading import FORMATS
from danchu.kit.clock import today
from danchu.kit.pages import page, serve, tell
from danchu.people.gate import desk
from danchu.people.models import Term
from danchu.petitions import access, clocks, opened, papers, reading
from danchu.petitions.actions import register
from danchu.petitions.models import Denunciation, DenunciationState
from danchu.petitions.office_forms import AssignForm, SecretForm, StopForm
from danchu.rulebook import citing


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def matters(request: HttpRequest) -> HttpResponse:
    """The register of one's own commune; a new number is given by its head."""
    on = today()
    unit = access.heads(request.user, on=on).first()
    kept = access.register_of(request.user, on=on)
    if unit is None and not kept.exists():
        raise Http404
    by = access.register_term(request.user, unit, on=on) if unit else None
    form = SecretForm(request.POST or None, initial={"received_on": on})
    if by is not None and form.is_valid():
        try:
            made = register.enter_secret(**form.cleaned_data, by=by, on=on)
        except Refused as refused:
            tell(form, refused)
        else:
            return redirect("petitions:secret", made.pk)
    rows = reading.register(kept.order_by("-year", "-number"), on=on)
    guides = citing.guides(clocks.AT_REGISTER, unit, on=on)
    shown = {"rows": rows, "head": unit is not None, "guides": guides}
    return opened.private(page(request, "petitions/register.html", form=form, **shown))


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def matter(request: HttpRequest, pk: int) -> HttpResponse:
    """Việc mật số N: where it stands, by which day, who is in charge."""
    on = today()
    found = get_object_or_404(access.register_of(request.user, on=on), pk=pk)
    by = access.register_term(request.user, found.unit, on=on)
    if by is None:
        raise Http404
    form = AssignForm(request.POST if "to" in request.POST else None)
    form.on_case(None, on=on, colleagues=access.colleagues(found.unit, on=on))
    stop = StopForm(request.POST if request.POST.get("viec") == STOP else None)
    if request.method == "POST":
        try:
            _act(request.POST.get("viec", ""), found, form, stop, by=by)
        except Refused as refused:
            typed = next((one for one in (form, stop) if one.is_bound), None)
            tell(typed, refused) if typed else messages.error(request, refused.message)
        else:
            messages.success(request, "Đã ghi sổ.")
            return redirect("petitions:secret", pk)
    return _shown(request, found, form, stop)


STOP = "rut"
ACTS = {
    "thu-ly": register.accept_secret,
    "gia-han": register.extend_secret,
    "xong": register.settle_secret,
    "cong-khai": register.publish_secret,
}
CLOSED = {"khong-thu-ly": DenunciationState.REFUSED, "chuyen": DenunciationState.REFERRED}


def _act(what: str, one: Denunciation, form: AssignForm, stop: StopForm, *, by: Term) -> None:
    if what in ACTS:
        ACTS[what](one, by=by, on=today())
    elif what in CLOSED:
        register.close_unaccepted(one, CLOSED[what], by=by, on=today())
    elif stop.is_valid():
        register.stop_secret(one, **stop.cleaned_data, by=by, on=today())
    elif form.is_valid():
        register.put_in_charge(one, form.cleaned_data["to"], by=by, on=today())
    else:
        raise Refused("Chưa chọn việc làm.")


@desk
@require_safe
def paper(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """The paper of where it stands: number and days, the rest by pen. Kept nowhere."""
    found = get_object_or_404(access.register_of(request.user, on=today()), pk=pk)
    if kind not in FORMATS:
        raise Http404
    data, content_type = papers.file(papers.of_secret(found), kind, papers.face())
    name = f"viec-mat-so-{found.number}-{found.year}.{kind}"
    return opened.private(serve(data, content_type, name, public=False))


def _shown(
    request: HttpRequest, found: Denunciation, form: AssignForm, stop: StopForm
) -> HttpResponse:
    on = today()
    keys = [clocks.CHECK, clocks.DENOUNCE_REFER, clocks.RESOLVE, clocks.RESOLVE_MORE]
    shown = {
        "one": found,
        "face": reading.clock_of_secret(found, on=on),
        "steps": reading.entries(found),
        "guides": citing.guides(clocks.AT_REGISTER, found.unit, on=on),
        "stop": stop,
        "failed": stop.is_bound,
        "settled_all_the_same": citing.guides([register.WITHDRAW], found.unit, on=on),
        "in_charge": access.in_charge_of(found),
        "head": access.heads(request.user, on=on).filter(pk=found.unit_id).exists(),
        "cites": citing.cites([*keys, clocks.DENOUNCE_PUBLISH], found.unit, on=found.received_on),
    }
    return opened.private(page(request, "petitions/secret.html", form=form, **shown))
