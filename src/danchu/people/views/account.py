"""One's own account: who I am here, the authenticator app, the password, the PIN."""

from typing import Any

from django.conf import settings
from django.contrib import auth, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from civics.errors import Refused
from danchu.kit import limits, logs
from danchu.kit.clock import today
from danchu.kit.pages import page, tell
from danchu.people import access, actions, codes, entry, gate, levels, oidc, tries
from danchu.people.forms import ChangePinForm, EnrolForm, PasswordForm
from danchu.people.models import User
from danchu.people.views.signing import WRONG_CODE

SECRET, FRESH = "enrol.secret", "enrol.fresh"
CITIZENS = {levels.PHONE_CODE, levels.IDENTITY}
WITH_PASSWORD = {levels.PASSWORD_CODE, levels.PASSKEY}


@never_cache
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """Who I am here: my terms, my phones, how I come in."""
    person = request.user
    if not isinstance(person, User):
        return gate.to_sign_in(request)
    return render(request, "people/account.html", _own(request, person))


def _own(request: HttpRequest, person: User) -> dict[str, Any]:
    """All that stands here of one person, and what this session may change."""
    level, on = gate.level(request), today()
    in_office = access.terms_of(person, on=on).exists()
    return {
        "person": person,
        "terms": access.all_terms_of(person),
        "citizen": not access.ever_in_office(person) and level in CITIZENS,
        "devices": access.own_devices(person),
        "here": gate.device_of(request),
        "by_password": level in WITH_PASSWORD and person.has_usable_password(),
        "level": level,
        "passkeys": access.own_passkeys(person),
        "may_add": in_office and not gate.shared_phone(request),
        "identity": access.own_identity(person),
        "number": access.own_number(person),
        "label": settings.OIDC_LABEL if oidc.configured() else "",
        "runs_people": access.office_terms(person, on=on).exists(),
        "on": on,
        "frame": "kit/desk.html" if in_office else "kit/base.html",
    }


@never_cache
@sensitive_post_parameters("code", "current")
@require_http_methods(["GET", "HEAD", "POST"])
def enrol(request: HttpRequest) -> HttpResponse:
    """An authenticator app: the first right after the password, or another in its place."""
    person = gate.password_person(request)
    if person is None:
        return gate.to_sign_in(request)
    replacing = codes.enrolled(person)
    if replacing and gate.half_signed_in(request):
        return gate.to_sign_in(request)
    secret = request.session.setdefault(SECRET, codes.new_secret())
    form = EnrolForm(request.POST or None, replacing=replacing)
    if form.is_valid():
        attempt = tries.Code(request, person)
        if not attempt.allowed():
            return limits.too_many(request, attempt.again_at())
        counter = codes.matches(secret, form.cleaned_data["code"])
        if counter is None:
            form.add_error("code", WRONG_CODE)
        elif replacing and not codes.check(person, form.cleaned_data["current"]):
            form.add_error("current", WRONG_CODE)
        else:
            attempt.forgive()
            return _enrolled(request, person, secret, counter)
    shown = {"secret": secret, "address": codes.app_address(person, secret), "person": person}
    shown |= {"replacing": replacing, "onward": entry.onward(request)}
    return page(request, "people/enrol.html", form=form, **shown)


def _enrolled(request: HttpRequest, person: User, secret: str, counter: int) -> HttpResponse:
    used = actions.enrol_app(person, secret, used=counter, on=today())
    del request.session[SECRET]
    entry.after_enrolment(request, used)
    logs.security("enrol.app", request, person.pk, "ok")
    request.session[FRESH] = entry.landing(entry.onward(request))
    return redirect("people:recovery_codes")


@never_cache
@require_safe
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """Shown once, right after enrolling. New ones come with enrolling anew."""
    person = request.user
    if not isinstance(person, User):
        return gate.to_sign_in(request)
    onward = request.session.pop(FRESH, None)
    shown = codes.recovery_codes(person) if onward else []
    return render(request, "people/recovery_codes.html", {"codes": shown, "onward": onward})


@never_cache
@sensitive_post_parameters("old", "new", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """A new password; whoever got theirs from the office must choose one first."""
    person = request.user
    if not isinstance(person, User) or gate.level(request) not in WITH_PASSWORD:
        return gate.to_sign_in(request)
    form = PasswordForm(request.POST or None, person=person)
    if form.is_valid():
        attempt = tries.Password(request, person.username)
        if not attempt.allowed():
            return limits.too_many(request, attempt.again_at())
        if person.check_password(form.cleaned_data["old"]):
            attempt.forgive()
            changed = actions.change_password(person, form.cleaned_data["new"], on=today())
            auth.update_session_auth_hash(request, changed)
            request.session.pop(gate.CHANGE, None)
            logs.security("password.change", request, person.pk, "ok")
            messages.success(request, "Đã đổi mật khẩu. Các máy khác đã được thoát ra.")
            return redirect("people:account")
        form.add_error("old", "Mật khẩu đang dùng chưa đúng.")
    must = bool(request.session.get(gate.CHANGE))
    return page(request, "people/password.html", form=form, must=must)


@never_cache
@sensitive_post_parameters("old", "pin", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def pin(request: HttpRequest) -> HttpResponse:
    """A new PIN for the phone in hand."""
    found = entry.phone_here(request)
    if found is None:
        return gate.to_sign_in(request)
    device, secret = found
    form = ChangePinForm(request.POST or None)
    if form.is_valid():
        try:
            actions.change_pin(
                device, secret, form.cleaned_data["old"], form.cleaned_data["pin"], on=today()
            )
        except Refused as refused:
            logs.security("pin.change", request, device.person_id, "refused")
            tell(form, refused)
        else:
            logs.security("pin.change", request, device.person_id, "ok")
            messages.success(request, "Đã đổi mã PIN của máy này.")
            return redirect("people:account")
    return page(request, "people/pin.html", form=form)
