"""Luật: every rule in plain words, with its article and what is not yet confirmed."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from civics.errors import UnknownRule
from danchu.kit.clock import today
from danchu.kit.law import book
from danchu.kit.pages import page
from danchu.rulebook import access, comparing, coverage, index, instruments, reading, worklist
from danchu.rulebook.forms import AsOfForm, CompareForm


@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """All rules by subject; `?q=` narrows, with or without accents."""
    query = request.GET.get("q", "").strip()
    return page(
        request,
        "rulebook/index.html",
        sections=index.sections(query) if query else [],
        whole_law=index.whole_law(),
        query=query,
        cards=instruments.cards(on=today()),
    )


@require_safe
def rule(request: HttpRequest, key: str) -> HttpResponse:
    """One rule, as of today or of `?ngay=`: what it says, who answers for it, who uses it."""
    on = today()
    form = AsOfForm(request.GET if "ngay" in request.GET else None)
    day = (form.cleaned_data["ngay"] or on) if form.is_valid() else on
    try:
        found = reading.rule_page(key, on=day)
    except UnknownRule as unknown:
        raise Http404 from unknown
    jurist = access.jurist_term(request.user, on=on) is not None
    drafts = access.drafting_terms(request.user, on=on).exists()
    other = f"Đang đọc như ngày {day:%d/%m/%Y}, không phải hôm nay" if day != on else ""
    shown = {"found": found, "form": form, "other_day": other, "jurist": jurist}
    return page(request, "rulebook/rule.html", drafts=drafts, **shown)


@require_safe
def instrument(request: HttpRequest, folder: str) -> HttpResponse:
    """One law or decree: its standing, and what each article became here."""
    found = instruments.instrument_page(folder, on=today())
    if found is None:
        raise Http404
    return page(request, "rulebook/instrument.html", found=found)


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Which rules differ between two days."""
    asked = request.GET if {"ngay", "voi"} & set(request.GET) else None
    form = CompareForm(asked, initial={"ngay": date(2025, 6, 30), "voi": today()})
    found = None
    if form.is_valid():
        found = comparing.between(book(), form.cleaned_data["ngay"], form.cleaned_data["voi"])
    return page(request, "rulebook/compare.html", form=form, found=found)


@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """What waits for a jurist, the ten points first."""
    jurist = access.jurist_term(request.user, on=today()) is not None
    return page(request, "rulebook/waiting.html", chapters=worklist.chapters(), jurist=jurist)


@require_safe
def sheet(request: HttpRequest) -> HttpResponse:
    """The state of confirmation on paper, to be signed."""
    articles = worklist.sheet()
    return page(
        request,
        "rulebook/sheet.html",
        articles=articles,
        counts=worklist.counts(articles),
        signers=worklist.signers(articles),
        paper=worklist.paper(on=today()),
        back="/luat/cho-xac-nhan/",
    )


@require_safe
def scope(request: HttpRequest) -> HttpResponse:
    """How far the law stands in the house: article, rules, rooms."""
    return page(request, "rulebook/coverage.html", tables=coverage.shown())
