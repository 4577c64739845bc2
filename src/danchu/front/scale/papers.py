"""The rows that one paper leaves when it lives through `note → draft → approve → publish`.

Column by column what `disclosure.actions` write; `test_scale` compares the two.
"""

import json
import unicodedata
from datetime import date, timedelta
from functools import partial
from typing import NamedTuple

from danchu.disclosure.actions.mending import GROUNDS
from danchu.disclosure.actions.posting import ways
from danchu.disclosure.models import Attachment, Channel, Item, State, Version
from danchu.disclosure.owed import Owed
from danchu.duties.models import Basis
from danchu.front.scale.boards import Boards, Handed
from danchu.front.scale.files import Shared
from danchu.front.scale.lives import Life
from danchu.front.scale.loading import Table
from danchu.front.scale.offices import Office, Post
from danchu.front.scale.trail import NOON, Duties, Trail, called_off, done
from danchu.front.scale.writing import Words, indexed
from danchu.kit.models import SearchEntry
from danchu.postings.models import Closed

MODELS = (Item, Version, Attachment, SearchEntry)


class Paper(NamedTuple):
    """One decision of one commune."""

    office: Office
    number: str
    words: Words
    asks: Owed
    file: Shared
    why: str = ""  # of a correction, a withdrawal, a refusal
    corrected: Words | None = None


class Rows:
    """Writes papers into the tables of `MODELS`, and what hangs of them on `boards`."""

    def __init__(
        self, tables: list[Table], duties: Duties, trail: Trail, boards: Boards | None
    ) -> None:
        self.item, self.version, self.attachment, self.search = tables
        self.boards = boards  # None: before the machine of postings began
        self._duties, self._trail = duties, trail

    def tell(self, paper: Paper, life: Life) -> int:
        """One paper whole, as it stands after its `life`. The id of the item."""
        office = paper.office
        item = self._item(paper, life)
        act = partial(self._act, item, office)
        act(life.noted, "disclosure.note", office.clerk)
        self._publish_duty(item, paper, life)
        if life.drafted:
            act(life.drafted, "disclosure.draft", office.clerk)
            self._version(item, paper, life)
        act(life.returned, "disclosure.submit", office.clerk)
        act(life.returned, "disclosure.give_back", office.approver)
        act(life.submitted, "disclosure.submit", office.clerk)
        if life.public:
            by = office.clerk if life.on_paper else office.approver
            if life.on_paper and paper.asks.group.payload["personal_list"]:
                act(life.public, "disclosure.check_personal", by)
            self._put_up(item, paper, life, by)
            act(life.public, "disclosure.publish", by)
        if life.corrected:
            self._correction(item, paper, life.corrected, on_paper=life.on_paper)
        if life.closed:
            act(life.closed, *self._closing(office, life.state))
        if life.public and life.state != State.REMOVED:
            self._find(item, paper, life)
        return item

    def _act(self, item: int, office: Office, on: date | None, act: str, by: Post) -> None:
        if on:
            self._trail.add(on, act, by, office.unit_id, "item", item)

    def _closing(self, office: Office, state: State) -> tuple[str, Post]:
        return {
            State.WITHDRAWN: ("disclosure.withdraw", office.chair),
            State.REMOVED: ("disclosure.remove", office.clerk),
            State.NOT_PUBLIC: ("disclosure.refuse", office.chair),
        }[state]

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

    def _put_up(self, item: int, paper: Paper, life: Life, by: Post) -> None:
        """What `disclosure.actions.posting` hands in, and what a correction hands in after it."""
        assert life.public
        if self.boards is None:
            return
        asks, office = paper.asks, paper.office
        first = Handed(
            office,
            item,
            1,
            paper.words.title,
            f"{paper.number} ngày {life.signed:%d/%m/%Y}",
            ways(asks),
            counted_from=life.signed,
            due_on=asks.due_on,
            basis=asks.basis,
            on=life.public,
            by=by,
            urgent=bool(asks.group.payload["urgent"]),
        )
        again = life.corrected[2] if life.corrected else None
        if again:
            self.boards.hand_in(first._replace(closed=(again, Closed.REPLACED, office.approver)))
            due_on = office.last_day("disclosure.correct", again)
            self.boards.hand_in(
                first._replace(
                    edition=2,
                    title=(paper.corrected or paper.words).title,
                    counted_from=again,
                    due_on=due_on,
                    basis=Basis.PARAMETER,
                    on=again,
                    by=office.approver,
                )
            )
        elif life.closed:
            why = Closed.REMOVED if life.state == State.REMOVED else Closed.WITHDRAWN
            closer = self._closing(office, life.state)[1]
            self.boards.hand_in(first._replace(closed=(life.closed, why, closer)))
        else:
            self.boards.hand_in(first)

    def _publish_duty(self, item: int, paper: Paper, life: Life) -> None:
        asks = paper.asks
        ended = done(life.public)
        if life.state == State.NOT_PUBLIC and life.closed:
            why = "đã trả lời vì sao không công khai"
            ended = called_off(asks.due_on, on=life.closed, why=why)
        self._duties.add(
            asks.due_rule,
            paper.office.unit_id,
            what=f"Công khai {paper.number} (nhóm {asks.number}: {asks.name})",
            kind="item",
            key=item,
            address=f"/cong-khai/{item}/soan/",
            start=life.signed,
            due_on=asks.due_on,
            ended=ended,
            basis=asks.basis,
            urgent=bool(asks.group.payload["urgent"]),
        )

    def _version(self, item: int, paper: Paper, life: Life) -> None:
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
            number=1,
            **paper.words._asdict(),
            drafted_by_id=office.clerk.term,
            drafted_on=f"{life.drafted}",
            submitted_on=f"{life.submitted}" if life.submitted else None,
            sealed=gone,
            **allowed,
        )
        file = self._attach(version, paper, signed_paper=life.on_paper, sealed=gone)
        if life.drafted:
            unit_id = office.unit_id
            self._trail.add(life.drafted, "disclosure.attach", office.clerk, unit_id, "file", file)

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
        act = partial(self._act, item, office)
        act(begun, "disclosure.draft", office.clerk)
        act(begun, "disclosure.correct", office.clerk)
        act(handed_in, "disclosure.submit", office.clerk)
        act(public, "disclosure.publish", office.approver)

    def _correction_duty(self, item: int, paper: Paper, begun: date, public: date | None) -> None:
        self._duties.add(
            "disclosure.correct",
            paper.office.unit_id,
            what=f"Công khai bản đính chính của {paper.number}",
            kind="item",
            key=item,
            address=f"/cong-khai/{item}/soan/",
            start=begun,
            due_on=paper.office.last_day("disclosure.correct", begun),
            ended=done(public),
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
