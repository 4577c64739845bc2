"""Asking a commune for information, with or without an account; the office types it for others."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_safe

from civics.errors import Refused
from danchu.disclosure import access as rooms
from danchu.disclosure.actions import asking
from danchu.disclosure.asking import access, reading
from danchu.disclosure.asking.forms import AboutForm, AskForForm, AskForm, BroughtForm
from danchu.disclosure.asking.models import Came
from danchu.disclosure.desk import office
from danchu.disclosure.models import Item
from danchu.disclosure.views.tickets import sheet_of
from danchu.kit.clock import today
from danchu.kit.limits import limited
from danchu.kit.pages import page, tell
from danchu.kit.readable import number
from danchu.people.gate import citizen, desk
from danchu.people.models import User
from danchu.places.models import Unit

MINE_SHOWN = 100


@require_http_methods(["GET", "POST"])
@limited("disclosure.ask", per=timedelta(hours=1), at_most=30, echo=True)
def ask(request: HttpRequest, /, slug: str) -> HttpResponse:
    """First what is public already; then the request. Anybody may ask, without an account too."""
    on = today()
    unit = get_object_or_404(rooms.communes(on=on), slug=slug)
    item = _item(request, unit)
    if request.method == "GET" or "search" in request.POST:
        return _look_first(request, unit, item)
    form = AskForm(request.POST)
    if form.is_valid():
        whose = request.user if isinstance(request.user, User) else None
        try:
            ticket = asking.ask(unit, form.asked, on=on, item=item, account=whose)
        except Refused as refused:
            tell(form, refused)
        else:
            return _to_the_ticket(ticket)
    return _form(request, unit, item, form)


def _look_first(request: HttpRequest, unit: Unit, item: Item | None) -> HttpResponse:
    """Step one. From an item the question is about it, and step two stands at once."""
    if request.method == "GET":
        return _form(request, unit, item, AskForm() if item else AboutForm(), first=not item)
    first = AboutForm(request.POST)
    if not first.is_valid():
        return _form(request, unit, item, first, first=True)
    about = first.cleaned_data["about"]
    like = reading.like(unit, about)
    return _form(request, unit, item, AskForm(initial={"about": about}), like=like, sought=True)


def _form(
    request: HttpRequest, unit: Unit, item: Item | None, form: AboutForm, **shown: Any
) -> HttpResponse:
    cites = reading.asking_cites(unit, on=today())
    told = {"unit": unit, "item": item, "form": form, "cites": cites} | shown
    response = page(request, "disclosure/ask.html", **told)
    response["Cache-Control"] = "private, no-store"
    return response


def _item(request: HttpRequest, unit: Unit) -> Item | None:
    """`van-ban`: the item the question began at; one of another commune is nobody's."""
    pk = number(request.POST.get("van-ban") or request.GET.get("van-ban") or "")
    return rooms.public_items().filter(unit=unit, pk=pk).first() if pk is not None else None


def _to_the_ticket(ticket: asking.Ticket) -> HttpResponse:
    code = ticket.request.code
    response = redirect("disclosure:ticket", code)
    access.keep_open(response, code, ticket.secret, secure=settings.SESSION_COOKIE_SECURE)
    return response


@citizen
@require_safe
def my_requests(request: HttpRequest, /) -> HttpResponse:
    """What I asked while signed in, newest first."""
    on = today()
    found = reading.rows(access.requests_by(request.user)[:MINE_SHOWN], on=on)
    return page(request, "disclosure/my_requests.html", rows=found, most=MINE_SHOWN)


@desk
@require_http_methods(["GET", "POST"])
def ask_for(request: HttpRequest) -> HttpResponse:
    """At the counter, on paper or by letter: the office writes it down and prints the ticket."""
    on = today()
    at = office(request)
    form = AskForForm(request.POST or None)
    told = BroughtForm(request.POST or None, request.FILES or None, on=on)
    if form.is_valid() and told.is_valid():
        came = Came(form.cleaned_data["came"])
        source = told.told._replace(name=form.asked.name)
        try:
            ticket = asking.ask_for(at.unit, form.asked, source, came=came, by=at.term, on=on)
        except Refused as refused:
            tell(told, refused)
        else:
            messages.success(
                request, "Đã nhập thay. In phiếu đưa cho người hỏi: mã chỉ hiện ở đây."
            )
            return _printed(request, ticket)
    shown = {"unit": at.unit, "form": form, "told": told, "failed": bool(told.errors)}
    return page(request, "disclosure/ask_for.html", **shown)


def _printed(request: HttpRequest, ticket: asking.Ticket) -> HttpResponse:
    """The only time the secret is seen: on the paper for whoever asked, not in this browser."""
    return sheet_of(request, ticket.request, secret=ticket.secret, back="/cong-khai/hoi/")
