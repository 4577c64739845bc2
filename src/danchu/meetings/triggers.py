"""What the database itself keeps true of counts, on both engines: they are only added to."""

from danchu.kit import triggers

TRIGGERS = [
    *triggers.append_only("meetings_count"),
    *triggers.append_only("meetings_outcome"),
]


def stand() -> None:
    """From the room's `ready`."""
    triggers.stand(TRIGGERS)
