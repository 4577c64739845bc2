"""Meetings of the demo: one hamlet met on paper and wrote it down; the next meeting is called."""

from collections.abc import Callable
from datetime import date, time, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from danchu.front.demo_sheets import sheet
from danchu.meetings import actions
from danchu.meetings.actions import Call, Numbers, Sheet, Signed, When
from danchu.meetings.models import AgendaItem, Entry, Meeting, NoticeWay, Officer, Way
from danchu.people.models import Term
from danchu.people.roll.made_up import make_up

HOUSEHOLDS = 24
CAME, AGREED = 21, 19
PLACE = "Nhà văn hóa xóm"


def gather(head: Term, pdf: Callable[[str], bytes], *, since: date, on: date) -> None:
    """`head`: whose hamlet meets. Its roll is made up when it is empty."""
    make_up(head.unit, HOUSEHOLDS, since=since)
    _held(head, pdf("biên bản đã ký (minh họa)"), on=on)
    _called(head, pdf("thu chi quỹ xóm (minh họa)"), on=on)


def _held(head: Term, scan: bytes, *, on: date) -> None:
    """Entered from paper: talked over, counted twice, signed."""
    day = on - timedelta(days=26)
    call = Call("Họp xóm bàn việc quét dọn đường", When(day, time(19, 30), PLACE), on_paper=True)
    made = actions.convene(head.unit, call, by=head, on=on)
    item = actions.add_talk(
        made, "Mỗi tháng quét dọn đường xóm một lần", votes=True, by=head, on=on
    )
    told_on = day - timedelta(days=4)
    actions.notify(made, [NoticeWay.DIRECT], by=head, on=on, told_on=told_on)
    made = actions.open_meeting(made, by=head, on=on)
    sitting = made.sittings.get()
    lines = list(made.roll.lines.order_by("line")[:CAME]) if made.roll else []
    actions.attend_many(sitting, lines, by=head, on=on)
    actions.confirm_secretary(sitting, "Lương Thị Nga (minh họa)", CAME, by=head, on=on)
    actions.choose_way(sitting, item, Way.HANDS, CAME, by=head, on=on)
    asked = "Nhà neo người thì làm thế nào?"
    answer = "Hộ neo người làm khi rảnh, không tính thiếu."
    actions.note_question(sitting, asked, answer, item=item.pk, by=head, on=on)
    _count(made, item, by=head, on=on)
    made = actions.close(made, "Quét dọn sáng thứ Bảy đầu tháng.", by=head, on=on)
    signed = Signed(head.person.full_name, "Bàn Văn Lâm (minh họa)", lines[:2])
    pages = [SimpleUploadedFile("bien-ban-da-ky.pdf", scan)]
    actions.sign_minutes(made, signed, pages, by=head, on=on)


def _count(made: Meeting, item: AgendaItem, *, by: Term, on: date) -> None:
    sitting = made.sittings.get()
    secretary = Officer.objects.get(sitting=sitting)
    numbers = Numbers(AGREED, CAME - AGREED, 0)
    drawn = [sheet("kiem-dem-giay", rows=7)]
    for entry, counter in ((Entry.FIRST, None), (Entry.SECOND, secretary)):
        told = Sheet(counter, drawn)
        actions.enter_tally(sitting, item, entry, numbers, by=by, on=on, sheet=told)
    actions.settle_count(sitting, item, by=by, on=on)


def _called(head: Term, paper: bytes, *, on: date) -> None:
    """Told today, to be held in five days."""
    when = When(on + timedelta(days=5), time(19, 30), PLACE)
    made = actions.convene(head.unit, Call("Họp xóm cuối quý", when), by=head, on=on)
    for title, votes in (("Nghe báo cáo thu chi quỹ xóm", False), ("Lịch trực chợ Tết", True)):
        actions.add_talk(made, title, votes=votes, by=head, on=on)
    upload = SimpleUploadedFile("thu-chi-quy.pdf", paper)
    actions.add_handout(made, upload, by=head, on=on)
    actions.notify(made, [NoticeWay.DIRECT, NoticeWay.INVITATION], by=head, on=on)
