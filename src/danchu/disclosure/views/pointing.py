"""Pointing to a decision that is not public, and the office's answer."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_safe

from civics.errors import Refused
from danchu.behalf.forms import ToldForm
from danchu.disclosure import access, workbench
from danchu.disclosure.actions import entering, noting
from danchu.disclosure.desk import acting, office
from danchu.disclosure.forms import AnswerForm, LinkForm, PointForm
from danchu.disclosure.periods import Quarter
from danchu.kit.clock import today
from danchu.kit.limits import limited
from danchu.kit.pages import page, tell
from danchu.kit.readable import number
from danchu.people.gate import citizen, desk
from danchu.people.models import User
from danchu.rulebook import citing

MINE_SHOWN = 100


@require_http_methods(["GET", "POST"])
@limited("disclosure.point", per=timedelta(hours=1), at_most=30, echo=True)
def point(request: HttpRequest, /, slug: str) -> HttpResponse:
    """Anybody may point; the office must publish or answer. The code is the receipt."""
    on = today()
    unit = get_object_or_404(access.communes(on=on), slug=slug)
    code = workbench.code_typed(request)
    if code and access.pointer_by_code(code).exists():
        return redirect("disclosure:pointer", code)
    form = PointForm(request.POST or None)
    if form.is_valid():
        try:
            by = access.pointing_term(request.user, on=on)
            whose = request.user if isinstance(request.user, User) else None
            pointer = noting.point(unit, **form.cleaned_data, by=by, on=on, account=whose)
        except Refused as refused:
            tell(form, refused)
        else:
            return redirect("disclosure:pointer", pointer.code)
    return page(
        request,
        "disclosure/point.html",
        form=form,
        unit=unit,
        unknown_code=code,
        cites=citing.panel(workbench.pointer_rules(unit, on=on)),
    )


@citizen
@require_safe
def mine(request: HttpRequest, /) -> HttpResponse:
    """What I pointed to while signed in, newest first, and what became of it."""
    found = access.pointers_by(request.user)[:MINE_SHOWN]
    return page(request, "disclosure/mine.html", pointers=found, most=MINE_SHOWN)


@desk
@require_http_methods(["GET", "POST"])
def point_for(request: HttpRequest) -> HttpResponse:
    """A citizen without a device calls: the office enters it for them, with the source."""
    on = today()
    at = office(request)
    form = PointForm(request.POST or None)
    told = ToldForm(request.POST or None, request.FILES or None, on=on)
    if form.is_valid() and told.is_valid():
        try:
            made = entering.point_for(at.unit, told.told, **form.cleaned_data, by=at.term, on=on)
        except Refused as refused:
            tell(told, refused)
        else:
            messages.success(request, "Đã nhập thay. Đọc mã xác nhận cho người ấy, hoặc in phiếu.")
            return redirect("behalf:entry", made.pk)
    bad = bool(told.errors)
    return page(
        request, "disclosure/point_for.html", form=form, told=told, unit=at.unit, failed=bad
    )


@require_safe
def pointer(request: HttpRequest, code: str) -> HttpResponse:
    """What became of it, for whoever holds the code."""
    found = get_object_or_404(access.pointer_by_code(code))
    shown = workbench.pointer_shown(found, on=today())
    response = page(request, "disclosure/pointer.html", pointer=found, **shown)
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


@desk
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """The office answers, or links the pointer to an item it keeps."""
    on = today()
    found = get_object_or_404(access.pointers_of(request.user, on=on), pk=pk)
    form = AnswerForm(request.POST or None)
    chosen = LinkForm(request.POST)
    by = acting(request, found.unit)
    try:
        if chosen.is_valid():
            kept = access.kept_by(request.user, on=on)
            item = get_object_or_404(kept, pk=chosen.cleaned_data["item"])
            noting.link(found, item, by=by, on=on)
            return redirect("disclosure:index")
        if form.is_valid():
            noting.answer(found, text=form.cleaned_data["text"], by=by, on=on)
            return redirect("disclosure:index")
    except Refused as refused:
        tell(form, refused)
    shown = workbench.answer_page(found, request.user, on=on)
    return page(request, "disclosure/answer.html", form=form, **shown)


@desk
@require_http_methods(["GET", "POST"])
def nothing(request: HttpRequest) -> HttpResponse:
    """Không phát sinh trong kỳ: an act for each group, with a name and a day."""
    on = today()
    at = office(request)
    quarter = Quarter.before(on)
    group = number(request.POST.get("group", ""))
    if group is not None:
        try:
            noting.declare_nothing(at.unit, group=group, quarter=quarter, by=at.term, on=on)
        except Refused as refused:
            messages.error(request, refused.message)
        else:
            messages.success(request, "Đã ghi: nhóm này không phát sinh trong quý.")
        return redirect("disclosure:nothing")
    return page(
        request,
        "disclosure/nothing.html",
        unit=at.unit,
        quarter=quarter,
        rows=workbench.nothing_rows(at.unit, quarter, on=on),
    )
