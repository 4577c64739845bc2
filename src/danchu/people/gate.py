"""The gate in front of every signed-in page: who this session is, and whether it may go on.

Until the second factor is given, a password session counts as nobody: `request.user` is anonymous
everywhere, and only the few pages that ask `half_signed_in` see more.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Concatenate, NamedTuple, ParamSpec

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.contrib import auth
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from danchu.kit import clock, logs, worlds
from danchu.people import access, codes
from danchu.people.models import Practice, Term, User

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]

SHARED_IDLE = timedelta(minutes=15)
DEVICE, SHARED, SEEN, CHANGE = "gate.device", "gate.shared", "gate.seen", "gate.change_password"
PLAYS = "gate.plays"  # the role played in a practice commune
# Pages that stay in the real world while somebody practises: the doors, and what machines read.
REAL_WORLD = ("/tap-huan/", "/dang-xuat/", "/dang-nhap/", "/the/", "/vao/", "/api/", "/healthz")
MACHINES = (".xml", ".txt", ".ics", ".json", "/readyz")
OWN_ACCOUNT = tuple(
    f"/tai-khoan/{page}/" for page in ("ma-xac-thuc", "ma-du-phong", "mat-khau", "ma-pin", "may")
)
PHONE_COOKIE = "danchu_may"  # secrets of the phones bound in this browser
NO_DEVICE = 0  # a card used once on a shared phone: a session of a card, hanging on no phone


# ── every request ─────────────────────────────────────────────────────────────────────────────


def watch(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[..., HttpResponse]:
    """Middleware after authentication: ends sessions that have no ground any more."""

    def inside(request: HttpRequest) -> HttpResponse:
        if not _has_session(request) or auth.SESSION_KEY not in request.session:
            return get_response(request)
        if not _still_good(request):
            logs.security("session.ended", request, request.user.pk, "ended")
            request.session.flush()
            request.user = AnonymousUser()
        elif half_signed_in(request) or _pin_is_not_enough(request):
            request.user = AnonymousUser()
        response = _in_its_world(request, get_response)
        response["Cache-Control"] = "no-store, private"
        return response

    return inside


# ── the practice commune ──────────────────────────────────────────────────────────────────────


class Practising(NamedTuple):
    """Who is learning in this request, on which copy, in whose place."""

    real: User
    practice: Practice
    term: Term


def _in_its_world(
    request: HttpRequest, get_response: Callable[[HttpRequest], HttpResponse]
) -> HttpResponse:
    """The request as its person, or inside the practice commune as the one they play there."""
    playing = _playing(request)
    if playing is None:
        return get_response(request)
    request.practice = playing  # type: ignore[attr-defined]
    if request.path.startswith(REAL_WORLD) or request.path.endswith(MACHINES):
        return get_response(request)
    if request.path.startswith(OWN_ACCOUNT):
        return redirect("/tap-huan/?tai-khoan=1")
    request.user = playing.term.person
    with worlds.practising(playing.practice.copy_id):
        return get_response(request)


def _playing(request: HttpRequest) -> Practising | None:
    """Read anew at each request: the copy ends when the real term does."""
    role = request.session.get(PLAYS)
    person = request.user
    if not role or not isinstance(person, User) or request.session.get(CHANGE):
        return None
    practice = access.practice_of(person, on=clock.today())
    if practice is not None:
        with worlds.practising(practice.copy_id):
            term = access.played_in(role, on=clock.today())
        if term is not None:
            return Practising(person, practice, term)
    del request.session[PLAYS]
    return None


def practising(request: HttpRequest) -> Practising | None:
    """Whom this request's person plays in a practice commune; None in the real world."""
    return getattr(request, "practice", None)


def play(request: HttpRequest, role: str) -> None:
    """From the next request on, this session is inside the practice commune."""
    request.session[PLAYS] = role


def stop_playing(request: HttpRequest) -> None:
    request.session.pop(PLAYS, None)


