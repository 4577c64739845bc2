"""“Người và máy”: the commune's office looks after people's terms, cards and phones."""

from datetime import datetime, time

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from civics.errors import Refused
from danchu.kit import logs
from danchu.kit.clock import VIETNAM, today
from danchu.kit.folding import fold
from danchu.kit.pages import absolute, page, tell
from danchu.people import access, actions, codes, entry, handing_over, unheld
from danchu.people.forms import EndTermForm, OneTimePasswordForm, TermForm
from danchu.people.gate import desk, device_of
from danchu.people.models import CIVIL_SERVANTS, Role, Term
from danchu.people.roles import MAY_APPOINT


@desk
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Everybody in office in this commune, with their phones and cards."""
    by = office_term(request)
    asked = request.GET.get("q", "")
    found = access.people_with_keys(request.user, on=today())
    rows = [(one, _ways_in(one)) for one in found if _is_asked(one, fold(asked))]
    waiting = handing_over.waiting(request.user, on=today())
    shown = {"rows": rows, "commune": by.unit, "q": asked, "waiting": waiting, "on": today()}
    shown["unheld"] = unheld.lines(request.user, on=today())
    return render(request, "people/people.html", shown)


def _is_asked(one: access.WithKeys, folded: str) -> bool:
    """Whether the name, a role or a unit of this person holds every word typed."""
    roles = (f"{term.spoken_role} {term.unit.spoken_name}" for term in one.terms_here)
    said = fold(" ".join([one.full_name, *roles]))
    return all(word in said for word in folded.split())


def _ways_in(one: access.WithKeys) -> str:
    """How this person comes in, in a few words."""
    if any(term.role in CIVIL_SERVANTS for term in one.terms_here):
        return "mật khẩu và mã xác thực"
    ways = [phone.name for phone in one.phones_here]
    ways += [f"thẻ chờ kích hoạt, đến {card.expires_on:%d/%m/%Y}" for card in one.cards_here]
    return ", ".join(ways) or "chưa có máy"


@desk
@require_safe
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: terms, phones, the open card."""
    by = office_term(request)
    shown = get_object_or_404(access.people_run_by(request.user, on=today()), pk=pk)
    actions.look_at(shown, by=by, on=today())
    return render(
        request,
        "people/person.html",
        {
            "shown": shown,
            "commune": by.unit,
            "terms": access.terms_run_by(request.user, on=today()).filter(person=shown),
            "devices": access.devices_revocable_by(request.user, on=today()).filter(person=shown),
            "passkeys": access.passkeys_removable_by(request.user, on=today()).filter(person=shown),
            "card": access.open_cards(on=today()).filter(person=shown).first(),
            "by_card": access.part_time_terms(shown, on=today()).exists(),
            "by_password": access.lets_in(by, shown, on=today()),
            "form": OneTimePasswordForm() if codes.enrolled(shown) else None,
        },
    )


@desk
@require_POST
def issue_card(request: HttpRequest, pk: int) -> HttpResponse:
    """The code is known only in this answer, so the card is printed from here."""
    by = office_term(request)
    shown = get_object_or_404(access.people_run_by(request.user, on=today()), pk=pk)
    try:
        issued = actions.issue_card(shown, by=by, on=today())
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect("people:person", pk)
    logs.security("card.issue", request, request.user.pk, f"for account {shown.pk}")
    term = access.part_time_terms(shown, on=today()).first()
    until = datetime.combine(issued.card.expires_on, time(23, 59), VIETNAM)
    return render(
        request,
        "people/printed_card.html",
        {
            "shown": shown,
            "term": term,
            "address": absolute(request, reverse("people:card", args=[issued.code])),
            "until": until,
            "issuer": f"văn phòng {by.unit.spoken_name}",
            "back": reverse("people:person", args=[pk]),
        },
    )


@desk
@require_POST
def issue_password(request: HttpRequest, pk: int) -> HttpResponse:
    """A civil servant's way in: the password is known only in this answer, printed from here."""
    by = office_term(request)
    shown = get_object_or_404(access.people_run_by(request.user, on=today()), pk=pk)
    if not access.lets_in(by, shown, on=today()):
        raise Http404
    form = OneTimePasswordForm(request.POST)
    forget_app = form.is_valid() and form.cleaned_data["forget_app"]
    try:
        password = actions.set_one_time_password(shown, by=by, on=today(), forget_app=forget_app)
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect("people:person", pk)
    logs.security("password.issue", request, request.user.pk, f"for account {shown.pk}")
    return render(
        request,
        "people/printed_password.html",
        {
            "shown": shown,
            "term": access.terms_run_by(request.user, on=today()).filter(person=shown).first(),
            "password": password,
            "address": absolute(request, reverse("people:sign_in")),
            "issuer": by.unit.spoken_name,
            "back": reverse("people:person", args=[pk]),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Second of two taps. For the office of the commune and for the phone's own person."""
    device = get_object_or_404(access.devices_revocable_by(request.user, on=today()), pk=pk)
    own = device.person_id == request.user.pk
    if request.method == "POST":
        by = access.terms_of(request.user, on=today()).first() if own else office_term(request)
        try:
            actions.revoke_device(device, by=by, on=today())
        except Refused as refused:
            messages.error(request, refused.message)
        else:
            logs.security("device.revoke", request, request.user.pk, f"device {device.pk}")
            if device.pk == device_of(request):
                return entry.out(request)
            messages.success(request, f"Đã khóa {device.name}. Máy ấy thoát ra ngay.")
        return redirect("people:account") if own else redirect("people:person", device.person_id)
    return render(request, "people/revoke.html", {"device": device, "own": own})


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def appoint(request: HttpRequest) -> HttpResponse:
    """Somebody new takes up a role."""
    by = office_term(request)
    form = TermForm(
        request.POST or None,
        initial=request.GET.dict(),
        units=access.units_run_by(request.user, on=today()),
        roles=[role for role in Role if role in MAY_APPOINT[Role(by.role)]],
    )
    if form.is_valid():
        try:
            term = actions.appoint_new(**form.cleaned_data, by=by, on=today())
        except Refused as refused:
            tell(form, refused)
        else:
            messages.success(
                request, f"Đã ghi nhiệm kỳ của {term.person}. Bước tiếp theo: in thẻ kích hoạt."
            )
            return redirect("people:person", term.person_id)
    return page(request, "people/appoint.html", form=form, commune=by.unit)


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def end_term(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down the last day in office."""
    by = office_term(request)
    term = get_object_or_404(access.terms_run_by(request.user, on=today()), pk=pk)
    form = EndTermForm(request.POST or None)
    if form.is_valid():
        try:
            actions.end_term(term, last_day=form.cleaned_data["last_day"], by=by, on=today())
        except Refused as refused:
            tell(form, refused)
        else:
            messages.success(request, f"Đã ghi: {term.person} thôi vai {term.spoken_role}.")
            return redirect("people:hand_over", pk)
    return page(request, "people/end_term.html", form=form, term=term)


def office_term(request: HttpRequest) -> Term:
    """The term under which this person looks after people; without one the page does not exist."""
    term = access.office_terms(request.user, on=today()).first()
    if term is None:
        raise Http404
    return term
