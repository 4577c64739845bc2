"""The state's identity service: there and back, and tying it to one's account."""

import hmac
import secrets as random
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from civics.errors import Refused
from danchu.kit import clock, limits, logs
from danchu.kit.clock import today
from danchu.kit.pages import absolute
from danchu.people import access, actions, codes, entry, gate, oidc, tries
from danchu.people.models import User

ASKED, TYING = "oidc.asked", "oidc.tying"
LASTS = timedelta(minutes=10)  # to prove oneself over there
SAID_NO = "Bạn đã dừng ở trang định danh. Chưa có gì được ghi lại."
AWAY = "Chưa liên lạc được với dịch vụ định danh. Hãy thử lại sau ít phút, hoặc chọn cách vào khác."
LATE = (
    "Lần đăng nhập này đã dùng rồi, đã quá 10 phút, hoặc bắt đầu ở trình duyệt khác. Hãy làm lại."
)
NO_ID = "Dịch vụ định danh chưa gửi số định danh của bạn. Hãy thử lại và đồng ý chia sẻ số ấy."
WRONG = (
    "Trả lời của dịch vụ định danh chưa đúng nên không được nhận. Hãy thử lại; vẫn vậy thì báo văn "
    "phòng xã, phường."
)


@never_cache
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """What is asked and kept; `?di=1` goes there. A link, not a form: forms stay in this house."""
    if not oidc.configured():
        raise Http404
    wanted = entry.onward(request)
    if "di" not in request.GET:
        shown = {"label": settings.OIDC_LABEL, "onward": wanted}
        return render(request, "people/identity.html", shown)
    if not limits.allow("oidc", limits.near(request), per=tries.SPAN, at_most=tries.ADDRESS):
        return limits.too_many(request, limits.again_at(tries.SPAN))
    return _there(request, {"shared": "chung" in request.GET, "next": wanted})


def _there(request: HttpRequest, more: dict[str, Any]) -> HttpResponse:
    asked = oidc.ask()
    try:
        address = oidc.address(asked, absolute(request, reverse("people:identity_back")))
    except oidc.NotProven as no:
        return _failed(request, no.why)
    request.session[ASKED] = {**asked._asdict(), "at": clock.now().timestamp(), **more}
    return HttpResponseRedirect(address)


@never_cache
@sensitive_variables("proven")
@require_safe
def back(request: HttpRequest) -> HttpResponse:
    """The service sent the person back to this browser."""
    kept = request.session.pop(ASKED, None)
    if not oidc.configured():
        raise Http404
    try:
        proven = _proven(request, kept)
    except oidc.NotProven as no:
        return _failed(request, no.why)
    try:
        return (_tie if kept.get("tie") else _enter)(request, proven, kept)
    except Refused as refused:
        logs.security("sign_in.identity", request, None, "refused")
        return render(request, "people/identity_failed.html", {"why": refused.message}, status=403)


def _proven(request: HttpRequest, kept: dict[str, Any] | None) -> oidc.Proven:
    """Only the browser that asked, with the state it asked with, once, and soon."""
    state = request.GET.get("state", "")
    if not kept or not hmac.compare_digest(kept["state"].encode(), state.encode()):
        raise oidc.NotProven("state")
    if clock.now().timestamp() - kept["at"] > LASTS.total_seconds():
        raise oidc.NotProven("state")
    if not limits.allow("oidc.state", state, per=timedelta(days=1), at_most=1):
        raise oidc.NotProven("state")
    if request.GET.get("iss", settings.OIDC_ISSUER) != settings.OIDC_ISSUER:
        raise oidc.NotProven("iss")
    if "error" in request.GET:
        raise oidc.NotProven("denied" if request.GET["error"] == "access_denied" else "service")
    asked = oidc.Asked(kept["state"], kept["nonce"], kept["verifier"])
    place = absolute(request, reverse("people:identity_back"))
    return oidc.prove(asked, request.GET.get("code", ""), place)


def _enter(request: HttpRequest, proven: oidc.Proven, kept: dict[str, Any]) -> HttpResponse:
    person = actions.recognise(proven, on=today())
    if access.needs_code(person, on=today()) and not codes.enrolled(person):
        raise Refused(
            "Tài khoản công chức còn cần mã của ứng dụng xác thực, mà chưa gắn ứng dụng nào. Hãy "
            "vào bằng mật khẩu một lần để gắn."
        )
    logs.security("sign_in.identity", request, person.pk, "ok")
    return entry.with_identity(request, person, shared=kept["shared"], wanted=kept["next"])


def _tie(request: HttpRequest, proven: oidc.Proven, kept: dict[str, Any]) -> HttpResponse:
    person = request.user
    if not isinstance(person, User) or person.pk != kept["tie"]:
        raise oidc.NotProven("state")
    actions.link_identity(person, proven, on=today())
    logs.security("identity.link", request, person.pk, "ok")
    messages.success(request, "Đã gắn định danh. Tên và vai của bạn ở đây giữ nguyên.")
    return redirect("people:account")


def _failed(request: HttpRequest, why: str) -> HttpResponse:
    logs.security("sign_in.identity", request, None, f"not proven: {why}")
    told = {"denied": SAID_NO, "state": LATE, "no_national_id": NO_ID}.get(why, WRONG)
    if why.startswith("service"):
        told = AWAY
    return render(request, "people/identity_failed.html", {"why": told}, status=403)


# ── one's own account ─────────────────────────────────────────────────────────────────────────


@never_cache
@gate.citizen
@require_http_methods(["GET", "HEAD"])
def tie(request: HttpRequest, /) -> HttpResponse:
    """Before going there: what is tied. The link carries a word of this session, so that no other
    page can send somebody on this way."""
    if not oidc.configured():
        raise Http404
    if not gate.fresh(request):
        return gate.once_more(request)
    word = request.session.get(TYING)
    if word and hmac.compare_digest(word.encode(), request.GET.get("di", "").encode()):
        return _there(request, {"shared": False, "next": "", "tie": request.user.pk})
    word = request.session[TYING] = random.token_urlsafe(16)
    return render(request, "people/tie.html", {"label": settings.OIDC_LABEL, "word": word})


@never_cache
@gate.citizen
@require_POST
def untie(request: HttpRequest, /) -> HttpResponse:
    """From now on the service opens this account no more."""
    assert isinstance(request.user, User)
    try:
        actions.unlink_identity(request.user, on=today())
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        logs.security("identity.unlink", request, request.user.pk, "ok")
        messages.success(request, "Đã gỡ định danh khỏi tài khoản này.")
    return redirect("people:account")
