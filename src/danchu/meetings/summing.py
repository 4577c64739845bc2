"""All sittings of a meeting summed, and handed to the room that asked. Called inside an act."""

from datetime import date
from typing import NamedTuple

from danchu.kit import files, photos
from danchu.meetings import standing
from danchu.meetings.handling import SeesNoVote, Taken, Told, handler
from danchu.meetings.models import (
    AgendaItem,
    Count,
    Meeting,
    Outcome,
    Result,
    Scan,
    ScanKind,
    Tally,
    Way,
)
from danchu.people.models import Term


class Numbers(NamedTuple):
    """Households; whoever is present and in none of the three did not vote."""

    yes: int
    no: int
    other: int  # other opinions, blank and spoilt slips: never agreement

    @property
    def sum(self) -> int:
        return self.yes + self.no + self.other


def keep_scan(
    meeting: Meeting,
    kind: ScanKind,
    photo: photos.Photo,
    *,
    tally: Tally | None = None,
) -> Scan:
    """A photo of a sheet with names and signatures: it never lies among public files."""
    kept = photos.keep(photo)
    files.seal([kept.stored_as])
    return Scan.objects.create(meeting=meeting, kind=kind, tally=tally, **kept._asdict())


def all_counted(item: AgendaItem, meeting: Meeting) -> bool:
    """Whether every sitting has its count."""
    got = Count.objects.filter(item=item).values("sitting")
    return not meeting.sittings.exclude(pk__in=got).exists()


def hand_over(item: AgendaItem, meeting: Meeting, *, corrects: bool, by: Term, on: date) -> None:
    """Sum the sittings and ask the room what it means; nothing while one has not counted."""
    if not all_counted(item, meeting):
        return
    rows = list(Count.objects.standing().filter(item=item))
    taken = _taken(
        meeting,
        Numbers(sum(r.yes for r in rows), sum(r.no for r in rows), sum(r.other for r in rows)),
        sum(r.present for r in rows),
        secret=any(r.way == Way.SECRET for r in rows),
        corrects=corrects,
    )
    if item.kind:
        told = handler(item.kind).counted(item.key, taken, by=by, on=on)
    else:
        told = Told(
            f"Đã ghi nhận: {taken.yes} tán thành, {taken.no} không tán thành, {taken.other} ý kiến "
            f"khác, trên {taken.present} hộ có mặt. Việc này để bàn, không thành quyết định của "
            "cộng đồng dân cư.",
            Result.NOTED,
        )
    _keep(item, taken, told, voted=True, on=on)


def tell_not_counted(item: AgendaItem, meeting: Meeting, *, by: Term, on: date) -> None:
    """The meeting ends without a vote on it: its room may say what that means."""
    here = sum(standing.present(one) for one in meeting.sittings.all())
    taken = _taken(meeting, Numbers(0, 0, 0), here, secret=False, corrects=False)
    answers: object = handler(item.kind) if item.kind else None
    if isinstance(answers, SeesNoVote):
        told = answers.not_counted(item.key, taken, by=by, on=on)
    else:
        told = Told("Cuộc họp kết thúc mà không biểu quyết việc này.", Result.SHORT)
    _keep(item, taken, told, voted=False, on=on)


def _taken(
    meeting: Meeting, numbers: Numbers, present: int, *, secret: bool, corrects: bool
) -> Taken:
    assert meeting.roll is not None
    assert meeting.opened_on is not None
    return Taken(
        meeting=meeting.pk,
        day=meeting.opened_on,
        households=meeting.roll.whole,
        present=present,
        **numbers._asdict(),
        secret=secret,
        corrects=corrects,
    )


def _keep(item: AgendaItem, taken: Taken, told: Told, *, voted: bool, on: date) -> None:
    Outcome.objects.create(
        item=item,
        yes=taken.yes,
        no=taken.no,
        other=taken.other,
        present=taken.present,
        whole=taken.households,
        secret=taken.secret,
        voted=voted,
        result=told.result,
        needed=told.needed,
        words=told.words,
        rules=list(told.rules),
        address=told.address,
        on=on,
    )


def last_outcomes(meeting: Meeting) -> dict[int, Outcome]:
    """The last word on each item, by the item's id."""
    rows = Outcome.objects.filter(item__meeting=meeting).order_by("pk")
    return {one.item_id: one for one in rows}
