"""The shelf itself: bounded in bytes, the longest unread goes first, one for each process."""

import time
from collections import OrderedDict
from threading import Lock
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.urls import ResolverMatch

from danchu.kit.versions import Versions

OWN_LINE = "X-Kept"  # stands on what came from the shelf
LONGEST = 60.0  # seconds: whatever a person changes in the database by hand is seen after this
LARGEST = 8  # a page larger than one part in this many of its shelf is not kept
FOR_QUESTIONS = 4  # one part in this many is for addresses with a query: they push out no others
OVERHEAD = 2048  # of an entry, beside its content


class Kept(NamedTuple):
    """One answer as it left the house, with the counts it was made under."""

    content: bytes
    headers: dict[str, str]
    match: ResolverMatch | None
    commune: int | None
    version: tuple[int, int]
    since: float

    @classmethod
    def of(
        cls, request: HttpRequest, response: HttpResponse, versions: Versions, commune: int | None
    ) -> "Kept":
        return cls(
            response.content,
            dict(response.headers.items()),
            request.resolver_match,
            commune,
            versions.of(commune),
            time.monotonic(),
        )

    def holds(self, versions: Versions) -> bool:
        fresh = time.monotonic() - self.since <= LONGEST
        return fresh and self.version == versions.of(self.commune)

    @property
    def size(self) -> int:
        return len(self.content) + OVERHEAD


class Shelf:
    """Two parts: a stranger who asks ten thousand questions pushes out no commune's page."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._pages = _Part(most - most // FOR_QUESTIONS)
        self._questions = _Part(most // FOR_QUESTIONS)

    def find(self, key: tuple[object, ...], versions: Versions) -> Kept | None:
        return self._part(key).find(key, versions)

    def keep(self, key: tuple[object, ...], kept: Kept) -> None:
        self._part(key).keep(key, kept)

    def clear(self) -> None:
        self._pages.clear()
        self._questions.clear()

    @property
    def size(self) -> int:
        return self._pages.size + self._questions.size

    def _part(self, key: tuple[object, ...]) -> "_Part":
        return self._questions if key[1] else self._pages


class _Part:
    def __init__(self, most: int) -> None:
        self.most, self.size = most, 0
        self._kept: OrderedDict[tuple[object, ...], Kept] = OrderedDict()
        self._lock = Lock()  # a worker may answer on several threads

    def find(self, key: tuple[object, ...], versions: Versions) -> Kept | None:
        with self._lock:
            kept = self._kept.get(key)
            if kept is None:
                return None
            if not kept.holds(versions):
                self._drop(key)
                return None
            self._kept.move_to_end(key)
            return kept

    def keep(self, key: tuple[object, ...], kept: Kept) -> None:
        with self._lock:
            self._drop(key)
            if kept.size > self.most // LARGEST:
                return
            self._kept[key] = kept
            self.size += kept.size
            while self.size > self.most:
                self._drop(next(iter(self._kept)))

    def clear(self) -> None:
        with self._lock:
            self._kept.clear()
            self.size = 0

    def _drop(self, key: tuple[object, ...]) -> None:
        if gone := self._kept.pop(key, None):
            self.size -= gone.size
