"""The sender's side: the ticket opens the case; more words, "not yet", a mark, withdrawing."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from civics.errors import Refused
from danchu.kit import files, limits
from danchu.kit.clock import today
from danchu.kit.pages import page, serve, tell
from danchu.people import gateway
from danchu.petitions import access, clocks, opened, reading, spots, tickets
from danchu.petitions.actions import sending
from danchu.petitions.forms import MoreForm, ReopenForm, TicketForm
from danchu.petitions.models import Case
from danchu.petitions.public_list import access as public_list
from danchu.petitions.public_list import grounds
from danchu.petitions.public_list.forms import AppealShowForm
from danchu.petitions.small_map import drawing

HOUR = timedelta(hours=1)
GUESSES = 20  # wrong tickets an hour from one address; a right one gives its count back


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def follow(request: HttpRequest) -> HttpResponse:
    """Number and secret of the ticket; both wrong and right numbers answer alike."""
    form = TicketForm(request.POST or None, initial={"code": request.GET.get("so", "")[:20]})
    if form.is_valid():
        at = limits.near(request)
        if not limits.allow("petitions.ticket", at, per=HOUR, at_most=GUESSES):
            return limits.too_many(request, limits.again_at(HOUR))
        found = access.with_code(tickets.code_of(form.cleaned_data["code"])).first()
        kept = found.secret_hash if found else None
        if tickets.fits(form.cleaned_data["secret"], kept) and found is not None:
            limits.forgive("petitions.ticket", at, per=HOUR)
            opened.remember(request, found)
            return redirect("petitions:own", found.code)
        form.add_error(None, "Số theo dõi và mã bí mật không khớp. Hãy xem lại từng chữ.")
    here = access.opened(request.user, opened.keys(request)).order_by("-pk")[: opened.MOST]
    shown = {"here": here, "by_phone": gateway.configured() is not None}
    return opened.private(page(request, "petitions/follow.html", form=form, **shown))


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
@limits.limited("petitions.say_more", per=HOUR, at_most=60, echo=True)
def own(request: HttpRequest, code: str) -> HttpResponse:
    """One's own case: what happened, until when, the answer; something more to say."""
    found = _fetched(request, code)
    form = MoreForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            sending.say_more(found, **form.cleaned_data, on=today())
        except Refused as refused:
            tell(form, refused)
        else:
            messages.success(request, "Đã gửi thêm. Văn phòng đọc được ngay.")
            return redirect("petitions:own", code)
    return _shown(request, found, form=form)


@require_POST
@sensitive_post_parameters()
@limits.limited("petitions.say_more", per=HOUR, at_most=60, echo=True)
def reopen(request: HttpRequest, code: str) -> HttpResponse:
    """Not settled: it stands open again."""
    found = _fetched(request, code)
    form = ReopenForm(request.POST)
    if form.is_valid():
        try:
            sending.reopen(found, words=form.cleaned_data["words"], on=today())
        except Refused as refused:
            tell(form, refused)
        else:
            messages.success(request, "Đã mở lại. Văn phòng sẽ trả lời lại trong hạn mới.")
            return redirect("petitions:own", code)
    return _shown(request, found, reopen=form)


@require_POST
def rate(request: HttpRequest, code: str) -> HttpResponse:
    """Whether the answer helped. The office never sees who said what."""
    found = _fetched(request, code)
    try:
        sending.rate(found, good=request.POST.get("duoc") == "1", on=today())
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, "Đã ghi. Người trả lời không biết ai chấm.")
    return redirect("petitions:own", code)


@require_POST
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """The sender no longer wants it."""
    found = _fetched(request, code)
    try:
        sending.withdraw(found, on=today())
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, "Đã rút. Việc này khép lại.")
    return redirect("petitions:own", code)


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Close every ticket on this phone: the secret is asked again."""
    opened.forget(request)
    messages.success(request, "Đã đóng. Lần sau cần mã bí mật để xem lại.")
    return redirect("petitions:follow")


@require_safe
def file(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """A photo or a voice note the sender sent."""
    found = _fetched(request, code)
    kept = get_object_or_404(
        access.files_of_sender(request.user, opened.keys(request)), pk=pk, step__case=found
    )
    return serve(files.read_sealed(kept.stored_as), kept.content_type, kept.name, public=False)


def _fetched(request: HttpRequest, code: str) -> Case:
    return get_object_or_404(access.opened(request.user, opened.keys(request)), code=code.upper())


def _shown(request: HttpRequest, found: Case, **forms: Any) -> HttpResponse:
    on = today()
    until = clocks.reopen_until(found)
    shown = {
        "form": forms.get("form") or MoreForm(),
        "reopen": forms.get("reopen") or ReopenForm(),
        "failed": any(one.is_bound for one in forms.values()),
        "story": reading.story(found, inside=False),
        "face": reading.clock_of_sender(found, on=on),
        "cites": reading.cites_of(found),
        "disagree": reading.disagree(found, on=on),
        "may_reopen": not found.is_complaint and until is not None and on <= until,
        "until": until,
        "rated": access.rated(found),
        "map": drawing.pinned(found.unit, spots.of(found), on=on),
        "by_phone": gateway.configured() is not None,
        "phone": access.phone_of(found),
        **_public(found),
    }
    return opened.private(page(request, "petitions/own.html", case=found, **shown))


def _public(found: Case) -> dict[str, Any]:
    """What the sender reads of the public list: where it stands, and the last reason."""
    if found.is_complaint:
        return {}
    public = public_list.of_case(found)
    last = public_list.log_of(public).exclude(words="").last() if public else None
    return {
        "public": public,
        "public_why": grounds.words_of(public.ground) if public else "",
        "public_said": last.words if last and last.by else "",
        "appeal": AppealShowForm(),
    }
