"""Counting: two people enter what they counted, a difference stands until it is solved.

A count is written once and handed to the room that asked once every sitting has counted; a
correction is an act of its own, with its reason, and is handed over again.
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from django.db import transaction

from civics.errors import Refused
from danchu.kit import clock, photos
from danchu.meetings import convening, standing, summing
from danchu.meetings.actions import minutes
from danchu.meetings.actions.convening import locked, running
from danchu.meetings.models import (
    OVER,
    AgendaItem,
    Count,
    Entry,
    Meeting,
    Office,
    Officer,
    Scan,
    ScanKind,
    Sitting,
    State,
    Tally,
    Way,
    WayChosen,
)
from danchu.meetings.summing import Numbers
from danchu.meetings.trail import record
from danchu.people.models import Term


class Sheet(NamedTuple):
    """What comes with the numbers: whose sheet, its photos, and words for what is missing."""

    counter: Officer | None = None
    pictures: Sequence[photos.Photo] = ()
    no_photo_why: str = ""
    fewer_ok: bool = False  # not everybody present voted, and that is so


@transaction.atomic
def enter_tally(
    sitting: Sitting,
    item: AgendaItem,
    entry: Entry,
    numbers: Numbers,
    *,
    by: Term,
    on: date,
    sheet: Sheet = Sheet(),  # noqa: B008  immutable
) -> Tally:
    """One person's count. Entered again it takes the place of the earlier one, until settled."""
    meeting = running(sitting.meeting)
    here = standing.present(sitting)
    way = _way(sitting, item)
    _refuse_ready(meeting, sitting, item, way, on=meeting.law_day(on))
    _refuse_impossible(numbers, here, fewer_ok=sheet.fewer_ok)
    mine = Tally.objects.filter(sitting=sitting, item=item, replaced_at=None)
    _refuse_same_person(mine.exclude(entry=entry).first(), sheet.counter, by=by)
    mine.filter(entry=entry).update(replaced_at=clock.now())
    made = Tally.objects.create(
        sitting=sitting,
        item=item,
        entry=entry,
        counter=sheet.counter,
        **numbers._asdict(),
        present=here,
        no_photo_why=" ".join(sheet.no_photo_why.split())[:200],
        by=by,
        at=clock.now(),
    )
    for photo in sheet.pictures:
        summing.keep_scan(meeting, ScanKind.TALLY, photo, tally=made)
    record("meetings.enter_tally", meeting, by=by, on=on)
    return made


def _way(sitting: Sitting, item: AgendaItem) -> Way:
    chosen = WayChosen.objects.filter(sitting=sitting, item=item).first()
    if chosen is None:
        raise Refused(
            f"Việc {item.order} chưa chọn giơ tay hay bỏ phiếu kín. Hãy hỏi hội trường trước."
        )
    return Way(chosen.way)


def _refuse_ready(
    meeting: Meeting, sitting: Sitting, item: AgendaItem, way: Way, *, on: date
) -> None:
    if item.meeting_id != meeting.pk or not item.votes:
        raise Refused("Việc này chỉ để bàn, không biểu quyết.")
    if Count.objects.filter(sitting=sitting, item=item).exists():
        raise Refused(
            "Kết quả việc này đã được ghi và không ghi đè được. Nếu có sai sót, hãy đính chính và "
            "ghi lý do."
        )
    serving = Officer.objects.serving().filter(sitting=sitting)
    offices = set(serving.values_list("office", flat=True))
    unit = meeting.unit
    if Office.SECRETARY not in offices:
        cite = convening.cite_of("meetings.secretary", unit, on=on)
        raise Refused("Chưa cử thư ký. Cử thư ký xong mới biểu quyết.", cite)
    if way == Way.SECRET and Office.TELLER_HEAD not in offices:
        cite = convening.cite_of("meetings.tellers", unit, on=on)
        raise Refused("Bỏ phiếu kín thì phải có Ban kiểm phiếu. Hãy lập Ban trước khi đếm.", cite)
    if way == Way.SECRET and Office.WITNESS not in offices:
        cite = convening.cite_of("meetings.witnesses", unit, on=on)
        raise Refused("Chưa mời hai hộ chứng kiến kiểm phiếu.", cite)


def _refuse_impossible(numbers: Numbers, here: int, *, fewer_ok: bool) -> None:
    if min(numbers) < 0:
        raise Refused("Số hộ không thể nhỏ hơn 0.")
    if numbers.sum > here:
        raise Refused(
            f"Cộng lại là {numbers.sum} hộ, nhiều hơn {here} hộ có mặt. Mỗi hộ một lá phiếu: hãy "
            "đếm lại."
        )
    if numbers.sum < here and not fewer_ok:
        raise Refused(
            f"Cộng lại là {numbers.sum} trên {here} hộ có mặt, còn thiếu {here - numbers.sum} hộ. "
            "Hãy mời giơ tay lại, hoặc đánh dấu là số hộ ấy không biểu quyết."
        )


