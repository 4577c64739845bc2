"""The rows that one paper leaves on boards, loudspeakers and by mouth, as `postings` write them.

Twenty-five postings a paper: what all places of a paper share is made once. One tap of a head
proves everything carried to their hamlet on a day.
"""

import json
from datetime import date, timedelta
from random import Random
from typing import Any, NamedTuple

from danchu.duties.models import Basis
from danchu.front.scale.loading import Table
from danchu.front.scale.offices import Head, Office, Post
from danchu.front.scale.tours import DAY, Hung, Tours
from danchu.front.scale.trail import NOON, Duties, Ended, Trail, called_off, done
from danchu.postings.actions.handing import AT_ONCE, READ_URGENT, Ask, duty_kind
from danchu.postings.actions.missing import PUT_BACK
from danchu.postings.actions.proving import TAKE_DOWN
from danchu.postings.models import (
    ON_BOARDS,
    Broadcast,
    Channel,
    Closed,
    Gap,
    Paper,
    Posting,
    Proof,
    State,
)

MODELS = (Paper, Proof, Posting, Gap, Broadcast)
SLOW = 0.5  # of the share of late papers of a commune, so many postings are late
LOST = 0.004  # of what hangs, so much is blown off or torn down
WORDS = ("mưa ướt rách", "gió thổi bay", "ai đó bóc mất", "")


class Handed(NamedTuple):
    """One edition of one paper, as it is handed in, and when it must come down early."""

    office: Office
    item: int
    edition: int
    title: str
    number: str
    asks: list[Ask]
    counted_from: date
    due_on: date
    basis: Basis
    on: date
    by: Post
    urgent: bool = False
    closed: tuple[date, Closed, Post] | None = None

    @property
    def closed_on(self) -> date | None:
        return self.closed[0] if self.closed else None

    @property
    def unmade(self) -> State:
        """Where a posting stands that nobody saw to."""
        return State.OFF if self.closed else State.WAITING


