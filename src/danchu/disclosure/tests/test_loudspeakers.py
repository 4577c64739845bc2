"""The loudspeakers: a schedule, what is read today, the log of each broadcast, urgent first."""

import threading
from datetime import date, time, timedelta
from uuid import uuid4

import pytest
from django.db import connection

from civics.errors import Refused
from danchu.disclosure.actions import speaking
from danchu.disclosure.models import Item
from danchu.disclosure.spoken import Script
from danchu.disclosure.tests.boards import UP, duty, paper_of, rows, tap
from danchu.disclosure.tests.factories import NOTED, note, publish
from danchu.duties.models import Duty
from danchu.kit.clock import today
from danchu.postings import aloud, day, papers, reading
from danchu.postings.actions import handing, places, proving, scheduling
from danchu.postings.actions.proving import Deed, Tick
from danchu.postings.models import Broadcast, Paper, PlaceKind, Posting, Schedule, State

pytestmark = pytest.mark.django_db
ON = today()
HALF_PAST_FIVE, FIVE = time(5, 30), time(17)


def read(paper: Paper, by, *, on, at=None, missed="", edition=None):
    """One entry of the log, at every cluster of this paper."""
    deed = Deed.MISSED if missed else Deed.AIRED
    ticks = [Tick(one.pk, deed, at, edition) for one in rows(paper, "broadcast")]
    mine = Posting.objects.all()
    return proving.prove(mine, ticks, client_id=uuid4(), by=by, on=on, note=missed)


def proof(paper: Paper, on: date) -> tuple[str, str]:
    line = next(one for one in reading.lines(paper) if one.channel == "broadcast")
    return line.state(on=on), reading.words(line, on=on)[0]


# ── the log ───────────────────────────────────────────────────────────────────────────────────


def test_each_broadcast_is_an_entry_and_three_days_running_close_the_duty(lan, thang, tam):
    paper = paper_of(lan, thang)
    speaking.issue_script(
        Item.objects.get(pk=paper.key), text="Kính thưa bà con.", numbers_checked=True, by=lan,
        on=NOTED,
    )  # fmt: skip
    assert proof(paper, UP) == ("now", "0 trên 3 ngày")

    read(paper, lan, on=UP, at=HALF_PAST_FIVE)
    read(paper, lan, on=UP, at=FIVE)
    assert proof(paper, UP) == ("now", "1 trên 3 ngày")  # twice a day is one day
    again = read(paper, lan, on=UP, at=FIVE).lines[0]
    assert not again.took
    assert "Buổi 17:00 ngày 05/03/2026 đã ghi rồi: đã đọc." in again.words

    second = UP + timedelta(days=1)
    [line] = read(paper, lan, on=second, at=HALF_PAST_FIVE, missed="mất điện").lines
    assert line.words == "Đã ghi: 05:30 ngày 06/03/2026 không đọc được, vì mất điện."
    assert proof(paper, second) == ("now", "1 trên 3 ngày")
    [line] = read(paper, lan, on=second, at=HALF_PAST_FIVE).lines
    assert "không đọc được, vì mất điện. Đọc bù thì chọn giờ đọc bù." in line.words
    read(paper, lan, on=second, at=time(19, 15))
    assert duty(paper, "paper_broadcast").done_on is None

    third = UP + timedelta(days=2)
    read(paper, lan, on=third, edition=7)  # a page cannot name a text that does not exist
    assert proof(paper, third) == ("ok", "3 trên 3 ngày")
    assert duty(paper, "paper_broadcast").done_on == third
    assert {one.edition for one in Broadcast.objects.all()} == {1}
    [row] = reading.rows(rows(paper, "broadcast"), on=third)
    assert "Đã phát: 05:30 05/03, 17:00 05/03, 19:15 06/03, 07/03." in row.notes
    assert "Không đọc được 05:30 06/03: mất điện." in row.notes  # told to everybody


