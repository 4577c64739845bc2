"""Where a meeting stands: what the law wants done before it, and what of it is proven."""

from danchu.meetings import convening
from danchu.meetings.models import Attendance, Meeting, Notice, Sitting
from danchu.postings import reading as boards
from danchu.postings.models import Posting


def gaps(meeting: Meeting) -> list[str]:
    """What was to be done before the meeting and is not proven in time; words for people."""
    day = meeting.planned_on
    last = convening.lead(convening.NOTICE, meeting.unit, day)
    found: list[str] = []
    if meeting.notified_on is None or meeting.notified_on > last.by:
        found.append(f"báo họp sau hạn {last.by:%d/%m/%Y}")
    if not meeting.on_paper and not _hung(meeting):
        found.append("chưa ghi ảnh hay lời báo là đã niêm yết ở nhà văn hóa, điểm sinh hoạt")
    papers = convening.papers_lead(meeting, meeting.items.all())
    if papers is not None:
        sent = meeting.notices.filter(what=Notice.What.PAPERS).order_by("on").first()
        if sent is None:
            found.append("chưa ghi là đã gửi tài liệu đến từng hộ")
        elif sent.on > papers.by:
            found.append(f"gửi tài liệu ngày {sent.on:%d/%m/%Y}, sau hạn {papers.by:%d/%m/%Y}")
    return found


def _hung(meeting: Meeting) -> bool:
    """Whether the notice hangs, or hung, at one place of the community, in time."""
    paper = boards.newest_paper("meetings", "meeting", meeting.pk)
    if paper is None:
        return False
    last = convening.lead(convening.NOTICE, meeting.unit, meeting.planned_on)
    rows = Posting.objects.filter(paper=paper, channel="posting", first_on__lte=last.by)
    return rows.exists()


def present(sitting: Sitting) -> int:
    """Households represented in this sitting."""
    return Attendance.objects.standing().filter(sitting=sitting).count()
