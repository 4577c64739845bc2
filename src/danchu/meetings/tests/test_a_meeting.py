"""One meeting from the call to the signed minutes, and each rule at its edge."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from civics.errors import Refused
from danchu.duties.models import Duty
from danchu.meetings import actions
from danchu.meetings.actions import Call, Signed, When
from danchu.meetings.models import (
    Attendance,
    Convenor,
    Invitation,
    NoticeWay,
    Outcome,
    Result,
    State,
    Way,
)
from danchu.meetings.tests.factories import (
    AT,
    DAY,
    TOLD,
    WHEN,
    called,
    counted,
    lines,
    one_household,
    opened,
    pdf,
    ready,
)
from danchu.people import actions as people
from danchu.people.actions.households import Ground
from danchu.people.actions.proxies import Wish, give_proxy
from danchu.people.models import Household, Role
from danchu.people.tests.factories import in_office
from danchu.postings.models import Posting

pytestmark = pytest.mark.django_db


def test_a_meeting_from_the_call_to_the_signed_minutes(road, xom, tam, ngoc):
    meeting = opened(tam, 140)
    sitting, item = meeting.sittings.get(), meeting.items.get(kind="road")
    assert road.opened_with == [200]
    assert meeting.roll.whole == 200
    assert Invitation.objects.filter(meeting=meeting).count() == 200

    ready(sitting, tam, way=Way.SECRET)
    actions.note_question(
        sitting, "Ai giữ tiền?", "Ban phát triển xóm.", item=item.pk, by=tam, on=DAY
    )
    counted(sitting, item, 134, 5, 1, by=tam, second=ngoc)
    (taken,) = road.taken
    assert (taken.households, taken.present, taken.yes, taken.secret) == (200, 140, 134, True)
    assert (taken.day, taken.meeting, taken.corrects) == (DAY, meeting.pk, False)

    meeting = actions.close(meeting, "Làm đường từ tháng 1.", by=tam, on=DAY)
    words = str(meeting.minutes.get().source)
    for said in (
        "Tổng số hộ gia đình: 200. Số hộ có đại diện dự họp: 140.",
        "Số hộ không có người đại diện dự họp: 60.",
        "Thư ký: Ma Thị Nga (140 trên 140 hộ có mặt đồng ý)",
        "Hỏi: Ai giữ tiền? Trả lời: Ban phát triển xóm.",
        "Kết quả: Được thông qua: 134 trên 200 hộ, cần 134.",
        "Làm đường từ tháng 1.",
    ):
        assert said in words
    due = Duty.objects.open().get(rule_key="meetings.send_decision", key=str(meeting.pk))
    assert due.due_on == date(2026, 12, 11)  # five working days after Saturday the 5th

    signed = Signed("Hoàng Thị Tâm", "Nông Thị Ngọc", lines(meeting)[:2])
    minutes = actions.sign_minutes(meeting, signed, [pdf()], by=tam, on=DAY)
    assert (minutes.first, minutes.second) == ("Lý Thị Hộ 001", "Lý Thị Hộ 002")
    assert not Duty.objects.open().filter(kind="meeting").exists()
    with pytest.raises(Refused, match="đã ghi ký"):
        actions.sign_minutes(meeting, signed, [pdf()], by=tam, on=DAY)


# ── who may call, and when it is told ─────────────────────────────────────────────────────────


def test_a_meeting_is_told_two_days_before_and_one_day_is_too_late(road, xom, tam):
    meeting = called(tam)
    owed = Duty.objects.open().get(rule_key="meetings.notice")
    assert (owed.due_on, owed.unit_id, owed.role) == (date(2026, 12, 3), xom.pk, "community_head")

    with pytest.raises(Refused, match=r"sớm nhất ngày 06/12/2026: phải báo ít nhất 2 ngày"):
        actions.notify(meeting, [NoticeWay.PHONE], by=tam, on=date(2026, 12, 4))
    with pytest.raises(Refused, match="ít nhất một trong năm cách"):
        actions.notify(meeting, [], by=tam, on=TOLD)
    told_in_time = actions.notify(meeting, [NoticeWay.PHONE], by=tam, on=date(2026, 12, 3))

    assert told_in_time.state == State.NOTIFIED
    rows = Posting.objects.filter(paper__room="meetings")
    assert {(one.channel, one.unit_id) for one in rows} == {("posting", xom.pk), ("other", xom.pk)}
    assert not Duty.objects.open().filter(rule_key="meetings.notice", kind="meeting").exists()
    boards = Duty.objects.open().filter(rule_key="meetings.notice")
    assert {(one.unit_id, one.role) for one in boards} == {(xom.pk, "community_head")}
    papers = Duty.objects.open().get(rule_key="meetings.papers")
    assert papers.due_on == date(2026, 12, 3)


def test_each_matter_has_its_convenor(road, xom, tam, ngoc, binh, lan, mai):
    def call(by, as_, ground=""):
        said = Call("Họp xóm", WHEN, as_, ground=ground)
        return actions.convene(xom, said, by=by, on=TOLD)

    with pytest.raises(Refused, match="không ghi được"):
        call(ngoc, Convenor.HEAD)
    with pytest.raises(Refused, match="đang có người giữ chức"):
        call(lan, Convenor.NAMED, "12/QĐ-UBND")
    with pytest.raises(Refused, match="ghi căn cứ"):
        call(lan, Convenor.ELECTION_TEAM)
    with pytest.raises(Refused, match="chỉ triệu tập khi"):
        call(binh, Convenor.CHAIR, "12/TB-UBND")
    removal = call(ngoc, Convenor.FRONT_HEAD)
    assert owed(removal) == (xom.pk, "front_head")  # not the head, who is to go
    with pytest.raises(Refused, match="do Trưởng thôn, Tổ trưởng hoặc Người được Chủ tịch xã"):
        actions.add_matter(removal, "road", "1", by=ngoc, on=TOLD)

    in_office("tam", Role.FRONT_HEAD, xom)
    early = Call("Họp", WHEN._replace(at=AT.replace(hour=6)), Convenor.CHAIR)
    with pytest.raises(Refused, match="thống nhất với Chủ tịch Ủy ban Mặt trận xã"):
        actions.convene(xom, early, by=binh, on=TOLD)
    by_chair = actions.convene(xom, early._replace(ground="1/TB"), by=binh, on=TOLD)
    assert by_chair.convened_as == Convenor.CHAIR
    assert owed(by_chair) == (xom.commune_id, "chair")
    tam.until = TOLD - timedelta(days=1)
    tam.save()
    later = When(DAY, AT.replace(hour=8), "Nhà văn hóa")
    named = actions.convene(
        xom, Call("Họp", later, Convenor.NAMED, "Hà Văn Uy", "9/QĐ-UBND"), by=lan, on=TOLD
    )
    assert owed(named) == (xom.commune_id, "clerk")
    assert actions.add_matter(named, "road", "1", by=lan, on=TOLD).order == 1


def owed(meeting) -> tuple[int, str]:
    """Where and with which role the notice stands."""
    found = Duty.objects.open().get(kind="meeting", key=str(meeting.pk))
    return found.unit_id, found.role


def test_what_cannot_be_called(road, xom, tam, elsewhere):
    yesterday = TOLD - timedelta(days=1)
    for call, words in [
        (Call("", WHEN), "họp về việc gì"),
        (Call("Họp", WHEN._replace(place=" ")), "họp ở đâu"),
        (Call("Họp", WHEN._replace(day=yesterday)), "đã qua"),
        (Call("Họp", WHEN, on_paper=True), "chưa đến"),
    ]:
        with pytest.raises(Refused, match=words):
            actions.convene(xom, call, by=tam, on=TOLD)
    with pytest.raises(Refused, match="không phải một thôn"):
        actions.convene(elsewhere, Call("Họp", WHEN), by=tam, on=TOLD)
    called(tam)
    with pytest.raises(Refused, match="đúng ngày giờ ấy"):
        called(tam)


# ── opening ───────────────────────────────────────────────────────────────────────────────────


def test_a_meeting_opens_once_on_its_day_with_its_proofs(road, xom, tam):
    meeting = called(tam)
    actions.add_handout(meeting, pdf(), by=tam, on=TOLD)
    with pytest.raises(Refused, match="Chỉ mở cuộc họp đã báo"):
        actions.open_meeting(meeting, by=tam, on=DAY)
    actions.notify(meeting, [NoticeWay.DIRECT], by=tam, on=TOLD)
    with pytest.raises(Refused, match="chưa đến ngày"):
        actions.open_meeting(meeting, by=tam, on=DAY - timedelta(days=1))
    with pytest.raises(Refused, match=r"chưa ghi ảnh hay lời báo.*chưa ghi là đã gửi tài liệu"):
        actions.open_meeting(meeting, by=tam, on=DAY)
    with pytest.raises(Refused, match="nay đã qua"):
        actions.open_meeting(meeting, by=tam, on=DAY + timedelta(days=1))

    made = actions.open_meeting(meeting, by=tam, on=DAY, gap_why="Bảng tin bị gió thổi mất")
    assert made.short_notice_why == "Bảng tin bị gió thổi mất"
    with pytest.raises(Refused, match="đã mở rồi"):
        actions.open_meeting(meeting, by=tam, on=DAY)
    assert road.opened_with == [200]


def test_a_household_that_moves_away_after_the_freeze_stays_in_the_whole(road, xom, tam, ngoc):
    meeting = opened(tam, 140)
    gone = Household.objects.get(unit=xom, number=1)
    people.move_away(gone, Ground(DAY, "đơn"), by=tam, on=DAY)
    sitting, item = meeting.sittings.get(), meeting.items.get(kind="road")
    ready(sitting, tam)
    counted(sitting, item, 133, 7, by=tam, second=ngoc)
    assert (road.taken[0].households, Outcome.objects.get().result) == (200, Result.LOST)


# ── who came ──────────────────────────────────────────────────────────────────────────────────


def test_a_household_speaks_once_by_itself_or_by_one_paper(road, xom, tam, ngoc):
    meeting = opened(tam, 0)
    sitting = meeting.sittings.get()
    first, second, third = lines(meeting)[:3]
    one = actions.attend(sitting, first, by=tam, on=DAY)
    assert actions.attend(sitting, first, by=ngoc, on=DAY).pk == one.pk
    with pytest.raises(IntegrityError), transaction.atomic():
        Attendance.objects.create(sitting=sitting, line=first, by=tam, at=one.at)

    wish = Wish("", "họp xóm", DAY, DAY, first.household, kept_at="tủ xóm")
    proxy = give_proxy(
        second.household, wish._replace(carrier="Bế A Thay", carrier_household=None), by=tam, on=DAY
    )
    with pytest.raises(Refused, match="không phải của hộ số 3"):
        actions.attend(sitting, third, proxy=proxy, by=tam, on=DAY)
    actions.attend(sitting, second, proxy=proxy, by=tam, on=DAY)
    other = proxy.__class__.objects.create(
        household=third.household, carrier="BẾ A THAY", for_what="họp", since=DAY, until=DAY,
        kept_at="tủ", entered_by=tam, entered_on=DAY,
    )  # fmt: skip
    with pytest.raises(Refused, match=r"đang nói cho hộ số 2.*mỗi người 1 hộ"):
        actions.attend(sitting, third, proxy=other, by=tam, on=DAY)

    actions.take_back(one, by=tam, on=DAY)
    again = actions.attend(sitting, first, by=tam, on=DAY)
    assert again.pk != one.pk
    stranger = one_household(tam, "Hộ Mới Đến", DAY - timedelta(days=200))
    assert stranger.pk not in {line.household_id for line in lines(meeting)}


def test_officers_are_agreed_to_by_more_than_half_of_those_present(road, xom, tam):
    meeting = opened(tam, 100)
    sitting, item = meeting.sittings.get(), meeting.items.get(kind="road")
    with pytest.raises(Refused, match="50 trên 100 hộ có mặt đồng ý, cần 51"):
        actions.confirm_secretary(sitting, "Ma Thị Nga", 50, by=tam, on=DAY)
    actions.confirm_secretary(sitting, "Ma Thị Nga", 51, by=tam, on=DAY)
    with pytest.raises(Refused, match="nhiều hơn 100 hộ có mặt"):
        actions.confirm_secretary(sitting, "Ma Thị Nga", 101, by=tam, on=DAY)
    for others in (["B"], ["B", "C", "D", "E", "F"]):
        with pytest.raises(Refused, match="Luật định từ 3 đến 5 người"):
            actions.confirm_tellers(sitting, "A", others, 90, by=tam, on=DAY)
    with pytest.raises(Refused, match="Chưa lập Ban kiểm phiếu"):
        actions.confirm_tellers(sitting, "A", ["B", "C"], 50, by=tam, on=DAY)
    assert len(actions.confirm_tellers(sitting, "A", ["B", "C"], 51, by=tam, on=DAY)) == 3
    absent = lines(meeting)[150]
    with pytest.raises(Refused, match="Hộ số 151 chưa ghi có mặt"):
        actions.invite_witnesses(sitting, [lines(meeting)[0], absent], by=tam, on=DAY)
    with pytest.raises(Refused, match="cần 51"):
        actions.choose_way(sitting, item, Way.SECRET, 50, by=tam, on=DAY)
