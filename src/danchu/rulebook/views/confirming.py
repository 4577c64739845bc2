"""A jurist at work: one value is confirmed, objected to, or an objection settled."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from civics.errors import Refused
from danchu.kit.clock import today
from danchu.kit.pages import page, tell
from danchu.people.gate import desk
from danchu.people.models import Term
from danchu.rulebook import access, actions, reading
from danchu.rulebook.forms import ConfirmForm, ObjectForm, SettleForm


@desk
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, key: str) -> HttpResponse:
    """The jurist reads one value beside the law's words and answers for it."""
    on = today()
    by = _jurist(request, on=on)
    shown = _shown(request, key)
    form = ConfirmForm(request.POST or None, initial={"digest": shown.value.digest})
    if form.is_valid():
        try:
            actions.confirm(key, since=shown.value.since, by=by, on=on, **form.cleaned_data)
        except Refused as refused:
            tell(form, refused)
        else:
            messages.success(request, f"Đã xác nhận: {shown.rule.label}.")
            return redirect("rulebook:rule", key)
    return page(request, "rulebook/confirm.html", form=form, shown=shown)


@desk
@require_http_methods(["GET", "POST"])
def object_to(request: HttpRequest, key: str) -> HttpResponse:
    """The jurist says why a value may be wrong."""
    on = today()
    by = _jurist(request, on=on)
    shown = _shown(request, key)
    form = ObjectForm(request.POST or None)
    if form.is_valid():
        actions.object_to(key, since=shown.value.since, by=by, on=on, **form.cleaned_data)
        messages.success(request, "Đã ghi. Mọi trang dùng con số này từ giờ ghi rõ ý kiến ấy.")
        return redirect("rulebook:rule", key)
    return page(request, "rulebook/object.html", form=form, shown=shown)


@desk
@require_http_methods(["GET", "POST"])
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """An objection ends with an answer."""
    on = today()
    found = get_object_or_404(access.objections_settled_by(request.user, on=on), pk=pk)
    form = SettleForm(request.POST or None)
    if form.is_valid():
        try:
            by = _jurist(request, on=on)
            actions.settle(found, by=by, on=on, **form.cleaned_data)
        except Refused as refused:
            tell(form, refused)
        else:
            messages.success(request, "Đã ghi cách giải quyết.")
            return redirect("rulebook:rule", found.key)
    label = reading.label_of(found.key)
    return page(request, "rulebook/settle.html", form=form, objection=found, label=label)


def _jurist(request: HttpRequest, *, on: date) -> Term:
    term = access.jurist_term(request.user, on=on)
    if term is None:
        raise Http404
    return term


def _shown(request: HttpRequest, key: str) -> reading.Shown:
    """The value named by `?tu=` (its first day); the newest when none is named."""
    found = reading.shown_value(key, request.GET.get("tu", ""))
    if found is None:
        raise Http404
    return found
