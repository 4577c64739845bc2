"""Dear tests that no engine changes: each engine takes its half, together they take all."""

import os
from collections.abc import Iterable


def half(cases: Iterable) -> list:
    """Every second case on SQLite, the others on PostgreSQL. Without PostgreSQL only the first."""
    return list(cases)[bool(os.environ.get("DATABASE_URL")) :: 2]
