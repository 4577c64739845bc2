"""A code to the phone opens a case as its secret does. Nobody learns whose number has any."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from civics.errors import Refused
from danchu.kit import limits, logs
from danchu.kit.clock import today
from danchu.kit.pages import page, tell
from danchu.people import actions as people
from danchu.people import gateway, seals, tries
from danchu.people.proof_forms import PhoneForm, SentCodeForm
from danchu.people.seals import Seal
from danchu.petitions import access, opened
from danchu.petitions.actions import by_phone
from danchu.petitions.models import Case

SENT = "petitions.phone"


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("number")
def follow_by_phone(request: HttpRequest) -> HttpResponse:
    """The ticket is lost: a code to the phone that was tied. Every number gets the same answer."""
    return _ask(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("number")
def own_phone(request: HttpRequest, code: str) -> HttpResponse:
    """Tie a phone to one's own case, another in its place, or none any more."""
    keys = opened.keys(request)
    case = get_object_or_404(access.opened(request.user, keys), code=code.upper())
    if request.method == "POST" and request.POST.get("viec") == "bo":
        by_phone.untie_phone(case, on=today())
        messages.success(request, "Đã bỏ số. Từ nay chỉ phiếu mở được việc này.")
        return redirect("petitions:own", case.code)
    return _ask(request, case)


def _ask(request: HttpRequest, case: Case | None) -> HttpResponse:
    """A number is typed; a code goes to it. `case`: the one to tie."""
    through = gateway.configured()
    if through is None:
        raise Http404
    form = PhoneForm(request.POST or None)
    if form.is_valid():
        number = form.cleaned_data["number"]
        attempt = tries.SentCodes(request, number)
        if not attempt.allowed():
            logs.security("petitions.phone", request, None, "limited")
            return limits.too_many(request, attempt.again_at())
        try:
            sent = people.send_code(number, through, by_phone.TEXT)
        except Refused as refused:
            tell(form, refused)
        else:
            logs.security("petitions.phone", request, None, "sent")
            return _on_to_the_code(request, sent.pk, number, case)
    phone = access.phone_of(case) if case else None
    shown = {"form": form, "case": case, "phone": phone}
    return opened.private(page(request, "petitions/by_phone.html", **shown))


def _on_to_the_code(request: HttpRequest, pk: int, number: str, case: Case | None) -> HttpResponse:
    """The code is good in this browser only; of the number only seals go along."""
    known = [list(one) for one in seals.every(seals.CASE_PHONE, number)]
    told = {"pk": pk, "ends": number[-3:], "seals": known, "case": case.pk if case else None}
    request.session[SENT] = told
    return redirect("petitions:phone_code")


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("code")
def phone_code(request: HttpRequest) -> HttpResponse:
    """Type the code that came; then the case is tied, or the phone's cases are open here."""
    sent = request.session.get(SENT)
    if sent is None:
        return redirect("petitions:follow_by_phone")
    form = SentCodeForm(request.POST or None)
    if form.is_valid():
        try:
            answer = _proven(request, sent, form.cleaned_data["code"])
        except Refused as refused:
            logs.security("petitions.phone_code", request, None, "refused")
            tell(form, refused)
        else:
            logs.security("petitions.phone_code", request, None, "ok")
            return answer
    return opened.private(page(request, "petitions/phone_code.html", form=form, ends=sent["ends"]))


def _proven(request: HttpRequest, sent: dict[str, Any], typed: str) -> HttpResponse:
    """Refused when the code is wrong, used or over; nothing was opened or tied then."""
    proven = people.prove_by_code(sent["pk"], typed)
    del request.session[SENT]
    known = [Seal(*one) for one in sent["seals"]]
    if sent["case"] is not None:
        mine = access.opened(request.user, opened.keys(request))
        case = get_object_or_404(mine, pk=sent["case"])
        by_phone.tie_phone(case, proven, known, on=today())
        messages.success(request, "Đã gắn số. Lần sau mở bằng số này và mã gửi tới máy.")
        return redirect("petitions:own", case.code)
    found = by_phone.open_by_phone(known)
    request.session.cycle_key()  # a planted session is worth nothing
    for case in found:
        opened.remember(request, case)
    if found:
        messages.success(request, f"Đã mở {len(found)} việc gắn với số này.")
    else:
        messages.info(request, "Chưa có việc nào gắn với số này. Có phiếu thì gõ số và mã.")
    return redirect("petitions:follow")
