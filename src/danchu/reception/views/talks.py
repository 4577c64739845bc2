"""For everybody: one dialogue, its questions up to their answers, and a question beforehand."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from civics.errors import Refused
from danchu.behalf import onward
from danchu.kit.clock import today
from danchu.kit.limits import limited
from danchu.kit.pages import page, reads_commune, tell
from danchu.postings import reading as boards
from danchu.reception import access, clocks, reading
from danchu.reception.actions import talking
from danchu.reception.forms import QuestionForm
from danchu.reception.models import DialogueState, Question
from danchu.reception.views.public import private

HOUR = timedelta(hours=1)


@require_safe
def dialogue(request: HttpRequest, pk: int) -> HttpResponse:
    """The notice; later every question with its answer, and the results."""
    one = get_object_or_404(access.dialogues_told(), pk=pk)
    reads_commune(request, one.unit_id)
    on = today()
    questions = list(access.questions_of(one))
    told = one.state == DialogueState.PUBLISHED
    paper = boards.newest_paper("reception", clocks.DIALOGUE, pk) if told else None
    return page(
        request,
        "reception/dialogue.html",
        one=one,
        questions=reading.told(questions),
        counts=reading.counts(questions),
        takes=one.takes_questions(on=on),
        board=paper,
        proof=boards.told(paper, on=on) if paper else [],
        cites=reading.law_of_dialogue(one.unit, on=one.day),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
@limited("reception.ask", per=HOUR, at_most=20, echo=True)
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """A question beforehand, without a name; what reads like a denunciation is stopped."""
    on = today()
    one = get_object_or_404(access.dialogues_told(), pk=pk)
    form = QuestionForm(request.POST or None, hamlets=access.hamlets(one.unit, on=on))
    stopped = request.method == "POST" and onward.accuses(request.POST.get("text", ""))
    if stopped:
        return private(page(request, "reception/stopped.html", form=form, one=one, failed=True))
    if form.is_valid():
        try:
            made = talking.ask(one, source=Question.Source.WEB, by=None, on=on, **form.cleaned_data)
        except Refused as refused:
            tell(form, refused)
        else:
            messages.success(
                request, f"Đã gửi. Câu của bạn là câu số {made.number}: hãy nhớ số ấy."
            )
            return redirect("reception:dialogue", pk)
    return private(page(request, "reception/ask.html", form=form, one=one))
