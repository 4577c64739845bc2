"""How often something may be tried. Counted in the database, so that workers cannot disagree.

A hamlet stands behind one address, so limits are strict per account, device or card, and generous
per address. A limit counts before it answers (two requests cannot both be "the last one"), and a
rightful attempt gives its count back with `forgive`.
"""

import hmac
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import wraps
from ipaddress import ip_address, ip_network
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.db import connection
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from danchu.kit import clock, logs
from danchu.kit.models import Tally

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]

SENTENCE = 6  # words: no name or number is that long

_COUNT_ONE = (
    "INSERT INTO kit_tally (name, key, starts_at, ends_at, count) VALUES (%s, %s, %s, %s, 1) "
    "ON CONFLICT (name, key, starts_at) DO UPDATE SET count = kit_tally.count + 1 RETURNING count"
)


def allow(name: str, key: object, *, per: timedelta, at_most: int) -> bool:
    """Count one attempt; True while there were no more than `at_most` in the running span `per`."""
    return count(name, key, per=per) <= at_most


def count(name: str, key: object, *, per: timedelta) -> int:
    """Count one attempt; how many there were in the running span `per`, this one included.

    One statement, so it is atomic on both engines. Spans are fixed (…10:00, 10:15, 10:30…): at
    their edge at most twice as many attempts fit.
    """
    starts_at, ends_at = _span(per)
    with connection.cursor() as cursor:
        when = [connection.ops.adapt_datetimefield_value(moment) for moment in (starts_at, ends_at)]
        cursor.execute(_COUNT_ONE, [name, _sealed(name, key), *when])
        return int(cursor.fetchone()[0])


def forgive(name: str, key: object, *, per: timedelta, whole: bool = False) -> None:
    """Give back the attempt just counted, or with `whole` all of the running span."""
    mine = Tally.objects.filter(name=name, key=_sealed(name, key), starts_at=_span(per)[0])
    if whole:
        mine.delete()
    else:
        mine.filter(count__gt=0).update(count=F("count") - 1)


def again_at(per: timedelta) -> datetime:
    """When the running span ends and trying is open again."""
    return _span(per)[1]


def near(request: HttpRequest) -> str:
    """The address as limits count it: an IPv6 household owns a whole /64."""
    source = logs.source(request)
    try:
        at = ip_address(source)
    except ValueError:
        return source
    return str(ip_network((at, 64), strict=False)) if at.version == 6 else source


def limited(
    name: str,
    *,
    per: timedelta,
    at_most: int,
    key: Callable[[HttpRequest], str] = near,
    echo: bool = False,
) -> Callable[[View[P]], View[P]]:
    """Decorate a view with a public form: more than `at_most` sendings a span answer a kind 429.

    Only sending counts; reading the page does not. `key` is the source address unless told. `echo`
    as in `too_many`.
    """

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def inside(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            sends = request.method == "POST"
            if sends and not allow(name, key(request), per=per, at_most=at_most):
                return too_many(request, again_at(per), echo=echo)
            return view(request, *args, **kwargs)

        return inside

    return decorate


def too_many(
    request: HttpRequest, again: datetime, *, sent: bool = True, echo: bool = False
) -> HttpResponse:
    """The page that says when to try again, and which other ways are open; not `sent`: fetched.

    With `echo`, for a form of stories and questions, what was told in whole sentences stands there
    to be copied: it was taken nowhere. Never for a form with a password: one may be a sentence.
    """
    told = map(str, request.POST.values()) if echo else ()
    typed = [words for words in told if len(words.split()) >= SENTENCE]
    shown = {"again_at": again, "sent": sent, "typed": typed}
    response = render(request, "kit/too_many.html", shown, status=429)
    response["Cache-Control"] = "no-store"
    response["Retry-After"] = str(max(1, int((again - clock.now()).total_seconds())))
    return response


def purge() -> int:
    """Remove spans that are over; how many rows went."""
    return Tally.objects.filter(ends_at__lt=clock.now()).delete()[0]


def _span(per: timedelta) -> tuple[datetime, datetime]:
    seconds = int(per.total_seconds())
    start = int(clock.now().timestamp()) // seconds * seconds
    starts_at = datetime.fromtimestamp(start, UTC)
    return starts_at, starts_at + per


def _sealed(name: str, key: object) -> str:
    text = f"limits:{name}:{key}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), text, "sha256").hexdigest()
