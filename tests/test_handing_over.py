"""A term ends: what is left is listed, passed on, put on paper; and every key is closed."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from civics.errors import Refused
from danchu.disclosure.actions import drafting, publishing
from danchu.disclosure.tests import boards as pinned
from danchu.disclosure.tests import factories as told
from danchu.duties import actions as duties
from danchu.kit.clock import today
from danchu.kit.models import AuditEntry
from danchu.people import actions, handing_over
from danchu.people.models import Card, Device, HandOver, Role, Term, User
from danchu.people.tests.factories import in_office
from danchu.places.models import Succession
from danchu.postings.models import Paper
from danchu.rulebook.actions import draft as draft_addition
from danchu.rulebook.models import LocalDraft

pytestmark = pytest.mark.django_db
ON = today()
YESTERDAY = ON - timedelta(days=1)
LIST = "/tai-khoan/nguoi-va-may/"


def at(term: Term, what: str = "ban-giao") -> str:
    return f"/tai-khoan/nhiem-ky/{term.pk}/{what}/"


def ended(term: Term, last_day: date = YESTERDAY) -> Term:
    Term.objects.filter(pk=term.pk).update(until=last_day)
    term.refresh_from_db()
    return term


@pytest.fixture
def nhi(commune) -> Term:
    """The clerk who comes after cô Lan."""
    person = in_office("nhi", Role.CLERK, commune, full_name="Ma Văn Nhì")
    return person.terms.select_related("unit", "person").get()


@pytest.fixture
def work(lan):
    """A noted decision with its duty and draft, and an addition waiting for approval."""
    item = told.note(lan, number="41/QĐ-UBND", decided_on=ON, on=ON)
    told.draft(item, lan, on=ON, title="Tên chưa ai được đọc")
    paper = {"since": ON, "document": "12/QĐ", "signer": "Bình", "by": lan, "on": ON}
    draft_addition("disclosure.publish", change={"working_days": 3}, **paper)
    return item


def titles(sections) -> dict[str, list[str]]:
    return {one.title: [row.what for row in one.rows] for one in sections}


# ── what is left ──────────────────────────────────────────────────────────────────────────────


def test_duties_drafts_additions_and_keys_are_listed_with_days_and_articles(lan, work):
    left = handing_over.left_by(ended(lan), on=ON)

    (duty,) = next(one.rows for one in left if one.title == "Việc chưa xong của vai")
    assert (duty.due_on, duty.address) == (work.due_on, f"/cong-khai/{work.pk}/soan/")
    assert "Điều 12" in duty.place
    said = titles(left)
    assert said["Nội dung công khai đang soạn"] == [
        f"41/QĐ-UBND ngày {ON:%d/%m/%Y}: bản đầu, đang soạn"
    ]
    (addition,) = said["Quy định thêm đang soạn, chờ duyệt"]
    assert addition.endswith(f"áp dụng từ {ON:%d/%m/%Y}")
    assert said["Máy, thẻ, tài khoản đóng lại"] == [
        "Tài khoản đăng nhập bằng mật khẩu và mã xác thực"
    ]
    assert said["Nội dung chờ người này duyệt"] == []


def test_an_approver_leaves_what_waits_for_approval(lan, thang, work):
    drafting.submit(work, by=lan, on=ON)

    said = titles(handing_over.left_by(ended(thang), on=ON))

    assert said["Nội dung chờ người này duyệt"] == [
        f"41/QĐ-UBND ngày {ON:%d/%m/%Y}: bản đầu, đã trình, chờ duyệt"
    ]
    assert len(said["Quy định thêm đang soạn, chờ duyệt"]) == 1


def test_what_is_done_or_of_another_commune_is_not_left(lan, mai, thang):
    told.publish(told.note(lan, number="1/QĐ", decided_on=ON, on=ON), lan, thang, on=ON)
    told.draft(told.note(mai, number="2/QĐ", decided_on=ON, on=ON), mai, on=ON)

    said = titles(handing_over.left_by(ended(lan), on=ON))

    assert not said["Nội dung công khai đang soạn"]
    on_boards = [f"Niêm yết: 1/QĐ ngày {ON:%d/%m/%Y}", f"Loa truyền thanh: 1/QĐ ngày {ON:%d/%m/%Y}"]
    assert said["Việc chưa xong của vai"] == on_boards  # published; put up nowhere yet

    paper = Paper.objects.get(number__startswith="1/QĐ")
    pinned.tap(pinned.rows(paper), lan, on=ON)
    aired = pinned.rows(paper, "broadcast")
    last = ON + timedelta(days=aired[0].days - 1)
    for day in range(aired[0].days):
        pinned.tap(aired, lan, deed=pinned.Deed.AIRED, on=ON + timedelta(days=day))

    assert not titles(handing_over.left_by(ended(lan), on=last))["Việc chưa xong của vai"]


# ── the page ──────────────────────────────────────────────────────────────────────────────────


def test_ending_a_term_leads_to_the_handing_over(desk_of, binh, lan):
    answer = desk_of(binh).post(at(lan, "ket-thuc"), {"last_day": YESTERDAY.isoformat()})

    assert answer["Location"] == at(lan)


def test_without_a_successor_it_waits_on_the_offices_page(desk_of, binh, lan, work):
    ended(lan)
    desk = desk_of(binh)

    page = desk.get(at(lan)).content.decode()
    assert "Chưa có người kế nhiệm" in page
    assert f"/tai-khoan/nguoi-va-may/them/?role=clerk&amp;unit={lan.unit_id}" in page
    assert at(lan) in desk.get(LIST).content.decode()
    assert not HandOver.objects.exists()


def test_the_way_to_the_successor_is_filled_in(desk_of, binh, lan):
    page = desk_of(binh).get(f"{LIST}them/?role=clerk&unit={lan.unit_id}").content.decode()

    assert '<option value="clerk" selected>' in page
    assert f'<option value="{lan.unit_id}" selected>' in page


def test_naming_the_successor_passes_everything_on(desk_of, binh, lan, nhi, work):
    ended(lan)
    desk = desk_of(binh)

    answer = desk.post(at(lan), {"to": nhi.pk, "papers": "Con dấu tên\n\n  Sổ công văn đến "})

    assert answer["Location"] == at(lan, "bien-ban")
    row = HandOver.objects.get()
    assert (row.term_id, row.to_id, row.by_id, row.handed_on) == (lan.pk, nhi.pk, binh.pk, ON)
    said = titles(handing_over.read(row))
    assert said["Giấy tờ, con dấu, tài sản"] == ["Con dấu tên", "Sổ công văn đến"]
    assert at(lan) not in desk.get(LIST).content.decode()
    entry = AuditEntry.objects.get(act="people.hand_over")
    assert (entry.term_id, entry.unit_id, entry.key) == (binh.pk, lan.unit_id, str(lan.pk))


def test_the_successor_reads_the_paper_and_writes_on_where_the_other_stopped(
    desk_of, binh, lan, nhi, work
):
    actions.hand_over(ended(lan), to=nhi, by=binh, on=ON)
    desk = desk_of(nhi)

    assert at(lan, "bien-ban") in desk.get("/tai-khoan/quyen/").content.decode()
    assert "BIÊN BẢN BÀN GIAO" in desk.get(at(lan, "bien-ban")).content.decode()
    words = {"title": "Tên mới", "body": "Chữ mới", "submit": "1"}
    assert desk.post(f"/cong-khai/{work.pk}/soan/", words).status_code == 302
    assert f"/luat/quy-dinh-them/{LocalDraft.objects.get().pk}/" in (
        desk.get("/luat/quy-dinh-them/").content.decode()
    )
    assert "41/QĐ-UBND" in desk.get("/viec/").content.decode()


def test_whoever_wrote_a_draft_does_not_approve_it_in_a_new_role(lan, nhi, binh, commune, work):
    """Handing over moves the work, never the authorship."""
    drafting.submit(work, by=lan, on=ON)
    actions.hand_over(ended(lan), to=nhi, by=binh, on=ON)
    now = Term.objects.create(person=lan.person, role=Role.APPROVER, unit=commune, since=ON)

    with pytest.raises(Refused):
        publishing.approve(work, no_secret=True, by=now, on=ON)


def test_the_paper_stands_as_it_was_that_day(desk_of, binh, lan, nhi, work):
    actions.hand_over(ended(lan), to=nhi, papers="Sổ công văn", by=binh, on=ON)
    duties.close("item", work.pk, on=ON)

    page = desk_of(binh).get(at(lan, "bien-ban")).content.decode()

    for words in (
        "Ma Thị Lan, Công chức Văn phòng, xã La Bằng",
        "Ma Văn Nhì",
        f"{work.due_on:%d/%m/%Y}",
        "Điều 12",
        "Sổ công văn",
        "mẫu đề xuất",
        "BÊN GIAO",
        "CHỨNG KIẾN",
    ):
        assert words in page
    assert "Tên chưa ai được đọc" not in page


# ── who may ───────────────────────────────────────────────────────────────────────────────────


def test_mai_of_another_commune_neither_sees_nor_hands_over(desk_of, binh, lan, nhi, mai):
    ended(lan)
    desk = desk_of(mai)
    assert desk.get(at(lan)).status_code == 404
    assert desk.post(at(lan), {"to": nhi.pk}).status_code == 404

    actions.hand_over(lan, to=nhi, by=binh, on=ON)
    assert desk.get(at(lan, "bien-ban")).status_code == 404


def test_a_number_no_term_can_have_is_not_found(desk_of, binh):
    for page in ("ban-giao", "bien-ban"):
        address = f"/tai-khoan/nhiem-ky/99999999999999999999/{page}/"
        assert desk_of(binh).get(address).status_code == 404, address


def test_the_leaver_opens_neither_page_any_more(desk_of, binh, lan, nhi):
    actions.hand_over(ended(lan), to=nhi, by=binh, on=ON)

    assert [desk_of(lan).get(at(lan, what)).status_code for what in ("ban-giao", "bien-ban")] == [
        403,
        403,
    ]


def test_a_clerk_does_not_hand_over_for_a_clerk(lan, nhi):
    other = in_office("ba", Role.CLERK, lan.unit).terms.get()

    with pytest.raises(Refused, match="do cấp trên ghi nhận"):
        actions.hand_over(ended(lan), to=nhi, by=other, on=ON)


@pytest.mark.parametrize(
    "instead",
    [
        {"role": Role.APPROVER},  # holds another role
        {"until": YESTERDAY},  # left as well
    ],
)
def test_a_successor_holds_the_same_role_in_the_same_unit(binh, lan, nhi, instead):
    Term.objects.filter(pk=nhi.pk).update(**instead)

    with pytest.raises(Refused, match="không giữ vai “Công chức Văn phòng” tại xã La Bằng"):
        actions.hand_over(ended(lan), to=nhi, by=binh, on=ON)
    assert not HandOver.objects.exists()


def test_the_clerk_of_another_commune_is_no_successor(desk_of, binh, lan, mai):
    ended(lan)

    with pytest.raises(Refused, match="không giữ vai"):
        actions.hand_over(lan, to=mai, by=binh, on=ON)
    assert desk_of(binh).post(at(lan), {"to": mai.pk}).status_code == 422


def test_the_clerk_of_what_the_commune_became_is_a_successor(lan, mai, elsewhere, commune):
    Succession.objects.create(old=commune, new=elsewhere, on=ON, act="NQ 1")

    row = actions.hand_over(ended(lan), to=mai, by=None, on=ON)

    assert row.to == mai


def test_a_term_without_a_last_day_is_not_handed_over(desk_of, binh, lan, nhi):
    with pytest.raises(Refused, match="chưa có ngày cuối"):
        actions.hand_over(lan, to=nhi, by=binh, on=ON)
    assert desk_of(binh).get(at(lan)).status_code == 404


def test_handing_over_twice_is_refused_and_nothing_changes(binh, lan, nhi, commune):
    third = in_office("ba", Role.CLERK, commune).terms.get()
    actions.hand_over(ended(lan), to=nhi, by=binh, on=ON)

    with pytest.raises(Refused, match=f"Đã bàn giao ngày {ON:%d/%m/%Y} cho Ma Văn Nhì"):
        actions.hand_over(lan, to=third, by=binh, on=ON)
    assert HandOver.objects.get().to == nhi


def test_somebody_appointed_anew_hands_nothing_over(binh, lan):
    ended(lan)
    assert lan in handing_over.waiting(binh.person, on=ON)

    Term.objects.create(person=lan.person, role=Role.CLERK, unit=lan.unit, since=ON)

    assert lan not in handing_over.waiting(binh.person, on=ON)


@pytest.mark.parametrize(("days", "waits"), [(-365, True), (-366, False), (30, True), (31, False)])
def test_the_list_holds_a_year_back_and_a_month_ahead(binh, lan, days, waits):
    ended(lan, ON + timedelta(days=days))

    assert (lan in handing_over.waiting(binh.person, on=ON)) is waits


def test_the_list_costs_the_same_with_one_and_with_three(desk_of, binh, lan, commune):
    def cost():
        desk = desk_of(binh)
        with CaptureQueriesContext(connection) as queries:
            assert desk.get(LIST).status_code == 200
        return len(queries)

    ended(lan)
    once = cost()
    for name in ("mot", "hai"):
        in_office(name, Role.BOARD_MEMBER, commune, until=YESTERDAY)

    assert cost() == once


# ── every door ────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def phone(tam, lan):
    """Bà Tâm's phone, inside; and another card she never used."""
    code = actions.issue_card(tam.person, by=lan, on=ON).code
    client = Client()
    client.post(f"/the/{code}/", {"pin": "480195", "again": "480195"})
    assert client.get("/viec/").status_code == 200
    return client


