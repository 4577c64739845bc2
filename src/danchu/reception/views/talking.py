"""The office's side of a dialogue: planned, told, held, each question, the results."""

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from civics.errors import Refused
from danchu.documents import actions as documents
from danchu.documents.actions import About
from danchu.kit.clock import today
from danchu.kit.pages import page, tell
from danchu.people.gate import desk
from danchu.people.models import Term
from danchu.reception import access, clocks, papers, reading
from danchu.reception.actions import talking
from danchu.reception.forms import (
    DialogueForm,
    HeldForm,
    QuestionAnswerForm,
    QuestionForm,
    ResultsForm,
    WhyForm,
)
from danchu.reception.models import DialogueState, PeoplesDialogue, Question, QuestionState
from danchu.reception.views.office import at_office, term_of, to_paper
from danchu.rulebook import citing

PLANNED, ANNOUNCED, HELD = DialogueState.PLANNED, DialogueState.ANNOUNCED, DialogueState.HELD


class Step(NamedTuple):
    """One act on a dialogue: its name in the address, its button, when it is offered."""

    slug: str
    title: str
    button: str
    form: type[forms.Form]
    does: Callable[..., object]
    states: frozenset[DialogueState]
    main: bool = True
    from_the_day: bool = False


STEPS = (
    Step("bao", "Báo cho Nhân dân", "Báo hôm nay, mở nhận câu hỏi", forms.Form,
         talking.announce, frozenset({PLANNED})),
    Step("da-doi-thoai", "Đã đối thoại", "Ghi: đã đối thoại", HeldForm,
         talking.hold, frozenset({ANNOUNCED}), from_the_day=True),
    Step("ket-qua", "Thông báo kết quả", "Thông báo kết quả", ResultsForm,
         talking.publish_results, frozenset({HELD})),
    Step("khong-to-chuc", "Không tổ chức, có lý do", "Ghi: không tổ chức", WhyForm,
         talking.call_off, frozenset({PLANNED, ANNOUNCED}), main=False),
)  # fmt: skip


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def talks(request: HttpRequest) -> HttpResponse:
    """Đối thoại của xã: those planned and held; a new one is planned here."""
    on = today()
    unit, term = at_office(request)
    form = DialogueForm(request.POST or None)
    if form.is_valid():
        try:
            made = talking.plan_dialogue(unit, form.plan, by=term, on=on)
        except Refused as refused:
            tell(form, refused)
        else:
            messages.success(request, "Đã lập. Bước tiếp: báo cho Nhân dân trong hạn.")
            return redirect("reception:talk", made.pk)
    kept = access.dialogues_kept_by(request.user, on=on).filter(unit=unit).order_by("-day", "-pk")
    shown = {
        "cites": reading.law_of_dialogue(unit, on=on),
        "guides": citing.guides(clocks.WHILE_PLANNING, unit, on=on),
    }
    return page(request, "reception/talks.html", unit=unit, form=form, talks=kept, **shown)


@desk
@require_safe
def talk(request: HttpRequest, pk: int) -> HttpResponse:
    """One dialogue with its questions and what is to be done now."""
    return _talk(request, _fetched(request, pk))


