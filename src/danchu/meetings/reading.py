"""What the pages of this room show."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from danchu.kit.folding import fold
from danchu.meetings import standing
from danchu.meetings.models import (
    AgendaItem,
    Attendance,
    Count,
    Entry,
    Meeting,
    MeetingQuerySet,
    Notice,
    Officer,
    Outcome,
    Sitting,
    State,
    Tally,
    WayChosen,
)
from danchu.people.models import FrozenLine, Proxy

NEWEST = 30
FEWEST = 5  # households
KIND = {  # of a status
    State.DRAFT: "half",
    State.NOTIFIED: "soon",
    State.OPEN: "half",
    State.CLOSED: "ok",
    State.CANCELLED: "none",
    State.MOVED: "none",
    State.NO_VOTE: "none",
}
RESULT_KIND = {"passed": "ok", "lost": "no", "short": "half", "noted": "info"}


class Row(NamedTuple):
    """One meeting in a list."""

    meeting: Meeting
    kind: str
    words: str


def row(one: Meeting) -> Row:
    return Row(one, KIND[State(one.state)], one.get_state_display())


class Lists(NamedTuple):
    coming: list[Row]
    over: list[Row]


def lists(rows: MeetingQuerySet) -> Lists:
    """Coming and open ones by day, then those that are over, the newest first."""
    open_ones = [State.DRAFT, State.NOTIFIED, State.OPEN]
    now = rows.filter(state__in=open_ones).order_by("planned_on", "planned_at", "pk")[:NEWEST]
    over = rows.exclude(state__in=open_ones).order_by("-planned_on", "-pk")[:NEWEST]
    return Lists([row(one) for one in now], [row(one) for one in over])


# ── the hub of one meeting ────────────────────────────────────────────────────────────────────


class Hub(NamedTuple):
    """One meeting with the steps that are next."""

    meeting: Meeting
    row: Row
    sittings: list[Sitting]
    items: list["Item"]
    present: int
    gaps: list[str]
    officers: list[Officer]
    told: list[Notice]


class Item(NamedTuple):
    """One line of the agenda with what came of it."""

    item: AgendaItem
    outcome: Outcome | None
    kind: str
    counted: int  # sittings

    @property
    def tells_all(self) -> bool:
        """Whether numbers may be public: under five households they tell how somebody voted."""
        one = self.outcome
        return one is None or min(one.whole, one.present) >= FEWEST

    @property
    def told(self) -> str:
        """The outcome in the words for everybody."""
        if self.outcome is None or not self.outcome.voted or self.tells_all:
            return self.outcome.words if self.outcome else ""
        return "Dưới năm hộ: chỉ nêu kết quả."

    @property
    def shown(self) -> dict[str, Any] | None:
        """The numbers for everybody."""
        return self.verdict if self.tells_all else None

    @property
    def verdict(self) -> dict[str, Any] | None:
        """For `kit/_verdict.html`."""
        one = self.outcome
        if one is None or not one.voted:
            return None
        return {
            "whole": one.whole,
            "yes": one.yes,
            "no": one.no,
            "other": one.other,
            "needed": one.needed,
            "unit": "hộ",
        }


def hub(meeting: Meeting) -> Hub:
    sittings = list(meeting.sittings.order_by("number"))
    items = agenda(meeting)
    here = Attendance.objects.standing().filter(sitting__meeting=meeting).count()
    serving = Officer.objects.serving().filter(sitting__meeting=meeting)
    officers = list(serving.select_related("sitting").order_by("sitting__number", "pk"))
    gaps = standing.gaps(meeting) if meeting.state == State.NOTIFIED else []
    told = list(meeting.notices.order_by("what", "on", "pk"))
    return Hub(meeting, row(meeting), sittings, items, here, gaps, officers, told)


def halls(meeting: Meeting) -> list[Sitting]:
    """Where it is held, for everybody; without clusters the meeting's own row says it all."""
    if getattr(meeting, "plan", None) is not None:
        return list(meeting.sittings.order_by("number"))
    when = {"planned_on": meeting.planned_on, "planned_at": meeting.planned_at}
    return [Sitting(meeting=meeting, **when, place=meeting.place)]


def told_agenda(meeting: Meeting) -> list[Item]:
    """The agenda as everybody reads it: results once it was held."""
    outcomes = {one.item_id: one for one in _outcomes(meeting)} if meeting.opened_on else {}
    return [
        Item(one, found := outcomes.get(one.pk), _kind(found), 0) for one in meeting.items.all()
    ]


