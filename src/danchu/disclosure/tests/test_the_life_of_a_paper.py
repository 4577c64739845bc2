"""From publication to the board, thirty days running, and down again; every missing day is told."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from civics.errors import Refused
from danchu.disclosure.actions import drafting, mending, publishing
from danchu.disclosure.models import Item
from danchu.disclosure.tests.boards import UP, duty, paper_of, photo, rows, tap
from danchu.disclosure.tests.factories import NOTED
from danchu.duties.models import Duty
from danchu.postings import reading
from danchu.postings.actions import missing, places, proving
from danchu.postings.actions.proving import Deed, Moment, Tick
from danchu.postings.models import Broadcast, Gap, Paper, PlaceKind, Posting, Proof, State

pytestmark = pytest.mark.django_db
LAST = UP + timedelta(days=30)  # 4/4/2026, inclusive


@pytest.fixture
def paper(lan, thang, tam) -> Paper:
    return paper_of(lan, thang)


@pytest.fixture
def pinned(paper, tam, lan) -> Paper:
    tap(rows(paper), tam, photo=photo())
    return paper


def words(paper: Paper, on: date) -> dict[str, tuple[str, str]]:
    return {
        line.channel: (line.state(on=on), reading.words(line, on=on)[0])
        for line in reading.lines(paper)
    }


# ── arising ───────────────────────────────────────────────────────────────────────────────────


def test_publishing_makes_a_posting_a_place_and_one_duty_a_way_at_the_commune(paper, commune):
    channels = list(Posting.objects.values_list("channel", flat=True).order_by("pk"))
    assert sorted(channels) == ["broadcast", "community_head", "posting", "posting"]
    assert {one.place.kind for one in rows(paper)} == {"commune_seat", "culture_house"}
    assert {one.due_on for one in Posting.objects.all()} == {date(2026, 3, 10)}

    told = Duty.objects.open().filter(key=str(paper.pk)).order_by("kind")
    assert [(one.kind, one.unit, one.due_on) for one in told] == [
        ("paper_broadcast", commune, date(2026, 3, 12)),  # three days begun on the last day
        ("paper_community_head", commune, date(2026, 3, 10)),
        ("paper_posting", commune, date(2026, 3, 10)),
    ]


def test_groups_four_and_thirteen_hang_for_good_at_the_office_alone(lan, thang, tam):
    paper = paper_of(lan, thang, group=4)
    [only] = rows(paper, "posting_permanent")
    assert (only.place.kind, only.days) == ("commune_seat", None)

    tap([only], lan)
    late = tap([only], lan, deed=Deed.DOWN, on=date(2030, 1, 1))
    assert "thường xuyên" in late.lines[0].words


def test_a_group_that_owes_only_the_web_has_no_paper(lan, thang, tam):
    from danchu.disclosure.tests.factories import note, publish

    publish(note(lan, group=14), lan, thang)
    assert not Paper.objects.exists()


def test_a_point_added_later_is_asked_of_the_next_paper_only(paper, lan, thang, hamlet):
    kind = PlaceKind.COMMUNITY_PLACE
    places.add_place(hamlet, kind=kind, name="Quán chị Hoa", by=lan, on=NOTED)
    with pytest.raises(Refused, match="Quán chị Hoa"):
        places.add_place(hamlet, kind=kind, name=" Quán  chị Hoa ", by=lan, on=NOTED)

    assert rows(paper).count() == 2
    assert rows(paper_of(lan, thang, number="13/QĐ-UBND")).count() == 3


# ── one tap ───────────────────────────────────────────────────────────────────────────────────


def test_one_photo_proves_many_papers_and_the_last_place_closes_the_duty(lan, thang, tam, hamlet):
    first, second = (paper_of(lan, thang, number=f"{n}/QĐ") for n in (1, 2))
    mine = Posting.objects.filter(unit=hamlet, channel="posting")

    outcome = tap(mine, tam, photo=photo())

    assert outcome.took == 2
    assert Proof.objects.count() == 1
    assert {one.put_up for one in mine.all()} == {outcome.proof}
    assert duty(first, "paper_posting").done_on is None  # the office's own board is missing

    tap(rows(first).filter(state="waiting"), lan, on=UP + timedelta(days=1))
    assert duty(first, "paper_posting").done_on == UP + timedelta(days=1)
    assert duty(second, "paper_posting").done_on is None


def test_a_proof_that_comes_late_closes_the_duty_on_the_day_the_phone_measured(paper, tam, lan):
    """Pinned on 9/3 without a signal, received on 11/3: the duty of 10/3 was kept."""
    now = datetime(2026, 3, 11, 5, tzinfo=UTC)  # noon in Việt Nam, as the clock stands there
    waited = Moment(now - timedelta(days=2), now)

    tap(rows(paper), tam, on=date(2026, 3, 11), moment=waited)

    assert duty(paper, "paper_posting").done_on == date(2026, 3, 9)
    assert not duty(paper, "paper_posting").was_late


@pytest.mark.parametrize("off", [timedelta(days=365), -timedelta(days=365), timedelta(hours=3)])
def test_a_wrong_phone_clock_still_measures_how_long_ago(paper, tam, off):
    now = datetime(2026, 3, 11, 5, tzinfo=UTC)
    moment = Moment(now + off - timedelta(days=1), now + off)

    outcome = tap(rows(paper), tam, on=date(2026, 3, 11), moment=moment)

    assert outcome.clock_off
    assert outcome.proof.phone_off
    assert outcome.proof.on == date(2026, 3, 10)
    assert outcome.proof.phone_at == moment.done_at  # both times are kept


def test_a_clock_that_was_turned_between_tap_and_sending_is_not_believed(paper, tam):
    now = datetime(2026, 3, 11, 5, tzinfo=UTC)
    backwards = Moment(now, now - timedelta(days=9))

    assert tap(rows(paper), tam, on=date(2026, 3, 11), moment=backwards).proof.on == date(
        2026, 3, 11
    )


def test_the_same_tap_twice_is_one(paper, tam):
    same = uuid4()
    first = tap(rows(paper), tam, client_id=same, photo=photo())
    again = tap(rows(paper), tam, client_id=same, photo=photo(), on=UP + timedelta(days=3))

    assert (first.took, again.took) == (2, 2)
    assert Proof.objects.get().on == UP
    assert {one.first_on for one in rows(paper)} == {UP}


def test_the_tap_of_somebody_else_is_not_answered(paper, tam, lan):
    same = uuid4()
    tap(rows(paper), tam, client_id=same)
    with pytest.raises(Refused, match="người khác"):
        tap(rows(paper), lan, client_id=same)


def test_the_photo_of_another_day_proves_nothing_today(lan, thang, tam, hamlet):
    for number in ("1/QĐ", "2/QĐ"):
        paper_of(lan, thang, number=number)
    first, second = Posting.objects.filter(unit=hamlet, channel="posting")
    tap([first], tam, photo=photo())

    assert tap([second], tam, photo=photo(), on=UP).took == 1  # forgot one tick, same day
    second.refresh_from_db()
    third = rows(paper_of(lan, thang, number="3/QĐ")).get(unit=hamlet)
    with pytest.raises(Refused, match=r"05/03/2026.*ảnh mới"):
        tap([third], tam, photo=photo(), on=UP + timedelta(days=1))


def test_one_refused_line_takes_nothing_from_the_others(paper, tam, hamlet):
    here, there = rows(paper)
    tap([here], tam)

    outcome = tap([here, there], tam, on=UP + timedelta(days=1))

    assert [line.took for line in outcome.lines] == [False, True]
    assert "05/03/2026" in outcome.lines[0].words


def test_nothing_accepted_leaves_no_proof_behind(pinned, tam):
    outcome = tap(rows(pinned), tam, photo=photo("blue"))
    assert outcome.proof is None
    assert Proof.objects.count() == 1


def test_another_hamlets_line_is_not_touched(paper, tam):
    mine = Posting.objects.filter(unit=tam.unit)
    other = rows(paper).exclude(unit=tam.unit).get()
    with pytest.raises(Refused, match="không thuộc nơi bạn phụ trách"):
        proving.prove(mine, [Tick(other.pk, Deed.UP)], client_id=uuid4(), by=tam, on=UP)


# ── thirty days ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("day", "took"), [(29, False), (30, False), (31, True)])
def test_it_comes_down_after_thirty_days_and_not_on_day_29(pinned, tam, day, took):
    """Pinned on the 5th, the day itself is not counted: free on the 31st day after it."""
    [line] = tap(rows(pinned)[:1], tam, deed=Deed.DOWN, on=UP + timedelta(days=day)).lines
    assert line.took == took
    if not took:
        assert line.words == (
            f"Chưa gỡ được. Mới niêm yết liên tục {day} trên 30 ngày; được gỡ từ ngày 05/04/2026."
        )
        assert line.cite.place == "Điều 13 khoản 2 đoạn 1"


def test_what_is_over_becomes_one_duty_and_ends_with_the_last_board(pinned, tam, lan):
    assert missing.open_taking_down(on=LAST) == 0
    assert missing.open_taking_down(on=LAST + timedelta(days=1)) == 1
    assert missing.open_taking_down(on=LAST + timedelta(days=2)) == 0
    assert duty(pinned, "paper_down").due_on == date(2026, 4, 17)  # ten working days after 4/4

    one, other = rows(pinned)
    tap([one], lan, deed=Deed.DOWN, on=LAST + timedelta(days=1))
    assert duty(pinned, "paper_down").done_on is None
    tap([other], tam, deed=Deed.DOWN, on=LAST + timedelta(days=2))
    assert duty(pinned, "paper_down").done_on == LAST + timedelta(days=2)


def test_a_gap_starts_the_thirty_days_anew_and_is_never_hidden(pinned, tam, commune):
    one = rows(pinned)[0]
    missing.report_gone(one, since=date(2026, 3, 20), by=None, on=date(2026, 3, 21))
    gap_duty = Duty.objects.get(kind="posting_gap")
    assert (gap_duty.unit, gap_duty.due_on) == (commune, date(2026, 3, 23))
    assert reading.rows(rows(pinned), on=date(2026, 3, 22))[0].notes[-1] == (
        "Không còn từ ngày 20/03/2026: đang thiếu 3 ngày."
    )

    [line] = tap([one], tam, on=date(2026, 3, 24)).lines
    one.refresh_from_db()

    assert "thiếu 4 ngày" in line.words
    assert (one.gap_days, one.kept_until) == (4, date(2026, 4, 23))
    assert one.first_on == UP  # the history does not move
    gap_duty.refresh_from_db()
    assert gap_duty.done_on == date(2026, 3, 24)
    [told] = [one for one in reading.told(pinned, on=LAST) if one["name"] == "Niêm yết"]
    assert "Niêm yết thiếu 4 ngày, tại 1 nơi." in told["notes"]
    early = tap([one], tam, deed=Deed.DOWN, on=LAST + timedelta(days=1)).lines[0]
    assert "được gỡ từ ngày 24/04/2026" in early.words


def test_put_back_the_same_day_breaks_nothing(pinned, tam):
    one = rows(pinned)[0]
    missing.report_gone(one, since=date(2026, 3, 20), by=tam, on=date(2026, 3, 20))
    tap([one], tam, on=date(2026, 3, 20))
    one.refresh_from_db()
    assert (one.gap_days, one.kept_until) == (0, LAST)
    assert reading.gap_words(Gap.objects.all(), on=LAST) == [
        "Báo mất ngày 20/03/2026, dán lại trong ngày."
    ]


@pytest.mark.parametrize(
    ("since", "says"),
    [
        (UP - timedelta(days=1), "05/03/2026"),
        (date(2026, 3, 22), "chưa đến"),
    ],
)
def test_days_that_cannot_be_missing_are_refused(pinned, since, says):
    with pytest.raises(Refused, match=says):
        missing.report_gone(rows(pinned)[0], since=since, by=None, on=date(2026, 3, 21))


def test_after_its_days_a_missing_paper_is_no_gap(pinned):
    day = LAST + timedelta(days=1)
    with pytest.raises(Refused, match="đủ đến hết ngày 04/04/2026"):
        missing.report_gone(rows(pinned)[0], since=day, by=None, on=day)


def test_two_reports_of_one_paper_open_one_gap(pinned):
    missing.report_gone(rows(pinned)[0], since=UP, by=None, on=UP)
    with pytest.raises(Refused, match="đã có người báo"):
        missing.report_gone(rows(pinned)[0], since=UP, by=None, on=UP)
    assert Gap.objects.count() == Duty.objects.filter(kind="posting_gap").count() == 1


def test_a_mistaken_report_is_answered_and_both_stay_readable(pinned, lan, tam):
    one = rows(pinned)[0]
    gap = missing.report_gone(one, since=UP, note="không thấy", by=None, on=UP + timedelta(days=4))
    missing.still_there(gap, note="Lan ra xem", by=lan, on=UP + timedelta(days=5))
    one.refresh_from_db()
    assert (one.state, one.gap_days, one.kept_until) == (State.UP, 0, LAST)
    assert reading.gap_words(Gap.objects.all(), on=LAST)[0].endswith("giấy vẫn còn.")

    own = missing.report_gone(one, since=UP + timedelta(days=6), by=tam, on=UP + timedelta(days=6))
    with pytest.raises(Refused, match="dán lại"):
        missing.still_there(own, note="x", by=lan, on=UP + timedelta(days=6))


# ── loudspeakers and heads ────────────────────────────────────────────────────────────────────


def test_three_days_running_on_the_loudspeakers_and_a_missed_day_counts_anew(paper, lan):
    voice = rows(paper, "broadcast")
    for day in (5, 6, 8, 9):
        assert tap(voice, lan, deed=Deed.AIRED, on=date(2026, 3, day)).took == 1
    assert not tap(voice, lan, deed=Deed.AIRED, on=date(2026, 3, 9)).took  # once a day
    assert voice.get().state == State.UP
    assert words(paper, date(2026, 3, 9))["broadcast"] == ("now", "2 trên 3 ngày")

    tap(voice, lan, deed=Deed.AIRED, on=date(2026, 3, 10))
    assert (voice.get().state, voice.get().gap_days) == (State.DONE, 1)
    assert words(paper, date(2026, 3, 10))["broadcast"] == ("ok", "3 trên 3 ngày")
    assert duty(paper, "paper_broadcast").done_on == date(2026, 3, 10)
    assert Broadcast.objects.count() == 5


def test_a_head_tells_the_people_once(paper, tam):
    mouth = rows(paper, "community_head")
    assert not tap(mouth, tam, deed=Deed.UP).took  # news is not pinned
    assert tap(mouth, tam, deed=Deed.TOLD, note="tin nhắn").took == 1
    assert duty(paper, "paper_community_head").done_on == UP
    assert words(paper, UP)["community_head"] == ("ok", "1 trên 1 xóm")


# ── what leaves the web comes down ────────────────────────────────────────────────────────────


def test_withdrawn_papers_come_down_at_once_as_a_task(pinned, lan, thang, tam):
    item = Item.objects.get(pk=int(pinned.key))
    mending.withdraw(item, why="Sai mức thu", by=thang, on=date(2026, 3, 16))

    down = duty(pinned, "paper_down")
    assert (down.rule_key, down.due_on) == ("postings.take_down_at_once", date(2026, 3, 17))
    assert set(Posting.objects.exclude(channel="posting").values_list("state", flat=True)) == {
        "off"
    }
    assert tap(rows(pinned), tam, deed=Deed.DOWN, on=date(2026, 3, 17)).took == 2
    down.refresh_from_db()
    assert down.done_on == date(2026, 3, 17)


def test_an_urgent_removal_takes_the_title_along(pinned, lan):
    item = Item.objects.get(pk=int(pinned.key))
    mending.remove_urgently(item, ground="personal_data", by=lan, on=date(2026, 3, 6))
    pinned.refresh_from_db()
    assert pinned.title == "Nội dung đã gỡ khẩn"


def test_a_correction_replaces_what_hangs_and_is_posted_itself(pinned, lan, thang):
    item = Item.objects.get(pk=int(pinned.key))
    drafting.save_draft(
        item, title="Mức thu", body="130.000", personal_list="", reason="Ghi sai", by=lan, on=UP
    )
    drafting.submit(item, by=lan, on=UP)
    publishing.approve(item, no_secret=True, by=thang, on=date(2026, 3, 9))

    new = reading.newest_paper("disclosure", "item", item.pk)
    assert (new.edition, new.due_on) == (2, date(2026, 3, 11))
    assert {one.state for one in rows(new)} == {State.WAITING}
    pinned.refresh_from_db()
    assert pinned.closed_why == "replaced"
    assert duty(pinned, "paper_down").due_on == date(2026, 3, 10)


# ── for everybody ─────────────────────────────────────────────────────────────────────────────


def test_the_proof_line_costs_the_same_for_one_board_and_many(
    pinned, hamlet, lan, thang, django_assert_num_queries
):
    with django_assert_num_queries(2):
        few = reading.lines(pinned)
    kind = PlaceKind.COMMUNITY_PLACE
    for n in range(38):
        places.add_place(hamlet, kind=kind, name=f"Điểm {n}", by=lan, on=NOTED)
    many = paper_of(lan, thang, number="39/QĐ")
    tap(rows(many), lan)
    with django_assert_num_queries(2):
        full = reading.lines(many)
    assert few[0].whole == 2
    assert words(many, UP)["posting"] == ("ok", "40 trên 40 nơi")
    assert full[0].roles == (lan.get_role_display(),)