@desk
@require_POST
def step(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """One act on a dialogue."""
    found = _fetched(request, pk)
    one = next((known for known in STEPS if known.slug == slug), None)
    if one is None:
        raise Http404
    form = one.form(request.POST, prefix=slug)
    if form.is_valid():
        try:
            one.does(found, **form.cleaned_data, by=term_of(request, found.unit), on=today())
        except Refused as refused:
            tell(form, refused)
        else:
            messages.success(request, f"Đã ghi: {one.title.lower()}.")
            return redirect("reception:talk", pk)
    return _talk(request, found, bound={slug: form})


@desk
@require_POST
def add_question(request: HttpRequest, pk: int) -> HttpResponse:
    """A question from paper, or from the hall."""
    found, on = _fetched(request, pk), today()
    form = QuestionForm(request.POST, hamlets=access.hamlets(found.unit, on=on), prefix="hoi")
    source = Question.Source.HALL if "hall" in request.POST else Question.Source.PAPER
    if form.is_valid():
        term = term_of(request, found.unit)
        try:
            made = talking.ask(found, **form.cleaned_data, source=source, by=term, on=on)
        except Refused as refused:
            tell(form, refused)
        else:
            messages.success(request, f"Đã ghi câu số {made.number}.")
            return redirect("reception:talk", pk)
    return _talk(request, found, bound={"hoi": form})


@desk
@require_POST
def question(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """Bring one question up, answer it, or leave it out with a reason."""
    on = today()
    found = get_object_or_404(access.questions_kept_by(request.user, on=on), pk=pk)
    term = term_of(request, found.dialogue.unit)
    form = _form_of(slug, found, request.POST)
    if form.is_valid():
        try:
            _do(slug, found, form.cleaned_data, term, on)
        except Refused as refused:
            tell(form, refused)
            if slug == "dua-ra":  # a button alone: there is no form to say it in
                messages.error(request, refused.message)
                return redirect("reception:talk", found.dialogue_id)
        else:
            messages.success(request, f"Đã ghi câu số {found.number}.")
            return redirect("reception:talk", found.dialogue_id)
    return _talk(request, found.dialogue, bound={f"{slug}-{pk}": form})


def _form_of(slug: str, one: Question, data: Any) -> forms.Form:
    kinds = {"dua-ra": forms.Form, "tra-loi": QuestionAnswerForm, "khong-dua": WhyForm}
    if slug not in kinds:
        raise Http404
    made: forms.Form = kinds[slug](data, prefix=f"{slug}-{one.pk}")
    return made


def _do(slug: str, one: Question, data: dict[str, Any], by: Term, on: date) -> None:
    if slug == "dua-ra":
        talking.show_question(one, by=by, on=on)
    elif slug == "tra-loi":
        talking.answer_question(one, **data, by=by, on=on)
    else:
        talking.refuse_question(one, **data, by=by, on=on)


@desk
@require_POST
def talk_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The notice before, the results afterwards, as an official paper everybody may read."""
    found, on = _fetched(request, pk), today()
    questions = list(access.questions_of(found))
    done = found.state == DialogueState.PUBLISHED
    if not done and found.state not in {PLANNED, ANNOUNCED}:
        messages.error(request, "Thông báo kết quả trước, rồi lập văn bản.")
        return redirect("reception:talk", pk)
    paper = papers.results(found, questions) if done else papers.notice(found)
    about = About(clocks.DIALOGUE, pk, f"/tiep-dan/doi-thoai/{pk}/", open=True)
    made = documents.draw_up(found.unit, paper, about, by=term_of(request, found.unit), on=on)
    return to_paper(request, made, "reception:talk", pk)


def _talk(
    request: HttpRequest, found: PeoplesDialogue, *, bound: dict[str, forms.Form] | None = None
) -> HttpResponse:
    on, bound = today(), bound or {}
    questions = list(access.questions_of(found))
    hamlets = access.hamlets(found.unit, on=on)
    return page(
        request,
        "reception/talk.html",
        one=found,
        steps=_steps(found, bound, on),
        questions=[_offered(one, bound) for one in questions],
        counts=reading.counts(questions),
        form=bound.get("hoi") or QuestionForm(None, hamlets=hamlets, prefix="hoi"),
        asks=found.state in {ANNOUNCED, HELD} or "hoi" in bound,
        hall=on >= found.day,
        notice_due=clocks.notice_due(found.unit, found.day),
        failed=bool(bound),
        cites=reading.law_of_dialogue(found.unit, on=found.day),
    )


def _steps(found: PeoplesDialogue, bound: dict[str, forms.Form], on: date) -> list[dict[str, Any]]:
    """What may be done with it on this day, and what was just tried, with their forms."""
    return [
        {"step": one, "form": bound.get(one.slug) or one.form(None, prefix=one.slug)}
        for one in STEPS
        if one.slug in bound
        or (found.state in one.states and (on >= found.day or not one.from_the_day))
    ]


def _offered(one: Question, bound: dict[str, forms.Form]) -> dict[str, Any]:
    """A question with the forms it may still take."""
    slugs = {
        QuestionState.NEW: ["dua-ra", "tra-loi", "khong-dua"],
        QuestionState.OPEN: ["tra-loi", "khong-dua"],
    }.get(QuestionState(one.state), [])
    slugs += [slug for slug in ("tra-loi", "khong-dua") if f"{slug}-{one.pk}" in bound]
    made = {slug: bound.get(f"{slug}-{one.pk}") or _form_of(slug, one, None) for slug in slugs}
    return {
        "one": one,
        "sign": reading.SIGNS[QuestionState(one.state)],
        "show": "dua-ra" in made,
        "answer": made.get("tra-loi"),
        "refuse": made.get("khong-dua"),
        "open": any(f"{slug}-{one.pk}" in bound for slug in slugs),
    }


def _fetched(request: HttpRequest, pk: int) -> PeoplesDialogue:
    return get_object_or_404(access.dialogues_kept_by(request.user, on=today()), pk=pk)