def test_a_phone_in_the_middle_of_its_work_is_closed_at_the_next_tap(phone, tam, lan):
    spare = actions.issue_card(tam.person, by=lan, on=ON).code
    assert phone.get(f"/the/{spare}/").status_code == 200

    actions.end_term(tam, last_day=YESTERDAY, by=lan, on=ON)

    assert phone.get("/viec/").status_code == 403
    assert phone.post("/viec/").status_code == 403
    phone.post("/dang-xuat/")
    refused = phone.post("/vao/", {"pin": "480195"}).content.decode()
    assert f"Nhiệm kỳ đã kết thúc ngày {YESTERDAY:%d/%m/%Y}" in refused
    assert Client().get(f"/the/{spare}/").status_code == 404
    with pytest.raises(Refused, match="không thuộc xã"):
        actions.issue_card(tam.person, by=lan, on=ON)


def test_the_last_day_itself_still_works(phone, tam, lan):
    actions.end_term(tam, last_day=ON, by=lan, on=ON)

    assert phone.get("/viec/").status_code == 200


def test_handing_over_closes_phones_and_cards_for_good(phone, tam, lan, hamlet):
    actions.issue_card(tam.person, by=lan, on=ON)
    after = in_office("son", Role.COMMUNITY_HEAD, hamlet).terms.get()
    actions.end_term(tam, last_day=YESTERDAY, by=lan, on=ON)

    row = actions.hand_over(tam, to=after, by=lan, on=ON)

    said = titles(handing_over.read(row))["Máy, thẻ, tài khoản đóng lại"]
    assert said == ["Điện thoại: máy khác", f"Thẻ kích hoạt chưa dùng, in ngày {ON:%d/%m/%Y}"]
    assert not Device.objects.live().exists()
    assert not Card.objects.usable(on=ON).exists()
    Term.objects.create(
        person=tam.person, role=Role.DIGITAL_HELPER, unit=hamlet, since=ON, document="QĐ 2"
    )
    assert phone.get("/viec/").status_code == 302  # a new term wants a new card


