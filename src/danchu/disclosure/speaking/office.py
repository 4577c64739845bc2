"""What the office's page of a text shows."""

from typing import NamedTuple

from civics import spoken
from danchu.disclosure import access
from danchu.disclosure.models import Item, Version
from danchu.disclosure.reading import group_named
from danchu.disclosure.speaking import machine, making, telling
from danchu.disclosure.speaking.telling import Heard
from danchu.disclosure.spoken import Recording, Script
from danchu.postings.models import Channel


class Sheet(NamedTuple):
    """One text: as the machine made it, as it was issued, who reads it."""

    version: Version
    made: str
    issued: Script | None
    lasts: str
    rate: int  # syllables a minute, assumed
    source: str  # of the words
    recordings: list[tuple[Recording, Heard]]
    machine: bool  # espeak-ng is here
    absent: str  # what is said where it is not
    urgent: bool
    always: bool  # by its group: the office cannot take the mark off
    loud: bool  # it is on the loudspeakers' list

    @property
    def text(self) -> str:
        """What stands in the form: the issued text, else the made one."""
        return self.issued.text if self.issued else self.made


def sheet(item: Item) -> Sheet | None:
    """None for an item without a public version."""
    version = access.public_versions(item).first()
    if version is None:
        return None
    issued = access.script_of(item)
    made = making.made(item, version)
    paper = access.board_of(item)
    open_now = paper is not None and paper.closed_on is None
    asks = paper.asks if paper and open_now else []
    now = {"edition": issued.edition} if issued else None
    return Sheet(
        version=version,
        made=made,
        issued=issued,
        lasts=spoken.lasting(spoken.seconds(issued.text if issued else made)),
        rate=spoken.ASSUMED_RATE,
        source=spoken.SOURCE,
        recordings=[(one, telling.heard(one, item, now)) for one in access.kept_recordings(item)],
        machine=machine.able(),
        absent=machine.ABSENT,
        urgent=bool(paper and open_now and paper.urgent),
        always=bool(group_named(item.unit, item.group, on=item.decided_on).payload["urgent"]),
        loud=any(one["channel"] == Channel.BROADCAST for one in asks),
    )
