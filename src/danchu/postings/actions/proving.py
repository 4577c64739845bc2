"""One tap: what was pinned, put back, taken down, told or read aloud, with one photo for all."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max, QuerySet

from civics.cite import Cite
from civics.errors import Refused
from danchu.duties import actions as duties
from danchu.kit import audit, clock, files, photos
from danchu.people.models import Term
from danchu.postings.actions import airing
from danchu.postings.actions.handing import AT_ONCE, READ_URGENT, duty_kind
from danchu.postings.changing import changed
from danchu.postings.deeds import Deed as Deed  # noqa: PLC0414  re-exported
from danchu.postings.deeds import Tick as Tick  # noqa: PLC0414
from danchu.postings.models import (
    ON_BOARDS,
    Broadcast,
    Channel,
    Gap,
    Paper,
    Posting,
    Proof,
    State,
)
from danchu.rulebook.rulebook import value

TAKE_DOWN = "postings.take_down"
OFF_BY = timedelta(minutes=10)  # a phone's clock may differ so much and still be called right
LONGEST_WAIT = timedelta(days=60)  # nothing waits longer on a phone and is still believed


class Moment(NamedTuple):
    """When it was done, as far as a phone knows: both times by the phone's own clock."""

    done_at: datetime | None = None
    sent_at: datetime | None = None


class Line(NamedTuple):
    """What became of one tick, in words for whoever ticked."""

    posting: int
    took: bool
    words: str
    cite: Cite | None = None


class Outcome(NamedTuple):
    proof: Proof | None  # None: nothing was accepted
    lines: list[Line]
    clock_off: bool = False

    @property
    def took(self) -> int:
        return sum(line.took for line in self.lines)


@transaction.atomic
def prove(
    rows: QuerySet[Posting],
    ticks: Sequence[Tick],
    *,
    client_id: UUID,
    by: Term,
    on: date,
    photo: photos.Photo | None = None,
    note: str = "",
    moment: Moment = Moment(),  # noqa: B008  immutable
    day: date | None = None,
    own: bool = False,
) -> Outcome:
    """Write down what one tap says. `rows`: the postings this person may answer for.

    The same `client_id` again changes nothing and answers as before. Each line is judged by
    itself: one refused line takes nothing from the others. `day`: the day it speaks of, when it is
    entered from paper or a word; otherwise it follows from `moment`, else it is `on`. `own`:
    whoever did it says that day, and nobody will be asked whether it is right.
    """
    if (known := _known(client_id, by=by)) is not None:
        return _again(known, ticks)
    try:
        with transaction.atomic():
            return _prove(rows, ticks, _Tap(client_id, by, on, photo, note, moment, day, own))
    except IntegrityError:  # the same tap came twice at the same time
        known = _known(client_id, by=by)
        if known is None:
            raise
        return _again(known, ticks)


class _Tap(NamedTuple):
    """What came with the ticks."""

    client_id: UUID
    by: Term
    on: date
    photo: photos.Photo | None
    note: str
    moment: Moment
    day: date | None
    own: bool


def _prove(rows: QuerySet[Posting], ticks: Sequence[Tick], tap: _Tap) -> Outcome:
    if not ticks:
        raise Refused("Chưa đánh dấu tờ nào. Hãy đánh dấu những tờ đã làm rồi gửi.")
    wanted = {tick.posting: tick for tick in ticks}
    locked = rows.filter(pk__in=wanted).select_for_update(of=("self",)).order_by("pk")
    found = list(locked.select_related("paper__unit", "place", "unit"))
    if not found:
        raise Refused("Những tờ này không thuộc nơi bạn phụ trách. Hãy mở lại danh sách hôm nay.")
    real, off = day_of(tap.moment, on=tap.on)
    said_on = tap.day or max(real, *(one.paper.handed_on for one in found))
    if said_on > tap.on:
        raise Refused(f"Ngày {said_on:%d/%m/%Y} còn chưa đến. Hãy ghi ngày đã làm.")
    _refuse_old_photo(tap.photo, tap.by.unit_id, on=said_on if tap.day is None else tap.on)
    proof = _written(tap, on=said_on, off=off)
    lines = [_do(one, wanted[one.pk], proof, own=tap.own) for one in found]
    if not any(line.took for line in lines):
        proof.delete()
        return Outcome(None, lines, off)
    if tap.photo is not None:
        _keep_sealed(proof, tap.photo)
    for paper, channel in {(one.paper, one.channel) for one in found}:
        settle(paper, channel, on=tap.on)
    changed({one.paper for one in found})
    unit_id = tap.by.unit_id
    audit.record(
        "postings.prove", by=tap.by, unit_id=unit_id, kind="posting_proof", key=proof.pk, on=tap.on
    )
    return Outcome(proof, lines, off)


