"""A request opens two clocks; the office of the right unit answers, by another account."""

from datetime import date

import pytest
from django.db import IntegrityError

from civics.errors import Refused
from danchu.duties.models import Duty
from danchu.kit.models import AuditEntry
from danchu.people.models import Role, Term, User
from danchu.personal_data import access
from danchu.personal_data.actions import answering, asking
from danchu.personal_data.actions.asking import Wish
from danchu.personal_data.models import DataRequest, Identity, Kind, State, What
from danchu.personal_data.tests.factories import (
    ANSWER_DUE,
    ASKED,
    ERASE_DUE,
    SECRET_WORDS,
    SEE_DUE,
    STOP_DUE,
    asks,
    left_office,
    on_paper,
)

pytestmark = pytest.mark.django_db


def duties_of(request):
    return {
        one.rule_key: one for one in Duty.objects.filter(kind="data_request", key=str(request.pk))
    }


@pytest.mark.parametrize(
    ("kind", "rule", "due"),
    [
        (Kind.SEE, "personal_data.see", SEE_DUE),
        (Kind.CORRECT, "personal_data.see", SEE_DUE),
        (Kind.LIMIT, "personal_data.stop", STOP_DUE),
        (Kind.OBJECT, "personal_data.stop", STOP_DUE),
        (Kind.WITHDRAW, "personal_data.stop", STOP_DUE),
        (Kind.ERASE, "personal_data.erase", ERASE_DUE),
    ],
)
def test_a_request_opens_the_duty_to_respond_and_the_duty_to_have_it_done(
    commune, cuu, kind, rule, due
):
    wish = {"what": What.OTHER} if kind == Kind.CORRECT else {}
    request = asks(cuu.person, commune, kind, **wish)

    found = duties_of(request)
    assert set(found) == {"personal_data.answer", rule}
    assert found["personal_data.answer"].due_on == ANSWER_DUE
    assert found[rule].due_on == due == request.due_on
    assert {one.role for one in found.values()} == {Role.CLERK}
    assert {one.unit_id for one in found.values()} == {commune.pk}
    assert {one.address for one in found.values()} == {f"/du-lieu-ca-nhan/yeu-cau/{request.pk}/"}


def test_the_province_answers_its_own_people(province, viet):
    assert access.home_unit(viet.person, on=ASKED) == province
    request = asks(viet.person, province)
    assert {one.role for one in duties_of(request).values()} == {Role.PROVINCE}


def test_the_commune_answers_for_its_hamlet_and_a_citizen_without_a_term_chooses(commune, tam):
    assert access.home_unit(tam.person, on=ASKED) == commune
    nobody = User.objects.create_user("dan", full_name="Nguyễn Văn Dân")
    assert access.home_unit(nobody, on=ASKED) is None
    assert asks(nobody, commune).unit == commune


def test_a_hamlet_does_not_answer(hamlet, tam):
    with pytest.raises(Refused, match="chọn xã, phường"):
        asks(tam.person, hamlet)


def test_responding_stops_the_first_clock_and_doing_it_the_second(commune, tam, lan):
    request = asks(tam.person, commune)

    answering.respond(request, by=lan, on=ANSWER_DUE)
    found = duties_of(request)
    assert found["personal_data.answer"].done_on == ANSWER_DUE
    assert found["personal_data.see"].done_on is None

    answering.fulfil(request, answer="Đã đưa bản sao.", by=lan, on=SEE_DUE)
    assert duties_of(request)["personal_data.see"].done_on == SEE_DUE
    assert not duties_of(request)["personal_data.see"].was_late


def test_an_answer_at_once_is_the_response_too_and_a_day_late_is_late(commune, tam, lan):
    request = asks(tam.person, commune)

    done = answering.fulfil(request, answer="Đã đưa bản sao.", by=lan, on=date(2026, 12, 7))

    assert done.responded_on == date(2026, 12, 7)
    assert all(one.was_late for one in duties_of(request).values())


def test_the_second_response_is_refused(commune, tam, lan):
    request = asks(tam.person, commune)
    answering.respond(request, by=lan, on=ASKED)
    with pytest.raises(Refused, match="Đã phản hồi"):
        answering.respond(request, by=lan, on=ASKED)


# ── extension ─────────────────────────────────────────────────────────────────────────────────


def test_one_extension_moves_the_day_by_the_rule_and_keeps_its_reason(commune, cuu, lan):
    request = asks(cuu.person, commune, Kind.ERASE)

    later = answering.extend(request, why="Nhiều hồ sơ giấy.", by=lan, on=ERASE_DUE)

    assert later.due_on == date(2027, 1, 5)  # twenty days from the first day
    found = duties_of(request)
    assert found["personal_data.erase"].called_off_on == ERASE_DUE
    assert found["personal_data.erase.extend"].due_on == date(2027, 1, 5)
    with pytest.raises(Refused, match="chỉ cho một lần"):
        answering.extend(request, why="Vẫn chưa xong.", by=lan, on=ERASE_DUE)


