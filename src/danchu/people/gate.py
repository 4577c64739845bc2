"""The gate in front of every signed-in page: who this session is, and whether it may go on.

Until the second factor is given, a password session counts as nobody: `request.user` is anonymous
everywhere, and only the few pages that ask `half_signed_in` see more. What a session may open is
read from the one table in `levels`.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, NamedTuple, ParamSpec

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.contrib import auth, messages
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from danchu.kit import clock, logs, worlds
from danchu.people import access, codes, levels
from danchu.people.levels import FRESH, SHARED_IDLE, Level, Opens
from danchu.people.models import CIVIL_SERVANTS, Practice, Role, Term, User

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]

DEVICE, SHARED, SEEN, CHANGE = "gate.device", "gate.shared", "gate.seen", "gate.change_password"
BEGAN, WAY = "gate.began", "gate.way"  # when this level was reached; how a citizen came in
PASSKEY = "gate.passkey"  # the passkey that opened this session
MINUTE = 60
PLAYS = "gate.plays"  # the role played in a practice commune
# Pages that stay in the real world while somebody practises: the doors, and what machines read.
REAL_WORLD = ("/tap-huan/", "/dang-xuat/", "/dang-nhap/", "/the/", "/vao/", "/api/", "/healthz")
MACHINES = (".xml", ".txt", ".ics", ".json", "/readyz")
DESK = "/viec/"  # its files are opened by the person, not fetched by a machine
KEYS = ("ma-xac-thuc", "ma-du-phong", "mat-khau", "ma-pin", "may", "khoa")
OWN_ACCOUNT = tuple(f"/tai-khoan/{page}/" for page in (*KEYS, "dinh-danh", "xoa", "lich"))
REAL_UNITS = "/tai-khoan/don-vi/"  # a copy is neither merged nor given more hamlets
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
        elif half_signed_in(request) or _too_low(request):
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
    if request.path.startswith(REAL_WORLD) or (
        request.path.endswith(MACHINES) and not request.path.startswith(DESK)
    ):
        return get_response(request)
    if request.path.startswith(OWN_ACCOUNT):
        return redirect("/tap-huan/?tai-khoan=1")
    if request.path.startswith(REAL_UNITS):
        return redirect("/tap-huan/?don-vi=1")
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
    passkey = request.session.get(PASSKEY)
    if passkey and not access.own_passkeys(request.user).filter(pk=passkey).exists():
        return False
    return _in_time(request)


def _too_low(request: HttpRequest) -> bool:
    """The person holds a term that this level does not open: then they are nobody here.

    So no page, decorated or not, ever takes a phone's code for a civil servant's signature.
    """
    person, opens = request.user, level(request).opens
    if not isinstance(person, User) or Opens.CIVIL in opens:
        return False
    if Opens.PART_TIME in opens:
        return access.needs_code(person, on=clock.today())
    return access.terms_of(person, on=clock.today()).exists()


def _in_time(request: HttpRequest) -> bool:
    """Neither idle too long nor too old; each request starts the idle time anew.

    It is written down once a minute: not every page should cost a write.
    """
    now, here = clock.now().timestamp(), level(request)
    session = request.session
    if BEGAN not in session or SEEN not in session:
        begin(request)
    idle = min(here.idle, SHARED_IDLE) if shared_phone(request) else here.idle
    seen = now - float(session[SEEN])
    if seen > MINUTE:
        session[SEEN] = now
    began = now - float(session[BEGAN])
    return seen <= idle.total_seconds() and began <= here.lasts.total_seconds()


# ── what a session is ─────────────────────────────────────────────────────────────────────────


def level(request: HttpRequest) -> Level:
    """How far this session was proven; `levels.TABLE` says what that opens."""
    if not _has_session(request):
        return levels.NONE
    person = _person(request)
    if person is None:
        return levels.NONE
    return levels.of_session(
        request.session.get(WAY),
        device=device_of(request),
        factors=_factors(request, person),
    )


def begin(request: HttpRequest) -> None:
    """A level was reached just now: the session's time starts here."""
    request.session[BEGAN] = request.session[SEEN] = clock.now().timestamp()


