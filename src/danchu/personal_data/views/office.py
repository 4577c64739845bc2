"""The office's side: requests with the nearest day first, one request, the answer."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from civics.errors import Refused
from danchu.kit.clock import today
from danchu.kit.pages import page, tell
from danchu.people.gate import desk
from danchu.people.models import Term
from danchu.personal_data import access, papers, reading, rules
from danchu.personal_data.actions import answering, asking, copying
from danchu.personal_data.forms import AnswerForm, EraseForm, ExtendForm, PaperForm, RefuseForm
from danchu.personal_data.models import DataRequest, Kind
from danchu.places.models import Unit

CLOSED_SHOWN = 50


@desk
@require_safe
def requests(request: HttpRequest) -> HttpResponse:
    """Open requests of my offices, the nearest day first; then the last ones answered."""
    on = today()
    if not access.answering_units(request.user, on=on).exists():
        raise Http404
    found = access.kept_by(request.user, on=on)
    return page(
        request,
        "personal_data/requests.html",
        waiting=reading.rows(found.open().order_by("due_on", "pk"), on=on),
        closed=reading.rows(found.closed().order_by("-pk")[:CLOSED_SHOWN], on=on),
    )


@desk
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """A request made at the office's table, by somebody whose identity was checked."""
    unit, by = _office(request)
    name = request.POST.get("name") or request.GET.get("ten", "")
    accounts = access.accounts_of(unit, name)
    form = PaperForm(request.POST or None, accounts=accounts, initial={"name": name})
    if form.is_valid():
        try:
            made = _entered(form, unit, by)
        except Refused as refused:
            tell(form, refused)
        else:
            messages.success(request, "Đã ghi yêu cầu. In giấy hẹn cho người yêu cầu.")
            return redirect("personal_data:request", made.pk)
    return page(request, "personal_data/enter.html", form=form, unit=unit)


def _entered(form: PaperForm, unit: Unit, by: Term) -> DataRequest:
    data = form.cleaned_data
    return asking.ask_on_paper(
        unit,
        form.wished,
        person=data.get("account"),
        name=data["name"],
        contact=data["contact"],
        identity=data["identity"],
        by=by,
        on=today(),
    )


