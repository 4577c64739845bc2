"""The rows that one paper leaves when it lives through `note → draft → approve → publish`.

Column by column what `disclosure.actions` write; `test_scale` compares the two.
"""

import json
import unicodedata
from collections import defaultdict
from datetime import date, timedelta
from typing import NamedTuple

from danchu.disclosure.actions.mending import GROUNDS
from danchu.disclosure.models import Attachment, Channel, Item, State, Version
from danchu.disclosure.owed import Owed
from danchu.duties.models import Basis, Duty
from danchu.front.scale.files import Shared
from danchu.front.scale.lives import Life
from danchu.front.scale.loading import Table
from danchu.front.scale.offices import Office, Post
from danchu.front.scale.writing import Words, indexed
from danchu.kit.models import AuditEntry, SearchEntry
from danchu.people.models import Role

MODELS = (Item, Version, Attachment, Duty, SearchEntry, AuditEntry)
NOON = "05:00:00"  # of Việt Nam, as `clock.moment_on` says of a day gone by
MORNING, EVENING = 30 * 60, 10 * 3600  # an office's day, seconds of UTC


class Paper(NamedTuple):
    """One decision of one commune."""

    office: Office
    number: str
    words: Words
    asks: Owed
    file: Shared
    why: str = ""  # of a correction, a withdrawal, a refusal
    corrected: Words | None = None


