"""The report to the council: numbers of the records, words of the office, a clock."""

from datetime import date, timedelta

import pytest

from civics.errors import Refused
from danchu.disclosure.actions import mending, noting, publishing, reporting
from danchu.disclosure.council import figures
from danchu.disclosure.council.figures import Span
from danchu.disclosure.council.tables import CouncilSession
from danchu.disclosure.models import Item
from danchu.disclosure.periods import Quarter
from danchu.disclosure.tests import factories as told
from danchu.disclosure.tests.boards import UP, paper_of, rows, tap
from danchu.documents.actions import issue, void
from danchu.documents.models import Document
from danchu.documents.paper import Text
from danchu.duties.models import Duty
from danchu.kit.clock import today
from danchu.postings.actions import missing

pytestmark = pytest.mark.django_db
ON = today()
HELD = date(2026, 12, 10)  # a Thursday
FIRST, LAST = date(2026, 1, 1), date(2026, 3, 31)
AT = "/cong-khai/bao-cao-hoi-dong/"


def session(lan, *, held_on=HELD, on=date(2026, 11, 16), **more):
    said = {"name": "Kỳ họp cuối năm", "since": FIRST, "until": date(2026, 11, 15), **more}
    return reporting.enter_session(lan.unit, held_on=held_on, **said, by=lan, on=on)


def duty():
    return Duty.objects.filter(kind="council").order_by("-pk").first()


def test_the_day_of_the_session_opens_a_clock_that_ends_before_it(lan):
    made = session(lan)

    one = duty()
    assert (one.due_on, one.rule_key, one.basis) == (
        date(2026, 12, 3),  # five working days before
        "disclosure.council_report_due",
        "parameter",
    )
    reporting.move_session(made, held_on=date(2026, 12, 17), by=lan, on=date(2026, 11, 20))
    assert duty().due_on == date(2026, 12, 10)
    assert Duty.objects.get(pk=one.pk).called_off_on == date(2026, 11, 20)
    assert CouncilSession.objects.get().earlier == ["2026-12-10"]
    late = session(lan, held_on=date(2026, 11, 18), name="Kỳ họp bất ngờ")
    assert Duty.objects.get(kind="council", key=str(late.pk)).due_on == date(2026, 11, 16)


def test_days_that_do_not_fit_are_refused_in_words(lan):
    with pytest.raises(Refused, match="phải nằm trước ngày họp"):
        session(lan, until=date(2026, 12, 11))
    with pytest.raises(Refused, match="chưa thành lập"):
        session(lan, since=date(2024, 1, 1))
    made = session(lan)
    with pytest.raises(Refused, match="đã ghi rồi"):
        session(lan)
    with pytest.raises(Refused, match="đang ghi đúng là"):
        reporting.move_session(made, held_on=HELD, by=lan, on=ON)
    with pytest.raises(Refused, match="tính đến hết ngày"):
        reporting.move_session(made, held_on=date(2026, 11, 1), by=lan, on=ON)


