"""Which tickets were shown in this browser: their keys stand in the session, no secret does."""

from django.http import HttpRequest, HttpResponse

from danchu.petitions.models import Case

KEY, MOST = "petitions.opened", 20


def keys(request: HttpRequest) -> list[int]:
    return [int(pk) for pk in request.session.get(KEY, [])]


def remember(request: HttpRequest, case: Case) -> None:
    known = [pk for pk in keys(request) if pk != case.pk]
    request.session[KEY] = [*known, case.pk][-MOST:]


def forget(request: HttpRequest) -> None:
    """Phones in a family are shared."""
    request.session.pop(KEY, None)


def private(response: HttpResponse) -> HttpResponse:
    """Kept by no cache and no search engine."""
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