def agenda(meeting: Meeting) -> list[Item]:
    outcomes = {one.item_id: one for one in _outcomes(meeting)}
    counts: dict[int, int] = {}
    first = Count.objects.filter(sitting__meeting=meeting, edition=1)
    for pk in first.values_list("item", flat=True):
        counts[pk] = counts.get(pk, 0) + 1
    return [
        Item(one, found := outcomes.get(one.pk), _kind(found), counts.get(one.pk, 0))
        for one in meeting.items.all()
    ]


def _outcomes(meeting: Meeting) -> Iterable[Outcome]:
    return Outcome.objects.filter(item__meeting=meeting).order_by("pk")


def _kind(outcome: Outcome | None) -> str:
    return RESULT_KIND[outcome.result] if outcome else "none"


# ── the hall ──────────────────────────────────────────────────────────────────────────────────


class Chair(NamedTuple):
    """One household of the frozen list, and whether it is there."""

    line: FrozenLine
    here: Attendance | None
    elsewhere: str  # the other cluster where it is; ""
    proxies: list[Proxy]


class Hall(NamedTuple):
    rows: list[Chair]
    whole: int
    present: int  # all sittings
    here: int  # this one


def hall(meeting: Meeting, sitting: Sitting, q: str, only: str) -> Hall:
    """Everybody on the frozen list, or those that hold every word of `q`; four queries."""
    assert meeting.roll is not None
    lines = list(meeting.roll.lines.order_by("number", "line"))
    found = Attendance.objects.standing().filter(sitting__meeting=meeting)
    there = {one.line_id: one for one in found.select_related("sitting", "proxy")}
    day = max(meeting.opened_on or meeting.planned_on, sitting.planned_on)
    proxies: dict[int, list[Proxy]] = {}
    held = Proxy.objects.holding(on=day).filter(household__frozen_lines__roll=meeting.roll_id)
    for one in held.order_by("pk"):
        proxies.setdefault(one.household_id, []).append(one)
    rows = [
        Chair(
            line,
            here if (here := there.get(line.pk)) and here.sitting_id == sitting.pk else None,
            str(here.sitting) if here and here.sitting_id != sitting.pk else "",
            proxies.get(line.household_id, []),
        )
        for line in _asked(lines, q)
    ]
    if only == "tiep":
        rows = []
    if only == "chua":
        rows = [one for one in rows if one.here is None and not one.elsewhere]
    if only == "roi":
        rows = [one for one in rows if one.here is not None]
    here_now = sum(1 for one in there.values() if one.sitting_id == sitting.pk)
    return Hall(rows, len(lines), len(there), here_now)


def _asked(lines: Sequence[FrozenLine], q: str) -> list[FrozenLine]:
    words = fold(q).split()
    if len(words) == 1 and words[0].isdecimal():
        return [one for one in lines if one.number == int(words[0])]
    if not words:
        return list(lines)
    folded = ((one, fold(f"{one.name} {one.address}")) for one in lines)
    return [one for one, text in folded if all(word in text for word in words)]


class Counting(NamedTuple):
    """One matter in one sitting: how it is voted on, who entered what."""

    way: WayChosen | None
    first: Tally | None
    second: Tally | None
    settled: Count | None
    history: list[Count]
    present: int
    ways: list[Any]

    @property
    def both(self) -> bool:
        return self.first is not None and self.second is not None

    @property
    def entries(self) -> list[Tally]:
        return [one for one in (self.first, self.second) if one is not None]

    @property
    def same(self) -> bool:
        """Both entries say the same of the same hall."""
        first, second = self.first, self.second
        if first is None or second is None:
            return False
        return first.numbers == second.numbers and first.present == second.present == self.present

    @property
    def next(self) -> Entry:
        return Entry.FIRST if self.first is None else Entry.SECOND


def counting(sitting: Sitting, item: AgendaItem) -> Counting:
    from danchu.meetings.handling import handler

    rows = Tally.objects.filter(sitting=sitting, item=item, replaced_at=None)
    entries = {one.entry: one for one in rows.select_related("by__person", "counter")}
    history = list(Count.objects.filter(sitting=sitting, item=item).order_by("pk"))
    day = sitting.meeting.opened_on or sitting.planned_on
    ways = list(handler(item.kind).ways(item.key, on=day)) if item.kind else []
    return Counting(
        WayChosen.objects.filter(sitting=sitting, item=item).first(),
        entries.get(Entry.FIRST),
        entries.get(Entry.SECOND),
        history[-1] if history else None,
        history,
        standing.present(sitting),
        ways,
    )
