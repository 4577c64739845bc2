"""The office's desk: requests due first, and one page for each of its acts."""

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from civics.errors import Refused
from danchu.disclosure.actions import answering, supplying
from danchu.disclosure.asking import access, clocks, reading
from danchu.disclosure.asking.forms import (
    AcceptForm,
    AnswerTextForm,
    ExtendForm,
    MissingForm,
    NoticeForm,
    RedirectForm,
    RefuseForm,
    SupplyForm,
)
from danchu.disclosure.asking.models import InformationRequest
from danchu.disclosure.desk import acting, deciding, office
from danchu.kit import files
from danchu.kit.clock import today
from danchu.kit.pages import page, serve, tell
from danchu.people.gate import desk

CLOSED_SHOWN = 50


class Step(NamedTuple):
    """One act of the office on a request: its page, its form, who may."""

    title: str
    lead: str
    button: str
    act: Callable[..., None]
    form: Callable[[Any, InformationRequest], forms.Form]
    decides: bool = False  # only who decides for the commune


def _until(data: Any, request: InformationRequest) -> forms.Form:
    """The last day the law lets it reach is proposed."""
    may = request.due_on is not None
    return ExtendForm(data, initial={"until": clocks.extension_by(request) if may else None})


STEPS = {
    "nhan": Step(
        "Nhận giải quyết",
        "Phiếu rõ ràng, đủ nội dung luật buộc. Có sẵn thì hạn ngắn hơn.",
        "Nhận giải quyết",
        answering.accept_request,
        lambda data, _: AcceptForm(data),
    ),
    "bo-sung": Step(
        "Hướng dẫn bổ sung",
        "Phiếu chưa đủ, chưa rõ. Hạn nghỉ cho tới khi người hỏi bổ sung, rồi đếm lại từ đầu.",
        "Gửi cho người hỏi",
        answering.ask_to_complete,
        lambda data, _: MissingForm(data),
    ),
    "bao": Step(
        "Báo thời hạn, chi phí",
        "Thông tin phức tạp: báo cho người hỏi khi nào, ở đâu, chi phí thực tế bao nhiêu.",
        "Báo cho người hỏi",
        answering.announce_supply,
        lambda data, _: NoticeForm(data),
    ),
    "gia-han": Step(
        "Gia hạn",
        "Một lần, trước khi hết hạn, có lý do. Ngày xa nhất luật cho đã ghi sẵn.",
        "Gia hạn và báo cho người hỏi",
        answering.extend_request,
        _until,
        decides=True,
    ),
    "tu-choi": Step(
        "Từ chối",
        "Chỉ vì lý do luật nêu, bằng văn bản, có giải thích. Người hỏi có quyền khiếu nại.",
        "Từ chối và báo cho người hỏi",
        answering.refuse_request,
        lambda data, _: RefuseForm(data, on=today()),
        decides=True,
    ),
    "noi-khac": Step(
        "Chỉ nơi có trách nhiệm",
        "Thông tin do cơ quan khác giữ: nói rõ cơ quan nào, hỏi thế nào.",
        "Báo cho người hỏi",
        answering.redirect_request,
        lambda data, _: RedirectForm(data),
    ),
}


@desk
@require_safe
def requests(request: HttpRequest) -> HttpResponse:
    """Everything asked of this office: what is due first stands first."""
    on, at = today(), office(request)
    here = access.requests_of(request.user, on=on).filter(unit=at.unit)
    return page(
        request,
        "disclosure/requests.html",
        unit=at.unit,
        open_rows=reading.rows(here.open().due_first(), on=on),
        closed_rows=reading.rows(here.closed().order_by("-closed_on", "-pk")[:CLOSED_SHOWN], on=on),
    )


