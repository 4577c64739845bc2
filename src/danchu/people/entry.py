"""How a session begins, grows by a second factor, and ends. Views call these; nobody else does.

Passwords, and the state's identity of a civil servant, go through allauth's login stages, which ask
for the code; a passkey, a bound phone and a citizen's ways sign in directly.
"""

from allauth.account.internal.flows.login import (
    perform_password_login,
    record_authentication,
    resume_login,
)
from allauth.account.models import Login
from allauth.account.stages import LoginStage, LoginStageController
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from django.conf import settings
from django.contrib import auth
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from danchu.kit import clock, logs
from danchu.people import access, codes, gate, levels, secrets
from danchu.people.keys import Passkey
from danchu.people.models import Device, User

PHONE_COOKIE_AGE = 400 * 24 * 3600  # browsers keep none longer
PHONES_A_BROWSER = 4  # a family's phone may serve two people in office


# ── onward ────────────────────────────────────────────────────────────────────────────────────


def onward(request: HttpRequest) -> str:
    """Where the person wanted to go, if that is an address of this house."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if safe else ""


def landing(address: str = "") -> str:
    return address or resolve_url(settings.LOGIN_REDIRECT_URL)


# ── civil servants ────────────────────────────────────────────────────────────────────────────


def with_password(request: HttpRequest, person: User, *, shared: bool) -> HttpResponse:
    """The password was right: on to the code, or to enrolling an app."""
    address = landing(onward(request))
    _fresh(request, shared=shared)
    login = Login(user=person, redirect_url=address)
    response: HttpResponse = perform_password_login(request, {"username": person.username}, login)
    if codes.enrolled(person):
        return response
    return redirect(f"{reverse('people:enrol')}?{urlencode({'next': address})}")


def waiting_for_code(request: HttpRequest) -> LoginStage | None:
    """The stage of somebody whose password was right and whose code is still missing."""
    return LoginStageController.enter(request, AuthenticateStage.key)


def with_code(request: HttpRequest, stage: LoginStage, used: Authenticator) -> HttpResponse:
    """The code was right: the session begins."""
    person = stage.login.user
    post_authentication(request, used)
    response: HttpResponse = stage.exit()
    gate.begin(request)
    return must_change_password(request, person) or response


def after_enrolment(request: HttpRequest, used: Authenticator) -> None:
    """The app just enrolled counts as this session's second factor; the session key is new."""
    post_authentication(request, used)
    request.session.cycle_key()
    gate.begin(request)


def must_change_password(request: HttpRequest, person: User) -> HttpResponse | None:
    """A password set by the office is changed before anything else."""
    if not access.has_one_time_password(person):
        return None
    request.session[gate.CHANGE] = True
    return redirect("people:password")


# ── bound phones ──────────────────────────────────────────────────────────────────────────────


def with_phone(request: HttpRequest, device: Device, *, shared: bool) -> None:
    """The PIN was right: the session begins and hangs on this phone."""
    _fresh(request, shared=shared)
    _log_in(request, device.person)
    request.session[gate.DEVICE] = device.pk


def once(request: HttpRequest, person: User) -> None:
    """A card used up on a shared phone: one short session, nothing kept."""
    _fresh(request, shared=True)
    _log_in(request, person)
    request.session[gate.DEVICE] = gate.NO_DEVICE


def phone_secrets(request: HttpRequest) -> list[str]:
    """Secrets of the phones bound in this browser."""
    kept = request.COOKIES.get(gate.PHONE_COOKIE, "")
    return [one for one in kept.split(".") if one][:PHONES_A_BROWSER]


def phones(request: HttpRequest) -> dict[Device, str]:
    """Phones bound in this browser, closed ones too, each with its secret."""
    secret_of = {secrets.secret_hash(one): one for one in phone_secrets(request)}
    if not secret_of:
        return {}
    return {one: secret_of[one.secret_hash] for one in access.devices_with(secret_of)}


def phone_here(request: HttpRequest) -> tuple[Device, str] | None:
    """The phone that carries this session, with its secret."""
    carrying = gate.device_of(request) if request.user.is_authenticated else None
    return next((pair for pair in phones(request).items() if pair[0].pk == carrying), None)


def keep_phone(request: HttpRequest, response: HttpResponse, secret: str) -> None:
    """Leave the secret in the browser, beside those of others who share this phone."""
    others = phone_secrets(request)[: PHONES_A_BROWSER - 1]
    response.set_cookie(
        gate.PHONE_COOKIE,
        ".".join([secret, *others]),
        max_age=PHONE_COOKIE_AGE,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )


# ── passkeys, the state's identity, a code to the phone ───────────────────────────────────────


def with_passkey(request: HttpRequest, key: Passkey, *, shared: bool) -> HttpResponse | None:
    """The passkey was right, and its phone knew its owner: both factors at once."""
    _fresh(request, shared=shared)
    record_authentication(request, key.person, "mfa", type="webauthn", id=key.pk)
    _log_in(request, key.person)
    request.session[gate.PASSKEY] = key.pk
    return must_change_password(request, key.person)


def with_identity(request: HttpRequest, person: User, *, shared: bool, wanted: str) -> HttpResponse:
    """The state said who this is. For a civil servant it stands for the password, not the code."""
    address = landing(wanted) if access.terms_of(person, on=clock.today()).exists() else wanted
    _fresh(request, shared=shared)
    if access.needs_code(person, on=clock.today()):
        record_authentication(request, person, "identity")
        response: HttpResponse = resume_login(request, Login(user=person, redirect_url=address))
        return response
    _log_in(request, person)
    request.session[gate.WAY] = levels.IDENTITY.key
    return redirect(address or "people:account")


def with_phone_code(request: HttpRequest, person: User, *, shared: bool) -> None:
    """The code sent to the phone was right: a citizen's session."""
    _fresh(request, shared=shared)
    _log_in(request, person)
    request.session[gate.WAY] = levels.PHONE_CODE.key


# ── out ───────────────────────────────────────────────────────────────────────────────────────


def out(request: HttpRequest) -> HttpResponse:
    """End the session here and now; what the browser kept of it goes too.

    Drafts stay on one's own phone and go from a shared one. "cookies" is not cleared wholesale:
    the phone may be bound to somebody else of the family.
    """
    shared = gate.shared_phone(request)
    logs.security("sign_out", request, request.user.pk, "ok")
    auth.logout(request)
    response = redirect("people:signed_out")
    response["Clear-Site-Data"] = '"cache", "storage"' if shared else '"cache"'
    response["Cache-Control"] = "no-store"
    return response


def _log_in(request: HttpRequest, person: User) -> None:
    """Django gives the session a new key here, so that a planted one is worth nothing."""
    auth.login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    gate.begin(request)


def _fresh(request: HttpRequest, *, shared: bool) -> None:
    """Whoever was signed in before is out; nothing of theirs is carried over."""
    if auth.SESSION_KEY in request.session:
        auth.logout(request)
    if shared:
        gate.mark_shared(request)
