"""What the calendar brings: the plan of the year, the list of the quarter, "nothing arose"."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import IntegrityError

from civics.errors import Refused
from danchu.disclosure import reading
from danchu.disclosure.actions import mending, noting, planning
from danchu.disclosure.models import NothingArose, Plan, QuarterlyList
from danchu.disclosure.periods import Quarter
from danchu.disclosure.tests.factories import acts, duties_of, note, publish
from danchu.duties.models import Basis, Duty
from danchu.people.models import Role, Term

pytestmark = pytest.mark.django_db
JANUARY = date(2026, 1, 5)
FIRST = Quarter(2026, 1)


def issue(by, *, year=2026, on=JANUARY, document="05/KH-UBND"):
    fields = {"document": document, "has_loudspeaker": True, "lines": []}
    return planning.issue_plan(by.unit, year=year, **fields, by=by, on=on)


def post_list(by, quarter=FIRST, *, on=date(2026, 4, 1)):
    return planning.post_quarterly_list(by.unit, quarter=quarter, by=by, on=on)


def declare(by, *, group=6, quarter=FIRST, on=date(2026, 4, 1)):
    return noting.declare_nothing(by.unit, group=group, quarter=quarter, by=by, on=on)


# ── quarters ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("quarter", "first", "last"),
    [
        (Quarter(2026, 1), date(2026, 1, 1), date(2026, 3, 31)),
        (Quarter(2026, 2), date(2026, 4, 1), date(2026, 6, 30)),
        (Quarter(2026, 3), date(2026, 7, 1), date(2026, 9, 30)),
        (Quarter(2026, 4), date(2026, 10, 1), date(2026, 12, 31)),
    ],
)
def test_a_quarter_has_both_its_ends(quarter, first, last):
    assert (quarter.first_day, quarter.last_day) == (first, last)
    assert Quarter.of(first) == Quarter.of(last) == quarter


@pytest.mark.parametrize(
    ("on", "over"),
    [
        (date(2026, 1, 1), Quarter(2025, 4)),
        (date(2026, 3, 31), Quarter(2025, 4)),
        (date(2026, 4, 1), Quarter(2026, 1)),
        (date(2026, 12, 2), Quarter(2026, 3)),
    ],
)
def test_the_last_quarter_that_is_over(on, over):
    assert Quarter.before(on) == over


@pytest.mark.parametrize(("year", "number"), [(2026, 0), (2026, 5), (0, 1), (99999, 1)])
def test_no_such_quarter(year, number):
    assert Quarter.named(year, number) is None


# ── duties that the calendar opens ────────────────────────────────────────────────────────────


def test_a_commune_at_work_owes_the_plan_and_the_last_list(lan, binh, commune):
    assert planning.open_calendar_duties(on=date(2026, 4, 1)) == 1

    plan, quarterly = Duty.objects.order_by("pk")
    assert (plan.rule_key, plan.basis, plan.role) == (
        "disclosure.plan_due",
        Basis.PARAMETER,
        Role.CHAIR,
    )
    assert (plan.counted_from, plan.due_on) == (date(2026, 1, 1), date(2026, 1, 31))
    assert (plan.key, plan.address) == (f"{commune.pk}-2026", "/cong-khai/ke-hoach/2026/")
    assert (quarterly.rule_key, quarterly.basis, quarterly.role) == (
        "disclosure.quarterly_list_due",
        Basis.PARAMETER,
        Role.CLERK,
    )
    assert quarterly.counted_from == date(2026, 3, 31)
    assert quarterly.due_on == date(2026, 4, 14)  # ten working days
    assert quarterly.address == "/cong-khai/danh-sach-quy/2026/1/"


def everything() -> list[tuple]:
    return list(Duty.objects.order_by("pk").values_list())


def test_run_twice_nothing_changes(lan, thang, mai):
    for _ in range(2):
        assert planning.open_calendar_duties(on=date(2026, 4, 1)) == 2
    before = everything()
    planning.open_calendar_duties(on=date(2026, 4, 2))

    assert everything() == before
    assert len(before) == 4


def test_a_commune_without_anybody_in_office_owes_nothing_yet(commune, tam, khoa, viet, cuu):
    assert planning.open_calendar_duties(on=date(2026, 7, 1)) == 0
    assert not Duty.objects.exists()


def test_a_commune_owes_nothing_of_the_time_before_it_stood(lan):
    planning.open_calendar_duties(on=date(2025, 7, 2))
    assert not Duty.objects.exists()

    planning.open_calendar_duties(on=date(2025, 10, 1))
    assert [duty.rule_key for duty in Duty.objects.all()] == ["disclosure.quarterly_list_due"]


def test_the_command_may_be_run_every_day(lan):
    said = StringIO()
    for _ in range(2):
        call_command("open_duties", on=date(2026, 4, 1), stdout=said)

    assert said.getvalue() == "1 communes looked at\n" * 2
    assert Duty.objects.count() == 2


def test_a_new_year_and_a_new_quarter_bring_new_duties(lan):
    planning.open_calendar_duties(on=date(2026, 12, 31))
    planning.open_calendar_duties(on=date(2027, 1, 4))

    keys = Duty.objects.order_by("pk").values_list("rule_key", "counted_from")
    assert list(keys) == [
        ("disclosure.plan_due", date(2026, 1, 1)),
        ("disclosure.quarterly_list_due", date(2026, 9, 30)),
        ("disclosure.plan_due", date(2027, 1, 1)),
        ("disclosure.quarterly_list_due", date(2026, 12, 31)),
    ]


# ── the plan ──────────────────────────────────────────────────────────────────────────────────


def test_issuing_the_plan_closes_its_duty_and_it_stays_closed(lan, binh, commune):
    planning.open_calendar_duties(on=JANUARY)
    issue(binh, on=date(2026, 1, 20))
    planning.open_calendar_duties(on=date(2026, 1, 21))

    (duty,) = duties_of("plan", f"{commune.pk}-2026")
    assert duty.done_on == date(2026, 1, 20)
    assert not duty.was_late


def test_the_plan_of_another_year_closes_nothing_here(lan, binh, commune):
    planning.open_calendar_duties(on=JANUARY)
    issue(binh, year=2027)

    assert duties_of("plan", f"{commune.pk}-2026").get().done_on is None


def test_a_plan_issued_before_the_calendar_was_asked_opens_no_duty(lan, binh, commune):
    issue(binh)
    planning.open_calendar_duties(on=JANUARY)

    assert not duties_of("plan", f"{commune.pk}-2026").exists()


def test_the_database_knows_no_issued_plan_without_a_document(commune, binh):
    with pytest.raises(IntegrityError, match="issued_plan_has_a_document"):
        Plan.objects.create(unit=commune, year=2026, issued_on=JANUARY, issued_by=binh)


def test_the_chair_issues_the_plan_from_the_desk(binh, desk_of, hung):
    from danchu.kit.clock import today

    year = today().year
    browser, at = desk_of(binh), f"/cong-khai/ke-hoach/{year}/"
    assert "Ban hành kế hoạch" in browser.get(at).content.decode()
    few = browser.post(at, {"document": "05/KH-UBND", "nhom-7-posting_days": "29"})
    assert few.status_code == 422
    assert "Chỉ được dài hơn 30, không được rút còn 29." in few.content.decode()
    assert "Điều 35 khoản 2 điểm c" in few.content.decode()

    fields = {"nhom-7-posting_days": "45", "nhom-1-more_channels": ["letter"]}
    done = browser.post(at, {"document": "05/KH-UBND", "has_loudspeaker": "on", **fields})
    assert done["Location"] == f"/xa/xa-la-bang/ke-hoach/{year}/"
    page = hung.get(done["Location"]).content.decode()
    assert "Niêm yết: 45 ngày" in page
    assert "Gửi văn bản đến công dân" in page


@pytest.mark.parametrize("year", [0, 1999, 2022, 2024, 2100, 99999])
def test_there_is_no_plan_of_a_year_that_makes_no_sense(commune, binh, hung, desk_of, year):
    assert hung.get(f"/xa/xa-la-bang/ke-hoach/{year}/").status_code == 404
    assert desk_of(binh).get(f"/cong-khai/ke-hoach/{year}/").status_code == 404


def test_the_plan_of_the_communes_first_year_can_be_read(commune, hung):
    assert hung.get("/xa/xa-la-bang/ke-hoach/2025/").status_code == 200


# ── the quarterly list ────────────────────────────────────────────────────────────────────────


def test_the_list_closes_its_duty_once(lan, commune):
    planning.open_calendar_duties(on=date(2026, 4, 1))
    one = post_list(lan, on=date(2026, 4, 15))
    again = post_list(lan, on=date(2026, 4, 16))
    planning.open_calendar_duties(on=date(2026, 4, 17))

    assert one == again
    (duty,) = duties_of("quarterly_list", f"{commune.pk}-2026-1")
    assert duty.done_on == date(2026, 4, 15)
    assert duty.was_late
    assert acts() == ["disclosure.quarterly_list"]


def test_a_quarter_that_runs_has_no_list_yet(lan):
    with pytest.raises(Refused, match="chưa kết thúc"):
        post_list(lan, on=date(2026, 3, 31))

    assert not QuarterlyList.objects.exists()


def test_the_list_holds_what_was_made_public_in_the_quarter(lan, thang, commune):
    def public(number, on):
        return publish(note(lan, number=number, on=on), lan, thang, on=on, title=f"Tên {number}")

    public("1/QĐ", date(2026, 3, 31))
    public("2/QĐ", date(2026, 4, 1))
    mending.withdraw(public("3/QĐ", date(2026, 6, 30)), why="x", by=thang, on=date(2026, 7, 2))
    public("4/QĐ", date(2026, 7, 1))
    from danchu.disclosure import access

    items = reading.with_titles(access.quarter_items(commune, Quarter(2026, 2)))
    assert [row.title for row in reading.rows(items, on=date(2026, 7, 3))] == [
        "Tên 2/QĐ",
        "Tên 3/QĐ",
    ]


def test_the_clerk_posts_the_list_from_the_desk(lan, desk_of):
    browser, at = desk_of(lan), "/cong-khai/danh-sach-quy/2026/1/"
    assert "đã in và niêm yết hôm nay" in browser.get(at).content.decode()

    assert browser.post(at).status_code == 302
    assert QuarterlyList.objects.get().posted_by == lan
    assert "đã niêm yết" in browser.get(at).content.decode()


@pytest.mark.parametrize("quarter", ["2026/0", "2026/5", "0/1", "99999/1", "2999/1"])
def test_a_quarter_that_never_was_or_is_far_off_is_not_found(lan, desk_of, quarter):
    assert desk_of(lan).get(f"/cong-khai/danh-sach-quy/{quarter}/").status_code == 404


# ── nothing arose ─────────────────────────────────────────────────────────────────────────────


def test_nothing_arose_is_an_act_with_a_name_and_a_day(lan, commune):
    row = declare(lan)

    assert (row.unit, row.group, row.year, row.quarter) == (commune, 6, 2026, 1)
    assert (row.declared_by, row.declared_on) == (lan, date(2026, 4, 1))
    assert declare(lan, on=date(2026, 4, 2)) == row
    assert NothingArose.objects.get().declared_on == date(2026, 4, 1)
    assert acts() == ["disclosure.nothing"]


def test_it_is_refused_while_the_quarter_runs(lan):
    with pytest.raises(Refused, match=r"quý 1/2026 chưa kết thúc \(hết ngày 31/03/2026\)"):
        declare(lan, on=date(2026, 3, 31))

    assert not NothingArose.objects.exists()


@pytest.mark.parametrize(
    ("signed", "refused"),
    [
        (date(2025, 12, 31), False),
        (date(2026, 1, 1), True),
        (date(2026, 3, 31), True),
        (date(2026, 4, 1), False),
    ],
)
def test_it_is_refused_against_the_records(lan, signed, refused):
    note(lan, group=6, decided_on=signed, on=date(2026, 4, 1))
    if refused:
        with pytest.raises(Refused, match="Nhóm 6 có 1 văn bản ký trong quý 1/2026"):
            declare(lan)
        assert not NothingArose.objects.exists()
    else:
        declare(lan)
        assert NothingArose.objects.exists()


def test_another_group_and_another_commune_do_not_matter(lan, mai):
    note(lan, group=5, decided_on=date(2026, 3, 3))
    note(mai, group=6, decided_on=date(2026, 3, 3))

    declare(lan)
    assert NothingArose.objects.count() == 1


@pytest.mark.parametrize("group", [0, 15, -1, 10**12])
def test_there_are_fourteen_groups(lan, group):
    with pytest.raises(Refused, match="Hãy chọn nhóm từ 1 đến 14"):
        declare(lan, group=group)


def test_a_typed_group_never_breaks_the_page(lan, desk_of):
    browser = desk_of(lan)
    for typed in ("0", "15", "abc", "", "9" * 40):
        answer = browser.post("/cong-khai/khong-phat-sinh/", {"group": typed})
        assert answer.status_code in {200, 302}, typed
    assert not NothingArose.objects.exists()

    assert browser.post("/cong-khai/khong-phat-sinh/", {"group": "6"}).status_code == 302
    assert NothingArose.objects.get().group == 6


def said_of(commune, group, *, on) -> str:
    return reading.group_lines(commune, on=on)[group - 1].nothing_in


def test_what_is_noted_afterwards_speaks_louder(lan, commune):
    """The declaration stays in the records; the public page no longer repeats it."""
    declare(lan)
    on = date(2026, 4, 6)
    assert said_of(commune, 6, on=on) == "quý 1/2026"

    note(lan, group=6, decided_on=date(2026, 3, 31), on=on)

    assert said_of(commune, 6, on=on) == ""
    assert NothingArose.objects.count() == 1


def test_it_is_shown_for_the_last_quarter_only(lan, commune):
    declare(lan)

    assert said_of(commune, 6, on=date(2026, 6, 30)) == "quý 1/2026"
    assert said_of(commune, 6, on=date(2026, 7, 1)) == ""


def test_a_person_of_two_offices_acts_for_the_one_named(lan, elsewhere, desk_of):
    Term.objects.create(person=lan.person, role=Role.CLERK, unit=elsewhere, since=date(2025, 7, 1))
    fields = {"group": "6", "don-vi": elsewhere.slug}

    desk_of(lan).post("/cong-khai/khong-phat-sinh/", fields)

    assert NothingArose.objects.get().unit == elsewhere
