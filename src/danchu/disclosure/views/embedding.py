"""The frame for other sites, and the page that gives its code."""

from csp.constants import NONE, SELF
from csp.decorators import csp_replace, csp_update
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from danchu.disclosure import access, embedding
from danchu.disclosure.forms import FrameForm
from danchu.kit import downloads
from danchu.kit.clock import today
from danchu.kit.pages import page, reads_commune

ANY_SITE = {
    "frame-ancestors": ["*"],
    "script-src": [NONE],
    "connect-src": [NONE],
    "form-action": [NONE],
    "manifest-src": [NONE],
}


@require_safe
@xframe_options_exempt
@csp_replace(ANY_SITE)  # type: ignore[arg-type]  # typed for views without arguments
def frame(request: HttpRequest, slug: str) -> HttpResponse:
    """The newest items of a commune; `?nhom=` one group, `?so=` rows, `?tre=1` what is overdue."""
    unit = get_object_or_404(access.communes(on=today()), slug=slug)
    reads_commune(request, unit.pk)
    what = f"{unit} {unit.demo} {embedding.looks()}"
    told = downloads.marks(request, what, units=[unit.pk])
    same = downloads.unchanged(request, told)
    if same is not None:
        return same
    shown = embedding.shown(request, unit, embedding.asked_by(request.GET))
    return HttpResponse(shown, headers=told | {"X-Offline": "no"})


@require_safe
@csp_update({"frame-src": [SELF]})  # type: ignore[arg-type]
def snippet(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose what the frame shows, see it, copy its code. For anybody who keeps a site."""
    unit = get_object_or_404(access.communes(on=today()), slug=slug)
    form = FrameForm(request.GET or None, on=today())
    asked = embedding.chosen(form)
    return page(
        request,
        "disclosure/snippet.html",
        unit=unit,
        form=form,
        asked=asked,
        code=embedding.code(request, unit, asked),
        preview=f"/xa/{unit.slug}/nhung/{asked.query}",
        height=embedding.HEAD_PX + embedding.ROW_PX * asked.rows,
    )
