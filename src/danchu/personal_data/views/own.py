"""Dữ liệu của tôi: everything the house holds about the person signed in. No term is needed."""

import json
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from civics.errors import Refused
from danchu.kit.clock import today
from danchu.kit.pages import page, serve, tell
from danchu.people import actions as people
from danchu.people import gate
from danchu.people.models import User
from danchu.personal_data import access, papers, reading, rules
from danchu.personal_data.actions import asking, copying
from danchu.personal_data.forms import AskForm, ContactForm
from danchu.personal_data.models import DataRequest, Kind
from danchu.rulebook import citing

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def mine(view: View[P]) -> View[P]:
    """Only for somebody signed in, with or without a term; nothing of it is kept by a browser."""

    @wraps(view)
    @never_cache
    def inside(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not isinstance(request.user, User):
            return gate.to_sign_in(request)
        return view(request, *args, **kwargs)

    return inside


@mine
@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """What is held about me, room by room; who corrects it; what erasing does to it."""
    person = _person(request)
    return page(
        request,
        "personal_data/own.html",
        person=person,
        sections=reading.sections(person),
        requests=reading.rows(access.own(person).order_by("-pk"), on=today()),
        unit=access.home_unit(person, on=today()),
        cites=citing.cites([rules.BY_TASK, rules.KEPT], None, on=today()),
    )


@mine
@require_POST
def copy(request: HttpRequest) -> HttpResponse:
    """A copy to take away: a file for machines, or sheets to print. An act with an entry."""
    person = _person(request)
    found = copying.take_copy(person, on=today())
    if request.POST.get("dang") == "tep":
        held = reading.as_data(person, found, on=today())
        text = json.dumps(held, ensure_ascii=False, indent=2)
        name = f"du-lieu-cua-toi-{today():%Y-%m-%d}.json"
        return serve(text.encode(), "application/json", name, public=False)
    shown = papers.copy(person, access.home_unit(person, on=today()), found, on=today())
    return render(request, "personal_data/copy.html", {**shown, "back": "/tai-khoan/du-lieu/"})


@mine
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest) -> HttpResponse:
    """My telephone number and mail address, corrected at once."""
    person = _person(request)
    now = {"phone": person.phone, "email": person.email}
    form = ContactForm(request.POST or None, initial=now)
    if form.is_valid():
        try:
            people.change_contact(person, **form.cleaned_data, on=today())
        except Refused as refused:
            tell(form, refused)
        else:
            messages.success(request, "Đã sửa. Từ bây giờ mọi nơi ghi theo số và thư mới.")
            return redirect("personal_data:own")
    return page(request, "personal_data/contact.html", form=form)


@mine
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """A request that the office answers by its day."""
    person, on = _person(request), today()
    home = access.home_unit(person, on=on)
    correcting = request.GET.get("loai") == Kind.CORRECT
    form = AskForm(
        request.POST or None,
        correcting=correcting,
        units=None if home else access.communes(on=on),
        terms=access.terms_held(person),
        initial={} if correcting else {"kind": request.GET.get("loai", "")},
    )
    if form.is_valid():
        try:
            unit = home or form.cleaned_data["unit"]
            made = asking.ask(person, unit, form.wished, on=on)
        except Refused as refused:
            tell(form, refused)
        else:
            messages.success(request, "Đã gửi yêu cầu. Hạn trả lời đang chạy.")
            return redirect("personal_data:own_request", made.code)
    said = _beside(correcting=correcting)
    return page(request, "personal_data/ask.html", form=form, unit=home, **said)


def _beside(*, correcting: bool) -> dict[str, object]:
    """What stands beside the form: the clocks, and what erasing does."""
    keys = [rules.ANSWER, rules.SEE.done]
    if not correcting:
        keys += [rules.STOP.done, rules.CLOCKS[Kind.ERASE].done, rules.KEPT]
    cites = citing.cites(keys, None, on=today())
    return {"correcting": correcting, "cites": cites, "consequences": reading.consequences()}


@mine
@require_http_methods(["GET", "HEAD", "POST"])
def request_of(request: HttpRequest, code: str) -> HttpResponse:
    """One of my requests: how far it is, by when, the answer. Sending drops it."""
    person, on = _person(request), today()
    found: DataRequest = get_object_or_404(access.own(person), code=code)
    if request.method == "POST":
        try:
            asking.drop(found, person=person, on=on)
        except Refused as refused:
            messages.error(request, refused.message)
        else:
            messages.success(request, "Đã thôi yêu cầu này.")
        return redirect("personal_data:own_request", code)
    return page(
        request,
        "personal_data/own_request.html",
        asked=found,
        face=reading.face_of(found, on=on),
        steps=reading.story(found),
        cites=rules.of_request(found),
    )


def _person(request: HttpRequest) -> User:
    """The decorator made sure."""
    return cast(User, request.user)
