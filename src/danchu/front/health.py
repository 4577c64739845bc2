"""For the machine that watches: is the process alive, and may it be sent people."""

import tempfile
from collections.abc import Callable

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from danchu.kit import triggers
from danchu.kit.law import book


@require_safe
@never_cache
def alive(request: HttpRequest) -> HttpResponse:
    """The process answers. Asks nothing of the database."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@require_safe
@never_cache
def ready(request: HttpRequest) -> HttpResponse:
    """Every part the house stands on; 503 names the one that does not. No reasons, no secrets."""
    parts = {name: _stands(check) for name, check in CHECKS.items()}
    fine = all(parts.values())
    words = {name: "ok" if stands else "failed" for name, stands in parts.items()}
    return JsonResponse({"ready": fine, "parts": words}, status=200 if fine else 503)


def _stands(check: Callable[[], bool]) -> bool:
    try:
        return check()
    except Exception:  # noqa: BLE001  whatever broke, the answer is the same: this part does not stand
        return False


def _database() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone() == (1,))


def _triggers() -> bool:
    return not triggers.missing(connection)


def _law() -> bool:
    return bool(book().keys())


def _cache() -> bool:
    cache.set("readyz", "stands", 60)
    return bool(cache.get("readyz") == "stands")


def _files() -> bool:
    """Writes and forgets one byte: asking for permissions would not see a full disk."""
    settings.FILES_FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=settings.FILES_FOLDER) as probe:
        return probe.write(b".") == 1


CHECKS: dict[str, Callable[[], bool]] = {
    "database": _database,
    "triggers": _triggers,
    "law": _law,
    "cache": _cache,
    "files": _files,
}
