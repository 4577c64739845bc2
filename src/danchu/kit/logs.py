"""Two logs. Operation: how the house runs, without persons or addresses. Security: who came in.

Both are JSON lines in one file a day under `var/log/`, readable by the service's account alone.
The raw path, the query, the body and exception texts stay out of the operation log: they may carry
names, card codes or what somebody typed into the wrong box.
"""

import json
import logging
import os
import secrets
import time
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from traceback import extract_tb

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from danchu.kit import clock

OPERATION_DAYS = 30
_request_id: ContextVar[str] = ContextVar("request_id", default="-")
_operation = logging.getLogger("danchu.operation")
_security = logging.getLogger("danchu.security")


# ── what is written ───────────────────────────────────────────────────────────────────────────


def operation(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[..., HttpResponse]:
    """Middleware around all but static files: a line and an id for each request."""

    def inside(request: HttpRequest) -> HttpResponse:
        token = _request_id.set(secrets.token_hex(6))
        started = time.perf_counter()
        try:
            response = get_response(request)
            line = {
                "method": request.method if request.method in _METHODS else "other",
                "route": request.resolver_match.view_name if request.resolver_match else "-",
                "status": response.status_code,
                "ms": round((time.perf_counter() - started) * 1000),
            }
            _operation.info("request", extra={"facts": line})
            response["X-Request-Id"] = _request_id.get()
            return response
        finally:
            _request_id.reset(token)

    return inside


_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}


def security(act: str, request: HttpRequest, account_id: int | None, result: str) -> None:
    """Who (account id) did what (`act`) from where, and how it ended. Never what they typed."""
    facts = {"account": account_id, "source": source(request), "result": result}
    _security.info(act, extra={"facts": facts})


def source(request: HttpRequest) -> str:
    """The address the request came from, counted from our own side of the line.

    With `settings.PROXIES` = n the n-th entry from the right of X-Forwarded-For is what our
    outermost proxy saw; everything left of it was written by the sender and is not believed.
    """
    peer = str(request.META.get("REMOTE_ADDR", "")).strip() or "-"
    if not settings.PROXIES:
        return peer
    seen = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    return seen[-settings.PROXIES] or peer if len(seen) >= settings.PROXIES else peer


# ── how it is written ─────────────────────────────────────────────────────────────────────────


class Lines(logging.Formatter):
    """One JSON object a line. An exception gives its kind and places, not its text."""

    def format(self, record: logging.LogRecord) -> str:
        facts = getattr(record, "facts", None)
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "request": _request_id.get(),
            "what": record.getMessage() if facts is not None else record.name,
        }
        if facts is None:
            line["level"] = record.levelname
        line |= facts or {}
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
            line["places"] = [
                f"{Path(frame.filename).name}:{frame.lineno} {frame.name}"
                for frame in extract_tb(record.exc_info[2])[-12:]
            ]
        return json.dumps(line, ensure_ascii=False)


class DailyFile(logging.Handler):
    """Appends to `folder/YYYY-MM-DD.jsonl`, mode 0600, a new file each Vietnamese day.

    Every line is one append, so several workers share the file; nothing is ever renamed.
    """

    def __init__(self, folder: str) -> None:
        super().__init__()
        self.folder = Path(folder)

    def emit(self, record: logging.LogRecord) -> None:
        try:
            line = self.format(record) + "\n"
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            file = self.folder / f"{clock.today():%Y-%m-%d}.jsonl"
            descriptor = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            try:
                os.write(descriptor, line.encode())
            finally:
                os.close(descriptor)
        except OSError:
            self.handleError(record)


def purge(*, on: date) -> int:
    """Remove daily files older than they must be kept; how many went."""
    kept = {"security": settings.SECURITY_LOG_DAYS, "operation": OPERATION_DAYS}
    gone = 0
    for name, days in kept.items():
        oldest = f"{on - timedelta(days=days):%Y-%m-%d}"
        for file in (settings.LOG_FOLDER / name).glob("*.jsonl"):
            if file.stem < oldest:
                file.unlink()
                gone += 1
    return gone