def _has_session(request: HttpRequest) -> bool:
    """Without asking the session itself, so that public pages stay free of `Vary: Cookie`."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES


def _still_good(request: HttpRequest) -> bool:
    if not isinstance(request.user, User):
        return False
    device = request.session.get(DEVICE)
    if device and not access.device_is_live(device, request.user):
        return False
    return not shared_phone(request) or _seen_lately(request)


def _pin_is_not_enough(request: HttpRequest) -> bool:
    """A phone carries this session, and its person has become a civil servant since."""
    person = request.user
    if device_of(request) is None or not isinstance(person, User):
        return False
    return access.needs_code(person, on=clock.today())


def _seen_lately(request: HttpRequest) -> bool:
    """A shared phone ends after SHARED_IDLE without a request; each request starts it anew."""
    now = clock.now().timestamp()
    lately = now - float(request.session.get(SEEN, 0)) <= SHARED_IDLE.total_seconds()
    request.session[SEEN] = now
    return lately


# ── what a session is ─────────────────────────────────────────────────────────────────────────


def shared_phone(request: HttpRequest) -> bool:
    """Whether this session was opened on a phone or computer that several people use."""
    return _has_session(request) and bool(request.session.get(SHARED))


def mark_shared(request: HttpRequest) -> None:
    """From now on this session is short and ends with the browser."""
    request.session[SHARED] = True
    request.session[SEEN] = clock.now().timestamp()
    request.session.set_expiry(0)


def device_of(request: HttpRequest) -> int | None:
    """The bound phone that opened this session; NO_DEVICE for a card used once; else None."""
    return request.session.get(DEVICE) if _has_session(request) else None


def half_signed_in(request: HttpRequest) -> User | None:
    """Whose password was accepted in this session while the second factor is still missing."""
    person = auth.get_user(request)
    by_card = device_of(request) is not None
    if not isinstance(person, User) or by_card or passed_second_factor(request, person):
        return None
    return person


def password_person(request: HttpRequest) -> User | None:
    """Whoever gave their password in this session, with or without the second factor."""
    if not _has_session(request) or device_of(request) is not None:
        return None
    person = auth.get_user(request)
    return person if isinstance(person, User) else None


def passed_second_factor(request: HttpRequest, person: User) -> bool:
    """Whether an authenticator (or, later, a passkey) was used in this very session."""
    records = get_authentication_records(request, person)
    return any(one["method"] == "mfa" for one in records)


# ── the desk ──────────────────────────────────────────────────────────────────────────────────


def desk(view: View[P]) -> View[P]:
    """Only for somebody in office today, and civil servants only with their second factor.

    Terms are read anew at each request, so an office that ended yesterday opens nothing today.
    """

    @wraps(view)
    def inside(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        return turned_away(request) or view(request, *args, **kwargs)

    inside.at_the_desk = True  # type: ignore[attr-defined]  # tests find these pages by it
    return inside


def turned_away(request: HttpRequest) -> HttpResponse | None:
    """Where somebody must go first; None: come in."""
    person = request.user
    if not isinstance(person, User):
        return to_sign_in(request)
    if request.session.get(CHANGE):
        return redirect("people:password")
    if not access.terms_of(person, on=clock.today()).exists():
        return render(request, "people/no_term.html", status=403)
    if person.practice:
        return None  # the real person passed the doors before the practice commune opened
    if access.needs_code(person, on=clock.today()) and not passed_second_factor(request, person):
        return to_sign_in(request)
    return None


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """The door this session needs next, remembering the page it wanted."""
    here = request.get_full_path() if request.method == "GET" else reverse("people:account")
    half = half_signed_in(request) if _has_session(request) else None
    if half and not codes.enrolled(half):
        return redirect_to_login(here, reverse("people:enrol"))
    return redirect_to_login(here, reverse("people:enter") if _bound_here(request) else None)


def _bound_here(request: HttpRequest) -> bool:
    """This browser is a bound phone: its person comes in by PIN, not by the password page."""
    return PHONE_COOKIE in request.COOKIES and auth.SESSION_KEY not in request.session