def _written(tap: _Tap, *, on: date, off: bool) -> Proof:
    return Proof.objects.create(
        client_id=tap.client_id,
        unit_id=tap.by.unit_id,
        by=tap.by,
        on=on,
        server_at=clock.moment_on(tap.on),
        phone_at=tap.moment.done_at,
        phone_off=off,
        later=tap.day is not None and on < tap.on,
        note=" ".join(tap.note.split())[:200],
    )


def day_of(moment: Moment, *, on: date) -> tuple[date, bool]:
    """The day it was done, and whether the phone's clock is off.

    Only the time that passed on the phone between tap and sending is believed, not its date: a
    clock that is a year wrong still measures an hour.
    """
    if moment.done_at is None or moment.sent_at is None:
        return on, False
    now = clock.moment_on(on)
    off = abs(now - moment.sent_at) > OFF_BY
    waited = moment.sent_at - moment.done_at
    if not timedelta(0) <= waited <= LONGEST_WAIT:
        return on, True
    return min(on, clock.day_of(now - waited)), off


def _refuse_old_photo(photo: photos.Photo | None, unit_id: int, *, on: date) -> None:
    """One photo serves several taps of one day, `on`; of a day that was typed, only of the day of
    typing: it opens no way to the photo that proved that day before."""
    if photo is None:
        return
    same = Proof.objects.filter(unit=unit_id, sha256=photo.sha256).exclude(on=on).first()
    if same is not None:
        raise Refused(
            f"Ảnh này đã gửi làm chứng ngày {same.on:%d/%m/%Y}. Hãy chụp ảnh mới của bảng hôm nay."
        )


def _keep_sealed(proof: Proof, photo: photos.Photo) -> None:
    """A photo of a board may show faces: it never lies among public files."""
    kept = photos.keep(photo)
    files.seal([kept.stored_as])
    for name, said in kept._asdict().items():
        setattr(proof, name, said)
    proof.save(update_fields=list(kept._asdict()))


def _known(client_id: UUID, *, by: Term) -> Proof | None:
    proof = Proof.objects.filter(client_id=client_id).select_related("by").first()
    if proof is not None and proof.by.person_id != by.person_id:
        raise Refused("Mã gửi này là của người khác. Hãy mở lại trang rồi gửi lại.")
    return proof


def _again(proof: Proof, ticks: Iterable[Tick]) -> Outcome:
    """The answer to a tap that was received before."""
    mine = set(proof.put_up.values_list("pk", flat=True))
    mine |= set(proof.taken_down.values_list("pk", flat=True))
    mine |= set(proof.put_back.values_list("posting", flat=True))
    mine |= set(Broadcast.objects.filter(proof=proof).values_list("posting", flat=True))
    lines = [
        Line(tick.posting, True, "Đã nhận từ trước.")
        if tick.posting in mine
        else Line(tick.posting, False, "Lần gửi trước chưa nhận dòng này. Hãy gửi lại dòng này.")
        for tick in ticks
    ]
    return Outcome(proof, lines, proof.phone_off)


# ── one line ──────────────────────────────────────────────────────────────────────────────────


def _do(one: Posting, tick: Tick, proof: Proof, *, own: bool) -> Line:
    try:
        _refuse_day(one, proof, own=own)
        if tick.deed in {Deed.AIRED, Deed.MISSED}:
            words = airing.write_down(one, tick, proof)
        else:
            words = {Deed.UP: _up, Deed.DOWN: _down, Deed.TOLD: _told}[tick.deed](one, proof)
    except Refused as refused:
        return Line(one.pk, False, refused.message, refused.cite)
    one.save()
    return Line(one.pk, True, words)


def _refuse_day(one: Posting, proof: Proof, *, own: bool) -> None:
    """Not before there was such a paper, and no word of one's own shortens an open gap."""
    if proof.on < one.paper.there_from:
        raise Refused(
            f"Giấy {one.paper.number} có từ ngày {one.paper.there_from:%d/%m/%Y}, nên không thể "
            f"dán ngày {proof.on:%d/%m/%Y}. Hãy xem lại ngày trên ảnh, trên sổ."
        )
    if own and proof.later and one.state == State.GONE:
        raise Refused(
            "Tờ này đang có người báo là không còn trên bảng. Dán lại thì để trống ngày, chụp ảnh "
            "hôm nay: ngày thiếu không bớt được bằng lời."
        )


def _fits(one: Posting, *channels: Channel) -> None:
    if one.channel not in channels:
        raise Refused("Việc này không làm bằng cách ấy. Hãy mở lại danh sách hôm nay.")


def _up(one: Posting, proof: Proof) -> str:
    _fits(one, *ON_BOARDS)
    if one.state == State.UP:
        raise Refused(f"Tờ này đã ghi là dán từ ngày {one.first_on:%d/%m/%Y}, không cần ghi lại.")
    if one.paper.closed_on or one.state in {State.DONE, State.OFF}:
        raise Refused("Tờ này không phải dán nữa. Nếu lỡ dán, hãy gỡ xuống.")
    if one.state == State.GONE:
        return _put_back(one, proof)
    one.state, one.first_on, one.put_up = State.UP, proof.on, proof
    one.kept_until = proof.on + timedelta(days=one.days) if one.days else None
    if one.kept_until is None:
        return f"Đã ghi: dán ngày {proof.on:%d/%m/%Y}, để thường xuyên."
    return f"Đã ghi: dán ngày {proof.on:%d/%m/%Y}, giữ đến hết ngày {one.kept_until:%d/%m/%Y}."


