"""The question at a posted QR, as a page shows it, and the slip that says a form came from here."""

from datetime import date, timedelta
from typing import NamedTuple

from django.core.signing import Signer
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from danchu.disclosure.models import Item, State

FEWEST = 5  # fewer answers than this are not shown
COOKIE = "da-tra-loi"  # says "answered" and nothing else; sent to this one item's pages only
KEPT = timedelta(days=365)
_signer = Signer(salt="heard.slip")


class Asking(NamedTuple):
    """What `_heard.html` wants."""

    asks: bool
    answered: bool
    slip: str
    shown: str  # "đã biết 31 trên 42 người trả lời"; "" while there are fewer than FEWEST
    few: bool  # there are answers, too few to show


def asking(request: HttpRequest, item: Item, *, on: date) -> Asking | None:
    """None: nothing is asked of what is not public, nor of somebody who is signed in."""
    if item.state != State.PUBLISHED:
        return None
    told = getattr(item, "heard_before", None)
    whole = told.whole if told else 0
    shown = f"Đã biết {told.knew} trên {whole} người trả lời." if told and whole >= FEWEST else ""
    answered = COOKIE in request.COOKIES
    asks = not request.user.is_authenticated and not answered
    return Asking(asks, answered, slip(item, on=on), shown, 0 < whole < FEWEST)


def slip(item: Item, *, on: date) -> str:
    """The same for everybody on one day, so that the page may be kept for all."""
    return _signer.signature(f"{item.pk} {on:%Y-%m-%d}")


def fits(sent: str, item: Item, *, on: date) -> bool:
    """A slip of today or yesterday: a page opened before midnight may be answered after it."""
    days = (on, on - timedelta(days=1))
    return any(constant_time_compare(sent, slip(item, on=day)) for day in days)
