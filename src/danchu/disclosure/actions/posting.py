"""What was made public is handed to the machine of postings; what leaves the web comes down."""

from datetime import date

from danchu.disclosure.models import Item, Version
from danchu.disclosure.owed import Owed
from danchu.duties.models import Basis
from danchu.people.models import Term
from danchu.postings.actions import handing
from danchu.postings.actions.handing import Ask, Day, Handed
from danchu.postings.models import Closed
from danchu.rulebook.rulebook import last_day


def put_up(item: Item, version: Version, asks: Owed, *, by: Term, on: date) -> None:
    """Postings of every owed way arise. A correction replaces what hangs of the version before.

    The day is that of publication (Điều 12 khoản 3); a correction's, the province's parameter.
    """
    day = Day(item.decided_on, item.due_on, Basis(item.due_basis))
    if version.number > 1:
        corrected = last_day("disclosure.correct", unit=item.unit, start=on)
        day = Day(on, corrected.due_on, Basis.PARAMETER)
    paper = handed(item, version, urgent=bool(asks.group.payload["urgent"]))
    handing.hand_in(item.unit, paper, ways(asks), day=day, by=by, on=on)


def handed(item: Item, version: Version, *, urgent: bool) -> Handed:
    """What the machine of postings is told; the words stay here."""
    address = f"/cong-khai/{item.pk}/"
    return Handed("disclosure", "item", item.pk, version.title, str(item), address, urgent)


def ways(asks: Owed) -> list[Ask]:
    """What the machine of postings needs to know of each owed way."""
    return [
        Ask(
            one.channel,
            one.applied.rule.key if one.applied else handing.MORE,
            one.days,
            tuple(one.applied.payload.get("places", ())) if one.applied else (),
        )
        for one in asks.channels
    ]


def take_down(item: Item, why: Closed, *, by: Term, on: date) -> None:
    """Withdrawn or removed at once: what hangs must come down, with a day and a proof."""
    handing.close("disclosure", "item", item.pk, why, by=by, on=on)
