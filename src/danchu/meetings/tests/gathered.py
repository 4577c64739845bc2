"""Meetings for the tests of the whole house: prepared, told, held on paper; with their acts."""

from datetime import date, time, timedelta

from danchu.meetings import actions
from danchu.meetings.actions import Call, Numbers, Sheet, Signed, When
from danchu.meetings.models import Entry, Meeting, NoticeWay, Officer, Way
from danchu.meetings.tests.sheets import pdf
from danchu.people.models import Household, Term
from danchu.people.roll.filling import New, fill

SINCE = date(2025, 7, 1)
PLACE = "Nhà văn hóa"


def _filled(by: Term) -> None:
    if Household.objects.filter(unit=by.unit).standing(on=SINCE).count() < 3:
        fill(New(by.unit_id, 90 + n, f"Lý Thị Dự {n}", f"Ngõ {n}", SINCE) for n in range(3))


def prepared(by: Term, *, on: date, title: str = "Họp xóm") -> Meeting:
    when = When(on + timedelta(days=5), time(19, 30), PLACE)
    made = actions.convene(by.unit, Call(title, when), by=by, on=on)
    actions.add_talk(made, "Dọn đường", votes=True, by=by, on=on)
    return made


def told_of(by: Term, *, on: date, title: str = "Họp đã báo") -> Meeting:
    _filled(by)
    when = When(on + timedelta(days=6), time(8), PLACE)
    made = actions.convene(by.unit, Call(title, when), by=by, on=on)
    actions.add_talk(made, "Làm cổng", votes=True, by=by, on=on)
    actions.add_handout(made, pdf("du-toan.pdf", "dự toán"), by=by, on=on)
    return actions.notify(made, [NoticeWay.DIRECT], by=by, on=on)


def paper_of(by: Term, *, on: date, title: str = "Họp trên giấy") -> Meeting:
    """Entered from paper, told in time, not yet opened."""
    _filled(by)
    day = on - timedelta(days=10)
    call = Call(title, When(day, time(19), PLACE), on_paper=True)
    made = actions.convene(by.unit, call, by=by, on=on)
    actions.add_talk(made, "Quét đường", votes=True, by=by, on=on)
    early = day - timedelta(days=3)
    return actions.notify(made, [NoticeWay.DIRECT], by=by, on=on, told_on=early)


def held(by: Term, *, on: date, title: str = "Họp trên giấy") -> Meeting:
    """Entered from paper: three households came, all agreed; signed."""
    made = actions.open_meeting(paper_of(by, on=on, title=title), by=by, on=on)
    item = made.items.get()
    sitting, lines = made.sittings.get(), list(made.roll.lines.order_by("-line")[:3])
    actions.attend_many(sitting, lines, by=by, on=on)
    actions.confirm_secretary(sitting, "Ma Thị Nga", 3, by=by, on=on)
    actions.choose_way(sitting, item, Way.HANDS, 3, by=by, on=on)
    nga, why = Officer.objects.get(sitting=sitting), "mất điện"
    for entry, counter in ((Entry.FIRST, None), (Entry.SECOND, nga)):
        sheet = Sheet(counter, no_photo_why=why)
        actions.enter_tally(sitting, item, entry, Numbers(3, 0, 0), by=by, on=on, sheet=sheet)
    actions.settle_count(sitting, item, by=by, on=on)
    made = actions.close(made, "Quét mỗi tháng một lần.", by=by, on=on)
    signed = Signed("Hoàng Thị Tâm", "Nông Thị Ngọc", lines[:2])
    actions.sign_minutes(made, signed, [pdf("bien-ban.pdf", "biên bản")], by=by, on=on)
    return made
