"""A woman without an account reports a culvert; the office answers; it is not fixed; it reopens."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date, timedelta

import pytest
from django.db import connection, connections
from django.test import Client

from civics.errors import Refused
from danchu.duties.models import Duty
from danchu.kit.clock import today
from danchu.petitions import access, reading, tickets
from danchu.petitions.actions import handling, sending
from danchu.petitions.models import Attachment, Bar, Case, Source, State, Step, StepKind, Track
from danchu.petitions.tests.factories import (
    ANSWER_DUE,
    CULVERT,
    NOTICE_DUE,
    REASONS,
    SENT,
    photo,
    send,
)

pytestmark = pytest.mark.django_db
SEND = "/don-thu/gui/xa-la-bang/"


def due(case) -> dict[str, date]:
    return {one.rule_key: one.due_on for one in Duty.objects.open().filter(key=str(case.pk))}


def ticket_in(page: str) -> tuple[str, str]:
    import re

    code = re.search(r"(PA|KN)-([2-9A-Z]{8})", page)[2]
    return code, re.search(r"([2-9A-Z]{4}(?:-[2-9A-Z]{4}){3})", page)[1]


def test_told_on_a_phone_answered_not_fixed_and_open_again(hung, lan, thang, mai, hamlet, desk_of):
    assert "Kể chuyện" in hung.get(SEND).content.decode()
    answer = hung.post(
        SEND,
        {
            "track": "feedback",
            "text": CULVERT,
            "hamlet": hamlet.pk,
            "pictures": photo(),
            "contact": "0912 000 456",
        },
    )
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-store"
    code, secret = ticket_in(answer.content.decode())
    case = Case.objects.get(code=code)
    assert case.hamlet == hamlet
    assert Attachment.objects.get().step.case == case
    assert secret.replace("-", "") not in case.secret_hash

    office = desk_of(lan)
    inbox = office.get("/don-thu/ban/").content.decode()
    assert case.number in inbox
    assert "Cống qua suối" in inbox
    at = f"/don-thu/ban/{case.pk}/"
    assert office.post(f"{at}giao/", {"giao-to": lan.pk}).status_code == 302
    refused = office.post(f"{at}tra-loi/", {"tra-loi-words": "Xong.", "tra-loi-cite": "x"})
    assert refused.status_code == 422
    assert "Chưa có lý do" in refused.content.decode()
    said = {"tra-loi-words": REASONS, "tra-loi-cite": "Xem tại chỗ 07/12"}
    assert office.post(f"{at}tra-loi/", said).status_code == 302

    elsewhere = Client()  # another phone
    assert elsewhere.get(f"/don-thu/cua-toi/{code}/").status_code == 404
    opened = elsewhere.post("/don-thu/theo-doi/", {"code": f"pa {code.lower()}", "secret": secret})
    assert opened["Location"] == f"/don-thu/cua-toi/{code}/"
    page = elsewhere.get(opened["Location"]).content.decode()
    assert REASONS in page
    assert "Ma Thị Lan" not in page

    again = elsewhere.post(
        f"/don-thu/cua-toi/{code}/chua-duoc/", {"words": "Mưa xuống lại vỡ"}, follow=True
    )
    assert "Đã mở lại" in again.content.decode()
    case.refresh_from_db()
    assert case.state == State.WORKING
    assert list(due(case)) == ["feedback.answer"]
    for client in (desk_of(mai), desk_of(thang)):
        wanted = 200 if client.get(at).status_code == 200 else 404
        assert wanted == (404 if client.get("/don-thu/ban/").context["unit"] == mai.unit else 200)


def test_its_clocks_are_the_provinces_and_an_answer_closes_them(lan, commune):
    case = send(commune).case

    assert due(case) == {"feedback.notice": NOTICE_DUE, "feedback.answer": ANSWER_DUE}
    assert set(Duty.objects.values_list("basis", flat=True)) == {"parameter"}
    handling.assign(case, lan, by=lan, on=NOTICE_DUE)
    assert due(case) == {"feedback.answer": ANSWER_DUE}
    handling.answer(case, words=REASONS, cite="Xem tại chỗ", by=lan, on=ANSWER_DUE)
    assert due(case) == {}
    assert not any(one.was_late for one in Duty.objects.all())


def test_more_time_once_before_the_day_with_a_reason(lan, commune):
    case = send(commune).case
    with pytest.raises(Refused, match="Chưa có lý do"):
        handling.extend(case, words="", by=lan, on=ANSWER_DUE)
    with pytest.raises(Refused, match="quá hạn"):
        handling.extend(case, words="Chờ thợ xuống xem", by=lan, on=ANSWER_DUE + timedelta(1))

    assert handling.extend(case, words="Chờ thợ xuống xem", by=lan, on=ANSWER_DUE) == date(
        2026, 12, 24
    )
    assert due(case)["feedback.extend"] == date(2026, 12, 24)
    assert "feedback.answer" not in due(case)
    with pytest.raises(Refused, match="một lần"):
        handling.extend(case, words="Chờ thợ xuống xem", by=lan, on=ANSWER_DUE)


def test_another_name_moves_no_clock_and_the_sender_is_told(lan, commune):
    case = send(commune).case
    before = due(case)

    handling.classify(case, Track.PETITION, words="Đây là lời đề nghị", by=lan, on=NOTICE_DUE)

    assert due(case) == before
    case.refresh_from_db()
    assert case.number.startswith("KN-")
    assert "Đây là lời đề nghị" in reading.story(case, inside=False)[-1].step.words


def test_a_rule_of_the_state_is_referred_within_the_days_of_the_law(lan, commune):
    case = send(commune, about_rules=True).case
    assert due(case)["feedback.refer"] == date(2026, 12, 3)  # five working days
    assert Duty.objects.get(rule_key="feedback.refer").basis == "law"

    handling.refer(case, to="Sở Nội vụ", words="Không thuộc thẩm quyền xã", by=lan, on=SENT)

    assert due(case) == {}
    assert Case.objects.get().state == State.REFERRED

    kept = send(commune, about_rules=True).case  # taken in hand first, passed on too late
    handling.assign(kept, lan, by=lan, on=SENT)
    assert "feedback.refer" not in due(kept)
    handling.refer(kept, to="Sở Nội vụ", words="Không thuộc thẩm quyền", by=lan, on=ANSWER_DUE)
    assert Duty.objects.get(rule_key="feedback.refer", key=kept.pk, done_on=ANSWER_DUE).was_late


def test_reopening_ends_with_its_day(lan, commune):
    ticket = send(commune)
    handling.answer(ticket.case, words=REASONS, cite="Xem", by=lan, on=ANSWER_DUE)
    last = ANSWER_DUE + timedelta(60)
    with pytest.raises(Refused, match="phản ánh mới"):
        sending.reopen(ticket.case, words="Lại vỡ", on=last + timedelta(1))
    sending.reopen(ticket.case, words="Lại vỡ", on=last)
    assert Case.objects.get().is_open


def test_whom_it_is_about_neither_opens_it_nor_is_given_it(lan, thang, binh, commune, desk_of):
    case = send(commune, text="Hỏi chị MA THI LAN mãi chưa trả lời việc cống vỡ").case

    assert Bar.objects.get().person == lan.person
    at = f"/don-thu/ban/{case.pk}/"
    office = desk_of(lan)
    assert office.get(at).status_code == 404
    assert case.number not in office.get("/don-thu/ban/").content.decode()
    assert case.number not in office.get("/viec/").content.decode()
    assert case.number in desk_of(thang).get("/viec/").content.decode()
    with pytest.raises(Refused, match="liên quan"):
        handling.assign(case, lan, by=thang, on=SENT)
    with pytest.raises(Refused, match="liên quan đến bạn"):
        handling.answer(case, words=REASONS, cite="x", by=lan, on=SENT)
    handling.unbar(case, lan.person, by=thang, on=SENT)
    handling.assign(case, lan, by=thang, on=SENT)
    handling.bar(case, lan.person, by=binh, on=SENT)
    assert Case.objects.get().handler is None


def test_whoever_is_named_later_loses_the_case_and_the_office_is_told(lan, thang, commune, desk_of):
    case = send(commune).case
    handling.assign(case, lan, by=thang, on=SENT)
    assert "feedback.notice" not in due(case)

    sending.say_more(case, words="Chị Ma Thị Lan bảo tôi chờ mãi", on=SENT)

    assert Bar.objects.get().person == lan.person
    assert Case.objects.get().handler is None
    assert due(case)["feedback.notice"] == NOTICE_DUE
    told = reading.story(case, inside=True)[-1]
    assert (told.step.kind, told.mine, told.step.shown) == (StepKind.BARRED, False, False)
    assert case.number in desk_of(thang).get("/don-thu/ban/?xem=moi").content.decode()


def test_a_case_about_the_whole_office_stays_with_its_head(lan, binh, commune, desk_of):
    case = send(commune, text="Chị Ma Thị Lan và ông Nông Văn Bình chưa trả lời về cống").case

    assert Bar.objects.get().person == lan.person
    page = desk_of(binh).get(f"/don-thu/ban/{case.pk}/").content.decode()
    assert "Luật Khiếu nại Điều 17" in page


def test_notes_stay_inside(lan, commune, hung):
    case = send(commune).case
    handling.note(case, words="Gọi thợ hàn quen", by=lan, on=SENT)

    assert "Gọi thợ" in str([one.step.words for one in reading.story(case, inside=True)])
    assert "Gọi thợ" not in str([one.step.words for one in reading.story(case, inside=False)])


def test_near_in_place_and_words_is_suggested_and_no_more(commune, hamlet, elsewhere):
    first = send(commune, hamlet=hamlet).case
    again = send(commune, hamlet=hamlet, text="Cống suối đầu xóm bị vỡ, trẻ con lội đi học").case
    send(commune, text="Đèn đường hỏng ba hôm nay")
    send(elsewhere)

    assert [near.case for near in reading.duplicates(again)] == [first]


def test_ratings_are_told_in_whole_groups_of_five(lan, commune):
    for good in (True, True, False, True, True, False):
        ticket = send(commune)
        assert len(access.ratings(commune)) == 0
        handling.answer(ticket.case, words=REASONS, cite="Xem", by=lan, on=SENT)
        if Case.objects.count() == 6:
            assert access.ratings(commune) == [True, True, False, True, True]
            sending.rate(ticket.case, good=good, on=SENT)
            break
        sending.rate(ticket.case, good=good, on=SENT)
        if Case.objects.count() == 5:
            break
    assert access.ratings(commune) == [True, True, False, True, True]
    ticket = send(commune)
    handling.answer(ticket.case, words=REASONS, cite="Xem", by=lan, on=SENT)
    sending.rate(ticket.case, good=False, on=SENT)
    assert len(access.ratings(commune)) == 5  # the sixth waits for the tenth


def test_sent_twice_over_a_bad_line_is_one_case(hung, commune):
    once = hung.get(SEND).context["form"]["once"].value()
    told = {"track": "feedback", "text": CULVERT, "once": once}

    first, second = (hung.post(SEND, told).content.decode() for _ in range(2))

    assert ticket_in(first) == ticket_in(second)
    assert Case.objects.count() == 1


def test_a_secret_guessed_a_thousand_times_opens_nothing(hung, commune):
    ticket = send(commune)
    wrong = [f"AAAA-BBBB-CCCC-{n:04}" for n in range(1000)]
    answers = [
        hung.post("/don-thu/theo-doi/", {"code": ticket.case.number, "secret": secret}).status_code
        for secret in [*wrong[:40], ticket.secret]
    ]
    assert answers == [422] * 20 + [429] * 21  # and then not even the right one, from there
    assert not any(tickets.fits(secret, ticket.case.secret_hash) for secret in wrong)
    assert hung.get(f"/don-thu/cua-toi/{ticket.case.code}/").status_code == 404


def test_what_does_not_fit_is_said_and_nothing_typed_is_lost(hung, commune, elsewhere):
    def answer(**told):
        page = hung.post(SEND, {"track": "feedback", "text": CULVERT, **told})
        return page.status_code, page.content.decode()

    status, page = answer(pictures=[photo() for _ in range(50)])
    assert status == 422
    assert "nhiều nhất 4 ảnh" in page
    assert CULVERT in page
    status, page = answer(spoken=wav(3600))
    assert status == 422
    assert "3 phút" in page
    status, page = answer(hamlet=elsewhere.pk)  # a place of another commune
    assert status == 422
    assert answer(text="")[0] == 422
    assert not Case.objects.exists()
    assert answer(spoken=wav(179))[0] == 200
    assert Attachment.objects.get().content_type == "audio/wav"


def wav(seconds: int):
    import io
    import wave

    from django.core.files.uploadedfile import SimpleUploadedFile

    kept = io.BytesIO()
    with wave.open(kept, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(1000)
        sound.writeframes(b"\x80" * 1000 * seconds)
    return SimpleUploadedFile("noi.wav", kept.getvalue(), "audio/wav")


def test_what_came_by_call_is_entered_with_the_mark_and_a_slip(lan, mai, commune, desk_of):
    office = desk_of(lan)
    told = {
        "source_of_case": "reception",
        "track": "petition",
        "text": "Xin làm thêm đèn ở ngã ba đầu xóm",
        "name": "Lý Thị Mẩy",
        "told_on": f"{today():%d/%m/%Y}",
    }
    page = office.post("/don-thu/ban/ghi/", told).content.decode()
    case = Case.objects.get()
    assert case.source == Source.RECEPTION
    assert case.number in page
    assert "Phiếu nhập thay" in page
    assert set(due(case)) == {"reception.answer", "feedback.answer"}
    assert desk_of(mai).get(f"/don-thu/ban/{case.pk}/").status_code == 404


def two_at_once(does, each, tmp_path):
    """What `does` answers for each of two, begun together."""
    on_disk = str(tmp_path / "copy.sqlite3")
    if connection.vendor == "sqlite":  # in memory nobody waits; on disk both really do
        with closing(sqlite3.connect(on_disk)) as copy:
            connection.connection.backup(copy)

    def beside(one):
        if connection.vendor == "sqlite":
            settings = {**connections.settings["default"], "NAME": on_disk}
            connections["default"] = type(connections["default"])(settings, "default")
        try:
            return does(one)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(beside, each))


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("append_only_off")
def test_two_officers_closing_at_once_one_is_told(lan, thang, commune, tmp_path):
    case = send(commune).case

    def close(by):
        try:
            handling.answer(case, words=REASONS, cite="Xem", by=by, on=SENT)
        except Refused as refused:
            return refused.message
        else:
            return Step.objects.filter(kind=StepKind.ANSWERED).count()

    said = sorted(two_at_once(close, (lan, thang), tmp_path), key=str)

    assert said[0] == 1
    assert "đã khép lại" in said[1]
