"""The personal-list check: what was found, masked, kept; and the sealed originals."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from civics.errors import Refused
from danchu.disclosure import access, screening, screens
from danchu.disclosure.actions import checking, masking, mending
from danchu.disclosure.actions.drafting import draft_of
from danchu.disclosure.desk import acting
from danchu.disclosure.forms import KeepForm
from danchu.disclosure.models import Item, Version
from danchu.kit import files
from danchu.kit.clock import today
from danchu.kit.pages import page, serve, tell
from danchu.people.gate import desk


@desk
@require_http_methods(["GET", "POST"])
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """What the machine looked for, in what, what it found, what it cannot read."""
    on = today()
    item = get_object_or_404(access.kept_by(request.user, on=on), pk=pk)
    version = _draft(item)
    if request.method == "POST":
        try:
            checking.check(version, by=acting(request, item.unit), on=on)
        except Refused as refused:
            messages.error(request, refused.message)
        else:
            messages.success(request, "Đã kiểm đúng bản này. Kết quả ở dưới.")
        return redirect("disclosure:check", item.pk)
    return page(request, "disclosure/personal.html", **_page(item, version))


@desk
@require_POST
def decide(request: HttpRequest, pk: int, subject: str) -> HttpResponse:
    """Mask what was chosen in one file or in the words, keep the others with a reason."""
    on = today()
    item = get_object_or_404(access.kept_by(request.user, on=on), pk=pk)
    version, choice = _draft(item), screens.chosen(request.POST)
    form = KeepForm(request.POST, auto_id=f"{subject}_%s")
    if form.is_valid():
        try:
            by = acting(request, item.unit)
            done = masking.decide(version, subject, choice, by=by, on=on)
        except Refused as refused:
            tell(form, refused)
        else:
            said = f"Đã che {done.masked} chỗ, giữ {done.kept} chỗ. "
            messages.success(request, said + "Bản trước khi che đã niêm phong." * bool(done.masked))
            return redirect("disclosure:check", item.pk)
    told = _page(item, version, screens.Refusal(subject, choice, form))
    return page(request, "disclosure/personal.html", form=form, **told)


@desk
@require_safe
def original(request: HttpRequest, pk: int, original_pk: int) -> HttpResponse:
    """What stood there before it was masked, for an inspector; opening it is written down."""
    on = today()
    item = get_object_or_404(access.sealed_items(request.user, on=on), pk=pk)
    found = get_object_or_404(access.originals(item), pk=original_pk)
    mending.open_sealed(item, by=access.inspecting_term(request.user, item, on=on), on=on)
    data = files.read_sealed(found.stored_as)
    return serve(data, found.content_type, found.name, public=False)


def _draft(item: Item) -> Version:
    version = draft_of(item)
    if version is None:
        raise Http404
    return version


def _page(item: Item, version: Version, refused: screens.Refusal | None = None) -> dict[str, Any]:
    version.refresh_from_db()
    return {
        "item": item,
        "version": version,
        "subjects": screens.shown(version, refused),
        "checked": screens.checked(version),
        "law": screens.law(item, on=today()),
        "never_sought": screening.NEVER_SOUGHT,
    }
