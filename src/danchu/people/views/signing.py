"""Civil servants come in: password, code. Everybody goes out."""

from typing import Any

from django.conf import settings
from django.contrib import auth
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from danchu.kit import limits, logs
from danchu.kit.pages import page
from danchu.people import codes, entry, gateway, oidc, tries
from danchu.people.forms import CodeForm, SignInForm
from danchu.people.models import User

WRONG = (
    "Tên đăng nhập hoặc mật khẩu chưa đúng. Hãy xem lại phím Caps Lock và bộ gõ tiếng Việt; "
    "quên mật khẩu thì liên hệ văn phòng đã cấp tài khoản."
)
WRONG_CODE = (
    "Mã chưa đúng hoặc đã dùng rồi. Mã đổi mỗi 30 giây: hãy chờ mã mới rồi nhập lại, và xem giờ "
    "của điện thoại có đúng không."
)


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The door of civil servants: name and password; the code comes next."""
    form = SignInForm(request.POST or None)
    if form.is_valid():
        attempt = tries.Password(request, form.cleaned_data["username"])
        if not attempt.allowed():
            logs.security("sign_in.password", request, attempt.account_id, "limited")
            return limits.too_many(request, attempt.again_at())
        person = auth.authenticate(
            request,
            username=form.cleaned_data["username"],
            password=form.cleaned_data["password"],
        )
        # "bınh" is "binh" to the database, but each spelling would be counted for itself.
        if isinstance(person, User) and person.pk == attempt.account_id:
            attempt.forgive()
            logs.security("sign_in.password", request, person.pk, "ok")
            return entry.with_password(request, person, shared=form.cleaned_data["shared"])
        logs.security("sign_in.password", request, attempt.account_id, "wrong")
        form.add_error(None, WRONG)
    return page(request, "people/sign_in.html", form=form, **_ways(request))


def _ways(request: HttpRequest) -> dict[str, Any]:
    """Which ways this province has opened for citizens."""
    return {
        "onward": entry.onward(request),
        "by_identity": settings.OIDC_LABEL if oidc.configured() else "",
        "by_phone": gateway.configured() is not None,
    }


@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """The second factor: six digits of the app, or a recovery code."""
    stage = entry.waiting_for_code(request)
    if stage is None or not isinstance(stage.login.user, User):
        return redirect("people:sign_in")
    person = stage.login.user
    form = CodeForm(request.POST or None)
    if form.is_valid():
        attempt = tries.Code(request, person)
        if not attempt.allowed():
            logs.security("sign_in.code", request, person.pk, "limited")
            return limits.too_many(request, attempt.again_at())
        used = codes.check(person, form.cleaned_data["code"])
        if used is not None:
            attempt.forgive()
            logs.security("sign_in.code", request, person.pk, "ok")
            return entry.with_code(request, stage, used)
        logs.security("sign_in.code", request, person.pk, "wrong")
        form.add_error("code", WRONG_CODE)
    return page(request, "people/code.html", form=form)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_out(request: HttpRequest) -> HttpResponse:
    """A link only asks; the button ends the session."""
    if request.method == "POST":
        return entry.out(request)
    return render(request, "people/sign_out.html")


@never_cache
@require_safe
def signed_out(request: HttpRequest) -> HttpResponse:
    """Nothing of the session is left here."""
    return render(request, "people/signed_out.html")
