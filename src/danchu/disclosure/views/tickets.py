"""The ticket of whoever asked: opened by code and secret for an hour, or by their own account."""

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from civics.errors import Refused
from danchu.disclosure.actions import asking
from danchu.disclosure.asking import access, papers, reading
from danchu.disclosure.asking.forms import DoorForm, MoreForm
from danchu.disclosure.asking.models import InformationRequest
from danchu.kit import files
from danchu.kit.clock import today
from danchu.kit.limits import again_at, allow, forgive, limited, too_many
from danchu.kit.pages import absolute, page, serve, tell
from danchu.people.access import terms_of
from danchu.people.models import Term, User

HOUR = timedelta(hours=1)


@require_http_methods(["GET", "POST"])
@limited("ticket.open", per=HOUR, at_most=60)
def ticket_door(request: HttpRequest, /) -> HttpResponse:
    """Code and secret, as on the paper. Wrong ones are counted by address and by code."""
    form = DoorForm(request.POST or None, initial={"code": request.GET.get("ma", "")[:12]})
    if form.is_valid():
        code, secret = form.cleaned_data["code"], form.cleaned_data["secret"]
        if not allow("ticket.code", code.upper()[:12], per=HOUR, at_most=10):
            return too_many(request, again_at(HOUR))
        if found := access.by_code_and_secret(code, secret):
            forgive("ticket.code", code.upper()[:12], per=HOUR)
            response = redirect("disclosure:ticket", found.code)
            secure = settings.SESSION_COOKIE_SECURE
            access.keep_open(response, found.code, secret, secure=secure)
            return response
        form.add_error(None, "Mã phiếu hoặc mã bí mật chưa đúng. Hãy xem lại từng chữ trên phiếu.")
    return _private(page(request, "disclosure/ticket_door.html", form=form))


@require_http_methods(["GET", "POST"])
@limited("ticket.act", per=HOUR, at_most=60, echo=True)
def ticket(request: HttpRequest, /, code: str) -> HttpResponse:
    """What became of it; add what is missing; withdraw; close the ticket in this browser."""
    found = access.opened_here(request, code)
    if found is None:
        return redirect("disclosure:ticket_door")
    form = MoreForm(request.POST if "more" in request.POST else None)
    if request.method == "POST" and (done := _acted(request, found, form)):
        return done
    on = today()
    secret = access.secret_here(request, code)
    given = reading.file_rows(access.files_for_asker(found), f"/cong-khai/hoi/phieu/{code}/tep/")
    told = reading.shown(found, on=on) | {"form": form, "secret": secret, "files": given}
    return _private(page(request, "disclosure/ticket.html", **told))


def _acted(request: HttpRequest, found: InformationRequest, form: MoreForm) -> HttpResponse | None:
    """What a button of the ticket did; None: the page says what is wrong."""
    by, on = _term(request), today()
    if "close" in request.POST:
        response = redirect("disclosure:ticket_door")
        access.shut(response, found.code)
        return response
    try:
        if "withdraw" in request.POST:
            asking.withdraw_request(found, by=by, on=on)
        elif form.is_valid():
            asking.complete(found, form.cleaned_data["more"], by=by, on=on)
        else:
            return None
    except Refused as refused:
        if not form.is_bound:
            messages.error(request, refused.message)
            return redirect("disclosure:ticket", found.code)
        tell(form, refused)
        return None
    return redirect("disclosure:ticket", found.code)


def _term(request: HttpRequest) -> Term | None:
    """Only for whoever is signed in and in office; a secret leaves no name."""
    return terms_of(request.user, on=today()).first() if isinstance(request.user, User) else None


@require_safe
def ticket_sheet(request: HttpRequest, /, code: str) -> HttpResponse:
    """The ticket, or the office's answer, on paper."""
    found = access.opened_here(request, code)
    if found is None:
        return redirect("disclosure:ticket_door")
    secret = access.secret_here(request, code)
    return sheet_of(request, found, secret=secret, back=f"/cong-khai/hoi/phieu/{code}/")


def sheet_of(
    request: HttpRequest, found: InformationRequest, *, secret: str, back: str
) -> HttpResponse:
    """One layout for every stage; its head says which paper it is."""
    told = papers.sheet(found, on=today())
    door = absolute(request, f"/cong-khai/hoi/phieu/?ma={found.code}")
    at = absolute(request, "/cong-khai/hoi/phieu/")
    shown = {"found": found, "secret": secret, "back": back, "door": door, "at": at}
    return _private(page(request, "disclosure/ticket_sheet.html", **told, **shown))


@require_safe
def ticket_file(request: HttpRequest, /, code: str, file_pk: int) -> HttpResponse:
    """A file of the answer, for whoever holds the ticket."""
    found = access.opened_here(request, code)
    file = access.file_for_asker(found, file_pk) if found else None
    if file is None:
        raise Http404
    try:
        data = files.read(file.stored_as)
    except FileNotFoundError as gone:  # sealed between the two lines above
        raise Http404 from gone
    return serve(data, file.content_type, file.name, public=False)


def _private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    response["X-Offline"] = "no"
    return response
