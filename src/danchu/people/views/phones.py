"""Part-time people come in: an activation card once, then a PIN on the same phone."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from civics.errors import Refused
from danchu.kit import limits, logs
from danchu.kit.clock import today
from danchu.kit.pages import page, tell
from danchu.people import access, actions, entry, secrets, tries
from danchu.people.actions.cards import why_not
from danchu.people.forms import CardCodeForm, CardForm, EnterForm
from danchu.people.models import Card
from danchu.people.names import device_name, masked


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def card_code(request: HttpRequest) -> HttpResponse:
    """For phones that cannot scan: the code is typed from the paper."""
    form = CardCodeForm(request.POST or None)
    if form.is_valid():
        return redirect("people:card", form.cleaned_data["code"])
    return page(request, "people/card_code.html", form=form)


@never_cache
@sensitive_post_parameters("pin", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def card(request: HttpRequest, code: str) -> HttpResponse:
    """Opening the link only shows whose card it is (Zalo opens links too); the button binds."""
    code_hash = secrets.code_hash(code)
    if not tries.card_allowed(request, code_hash):
        return limits.too_many(request, limits.again_at(timedelta(hours=1)))
    found = access.card_with(code_hash)
    reason = (
        why_not(found, on=today())
        if found
        else "Không có thẻ nào mang mã này. Hãy xem lại từng chữ."
    )
    if found is None or reason:
        logs.security("card.open", request, found.person_id if found else None, "refused")
        return render(request, "people/card_refused.html", {"reason": reason}, status=404)
    form = CardForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _bind(request, found, form)
        except Refused as refused:
            logs.security("card.bind", request, found.person_id, "refused")
            tell(form, refused)
    return page(
        request, "people/card.html", form=form, name=masked(found.person.full_name), card=found
    )


def _bind(request: HttpRequest, found: Card, form: CardForm) -> HttpResponse:
    response = redirect(entry.landing())
    if form.cleaned_data["shared"]:
        entry.once(request, actions.enter_once(found, on=today()))
    else:
        name = device_name(request.headers.get("User-Agent", ""))
        bound = actions.bind_device(found, form.cleaned_data["pin"], name=name, on=today())
        entry.keep_phone(request, response, bound.secret)
        entry.with_phone(request, bound.device, shared=False)
        messages.success(request, "Máy này đã kích hoạt. Lần sau vào chỉ cần mã PIN vừa chọn.")
    logs.security("card.bind", request, found.person_id, "ok")
    return response


@never_cache
@sensitive_post_parameters("pin")
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """The PIN of a phone bound in this browser. The phone counts its own tries; no address does."""
    known = entry.phones(request)
    open_here = {device: secret for device, secret in known.items() if device.live}
    if not open_here:
        return render(request, "people/no_phone.html", {"closed": list(known)})
    form = EnterForm(request.POST or None, devices=list(open_here))
    if form.is_valid():
        device = form.chosen
        try:
            actions.check_pin(device, open_here[device], form.cleaned_data["pin"], on=today())
        except Refused as refused:
            logs.security("sign_in.pin", request, device.person_id, "refused")
            tell(form, refused)
        else:
            logs.security("sign_in.pin", request, device.person_id, "ok")
            entry.with_phone(request, device, shared=form.cleaned_data["shared"])
            return redirect(entry.landing(entry.onward(request)))
    return page(
        request,
        "people/enter.html",
        form=form,
        devices=list(open_here),
        onward=entry.onward(request),
    )
