"""Luật: every rule in plain words, with its article and what is not yet confirmed."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from civics.errors import UnknownRule
from danchu.kit.clock import today
from danchu.kit.law import book
from danchu.kit.pages import page
from danchu.rulebook import access, coverage, index, reading, worklist


@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """All rules by subject; `?q=` narrows, with or without accents."""
    query = request.GET.get("q", "").strip()
    return page(
        request,
        "rulebook/index.html",
        sections=index.sections(query),
        query=query,
        instruments=book().instruments,
    )


@require_safe
def rule(request: HttpRequest, key: str) -> HttpResponse:
    """One rule: what it says, since when, who answers for it, which pages use it."""
    on = today()
    try:
        found = reading.rule_page(key, on=on)
    except UnknownRule as unknown:
        raise Http404 from unknown
    jurist = access.jurist_term(request.user, on=on) is not None
    return page(request, "rulebook/rule.html", found=found, jurist=jurist)


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
    return page(request, "rulebook/coverage.html", instruments=coverage.coverage())