def test_numbers_are_those_of_the_records(lan, thang, tam):
    """In time, late, owed, not yet due, answered, owed from before; places, gaps, pointers."""
    paper_of(lan, thang)  # group 12, in time
    board = paper_of(lan, thang, number="13/QĐ-UBND")
    late = told.publish(
        told.note(lan, number="14/QĐ-UBND"), lan, thang, on=date(2026, 3, 12)
    )  # due on 10/3
    told.note(lan, number="15/QĐ-UBND", group=5)  # owed
    told.note(lan, number="16/QĐ-UBND", group=5, decided_on=date(2026, 3, 30), on=date(2026, 3, 30))
    refused = told.note(lan, number="17/QĐ-UBND", group=1)
    mending.refuse_to_publish(refused, why="bí mật nhà nước", by=thang, on=told.NOTED)
    before = {"decided_on": date(2025, 12, 1), "on": date(2025, 12, 1)}
    told.note(lan, number="1/QĐ-UBND", group=5, **before)  # still owed from before
    told.publish(told.note(lan, number="2/QĐ-UBND", **before), lan, thang, on=date(2025, 12, 2))
    noting.declare_nothing(lan.unit, group=2, quarter=Quarter(2026, 1), by=lan, on=date(2026, 4, 1))
    hung = list(rows(board).filter(unit=tam.unit))
    tap(hung, tam, on=UP)
    tap(rows(board).exclude(unit=tam.unit), lan, on=date(2026, 3, 16))  # after the day
    missing.report_gone(hung[0], since=date(2026, 3, 28), by=None, on=date(2026, 3, 28))
    asked = {"about": "mức thu", "number": "", "decided_on": None}
    pointer = noting.point(lan.unit, **asked, by=None, on=date(2026, 3, 2))
    noting.point(lan.unit, **asked, by=None, on=date(2026, 3, 3))
    noting.answer(pointer, text="đã đăng", by=lan, on=date(2026, 3, 4))

    found = figures.figures(Span(lan.unit, FIRST, LAST, LAST))

    groups = {one.number: one for one in found.groups}
    assert groups[12][2:7] == (3, 2, 1, 0, 0)
    assert late.published_on > late.due_on
    assert groups[5][2:7] == (3, 0, 0, 2, 1)
    assert (groups[1].whole, groups[1].answered) == (1, 1)
    assert (groups[2].whole, groups[2].nothing) == (0, ("quý 1/2026",))
    assert found.total[2:8] == (7, 2, 1, 2, 1, 1)
    ways = {one.channel: one for one in found.ways}
    places = rows(board).count()
    posting = ways["posting"]
    assert (posting.papers, posting.whole) == (3, 3 * places)
    assert (posting.in_time, posting.late) == (len(hung), places - len(hung))
    assert posting.missing == 2 * places
    assert (posting.gap_days, posting.gappy) == (4, 1)  # 28, 29, 30, 31: still gone
    assert found.pointed == (2, 1, 1)


def test_a_room_with_figures_of_its_own_adds_its_part(lan, monkeypatch, desk_of):
    monkeypatch.setattr(figures, "MORE", [])
    figures.also(lambda span: (Text(f"Yêu cầu cung cấp thông tin của {span.unit.name}: 3."),))
    made = session(lan)

    assert (
        "Yêu cầu cung cấp thông tin của La Bằng: 3."
        in desk_of(lan).get(f"{AT}{made.pk}/").content.decode()
    )


def test_the_story_of_a_report_in_the_office(lan, thang, binh, desk_of, hung):
    told.publish(
        told.note(lan, decided_on=ON - timedelta(days=20), on=ON - timedelta(days=20)),
        lan,
        thang,
        on=ON - timedelta(days=19),
    )
    desk = desk_of(lan)
    soon = ON + timedelta(days=21)
    sent = {
        "name": "Kỳ họp thường lệ cuối năm",
        "held_on": f"{soon:%d/%m/%Y}",
        "since": f"{ON - timedelta(days=40):%d/%m/%Y}",
        "until": f"{ON:%d/%m/%Y}",
    }
    assert desk.post(AT, sent | {"held_on": "32/13/2026"}).status_code == 422
    assert "Lời báo cáo" in desk.post(AT, sent, follow=True).content.decode()
    made = CouncilSession.objects.get()
    at = f"{AT}{made.pk}/"
    assert made.name in desk.get(AT).content.decode()
    assert made.name in desk.get("/viec/").content.decode()

    words = {
        "opening": "Thực hiện Luật.",
        "body": "Một việc trễ vì thiếu người.",
        "closing": "Sửa.",
    }
    desk.post(at, words)
    assert "Một việc trễ vì thiếu người." in desk.get(at).content.decode()
    assert "chưa cấp số" in desk.post(f"{at}len/", follow=True).content.decode()
    desk.post(f"{at}van-ban/")
    document = Document.objects.get()
    assert (document.name, document.symbol) == ("BÁO CÁO", "BC-UBND")
    assert "Ủy ban MTTQ Việt Nam xã La Bằng (để giám sát)" in document.paper.recipients
    assert "Điều 14 khoản 3" in document.paper.basis[0]
    assert duty().done_on is None

    issue(document, by=lan, on=ON)
    assert duty().done_on == ON
    document.refresh_from_db()
    void(document, why="ghi nhầm ngày", by=lan, on=ON)
    assert duty().done_on is None  # owed again
    desk.post(f"{at}van-ban/")
    document = Document.objects.order_by("-pk").first()
    issue(document, by=lan, on=ON)

    page = desk.post(f"{at}len/", follow=True).content.decode()
    assert "trình duyệt" in page
    item = Item.objects.order_by("-pk").first()
    assert (item.group, item.number, item.state) == (14, "2/BC-UBND", "submitted")
    assert item.signer == "Nông Văn Bình, Chủ tịch"
    assert "đã đưa vào sổ công khai" in desk.get(at).content.decode()
    assert "đã được ghi nhận" in desk.post(f"{at}len/", follow=True).content.decode()
    publishing.approve(item, no_secret=True, by=thang, on=ON)
    page = hung.get(f"/cong-khai/{item.pk}/").content.decode()
    assert "Báo cáo công khai thông tin" in page
    assert "2-BC-UBND.pdf" in page

    mending.remove_urgently(item, ground="state_secret", by=lan, on=ON)
    document.refresh_from_db()
    assert document.paper is None


