"""The pages: for the person with or without a term, for the office, for whoever holds a receipt."""

import json
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client

from danchu.kit.clock import today
from danchu.kit.models import AuditEntry
from danchu.people.models import User
from danchu.people.own_data import ERASED_NAME
from danchu.people.tests.factories import signed_in
from danchu.personal_data.actions import answering
from danchu.personal_data.models import DataRequest, Kind, State
from danchu.personal_data.tests.factories import SECRET_WORDS, asks, left_office, on_paper

pytestmark = pytest.mark.django_db
OWN, OFFICE = "/tai-khoan/du-lieu/", "/du-lieu-ca-nhan/yeu-cau/"


@pytest.fixture(autouse=True)
def _own_list(settings, tmp_path):
    settings.ERASURES_FILE = tmp_path / "erasures.jsonl"


@pytest.fixture
def dan(db):
    """Anh Dân, a citizen with an account and without any term."""
    return User.objects.create_user("dan", full_name="Nguyễn Văn Dân", phone="0912 000 111")


def text(response) -> str:
    return response.content.decode()


def asked_today(term, commune, kind=Kind.SEE, **wish) -> DataRequest:
    return asks(term.person, commune, kind, on=today(), **wish)


# ── the person ────────────────────────────────────────────────────────────────────────────────


def test_a_person_sees_what_is_held_room_by_room_and_what_erasing_does(tam, desk_of):
    shown = text(desk_of(tam).get(OWN))

    for said in (
        "Hoàng Thị Tâm",
        "Trưởng thôn, Tổ trưởng tổ dân phố, xóm Đồng Tâm",
        "01/07/2025",
        "Khi xóa: làm trống.",
        "Khi xóa: giữ lại.",
        "Nhật ký an ninh",
        "Xã La Bằng trả lời bạn",
        "Điều 19 khoản 1",
    ):
        assert said in shown, said


def test_an_account_without_any_term_has_the_same_page(dan, commune):
    browser = signed_in(Client(), dan)

    assert "0912 000 111" in text(browser.get(OWN))
    form = text(browser.get(f"{OWN}yeu-cau/"))
    assert "Xã, phường nào trả lời bạn?" in form
    sent = browser.post(f"{OWN}yeu-cau/", {"kind": "see", "unit": commune.pk})
    made = DataRequest.objects.get()
    assert sent["Location"] == f"{OWN}yeu-cau/{made.code}/"
    assert made.unit == commune


def test_who_never_chose_a_commune_is_told_to(dan, commune):
    answer = signed_in(Client(), dan).post(f"{OWN}yeu-cau/", {"kind": "see", "text": SECRET_WORDS})
    assert answer.status_code == 422
    assert "Hãy chọn xã, phường nơi bạn ở." in text(answer)
    assert SECRET_WORDS in text(answer)  # nothing typed is lost


def test_a_stranger_is_led_to_the_door(client):
    for address in (OWN, f"{OWN}lien-he/", f"{OWN}yeu-cau/", OFFICE):
        assert client.get(address)["Location"].startswith("/dang-nhap/")
    assert client.post(f"{OWN}ban-sao/").status_code == 302


def test_own_acts_are_said_in_words(lan, commune, tam, desk_of):
    answering.respond(asked_today(tam, commune), by=lan, on=today())
    assert "Phản hồi yêu cầu về dữ liệu cá nhân" in text(desk_of(lan).get(OWN))


def test_the_copy_is_an_act_and_comes_as_a_file_or_as_sheets(tam, desk_of):
    browser = desk_of(tam)

    file = browser.post(f"{OWN}ban-sao/", {"dang": "tep"})
    held = json.loads(file.content)
    assert file["Content-Disposition"].startswith("attachment")
    assert "no-store" in file["Cache-Control"]
    assert held["ban_sao_du_lieu_cua"] == "Hoàng Thị Tâm"
    assert {one["ten"] for one in held["phan"]} >= {"Tài khoản", "Nhiệm kỳ", "Việc đã làm"}
    assert "mẫu đề xuất" in text(browser.post(f"{OWN}ban-sao/", {"dang": "in"}))
    copies = AuditEntry.objects.filter(act="personal_data.copy", account_id=tam.person_id)
    assert copies.count() == 2
    assert browser.get(f"{OWN}ban-sao/").status_code == 405


