"""Postings put into words: the proof line of a paper, a hamlet's list of today, one board."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, F, Max, Min, Q, Sum

from danchu.behalf.reading import Mark, marks
from danchu.kit import clock
from danchu.people.models import Role
from danchu.postings.actions.airing import running
from danchu.postings.models import (
    ON_BOARDS,
    Broadcast,
    Channel,
    Gap,
    Paper,
    Posting,
    PostingQuerySet,
    Proof,
    State,
)

ICONS = {
    Channel.POSTING: "board",
    Channel.POSTING_PERMANENT: "board",
    Channel.BROADCAST: "horn",
    Channel.COMMUNITY_HEAD: "person",
}
PLACES = {Channel.COMMUNITY_HEAD: "xóm", Channel.BROADCAST: "cụm loa"}


class Line(NamedTuple):
    """What the records say of one way of one paper. Days are inclusive; None: not yet."""

    channel: Channel
    whole: int  # places, mouths
    proven: int
    photos: int
    first: date | None
    last: date | None
    kept_until: date | None  # the latest
    gap_days: int  # of all places together
    gappy: int  # places with days missing
    gone: int
    down: int
    later: int  # of `proven`: entered on a later day than they speak of
    roles: tuple[str, ...]
    due_on: date
    days: int | None
    aired: int  # loudspeakers: days running, of the slowest cluster

    @property
    def complete(self) -> bool:
        return self.proven == self.whole

    def state(self, *, on: date) -> str:
        """ok, late or now, as the proof line of `kit` knows them."""
        late = self.last > self.due_on if self.complete and self.last else self.due_on < on
        if self.gone or (late and not self.complete):
            return "late"
        return "ok" if self.complete and not late else "late" if late else "now"


def newest_paper(room: str, kind: str, key: object) -> Paper | None:
    """The last edition that was put up."""
    papers = Paper.objects.filter(room=room, kind=kind, key=str(key))
    return papers.select_related("unit").order_by("-edition").first()


def lines(paper: Paper) -> list[Line]:
    """Every way of a paper. At most two queries, however many boards."""
    broadcast = Q(channel=Channel.BROADCAST)
    proven = Q(first_on__isnull=False) & (~broadcast | Q(state=State.DONE))
    rows = (
        Posting.objects.filter(paper=paper)
        .owed()
        .values("channel", "days", role=F("put_up__by__role"))
        .annotate(
            whole=Count("pk"),
            proven=Count("pk", filter=proven),
            later=Count("pk", filter=Q(put_up__later=True)),
            photos=Count("pk", filter=~Q(put_up__stored_as="") & Q(put_up__isnull=False)),
            first=Min("first_on"),
            last=Max("first_on"),
            until=Max("kept_until"),
            missed=Sum("gap_days"),
            gappy=Count("pk", filter=Q(gap_days__gt=0)),
            gone=Count("pk", filter=Q(state=State.GONE)),
            down=Count("pk", filter=Q(taken_down_on__isnull=False)),
        )
    )
    grouped: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        grouped[row["channel"]].append(dict(row))
    aired = _aired(paper) if Channel.BROADCAST in grouped else 0
    order = [ask["channel"] for ask in paper.asks]
    found = sorted(grouped.items(), key=lambda one: order.index(one[0]))
    return [_line(Channel(name), some, paper, aired) for name, some in found]


def _line(channel: Channel, rows: list[dict[str, Any]], paper: Paper, aired: int) -> Line:
    def total(name: str) -> int:
        return sum(row[name] for row in rows)

    def days(name: str) -> list[date]:
        return [row[name] for row in rows if row[name]]

    roles = sorted({str(Role(row["role"]).label) for row in rows if row["role"]})
    return Line(
        channel=channel,
        whole=total("whole"),
        proven=total("proven"),
        photos=total("photos"),
        first=min(days("first"), default=None),
        last=max(days("last"), default=None),
        kept_until=max(days("until"), default=None),
        gap_days=total("missed"),
        gappy=total("gappy"),
        gone=total("gone"),
        down=total("down"),
        later=total("later"),
        roles=tuple(roles),
        due_on=paper.due_on,
        days=rows[0]["days"],
        aired=aired if channel == Channel.BROADCAST else 0,
    )


def _aired(paper: Paper) -> int:
    """Days running of the cluster that has fewest."""
    said: dict[int, list[date]] = defaultdict(list)
    rows = Posting.objects.filter(paper=paper, channel=Channel.BROADCAST).owed()
    told = rows.order_by("pk", "broadcasts__on").values_list(
        "pk", "broadcasts__on", "broadcasts__missed"
    )
    for pk, day, missed in told.distinct():
        said[pk] += [day] if missed == "" else []  # a silent cluster counts too
    return min((running(days) for days in said.values()), default=0)


def words(line: Line, *, on: date) -> tuple[str, list[str]]:
    """ "39 trên 39 nơi", and what must be said beneath it, for everybody."""
    if line.channel == Channel.BROADCAST:
        need = line.days or 1
        said = f"{min(line.aired, need)} trên {need} ngày"
    else:
        said = f"{line.proven} trên {line.whole} {PLACES.get(line.channel, 'nơi')}"
    if line.complete and line.last and line.last > line.due_on:
        said += ", trễ hạn"
    notes = []
    if line.first:
        span = f"{line.first:%d/%m/%Y}"
        if line.last and line.last != line.first:
            span = f"{line.first:%d/%m/%Y} đến {line.last:%d/%m/%Y}"
        photo = f" Có ảnh {line.photos} trên {line.proven} nơi." if line.photos else ""
        who = ", ".join(role[:1].lower() + role[1:] for role in line.roles)
        notes.append(f"Ghi ngày {span}. Người ghi: {who}.{photo}")
    if line.later:
        notes.append(f"{line.later} nơi ghi vào sổ sau ngày làm.")
    if line.due_on < on and not line.complete:
        notes.append(f"Quá hạn {line.due_on:%d/%m/%Y}.")
    elif not line.complete:
        notes.append(f"Hạn {line.due_on:%d/%m/%Y}.")
    notes += _hanging(line, on=on)
    return said, notes


def _hanging(line: Line, *, on: date) -> list[str]:
    """How long it hangs, and every day it did not. Nothing of this is ever left out."""
    notes = []
    if line.kept_until and line.channel in ON_BOARDS:
        if line.kept_until >= on:
            notes.append(
                f"Niêm yết ít nhất {line.days} ngày liên tục, giữ đến hết ngày "
                f"{line.kept_until:%d/%m/%Y}."
            )
        else:
            notes.append(f"Đã niêm yết đến hết ngày {line.kept_until:%d/%m/%Y}.")
    if line.gap_days and line.channel == Channel.BROADCAST:
        notes.append(f"Phát ngắt quãng {line.gap_days} ngày, đã đếm lại từ đầu.")
    elif line.gap_days:
        notes.append(f"Niêm yết thiếu {line.gap_days} ngày, tại {line.gappy} nơi.")
    if line.gone:
        notes.append(f"{line.gone} nơi đang báo giấy không còn, xã phải dán lại.")
    return notes


# ── one board after the other ─────────────────────────────────────────────────────────────────


class Row(NamedTuple):
    """One posting in words."""

    posting: Posting
    where: str
    kind: str  # status of kit
    words: str
    notes: list[str]
    role: str  # who wrote it down, by role
    photo: bool
    mark: Mark | None = None  # "nhập thay"
    gaps: tuple[str, ...] = ()  # of `notes`, what was missing
    missed: int = 0  # days on which it should have hung and did not


STATES = {
    State.UP: ("half", "đang dán"),
    State.GONE: ("late", "không còn trên bảng"),
    State.DONE: ("ok", "đã xong"),
}


def where(one: Posting) -> str:
    if one.place:
        return one.place.name
    return one.unit.full_name


def rows(found: PostingQuerySet, *, on: date) -> list[Row]:
    """Each posting with its gaps; four queries, however many."""
    postings = list(found.select_related("paper", "place", "unit", "put_up__by"))
    gaps: dict[int, list[Gap]] = defaultdict(list)
    for gap in Gap.objects.filter(posting__in=postings).order_by("since", "pk"):
        gaps[gap.posting_id].append(gap)
    aired: dict[int, list[Broadcast]] = defaultdict(list)
    voices = [one.pk for one in postings if one.channel == Channel.BROADCAST]
    for entry in Broadcast.objects.filter(posting__in=voices).order_by("on", "at", "pk"):
        aired[entry.posting_id].append(entry)
    by_proof = marks("posting_proof", {one.put_up_id for one in postings if one.put_up_id})
    return [
        _row(one, gaps[one.pk], aired[one.pk], by_proof.get(str(one.put_up_id)), on=on)
        for one in postings
    ]


def _row(
    one: Posting, gaps: list[Gap], aired: list[Broadcast], mark: Mark | None, *, on: date
) -> Row:
    kind, said = STATES.get(State(one.state), ("none", "chưa làm"))
    notes = []
    if one.state == State.WAITING:
        late = one.due_on < on
        kind, said = ("late", "quá hạn") if late else ("soon", "chưa làm")
        notes.append(f"Hạn {one.due_on:%d/%m/%Y}.")
    elif one.state == State.UP and one.kept_until and one.kept_until < on:
        kind, said = "ok", "đủ ngày, được gỡ"
    if one.channel == Channel.BROADCAST and aired:
        said = _aired_words(one, aired, notes)
    elif one.first_on:
        verb = "Dán" if one.channel in ON_BOARDS else "Báo"
        notes.append(f"{verb} ngày {one.first_on:%d/%m/%Y}{_later(one.put_up)}.")
    if one.kept_until and one.state == State.UP and one.channel in ON_BOARDS:
        notes.append(f"Giữ đến hết ngày {one.kept_until:%d/%m/%Y}.")
    if one.taken_down_on:
        notes.append(f"Gỡ ngày {one.taken_down_on:%d/%m/%Y}.")
    gone = gap_words(gaps, on=on)
    by = one.put_up.by if one.put_up else None
    return Row(
        one,
        where(one),
        kind,
        said,
        notes + gone,
        str(Role(by.role).label) if by else "",
        bool(one.put_up and one.put_up.stored_as),
        mark,
        tuple(gone),
        sum(max(((gap.until or on) - gap.since).days + 1, 0) for gap in gaps),
    )


def _later(proof: Proof | None) -> str:
    """ ", nhập sau ngày 27/11/2026": on which day it was written down, when that was later."""
    if proof is None or not proof.later:
        return ""
    return f", nhập sau ngày {clock.day_of(proof.server_at):%d/%m/%Y}"


def _aired_words(one: Posting, entries: list[Broadcast], notes: list[str]) -> str:
    """Days read of days asked; every time it was read or could not be goes into `notes`."""
    read = [entry for entry in entries if not entry.missed]
    days = sorted({entry.on for entry in read})
    if read:
        notes.append("Đã phát: " + ", ".join(map(_hour, read)) + ".")
    notes += [f"Không đọc được {_hour(one)}: {one.missed}." for one in entries if one.missed]
    return f"{min(running(days), one.days or 1)} trên {one.days or 1} ngày"


def _hour(entry: Broadcast) -> str:
    return f"{entry.at:%H:%M} {entry.on:%d/%m}" if entry.at else f"{entry.on:%d/%m}"


def gap_words(gaps: Iterable[Gap], *, on: date) -> list[str]:
    """Each gap: how many days, which, and whether it is over."""
    said = []
    for gap in gaps:
        if gap.until is None:
            missed = (on - gap.since).days + 1
            said.append(f"Không còn từ ngày {gap.since:%d/%m/%Y}: đang thiếu {missed} ngày.")
        elif gap.until < gap.since:
            outcome = "dán lại trong ngày" if gap.back_id else "xã xem lại, giấy vẫn còn"
            said.append(f"Báo mất ngày {gap.since:%d/%m/%Y}, {outcome}.")
        else:
            missed = (gap.until - gap.since).days + 1
            said.append(
                f"Niêm yết thiếu {missed} ngày, từ {gap.since:%d/%m/%Y} "
                f"đến hết {gap.until:%d/%m/%Y}."
            )
    return said


def told(paper: Paper, *, on: date) -> list[dict[str, Any]]:
    """The proof line as `kit/_proof.html` wants it."""
    shown = []
    for line in lines(paper):
        said, notes = words(line, on=on)
        shown.append(
            {
                "icon": ICONS.get(line.channel, "info"),
                "name": line.channel.label,
                "state": line.state(on=on),
                "words": said,
                "notes": notes,
            }
        )
    return shown