def test_a_day_on_which_nothing_could_be_read_begins_the_count_anew(lan, thang, tam):
    paper = paper_of(lan, thang)
    for n, missed in enumerate(["", "", "loa hỏng", "", ""]):
        read(paper, lan, on=UP + timedelta(days=n), at=FIVE, missed=missed)
    assert proof(paper, UP + timedelta(days=4))[1] == "2 trên 3 ngày"
    read(paper, lan, on=UP + timedelta(days=5), at=FIVE)
    [one] = rows(paper, "broadcast")
    assert (one.state, one.gap_days) == (State.DONE, 1)
    assert read(paper, lan, on=UP + timedelta(days=6), at=FIVE).proof is None  # done is done


def test_why_it_was_not_read_must_be_said(lan, thang, tam):
    paper = paper_of(lan, thang)
    [one] = rows(paper, "broadcast")
    outcome = tap([one], lan, deed=Deed.MISSED)
    assert "vì sao không đọc được" in outcome.lines[0].words
    assert not Broadcast.objects.exists()


# ── urgent ────────────────────────────────────────────────────────────────────────────────────


def test_group_eight_is_first_in_every_list_and_owed_the_same_day(lan, thang, tam):
    other = paper_of(lan, thang)
    paper = paper_of(lan, thang, group=8, number="99/QĐ")
    assert (other.urgent, paper.urgent) == (False, True)
    same_day = Duty.objects.get(rule_key=handing.READ_URGENT)
    assert (same_day.due_on, same_day.counted_from, same_day.basis) == (NOTED, NOTED, "parameter")

    mine = Posting.objects.all()
    assert [bill.paper for bill in aloud.to_read(mine, on=NOTED)] == [paper, other]
    assert papers.open_papers(Paper.objects.all(), on=NOTED)[0].paper == paper
    for screen in day.in_order(mine, on=NOTED):
        assert screen.tasks[0].posting.paper == paper
        assert "Việc khẩn: làm hôm nay." in screen.tasks[0].why
    [late, _] = aloud.to_read(mine, on=UP)
    assert (late.why, late.late) == ("Việc khẩn, đáng lẽ đọc trong ngày", True)

    read(paper, lan, on=NOTED, at=FIVE)
    same_day.refresh_from_db()
    assert same_day.done_on == NOTED
    law = Duty.objects.get(rule_key="disclosure.broadcast", key=str(paper.pk))
    assert law.done_on is None  # three days still


def test_a_disaster_of_any_group_is_put_on_the_loudspeakers_today(lan, thang, tam):
    item = publish(note(lan, group=14), lan, thang)  # owed on the web alone
    assert not Paper.objects.exists()
    speaking.put_on_air(item, by=lan, on=NOTED)
    paper = Paper.objects.get()
    [one] = rows(paper, "broadcast")
    assert (paper.urgent, one.due_on, one.days) == (True, NOTED, None)
    with pytest.raises(Refused, match="đã xếp là khẩn"):
        speaking.put_on_air(item, by=lan, on=NOTED)
    read(paper, lan, on=NOTED)
    assert not Duty.objects.open().filter(key=str(paper.pk)).exists()

    loud = paper_of(lan, thang)
    speaking.put_on_air(Item.objects.get(pk=loud.key), by=lan, on=NOTED)
    loud.refresh_from_db()
    assert loud.urgent
    assert rows(loud, "broadcast").count() == 1  # the way was owed already
    silent = paper_of(lan, thang, group=1, number="1/KH")
    speaking.put_on_air(Item.objects.get(pk=silent.key), by=lan, on=NOTED)
    assert rows(silent, "broadcast").count() == 1
    assert rows(silent, "posting").count() == 2  # what hung before is not touched


