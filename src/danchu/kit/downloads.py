"""A public list as a file: `?format=csv` on its page gives the same rows, all of them.

UTF-8 with a mark, comma; `&dau=cham-phay` writes semicolons, for an Excel that puts a whole line
into one cell. Days are 2026-12-07, which every Excel reads as a day whatever its language. Rows are
read in small batches while they are sent, so a long list takes no more memory than a short one,
and a reader who goes away ends the reading.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import date, datetime, timedelta
from functools import wraps
from hashlib import sha256
from typing import Any, Concatenate, NamedTuple, ParamSpec

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from danchu.kit import clock, limits, trail, worlds
from danchu.kit.tables.streaming import COMMA, SEMICOLON, lines
from danchu.kit.tables.texts import neutral

P = ParamSpec("P")
Cell = str | int | bool | date | None
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
BATCH = 1000  # rows in memory at a time
# A hamlet of sixty people stands behind one address: four files each in a quarter of an hour.
PER, AT_MOST = timedelta(minutes=15), 240


class Column(NamedTuple):
    """One column: what stands over it, the same fact's name in the open data, what it says."""

    head: str
    field: str
    about: str


class Table(NamedTuple):
    """A list to take away. `rows` is read once, while it is sent.

    `units`: whose acts may change a row; None: anybody's.
    """

    name: str  # of the file, without its ending
    columns: tuple[Column, ...]
    rows: Iterable[Iterable[Cell]]
    units: Iterable[int] | None = None


def also_as_csv(
    table: Callable[Concatenate[HttpRequest, P], Table],
) -> Callable[[View[P]], View[P]]:
    """Decorate the view of a list: with `?format=csv` it answers `table(request, …)` as a file."""

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def inside(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if request.GET.get("format") == "csv":
                with suppress(Http404):  # the page knows where a former address leads
                    return answer(request, table(request, *args, **kwargs))
            return view(request, *args, **kwargs)

        return inside

    return decorate


def address(request: HttpRequest) -> str:
    """This page as a file, asked the same way."""
    asked = request.GET.copy()
    asked["format"] = "csv"
    asked.pop("trang", None)
    return f"{request.path}?{asked.urlencode()}"


def answer(request: HttpRequest, table: Table) -> HttpResponseBase:
    """The file; 304 when nothing happened since; 429 when too many were taken. HEAD reads none."""
    told = marks(request, table.name, units=table.units)
    if (same := unchanged(request, told)) is not None:
        return same
    if request.method == "HEAD":
        return HttpResponse(headers=told | _as_file(table))
    if not limits.allow("csv", limits.near(request), per=PER, at_most=AT_MOST):
        return limits.too_many(request, limits.again_at(PER), sent=False)
    separator = SEMICOLON if request.GET.get("dau") == "cham-phay" else COMMA
    heads = [column.head for column in table.columns]
    rows = (map(said, row) for row in table.rows)
    return StreamingHttpResponse(
        lines(heads, rows, separator=separator), headers=told | _as_file(table)
    )


def said(cell: Cell) -> str:
    """A cell of the file: days as 2026-12-07, yes as "có"; no text can run as a formula."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "có" if cell else "không"
    return neutral(cell) if isinstance(cell, str) else str(cell)


def walk(rows: QuerySet[Any], size: int = BATCH) -> Iterator[Any]:
    """All rows, newest key first, a batch at a time.

    By key and not by a cursor of the database: no transaction stays open while a poor line reads,
    and rows that come meanwhile move nothing.
    """
    rows, last = rows.order_by("-pk"), None
    while True:
        batch = list(rows[:size] if last is None else rows.filter(pk__lt=last)[:size])
        yield from batch
        if len(batch) < size:
            return
        last = batch[-1].pk


def marks(request: HttpRequest, what: str, *, units: Iterable[int] | None) -> dict[str, str]:
    """Headers by which a public list is asked for again without reading its rows.

    The tag is made of the newest act in the trail (of these units; None: of all) and of the day.
    Every act that changes a row is in the trail, and at midnight "late" changes by itself. `what`
    holds whatever else the answer is made of. Never kept without asking: things may be removed.
    """
    stands = trail.standing(units)
    midnight = datetime.combine(clock.today(), datetime.min.time(), clock.VIETNAM)
    changed = max(stands.at or midnight, midnight)
    facts = (request.get_full_path(), what, *stands, midnight, worlds.copy_here())
    tag = sha256("\n".join(map(str, facts)).encode()).hexdigest()[:32]
    return {
        "ETag": f'W/"{tag}"',
        "Last-Modified": http_date(changed.timestamp()),
        "Cache-Control": "no-cache",
        "X-Robots-Tag": "noindex",
    }


def unchanged(request: HttpRequest, told: dict[str, str]) -> HttpResponse | None:
    """304 for whoever holds this answer already; None when it must be written."""
    same = get_conditional_response(request, etag=told["ETag"], response=None)
    for name, mark in told.items() if same is not None else ():
        same[name] = mark  # type: ignore[index]
    return same


def _as_file(table: Table) -> dict[str, str]:
    return {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": f'attachment; filename="{table.name}.csv"',
        "X-Content-Type-Options": "nosniff",
    }