class Boards:
    """Writes editions of papers into the tables of `MODELS`, with their duties and acts."""

    def __init__(
        self, tables: list[Table], duties: Duties, trail: Trail, *, tours: Tours, rng: Random
    ) -> None:
        self.paper, self.proof, self.posting, self.gap, self.broadcast = tables
        self._duties, self._trail, self._tours, self._rng = duties, trail, tours, rng
        self._taps: dict[date, dict[int, int]] = {}

    def hand_in(self, one: Handed) -> None:
        """One edition, with everything that came of it until the end."""
        asks = [ask for ask in one.asks if ask.channel != Channel.WEB]
        if not asks:
            return
        paper = self._paper(one, asks)
        self._trail.add(one.on, "postings.hand_in", one.by, one.office.unit_id, "paper", paper)
        for ask in asks:
            if ask.channel in ON_BOARDS:
                last = self._hang(paper, one, ask)
            elif ask.channel == Channel.BROADCAST:
                last = self._air(paper, one, ask)
            else:
                last = self._tell(paper, one, ask)
            self._way_duty(paper, one, ask, last)
        if one.closed:
            on, _, by = one.closed
            self._trail.add(on, "postings.close", by, one.office.unit_id, "paper", paper)

    def forget(self, *, before: date) -> None:
        """No tap of a day before `before` proves anything more."""
        for day in [day for day in self._taps if day < before]:
            del self._taps[day]

    def _paper(self, one: Handed, asks: list[Ask]) -> int:
        closed: dict[str, Any] = {}
        title = one.title
        if one.closed:
            on, why, _ = one.closed
            closed = {"closed_on": f"{on}", "closed_why": why.value}
            title = "Nội dung đã gỡ khẩn" if why == Closed.REMOVED else title
        return self.paper.add(
            unit_id=one.office.unit_id,
            room="disclosure",
            kind="item",
            key=str(one.item),
            edition=one.edition,
            title=title,
            number=one.number,
            address=f"/cong-khai/{one.item}/",
            counted_from=f"{one.counted_from}",
            due_on=f"{one.due_on}",
            asks=json.dumps([{**ask._asdict(), "channel": ask.channel.value} for ask in asks]),
            handed_on=f"{one.on}",
            urgent=one.urgent,
            **closed,
        )

    # ── on boards ──

    def _hang(self, paper: int, one: Handed, ask: Ask) -> date | None:
        """Every board; the day on which the last was put up, None while one waits."""
        rng, tours, slow = self._rng, self._tours, one.office.late * SLOW
        tour = tours.for_paper(one.on, one.due_on)
        usual = tours.hang(tour, ask.days, closed=one.closed_on)
        row = _row(paper, one, ask, usual)
        hung = []
        for head in one.office.boards(ask.places):
            chance = rng.random()
            if slow < chance < 1 - LOST:
                self._write(head, usual, row)
                hung.append(usual)
            elif chance >= 1 - LOST and usual.until and not one.closed:
                hung.append(self._lose(head, one, ask, usual, row))
            else:
                up, lag = tours.after(one.on, rng.randint(1, 4)), rng.randint(0, 2)
                late = tours.hang(up, ask.days, closed=one.closed_on, lag=lag)
                self._write(head, late, _row(paper, one, ask, late))
                hung.append(late)
        self._down_duties(paper, one, [each for each in hung if each.up])
        return _last([each.up for each in hung])

    def _write(self, head: Head, hung: Hung, row: dict[str, Any]) -> int:
        return self.posting.add(
            unit_id=head.unit_id,
            place_id=head.place,
            put_up_id=self._tap(head, hung.up) if hung.up else None,
            taken_down_id=self._tap(head, hung.down) if hung.down else None,
            **row,
        )

    def _lose(self, head: Head, one: Handed, ask: Ask, usual: Hung, row: dict[str, Any]) -> Hung:
        """It hung, was gone on some days, and was put up again: the days are counted anew."""
        assert usual.up
        assert ask.days
        since = usual.up + timedelta(days=self._rng.randint(1, ask.days))
        if since > self._tours.over:
            self._write(head, usual, row)
            return usual
        changed: dict[str, Any]
        back: date | None = self._tours.after(since, self._rng.randint(0, 1))
        if back is None or back > self._tours.over:
            back, hung, changed = None, usual._replace(down=None), {"state": State.GONE.value}
        else:
            missed = (back - since).days
            again = self._tours.hang(back, ask.days, closed=None)
            hung = again._replace(up=usual.up) if missed else usual
            changed = {"gap_days": missed}
        row = _row(row["paper_id"], one, ask, hung) | changed
        self._gap(head, one, row["paper_id"], self._write(head, hung, row), since, back)
        return hung

    def _gap(
        self, head: Head, one: Handed, paper: int, posting: int, since: date, back: date | None
    ) -> None:
        teller = head.post if self._rng.random() < 0.5 else None  # else anybody who passed by
        gap = self.gap.add(
            posting_id=posting,
            since=f"{since}",
            until=f"{back - DAY}" if back else None,
            told_by_id=teller.term if teller else None,
            told_on=f"{since}",
            note=self._rng.choice(WORDS),
            back_id=self._tap(head, back) if back else None,
        )
        self._trail.add(since, "postings.report_gone", teller, head.unit_id, "posting", posting)
        what = f"Dán lại {one.number} tại {head.unit_name}"
        self._duty(PUT_BACK, one, "posting_gap", gap, paper, what, since, done(back))

    def _down_duties(self, paper: int, one: Handed, up: list[Hung]) -> None:
        """To take it down: when its days are over, and at once when it must come down early."""
        over, downs = self._tours.over, [each.down for each in up]
        free = min((each.until for each in up if each.until), default=None)
        ended = done(_last(downs))
        if free and free <= over and not (one.closed_on and free >= one.closed_on):
            what = f"Gỡ {one.number}: đã niêm yết đủ ngày"
            self._duty(TAKE_DOWN, one, "paper_down", paper, paper, what, free, ended)
        if one.closed:
            on, why, _ = one.closed
            if any(day is None or day >= on for day in downs):
                what = f"Gỡ giấy {one.number}: {why.label}"
                self._duty(AT_ONCE, one, "paper_down", paper, paper, what, on, ended)

    # ── by mouth and aloud ──

    def _tell(self, paper: int, one: Handed, ask: Ask) -> date | None:
        """By the heads of the hamlets; every other way is the office's own."""
        tours, rng, slow = self._tours, self._rng, one.office.late * SLOW
        tour = tours.for_paper(one.on, one.due_on)
        heads = one.office.heads if ask.channel == Channel.COMMUNITY_HEAD else [one.office.desk]
        told = []
        for head in heads:
            day = tours.after(one.on, rng.randint(1, 4)) if rng.random() < slow else tour
            hung = Hung(tours.hang(day, None, closed=one.closed_on).up)
            row = _row(paper, one, ask, hung)
            row["state"] = (State.DONE if hung.up else one.unmade).value
            self._write(head._replace(place=None), hung, row)
            told.append(hung.up)
        return _last(told)

    def _air(self, paper: int, one: Handed, ask: Ask) -> date | None:
        """Read over the commune's loudspeakers on days that follow each other."""
        desk, need = one.office.desk._replace(place=None), ask.days or 1
        first = max(one.on, min(self._tours.for_paper(one.on, one.due_on), one.due_on))
        if self._rng.random() < one.office.late * SLOW:
            first += timedelta(days=self._rng.randint(2, 9))
        over = min(self._tours.over, one.closed_on - DAY if one.closed_on else date.max)
        days = [day for n in range(need) if (day := first + timedelta(days=n)) <= over]
        hung = Hung(days[0] if days else None)
        row = _row(paper, one, ask, hung)
        if len(days) == need:
            row |= {"state": State.DONE.value, "kept_until": f"{days[-1]}"}
        elif one.closed:
            row["state"] = State.OFF.value
        posting = self._write(desk, hung, row)
        for day in days:
            self.broadcast.add(posting_id=posting, on=f"{day}", proof_id=self._tap(desk, day))
        if one.urgent:
            self._same_day(paper, one, days[0] if days else None)
        return days[-1] if len(days) == need else None

    def _same_day(self, paper: int, one: Handed, first: date | None) -> None:
        """An urgent text is to be read on the day it was handed in."""
        ended = done(first)
        if one.closed and not first:
            on, why, _ = one.closed
            ended = called_off(one.on, on=on, why=why.label)
        self._duties.add(
            READ_URGENT,
            one.office.unit_id,
            what=f"Đọc loa ngay hôm nay: {one.number}",
            kind=duty_kind(Channel.BROADCAST),
            key=paper,
            address="/niem-yet/loa/",
            start=one.on,
            due_on=one.on,
            ended=ended,
            basis=Basis.PARAMETER,
            urgent=True,
        )

    # ── proofs and duties ──

    def _tap(self, head: Head, day: date) -> int:
        """The one tap of this head on this day."""
        taps = self._taps.setdefault(day, {})
        if head.unit_id not in taps:
            taps[head.unit_id] = proof = self.proof.add(
                client_id=f"{self._rng.getrandbits(128):032x}",
                unit_id=head.unit_id,
                by_id=head.post.term,
                on=f"{day}",
                server_at=f"{day} {NOON}",
            )
            self._trail.add(day, "postings.prove", head.post, head.unit_id, "posting_proof", proof)
        return taps[head.unit_id]

    def _way_duty(self, paper: int, one: Handed, ask: Ask, last: date | None) -> None:
        """One duty a way, at the commune; closed when the last place is proven."""
        longer = (ask.days or 1) - 1 if ask.channel == Channel.BROADCAST else 0
        due_on = one.due_on + timedelta(days=longer)
        ended = done(last)
        if one.closed and not last:
            on, why, _ = one.closed
            ended = called_off(due_on, on=on, why=why.label)
        self._duties.add(
            ask.rule,
            one.office.unit_id,
            what=f"{ask.channel.label}: {one.number}",
            kind=duty_kind(ask.channel),
            key=paper,
            address=_address(paper),
            start=one.counted_from,
            due_on=due_on,
            ended=ended,
            basis=one.basis,
            urgent=one.urgent,
        )

    def _duty(
        self,
        rule: str,
        one: Handed,
        kind: str,
        key: int,
        paper: int,
        what: str,
        start: date,
        ended: Ended,
    ) -> None:
        self._duties.add(
            rule,
            one.office.unit_id,
            what=what,
            kind=kind,
            key=key,
            address=_address(paper),
            start=start,
            due_on=one.office.last_day(rule, start),
            ended=ended,
        )


def _row(paper: int, one: Handed, ask: Ask, hung: Hung) -> dict[str, Any]:
    """What every place that hung so has in common."""
    state = (State.DONE if hung.down else State.UP) if hung.up else one.unmade
    return {
        "paper_id": paper,
        "channel": ask.channel.value,
        "state": state.value,
        "due_on": f"{one.due_on}",
        "days": ask.days,
        "first_on": f"{hung.up}" if hung.up else None,
        "kept_until": f"{hung.until}" if hung.until else None,
        "taken_down_on": f"{hung.down}" if hung.down else None,
    }


def _last(days: list[date | None]) -> date | None:
    """The last of `days`; None while one is missing, or of nothing at all."""
    found = [day for day in days if day]
    return max(found) if found and len(found) == len(days) else None


def _address(paper: int) -> str:
    return f"/niem-yet/giay/{paper}/"