def test_what_was_made_urgent_can_go_back_into_its_day(lan, thang, tam):
    paper = paper_of(lan, thang)
    item = Item.objects.get(pk=paper.key)
    with pytest.raises(Refused, match="không xếp là khẩn"):
        speaking.no_longer_urgent(item, why="nhầm", by=lan, on=NOTED)
    speaking.put_on_air(item, by=lan, on=NOTED)
    of_paper = Duty.objects.open().filter(kind__startswith="paper_", key=str(paper.pk))
    assert set(of_paper.values_list("urgent", flat=True)) == {True}
    with pytest.raises(Refused, match="vì sao"):
        speaking.no_longer_urgent(item, why="  ", by=lan, on=NOTED)

    speaking.no_longer_urgent(item, why="đã hết lũ", by=lan, on=NOTED)

    paper.refresh_from_db()
    assert not paper.urgent
    assert set(of_paper.values_list("urgent", flat=True)) == {False}
    same_day = Duty.objects.get(rule_key=handing.READ_URGENT)
    assert (same_day.called_off_on, same_day.called_off_why) == (NOTED, "thôi xếp khẩn: đã hết lũ")
    assert of_paper.filter(rule_key="disclosure.broadcast").exists()  # the law's three days stay


def test_a_reading_that_is_late_stays_late_when_the_mark_is_taken_off(lan, thang, tam):
    paper = paper_of(lan, thang)
    item = Item.objects.get(pk=paper.key)
    speaking.put_on_air(item, by=lan, on=NOTED)

    speaking.no_longer_urgent(item, why="đã hết lũ", by=lan, on=UP)

    assert Duty.objects.get(rule_key=handing.READ_URGENT).was_late


def test_a_group_that_is_always_urgent_stays_so(lan, thang, tam):
    item = Item.objects.get(pk=paper_of(lan, thang, group=8, number="99/QĐ").key)
    with pytest.raises(Refused, match="luôn là việc khẩn"):
        speaking.no_longer_urgent(item, why="nhầm", by=lan, on=NOTED)


# ── schedule, sheets ──────────────────────────────────────────────────────────────────────────


def test_a_schedule_leaves_room_for_the_days_the_law_wants(lan):
    def put(weekdays, on=NOTED):
        return scheduling.set_schedule(
            lan.unit, weekdays=weekdays, times=[FIVE, HALF_PAST_FIVE, FIVE], by=lan, on=on
        )

    for bad in ([0, 2, 4], [0, 1, 3, 4]):
        with pytest.raises(Refused, match="ít nhất 3 ngày liên tục") as refused:
            put(bad)
        assert "Điều 13 khoản 3" in str(refused.value.cite)
    with pytest.raises(Refused, match="ít nhất một ngày"):
        put([])
    assert scheduling.longest_run([5, 6, 0]) == 3  # over the week's end
    first = put([5, 6, 0])
    second = put(range(7), on=UP)
    first.refresh_from_db()
    assert (first.until, second.until) == (NOTED, None)
    assert aloud.schedule_of(lan.unit, on=NOTED) == first
    assert aloud.in_words(second) == "hằng ngày; 05:30 và 17:00"
    assert aloud.in_words(first) == "thứ Hai, thứ Bảy, Chủ nhật; 05:30 và 17:00"
    assert not aloud.speaks(first, on=NOTED)  # a Wednesday
    assert Schedule.objects.count() == 2


def test_the_bundle_sheet_is_asked_for_twice_a_week(lan, tam, hamlet):
    def days(on):
        [one] = aloud.sheet_days([hamlet], lan.unit, on=on)
        return one.last, one.next, one.due

    assert days(UP) == (None, UP, True)
    scheduling.note_printed(hamlet, lines=3, by=tam, on=UP)
    scheduling.note_printed(hamlet, lines=4, by=lan, on=UP)  # twice is once
    four = UP + timedelta(days=4)
    assert days(UP + timedelta(days=3)) == (UP, four, False)
    assert days(four) == (UP, four, True)


# ── the pages ─────────────────────────────────────────────────────────────────────────────────


