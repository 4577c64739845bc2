"""Questions and answers for everybody: published, listed, removed at once."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_safe

from civics.errors import Refused
from danchu.disclosure.actions import publishing_answers
from danchu.disclosure.asking import access, figures, listing, reading
from danchu.disclosure.asking.forms import PublishForm, RemoveAnswerForm
from danchu.disclosure.desk import acting
from danchu.kit import files, pages
from danchu.kit.clock import today
from danchu.kit.downloads import also_as_csv
from danchu.kit.pages import page, reads_commune, serve, tell
from danchu.people.gate import desk

PAGE = 30


@require_safe
@also_as_csv(listing.answers)
def answers(request: HttpRequest, slug: str) -> HttpResponse:
    """What people asked and the commune answered, without names; and how punctual it was."""
    on = today()
    unit = get_object_or_404(access.answering_units(on=on), slug=slug)
    reads_commune(request, unit.pk)
    year = {"since": date(on.year, 1, 1), "until": date(on.year, 12, 31)}
    return page(
        request,
        "disclosure/answers.html",
        unit=unit,
        year=on.year,
        part=pages.part(request, access.answers_of(unit), PAGE),
        figures=figures.of_unit(unit, **year, on=on),
        refusals=figures.refusals(unit, **year),
        few=figures.FEW,
        cites=reading.asking_cites(unit, on=on),
    )


@require_safe
def published_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """One question and its answer, or the tombstone of what was removed."""
    found = get_object_or_404(access.public_answers(), pk=pk)
    reads_commune(request, found.unit_id)
    held = reading.file_rows(access.public_files(found), f"/cong-khai/hoi-dap/{pk}/tep/")
    title = reading.title_of(found)
    return page(request, "disclosure/published_answer.html", found=found, title=title, files=held)


@require_safe
def published_file(request: HttpRequest, pk: int, file_pk: int) -> HttpResponse:
    """A file that was made public with its answer."""
    found = get_object_or_404(access.public_answers(), pk=pk)
    file = get_object_or_404(access.public_files(found), pk=file_pk)
    try:
        data = files.read(file.stored_as)
    except FileNotFoundError as gone:  # sealed between the two lines above
        raise Http404 from gone
    return serve(data, file.content_type, file.name, public=True)


@desk
@require_http_methods(["GET", "POST"])
def request_publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Write question and answer anew and make them public, without whoever asked."""
    on = today()
    found = get_object_or_404(access.requests_of(request.user, on=on), pk=pk)
    by = acting(request, found.unit)
    held = access.files_for_asker(found)
    initial = reading.publishing_initial(found)
    form = PublishForm(request.POST or None, held=held, initial=initial)
    if form.is_valid():
        data = form.cleaned_data
        told = {"question": data["question"], "answer": data["answer"]}
        told |= {"file_ids": data.get("attached", []), "seen": data.get("seen", False)}
        try:
            made = publishing_answers.publish_answer(
                found, **told, no_secret=data["no_secret"], by=by, on=on
            )
        except Refused as refused:
            tell(form, refused)
        else:
            return redirect("disclosure:published_answer", made.pk)
    shown = reading.shown(found, on=on)
    return page(request, "disclosure/request_publish.html", form=form, **shown)


@desk
@require_http_methods(["GET", "POST"])
def answer_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Gỡ khẩn: words and files leave at once, the tombstone says who, when, why."""
    on = today()
    found = get_object_or_404(access.answers_kept_by(request.user, on=on), pk=pk)
    by = acting(request, found.unit)
    form = RemoveAnswerForm(request.POST or None)
    if form.is_valid():
        try:
            publishing_answers.remove_answer(
                found, ground=form.cleaned_data["ground"], by=by, on=on
            )
        except Refused as refused:
            tell(form, refused)
        else:
            messages.success(request, "Đã gỡ khẩn. Trang chỉ còn dòng ghi ai gỡ, khi nào, vì sao.")
            return redirect("disclosure:published_answer", pk)
    return page(request, "disclosure/answer_remove.html", found=found, form=form)