def test_who_serves_elsewhere_keeps_the_phone(phone, tam, lan, hamlet, commune):
    Term.objects.create(person=tam.person, role=Role.BOARD_MEMBER, unit=commune, since=ON)
    after = in_office("son", Role.COMMUNITY_HEAD, hamlet).terms.get()
    actions.end_term(tam, last_day=YESTERDAY, by=lan, on=ON)

    row = actions.hand_over(tam, to=after, by=lan, on=ON)

    assert titles(handing_over.read(row))["Máy, thẻ, tài khoản đóng lại"] == []
    assert phone.get("/viec/").status_code == 200


def test_before_the_last_day_is_over_handing_over_closes_nothing(phone, tam, lan, hamlet):
    after = in_office("son", Role.COMMUNITY_HEAD, hamlet).terms.get()
    actions.end_term(tam, last_day=ON, by=lan, on=ON)

    actions.hand_over(tam, to=after, by=lan, on=ON)

    assert phone.get("/viec/").status_code == 200


def test_a_password_of_an_ex_official_opens_no_page_of_the_office(lan, binh, client):
    lan.person.set_password("mot-cau-that-dai-de-nho")
    lan.person.save()
    actions.end_term(lan, last_day=YESTERDAY, by=binh, on=ON)

    client.post("/dang-nhap/", {"username": "lan", "password": "mot-cau-that-dai-de-nho"})

    for address in ("/viec/", "/cong-khai/", LIST, "/luat/quy-dinh-them/", "/nhat-ky/"):
        assert client.get(address).status_code in {302, 403, 404}
        assert (
            client.get(address)
            .get("Location", "/dang-nhap/")
            .startswith(("/dang-nhap/", "/tai-khoan/ma-xac-thuc/"))
        )


def test_an_act_prepared_in_office_is_refused_after_it(desk_of, lan, binh, work):
    """A page left open over the last day: sending its form does nothing."""
    desk = desk_of(lan)
    words = {"title": "Tên mới", "body": "Chữ mới", "submit": "1"}
    assert desk.get(f"/cong-khai/{work.pk}/soan/").status_code == 200
    actions.end_term(lan, last_day=YESTERDAY, by=binh, on=ON)

    assert desk.post(f"/cong-khai/{work.pk}/soan/", words).status_code == 403
    assert work.versions.get().title == "Tên chưa ai được đọc"


def test_an_account_out_of_use_is_shut_too(desk_of, lan):
    desk = desk_of(lan)
    User.objects.filter(pk=lan.person_id).update(is_active=False)

    assert desk.get("/viec/").status_code == 302
