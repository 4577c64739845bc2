"""Anybody may point to a decision that is not public: publish it, or answer why not."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from civics.errors import Refused
from danchu.disclosure import workbench
from danchu.disclosure.actions import mending, noting
from danchu.disclosure.models import Pointer
from danchu.disclosure.tests.factories import NOTED, acts, draft, duties_of, note, publish
from danchu.duties.models import Basis
from danchu.kit import clock
from danchu.kit.models import AuditEntry
from danchu.people import gate
from danchu.people.models import Role, Term, User
from danchu.rulebook.actions import set_local_rule

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 9)
ABOUT = "Xã thu tiền vệ sinh ở xóm mới mà chưa thấy dán ở nhà văn hóa."
FORM = "/xa/xa-la-bang/chi-van-ban/"


def point(commune, *, on=NOTED, about=ABOUT, number="", decided_on=None, by=None) -> Pointer:
    said = {"about": about, "number": number, "decided_on": decided_on}
    return noting.point(commune, **said, by=by, on=on)


def duty(pointer):
    return duties_of("pointer", pointer.pk).get()


# ── anybody may ───────────────────────────────────────────────────────────────────────────────


def test_pointing_opens_a_duty_by_the_parameter_of_the_province(commune):
    pointer = point(commune)

    opened = duty(pointer)
    assert (opened.rule_key, opened.basis) == ("disclosure.answer_pointer", Basis.PARAMETER)
    assert (opened.role, opened.unit) == (Role.CLERK, commune)
    assert (opened.counted_from, opened.due_on) == (NOTED, date(2026, 3, 11))
    assert "vệ sinh" not in opened.what
    assert pointer.pointed_by is None


def test_a_day_to_come_is_refused(commune):
    with pytest.raises(Refused, match="còn chưa đến"):
        point(commune, decided_on=date(2026, 3, 5))

    assert not Pointer.objects.exists()


def test_a_citizen_without_an_account_points_and_gets_a_code(hung, commune):
    assert hung.get(FORM).status_code == 200

    answer = hung.post(FORM, {"about": ABOUT, "number": "", "decided_on": ""})

    pointer = Pointer.objects.get()
    assert answer["Location"] == f"/cong-khai/chi-van-ban/{pointer.code}/"
    assert (pointer.pointed_by, pointer.pointed_on) == (None, clock.today())
    page = hung.get(answer["Location"])
    assert ABOUT in page.content.decode()
    assert "Xã chưa trả lời" in page.content.decode()


@pytest.mark.parametrize("who", ["khoa", "tam"])
def test_a_board_points_under_its_name_others_as_citizens(who, request, desk_of, commune):
    term = request.getfixturevalue(who)
    desk_of(term).post(FORM, {"about": ABOUT})

    named = term if who == "khoa" else None
    assert Pointer.objects.get().pointed_by == named


def test_without_saying_what_about_nothing_is_sent(hung, commune):
    answer = hung.post(FORM, {"about": "  ", "decided_on": "32/13/2026"})

    assert answer.status_code == 422
    assert "Chưa kể việc gì" in answer.content.decode()
    assert "Ngày chưa đúng" in answer.content.decode()
    assert not Pointer.objects.exists()


def test_thirty_an_hour_from_one_address_then_a_kind_429(hung, commune):
    sent = [hung.post(FORM, {"about": ABOUT}).status_code for _ in range(31)]

    assert sent == [302] * 30 + [429]
    answer = hung.post(FORM, {"about": ABOUT})
    assert "Bạn có thể gửi lại sau" in answer.content.decode()
    assert int(answer["Retry-After"]) <= 3600
    assert hung.get(FORM).status_code == 200
    assert Client(REMOTE_ADDR="203.0.113.9").post(FORM, {"about": ABOUT}).status_code == 302
    assert Pointer.objects.count() == 31


# ── only for whoever holds the code ───────────────────────────────────────────────────────────


def test_the_page_opens_with_the_code_and_is_kept_nowhere(hung, commune):
    pointer = point(commune)
    answer = hung.get(f"/cong-khai/chi-van-ban/{pointer.code.lower()}/")

    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex"


def test_a_code_has_ten_letters_that_nobody_misreads_and_none_comes_twice(commune):
    codes = {point(commune).code for _ in range(50)}

    assert len(codes) == 50
    assert {len(code) for code in codes} == {10}
    assert set("".join(codes)) <= set(noting.ALPHABET)
    assert not set("01OI") & set(noting.ALPHABET)


@pytest.mark.parametrize("code", ["ABCDEFGH23", "1", "x' OR 1=1", "%25"])
def test_no_other_code_opens_anything(hung, commune, code):
    point(commune)

    assert hung.get(f"/cong-khai/chi-van-ban/{code}/").status_code == 404


def test_it_stands_on_no_public_page(hung, commune):
    pointer = point(commune)

    for address in ("/xa/xa-la-bang/", "/", "/tim/?q=ve+sinh", "/atom.xml", "/cong-khai/tre-han/"):
        page = hung.get(address).content.decode()
        assert pointer.code not in page
        assert "dán ở nhà văn hóa" not in page


# ── answered ──────────────────────────────────────────────────────────────────────────────────


def test_noting_and_publishing_what_was_pointed_to_answers(lan, thang, commune, hung):
    pointer = point(commune)
    item = note(lan, pointer=pointer)
    pointer.refresh_from_db()
    assert (pointer.item, pointer.answered_on) == (item, None)
    assert duty(pointer).done_on is None
    waiting = hung.get(f"/cong-khai/chi-van-ban/{pointer.code}/").content.decode()
    assert "10/03/2026" in waiting  # the item's own last day

    publish(item, lan, thang, on=DAY)

    pointer.refresh_from_db()
    assert (pointer.answered_on, pointer.answered_by) == (DAY, thang)
    assert duty(pointer).done_on == DAY
    page = hung.get(f"/cong-khai/chi-van-ban/{pointer.code}/").content.decode()
    assert f"/cong-khai/{item.pk}/" in page


def test_a_link_to_what_is_already_public_answers_at_once(lan, thang, commune):
    item = publish(note(lan), lan, thang)
    pointer = point(commune)

    noting.link(pointer, item, by=lan, on=DAY)

    pointer.refresh_from_db()
    assert (pointer.item, pointer.answered_on, pointer.answered_by) == (item, DAY, lan)
    assert duty(pointer).done_on == DAY


def test_a_link_to_what_waits_is_answered_by_publication_or_by_refusal(lan, thang, commune):
    item, pointer = note(lan), point(commune)
    noting.link(pointer, item, by=lan, on=NOTED)
    assert duty(pointer).done_on is None

    mending.refuse_to_publish(item, why="Điều 11: bí mật nhà nước", by=thang, on=DAY)

    pointer.refresh_from_db()
    assert (pointer.answer, pointer.answered_on) == ("Điều 11: bí mật nhà nước", DAY)
    assert duty(pointer).done_on == DAY


@pytest.mark.parametrize("how", ["not_public", "withdrawn", "removed"])
def test_a_link_to_what_is_closed_answers_with_its_reason(lan, thang, commune, how):
    item = note(lan)
    if how == "not_public":
        mending.refuse_to_publish(item, why="Điều 11", by=thang, on=NOTED)
        said = "Đã trả lời vì sao không công khai ngày 04/03/2026: Điều 11"
    else:
        publish(item, lan, thang)
        if how == "withdrawn":
            mending.withdraw(item, why="Sai nhóm", by=thang, on=NOTED)
            said = "Đã thu hồi ngày 04/03/2026: Sai nhóm"
        else:
            mending.remove_urgently(item, ground="personal_data", by=lan, on=NOTED)
            said = "Đã gỡ khẩn ngày 04/03/2026: lộ dữ liệu cá nhân"
    item.refresh_from_db()
    pointer = point(commune)

    noting.link(pointer, item, by=lan, on=DAY)

    pointer.refresh_from_db()
    assert (pointer.answer, pointer.answered_on) == (said, DAY)
    assert duty(pointer).done_on == DAY


def test_an_answer_in_words_closes_the_duty_and_is_read_with_the_code(lan, commune, hung):
    pointer = point(commune)
    noting.answer(pointer, text=" Xã chưa ký văn bản nào về việc này. ", by=lan, on=DAY)

    assert duty(pointer).done_on == DAY
    assert acts()[-1] == "disclosure.answer"
    page = hung.get(f"/cong-khai/chi-van-ban/{pointer.code}/").content.decode()
    assert "Xã chưa ký văn bản nào về việc này." in page
    assert "09/03/2026" in page


def test_what_is_answered_is_answered_once(lan, commune):
    pointer = point(commune)
    noting.answer(pointer, text="không có", by=lan, on=DAY)

    with pytest.raises(Refused, match="đã được trả lời ngày 09/03/2026"):
        noting.answer(pointer, text="khác", by=lan, on=DAY)
    with pytest.raises(Refused, match="đã được trả lời"):
        noting.link(pointer, note(lan), by=lan, on=DAY)
    with pytest.raises(Refused, match="đã được trả lời"):
        note(lan, number="14/QĐ-UBND", pointer=pointer)


def test_a_decision_of_another_commune_is_no_answer(lan, mai, commune):
    pointer = point(commune)

    with pytest.raises(Refused, match="của xã khác"):
        noting.link(pointer, note(mai), by=lan, on=DAY)

    pointer.refresh_from_db()
    assert pointer.item is None


def test_the_day_shown_to_the_citizen_is_the_day_of_the_duty(viet, province, commune):
    pointer = point(commune)
    papers = {"document": "11/QĐ-UBND", "signer": "Vũ Quốc Việt", "by": viet, "on": NOTED}
    change = {"working_days": 2}
    key = "disclosure.answer_pointer"
    set_local_rule(key, unit=province, since=NOTED, change=change, **papers)

    assert workbench.pointer_face(pointer, on=NOTED).due == "hạn thứ Tư, 11/03/2026"
    assert duty(point(commune)).due_on == date(2026, 3, 6)


# ── at the desk ───────────────────────────────────────────────────────────────────────────────


def test_the_office_answers_from_its_desk(lan, commune, desk_of):
    pointer = point(commune)
    browser, at = desk_of(lan), f"/cong-khai/chi-van-ban/{pointer.pk}/tra-loi/"
    assert ABOUT in browser.get("/cong-khai/").content.decode()
    assert browser.get(at).status_code == 200
    assert browser.post(at, {"text": " "}).status_code == 422

    assert browser.post(at, {"text": "Chưa có văn bản."})["Location"] == "/cong-khai/"
    assert Pointer.objects.get().answer == "Chưa có văn bản."
    assert browser.post(at, {"text": "lần hai"}).status_code == 422
    assert ABOUT not in browser.get("/cong-khai/").content.decode()


@pytest.mark.parametrize("typed", ["", "abc", "0", "-1", "99999999999999999999"])
def test_a_choice_that_is_no_item_changes_nothing(lan, commune, desk_of, typed):
    pointer = point(commune)

    answer = desk_of(lan).post(f"/cong-khai/chi-van-ban/{pointer.pk}/tra-loi/", {"item": typed})

    assert answer.status_code in {404, 422}
    assert Pointer.objects.get().answered_on is None


def test_the_office_links_only_items_it_keeps(lan, mai, thang, commune, desk_of):
    theirs = note(mai)
    ours = publish(note(lan), lan, thang)
    pointer = point(commune)
    browser, at = desk_of(lan), f"/cong-khai/chi-van-ban/{pointer.pk}/tra-loi/"

    assert browser.post(at, {"item": theirs.pk}).status_code == 404
    assert browser.post(at, {"item": ours.pk}).status_code == 302
    assert Pointer.objects.get().item == ours


def test_noting_from_the_pointer_fills_in_what_is_known(lan, commune, desk_of):
    pointer = point(commune, number="431/QĐ-UBND", decided_on=date(2026, 3, 2))
    browser = desk_of(lan)

    page = browser.get(f"/cong-khai/ghi-nhan/?chi={pointer.pk}").content.decode()
    assert "431/QĐ-UBND" in page
    assert ABOUT in page
    fields = {"group": 5, "number": "431/QĐ-UBND", "decided_on": "02/03/2026", "signer": "Bình"}
    assert browser.post("/cong-khai/ghi-nhan/", {**fields, "chi": pointer.pk}).status_code == 302
    assert Pointer.objects.get().item.number == "431/QĐ-UBND"


def test_a_pointer_of_another_office_is_not_found(mai, commune, desk_of):
    pointer = point(commune)
    browser = desk_of(mai)

    assert browser.get(f"/cong-khai/chi-van-ban/{pointer.pk}/tra-loi/").status_code == 404
    page = browser.get(f"/cong-khai/ghi-nhan/?chi={pointer.pk}").content.decode()
    assert ABOUT not in page


def test_a_second_term_as_delegate_elsewhere_still_points_by_name(mai, elsewhere, commune, desk_of):
    term = Term.objects.create(
        person=mai.person, role=Role.COUNCIL_DELEGATE, unit=elsewhere, since=date(2025, 7, 1)
    )
    desk_of(mai).post(FORM, {"about": ABOUT})

    assert Pointer.objects.get().pointed_by == term


def test_a_draft_of_what_was_pointed_to_is_not_yet_an_answer(lan, commune):
    pointer = point(commune)
    draft(note(lan, pointer=pointer), lan)

    assert duty(pointer).done_on is None


# ── one's own list ────────────────────────────────────────────────────────────────────────────


MINE = "/cong-khai/chi-van-ban/cua-toi/"


@pytest.fixture
def citizen(db):
    """A citizen who came in by a code: no term, no rights of an office."""
    client = Client()
    client.force_login(User.objects.create_user("cd-1", full_name="Công dân, số …678"))
    session = client.session
    session[gate.WAY] = "phone_code"
    session[gate.BEGAN] = session[gate.SEEN] = clock.now().timestamp()
    session.save()
    return client


def test_what_a_citizen_points_to_while_signed_in_stands_in_their_own_list(citizen, commune):
    assert "Chưa có văn bản nào" in citizen.get(MINE).content.decode()

    citizen.post(FORM, {"about": ABOUT, "number": "", "decided_on": ""})

    page = citizen.get(MINE).content.decode()
    assert "Xã thu tiền vệ sinh" in page
    assert "xã chưa trả lời" in page


def test_neither_the_office_nor_the_trail_sees_whose_it_is(citizen, commune, lan, desk_of):
    citizen.post(FORM, {"about": ABOUT, "number": "", "decided_on": ""})

    pointer = Pointer.objects.get()
    page = desk_of(lan).get(f"/cong-khai/chi-van-ban/{pointer.pk}/tra-loi/").content.decode()
    assert "Xã thu tiền vệ sinh" in page
    assert "…678" not in page
    assert "cd-1" not in page
    entry = AuditEntry.objects.get(act="disclosure.point")
    assert (entry.account_id, entry.term_id) == (None, None)


def test_the_list_is_ones_own(citizen, hung, commune, mai, desk_of):
    citizen.post(FORM, {"about": ABOUT, "number": "", "decided_on": ""})
    hung.post(FORM, {"about": "không đăng nhập", "number": "", "decided_on": ""})

    assert "không đăng nhập" not in citizen.get(MINE).content.decode()
    assert "vệ sinh" not in desk_of(mai).get(MINE).content.decode()
    assert "/dang-nhap/" in hung.get(MINE)["Location"]


def test_the_list_costs_the_same_with_one_and_with_three(citizen, commune):
    def cost():
        with CaptureQueriesContext(connection) as seen:
            citizen.get(MINE)
        return len(seen)

    citizen.post(FORM, {"about": ABOUT, "number": "", "decided_on": ""})
    once = cost()
    for _ in range(2):
        citizen.post(FORM, {"about": ABOUT, "number": "", "decided_on": ""})
    assert cost() == once
