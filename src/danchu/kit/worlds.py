"""Two worlds that never meet: the real records, and the practice copy in which somebody learns.

Default deny: whoever asks nothing is in the real world, where no row of any copy exists. Only the
gate opens the other one, for one request of one person, and there only that copy exists. Managers
of tables with a unit ask here (`places.OfThisWorld`); so do papers and the search index.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from civics.errors import Refused

_copy: ContextVar[int | None] = ContextVar("practice_copy", default=None)


def copy_here() -> int | None:
    """The id of the practice commune this request works in; None: the real world."""
    return _copy.get()


def refuse_inside() -> None:
    """For acts that would make or change what stands outside every copy: a unit, a card."""
    if _copy.get() is not None:
        raise Refused("Việc này không tập được ở xã tập huấn. Hãy ra khỏi xã tập huấn rồi làm.")


@contextmanager
def real() -> Iterator[None]:
    """Inside, the real records: whom a learner may really call, their real office."""
    token = _copy.set(None)
    try:
        yield
    finally:
        _copy.reset(token)


@contextmanager
def practising(copy: int) -> Iterator[None]:
    """Inside, only the rows of this practice commune exist."""
    token = _copy.set(copy)
    try:
        yield
    finally:
        _copy.reset(token)