def test_phone_and_mail_are_corrected_at_once(tam, desk_of):
    browser = desk_of(tam)
    sent = {"phone": "0912  345 678", "email": "tam@vi-du.vn"}

    assert browser.post(f"{OWN}lien-he/", sent).status_code == 302

    tam.person.refresh_from_db()
    assert (tam.person.phone, tam.person.email) == ("0912 345 678", "tam@vi-du.vn")
    assert AuditEntry.objects.get(act="people.change_contact").account_id == tam.person_id
    again = browser.post(f"{OWN}lien-he/", sent)
    assert again.status_code == 422
    assert "không có gì để sửa" in text(again)


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"phone": "gọi xã"}, "Số điện thoại chưa đúng"),
        ({"phone": "09123"}, "Số điện thoại chưa đúng"),
        ({"email": "tam@"}, "Thư điện tử chưa đúng"),
    ],
)
def test_a_wrong_number_is_refused_with_an_example(tam, desk_of, sent, says):
    answer = desk_of(tam).post(f"{OWN}lien-he/", sent)
    assert answer.status_code == 422
    assert says in text(answer)


def test_an_official_in_office_reads_what_to_do_first_with_the_article(tam, desk_of):
    answer = desk_of(tam).post(f"{OWN}yeu-cau/", {"kind": "erase"})
    assert answer.status_code == 422
    assert "nhờ văn phòng ghi thôi giữ vai" in text(answer)
    assert "Căn cứ: Luật 91/2025/QH15, Điều 14 khoản 2" in text(answer)


def test_somebody_who_left_office_and_signs_in_with_a_password_asks_online(cuu, commune):
    browser = signed_in(Client(), cuu.person)
    assert browser.post(f"{OWN}yeu-cau/", {"kind": "erase"}).status_code == 302
    assert DataRequest.objects.get().unit == commune


def test_only_the_asker_opens_their_request_and_may_drop_it(tam, cuu, commune, desk_of):
    request = asked_today(tam, commune)
    address = f"{OWN}yeu-cau/{request.code}/"

    assert SECRET_WORDS in text(desk_of(tam).get(address))
    assert signed_in(Client(), cuu.person).get(address).status_code == 404
    desk_of(tam).post(address)
    request.refresh_from_db()
    assert request.state == State.DROPPED


def test_a_correction_has_a_form_of_its_own_that_says_what_is_missing(tam, commune, desk_of):
    browser, address = desk_of(tam), f"{OWN}yeu-cau/?loai=correct"

    missing = browser.post(address, {"text": "sai dấu"})
    assert missing.status_code == 422
    assert text(missing).count("Hãy điền chỗ này.") >= 2
    assert "sai dấu" in text(missing)
    browser.post(address, {"what": "full_name", "wish": "Hoàng Thị Tấm", "kind": "erase"})

    made = DataRequest.objects.get()
    assert (made.kind, made.what, made.wish) == (Kind.CORRECT, "full_name", "Hoàng Thị Tấm")
    assert "Xin ghi là" not in text(browser.get(f"{OWN}yeu-cau/"))


# ── the office ────────────────────────────────────────────────────────────────────────────────

PAGES = ("", "giay-hen/", "xoa/", "tra-loi/")
ACTS = ("phan-hoi/", "lam-xong/", "tu-choi/", "gia-han/", "xoa/", "ban-sao/")


def test_another_commune_a_hamlet_head_and_the_province_get_404(
    commune, cuu, mai, tam, khoa, viet, desk_of
):
    request = asked_today(cuu, commune, Kind.ERASE)
    for term in (mai, tam, khoa, viet):
        browser = desk_of(term)
        for page in PAGES:
            assert browser.get(f"{OFFICE}{request.pk}/{page}").status_code == 404, (term, page)
        for act in ACTS:
            sent = {"sure": "on", "answer": "x", "ground": "kept", "why": "x"}
            assert browser.post(f"{OFFICE}{request.pk}/{act}", sent).status_code == 404, (term, act)
    request.refresh_from_db()
    assert request.state == State.WAITING
    assert User.objects.get(pk=cuu.person_id).erased_on is None
    assert "Đỗ Văn Cựu" not in text(desk_of(mai).get(OFFICE))
    assert desk_of(tam).get(OFFICE).status_code == 404


def test_the_nearest_day_stands_first(commune, tam, cuu, lan, desk_of):
    asks(cuu.person, commune, Kind.ERASE, on=today())
    asks(tam.person, commune, Kind.SEE, on=today())

    shown = text(desk_of(lan).get(OFFICE))
    assert shown.index("Hoàng Thị Tâm") < shown.index("Đỗ Văn Cựu")


