"""What the database itself keeps true here: a count, once written, stays as it is."""

from danchu.kit import triggers

TRIGGERS = triggers.append_only("decisions_count")


def stand() -> None:
    """From the room's `ready`."""
    triggers.stand(TRIGGERS)
