"""The pages of a meeting, from the call to the minutes, as each person finds them."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from danchu.kit.clock import today
from danchu.meetings import actions
from danchu.meetings.models import Attendance, Count, Invitation, Meeting, State
from danchu.meetings.tests import gathered
from danchu.meetings.tests.sheets import jpeg, pdf
from danchu.people.models import FrozenLine

pytestmark = pytest.mark.django_db
ON = today()
DAY = ON - timedelta(days=8)


def words(answer) -> str:
    return answer.content.decode()


def test_a_paper_meeting_is_entered_page_by_page(road, tam, ngoc, mai, desk_of, hung):
    head, front = desk_of(tam), desk_of(ngoc)
    gathered._filled(tam)
    call = {
        "unit": tam.unit_id,
        "title": "Họp xóm bàn làm đường",
        "day": f"{DAY:%d/%m/%Y}",
        "at": "19h30",
        "place": "Nhà văn hóa",
        "convened_as": "head",
    }
    wrong = head.post("/hop/trieu-tap/?giay=1", {**call, "at": "tối"})
    assert wrong.status_code == 422
    assert "không phải giờ" in words(wrong)
    assert "Họp xóm bàn làm đường" in words(wrong)  # nothing typed is lost
    head.post("/hop/trieu-tap/?giay=1", call)
    meeting = Meeting.objects.get()
    at = f"/hop/{meeting.pk}/"
    actions.add_matter(meeting, "road", "1", by=tam, on=ON)
    head.post(f"{at}chuong-trinh/", {"name": "Nghe báo cáo quỹ"})
    early = f"{DAY - timedelta(days=3):%d/%m/%Y}"
    head.post(f"{at}bao/", {"ways": ["direct"], "told_on": early})
    head.post(f"{at}gui-tai-lieu/", {"ways": ["direct"], "sent_on": early})
    assert head.post(f"{at}mo/", {}).headers["Location"] == f"{at}co-mat/"

    line = FrozenLine.objects.order_by("-line").first()
    assert line.name in words(head.get(f"{at}co-mat/"))
    for each in FrozenLine.objects.all():
        head.post(f"{at}co-mat/", {"ho": each.pk})
        front.post(f"{at}co-mat/", {"ho": each.pk})
    whole = FrozenLine.objects.count()
    assert Attendance.objects.standing().count() == whole
    one = FrozenLine.objects.first()
    by_number = head.post(f"{at}co-mat/", {"ho": one.pk, "q": str(one.number)})
    assert by_number.headers["Location"].endswith("?cum=1&xem=tiep")
    ready = words(head.get(by_number.headers["Location"]))
    assert "autofocus" in ready
    assert one.name not in ready.partition("find-hall")[2]
    assert f"<b>{whole}</b> trên {whole} hộ" in words(front.get(f"{at}co-mat/"))

    letters = head.post(f"{at}thu-ky/", {"name": "Ma Thị Nga", "yes": "1O"})
    assert "“1O” có chữ. Có phải 10 không?" in words(letters)
    head.post(f"{at}thu-ky/", {"name": "Ma Thị Nga", "yes": whole})
    count = f"{at}dem/{meeting.items.get(kind='road').pk}/"
    head.post(count, {"viec": "cach", "way": "hands", "agreed": whole})
    said = {"viec": "dem", "no": 0, "other": 0}
    head.post(
        count, {**said, "lan": "A", "yes": whole, "photos": SimpleUploadedFile("to.jpg", jpeg())}
    )
    hidden = words(front.get(count))
    assert "Số được che" in hidden
    front.post(count, {**said, "lan": "B", "yes": whole - 1, "fewer_ok": "on"})
    assert "Hai lần đếm chưa khớp" in words(front.get(count))
    front.post(count, {**said, "lan": "B", "yes": whole})
    assert "Hai lần đếm khớp nhau" in words(head.get(count))
    head.post(count, {"viec": "ghi"})
    assert Count.objects.get().yes == whole
    head.post(f"{at}ket-thuc/", {"conclusion": "Làm ngay."})
    assert f"{whole} trên {whole} hộ, cần" in words(head.get(f"{at}bien-ban/"))
    numbers = [one.number for one in FrozenLine.objects.order_by("line")[:2]]
    signed = {"head": "Tâm", "front": "Ngọc", "first": numbers[0], "second": numbers[1]}
    head.post(f"{at}ky/", {**signed, "pages": pdf("ky.pdf", "ký")})
    assert "đã ký" in words(head.get(f"{at}bien-ban/"))

    # What everybody reads names no household; who stands outside the commune finds nothing.
    public = words(hung.get(f"/hop/thong-bao/{meeting.pk}/"))
    assert "Đã bàn những gì" in public
    assert line.name not in public
    assert "Ma Thị Nga" not in public
    inner = [at, f"{at}co-mat/", count, f"{at}bien-ban/", f"{at}bao/", f"{at}tep/bien-ban.pdf"]
    assert {desk_of(mai).get(one).status_code for one in inner} == {404}
    assert {hung.get(one).status_code for one in inner} == {302}
    assert head.get(f"{at}tep/bien-ban.docx").content[:2] == b"PK"
    assert head.get(f"{at}tep/bien-ban-trang.pdf").content[:5] == b"%PDF-"


def test_an_invitation_names_nobody_and_leads_the_recorder_to_the_hall(tam, desk_of, hung):
    made = gathered.told_of(tam, on=ON)
    slip = Invitation.objects.select_related("household").first()
    page = f"/hop/moi/{slip.code}/"
    read = words(hung.get(page))
    assert f"hộ số {slip.household.number}" in read
    assert slip.household.name not in read
    assert hung.get("/hop/moi/AAAAAAAAAAAA/").status_code == 404
    assert slip.household.name in words(desk_of(tam).get(f"/hop/{made.pk}/giay-moi/"))
    calendar = hung.get(f"/hop/thong-bao/{made.pk}/lich.ics").content
    assert b"SUMMARY:H" in calendar
    assert hung.get(f"/hop/tai-lieu/{made.handouts.get().pk}/").status_code == 200
    actions.cancel(made, "trùng đám cưới", by=tam, on=ON)
    assert "trùng đám cưới" in words(hung.get(f"/hop/thong-bao/{made.pk}/"))
    assert b"STATUS:CANCELLED" in hung.get(f"/hop/thong-bao/{made.pk}/lich.ics").content

    held = gathered.paper_of(tam, on=ON)
    held = actions.open_meeting(held, by=tam, on=ON)
    line = held.roll.lines.first()
    asked = Invitation.objects.create(meeting=held, household=line.household, code="MEETINGCODE2")
    to = desk_of(tam).get(f"/hop/moi/{asked.code}/").headers["Location"]
    assert to == f"/hop/{held.pk}/co-mat/?q={line.number}"
    assert hung.get(f"/hop/moi/{asked.code}/").status_code == 200


def test_a_draft_is_nobodys_business_yet(tam, hung):
    made = gathered.prepared(tam, on=ON)
    assert made.state == State.DRAFT
    assert hung.get(f"/hop/thong-bao/{made.pk}/").status_code == 404
    assert made.title not in words(hung.get(f"/hop/xom/{tam.unit.slug}/"))


def test_the_hall_asks_as_often_for_three_households_as_for_one(
    tam, desk_of, django_assert_num_queries
):
    held, head = gathered.held(tam, on=ON), desk_of(tam)
    hall = f"/hop/{held.pk}/co-mat/"
    head.get(hall)
    with django_assert_num_queries(19):
        assert words(head.get(f"{hall}?q=91")).count('id="ho-') == 1
    with django_assert_num_queries(19):
        assert words(head.get(f"{hall}?q=ly+thi")).count('id="ho-') == 3
