"""An official enters for somebody without a device; they say later whether it is right."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from civics.errors import Refused
from danchu.behalf import actions, allowed, reading
from danchu.behalf.actions import Told
from danchu.behalf.models import EnteredFor, Source
from danchu.disclosure.actions import entering
from danchu.disclosure.models import Pointer
from danchu.disclosure.tests.factories import picture
from danchu.duties.models import Duty
from danchu.kit.models import AuditEntry

pytestmark = pytest.mark.django_db
DAY = date(2026, 12, 2)
ABOUT = "Xã thu tiền vệ sinh mà chưa thấy dán."
TOLD = Told(Source.CALL, date(2026, 11, 20), name="bà Lý Thị Mẩy", phone_end="456")
DOOR = "/cong-khai/chi-van-ban/nhap-thay/"
FORM = {
    "about": ABOUT,
    "number": "",
    "decided_on": "",
    "name": "bà Lý Thị Mẩy",
    "phone_end": "456",
    "source": "call",
    "told_on": "20/11/2026",
    "note": "",
}


def call(lan, told=TOLD, *, on=DAY) -> EnteredFor:
    return entering.point_for(
        lan.unit, told, about=ABOUT, number="", decided_on=None, by=lan, on=on
    )


def acts() -> list[str]:
    return list(AuditEntry.objects.order_by("pk").values_list("act", flat=True))


# ── never a vote ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "act",
    [
        "decisions.record_count",
        "decisions.anything",
        "ballots.cast",
        "consultations.say",
        "works.vote",
        "meetings.show_of_hands_vote",
        "disclosure.approve",
        "benefits.endorse",
        "inspection.elect_board",
        "people.sign_for_household",
        "outreach.survey_answer",
        "works.phieu_lay_y_kien",
    ],
)
def test_an_act_like_a_vote_cannot_register_and_is_refused_with_the_article(lan, act):
    with pytest.raises(allowed.NeverForSomebody):
        allowed.may_be_entered_for(act, "x", door="/")
    with pytest.raises(Refused) as refused:
        actions.enter(act, TOLD, unit=lan.unit, kind="x", key=1, said="x", by=lan, on=DAY)
    assert "Không ai biểu quyết, bỏ phiếu" in refused.value.message
    assert str(refused.value.cite.place) == "Điều 18 khoản 2"
    assert not EnteredFor.objects.exists()


@pytest.mark.parametrize("act", ["disclosure.publish", "behalf.confirm", "behalf.deny"])
def test_ones_own_word_cannot_be_given_by_another(act):
    with pytest.raises(allowed.NeverForSomebody):
        allowed.may_be_entered_for(act, "x", door="/")


def test_what_did_not_register_is_refused_by_default(lan):
    with pytest.raises(Refused, match="không nhập thay được"):
        actions.enter(
            "disclosure.note", TOLD, unit=lan.unit, kind="x", key=1, said="", by=lan, on=DAY
        )


def test_nothing_registered_today_is_a_vote():
    assert {act for act in allowed.acts() if allowed.is_vote(act)} == set()
    assert set(allowed.acts()) == {
        "disclosure.ask",
        "disclosure.point",
        "people.set_phone",
        "petitions.send",
        "postings.prove",
    }


# ── a citizen calls ───────────────────────────────────────────────────────────────────────────


def test_a_call_is_entered_marked_and_answered_like_the_citizens_own(lan):
    entry = call(lan)

    pointer = Pointer.objects.get()
    assert (entry.kind, entry.key, entry.state) == ("pointer", str(pointer.pk), "waiting")
    assert pointer.pointed_by is None
    assert Duty.objects.open().filter(kind="pointer", key=str(pointer.pk)).exists()
    mark = reading.mark_of("pointer", pointer.pk)
    assert mark.words == "nhập thay bởi Ma Thị Lan, theo cuộc gọi ngày 20/11/2026"
    assert mark.public == "văn phòng xã La Bằng nhập thay, theo cuộc gọi ngày 20/11/2026"
    assert acts() == ["disclosure.point", "behalf.enter"]
    assert set(AuditEntry.objects.values_list("term_id", flat=True)) == {lan.pk}


def test_the_office_fills_in_one_form_and_gets_a_code(lan, desk_of):
    page = desk_of(lan).post(DOOR, FORM, follow=True).content.decode()

    entry = EnteredFor.objects.get()
    assert entry.code in page
    assert "bà Lý Thị Mẩy (số cuối 456)" in page
    assert "chờ người ấy xác nhận" in page


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("name", "", "Chưa ghi nhập thay cho ai"),
        ("source", "", "Chưa chọn cách người ấy nói"),
        ("told_on", "03/12/2099", "còn chưa đến"),
        ("phone_end", "0912345678", "Chỉ ghi 3 hoặc 4 chữ số cuối"),
        ("about", "", "Chưa kể việc gì"),
    ],
)
def test_what_is_missing_is_told_and_nothing_is_half_done(lan, desk_of, field, typed, says):
    page = desk_of(lan).post(DOOR, FORM | {field: typed})

    assert page.status_code == 422
    assert says in page.content.decode()
    assert "456" in page.content.decode() or field == "phone_end"  # nothing typed is lost
    assert not Pointer.objects.exists()
    assert not EnteredFor.objects.exists()


def test_officials_see_who_it_was_for_and_the_public_no_name(lan, hung, desk_of):
    call(lan)
    pointer = Pointer.objects.get()

    inside = desk_of(lan).get(f"/cong-khai/chi-van-ban/{pointer.pk}/tra-loi/").content.decode()
    listed = desk_of(lan).get("/cong-khai/").content.decode()
    outside = hung.get(f"/cong-khai/chi-van-ban/{pointer.code}/").content.decode()

    assert "bà Lý Thị Mẩy" in inside
    assert "Nhập thay bởi Ma Thị Lan, theo cuộc gọi ngày 20/11/2026" in inside
    assert "Nhập thay bởi Ma Thị Lan" in listed
    assert "Văn phòng xã La Bằng nhập thay, theo cuộc gọi ngày 20/11/2026" in outside
    assert "Mẩy" not in outside
    assert "456" not in outside
    assert "Ma Thị Lan" not in outside


def test_the_office_of_another_commune_sees_nothing(lan, mai, tam, desk_of):
    entry = call(lan, TOLD._replace(file=picture("zalo.jpg")))

    for somebody in (mai, tam):
        for page in ("", "phieu/", "tep/"):
            assert desk_of(somebody).get(f"/nhap-thay/{entry.pk}/{page}").status_code == 404
    assert entry.code not in desk_of(mai).get("/nhap-thay/").content.decode()
    assert desk_of(tam).get("/nhap-thay/").status_code == 404


def test_the_photo_is_sealed_and_only_the_office_opens_it(lan, hung, desk_of, settings):
    entry = call(lan, TOLD._replace(file=picture("zalo.jpg")))

    served = desk_of(lan).get(f"/nhap-thay/{entry.pk}/tep/")

    assert served.status_code == 200
    assert served["Cache-Control"] == "no-store, private"
    assert not (settings.FILES_FOLDER / entry.proof.stored_as).exists()
    assert (settings.SEALED_FOLDER / entry.proof.stored_as).exists()
    assert hung.get(f"/nhap-thay/{entry.pk}/tep/").status_code == 302


def test_the_list_asks_the_same_number_of_questions_for_one_and_for_three(
    lan, desk_of, django_assert_num_queries
):
    call(lan)
    browser = desk_of(lan)
    with CaptureQueriesContext(connection) as one:
        browser.get("/nhap-thay/")
    with CaptureQueriesContext(connection) as index:
        browser.get("/cong-khai/")
    call(lan)
    call(lan)
    with django_assert_num_queries(len(one)):
        browser.get("/nhap-thay/")
    with django_assert_num_queries(len(index)):
        browser.get("/cong-khai/")


# ── their own word, by code ───────────────────────────────────────────────────────────────────


def test_whoever_holds_the_code_reads_what_was_entered_and_says_it_is_right(lan, hung):
    entry = call(lan)
    typed = f"{entry.code[:4].lower()} {entry.code[4:]}"

    page = hung.get("/nhap-thay/xac-nhan/", {"ma": typed}).content.decode()
    assert ABOUT in page
    assert "Mẩy" not in page
    hung.post("/nhap-thay/xac-nhan/", {"ma": entry.code, "yes": "1"})

    entry.refresh_from_db()
    assert entry.state == "confirmed"
    assert acts()[-1] == "behalf.confirm"
    again = hung.post("/nhap-thay/xac-nhan/", {"ma": entry.code, "no": "1"})
    assert again.status_code == 422
    assert "đã được trả lời" in again.content.decode()


def test_not_right_opens_a_duty_of_the_office_until_it_is_mended(lan, hung, desk_of):
    entry = call(lan)
    hung.post("/nhap-thay/xac-nhan/", {"ma": entry.code, "no": "1", "why": "tôi hỏi tiền nước"})

    entry.refresh_from_db()
    owed = Duty.objects.open().get(kind="entered_for", key=str(entry.pk))
    assert (entry.state, owed.unit, owed.role) == ("disputed", lan.unit, "clerk")
    assert "tôi hỏi tiền nước" in desk_of(lan).get(owed.address).content.decode()
    pointer = Pointer.objects.get()
    shown = hung.get(f"/cong-khai/chi-van-ban/{pointer.code}/").content.decode()
    assert "người ấy nói không đúng, xã phải sửa" in shown.lower()

    assert desk_of(lan).post(owed.address, {"how": ""}).status_code == 422
    desk_of(lan).post(owed.address, {"how": "đã gọi lại, ghi đúng"})
    entry.refresh_from_db()
    assert entry.state == "mended"
    assert not Duty.objects.open().filter(kind="entered_for").exists()
    assert acts()[-2:] == ["behalf.deny", "behalf.mend"]


def test_a_denial_is_owed_by_the_parameter_of_the_province(lan):
    entry = call(lan)
    actions.deny(entry, why="", by=None, person=None, on=DAY)  # Wednesday 2 December

    owed = Duty.objects.get(kind="entered_for")
    assert (owed.counted_from, owed.due_on, owed.basis) == (DAY, date(2026, 12, 7), "parameter")


def test_the_office_does_not_confirm_with_the_code_it_printed(lan, thang, mai, desk_of):
    entry = call(lan)

    for own in (lan, thang):
        page = desk_of(own).post("/nhap-thay/xac-nhan/", {"ma": entry.code, "yes": "1"})
        assert page.status_code == 422
        assert "không tự xác nhận" in page.content.decode()
    assert EnteredFor.objects.get().state == "waiting"


def test_a_wrong_code_says_so_and_guessing_ends(hung):
    page = hung.get("/nhap-thay/xac-nhan/", {"ma": "khongco1"}).content.decode()
    assert "Không có mã “KHONGCO1”" in page
    answers = [hung.get("/nhap-thay/xac-nhan/", {"ma": f"sai{n}"}).status_code for n in range(61)]
    assert answers[-1] == 429


def test_the_slip_names_nobody_and_carries_the_code(lan, desk_of):
    entry = call(lan)
    paper = desk_of(lan).get(f"/nhap-thay/{entry.pk}/phieu/").content.decode()
    assert entry.code in paper
    assert "Mẩy" not in paper


# ── their own word, in their account ──────────────────────────────────────────────────────────


def correct(lan, tam, phone="0912 345 678"):
    return actions.correct_phone(tam.person, phone=phone, told=TOLD, by=lan, on=DAY)


def test_a_hamlet_heads_new_number_is_entered_and_confirmed_on_the_heads_own_page(
    lan, tam, desk_of
):
    filled = {
        "person": tam.person_id,
        "phone": "0912 345 678",
        "source": "call",
        "told_on": "20/11/2026",
        "note": "",
    }
    desk_of(lan).post("/nhap-thay/so-dien-thoai/", filled)
    entry = EnteredFor.objects.get()
    tam.person.refresh_from_db()
    assert tam.person.phone == "0912 345 678"
    assert (entry.account, entry.name) == (tam.person, "")

    hers = desk_of(tam)
    assert "Có việc người khác nhập thay cho bạn" in hers.get("/viec/").content.decode()
    assert "0912 345 678" in hers.get("/nhap-thay/cua-toi/").content.decode()
    hers.post(f"/nhap-thay/cua-toi/{entry.pk}/", {"yes": "1"})
    entry.refresh_from_db()
    assert entry.state == "confirmed"
    assert AuditEntry.objects.last().term_id == tam.pk
    assert "Có việc người khác nhập thay cho bạn" not in hers.get("/viec/").content.decode()


def test_nobody_else_answers_for_the_head(lan, tam, mai, desk_of):
    entry = correct(lan, tam)

    for other in (lan, mai):
        assert desk_of(other).get(f"/nhap-thay/cua-toi/{entry.pk}/").status_code == 404
    assert Client().get("/nhap-thay/xac-nhan/", {"ma": entry.code}).status_code == 200
    assert "0912" not in Client().get("/nhap-thay/xac-nhan/", {"ma": entry.code}).content.decode()
    with pytest.raises(Refused, match="Chỉ người được nhập thay"):
        actions.confirm(entry, by=None, person=None, on=DAY)


def test_the_same_head_may_change_the_number_twice(lan, tam):
    correct(lan, tam)
    correct(lan, tam, "0987 654 321")
    assert EnteredFor.objects.filter(account=tam.person).count() == 2
    with pytest.raises(Refused, match="đã có sẵn"):
        correct(lan, tam, "0987 654 321")


def test_telephones_are_corrected_by_clerk_and_chair_for_part_time_people_only(
    lan, thang, tam, mai, desk_of
):
    assert desk_of(thang).get("/nhap-thay/so-dien-thoai/").status_code == 404
    assert desk_of(tam).get("/nhap-thay/so-dien-thoai/").status_code == 404
    page = desk_of(lan).get("/nhap-thay/so-dien-thoai/").content.decode()
    assert f'<option value="{tam.person_id}"' in page
    assert f'<option value="{thang.person_id}"' not in page
    with pytest.raises(Refused, match="không thuộc"):
        correct(mai, tam)


def test_nobody_enters_for_themselves(lan, thang):
    with pytest.raises(Refused, match="việc của chính bạn"):
        call(lan, Told(Source.MET, DAY, account=lan.person))
    assert not Pointer.objects.exists()