def _refuse_same_person(other: Tally | None, counter: Officer | None, *, by: Term) -> None:
    """Two people: two accounts, or another officer's sheet entered on the same phone."""
    if other is None or other.by.person_id != by.person_id:
        return
    if counter is None or counter.pk == other.counter_id:
        raise Refused(
            "Hai lần đếm phải của hai người. Mời người thứ hai đăng nhập bằng mã PIN của mình, "
            "hoặc chọn tên người của cuộc họp đã đếm lần này và nhập theo tờ của người ấy."
        )


@transaction.atomic
def settle_count(sitting: Sitting, item: AgendaItem, *, by: Term, on: date) -> Count:
    """Both entries say the same: the count is written, once. All sittings: it is handed over."""
    meeting = running(sitting.meeting)
    if Count.objects.filter(sitting=sitting, item=item).exists():
        raise Refused("Kết quả việc này đã được ghi rồi.")
    standing_now = Tally.objects.filter(sitting=sitting, item=item, replaced_at=None)
    both = {one.entry: one for one in standing_now}
    first, second = both.get(Entry.FIRST), both.get(Entry.SECOND)
    if first is None or second is None:
        raise Refused("Mới có một lần đếm. Cần hai người đếm, máy mới so được.")
    _refuse_different(first, second, standing.present(sitting))
    scans = Scan.objects.filter(tally__in=[first, second])
    if not scans.exists() and not (first.no_photo_why or second.no_photo_why):
        raise Refused("Chưa có ảnh tờ kiểm đếm. Hãy chụp, hoặc ghi một câu vì sao không chụp được.")
    day = meeting.law_day(on)
    made = _count(meeting, sitting, item, _way(sitting, item), first, by=by, on=day)
    summing.hand_over(item, meeting, corrects=False, by=by, on=day)
    record("meetings.settle_count", meeting, by=by, on=on)
    return made


def _refuse_different(first: Tally, second: Tally, here: int) -> None:
    if first.numbers != second.numbers:
        raise Refused(
            f"Hai lần đếm khác nhau: {_say(first)}; {_say(second)}. Hai người cùng đếm lại rồi "
            "nhập lại lần sai."
        )
    if {first.present, second.present} != {here}:
        raise Refused(
            f"Số hộ có mặt đã đổi giữa hai lần đếm, nay là {here}. Hãy xem lại danh sách có "
            "mặt rồi nhập lại hai lần đếm."
        )


def _say(one: Tally) -> str:
    return f"{one.yes} tán thành, {one.no} không, {one.other} khác"


def _count(
    meeting: Meeting, sitting: Sitting, item: AgendaItem, way: Way, of: Tally, *, by: Term, on: date
) -> Count:
    assert meeting.roll is not None  # an open meeting has its roll, says the database
    return Count.objects.create(
        sitting=sitting,
        item=item,
        way=way,
        yes=of.yes,
        no=of.no,
        other=of.other,
        present=of.present,
        whole=meeting.roll.whole,
        by=by,
        on=on,
        at=clock.now(),
    )


@transaction.atomic
def correct_count(count: Count, numbers: Numbers, reason: str, *, by: Term, on: date) -> Count:
    """The count was wrong: another row says what is right and why; the old one stays readable."""
    meeting = locked(count.sitting.meeting)
    count = Count.objects.select_related("sitting", "item").get(pk=count.pk)
    if meeting.state not in {State.OPEN, *OVER}:
        raise Refused("Cuộc họp này không có kết quả để đính chính.")
    if not Count.objects.standing().filter(pk=count.pk).exists():
        raise Refused("Kết quả này đã được đính chính. Hãy mở kết quả mới nhất.")
    words = " ".join(reason.split())[:300]
    if not words:
        raise Refused("Chưa ghi vì sao đính chính. Lời này vào biên bản.")
    if numbers == Numbers(count.yes, count.no, count.other):
        raise Refused("Các số không đổi, nên không có gì để đính chính.")
    _refuse_impossible(numbers, count.present, fewer_ok=True)
    day = meeting.law_day(on)
    made = Count.objects.create(
        sitting=count.sitting,
        item=count.item,
        way=count.way,
        **numbers._asdict(),
        present=count.present,
        whole=count.whole,
        by=by,
        on=day,
        at=clock.now(),
        edition=count.edition + 1,
        reason=words,
    )
    summing.hand_over(count.item, meeting, corrects=True, by=by, on=meeting.opened_on or day)
    if meeting.state in OVER:
        minutes.write(meeting, by=by, on=on)
    record("meetings.correct_count", meeting, by=by, on=on)
    return made
