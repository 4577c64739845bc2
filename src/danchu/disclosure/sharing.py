"""What travels when somebody passes an item on: a short text, a preview, a picture.

Only what the public page says in its head. The personal list never travels; a picture of what was
removed is gone with the page.
"""

from pathlib import Path
from typing import NamedTuple

from danchu.disclosure.models import Item, Version
from danchu.disclosure.reading import title_of
from danchu.kit import typeset

PICTURE = Path(__file__).parent / "typst" / "picture.typ"
LONGEST_TITLE = 160  # what the picture has room for in four lines
LONGEST_LEAD = 180  # what a chat shows under a link before it cuts


class Shared(NamedTuple):
    """One item as it is passed on; `address` is absolute."""

    title: str
    lead: str
    address: str
    picture: str

    @property
    def message(self) -> str:
        """What is pasted into a group: the fact first, the link last on a line of its own."""
        return "\n".join(part for part in (self.title, self.lead, self.address) if part)


def shared(item: Item, version: Version | None, address: str) -> Shared:
    """`version`: the newest public one; None for what is withdrawn or removed."""
    title = f"{item.unit.full_name} công khai: {title_of(item)}"
    if version is None:
        return Shared(title, "", address, "")
    return Shared(title, _lead(version.body), address, f"{address}anh.png?ban={version.number}")


def _lead(body: str) -> str:
    """The beginning of the text, ended at a word."""
    text = " ".join(body.split())
    if len(text) <= LONGEST_LEAD:
        return text
    return f"{text[:LONGEST_LEAD].rsplit(' ', 1)[0].rstrip(',;:. ')} …"


def picture(item: Item, version: Version) -> bytes:
    """A PNG of 1200 by 630: whose paper, what it is about, number and days."""
    title = " ".join(version.title.split())
    if len(title) > LONGEST_TITLE:
        title = f"{title[:LONGEST_TITLE].rsplit(' ', 1)[0]} …"
    made = " · minh họa" if item.unit.demo else ""
    days = f"{item.number} ngày {item.decided_on:%d/%m/%Y}"
    shown = f" · công khai {item.published_on:%d/%m/%Y}" if item.published_on else ""
    return typeset.picture(
        PICTURE,
        {
            "unit": item.unit.full_name,
            "aside": f"Nhóm {item.group}{made}",
            "title": title,
            "meta": days + shown,
        },
    )