def test_the_office_reads_writes_and_the_head_has_the_text_on_the_phone(
    lan, thang, tam, mai, hamlet, desk_of
):
    places.add_place(
        hamlet, kind=PlaceKind.LOUDSPEAKER, name="Loa xóm Đồng Tâm", by=lan, on=date(2026, 1, 5)
    )
    item = publish(note(lan, group=8, decided_on=ON, on=ON), lan, thang, on=ON)
    paper = Paper.objects.get(key=str(item.pk))
    speaking.issue_script(item, text="Kính thưa bà con.", numbers_checked=True, by=lan, on=ON)
    clerk, head = desk_of(lan), desk_of(tam)

    wrong = {"weekdays": [0, 1, 2], "times": "25:00"}
    assert "Có giờ chưa đúng" in clerk.post("/niem-yet/loa/lich/", wrong).content.decode()
    said = {"weekdays": list(range(7)), "times": "5h30, 17:00"}
    assert clerk.post("/niem-yet/loa/lich/", said).status_code == 302
    page = clerk.get("/niem-yet/loa/").content.decode()
    for words in ("hằng ngày; 05:30 và 17:00", "việc khẩn", "Loa xóm Đồng Tâm", "Bài đọc lần 1"):
        assert words in page

    phone = head.get("/niem-yet/hom-nay/loa/").content.decode()
    assert "Kính thưa bà con." in phone
    kept = phone[phone.index("data-keep") : phone.index("</post-queue>")]
    assert "Kính thưa" not in kept  # a phone keeps no text that may have to leave
    [one] = rows(paper, "broadcast")
    said = {"giay": [one.pk], "client_id": str(uuid4()), f"bai-{one.pk}": "1", "hour": "17:00"}
    answer = head.post("/niem-yet/hom-nay/loa/", {**said, "missed": "mất điện"}, follow=True)
    assert "Đã ghi 1 việc." in answer.content.decode()
    said |= {"client_id": str(uuid4()), "hour": "", "other_hour": "19h45"}
    assert head.post("/niem-yet/hom-nay/loa/", said).status_code == 302
    written = Broadcast.objects.order_by("pk").values_list("at", "missed", "edition")
    assert list(written) == [(FIVE, "mất điện", 1), (time(19, 45), "", 1)]
    said |= {"client_id": str(uuid4()), "other_hour": "25:99"}
    assert "Ghi như 19:30" in head.post("/niem-yet/hom-nay/loa/", said).content.decode()

    page = clerk.get("/niem-yet/loa/").content.decode()
    assert "17:00 không đọc được: mất điện" in page
    assert "Trưởng thôn, Tổ trưởng tổ dân phố ghi" in page
    assert "Hoàng Thị Tâm" not in page
    other = desk_of(mai)
    assert paper.title not in other.get("/niem-yet/loa/").content.decode()

    assert "Chưa in lần nào" in head.get("/niem-yet/hom-nay/").content.decode()
    done = head.post("/niem-yet/to-gop/", {"xom": hamlet.pk}, follow=True).content.decode()
    assert "In lần trước" in done
    assert "KHẨN." in head.get("/niem-yet/to-gop/").content.decode()
    assert "đã in" in clerk.get("/niem-yet/").content.decode()
    assert other.post("/niem-yet/to-gop/", {"xom": hamlet.pk}).status_code == 404


# ── two at once ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one writer in at a time")
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("append_only_off")
def test_two_at_once_issue_two_editions_and_write_one_entry_of_the_log(lan, thang, tam):
    paper = paper_of(lan, thang)
    item = Item.objects.get(pk=paper.key)
    together, ends = threading.Barrier(2), []

    def work(n: int) -> None:
        together.wait()
        try:
            text = f"Kính thưa bà con xóm {'một' if n else 'hai'}."
            speaking.issue_script(item, text=text, numbers_checked=True, by=lan, on=NOTED)
            ends.append(read(paper, lan, on=UP, at=FIVE).took)
        finally:
            connection.close()

    writers = [threading.Thread(target=work, args=(n,)) for n in range(2)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    assert sorted(Script.objects.values_list("edition", flat=True)) == [1, 2]
    assert sorted(ends) == [0, 1]
    assert Broadcast.objects.count() == 1
