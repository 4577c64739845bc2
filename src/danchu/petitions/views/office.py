"""The office's side of one case: what is told, what was done, what may be done with it now."""

from typing import Any

from django.contrib import messages
from django.forms import model_to_dict
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from civics.errors import Refused
from danchu.documents import access as documents_access
from danchu.documents import actions as documents
from danchu.documents.actions import About
from danchu.documents.reading import FORMATS
from danchu.kit import files
from danchu.kit.clock import today
from danchu.kit.pages import absolute, page, serve, tell
from danchu.people.access import officers_of
from danchu.people.gate import desk
from danchu.petitions import access, clocks, papers, reading, spots
from danchu.petitions.actions import handling
from danchu.petitions.deeds import BY_SLUG
from danchu.petitions.inbox import at_commune, offered
from danchu.petitions.models import Case, Step
from danchu.petitions.office_forms import ActForm, TemplateForm
from danchu.petitions.public_list import access as public_list
from danchu.petitions.public_list import reading as public_reading
from danchu.petitions.small_map import drawing


@desk
@require_safe
def case(request: HttpRequest, pk: int) -> HttpResponse:
    """One case: what is told, what was done, by which day, what may be done now."""
    return _case(request, _fetched(request, pk))


@desk
@sensitive_post_parameters()
@require_POST
def act(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """One act on a case; with errors the page comes back with everything typed."""
    on, found, deed = today(), _fetched(request, pk), BY_SLUG.get(slug)
    by = access.office_term(request.user, found.unit, on=on)
    if deed is None or by is None:
        raise Http404
    form, title = deed.form(request.POST, prefix=slug), deed.spoken(found)
    form.on_case(found, on=on, **_rows(found))
    if form.is_valid():
        try:
            deed.does(found, form.cleaned_data, by, on)
        except Refused as refused:
            tell(form, refused)
        else:
            messages.success(request, f"Đã ghi: {title[:1].lower()}{title[1:]}.")
            still = access.kept_by(request.user, on=on).filter(pk=pk).exists()
            return redirect("petitions:case", pk) if still else redirect("petitions:inbox")
    return _case(request, found, bound=(slug, form))


def _case(
    request: HttpRequest, found: Case, *, bound: tuple[str, ActForm] | None = None
) -> HttpResponse:
    on = today()
    beside = _open(request, found)
    chosen = access.templates_of(found.unit).filter(pk=_number(request.GET.get("mau"))).first()
    return page(
        request,
        "petitions/case.html",
        case=found,
        story=reading.story(found, inside=True),
        **reading.by_law(found, on=on),
        deeds=offered(found, bound, template=chosen, on=on, **_rows(found)),
        near=reading.duplicates(found) if found.is_open else [],
        barred=access.barred(found),
        public=(public := public_list.of_case(found)),
        answer_waits=public_reading.answer_waits(public),
        map=drawing.pinned(found.unit, spots.of(found), on=on),
        templates=access.templates_of(found.unit),
        before=access.before(found, beside),
        after=access.after(found, beside),
        failed=bound is not None,
    )


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def templates(request: HttpRequest) -> HttpResponse:
    """Mẫu trả lời: words this office often answers with."""
    at = at_commune(request)
    kept = access.templates_of(at.unit)
    mended = kept.filter(pk=_number(request.GET.get("sua"))).first()
    form = TemplateForm(request.POST or None, initial=model_to_dict(mended) if mended else None)
    if form.is_valid():
        handling.keep_template(at.unit, **form.cleaned_data, by=at.term, on=today())
        messages.success(request, "Đã lưu mẫu.")
        return redirect("petitions:templates")
    return page(request, "petitions/templates.html", form=form, templates=kept, unit=at.unit)


@desk
@require_safe
def file(request: HttpRequest, pk: int, file_pk: int) -> HttpResponse:
    """A photo or voice note of a case, for the office that handles it."""
    kept = get_object_or_404(
        access.files_of_office(request.user, on=today()), pk=file_pk, step__case=pk
    )
    return serve(files.read_sealed(kept.stored_as), kept.content_type, kept.name, public=False)


@desk
@require_safe
def paper(request: HttpRequest, pk: int, step_pk: int, kind: str) -> HttpResponse:
    """The paper of one step, as Word or PDF, at once: number and day by pen."""
    step = _paper_step(request, pk, step_pk)
    if kind not in FORMATS:
        raise Http404
    number = step.case.number
    follow = absolute(request, f"{reverse('petitions:follow')}?so={number}")
    data, content_type = papers.file(papers.of_step(step), kind, papers.face(follow, step))
    return serve(data, content_type, f"{number}-{step.pk}.{kind}", public=False)


@desk
@require_POST
def draw_up(request: HttpRequest, pk: int, step_pk: int) -> HttpResponse:
    """The same paper as a draft among the office's papers, to get its number and its code."""
    on, step = today(), _paper_step(request, pk, step_pk)
    by = access.office_term(request.user, step.case.unit, on=on)
    if by is None or not papers.goes_to_the_book(step):
        raise Http404
    about = About(clocks.CASE, pk, f"/don-thu/ban/{pk}/")
    made = documents.draw_up(step.case.unit, papers.of_step(step), about, by=by, on=on)
    if documents_access.office_term(request.user, made.unit, on=on):
        return redirect("documents:document", made.pk)
    messages.success(request, "Đã lập bản thảo. Văn phòng mở ở trang Văn bản, cấp số rồi in.")
    return redirect("petitions:case", pk)


def _paper_step(request: HttpRequest, pk: int, step_pk: int) -> Step:
    step = get_object_or_404(access.steps_of(_fetched(request, pk)), pk=step_pk)
    if not papers.has_paper(step):
        raise Http404
    return step


def _fetched(request: HttpRequest, pk: int) -> Case:
    return get_object_or_404(access.kept_by(request.user, on=today()), pk=pk)


def _open(request: HttpRequest, found: Case) -> Any:
    return access.kept_by(request.user, on=today()).open().filter(unit=found.unit)


def _rows(found: Case) -> dict[str, Any]:
    on = today()
    return {
        "colleagues": access.colleagues(found.unit, on=on, but=found),
        "officers": officers_of(found.unit, on=on),
        "barred": access.barred(found),
        "near": access.near(found),
    }


def _number(typed: str | None) -> int:
    return int(typed) if typed and typed.isascii() and typed.isdecimal() and len(typed) < 10 else 0
