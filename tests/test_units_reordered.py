"""A unit ends in the middle of everything: each room says what hung there, and nothing is lost."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from civics.errors import Refused
from danchu.decisions.tests import factories as votes
from danchu.disclosure.actions import receiving
from danchu.disclosure.models import Item, Plan
from danchu.disclosure.tests import asking as requests
from danchu.disclosure.tests.factories import draft, note, pdf, publish
from danchu.duties.actions import close, open_duty
from danchu.duties.models import Duty
from danchu.kit import clock
from danchu.meetings.tests import factories as gatherings
from danchu.people import actions as people_actions
from danchu.people.models import Role, Term
from danchu.people.tests.factories import in_office
from danchu.petitions.models import Case
from danchu.petitions.tests import factories as cases
from danchu.places import actions, hanging
from danchu.places.judging import Decision, NewUnit
from danchu.places.models import Kind, Passing, Reorganisation, Unit
from danchu.rulebook.models import LocalRule

pytestmark = pytest.mark.django_db
ON = clock.today()
EVE = ON - timedelta(days=1)
PAPER = Decision("12/NQ-HĐND", ON - timedelta(days=9), ON, "Sắp xếp xóm")
AT = "/tai-khoan/don-vi/"


@pytest.fixture
def other(commune, province):
    return Unit.objects.create(
        kind=Kind.COMMUNITY, title="xom", name="Suối Chè", folded="xom suoi che",
        slug="xom-suoi-che", valid_from=date(2025, 7, 1), commune=commune, province=province,
    )  # fmt: skip


def duty(unit, key, role=Role.COMMUNITY_HEAD, due=ON):
    return open_duty(
        "disclosure.change", unit=unit, role=role, what=f"việc {key}", kind="test", key=key,
        address="/viec/", counted_from=ON - timedelta(days=20), due_on=due,
    )  # fmt: skip


def merge(olds, into, paper=PAPER, *, by=None):
    return actions.merge(olds, into, paper, by=by, on=ON)


def said(act):
    return {there: becomes for _, lines in act.hanging for there, becomes in lines}


# ── what passes and what stays ────────────────────────────────────────────────────────────────


def test_open_duties_pass_by_the_same_day_and_done_ones_stay(hamlet, other):
    late, soon = duty(hamlet, 1, due=ON - timedelta(days=3)), duty(hamlet, 2)
    done = duty(hamlet, 3)
    close("test", 3, on=EVE)

    act = merge([hamlet], other)

    rows = {one.pk: (one.unit, one.due_on) for one in Duty.objects.all()}
    assert rows[late.pk] == (other, ON - timedelta(days=3))
    assert rows[soon.pk] == (other, ON)
    assert rows[done.pk] == (hamlet, ON)
    assert (
        said(act)["2 việc đang mở, trong đó 1 việc quá hạn"]
        == "chuyển sang xóm Suối Chè, giữ nguyên hạn"
    )
    assert hanging.records(hamlet)[0].label == "1 việc đã làm xong, 0 việc trễ hạn"


def test_the_inbox_says_where_a_duty_came_from(hamlet, other, desk_of):
    duty(hamlet, 1)
    merge([hamlet], other)
    head = people_actions.appoint_new(
        full_name="Lý Văn Mới", phone="", role="community_head", unit=other, since=ON, until=None,
        document="x", by=_office(other), on=ON,
    )  # fmt: skip

    page = desk_of(head).get("/viec/").content.decode()
    assert f"Nhận từ xóm Đồng Tâm ngày {ON:%d/%m/%Y}, hạn giữ nguyên." in page


def _office(unit):
    return in_office("vanphong", Role.CLERK, unit.commune).terms.get()


def test_a_dissolved_hamlet_leaves_its_duties_to_the_office_of_the_commune(hamlet, commune):
    duty(hamlet, 1)

    actions.dissolve(hamlet, commune, PAPER, by=None, on=ON)

    row = Duty.objects.get()
    assert (row.unit, row.role, row.due_on) == (commune, Role.CLERK, ON)


def test_terms_end_the_day_before_and_idle_phones_close(hamlet, other, tam, lan):
    card = people_actions.issue_card(tam.person, by=lan, on=ON).card
    phone = people_actions.bind_device(card, "480195", name="máy", on=ON).device

    act = merge([hamlet], other, by=lan)

    tam.refresh_from_db()
    phone.refresh_from_db()
    assert tam.until == EVE
    assert not phone.live
    assert said(act)["1 điện thoại"] == "khóa lại, vì người giữ không còn vai nào khác"
    assert said(act)["1 nhiệm kỳ"] == (
        f"kết thúc hết ngày {EVE:%d/%m/%Y}; ai làm tiếp thì ghi nhiệm kỳ mới ở xóm Suối Chè"
    )


def test_somebody_with_another_term_keeps_the_phone(hamlet, other, tam, lan, commune):
    card = people_actions.issue_card(tam.person, by=lan, on=ON).card
    phone = people_actions.bind_device(card, "480195", name="máy", on=ON).device
    Term.objects.create(person=tam.person, role=Role.BOARD_MEMBER, unit=commune, since=EVE)

    merge([hamlet], other)

    phone.refresh_from_db()
    assert phone.live


def test_a_term_that_begins_after_the_unit_ends_is_settled_first(hamlet, other, tam):
    Term.objects.create(person=tam.person, role=Role.FRONT_HEAD, unit=hamlet, since=ON)

    with pytest.raises(Refused, match="sau khi đơn vị kết thúc"):
        merge([hamlet], other)
    assert not Reorganisation.objects.exists()


def test_taking_it_back_puts_everything_where_it_was(hamlet, other, tam, lan):
    mine = duty(hamlet, 1)
    card = people_actions.issue_card(tam.person, by=lan, on=ON).card
    phone = people_actions.bind_device(card, "480195", name="máy", on=ON).device
    act = merge([hamlet, other], NewUnit("Xóm Tâm Chè"), by=lan)

    actions.undo(act, why="nhầm xóm", by=lan, on=ON)

    for row in (mine, tam, phone):
        row.refresh_from_db()
    assert (mine.unit, tam.until, phone.revoked_at) == (hamlet, None, None)
    assert not Passing.objects.exists()


@pytest.mark.parametrize("what", ["term", "done", "new duty"])
def test_it_is_not_taken_back_once_something_new_hangs_there(hamlet, other, tam, what):
    mine = duty(hamlet, 1)
    act = merge([hamlet, other], NewUnit("Xóm Tâm Chè"))
    new = Unit.objects.get(pk=act.born[0])
    if what == "term":
        Term.objects.create(person=tam.person, role=Role.COMMUNITY_HEAD, unit=new, since=ON)
    elif what == "done":
        close("test", 1, on=ON)
    else:
        duty(new, 2)

    with pytest.raises(Refused, match=r"Chưa hủy được: ở đơn vị mới đã có 1 "):
        actions.undo(act, why="nhầm", by=None, on=ON)
    mine.refresh_from_db()
    assert mine.unit == new


# ── communes ──────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def both(commune, elsewhere):
    return [commune, elsewhere]


def test_papers_not_yet_public_pass_on_and_public_ones_stay(both, lan, thang, client):
    waiting = note(lan, number="1/QĐ")
    draft(waiting, lan)
    public = publish(note(lan, number="2/QĐ"), lan, thang)
    LocalRule.objects.create(
        key="x", unit=lan.unit, since=date(2026, 1, 1), value=3, document="d", signer="s",
        set_by=lan,
    )  # fmt: skip

    act = merge(both, NewUnit("Xã Đại Từ"))

    new = Unit.objects.get(pk=act.born[0])
    assert Item.objects.get(pk=waiting.pk).unit == new
    assert Item.objects.get(pk=public.pk).unit == lan.unit
    assert LocalRule.objects.get().until == EVE
    assert "1 quy định thêm đang áp dụng" in said(act)
    old = Unit.objects.get(pk=lan.unit_id)
    answer = client.get(f"/xa/{old.slug}/", follow=True)
    page = answer.content.decode()
    assert answer.redirect_chain == [(f"/don-vi/{old.slug}/", 302)]
    assert "nay là" in page
    assert f"Từ ngày {ON:%d/%m/%Y} theo 12/NQ-HĐND" in page
    kept = f"/xa/{old.slug}/da-cong-khai/"
    assert kept in page
    archive = client.get(kept).content.decode()
    assert f"/cong-khai/{public.pk}/" in archive
    assert f"/cong-khai/{waiting.pk}/" not in archive
    assert kept in client.get(f"/don-vi/{new.slug}/lich-su/").content.decode()
    assert client.get(f"/xa/{new.slug}/").status_code == 200


def test_scans_not_yet_entered_pass_to_the_heir_and_come_back(both, lan):
    scan = receiving.receive(lan.unit, pdf(), by=lan, on=ON).file

    act = merge(both, NewUnit("Xã Đại Từ"))
    scan.refresh_from_db()
    assert scan.unit_id == act.born[0]

    actions.undo(act, why="Ghi nhầm", by=None, on=ON)
    scan.refresh_from_db()
    assert scan.unit == lan.unit


def test_requests_not_yet_answered_pass_on_with_their_days_and_answered_ones_stay(both, lan):
    waiting = requests.asked(lan.unit)
    answered = requests.supply(requests.asked(lan.unit), lan)

    act = merge(both, NewUnit("Xã Đại Từ"))

    new = Unit.objects.get(pk=act.born[0])
    assert (requests.fresh(waiting).unit, requests.fresh(waiting).due_on) == (new, waiting.due_on)
    assert requests.fresh(answered).unit == lan.unit
    assert "1 yêu cầu cung cấp thông tin chưa trả lời" in said(act)
    actions.undo(act, why="Ghi nhầm", by=None, on=ON)
    assert requests.fresh(waiting).unit == lan.unit


def test_what_waits_for_the_people_and_a_meeting_told_pass_to_the_heir(hamlet, other, tam):
    mo = in_office("mo", Role.FRONT_HEAD, hamlet, full_name="Bàn Thị Mơ").terms.get()
    votes.fill_roll(hamlet, 40)
    waiting = votes.proposed(tam, on=ON)
    told = gatherings.called(tam, matters=())
    running = votes.put_forward(tam, mo, on=ON)
    votes.hall(votes.part_of(running), tam, present=10, yes=10, whole=40, on=ON)  # too few came

    act = merge([hamlet], other)

    assert said(act)["1 cuộc biểu quyết đang mở"] == "tiếp tục với 40 hộ đã chốt"
    assert said(act)["1 việc chưa mở biểu quyết"].startswith("chuyển sang xóm Suối Chè")
    assert said(act)["1 cuộc họp đang chuẩn bị"] == "chuyển sang xóm Suối Chè"
    assert at_home(running, waiting, told) == [hamlet, other, other]
    actions.undo(act, why="Ghi nhầm", by=None, on=ON)
    assert at_home(running, waiting, told) == [hamlet, hamlet, hamlet]


def at_home(*rows):
    for row in rows:
        row.refresh_from_db()
    return [row.unit for row in rows]


def test_a_case_passes_to_the_heir_with_its_days_and_comes_back(both, lan):
    cases.send(lan.unit, on=ON)
    case = Case.objects.get()
    days = sorted(Duty.objects.open().filter(kind="case").values_list("due_on", flat=True))

    act = merge(both, NewUnit("Xã Đại Từ"))

    new = Unit.objects.get(pk=act.born[0])
    assert at_home(case) == [new]
    moved = Duty.objects.open().filter(kind="case", unit=new)
    assert sorted(moved.values_list("due_on", flat=True)) == days != []
    assert said(act)["1 đơn, phản ánh đang mở"] == "chuyển sang xã Đại Từ, giữ nguyên hạn"
    actions.undo(act, why="Ghi nhầm", by=None, on=ON)
    assert at_home(case) == [lan.unit]


def test_two_papers_of_one_number_are_settled_before_their_communes_merge(both, lan, mai):
    note(lan)
    note(mai)

    with pytest.raises(Refused, match="có ở hai đơn vị mà chưa công khai"):
        merge(both, NewUnit("Xã Đại Từ"))
    assert not Plan.objects.exists()
    assert Unit.objects.communes().filter(valid_to=None).count() == 2


# ── pages ─────────────────────────────────────────────────────────────────────────────────────


def filled(*olds, **more):
    return {
        "merging": [one.pk for one in olds], "document": "12/NQ-HĐND",
        "signed_on": f"{PAPER.signed_on:%d/%m/%Y}", "day": f"{ON:%d/%m/%Y}", **more,
    }  # fmt: skip


def test_the_clerk_sees_what_hangs_there_and_then_writes(lan, hamlet, other, tam, desk_of):
    duty(hamlet, 1)
    browser = desk_of(lan)
    form = filled(hamlet, other, new_name="Xóm Tâm Chè")

    page = browser.post(f"{AT}sap-nhap/", form).content.decode()
    assert "Xóm Đồng Tâm, Xóm Suối Chè nhập thành xóm Tâm Chè" in page
    assert "1 việc đang mở" in page
    assert "Hoàng Thị Tâm" in page
    assert not Reorganisation.objects.exists()

    answer = browser.post(f"{AT}sap-nhap/", {**form, "confirm": "1"}, follow=True)
    act = Reorganisation.objects.get()
    assert answer.redirect_chain[0][0] == f"{AT}viec/{act.pk}/"
    page = answer.content.decode()
    assert "Nhiệm kỳ kết thúc theo" in page
    assert "Hoàng Thị Tâm" in page
    assert "Hoàng Thị Tâm" not in str(act.hanging)

    page = browser.post(f"{AT}viec/{act.pk}/huy/", {"why": "nhầm"}, follow=True).content.decode()
    assert "Việc này đã hủy" in page
    assert Unit.objects.get(pk=hamlet.pk).valid_to is None


def test_what_was_typed_stays_beside_the_refusal(lan, hamlet, other, desk_of):
    form = filled(hamlet, into=hamlet.pk)

    answer = desk_of(lan).post(f"{AT}sap-nhap/", form)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "thành vòng tròn" in page
    assert 'value="12/NQ-HĐND"' in page
    again = desk_of(lan).post(f"{AT}sap-nhap/", filled(hamlet))
    assert "một trong hai" in again.content.decode()


@pytest.mark.parametrize(
    ("what", "more"),
    [
        ("tach", {"names": "Xóm Một\nXóm Hai"}),
        ("giai-the", {"taker": "commune"}),
        ("doi-ten", {"new_name": "Xóm Tâm Mới"}),
    ],
)
def test_each_act_has_its_page(lan, commune, hamlet, desk_of, what, more):
    browser = desk_of(lan)
    more = {key: commune.pk if value == "commune" else value for key, value in more.items()}
    form = filled() | {"old": hamlet.pk} | more

    assert browser.get(f"{AT}{what}/").status_code == 200
    assert browser.post(f"{AT}{what}/", form).status_code == 200
    assert not Reorganisation.objects.exists()
    browser.post(f"{AT}{what}/", form | {"confirm": "1"})
    assert Reorganisation.objects.get().carried_on == ON


def test_mai_of_another_commune_orders_nothing_here(mai, lan, tam, hamlet, other, desk_of, hung):
    act = merge([hamlet], other, by=lan)
    browser = desk_of(mai)

    assert browser.get(AT).status_code == 200
    assert "Suối Chè" not in browser.get(AT).content.decode()
    assert browser.get(f"{AT}viec/{act.pk}/").status_code == 404
    assert browser.post(f"{AT}viec/{act.pk}/huy/", {"why": "x"}).status_code == 404
    assert browser.get(f"{AT}?xa={lan.unit.slug}").status_code == 404
    assert browser.post(f"{AT}sap-nhap/", filled(other, new_name="Xóm A")).status_code == 422
    assert browser.get(f"{AT}sap-nhap-khac/").status_code == 404
    assert desk_of(tam).get(AT).status_code == 403  # her term ended with the hamlet
    assert hung.get(AT).status_code == 302
    assert Reorganisation.objects.get().undone_on is None


def test_the_province_orders_communes_and_looks_into_each(province, commune, hamlet, desk_of):
    browser = desk_of(in_office("tinh", Role.PROVINCE, province).terms.get())

    assert commune.full_name in browser.get(AT).content.decode()
    inside = f"{AT}?xa={commune.slug}"
    assert "Xóm Đồng Tâm" in browser.get(inside).content.decode()
    form = filled() | {"old": hamlet.pk, "new_name": "Xóm Mới", "confirm": "1"}
    browser.post(f"{AT}doi-ten/?xa={commune.slug}", form)
    assert Unit.objects.get(pk=hamlet.pk).name == "Mới"
    send = {"file": SimpleUploadedFile("x.csv", f"Xã,Tên\n{commune.full_name},Xóm B".encode())}
    assert "Ghi 1 dòng" in browser.post(f"{AT}nhap/", send, follow=True).content.decode()


def test_the_province_splits_a_commune_hamlet_by_hamlet(province, commune, hamlet, other, desk_of):
    browser = desk_of(in_office("tinh", Role.PROVINCE, province).terms.get())
    form = filled() | {"old": commune.pk, "names": "Xã Một\nXã Hai"}
    at = f"{AT}tach/"

    answer = browser.post(at, form)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert f'name="unit_{hamlet.pk}"' in page
    assert "2 đơn vị trực thuộc" in page

    form |= {f"unit_{hamlet.pk}": "1", f"unit_{other.pk}": "0"}
    page = browser.post(at, form).content.decode()
    assert "Về Xã Một" in page
    assert not Reorganisation.objects.exists()

    browser.post(at, form | {"confirm": "1"})
    act = Reorganisation.objects.get()
    assert [Unit.objects.get(pk=one.pk).commune_id for one in (hamlet, other)] == act.born[::-1]
    assert "Về Xã Hai" in browser.get(f"{AT}viec/{act.pk}/").content.decode()


def test_the_lists_cost_the_same_with_one_unit_and_three(lan, commune, hamlet, desk_of):
    browser = desk_of(lan)

    def cost():
        with CaptureQueriesContext(connection) as queries:
            browser.get(AT)
        return len(queries)

    once = cost()
    for n in (1, 2):
        Unit.objects.create(
            kind="community", title="xom", name=str(n), folded=str(n), slug=f"x{n}", commune=commune
        )
    assert cost() == once


def test_every_room_that_hangs_something_on_a_unit_is_asked():
    assert {room.room for room in hanging.rooms()} == {
        "places",
        "people",
        "duties",
        "disclosure",
        "rulebook",
        "people.roll",
        "postings",
        "asking",
        "decisions",
        "meetings",
        "petitions",
        "reception",
    }
