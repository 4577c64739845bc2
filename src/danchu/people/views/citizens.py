"""Citizens come in: a code to the phone. Nobody here says whether a number is known."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from civics.errors import Refused
from danchu.kit import limits, logs
from danchu.kit.clock import today
from danchu.kit.pages import page, tell
from danchu.people import actions, entry, gate, gateway, levels, tries
from danchu.people.models import User
from danchu.people.proof_forms import NumberForm, SentCodeForm

SENT = "phone.sent"


@require_safe
def table(request: HttpRequest) -> HttpResponse:
    """What a session of each level may do, in words: the very table the gate reads."""
    return render(request, "people/levels.html", {"levels": levels.TABLE})


@never_cache
@sensitive_post_parameters("number")
@require_http_methods(["GET", "HEAD", "POST"])
def phone(request: HttpRequest) -> HttpResponse:
    """Ask for a code. The answer is the same for every number."""
    through = gateway.configured()
    if through is None:
        raise Http404
    form = NumberForm(request.POST or None)
    if form.is_valid():
        number = form.cleaned_data["number"]
        attempt = tries.SentCodes(request, number)
        if not attempt.allowed():
            logs.security("sign_in.phone", request, None, "limited")
            return limits.too_many(request, attempt.again_at())
        try:
            sent = actions.send_code(number, through)
        except Refused as refused:
            logs.security("sign_in.phone", request, None, "not sent")
            tell(form, refused)
        else:
            logs.security("sign_in.phone", request, None, "sent")
            return _on_to_the_code(request, sent.pk, number[-3:], form.cleaned_data["shared"])
    return page(request, "people/phone.html", form=form, onward=entry.onward(request))


def _on_to_the_code(request: HttpRequest, pk: int, ends: str, shared: bool) -> HttpResponse:
    """The code is good in this browser only; the number itself is not kept."""
    wanted = entry.onward(request)
    request.session[SENT] = {"pk": pk, "ends": ends, "shared": shared, "next": wanted}
    return redirect("people:phone_code")


@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def phone_code(request: HttpRequest) -> HttpResponse:
    """Type the code that came."""
    sent = request.session.get(SENT)
    if sent is None:
        return redirect("people:phone")
    form = SentCodeForm(request.POST or None)
    if form.is_valid():
        try:
            person = actions.enter_by_code(sent["pk"], form.cleaned_data["code"], on=today())
        except Refused as refused:
            logs.security("sign_in.phone_code", request, None, "refused")
            tell(form, refused)
        else:
            logs.security("sign_in.phone_code", request, person.pk, "ok")
            del request.session[SENT]
            entry.with_phone_code(request, person, shared=sent["shared"])
            return redirect(sent["next"] or "people:account")
    return page(request, "people/phone_code.html", form=form, ends=sent["ends"])


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest) -> HttpResponse:
    """Second of two taps: a citizen takes everything back."""
    person = request.user
    if not isinstance(person, User):
        return gate.to_sign_in(request)
    if request.method != "POST":
        return render(request, "people/leave.html", {"person": person})
    try:
        actions.leave(person, on=today())
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect("people:account")
    logs.security("account.leave", request, person.pk, "ok")
    return entry.out(request)