def test_no_extension_once_the_day_is_over_or_without_a_reason(commune, cuu, lan):
    request = asks(cuu.person, commune, Kind.ERASE)
    with pytest.raises(Refused, match="quá hạn"):
        answering.extend(request, why="Bận.", by=lan, on=date(2026, 12, 17))
    with pytest.raises(Refused, match="lý do"):
        answering.extend(request, why=" ", by=lan, on=ERASE_DUE)
    assert request.due_on == ERASE_DUE


# ── corrections ───────────────────────────────────────────────────────────────────────────────


def test_a_name_is_mended_in_the_very_act_and_what_stood_there_is_kept(commune, tam, lan):
    request = asks(tam.person, commune, Kind.CORRECT, what=What.FULL_NAME, wish="Hoàng Thị Tấm")

    done = answering.fulfil(request, answer="Đã sửa theo giấy khai sinh.", by=lan, on=ASKED)

    tam.person.refresh_from_db()
    assert tam.person.full_name == "Hoàng Thị Tấm"
    assert done.was == "Hoàng Thị Tâm"
    assert AuditEntry.objects.filter(act="people.correct_name", account_id=lan.person_id).exists()


def test_title_and_document_of_a_term_are_mended_its_role_and_days_are_not(commune, tam, lan):
    Term.objects.filter(pk=tam.pk).update(document="12/QĐ", position="Trưởng thôn")
    request = asks(
        tam.person, commune, Kind.CORRECT, what=What.POSITION, wish="Trưởng xóm", term=tam
    )
    before = (tam.role, tam.since, tam.until, tam.unit_id)

    answering.fulfil(request, answer="Đã sửa.", by=lan, on=ASKED)

    tam.refresh_from_db()
    assert (tam.position, tam.document) == ("Trưởng xóm", "12/QĐ")
    assert (tam.role, tam.since, tam.until, tam.unit_id) == before


@pytest.mark.parametrize(
    ("wish", "says"),
    [
        ({}, "chọn điều cần sửa"),
        ({"what": What.FULL_NAME}, "ghi lời đúng"),
        ({"what": What.POSITION, "wish": "Trưởng xóm"}, "chọn nhiệm kỳ"),
    ],
)
def test_a_correction_says_what_and_how(commune, tam, wish, says):
    with pytest.raises(Refused, match=says):
        asks(tam.person, commune, Kind.CORRECT, **wish)


def test_somebody_elses_term_is_not_corrected(commune, tam, lan):
    with pytest.raises(Refused, match="không phải của người yêu cầu"):
        asks(tam.person, commune, Kind.CORRECT, what=What.POSITION, wish="x", term=lan)


# ── who may ───────────────────────────────────────────────────────────────────────────────────


def test_nobody_answers_their_own_request(commune, lan, binh):
    request = asks(lan.person, commune)
    with pytest.raises(Refused, match="của chính bạn"):
        answering.fulfil(request, answer="Xong.", by=lan, on=ASKED)
    assert answering.fulfil(request, answer="Xong.", by=binh, on=ASKED).state == State.DONE


def test_another_office_does_not_answer(commune, tam, mai):
    request = asks(tam.person, commune)
    with pytest.raises(Refused, match="đơn vị khác"):
        answering.refuse(request, ground="kept", answer="Không.", by=mai, on=ASKED)


def test_a_refusal_needs_a_ground_of_the_list_and_words(commune, tam, lan):
    request = asks(tam.person, commune, Kind.WITHDRAW)
    with pytest.raises(Refused, match="căn cứ"):
        answering.refuse(request, ground="no_wish", answer="Không.", by=lan, on=ASKED)
    with pytest.raises(Refused, match="lý do"):
        answering.refuse(request, ground="task", answer="", by=lan, on=ASKED)

    done = answering.refuse(request, ground="task", answer="Việc luật giao.", by=lan, on=ASKED)
    assert (done.state, done.ground) == (State.REFUSED, "task")
    assert not Duty.objects.open().filter(kind="data_request").exists()


def test_what_is_answered_stays_answered(commune, tam, lan):
    request = asks(tam.person, commune)
    answering.fulfil(request, answer="Xong.", by=lan, on=ASKED)
    for again in (
        lambda: answering.fulfil(request, answer="Nữa.", by=lan, on=ASKED),
        lambda: answering.refuse(request, ground="kept", answer="Nữa.", by=lan, on=ASKED),
        lambda: asking.drop(request, person=tam.person, on=ASKED),
    ):
        with pytest.raises(Refused, match="đã làm xong"):
            again()


def test_the_same_thing_is_asked_once_at_a_time(commune, tam, lan):
    first = asks(tam.person, commune)
    with pytest.raises(Refused, match="đã gửi yêu cầu"):
        asks(tam.person, commune)
    answering.fulfil(first, answer="Xong.", by=lan, on=ASKED)
    assert asks(tam.person, commune).pk != first.pk


