"""Kinds of duties whose words stay inside: a calendar, or somebody beside it, reads others."""

QUIET: dict[str, str] = {}


def say_only(kind: str, words: str) -> None:
    """Duties of this kind leave the house with these words alone."""
    QUIET[kind] = words


def left_unsaid() -> tuple[str, ...]:
    """Kinds of duties that nobody hears of but whoever they are shown to."""
    return tuple(QUIET)