class Trail:
    """Acts of many papers, written in the order of their days."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._days: dict[date, list[tuple[str, Post, int, str, int]]] = defaultdict(list)

    def add(self, on: date, act: str, by: Post, unit_id: int, kind: str, key: int) -> None:
        self._days[on].append((act, by, unit_id, kind, key))

    def write(self, *, before: date | None = None) -> None:
        """What was done on the days before `before`; everything when None."""
        for on in sorted(day for day in self._days if before is None or day < before):
            acts = self._days.pop(on)
            pace = (EVENING - MORNING) / len(acts)
            for place, (act, by, unit_id, kind, key) in enumerate(acts):
                at = MORNING + int(place * pace)
                self._table.add(
                    at=f"{on} {at // 3600:02}:{at // 60 % 60:02}:{at % 60:02}",
                    on=f"{on}",
                    account_id=by.person,
                    term_id=by.term,
                    act=act,
                    unit_id=unit_id,
                    kind=kind,
                    key=str(key),
                )


class Rows:
    """Writes papers into the tables of `MODELS`."""

    def __init__(self, tables: list[Table]) -> None:
        self.item, self.version, self.attachment, self.duty, self.search, audit = tables
        self.trail = Trail(audit)

    def tell(self, paper: Paper, life: Life) -> int:
        """One paper whole, as it stands after its `life`. The id of the item."""
        item = self._item(paper, life)
        self._acts(item, paper, life)
        self._publish_duty(item, paper, life)
        if life.drafted:
            self._version(item, 1, paper, life)
        if life.corrected:
            self._correction(item, paper, life.corrected, on_paper=life.on_paper)
        if life.public and life.state != State.REMOVED:
            self._find(item, paper, life)
        return item

    def _item(self, paper: Paper, life: Life) -> int:
        asks, office = paper.asks, paper.office
        shown: dict[str, object] = {}
        if life.public:
            posting = asks.days(Channel.POSTING)
            until = life.public + timedelta(days=posting) if posting else None
            shown = {
                "published_on": f"{life.public}",
                "channels": json.dumps([c.channel.value for c in asks.channels]),
                "posting_days": posting,
                "broadcast_days": asks.days(Channel.BROADCAST),
                "posted_until": f"{until}" if until else None,
            }
        if life.closed:
            who = office.clerk if life.state == State.REMOVED else office.chair
            shown |= {"closed_on": f"{life.closed}", "closed_by_id": who.term}
            shown |= {"closed_why": _why_closed(paper, life)}
        return self.item.add(
            unit_id=office.unit_id,
            group=asks.number,
            number=paper.number,
            decided_on=f"{life.signed}",
            signer=office.signer,
            noted_by_id=office.clerk.term,
            noted_on=f"{life.noted}",
            state=life.state.value,
            due_on=f"{asks.due_on}",
            due_rule=asks.due_rule,
            due_basis=asks.basis.value,
            **shown,
        )

    def _acts(self, item: int, paper: Paper, life: Life) -> None:
        """The trail of everything but the file and the correction."""
        office = paper.office
        clerk, approver = office.clerk, office.approver
        closing = {
            State.WITHDRAWN: ("disclosure.withdraw", office.chair),
            State.REMOVED: ("disclosure.remove", clerk),
            State.NOT_PUBLIC: ("disclosure.refuse", office.chair),
        }
        done = [
            (life.noted, "disclosure.note", clerk),
            (life.drafted, "disclosure.draft", clerk),
            (life.returned, "disclosure.submit", clerk),
            (life.returned, "disclosure.give_back", approver),
            (life.submitted, "disclosure.submit", clerk),
            (life.public, "disclosure.publish", clerk if life.on_paper else approver),
            (life.closed, *closing.get(life.state, ("", clerk))),
        ]
        for on, act, by in done:
            if on:
                self.trail.add(on, act, by, office.unit_id, "item", item)

    def _publish_duty(self, item: int, paper: Paper, life: Life) -> None:
        asks = paper.asks
        ended: dict[str, object] = {"done_on": f"{life.public}" if life.public else None}
        if life.state == State.NOT_PUBLIC and life.closed:
            ended = {"done_on": f"{life.closed}"}
            if asks.due_on >= life.closed:
                why = "đã trả lời vì sao không công khai"
                ended = {"called_off_on": f"{life.closed}", "called_off_why": why}
        self.duty.add(
            rule_key=asks.due_rule,
            basis=asks.basis.value,
            unit_id=paper.office.unit_id,
            role=Role.CLERK.value,
            what=f"Công khai {paper.number} (nhóm {asks.number}: {asks.name})",
            kind="item",
            key=str(item),
            address=f"/cong-khai/{item}/soan/",
            counted_from=f"{life.signed}",
            due_on=f"{asks.due_on}",
            **ended,
        )

    def _version(self, item: int, number: int, paper: Paper, life: Life) -> None:
        """The first version and its file."""
        office, gone = paper.office, life.state == State.REMOVED
        allowed: dict[str, object] = {}
        if life.public:
            allowed = {"no_secret_declared": True, "published_at": f"{life.public} {NOON}"}
            if life.on_paper:
                allowed |= {"paper_signer": office.signer, "paper_signed_on": f"{life.signed}"}
            else:
                allowed |= {"approved_by_id": office.approver.term}
        version = self.version.add(
            item_id=item,
            number=number,
            **paper.words._asdict(),
            drafted_by_id=office.clerk.term,
            drafted_on=f"{life.drafted}",
            submitted_on=f"{life.submitted}" if life.submitted else None,
            sealed=gone,
            **allowed,
        )
        file = self._attach(version, paper, signed_paper=life.on_paper, sealed=gone)
        if life.drafted:
            office_id = office.unit_id
            self.trail.add(life.drafted, "disclosure.attach", office.clerk, office_id, "file", file)

    def _attach(self, version: int, paper: Paper, *, signed_paper: bool, sealed: bool) -> int:
        stem = paper.number.replace("/", "-")
        return self.attachment.add(
            version_id=version,
            name=f"{stem}.pdf",
            content_type="application/pdf",
            size=paper.file.size,
            sha256=paper.file.sha256,
            stored_as=paper.file.sealed_as if sealed else paper.file.stored_as,
            signed_paper=signed_paper,
            sealed=sealed,
        )

    def _correction(
        self, item: int, paper: Paper, days: tuple[date, date, date | None], *, on_paper: bool
    ) -> None:
        """The second version: it takes the file along and has a clock of its own."""
        begun, handed_in, public = days
        office = paper.office
        allowed: dict[str, object] = {}
        if public:
            allowed = {"no_secret_declared": True, "published_at": f"{public} {NOON}"}
            allowed |= {"approved_by_id": office.approver.term}
        version = self.version.add(
            item_id=item,
            number=2,
            **(paper.corrected or paper.words)._asdict(),
            reason=paper.why,
            drafted_by_id=office.clerk.term,
            drafted_on=f"{begun}",
            submitted_on=f"{handed_in}",
            **allowed,
        )
        self._attach(version, paper, signed_paper=on_paper, sealed=False)
        self._correction_duty(item, paper, begun, public)
        for on, act, by in (
            (begun, "disclosure.draft", office.clerk),
            (begun, "disclosure.correct", office.clerk),
            (handed_in, "disclosure.submit", office.clerk),
            (public, "disclosure.publish", office.approver),
        ):
            if on:
                self.trail.add(on, act, by, office.unit_id, "item", item)

    def _correction_duty(self, item: int, paper: Paper, begun: date, public: date | None) -> None:
        due_on = paper.office.last_day("disclosure.correct", begun)
        self.duty.add(
            rule_key="disclosure.correct",
            basis=Basis.PARAMETER.value,
            unit_id=paper.office.unit_id,
            role=Role.CLERK.value,
            what=f"Công khai bản đính chính của {paper.number}",
            kind="item",
            key=str(item),
            address=f"/cong-khai/{item}/soan/",
            counted_from=f"{begun}",
            due_on=f"{due_on}",
            done_on=f"{public}" if public else None,
        )

    def _find(self, item: int, paper: Paper, life: Life) -> None:
        """What `publishing.index` or `mending.withdraw` leaves in the search index."""
        assert life.public
        office, group, number = paper.office, paper.asks.number, paper.number
        words = paper.words
        if life.corrected and life.corrected[2] and paper.corrected:
            words = paper.corrected
        if life.state == State.WITHDRAWN:
            on, late = life.closed, False
            text, tail = f"đã thu hồi {number}", "đã thu hồi"
        else:
            on, late = life.public, life.public > paper.asks.due_on
            signed = f"{number} {life.signed:%d/%m/%Y} {life.public:%d/%m/%Y}"
            named = f"nhóm {group} {paper.asks.name}\n{office.full_name}"
            text, tail = f"{words.body}\n{signed}\n{named}", number
        plain = unicodedata.normalize("NFC", f"{words.title}\n{text}").lower()
        self.search.add(
            room="disclosure",
            kind="item",
            key=str(item),
            unit_id=office.unit_id,
            title=words.title,
            about=f"{office.full_name} · nhóm {group} · {tail}",
            address=f"/cong-khai/{item}/",
            on=f"{on}",
            topic=str(group),
            late=late,
            plain=plain,
            folded=indexed(plain),
        )


def _why_closed(paper: Paper, life: Life) -> str:
    return GROUNDS["personal_data"] if life.state == State.REMOVED else paper.why
