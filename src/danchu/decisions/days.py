"""The days of a round of slips for a phone's calendar."""

from danchu.decisions.models import SlipRound
from danchu.kit import events
from danchu.kit.events import Happening


def calendar(found: SlipRound, address: str) -> bytes:
    """All days on which slips are handed out and collected, and the last of them by itself."""
    what = f"{found.part.motion.title}, {found.part.unit.spoken_name}"
    days = (
        ("thu", "Phát, thu phiếu", found.hand_out_on),
        ("het", "Ngày cuối thu phiếu", found.collect_until),
    )
    told = [
        Happening(
            uid=f"slips-{found.pk}-{name}",
            words=f"{words}: {what}",
            made_on=found.issued_on,
            page=address,
            first=first,
            last=found.collect_until,
            cancelled=found.called_off_on is not None,
        )
        for name, words, first in days
    ]
    return events.calendar("Phat phieu", told)
