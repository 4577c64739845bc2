"""The house on a phone without a network: manifest, service worker, and which pages may be kept.

A page is kept only when it left here marked: public, read by nobody signed in, with no cookie and
no personal list in it. Everything else is never written to the phone (`islands/offline/`).
"""

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from danchu.kit.pages import page
from danchu.people.gate import PHONE_COOKIE

MARK = "X-Offline"  # "keep", or "no" when a view says so itself
SHELL = (
    "kit/tokens.css",
    "kit/base.css",
    "kit/parts.css",
    "kit/forms.css",
    "kit/offline.js",
    "kit/islands.js",
    "postings/board.css",
    "petitions/small_map.css",
    "kit/brand.svg",
    "kit/fonts/hanken-grotesk-latin-wght-normal.woff2",
    "kit/fonts/hanken-grotesk-vietnamese-wght-normal.woff2",
)
# Lists that a phone shows by itself when there is no network: an empty page stands in for them and
# is filled on the phone from what its person read there (`islands/post-queue/`, `send-later/`).
# They are fetched as by nobody signed in, and stand for addresses that begin so.
STAND_INS = (
    ("/niem-yet/hom-nay/", "postings:without_network"),
    ("/don-thu/gui/", "petitions:without_network"),
    ("/don-thu/?xa=", "petitions:without_network"),  # the door leads on to the form
    ("/don-thu/to-cao/", "petitions:denounce"),  # where to go, for whom the phone stopped
)
ICONS = (("any", 192), ("any", 512), ("maskable", 512))


def mark(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware, outside sessions and CSRF: say of each public page that a phone may keep it."""

    def inside(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if MARK not in response and _public(request, response):
            response[MARK] = "keep"
        return response

    return inside


def _public(request: HttpRequest, response: HttpResponseBase) -> bool:
    """A page with a form sets the token's cookie each time, so it is none."""
    known = {settings.SESSION_COOKIE_NAME, PHONE_COOKIE} & request.COOKIES.keys()
    return (
        request.method == "GET"
        and response.status_code == 200
        and response.get("Content-Type", "").startswith("text/html")
        and not known
        and not response.cookies
        and "no-store" not in response.get("Cache-Control", "")
    )


@require_safe
def manifest(request: HttpRequest) -> JsonResponse:
    """What a phone needs to put the house on its first screen."""
    icons = [
        {
            "src": static(f"front/icons/{purpose}-{size}.png"),
            "sizes": f"{size}x{size}",
            "type": "image/png",
            "purpose": purpose,
        }
        for purpose, size in ICONS
    ]
    answer = JsonResponse(
        {
            "id": "/",
            "name": "Dân Chủ, tỉnh Thái Nguyên",
            "short_name": "Dân Chủ",
            "description": "Xã, phường đã công khai gì, việc nào còn trễ, luật nói gì.",
            "lang": "vi",
            "start_url": "/",
            "scope": "/",
            "display": "standalone",
            "background_color": "#f6f9f8",
            "theme_color": "#131f3f",
            "icons": icons,
            "shortcuts": [
                {"name": "Tìm", "url": reverse("front:search")},
                {"name": "Việc đến hạn", "url": "/viec/"},
            ],
        },
        content_type="application/manifest+json",
        json_dumps_params={"ensure_ascii": False},
    )
    answer["Cache-Control"] = "no-cache"
    return answer


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, with the addresses of this version of the house written before it."""
    code = Path(str(finders.find("kit/worker.js"))).read_text()
    shell = [static(name) for name in SHELL]
    offline = reverse("front:offline")
    version = sha256("\n".join([code, *shell]).encode()).hexdigest()[:12]
    stand_ins = [(under, reverse(name)) for under, name in STAND_INS]
    told = json.dumps(
        {"version": version, "shell": shell, "offline": offline, "standIns": stand_ins}
    )
    answer = HttpResponse(
        f"self.DANCHU = {told};\n{code}", content_type="text/javascript; charset=utf-8"
    )
    answer["Cache-Control"] = "no-cache"
    return answer


@require_safe
def without_network(request: HttpRequest) -> HttpResponse:
    """What stands there when a page was never read on this phone."""
    return page(request, "front/offline.html")
