"""Several cases at once: all of them or none, and never to whom a matter is about."""

import pytest

from civics.errors import Refused
from danchu.duties.models import Duty
from danchu.kit.clock import today
from danchu.petitions import pointing
from danchu.petitions.actions import handling, sending
from danchu.petitions.models import AnswerTemplate, Bar, Case, State, Step, StepKind
from danchu.petitions.tests.factories import REASONS, handed_in, send

pytestmark = pytest.mark.django_db
ON = today()
BULK = "/don-thu/ban/nhieu"
SEEN = "Xem tại chỗ ngày 26/11"


@pytest.fixture
def three(commune) -> list[Case]:
    return [send(commune, on=ON).case for _ in range(3)]


def post(office, slug: str, cases, **fields):
    sent = {"cases": [one.pk for one in cases], **{f"{slug}-{k}": v for k, v in fields.items()}}
    return office.post(f"{BULK}/{slug}/?xem=moi", sent)


def test_given_and_handed_over_with_a_word_for_the_office(three, lan, thang, desk_of):
    complaint = handed_in(lan, on=ON).case
    office = desk_of(lan)
    given = post(office, "giao", [*three, complaint], to=lan.pk)
    assert given["Location"] == "/don-thu/ban/?xem=moi"
    assert set(Case.objects.values_list("handler", flat=True)) == {lan.pk}
    assert not Duty.objects.open().filter(rule_key="feedback.notice").exists()

    post(office, "giao", three, to=thang.pk, words="Đã gọi thợ, chờ báo giá")
    assert Case.objects.filter(handler=thang).count() == 3
    notes = Step.objects.filter(kind=StepKind.NOTE)
    assert {one.words for one in notes} == {"Đã gọi thợ, chờ báo giá"}
    assert not any(one.shown for one in notes)


def test_a_form_that_is_opened_keeps_what_was_ticked_and_does_nothing(three, lan, desk_of):
    office = desk_of(lan)
    assert "giao-to" not in office.get("/don-thu/ban/").content.decode()
    sent = {"cases": [one.pk for one in three[:2]], "mo": "1"}
    opened = office.post(f"{BULK}/giao/?xem=moi", sent)
    text = opened.content.decode()
    assert opened.status_code == 200
    assert text.count(" checked") == 2
    assert 'name="giao-to"' in text
    assert "error-summary" not in text
    assert f'formaction="{BULK}/giao/?xem=moi"' in text
    assert not Case.objects.exclude(handler=None).exists()
    assert office.post(f"{BULK}/giao/", {"mo": "1"}).status_code == 200  # form first, ticks after


def test_another_form_opened_loses_nothing_that_was_typed(lan, three, desk_of):
    office, word = desk_of(lan), "Đã gọi thợ & chờ"
    other = office.post(f"{BULK}/chuyen/", {"giao-words": word, "chuyen-to": "Điện", "mo": "1"})
    text = other.content.decode()
    assert '<input type="hidden" name="giao-words" value="Đã gọi thợ &amp; chờ">' in text
    assert 'name="chuyen-to" value="Điện"' in text
    failed = post(office, "chuyen", [], to="").content.decode()
    assert "giao-words" not in failed
    again = office.post(f"{BULK}/giao/", {"giao-words": word, "mo": "1"}).content.decode()
    assert "Đã gọi thợ &amp; chờ</textarea>" in again


def test_one_that_cannot_be_given_takes_all_back_and_is_named(three, lan, thang, desk_of):
    about = three[1]
    handling.bar(about, thang.person, by=lan, on=ON)
    steps = Step.objects.count()
    page = post(desk_of(lan), "giao", three, to=thang.pk)

    text = page.content.decode()
    assert page.status_code == 422
    assert "Chưa làm đơn nào: 1 đơn chưa làm được" in text
    assert f">{about.number} · Đơn này có liên quan đến người ấy" in text
    assert text.count(" checked") == 3  # nothing that was ticked is lost
    assert not Case.objects.exclude(handler=None).exists()
    assert Step.objects.count() == steps
    post(desk_of(lan), "giao", [three[0], three[2]], to=thang.pk)
    assert Case.objects.filter(handler=thang).count() == 2


def test_whom_a_case_is_about_cannot_even_name_it(three, lan, thang, mai, desk_of):
    handling.bar(three[0], lan.person, by=thang, on=ON)
    for office in (desk_of(lan), desk_of(mai)):
        page = post(office, "giao", three, to=thang.pk)
        assert page.status_code == 422
        assert three[0].number not in page.content.decode()
    assert not Case.objects.exclude(handler=None).exists()


