"""Province and communes add to the law: one account writes, another approves."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_safe

from civics.errors import NotInForce, Refused, UnknownRule
from danchu.kit.clock import today
from danchu.kit.pages import page, tell
from danchu.people.gate import desk
from danchu.people.models import Term
from danchu.rulebook import access, actions, additions
from danchu.rulebook.forms import DecisionForm


@desk
@require_safe
def additions_list(request: HttpRequest) -> HttpResponse:
    """What the units of this person add to the law, and what waits for approval."""
    on = today()
    _drafting(request, on=on)
    return page(
        request,
        "rulebook/additions.html",
        drafts=additions.draft_rows(access.drafts_seen_by(request.user, on=on)[:100]),
        rules=additions.rule_rows(access.local_rules_of(request.user, on=on)[:200], on=on),
    )


@desk
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, key: str) -> HttpResponse:
    """Write an addition to one rule; `look` shows what it would change, nothing is kept."""
    on = today()
    by = _drafting(request, on=on)
    try:
        form = additions.form_for(key, by.unit, request.POST or None, on=on)
    except (UnknownRule, NotInForce) as none:
        raise Http404 from none
    seen = None
    if form.is_valid():
        try:
            seen = additions.look(key, by, form, on=on)
            if "look" not in request.POST:
                row = actions.draft(key, change=form.change, by=by, on=on, **form.decision)
                return redirect("rulebook:draft", row.pk)
        except Refused as refused:
            tell(form, refused)
    shown = additions.add_page(key, by.unit, form, seen, on=on)
    return page(request, "rulebook/add.html", **shown)


@desk
@require_http_methods(["GET", "POST"])
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """One draft: what it changes; somebody else approves it, or it is put aside."""
    on = today()
    row = get_object_or_404(access.drafts_seen_by(request.user, on=on), pk=pk)
    approver = access.approving_term(request.user, row, on=on)
    if request.method == "POST":
        try:
            if "drop" in request.POST:
                actions.drop(row, by=_drafting(request, on=on, unit_id=row.unit_id), on=on)
                messages.success(request, "Đã bỏ bản soạn.")
            else:
                actions.approve(row, by=approver or _nobody(), on=on)
                messages.success(request, "Đã duyệt. Trang của quy tắc từ giờ ghi rõ.")
        except Refused as refused:
            messages.error(request, refused.message)
        return redirect("rulebook:draft", pk)
    shown = additions.draft_page(row, may_approve=approver is not None)
    return page(request, "rulebook/draft.html", **shown)


@desk
@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down that an addition shall stop."""
    on = today()
    rule = get_object_or_404(access.local_rules_of(request.user, on=on), pk=pk)
    by = _drafting(request, on=on, unit_id=rule.unit_id)
    form = DecisionForm(request.POST or None)
    if form.is_valid():
        try:
            row = actions.draft_end(rule, by=by, on=on, **form.cleaned_data)
        except Refused as refused:
            tell(form, refused)
        else:
            return redirect("rulebook:draft", row.pk)
    label = additions.label_of(rule.key)
    return page(request, "rulebook/end.html", form=form, rule=rule, label=label)


def _drafting(request: HttpRequest, *, on: date, unit_id: int | None = None) -> Term:
    """The term this person writes under; `?don-vi=` chooses among several units."""
    terms = access.drafting_terms(request.user, on=on)
    wanted = request.GET.get("don-vi")
    if unit_id is not None:
        terms = terms.filter(unit=unit_id)
    elif wanted:
        terms = terms.filter(unit__slug=wanted)
    return terms.first() or _nobody()


def _nobody() -> Term:
    raise Http404
