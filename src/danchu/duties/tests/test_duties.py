"""A duty is opened once, closed once, and late is not the same as done late."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError

from danchu.duties import access, actions, reading
from danchu.duties.faces import clock
from danchu.duties.models import Basis, Duty, Summary
from danchu.people.models import Role, Term

pytestmark = pytest.mark.django_db
START, DUE, ON = date(2026, 12, 2), date(2026, 12, 9), date(2026, 12, 10)


def opened(
    unit, *, key=1, kind="item", role=Role.CLERK, due_on=DUE, rule="disclosure.publish", **more
):
    return actions.open_duty(
        rule,
        unit=unit,
        role=role,
        what="Công khai 12/QĐ-UBND",
        kind=kind,
        key=key,
        address="/cong-khai/1/soan/",
        counted_from=START,
        due_on=due_on,
        **more,
    )


def test_opening_twice_opens_once(commune):
    assert opened(commune) == opened(commune, due_on=ON)
    assert Duty.objects.get().due_on == DUE  # a day once set does not move


def test_after_closing_the_same_thing_may_be_owed_again(commune):
    first = opened(commune)
    actions.close("item", 1, on=DUE)
    second = opened(commune)

    assert first != second
    assert Duty.objects.count() == 2


def test_the_database_refuses_a_second_open_one(commune):
    opened(commune)

    with pytest.raises(IntegrityError, match=r"one_open_duty|rule_key"):
        Duty.objects.create(
            rule_key="disclosure.publish",
            unit=commune,
            role=Role.CLERK,
            what="x",
            kind="item",
            key="1",
            address="/",
            counted_from=START,
            due_on=DUE,
        )


def test_a_duty_is_done_or_called_off_not_both(commune):
    duty = opened(commune)

    with pytest.raises(IntegrityError, match="duty_is_done_or_called_off_not_both"):
        Duty.objects.filter(pk=duty.pk).update(done_on=ON, called_off_on=ON)


def test_closing_reaches_its_own_thing_and_rule_and_happens_once(commune):
    opened(commune, key=1)
    opened(commune, key=2)
    opened(commune, key=1, kind="pointer")
    opened(commune, key=1, rule="disclosure.correct")

    assert actions.close("item", 1, on=ON, rule_key="disclosure.correct") == 1
    assert actions.close("item", 1, on=ON) == 1
    assert actions.close("item", 1, on=START) == 0
    done = Duty.objects.filter(done_on=ON).order_by("pk")
    assert list(done.values_list("kind", "key", "rule_key")) == [
        ("item", "1", "disclosure.publish"),
        ("item", "1", "disclosure.correct"),
    ]


def test_what_was_called_off_is_neither_open_nor_late_nor_counted(commune):
    opened(commune)

    assert actions.call_off("item", 1, on=DUE, why="đã thu hồi") == 1
    assert actions.close("item", 1, on=ON) == 0
    assert not Duty.objects.open().exists()
    assert not Duty.objects.late(on=date(2027, 1, 4)).exists()
    assert Duty.objects.summary(on=ON) == Summary(0, 0, 0, 0, 0)


def test_giving_up_the_subject_does_not_get_rid_of_a_late_duty(commune):
    duty = opened(commune)
    after = DUE + timedelta(days=1)

    assert actions.call_off("item", 1, on=after, why="đã thu hồi") == 0

    duty.refresh_from_db()
    assert (duty.done_on, duty.called_off_on, duty.was_late) == (after, None, True)
    assert Duty.objects.summary(on=after) == Summary(0, 0, 1, 0, 1)


def test_a_duty_that_rested_on_a_mistake_is_annulled_even_when_overdue(commune):
    opened(commune)

    assert actions.annul("item", 1, on=ON, why="gõ nhầm ngày ký") == 1
    assert Duty.objects.summary(on=ON) == Summary(0, 0, 0, 0, 0)


def test_overdue_and_done_late_are_different_facts(commune):
    for key, done_on in ((1, START), (2, DUE), (3, ON), (4, None)):
        duty = opened(commune, key=key)
        Duty.objects.filter(pk=duty.pk).update(done_on=done_on)
    opened(commune, key=5, due_on=ON)

    def keys(duties):
        return [duty.key for duty in duties.order_by("pk")]

    assert keys(Duty.objects.overdue(on=ON)) == ["4"]
    assert keys(Duty.objects.done_late()) == ["3"]
    assert keys(Duty.objects.late(on=ON)) == ["3", "4"]
    assert keys(Duty.objects.overdue(on=DUE)) == []
    facts = [(duty.overdue(on=ON), duty.was_late) for duty in Duty.objects.order_by("pk")]
    assert facts == [(False, False), (False, False), (False, True), (True, False), (False, False)]
    assert Duty.objects.summary(on=ON) == Summary(due=1, on_time=2, late=1, overdue_open=1, whole=4)


# ── the face of a clock ───────────────────────────────────────────────────────────────────────


def face(*, due_on=DUE, done_on=None, on=START, basis=Basis.LAW, stopped=False):
    return clock(
        due_on=due_on, done_on=done_on, basis=basis, counted_from=START, on=on, stopped=stopped
    )


@pytest.mark.parametrize(
    ("on", "done_on", "state", "words"),
    [
        (date(2026, 12, 2), None, "far", "còn 5 ngày làm việc"),
        (date(2026, 12, 4), None, "far", "còn 3 ngày làm việc"),
        (date(2026, 12, 6), None, "far", "còn 3 ngày làm việc"),  # a Sunday
        (date(2026, 12, 7), None, "soon", "còn 2 ngày làm việc"),
        (date(2026, 12, 9), None, "today", "phải xong hôm nay"),
        (date(2026, 12, 10), None, "late", "quá hạn 1 ngày làm việc"),
        (date(2026, 12, 14), None, "late", "quá hạn 3 ngày làm việc"),
        (date(2026, 12, 14), date(2026, 12, 9), "ok", "đúng hạn"),
        (date(2026, 12, 14), date(2026, 12, 7), "ok", "đúng hạn, sớm 2 ngày làm việc"),
        (date(2026, 12, 14), date(2026, 12, 10), "done_late", "đã làm, trễ 1 ngày làm việc"),
    ],
)
def test_the_clock_speaks_in_working_days(on, done_on, state, words):
    found = face(on=on, done_on=done_on)

    assert (found.state, found.words) == (state, words)
    assert found.due == "hạn thứ Tư, 09/12/2026"


def test_a_weekend_after_the_day_is_told_in_days_of_rest():
    found = face(due_on=date(2026, 12, 4), on=date(2026, 12, 6))

    assert (found.state, found.words) == ("late", "quá hạn 2 ngày nghỉ")


def test_what_was_called_off_is_paused():
    assert face(stopped=True).state == "paused"
    assert face(stopped=True).pips == []


def test_the_pips_are_the_days_with_rest_between():
    assert face(on=date(2026, 12, 4)).pips == [
        "done",
        "left",
        "rest",
        "rest",
        "left",
        "left",
        "left",
    ]


@pytest.mark.parametrize(
    ("basis", "whose"),
    [(Basis.LAW, ""), (Basis.PARAMETER, "mốc của tỉnh"), (Basis.FALLBACK, "hạn dự phòng")],
)
def test_whose_day_it_is_is_said(basis, whose):
    found = face(basis=basis)

    assert found.whose == whose
    assert bool(found.whose_note) == (basis != Basis.LAW)


# ── whose they are ────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def three(commune, elsewhere):
    return {
        "clerk": opened(commune, key=1),
        "chair": opened(commune, key=2, role=Role.CHAIR),
        "other": opened(elsewhere, key=3),
    }


@pytest.mark.parametrize(
    ("who", "mine", "seen"),
    [
        ("lan", {"clerk"}, {"clerk", "chair"}),
        ("thang", {"clerk"}, {"clerk", "chair"}),
        ("binh", {"clerk", "chair"}, {"clerk", "chair"}),
        ("mai", {"other"}, {"other"}),
        ("viet", set(), {"clerk", "chair", "other"}),
        ("tam", set(), set()),
        ("khoa", set(), {"clerk", "chair"}),
        ("cuu", set(), set()),
    ],
)
def test_everybody_sees_their_own_and_no_more(three, request, who, mine, seen):
    person = request.getfixturevalue(who).person
    names = {duty.pk: name for name, duty in three.items()}

    assert {names[duty.pk] for duty in access.mine(person, on=START)} == mine
    assert {names[duty.pk] for duty in access.seen(person, on=START)} == seen


def test_the_inbox_is_by_day_overdue_first_with_its_article(lan, commune, desk_of):
    from danchu.kit.clock import today

    opened(commune, key=1, due_on=date(2026, 1, 9))
    opened(commune, key=2, due_on=date(2026, 1, 8))
    opened(commune, key=3, due_on=today())
    page = desk_of(lan).get("/viec/").content.decode()

    assert page.index("Quá hạn") < page.index("Hôm nay")
    assert "3 việc của bạn, 2 việc quá hạn" in page
    assert "Điều 12 khoản 3" in page
    overdue, later = reading.by_day(Duty.objects.order_by("due_on"), on=today())
    assert [row.duty.key for row in overdue.rows] == ["2", "1"]
    assert later.is_today


def test_what_is_urgent_goes_before_what_is_overdue(lan, commune, desk_of):
    from danchu.kit.clock import today

    opened(commune, key=1, due_on=date(2026, 1, 9))
    opened(commune, key=2, due_on=today())
    actions.set_urgent(["item"], 2, urgent=True)
    page = desk_of(lan).get("/viec/").content.decode()
    assert page.index("Việc khẩn") < page.index("Quá hạn")

    actions.set_urgent(["item"], 2, urgent=False)
    assert "Việc khẩn" not in desk_of(lan).get("/viec/").content.decode()


def test_the_inbox_shows_nothing_of_another_commune(mai, commune, desk_of):
    opened(commune)
    for address in ("/viec/", "/viec/?xem=ca-don-vi"):
        assert "12/QĐ-UBND" not in desk_of(mai).get(address).content.decode()


def test_a_stranger_and_an_ex_official_have_no_inbox(hung, cuu, commune, desk_of):
    opened(commune)

    assert hung.get("/viec/").status_code == 302
    assert desk_of(cuu).get("/viec/").status_code == 403


def test_a_term_that_begins_tomorrow_sees_nothing_today(commune, province, lan):
    opened(commune)
    Term.objects.filter(pk=lan.pk).update(since=date(2026, 12, 3))

    assert not access.mine(lan.person, on=START).exists()
    assert access.mine(lan.person, on=date(2026, 12, 3)).exists()


def test_summaries_of_the_three_kinds_stand_apart_and_empty_ones_are_left_out(commune):
    opened(commune, key=1)
    opened(commune, key=2, basis=Basis.FALLBACK)

    found = reading.summaries(Duty.objects.all(), on=ON)

    overdue = Summary(due=0, on_time=0, late=0, overdue_open=1, whole=1)
    assert found == [(Basis.LAW, overdue), (Basis.FALLBACK, overdue)]


@pytest.mark.parametrize("address", ["/viec/", "/viec/?xem=ca-don-vi"])
def test_the_inbox_takes_the_same_queries_with_one_and_with_three_rows(
    lan, commune, desk_of, django_assert_num_queries, address
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    browser = desk_of(lan)
    opened(commune, key=1)
    browser.get(address)
    with CaptureQueriesContext(connection) as one:
        browser.get(address)
    opened(commune, key=2)
    opened(commune, key=3, rule="disclosure.correct")

    with django_assert_num_queries(len(one)):
        browser.get(address)


# ── how sure a day is, beside every day ───────────────────────────────────────────────────────


def shown(units):
    from danchu.places.models import Unit

    chosen = Duty.objects.open().of_units(Unit.objects.filter(pk__in=[u.pk for u in units]))
    days = reading.by_day(chosen.select_related("unit").order_by("due_on", "pk"), on=START)
    return [row for day in days for row in day.rows]


def test_each_row_says_what_is_not_certain_about_its_day(commune):
    opened(commune)

    (row,) = shown([commune])

    assert row.notes == [
        "chưa hợp nhất",
        "chưa có người xác nhận",
        "cách hiểu tạm dùng, chờ xác nhận",
    ]
    assert row.doubt == "cách hiểu tạm dùng, chờ xác nhận"


def test_an_objection_stands_first_in_the_row(commune, viet):
    from danchu.rulebook.models import Objection

    opened(commune)
    since = date(2023, 7, 1)
    Objection.objects.create(
        key="disclosure.publish", since=since, reason="tính từ ngày nào?", raised_by=viet, on=START
    )

    (row,) = shown([commune])

    assert row.doubt == "có ý kiến phản đối"
    assert row.notes[0] == "có ý kiến phản đối: tính từ ngày nào?"


def test_what_the_commune_added_is_said_in_its_rows_and_in_no_others(commune, elsewhere, binh):
    from danchu.rulebook.models import LocalRule

    LocalRule.objects.create(
        key="disclosure.publish",
        unit=commune,
        since=START,
        value={},
        document="9/NQ-HĐND",
        signer="x",
        set_by=binh,
    )
    opened(commune, key=1)
    opened(elsewhere, key=2)

    notes = {row.duty.unit: row.notes for row in shown([commune, elsewhere])}

    assert "Xã La Bằng quy định thêm: 9/NQ-HĐND" in notes[commune]
    assert not any("quy định thêm" in note for note in notes[elsewhere])


def test_the_law_is_asked_as_often_for_three_units_as_for_one(
    commune, elsewhere, province, django_assert_num_queries
):
    opened(commune, key=1)
    with django_assert_num_queries(4):  # duties, whence they came; additions, what jurists said
        shown([commune])
    opened(commune, key=2, due_on=ON)
    opened(elsewhere, key=3)
    opened(province, key=4)
    with django_assert_num_queries(4):
        assert len(shown([commune, elsewhere, province])) == 4


def test_the_inbox_shows_the_doubt_and_opens_the_words_without_javascript(lan, desk_of):
    opened(lan.unit)

    said = desk_of(lan).get("/viec/").content.decode()

    assert "chưa có người xác nhận; cách hiểu tạm dùng" in said
    assert '<details class="doubt">' in said
