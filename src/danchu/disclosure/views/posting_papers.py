"""Papers about what is put up, each drawn up by one tap from the page where its user stands."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from civics.errors import Refused
from danchu.disclosure import access, posting_desk
from danchu.disclosure.desk import acting, office
from danchu.kit.clock import today
from danchu.people.gate import desk


@desk
@require_POST
def of_item(request: HttpRequest, pk: int, what: str) -> HttpResponse:
    """Notice, minutes of putting up, minutes of taking down; `xom`: of one hamlet only."""
    on = today()
    item = get_object_or_404(access.kept_by(request.user, on=on), pk=pk)
    if what not in posting_desk.OF_ITEM:
        raise Http404
    by = acting(request, item.unit)
    try:
        made = posting_desk.draw(item, what, request.POST.get("xom", ""), by=by, on=on)
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect(posting_desk.back(item))
    return redirect("documents:document", made.pk)


@desk
@require_POST
def bundle(request: HttpRequest, hamlet_pk: int, what: str) -> HttpResponse:
    """What one hamlet has to do today, or one notice for all that hangs there."""
    on = today()
    at = office(request)
    if what not in posting_desk.OF_HAMLET:
        raise Http404
    hamlet = posting_desk.hamlet(at.unit, str(hamlet_pk), on=on)
    if hamlet is None:
        raise Http404
    try:
        made = posting_desk.draw_bundle(at.unit, hamlet, what, by=at.term, on=on)
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect(f"/niem-yet/to-gop/?xom={hamlet.pk}")
    return redirect("documents:document", made.pk)