@desk
@require_safe
def request_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One request: what is asked, by whom, by when, and what may be done now."""
    on = today()
    found = get_object_or_404(access.requests_of(request.user, on=on), pk=pk)
    return page(
        request,
        "disclosure/request.html",
        **reading.shown(found, on=on),
        steps=_steps(request, found, on=on),
        held=reading.file_rows(
            access.answer_files(request.user, pk, on=on), f"/cong-khai/hoi/{pk}/tep/"
        ),
    )


def _steps(request: HttpRequest, found: InformationRequest, *, on: date) -> list[tuple[str, Step]]:
    """Those that still make sense; refusing and extending only for whoever decides."""
    if not found.at_the_office:
        return []
    decides = access.may_decide(request.user, found, on=on)
    never = {"nhan", "bo-sung"} if found.accepted_on else set()
    never |= {"bao"} if found.noticed_on or found.extended_on or found.ready else set()
    never |= {"gia-han"} if found.extended_on or found.ready or found.late(on=on) else set()
    return [
        (slug, step)
        for slug, step in STEPS.items()
        if slug not in never and (decides or not step.decides)
    ]


@desk
@require_http_methods(["GET", "POST"])
def request_step(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """One act: accept, ask for more, tell when, extend, refuse, show where else."""
    on = today()
    chosen = STEPS.get(step)
    if chosen is None:
        raise Http404
    kept = access.decided_by if chosen.decides else access.requests_of
    found = get_object_or_404(kept(request.user, on=on), pk=pk)
    by = (deciding if chosen.decides else acting)(request, found.unit)
    form = chosen.form(request.POST or None, found)
    if form.is_valid():
        try:
            chosen.act(found, **form.cleaned_data, by=by, on=on)
        except Refused as refused:
            tell(form, refused)
        else:
            messages.success(request, f"Đã xong: {chosen.title.lower()}.")
            return redirect("disclosure:request", pk)
    told = reading.shown(found, on=on) | {"form": form, "step": chosen}
    if step == "tu-choi":
        told["cites"] = reading.refusing_cites(found, on=on)
    return page(request, "disclosure/request_step.html", **told)


# ── the answer ────────────────────────────────────────────────────────────────────────────────


@desk
@require_http_methods(["GET", "POST"])
def request_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Write, add files, look through; then hand over what was looked through."""
    on = today()
    found = get_object_or_404(access.requests_of(request.user, on=on), pk=pk)
    by = acting(request, found.unit)
    now = reading.desk(found)
    hand = SupplyForm(
        request.POST if "read" in request.POST else None,
        found=bool(now.found),
        unread=bool(now.unread),
        initial={"read": now.digest},
    )
    writes = request.POST if "text" in request.POST else None
    form = AnswerTextForm(writes, request.FILES or None, initial={"text": found.answer})
    try:
        if hand.is_valid():
            supplying.supply(found, **hand.cleaned_data, by=by, on=on)
            return redirect("disclosure:request", pk)
        if form.is_valid():
            text, file = form.cleaned_data["text"], form.cleaned_data["file"]
            supplying.write_answer(found, text=text, upload=file, by=by, on=on)
            return redirect("disclosure:request_answer", pk)
    except Refused as refused:
        tell(hand if hand.is_bound else form, refused)
    told = {"form": form, "hand": hand, "now": now, "failed": bool(hand.errors)}
    return page(request, "disclosure/request_answer.html", **reading.shown(found, on=on) | told)


@desk
@require_POST
def request_file_act(request: HttpRequest, pk: int, file_pk: int) -> HttpResponse:
    """Take a file out of the answer, or mask what was found in it."""
    on = today()
    file = get_object_or_404(access.answer_files(request.user, pk, on=on), pk=file_pk)
    by = acting(request, file.request.unit)
    try:
        if "mask" in request.POST:
            count = supplying.mask_file(file, by=by, on=on)
            messages.success(request, f"Đã che {count} số trong tệp {file.name}.")
        else:
            supplying.drop_file(file, by=by, on=on)
            messages.success(request, f"Đã bỏ tệp {file.name}.")
    except Refused as refused:
        messages.error(request, refused.message)
    return redirect("disclosure:request_answer", pk)


@desk
@require_safe
def request_file(request: HttpRequest, pk: int, file_pk: int) -> HttpResponse:
    """A file of the answer, for the office that works on it."""
    file = get_object_or_404(access.answer_files(request.user, pk, on=today()), pk=file_pk)
    try:
        data = files.read(file.stored_as)
    except FileNotFoundError as gone:
        raise Http404 from gone
    return serve(data, file.content_type, file.name, public=False)
