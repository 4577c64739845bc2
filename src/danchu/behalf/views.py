"""Nhập thay: the office's list and slips, the person's own answer, by account or by code."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from civics.errors import Refused
from danchu.behalf import access, actions, reading
from danchu.behalf.forms import DenyForm, MendForm, PhoneForm
from danchu.behalf.models import EnteredFor
from danchu.kit import files, limits
from danchu.kit.clock import today
from danchu.kit.pages import absolute, page, serve, tell
from danchu.people import access as people
from danchu.people.gate import desk
from danchu.people.models import User

HOUR = timedelta(hours=1)
RIGHT = "Cảm ơn bạn. Việc này đã được ghi là đúng."
WRONG = "Đã ghi là không đúng. Văn phòng xã phải xem lại và sửa."


@desk
@require_safe
def entries(request: HttpRequest) -> HttpResponse:
    """Nhập thay chờ xác nhận: what this office entered for people, and what they said to it."""
    kept = access.kept_by(request.user, on=today())
    if not access.offices_of(request.user, on=today()).exists():
        raise Http404
    return page(
        request,
        "behalf/index.html",
        disputed=[reading.mark(one) for one in kept.disputed().order_by("denied_at")],
        waiting=[reading.mark(one) for one in kept.waiting().order_by("pk")],
        settled=[reading.mark(one) for one in kept.settled().order_by("-pk")[:50]],
        doors=access.doors(request.user, on=today()),
    )


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def entry(request: HttpRequest, pk: int) -> HttpResponse:
    """One entry: for whom, from which source, what they said; the office says how it was mended."""
    on = today()
    found = get_object_or_404(access.kept_by(request.user, on=on), pk=pk)
    form = MendForm(request.POST or None)
    by = access.office_term(request.user, found.unit, on=on)
    if by is not None and form.is_valid():
        try:
            actions.mend(found, how=form.cleaned_data["how"], by=by, on=on)
        except Refused as refused:
            tell(form, refused)
        else:
            messages.success(request, "Đã ghi cách sửa. Việc này khép lại.")
            return redirect("behalf:entry", pk)
    return page(request, "behalf/entry.html", mark=reading.mark(found), form=form)


@desk
@require_safe
def slip(request: HttpRequest, pk: int) -> HttpResponse:
    """The slip to hand over or read aloud: what was entered, and the code to answer with."""
    found = get_object_or_404(access.kept_by(request.user, on=today()), pk=pk, account=None)
    at = absolute(request, reverse("behalf:by_code"))
    return page(
        request,
        "behalf/slip.html",
        mark=reading.mark(found),
        at=at,
        address=f"{at}?ma={found.code}",
        back=reverse("behalf:entry", args=[pk]),
    )


@desk
@require_safe
def proof(request: HttpRequest, pk: int) -> HttpResponse:
    """The photo or scan, for the office that keeps it and nobody else."""
    found = get_object_or_404(access.kept_by(request.user, on=today()), pk=pk, proof__isnull=False)
    kept = found.proof
    return serve(files.read_sealed(kept.stored_as), kept.content_type, kept.name, public=False)


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def phone(request: HttpRequest) -> HttpResponse:
    """A hamlet head calls with a new number: the office writes it down, the head confirms."""
    on = today()
    by = access.phones_term(request.user, on=on)
    if by is None:
        raise Http404
    people_here = access.part_time_people(request.user, on=on)
    form = PhoneForm(request.POST or None, request.FILES or None, people=people_here, on=on)
    if form.is_valid():
        chosen, number = form.cleaned_data["person"], form.cleaned_data["phone"]
        try:
            made = actions.correct_phone(chosen, phone=number, told=form.told, by=by, on=on)
        except Refused as refused:
            tell(form, refused)
        else:
            messages.success(request, f"Đã ghi số mới. {chosen} sẽ thấy và xác nhận khi vào.")
            return redirect("behalf:entry", made.pk)
    return page(request, "behalf/phone.html", form=form, unit=by.unit)


@desk
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Có việc người khác nhập thay cho bạn: what it is, right or not right."""
    about = access.about(request.user)
    return page(
        request,
        "behalf/mine.html",
        waiting=[reading.mark(one) for one in about.waiting().order_by("pk")],
        answered=[reading.mark(one) for one in about.order_by("-pk") if one.state != "waiting"],
    )


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Right, or not right and where, in one's own account."""
    found = get_object_or_404(access.about(request.user), pk=pk)
    return _answer(request, found, onward=reverse("behalf:mine"))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@limits.limited("behalf.code", per=HOUR, at_most=60)
def by_code(request: HttpRequest) -> HttpResponse:
    """Right, or not right and where, with the code of the slip: no account, no name asked."""
    typed = request.POST.get("ma") or request.GET.get("ma") or ""
    code = "".join(filter(str.isalnum, typed))[:20].upper()
    found = access.by_code(code).first() if code else None
    if found is None:
        if code and not limits.allow("behalf.guess", limits.near(request), per=HOUR, at_most=60):
            return limits.too_many(request, limits.again_at(HOUR))
        return page(request, "behalf/code.html", unknown=code)
    return _answer(request, found, onward=f"{reverse('behalf:by_code')}?ma={found.code}")


def _answer(request: HttpRequest, found: EnteredFor, *, onward: str) -> HttpResponse:
    """One answer from one person, in either way."""
    on = today()
    person = request.user if isinstance(request.user, User) else None
    by = people.terms_of(request.user, on=on).first()
    answered = {"yes", "no"} & set(request.POST)
    form = DenyForm(request.POST if answered else None)
    if answered and form.is_valid():
        try:
            if "yes" in answered:
                actions.confirm(found, by=by, person=person, on=on)
            else:
                why = form.cleaned_data["why"]
                actions.deny(found, why=why, by=by, person=person, on=on)
        except Refused as refused:
            tell(form, refused)
        else:
            messages.success(request, RIGHT if "yes" in answered else WRONG)
            return redirect(onward)
    shown = {"mark": reading.mark(found), "form": form, "own": found.account_id is not None}
    return page(request, "behalf/answer.html", **shown)