def _put_back(one: Posting, proof: Proof) -> str:
    """The run begins anew, because the law says "liên tục"; put back the same day it goes on."""
    gap = Gap.objects.select_for_update().get(posting=one, until=None)
    if proof.on < gap.since:
        raise Refused(
            f"Tờ này báo mất ngày {gap.since:%d/%m/%Y}, sau lần dán đang gửi. "
            "Hãy dán lại, chụp ảnh hôm nay."
        )
    missed = (proof.on - gap.since).days
    gap.until, gap.back = proof.on - timedelta(days=1), proof
    gap.save(update_fields=["until", "back"])
    duties.close("posting_gap", gap.pk, on=proof.on)
    one.state, one.gap_days = State.UP, one.gap_days + missed
    if not missed:
        return f"Đã ghi: dán lại ngay trong ngày {proof.on:%d/%m/%Y}, không thiếu ngày nào."
    if one.days is None:
        return f"Đã ghi: dán lại ngày {proof.on:%d/%m/%Y}, thiếu {missed} ngày."
    one.kept_until = proof.on + timedelta(days=one.days)
    return (
        f"Đã ghi: dán lại ngày {proof.on:%d/%m/%Y}, thiếu {missed} ngày. Đếm lại từ đầu, "
        f"giữ đến hết ngày {one.kept_until:%d/%m/%Y}."
    )


def _down(one: Posting, proof: Proof) -> str:
    _fits(one, *ON_BOARDS)
    if one.state == State.GONE:
        raise Refused("Tờ này đang báo là không còn trên bảng. Hãy dán lại trước.")
    if one.state != State.UP:
        raise Refused("Tờ này không ở trên bảng theo sổ, nên không có gì để gỡ.")
    if not one.paper.closed_on:
        refuse_early(one, on=proof.on)
    one.state, one.taken_down_on, one.taken_down = State.DONE, proof.on, proof
    return f"Đã ghi: gỡ ngày {proof.on:%d/%m/%Y}."


def refuse_early(one: Posting, *, on: date) -> None:
    """Refused before the day allowed, with that day and its article."""
    cite = cite_of(one)
    if one.kept_until is None:
        raise Refused(
            "Chưa gỡ được: tờ này niêm yết thường xuyên, chỉ thay khi nội dung thay đổi.", cite
        )
    if on > one.kept_until:
        return
    began = one.kept_until - timedelta(days=one.days or 0)
    free = one.kept_until + timedelta(days=1)
    raise Refused(
        f"Chưa gỡ được. Mới niêm yết liên tục {max((on - began).days, 0)} trên {one.days} ngày; "
        f"được gỡ từ ngày {free:%d/%m/%Y}.",
        cite,
    )


def cite_of(one: Posting) -> Cite:
    """The article of the way this posting is owed by, as the law stood when it was handed in."""
    rule = next(ask["rule"] for ask in one.paper.asks if ask["channel"] == one.channel)
    return value(rule, unit=one.paper.unit, on=one.paper.handed_on).national.cite


def _told(one: Posting, proof: Proof) -> str:
    _fits(one, *(set(Channel) - {*ON_BOARDS, Channel.BROADCAST, Channel.WEB}))
    if one.state != State.WAITING:
        raise Refused("Tin này đã báo xong hoặc không phải báo nữa.")
    one.state, one.first_on, one.put_up = State.DONE, proof.on, proof
    return f"Đã ghi: báo tin ngày {proof.on:%d/%m/%Y}."


# ── duties ────────────────────────────────────────────────────────────────────────────────────


def settle(paper: Paper, channel: str, *, on: date) -> None:
    """Close the commune's duty of this way once every place is proven, on the day of the last."""
    rows = Posting.objects.filter(paper=paper, channel=channel)
    open_still = [State.WAITING] + [State.UP] * (channel == Channel.BROADCAST)
    if not rows.filter(state__in=open_still).exists():
        last = "kept_until" if channel == Channel.BROADCAST else "first_on"
        done = rows.owed().aggregate(last=Max(last))["last"]
        duties.close(duty_kind(channel), paper.pk, on=done or on)
    if channel == Channel.BROADCAST and not rows.owed().filter(first_on=None).exists():
        first = rows.owed().aggregate(last=Max("first_on"))["last"]
        duties.close(duty_kind(channel), paper.pk, on=first or on, rule_key=READ_URGENT)
    hanging = rows.filter(state__in=[State.UP, State.GONE])
    if channel in ON_BOARDS and not hanging.exists():
        for rule in (TAKE_DOWN, AT_ONCE):
            duties.close("paper_down", paper.pk, on=on, rule_key=rule)