def test_the_list_asks_the_database_as_often_for_one_as_for_three(
    commune, tam, cuu, khoa, lan, desk_of, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    browser = desk_of(lan)
    asks(tam.person, commune, on=today())
    with CaptureQueriesContext(connection) as one:
        browser.get(OFFICE)
    asks(cuu.person, commune, on=today())
    asks(khoa.person, commune, on=today())
    with django_assert_num_queries(len(one)):
        browser.get(OFFICE)


def test_the_office_responds_and_does_it_and_prints_the_answer(commune, tam, lan, desk_of):
    request = asked_today(tam, commune)
    browser, address = desk_of(lan), f"{OFFICE}{request.pk}/"

    assert SECRET_WORDS in text(browser.get(address))
    browser.post(f"{address}phan-hoi/")
    missing = browser.post(f"{address}lam-xong/", {"answer": ""})
    assert missing.status_code == 422
    browser.post(f"{address}lam-xong/", {"answer": "Đã đưa bản sao tận tay."})

    request.refresh_from_db()
    assert request.state == State.DONE
    paper = text(browser.get(f"{address}tra-loi/"))
    assert "Kính gửi: Hoàng Thị Tâm" in paper
    assert "Đã đưa bản sao tận tay." in paper
    assert "mẫu đề xuất" in paper
    assert "Đã đưa bản sao tận tay." in text(desk_of(tam).get(f"{OWN}yeu-cau/{request.code}/"))


def test_a_refusal_prints_its_ground_and_article(commune, tam, lan, desk_of):
    request = asked_today(tam, commune, Kind.WITHDRAW)
    address = f"{OFFICE}{request.pk}/"
    desk_of(lan).post(f"{address}tu-choi/", {"ground": "task", "answer": "Việc luật giao."})

    paper = text(desk_of(lan).get(f"{address}tra-loi/"))
    assert "Xử lý theo nhiệm vụ luật giao" in paper
    assert "Luật 91/2025/QH15, Điều 19" in paper
    assert "khiếu nại" in paper


def test_what_was_typed_into_a_refused_form_stays(commune, tam, lan, desk_of):
    request = asked_today(tam, commune)
    answer = desk_of(lan).post(f"{OFFICE}{request.pk}/tu-choi/", {"answer": "Vì đã lâu."})
    assert answer.status_code == 422
    assert "Vì đã lâu." in text(answer)
    assert "Hãy chọn căn cứ từ chối." in text(answer)


def test_the_clerks_own_request_opens_without_forms(commune, lan, desk_of):
    request = asked_today(lan, commune)
    shown = text(desk_of(lan).get(f"{OFFICE}{request.pk}/"))
    assert "Đây là yêu cầu của chính bạn" in shown
    assert "lam-xong" not in shown


def test_on_paper_the_office_finds_the_account_checks_and_hands_out_a_receipt_without_a_name(
    commune, cuu, lan, desk_of
):
    browser = desk_of(lan)
    assert "Đỗ Văn Cựu, Công chức Văn phòng xã La Bằng" in text(
        browser.get(f"{OFFICE}ghi/?ten=Đỗ Văn Cựu")
    )
    sent = {"name": "Đỗ Văn Cựu", "account": cuu.person_id, "kind": "erase", "text": ""}
    unchecked = browser.post(f"{OFFICE}ghi/", sent)
    assert "Hãy đối chiếu đúng người" in text(unchecked)
    browser.post(f"{OFFICE}ghi/", {**sent, "identity": "card"})

    request = DataRequest.objects.get()
    assert (request.person_id, request.name) == (cuu.person_id, "")
    receipt = text(browser.get(f"{OFFICE}{request.pk}/giay-hen/"))
    assert request.code in receipt
    assert "Đỗ Văn Cựu" not in receipt


def test_two_taps_and_a_second_account_erase_and_the_answer_shows_the_name_once(
    commune, cuu, lan, binh, desk_of
):
    request = on_paper(commune, lan, person=cuu.person, on=today())
    address = f"{OFFICE}{request.pk}/xoa/"

    assert "người thứ hai" in text(desk_of(lan).post(address, {"sure": "on"}))
    first = desk_of(binh).post(address, {"x": "1"})
    assert first.status_code == 422
    assert User.objects.get(pk=cuu.person_id).erased_on is None
    answer = text(desk_of(binh).post(address, {"sure": "on"}))

    assert "Kính gửi: Đỗ Văn Cựu" in answer
    assert "Nhiệm kỳ" in answer
    assert "Bản sao lưu cũ" in answer
    assert User.objects.get(pk=cuu.person_id).erased_on == today()
    later = text(desk_of(binh).get(f"{OFFICE}{request.pk}/tra-loi/"))
    assert "Đỗ Văn Cựu" not in later
    assert ERASED_NAME in later
    assert desk_of(binh).get(address).status_code == 404


def test_a_copy_is_printed_for_somebody_at_the_table(commune, tam, cuu, lan, desk_of):
    request = on_paper(commune, lan, Kind.SEE, person=cuu.person, on=today())
    printed = text(desk_of(lan).post(f"{OFFICE}{request.pk}/ban-sao/"))
    assert "của Đỗ Văn Cựu" in printed
    assert "CÔNG CHỨC VĂN PHÒNG" in printed  # who signs it
    entry = AuditEntry.objects.get(act="personal_data.copy")
    assert (entry.account_id, entry.key) == (lan.person_id, str(cuu.person_id))
    other = asked_today(tam, commune, Kind.LIMIT)
    assert desk_of(lan).post(f"{OFFICE}{other.pk}/ban-sao/").status_code == 404


def test_the_duty_stands_on_the_desk_of_the_clerk_the_chair_and_not_elsewhere(
    commune, tam, lan, binh, mai, desk_of
):
    request = asked_today(tam, commune)
    for term in (lan, binh):
        desk = text(desk_of(term).get("/viec/"))
        assert f"{OFFICE}{request.pk}/" in desk
        assert "Hoàng Thị Tâm" not in desk
    assert f"{OFFICE}{request.pk}/" not in text(desk_of(mai).get("/viec/"))


# ── whoever holds a receipt, and everybody ────────────────────────────────────────────────────


def test_the_code_says_how_far_it_is_and_nothing_else(commune, tam, lan, client):
    request = asked_today(tam, commune)
    answering.fulfil(request, answer="Đã đưa bản sao.", by=lan, on=today())

    assert client.post("/du-lieu-ca-nhan/", {"code": f" {request.code.lower()} "})[
        "Location"
    ].endswith(f"/theo-doi/{request.code}/")
    shown = client.get(f"/du-lieu-ca-nhan/theo-doi/{request.code}/")
    assert "Đã làm xong" in text(shown)
    assert "no-store" in shown["Cache-Control"]
    for words in ("Hoàng Thị Tâm", SECRET_WORDS, "Đã đưa bản sao."):
        assert words not in text(shown)
    assert "Không có yêu cầu nào" in text(client.post("/du-lieu-ca-nhan/", {"code": "KHONGCO"}))
    assert client.get("/du-lieu-ca-nhan/theo-doi/KHONGCO/").status_code == 404


def test_everybody_reads_the_rights_with_days_from_the_law(client):
    shown = text(client.get("/du-lieu-ca-nhan/"))
    for said in ("10 ngày", "15 ngày", "20 ngày", "72", "theo bản tóm tắt, chưa đọc lời văn"):
        assert said in shown, said
    assert "☐ Xóa dữ liệu" in text(client.get("/du-lieu-ca-nhan/mau-don/"))


def test_nothing_personal_reaches_a_log(commune, cuu, lan, binh, desk_of, caplog):
    left_office(cuu)
    signed_in(Client(), cuu.person).post(f"{OWN}yeu-cau/", {"kind": "erase", "text": SECRET_WORDS})
    request = DataRequest.objects.get()
    desk_of(lan).post(f"{OFFICE}{request.pk}/xoa/", {"sure": "on"})

    assert User.objects.get(pk=cuu.person_id).erased_on == today()
    written = [f"{one.getMessage()} {getattr(one, 'facts', '')}" for one in caplog.records]
    written += [file.read_text() for file in settings.LOG_FOLDER.rglob("*.jsonl")]
    assert written
    for words in ("Đỗ Văn Cựu", SECRET_WORDS, "0987 654 321"):
        assert not any(words in line for line in written), words


def test_a_late_request_is_late_on_the_desk(commune, tam, lan, desk_of):
    asks(tam.person, commune, on=today() - timedelta(days=30))
    assert "quá hạn" in text(desk_of(lan).get(OFFICE))