def test_the_asker_drops_it_and_nobody_else_does(commune, cuu, tam):
    request = asks(cuu.person, commune, Kind.ERASE)
    with pytest.raises(Refused, match="Chỉ người đã gửi"):
        asking.drop(request, person=tam.person, on=ASKED)

    assert asking.drop(request, person=cuu.person, on=ASKED).state == State.DROPPED
    assert {one.called_off_on for one in duties_of(request).values()} == {ASKED}


def test_dropping_a_late_request_does_not_make_it_punctual(commune, cuu):
    request = asks(cuu.person, commune, Kind.ERASE)
    asking.drop(request, person=cuu.person, on=date(2026, 12, 17))
    assert all(one.was_late for one in duties_of(request).values())


# ── on paper ──────────────────────────────────────────────────────────────────────────────────


def test_a_request_on_paper_says_how_the_person_was_known_and_no_number(commune, lan):
    request = on_paper(commune, lan, name=" Trịnh  Văn   Đức ")
    assert (request.name, request.identity) == ("Trịnh Văn Đức", Identity.CARD)
    assert request.entered_by == lan


def test_a_request_on_paper_needs_a_name_or_an_account(commune, lan):
    with pytest.raises(Refused, match="họ tên"):
        on_paper(commune, lan)


def test_somebody_without_an_account_has_no_name_or_term_to_mend_at_once(commune, lan):
    who = {"person": None, "name": "Trịnh Văn Đức", "contact": "", "identity": Identity.CARD}
    wish = Wish(Kind.CORRECT, what=What.FULL_NAME, wish="Trịnh Văn Đức")
    with pytest.raises(Refused, match="Điều khác"):
        asking.ask_on_paper(commune, wish, **who, by=lan, on=ASKED)

    wish = Wish(Kind.CORRECT, text="Tên tôi ở văn bản 12 thiếu dấu.", what=What.OTHER)
    assert asking.ask_on_paper(commune, wish, **who, by=lan, on=ASKED).due_on == SEE_DUE


def test_a_title_is_mended_for_somebody_at_the_table_too(commune, tam, lan, desk_of):
    sent = {
        "name": "Hoàng Thị Tâm",
        "account": tam.person_id,
        "identity": "card",
        "kind": "correct",
        "what": "position",
        "term": tam.pk,
        "wish": "Trưởng xóm",
    }
    desk_of(lan).post("/du-lieu-ca-nhan/yeu-cau/ghi/", sent)

    answering.fulfil(DataRequest.objects.get(), answer="Đã sửa.", by=lan, on=ASKED)
    tam.refresh_from_db()
    assert tam.position == "Trưởng xóm"


def test_the_clerk_does_not_enter_their_own(commune, lan):
    with pytest.raises(Refused, match="của chính bạn"):
        on_paper(commune, lan, Kind.SEE, person=lan.person)


def test_a_row_without_asker_or_check_cannot_stand(commune):
    with pytest.raises(IntegrityError):
        DataRequest.objects.create(
            code="X", kind=Kind.SEE, unit=commune, asked_on=ASKED, due_on=SEE_DUE
        )


def test_an_official_in_office_is_told_what_to_do_before_being_erased(commune, tam, lan):
    with pytest.raises(Refused, match="ghi thôi giữ vai") as refused:
        asks(tam.person, commune, Kind.ERASE)
    assert refused.value.cite is not None
    with pytest.raises(Refused, match="Còn giữ vai"):
        on_paper(commune, lan, Kind.ERASE, person=tam.person)


def test_on_the_last_day_in_office_not_yet_on_the_day_after_yes(commune, tam):
    person = left_office(tam, ASKED)
    with pytest.raises(Refused, match="Còn giữ vai"):
        asks(person, commune, Kind.ERASE, on=ASKED)
    assert asks(person, commune, Kind.ERASE, on=date(2026, 11, 27)).kind == Kind.ERASE


# ── its words stay between asker and office ──────────────────────────────────────────────────


def test_the_words_stand_in_no_duty_and_in_no_trail(commune, cuu, lan):
    request = asks(cuu.person, commune, Kind.ERASE)
    answering.respond(request, by=lan, on=ASKED)
    answering.extend(request, why="Nhiều hồ sơ.", by=lan, on=ASKED)

    for row in [*Duty.objects.values_list(), *AuditEntry.objects.values_list()]:
        text = " ".join(str(cell) for cell in row)
        for words in (SECRET_WORDS, "0987", cuu.person.full_name, "Nhiều hồ sơ"):
            assert words not in text


def test_wishes_of_other_kinds_carry_no_correction(commune, tam):
    wish = Wish(Kind.SEE, what=What.FULL_NAME, wish="Ai đó")
    request = asking.ask(tam.person, commune, wish, on=ASKED)
    assert (request.what, request.wish) == ("", "")
