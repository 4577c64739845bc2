"""Officers of the meeting, confirmed by those present; how the hall votes."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from civics.errors import Refused
from civics.thresholds import Verdict
from danchu.kit import clock
from danchu.kit.law import book
from danchu.meetings import standing
from danchu.meetings.actions.convening import running
from danchu.meetings.handling import handler
from danchu.meetings.models import (
    AgendaItem,
    Attendance,
    Meeting,
    Office,
    Officer,
    Sitting,
    Tally,
    Way,
    WayChosen,
)
from danchu.meetings.trail import record
from danchu.people.models import FrozenLine, Term
from danchu.rulebook.rulebook import value

SECRETARY, TELLERS, VOTING_WAY = "meetings.secretary", "meetings.tellers", "meetings.voting_way"
SIZE, WITNESSES = "meetings.tellers.size", "meetings.witnesses"


@transaction.atomic
def confirm_secretary(sitting: Sitting, name: str, yes: int, *, by: Term, on: date) -> Officer:
    """More than half of those present raised their hands. Another one takes the place of this."""
    meeting = running(sitting.meeting)
    name = _name(name)
    here = _agreed(SECRETARY, sitting, yes, f"cử {name} làm thư ký", on=meeting.law_day(on))
    _replace(sitting, Office.SECRETARY)
    made = _serve(sitting, Office.SECRETARY, name, yes, here, by=by)
    record("meetings.confirm_officers", meeting, by=by, on=on)
    return made


@transaction.atomic
def confirm_tellers(
    sitting: Sitting, head: str, others: Sequence[str], yes: int, *, by: Term, on: date
) -> list[Officer]:
    """The board of tellers: so many persons as the law says, its head first, agreed to as one."""
    meeting = running(sitting.meeting)
    day = meeting.law_day(on)
    names = [_name(head), *(_name(one) for one in others if one.strip())]
    size = value(SIZE, unit=meeting.unit, on=day)
    least, most = (int(str(size.payload[one])) for one in ("persons_min", "persons_max"))
    if len({one.casefold() for one in names}) < len(names):
        raise Refused("Ban kiểm phiếu có hai tên giống nhau. Hãy ghi thêm điều phân biệt.")
    if not least <= len(names) <= most:
        raise Refused(
            f"Ban kiểm phiếu có {len(names)} người. Luật định từ {least} đến {most} người, kể cả "
            "Trưởng ban.",
            size.national.cite,
        )
    here = _agreed(TELLERS, sitting, yes, "lập Ban kiểm phiếu này", on=day)
    _replace(sitting, Office.TELLER_HEAD, Office.TELLER)
    made = [_serve(sitting, Office.TELLER_HEAD, names[0], yes, here, by=by)]
    made += [_serve(sitting, Office.TELLER, one, yes, here, by=by) for one in names[1:]]
    record("meetings.confirm_officers", meeting, by=by, on=on)
    return made


@transaction.atomic
def invite_witnesses(
    sitting: Sitting, lines: Sequence[FrozenLine], *, by: Term, on: date
) -> list[Officer]:
    """Two households of those present watch the count."""
    meeting = running(sitting.meeting)
    rule = value(WITNESSES, unit=meeting.unit, on=meeting.law_day(on))
    want = int(str(rule.payload["households"]))
    if len({one.pk for one in lines}) != want:
        raise Refused(f"Cần đúng {want} hộ chứng kiến kiểm phiếu, khác nhau.", rule.national.cite)
    here = Attendance.objects.standing().filter(sitting=sitting)
    spoken = {one.line_id: one for one in here.filter(line__in=lines).select_related("proxy")}
    for one in lines:
        if one.pk not in spoken:
            raise Refused(f"Hộ số {one.number} chưa ghi có mặt nên chưa mời chứng kiến được.")
    _replace(sitting, Office.WITNESS)
    count = standing.present(sitting)
    made = []
    for one in lines:
        proxy = spoken[one.pk].proxy
        name = proxy.carrier if proxy else one.name
        made.append(_serve(sitting, Office.WITNESS, name, None, count, by=by, line=one))
    record("meetings.confirm_officers", meeting, by=by, on=on)
    return made


@transaction.atomic
def choose_way(
    sitting: Sitting, item: AgendaItem, way: Way, yes: int, *, by: Term, on: date
) -> WayChosen:
    """How this matter is voted on, by more than half of those present; and as its room allows."""
    meeting = running(sitting.meeting)
    day = meeting.law_day(on)
    if item.meeting_id != meeting.pk or not item.votes:
        raise Refused("Việc này chỉ để bàn, không biểu quyết.")
    if item.kind:
        _refuse_way(item, way, on=day)
    if Tally.objects.filter(sitting=sitting, item=item, replaced_at=None).exists():
        raise Refused("Đã bắt đầu đếm việc này, không đổi cách biểu quyết được nữa.")
    said = f"chọn cách {way.label.lower()}"
    here = _agreed(VOTING_WAY, sitting, yes, said, on=day)
    made, _ = WayChosen.objects.update_or_create(
        sitting=sitting,
        item=item,
        defaults={"way": way, "yes": yes, "present": here, "by": by, "at": clock.now()},
    )
    record("meetings.choose_way", meeting, by=by, on=on)
    return made


def _refuse_way(item: AgendaItem, way: Way, *, on: date) -> None:
    for one in handler(item.kind).ways(item.key, on=on):
        if one.way == way and one.allowed:
            return
        if one.way == way:
            cite = book().value(one.rule, on=on).cite if one.rule else None
            raise Refused(one.why or "Việc này không biểu quyết bằng cách ấy được.", cite)
    raise Refused("Việc này không biểu quyết bằng cách ấy được.")


def _agreed(rule: str, sitting: Sitting, yes: int, what: str, *, on: date) -> int:
    """How many are present; Refused when not enough of them agreed. Of those PRESENT, only here."""
    here = standing.present(sitting)
    cite = book().value(rule, on=on).cite
    if not here:
        raise Refused("Chưa ghi hộ nào có mặt. Hãy ghi có mặt trước.", cite)
    if not 0 <= yes <= here:
        raise Refused(f"Ghi {yes} hộ giơ tay, nhiều hơn {here} hộ có mặt. Hãy đếm lại.", cite)
    verdict: Verdict = book().threshold(rule, on=on).judge(yes, whole=here)
    if not verdict.passed:
        raise Refused(
            f"Chưa {what} được: {yes} trên {here} hộ có mặt đồng ý, cần {verdict.needed}. Hãy giới "
            "thiệu lại rồi biểu quyết.",
            cite,
        )
    return here


def _name(text: str) -> str:
    name = " ".join(text.split())[:120]
    if not name:
        raise Refused("Chưa ghi họ tên.")
    if any(sign.isdigit() for sign in name):
        raise Refused(f"“{name}” có chữ số. Chỉ ghi họ tên.")
    return name


def _replace(sitting: Sitting, *offices: Office) -> None:
    serving = Officer.objects.serving().filter(sitting=sitting, office__in=offices)
    serving.update(replaced_at=clock.now())


def _serve(
    sitting: Sitting,
    office: Office,
    name: str,
    yes: int | None,
    present: int,
    *,
    by: Term,
    line: FrozenLine | None = None,
) -> Officer:
    return Officer.objects.create(
        sitting=sitting,
        office=office,
        name=name,
        line=line,
        yes=yes,
        present=present,
        by=by,
        at=clock.now(),
    )


def serving(meeting: Meeting) -> dict[int, list[Officer]]:
    """Officers of each sitting, in the order of their offices."""
    found: dict[int, list[Officer]] = {}
    rows = Officer.objects.serving().filter(sitting__meeting=meeting).order_by("pk")
    for one in rows:
        found.setdefault(one.sitting_id, []).append(one)
    return found
