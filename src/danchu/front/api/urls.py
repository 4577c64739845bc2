"""/api/v1/: every answer may be read by any page on the web, and asked again by its ETag."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils.cache import get_conditional_response, set_response_etag

from danchu.front.api.views import api


def open_to_all(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """CORS, no stale copies, ETag and 304. Done here so that a 304 carries the headers too."""

    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = view(request, *args, **kwargs)
        set_response_etag(answer)
        if answer.status_code == 200:
            tag = answer.headers["ETag"]
            answer = cast(
                HttpResponse, get_conditional_response(request, etag=tag, response=answer)
            )
        answer["Access-Control-Allow-Origin"] = "*"
        answer["Access-Control-Expose-Headers"] = "ETag"
        answer["Cache-Control"] = "no-cache"
        return answer

    return opened


patterns, _, _ = api.urls
for pattern in patterns:
    if isinstance(pattern, URLPattern):
        pattern.callback = open_to_all(pattern.callback)
urls = (patterns, "api", "api")
