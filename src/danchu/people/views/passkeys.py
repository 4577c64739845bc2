"""Passkeys: coming in by one, adding one, taking one away."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from civics.errors import Refused
from danchu.kit import limits, logs
from danchu.kit.clock import today
from danchu.kit.pages import page, tell
from danchu.people import access, actions, entry, gate, passkeys, tries
from danchu.people.models import User
from danchu.people.names import device_name
from danchu.people.proof_forms import NewPasskeyForm, UsePasskeyForm

NOT_ACCEPTED = (
    "Khóa truy cập này không mở được tài khoản nào ở đây, hoặc trang đã mở quá 5 phút. Hãy thử "
    "lại; vẫn vậy thì vào bằng mật khẩu và mã, hoặc mã PIN."
)
NOT_MADE = "Máy chưa tạo được khóa, hoặc trang đã mở quá 5 phút. Hãy thử lại."


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def use(request: HttpRequest) -> HttpResponse:
    """The browser signs with a passkey. No name is typed, so none can be guessed."""
    form = UsePasskeyForm(request.POST or None)
    if form.is_valid():
        if not limits.allow("passkey", limits.near(request), per=tries.SPAN, at_most=tries.ADDRESS):
            return limits.too_many(request, limits.again_at(tries.SPAN))
        try:
            given = passkeys.used(request, form.cleaned_data["answer"])
            key = actions.use_passkey(given, partial(passkeys.check, request), on=today())
        except passkeys.NotAccepted as no:
            logs.security("sign_in.passkey", request, None, f"not accepted: {no.why}")
            form.add_error(None, NOT_ACCEPTED)
        else:
            logs.security("sign_in.passkey", request, key.person_id, "ok")
            onward = entry.with_passkey(request, key, shared=form.cleaned_data["shared"])
            return onward or redirect(entry.landing(entry.onward(request)))
    options = passkeys.begin_using(request)
    shown = {"options": options, "onward": entry.onward(request)}
    return page(request, "people/passkey.html", form=form, **shown)


@never_cache
@gate.desk
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, /) -> HttpResponse:
    """A passkey for the phone or computer in hand; only right after a full sign-in."""
    person = request.user
    assert isinstance(person, User)
    if gate.shared_phone(request):
        messages.error(request, "Máy dùng chung không giữ khóa truy cập. Hãy thêm trên máy riêng.")
        return redirect("people:account")
    if not gate.fresh(request):
        return gate.once_more(request)
    name = device_name(request.headers.get("User-Agent", ""))
    form = NewPasskeyForm(request.POST or None, initial={"name": name})
    if form.is_valid():
        try:
            made = passkeys.made(request, form.cleaned_data["answer"])
            actions.add_passkey(person, made, name=form.cleaned_data["name"], on=today())
        except passkeys.NotAccepted as no:
            logs.security("passkey.add", request, person.pk, f"not accepted: {no.why}")
            form.add_error(None, NOT_MADE)
        except Refused as refused:
            tell(form, refused)
        else:
            logs.security("passkey.add", request, person.pk, "ok")
            messages.success(request, "Đã thêm khóa truy cập. Lần sau vào chỉ cần mở khóa máy.")
            return redirect("people:account")
    options = passkeys.begin_making(request, person, list(access.own_passkeys(person)))
    return page(request, "people/add_passkey.html", form=form, options=options)


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Second of two taps. For its person, and for the office that looks after them."""
    key = get_object_or_404(access.passkeys_removable_by(request.user, on=today()), pk=pk)
    own = key.person_id == request.user.pk
    if request.method == "POST":
        by = access.terms_of(request.user, on=today()).first()
        actions.remove_passkey(key, by=by, on=today())
        logs.security("passkey.remove", request, request.user.pk, f"passkey {pk}")
        messages.success(request, "Đã bỏ khóa truy cập. Khóa ấy không mở được gì nữa.")
        return redirect("people:account") if own else redirect("people:person", key.person_id)
    return page(request, "people/remove_passkey.html", key=key, own=own)