@desk
@require_safe
def request_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One request: who asks what, both clocks, and what may be done now."""
    found, by = _fetched(request, pk)
    return _one(request, found, by)


@desk
@require_POST
def respond(request: HttpRequest, pk: int) -> HttpResponse:
    """Tell the asker that it came: the first clock stops."""
    found, by = _fetched(request, pk)
    try:
        answering.respond(found, by=by, on=today())
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, f"Đã phản hồi. Hạn làm xong: {found.due_on:%d/%m/%Y}.")
    return redirect("personal_data:request", pk)


@desk
@sensitive_post_parameters()
@require_POST
def fulfil(request: HttpRequest, pk: int) -> HttpResponse:
    """Done as asked."""
    found, by = _fetched(request, pk)
    form = AnswerForm(request.POST)
    if form.is_valid():
        try:
            answering.fulfil(found, **form.cleaned_data, by=by, on=today())
        except Refused as refused:
            tell(form, refused)
        else:
            messages.success(request, "Đã ghi là làm xong. In văn bản trả lời ở cuối trang.")
            return redirect("personal_data:request", pk)
    return _one(request, found, by, form=form)


@desk
@sensitive_post_parameters()
@require_POST
def refuse(request: HttpRequest, pk: int) -> HttpResponse:
    """Not done, on a ground of law."""
    found, by = _fetched(request, pk)
    form = RefuseForm(request.POST)
    if form.is_valid():
        try:
            answering.refuse(found, **form.cleaned_data, by=by, on=today())
        except Refused as refused:
            tell(form, refused)
        else:
            messages.success(request, "Đã trả lời. In văn bản trả lời ở cuối trang.")
            return redirect("personal_data:request", pk)
    return _one(request, found, by, form=form)


@desk
@require_POST
def extend(request: HttpRequest, pk: int) -> HttpResponse:
    """More time, once, with a reason."""
    found, by = _fetched(request, pk)
    form = ExtendForm(request.POST)
    if form.is_valid():
        try:
            later = answering.extend(found, **form.cleaned_data, by=by, on=today())
        except Refused as refused:
            tell(form, refused)
        else:
            messages.success(request, f"Đã gia hạn đến hết ngày {later.due_on:%d/%m/%Y}.")
            return redirect("personal_data:request", pk)
    return _one(request, found, by, form=form)


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest, pk: int) -> HttpResponse:
    """Second of two taps: what goes, what stays; then the answer to print, with the name once."""
    found, by = _fetched(request, pk)
    if found.kind != Kind.ERASE or not found.is_open:
        raise Http404
    asker, named = found.asker, reading.named(found.name, found.unit)
    form = EraseForm(request.POST or None)
    if form.is_valid():
        try:
            texts = answering.erase(found, by=by, on=today())
        except Refused as refused:
            tell(form, refused)
        else:
            done = access.kept_by(request.user, on=today()).get(pk=pk)
            shown = papers.erased(done, asker, named, texts, by=by, on=today())
            return render(request, "personal_data/erased.html", shown)
    said = {"asked": found, "named": named, "consequences": reading.consequences()}
    return page(request, "personal_data/erase.html", form=form, **said, **_cites(found))


@desk
@require_POST
def copy(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything held about the asker, printed for them at the office's table."""
    found, by = _fetched(request, pk)
    if found.person is None or found.kind != Kind.SEE or by.person_id == found.person_id:
        raise Http404
    sections = copying.take_copy(found.person, by=by, on=today())
    shown = papers.copy(found.person, found.unit, sections, on=today())
    back = f"/du-lieu-ca-nhan/yeu-cau/{pk}/"
    return render(request, "personal_data/copy.html", {**shown, "by": by, "back": back})


@desk
@require_safe
def receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """Giấy hẹn: the code, the days, no name and no words."""
    found, _ = _fetched(request, pk)
    return render(request, "personal_data/receipt.html", papers.receipt(request, found))


@desk
@require_safe
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The answer as a paper to sign and hand over."""
    found, _ = _fetched(request, pk)
    if found.decided_on is None:
        raise Http404
    return render(request, "personal_data/paper.html", papers.answer(found))


def _one(request: HttpRequest, found: DataRequest, by: Term, *, form: Any = None) -> HttpResponse:
    forms = {"answer_form": AnswerForm(), "refuse_form": RefuseForm(), "extend_form": ExtendForm()}
    names = {AnswerForm: "answer_form", RefuseForm: "refuse_form", ExtendForm: "extend_form"}
    if form is not None:
        forms[names[type(form)]] = form
    return page(
        request,
        "personal_data/request.html",
        asked=found,
        own=by.person_id == found.person_id,
        face=reading.face_of(found, on=today()),
        steps=reading.story(found),
        named=reading.named(found.name, found.unit) if found.is_open else [],
        failed=form is not None,
        **forms,
        **_cites(found),
    )


def _cites(found: DataRequest) -> dict[str, Any]:
    return {"cites": rules.of_request(found)}


def _fetched(request: HttpRequest, pk: int) -> tuple[DataRequest, Term]:
    """A request of my office, and the term I answer under; 404 for everybody else."""
    found: DataRequest = get_object_or_404(access.kept_by(request.user, on=today()), pk=pk)
    by = access.answering_term(request.user, found.unit, on=today())
    if by is None:
        raise Http404
    return found, by


def _office(request: HttpRequest) -> tuple[Unit, Term]:
    unit = access.answering_units(request.user, on=today()).first()
    by = access.answering_term(request.user, unit, on=today()) if unit else None
    if unit is None or by is None:
        raise Http404
    return unit, by
