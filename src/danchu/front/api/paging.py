"""Lists by keyset: `next` names the last row seen, so rows added meanwhile move nothing."""

import base64
import binascii
import json
from typing import Any, Generic, NamedTuple, TypeVar

from django.db.models import Model, QuerySet

from danchu.front.api.problems import unreadable

Row = TypeVar("Row", bound=Model)
Key = list[str | int]
BIGGEST_ID = 2**63 - 1


class Slice(NamedTuple, Generic[Row]):
    """Part of a list, and the cursor of the rest; None at the end."""

    rows: list[Row]
    next: str | None


def by_id_falling(rows: QuerySet[Row], *, limit: int, cursor: str | None) -> Slice[Row]:
    """Newest first."""
    if cursor is not None:
        (last,) = read(cursor, int)
        rows = rows.filter(pk__lt=last)
    return _cut(rows.order_by("-pk"), limit, ["pk"])


def by_code(rows: QuerySet[Row], *, limit: int, cursor: str | None) -> Slice[Row]:
    """By `code`, then id."""
    if cursor is not None:
        code, last = read(cursor, str, int)
        rows = rows.filter(code=code, pk__gt=last) | rows.filter(code__gt=code)
    return _cut(rows.order_by("code", "pk"), limit, ["code", "pk"])


def write(*key: str | int) -> str:
    """An opaque cursor: nobody should build one."""
    return base64.urlsafe_b64encode(json.dumps(key).encode()).decode().rstrip("=")


def read(cursor: str, *types: type) -> Any:
    """What `write` was given. Raises Problem when it was not `write` that made it."""
    try:
        key = json.loads(base64.b64decode(cursor + "=" * (-len(cursor) % 4), "-_", validate=True))
    except (binascii.Error, ValueError, RecursionError):
        raise unreadable("cursor") from None
    if not isinstance(key, list) or [type(part) for part in key] != list(types):
        raise unreadable("cursor")
    if any(isinstance(part, int) and not 0 <= part <= BIGGEST_ID for part in key):
        raise unreadable("cursor")
    if any(isinstance(part, str) and not part.isalnum() and part for part in key):
        raise unreadable("cursor")
    return key


def _cut(rows: QuerySet[Row], limit: int, fields: list[str]) -> Slice[Row]:
    found = list(rows[: limit + 1])
    if len(found) <= limit:
        return Slice(found, None)
    kept = found[:limit]
    return Slice(kept, write(*(getattr(kept[-1], field) for field in fields)))