def test_the_list_of_a_quarter_takes_words_and_becomes_an_item(lan, thang, binh, desk_of, hung):
    before = date(ON.year - 1, 11, 16)
    item = told.publish(told.note(lan, decided_on=before, on=before), lan, thang, on=before)
    at, desk = f"/cong-khai/danh-sach-quy/{before.year}/4/", desk_of(lan)

    assert desk.post(f"{at}loi/", {"opening": "x" * 4001}).status_code == 422
    desk.post(f"{at}loi/", {"opening": "Bà con đọc ở nhà văn hóa.", "closing": "Hỏi văn phòng."})
    assert "Bà con đọc ở nhà văn hóa." in desk.get(at).content.decode()
    assert "chưa cấp số" in desk.post(f"{at}len/", follow=True).content.decode()
    desk.post(f"{at}van-ban/")
    document = Document.objects.get()
    blocks = document.paper.blocks
    assert (blocks[0].words, blocks[-1].words) == ("Bà con đọc ở nhà văn hóa.", "Hỏi văn phòng.")
    table = next(block for block in blocks if hasattr(block, "rows"))
    assert table.head[3] == "Hình thức"  # Điều 13 khoản 2: with its way and its day
    assert "Niêm yết" in table.rows[0][3]
    issue(document, by=lan, on=ON)

    desk.post(f"{at}len/")
    made = Item.objects.exclude(pk=item.pk).get()
    publishing.approve(made, no_secret=True, by=thang, on=ON)
    page = hung.get(f"/cong-khai/{made.pk}/").content.decode()
    assert f"/van-ban/kiem-tra/{document.code}/" in page
    assert told.TITLE not in page  # titles stand on the check page alone, where they leave at once
    mending.remove_urgently(item, ground="personal_data", by=lan, on=ON)
    assert told.TITLE not in hung.get(f"/van-ban/kiem-tra/{document.code}/").content.decode()


def test_mai_sees_no_session_and_enters_none_here(lan, mai, tam, desk_of):
    made = session(lan)

    for stranger in (mai, tam):
        desk = desk_of(stranger)
        for end in ("", "ngay/", "van-ban/", "len/"):
            assert desk.post(f"{AT}{made.pk}/{end}", {"held_on": "11/12/2026"}).status_code == 404
        assert desk.get(f"{AT}{made.pk}/").status_code == 404
        assert desk.get(f"{AT}?don-vi={lan.unit.slug}").status_code == 404
    assert made.name not in desk_of(mai).get(AT).content.decode()
    assert not Document.objects.exists()
    assert CouncilSession.objects.get().held_on == HELD
