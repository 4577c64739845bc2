"""Passing an item on: the picture beside a link."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from danchu.disclosure import access, sharing


@require_safe
def picture(request: HttpRequest, pk: int) -> HttpResponse:
    """The PNG that a chat shows. Set anew each time (30 ms): no copy outlives the item."""
    item = get_object_or_404(access.public_items().published(), pk=pk)
    version = access.public_versions(item).first()
    if version is None:
        raise Http404
    response = HttpResponse(sharing.picture(item, version), content_type="image/png")
    response["Cache-Control"] = "no-cache"
    return response
