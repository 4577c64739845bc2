"""The door of the open data: who may ask, how often, in which form; headers of every answer."""

from collections.abc import Callable
from datetime import timedelta
from functools import cache, wraps
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, set_response_etag

from danchu.front.api import words
from danchu.front.api.problems import Error, Problem, answer
from danchu.kit import clock, limits

READS = ("GET", "HEAD")
METHODS = "GET, HEAD, OPTIONS"
# A hamlet of sixty people stands behind one address: fifty questions each in five minutes.
PER, AT_MOST = timedelta(minutes=5), 3000
EXPOSED = (
    "ETag, Link, Content-Language, Retry-After, RateLimit-Limit, RateLimit-Remaining, "
    "RateLimit-Reset, RateLimit-Policy, X-Request-Id"
)
SELF_DESCRIBED = '</api/v1/openapi.json>; rel="service-desc", </api/>; rel="service-doc"'


def open_to_all(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """CORS, limits, no stale copies, ETag and 304, HEAD like GET; whatever is refused, a problem.

    Done around the view so that a 304 and a refusal carry the headers too.
    """

    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "OPTIONS":
            return _open(_preflight())
        told: dict[str, str] = {}
        try:
            _refuse_form(request, _described().get(request.path), told)
        except Problem as problem:
            return _open(answer(request, problem), told)
        asked, request.method = request.method, "GET"
        found = view(request, *args, **kwargs)
        request.method = asked  # whoever serves the answer leaves the content of HEAD out
        set_response_etag(found)
        if found.status_code == 200:
            same = get_conditional_response(request, etag=found.headers["ETag"], response=found)
            found = cast(HttpResponse, same)
        return _open(found, told)

    return opened


def refused(request: HttpRequest, kind: words.Kind) -> HttpResponse:
    """A refusal made outside the views: no such address, or something broke."""
    return _open(answer(request, Problem(kind)))


def _refuse_form(request: HttpRequest, known: list[str] | None, told: dict[str, str]) -> None:
    """What can be said before anything is read. `told` gets the headers of the limit."""
    if request.method not in READS:
        told["Allow"] = METHODS
        raise Problem(words.WRONG_METHOD)
    left, seconds = _count(request)
    told |= {
        "RateLimit-Limit": str(AT_MOST),
        "RateLimit-Remaining": str(max(0, left)),
        "RateLimit-Reset": str(seconds),
        "RateLimit-Policy": f"{AT_MOST};w={int(PER.total_seconds())}",
    }
    if left < 0:
        told["Retry-After"] = str(seconds)
        raise Problem(words.TOO_MANY)
    if not _takes_json(request.headers.get("Accept", "")):
        raise Problem(words.NOT_ACCEPTABLE)
    if request.META.get("CONTENT_LENGTH") not in {None, "", "0"}:
        raise Problem(words.BODY_REFUSED)
    if known is not None:
        _refuse_names(request, known)


def _refuse_names(request: HttpRequest, known: list[str]) -> None:
    """A misspelt name that is passed over would answer another question than was asked."""
    errors = [Error(n, words.unknown(n, known)) for n in request.GET if n not in known]
    errors += [Error(n, words.twice(n)) for n, all_ in request.GET.lists() if len(all_) > 1]
    if errors:
        raise Problem(words.WRONG_VALUE, errors=errors)


def _count(request: HttpRequest) -> tuple[int, int]:
    """How many questions are left, and in how many seconds all of them are open again."""
    used = limits.count("api", limits.near(request), per=PER)
    seconds = int((limits.again_at(PER) - clock.now()).total_seconds())
    return AT_MOST - used, max(1, seconds)


def _takes_json(accept: str) -> bool:
    """Whether one of the forms asked for is one of ours; nothing asked: anything goes."""
    forms = [part.split(";") for part in accept.split(",") if part.strip()]
    taken = {
        form[0].strip().lower()
        for form in forms
        if not any(p.replace(" ", "") in {"q=0", "q=0.0", "q=0.00", "q=0.000"} for p in form[1:])
    }
    return not forms or bool(
        taken & {"*/*", "application/*", "application/json", "application/problem+json"}
    )


def _preflight() -> HttpResponse:
    return HttpResponse(
        status=204,
        headers={
            "Allow": METHODS,
            "Access-Control-Allow-Methods": METHODS,
            "Access-Control-Allow-Headers": "If-None-Match, Accept-Language",
            "Access-Control-Max-Age": "86400",
        },
    )


def _open(answered: HttpResponse, told: dict[str, str] | None = None) -> HttpResponse:
    for name, value in (told or {}).items():
        answered[name] = value
    links = [answered["Link"]] if "Link" in answered else []
    answered["Link"] = ", ".join([*links, SELF_DESCRIBED])
    answered["Access-Control-Allow-Origin"] = "*"
    answered["Access-Control-Expose-Headers"] = EXPOSED
    answered["Cache-Control"] = "no-cache"
    return answered


@cache
def _described() -> dict[str, list[str]]:
    """Names of the parameters that each described address knows."""
    from danchu.front.api.views import api  # the gate stands before the views

    paths = api.get_openapi_schema()["paths"]
    return {
        path: [one["name"] for one in said["get"].get("parameters", [])]
        for path, said in paths.items()
    }
