"""Minutes write themselves from what was recorded; people sign the paper, its photo is kept."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from civics.errors import Refused
from danchu.documents import paper as papers_of
from danchu.duties import actions as duties
from danchu.kit import files
from danchu.meetings import convening, writing
from danchu.meetings.actions.convening import locked
from danchu.meetings.models import OVER, Attendance, Meeting, Minutes, Scan, ScanKind
from danchu.meetings.trail import record
from danchu.people.models import FrozenLine, Term
from danchu.rulebook.rulebook import value

SIGNATURES = "decisions.signatures"
PAGES = 12


class Signed(NamedTuple):
    """Who signed: Điều 20 khoản 2 điểm g. The two representatives by their households."""

    head: str
    front: str
    households: Sequence[FrozenLine]


@transaction.atomic
def write(meeting: Meeting, *, by: Term, on: date) -> Minutes:
    """The next edition: the first at the end of the meeting, another after each correction."""
    last = Minutes.objects.filter(meeting=meeting).order_by("-edition").first()
    made = Minutes.objects.create(
        meeting=meeting,
        edition=last.edition + 1 if last else 1,
        source=papers_of.to_data(writing.minutes(meeting)),
        made_on=on,
        made_by=by,
    )
    record("meetings.write_minutes", meeting, by=by, on=on)
    return made


@transaction.atomic
def sign_minutes(
    meeting: Meeting,
    signed: Signed,
    pages: "Sequence[UploadedFile[bytes]]",
    *,
    by: Term,
    on: date,
) -> Minutes:
    """The signed paper is there: its photos or the signed PDF, and who signed."""
    meeting = locked(meeting)
    minutes = Minutes.objects.filter(meeting=meeting).order_by("-edition").first()
    if meeting.state not in OVER or minutes is None:
        raise Refused("Cuộc họp chưa kết thúc nên chưa có biên bản để ký.")
    if minutes.signed_on is not None:
        raise Refused(f"Biên bản này đã ghi ký ngày {minutes.signed_on:%d/%m/%Y}.")
    names = _signers(meeting, signed)
    if not 1 <= len(pages) <= PAGES:
        raise Refused(f"Hãy gửi ảnh các trang đã ký, hoặc tệp PDF đã ký; nhiều nhất {PAGES} tệp.")
    for page in pages:
        kept = files.take_in(page)
        files.seal([kept.stored_as])
        Scan.objects.create(
            meeting=meeting, kind=ScanKind.MINUTES, minutes=minutes, **kept._asdict()
        )
    minutes.head, minutes.front, minutes.first, minutes.second = names
    minutes.signed_on, minutes.signed_by = on, by
    minutes.save(update_fields=["head", "front", "first", "second", "signed_on", "signed_by"])
    duties.close("meeting", meeting.pk, on=on)
    record("meetings.sign_minutes", meeting, by=by, on=on)
    return minutes


def _signers(meeting: Meeting, signed: Signed) -> tuple[str, str, str, str]:
    day = meeting.planned_on
    cite = convening.cite_of(SIGNATURES, meeting.unit, on=day)
    head, front = (" ".join(one.split())[:120] for one in (signed.head, signed.front))
    if not head or not front:
        raise Refused("Ghi tên người chủ trì và Trưởng ban công tác Mặt trận đã ký.", cite)
    lines = list(signed.households)
    want = int(str(value(SIGNATURES, unit=meeting.unit, on=day).payload["households"]))
    if len({one.pk for one in lines}) != want:
        raise Refused(f"Cần đúng {want} đại diện của {want} hộ khác nhau cùng ký.", cite)
    here = Attendance.objects.standing().filter(sitting__meeting=meeting, line__in=lines)
    spoken = {one.line_id: one for one in here.select_related("proxy", "line")}
    for one in lines:
        if one.pk not in spoken:
            raise Refused(f"Hộ số {one.number} không dự họp nên không ký biên bản được.", cite)
    first, second = (_spoke(spoken[one.pk]) for one in lines)
    return head, front, first, second


def _spoke(one: Attendance) -> str:
    """Who spoke for the household in the hall."""
    return one.proxy.carrier if one.proxy else one.line.name