def test_each_sender_gets_the_whole_template_and_a_complaint_takes_none(three, lan, desk_of):
    handling.keep_template(lan.unit, title="Cống", words=REASONS, cite="", by=lan, on=ON)
    template = AnswerTemplate.objects.get()
    office = desk_of(lan)
    page = post(office, "tra-loi", three, template=template.pk).content.decode()
    assert "3 đơn chưa làm được" in page
    assert "Chưa ghi căn cứ" in page
    handling.keep_template(lan.unit, title="Cống", words=REASONS, cite=SEEN, by=lan, on=ON)
    complaint = handed_in(lan, on=ON).case
    page = post(office, "tra-loi", [*three, complaint], template=template.pk).content.decode()
    assert f">{complaint.number} · Khiếu nại có đường riêng" in page
    assert Case.objects.closed().count() == 0

    assert post(office, "tra-loi", three, template=template.pk).status_code == 302
    assert set(Case.objects.closed().values_list("state", flat=True)) == {State.ANSWERED}
    said = Step.objects.filter(kind=StepKind.ANSWERED).values_list("words", "cite")
    assert list(said) == [(REASONS, SEEN)] * 3
    assert post(office, "tra-loi", three, template=template.pk).status_code == 422  # closed by now


def test_duplicates_close_with_the_answer_of_the_one_and_not_before(three, lan, thang, desk_of):
    first, *again = three
    office = desk_of(lan)
    page = post(office, "trung", again, of=first.number).content.decode()
    assert f"{first.number} chưa được trả lời" in page
    handling.bar(first, thang.person, by=lan, on=ON)
    handling.answer(first, words=REASONS, cite=SEEN, by=lan, on=ON)

    assert "Không có đơn số này" in post(office, "trung", again, of="PA-2").content.decode()
    assert post(office, "trung", again, of=first.number.lower()).status_code == 302
    for case in again:
        case.refresh_from_db()
        told = case.steps.get(kind=StepKind.ANSWERED)
        assert (case.state, told.cite) == (State.ANSWERED, SEEN)
        assert REASONS in told.words
        assert first.number not in told.words  # nobody learns who else wrote
        assert case.steps.get(kind=StepKind.DUPLICATE).words == f"Trùng với {first.number}."
    assert Bar.objects.filter(person=thang.person).count() == 3  # about him, each of them
    assert not Duty.objects.open().filter(kind="case").exists()


def test_an_answer_that_points_to_its_sender_goes_to_nobody_else(lan, commune):
    told = {"name": "Lý Thị Hà", "contact": "tổ 3 xóm Đồng Tâm"}
    first, again = (send(commune, on=ON, **told).case for _ in range(2))
    fine = "Nhà văn hóa có tư liệu, suối Hà và cống xóm Đồng Tâm đã xong."
    assert not pointing.points_to_sender(first, fine)
    pointing_words = (
        "Cảm ơn ly thi ha, cống đã xong.",
        "Đã gặp bà Hà ở cống.",
        "Đã gặp chị Thị Hà ở cống.",
        "da gap ba ha o cong",
        "Cống trước nhà ở tổ 3 xóm Đồng Tâm đã xong.",
    )
    for words in pointing_words:
        assert pointing.points_to_sender(first, words), words
    assert not pointing.points_to_sender(send(commune, on=ON).case, fine)

    handling.answer(first, words="Đã gọi số 0912 345 678 để báo.", cite=SEEN, by=lan, on=ON)
    first.refresh_from_db()
    with pytest.raises(Refused, match="có số điện thoại"):
        handling.close_duplicate(again, first, by=lan, on=ON)
    sending.reopen(first, words="Lại vỡ", on=ON)
    handling.answer(first, words=REASONS, cite="Biên bản với bà Hà", by=lan, on=ON)
    first.refresh_from_db()
    with pytest.raises(Refused, match="tên hoặc số của người gửi"):
        handling.close_duplicate(again, first, by=lan, on=ON)


def test_whom_one_of_the_two_is_about_answers_neither(three, lan, thang, desk_of):
    answered, about, beside = three
    handling.answer(answered, words=REASONS, cite=SEEN, by=lan, on=ON)
    handling.assign(beside, lan, by=thang, on=ON)
    handling.bar(about, lan.person, by=thang, on=ON)
    page = post(desk_of(thang), "trung", [about], of=answered.number).content.decode()
    assert f">{about.number} · Người trả lời đơn kia có liên quan" in page
    assert Case.objects.get(pk=about.pk).is_open

    handling.duplicate(about, beside, by=thang, on=ON)
    beside.refresh_from_db()
    assert beside.handler is None
    assert set(Bar.objects.values_list("case", flat=True)) == {about.pk, beside.pk}


def test_referred_together_but_a_complaint_with_its_own_file(three, lan, desk_of):
    complaint = handed_in(lan, on=ON).case
    to = {"to": "Công ty điện lực", "words": "Đèn đường do công ty quản lý"}
    office = desk_of(lan)
    assert post(office, "chuyen", [*three, complaint], **to).status_code == 422
    assert post(office, "chuyen", three, **to).status_code == 302
    assert Case.objects.filter(state=State.REFERRED).count() == 3
    empty = office.post(f"{BULK}/chuyen/", {"chuyen-to": "", "chuyen-words": ""})
    assert "Chưa đánh dấu đơn nào" in empty.content.decode()
    assert office.get(f"{BULK}/chuyen/?xem=toi")["Location"] == "/don-thu/ban/?xem=toi"
    assert office.post(f"{BULK}/khong-co/").status_code == 404