def fresh(request: HttpRequest) -> bool:
    """Whether the person proved themselves just now, as changing one's ways in asks for."""
    return clock.now().timestamp() - float(request.session.get(BEGAN, 0)) <= FRESH.total_seconds()


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
    return _person(request) if level(request) is levels.PASSWORD else None


def password_person(request: HttpRequest) -> User | None:
    """Who has a password and proved it, or more, in this session; the code may be missing."""
    person = _person(request)
    if person is None or not person.has_usable_password():
        return None
    proven = {levels.PASSWORD, levels.PASSWORD_CODE, levels.PASSKEY}
    return person if level(request) in proven else None


def passed_second_factor(request: HttpRequest, person: User) -> bool:
    """Whether an authenticator or a passkey was used in this very session."""
    return bool(_factors(request, person))


def _person(request: HttpRequest) -> User | None:
    """Whose session this is, also while `request.user` still counts as nobody."""
    known = request.user if isinstance(request.user, User) else auth.get_user(request)
    return known if isinstance(known, User) else None


def _factors(request: HttpRequest, person: User) -> set[str]:
    """Kinds of authenticators used in this very session; a stranger's records do not count."""
    records = get_authentication_records(request, person)
    return {one.get("type", codes.TOTP.value) for one in records if one["method"] == "mfa"}


# ── the desk ──────────────────────────────────────────────────────────────────────────────────


def terms(request: HttpRequest) -> list[Term]:
    """Terms this request's person holds today, the oldest first; [] for a stranger.

    One question a request: the gate, the frame and the page are told the same. What an act of this
    request changes is seen from the next one on.
    """
    person = request.user
    if not isinstance(person, User):
        return []
    known: tuple[int, list[Term]] | None = getattr(request, "terms", None)
    if known is None or known[0] != person.pk:
        known = person.pk, list(access.terms_of(person, on=clock.today()).order_by("pk"))
        request.terms = known  # type: ignore[attr-defined]
    return known[1]


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
    roles = {Role(term.role) for term in terms(request)}
    if not roles:
        return render(request, "people/no_term.html", status=403)
    if person.practice:
        return None  # the real person passed the doors before the practice commune opened
    wanted = Opens.CIVIL if roles & CIVIL_SERVANTS else Opens.PART_TIME
    return None if wanted in level(request).opens else to_sign_in(request)


def citizen(view: View[P]) -> View[P]:
    """For everybody who proved who they are, in office or not: what is one's own."""

    @wraps(view)
    def inside(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        person = request.user
        if not isinstance(person, User):
            return to_sign_in(request)
        if not person.practice and Opens.CITIZEN not in level(request).opens:
            return to_sign_in(request)
        return view(request, *args, **kwargs)

    return inside


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """The door this session needs next, remembering the page it wanted."""
    here = request.get_full_path() if request.method == "GET" else reverse("people:account")
    half = half_signed_in(request) if _has_session(request) else None
    if half and not codes.enrolled(half):
        return redirect_to_login(here, reverse("people:enrol"))
    return redirect_to_login(here, reverse("people:enter") if _bound_here(request) else None)


def once_more(request: HttpRequest) -> HttpResponse:
    """Signed in, but not just now: whoever found an open phone must not add a way in of theirs."""
    messages.info(
        request, "Để đổi cách vào, hãy đăng nhập lại: bước này cần lần đăng nhập trong 15 phút."
    )
    return redirect_to_login(request.path)


def _bound_here(request: HttpRequest) -> bool:
    """This browser is a bound phone: its person comes in by PIN, not by the password page."""
    return PHONE_COOKIE in request.COOKIES and auth.SESSION_KEY not in request.session
