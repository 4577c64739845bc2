"""Asking for information: the law's clocks, the office's acts, the ticket, what becomes public."""

from datetime import date
from threading import Thread

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client

from civics.errors import Refused
from danchu.disclosure.actions import answering, asking, publishing_answers, supplying
from danchu.disclosure.asking import clocks, figures, holdings
from danchu.disclosure.asking.models import (
    AnswerFile,
    Came,
    InformationRequest,
    PublishedAnswer,
    Stage,
)
from danchu.disclosure.tests import asking as told
from danchu.disclosure.tests.asking import ASKED_ON, FORM, REPLY, WHO, WORDS, asked, fresh
from danchu.disclosure.tests.factories import acts, duties_of, note, pdf, picture, publish
from danchu.kit import clock, files
from danchu.kit.models import AuditEntry, SearchEntry
from danchu.people import gate
from danchu.people.models import User

pytestmark = pytest.mark.django_db
XA = "/xa/xa-la-bang/"
DOOR = "/cong-khai/hoi/phieu/"
IDS = "Chị Hoa, số điện thoại 0987 654 321"


def open_duties(request):
    return {one.rule_key: one.due_on for one in duties_of(clocks.DUTY, request.pk).open()}


# ── the clocks ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("came", "duties"),
    [
        (
            Came.NETWORK,
            {
                "information.by_network": date(2026, 3, 30),
                "information.by_network.notice": date(2026, 3, 12),
            },
        ),
        (Came.OFFICE, {"information.at_office": date(2026, 3, 23)}),
        (
            Came.POST,
            {
                "information.by_post": date(2026, 3, 30),
                "information.by_post.notice": date(2026, 3, 12),
            },
        ),
    ],
)
def test_a_request_opens_the_duties_of_the_way_it_came(commune, came, duties):
    request = asked(commune, came=came)

    assert open_duties(request) == duties
    assert WORDS not in " ".join(one.what for one in duties_of(clocks.DUTY, request.pk))
    assert acts(kind=clocks.DUTY) == ["disclosure.ask"]


@pytest.mark.parametrize(
    ("came", "due"),
    [
        (Came.NETWORK, ("information.by_network.ready", date(2026, 3, 12))),
        (Came.POST, ("information.by_post.ready", date(2026, 3, 16))),
        (Came.OFFICE, ("information.at_office", date(2026, 3, 23))),  # at once: no day to count
    ],
)
def test_what_lies_ready_has_the_shorter_day_and_is_not_extended(commune, lan, binh, came, due):
    request = asked(commune, came=came)
    answering.accept_request(request, ready=True, by=lan, on=ASKED_ON)

    assert open_duties(request) == dict([due])
    with pytest.raises(Refused, match="có sẵn"):
        answering.extend_request(
            request, until=date(2026, 3, 25), why="Nhiều việc", by=binh, on=ASKED_ON
        )


def test_a_request_that_is_not_complete_rests_and_begins_anew(commune, lan):
    request = asked(commune)
    answering.ask_to_complete(request, missing="Của năm nào?", by=lan, on=date(2026, 3, 10))
    assert open_duties(request) == {}

    asking.complete(fresh(request), "Năm 2025", by=None, on=date(2026, 3, 16))
    again = fresh(request)
    assert (again.stage, again.counted_from) == (Stage.RECEIVED, date(2026, 3, 16))
    assert open_duties(request)["information.by_network"] == date(2026, 4, 6)
    assert again.about.endswith("Bổ sung ngày 16/03/2026: Năm 2025")


def test_asking_for_more_after_the_day_does_not_wash_the_lateness_away(commune, lan):
    request = asked(commune)
    answering.ask_to_complete(request, missing="Của năm nào?", by=lan, on=date(2026, 4, 1))

    assert [one.was_late for one in duties_of(clocks.DUTY, request.pk)] == [True, True]


def test_an_extension_is_once_in_time_with_a_reason_and_no_longer_than_the_law(commune, lan, binh):
    request = asked(commune)
    last = date(2026, 4, 14)  # fifteen days, not working days, after 30/3
    why = {"why": "Phải tìm trong kho", "by": binh}

    for until, on, refused in (
        (date(2026, 4, 15), ASKED_ON, "không quá 14/04/2026"),
        (date(2026, 3, 30), ASKED_ON, "phải sau 30/03/2026"),
        (last, date(2026, 3, 31), "không gia hạn được nữa"),
    ):
        with pytest.raises(Refused, match=refused):
            answering.extend_request(request, until=until, on=on, **why)
    with pytest.raises(Refused, match="lý do"):
        answering.extend_request(request, until=last, why=" ", by=binh, on=ASKED_ON)
    answering.extend_request(request, until=last, on=date(2026, 3, 30), **why)

    assert open_duties(request) == {"information.by_network.extend": last}
    with pytest.raises(Refused, match="một lần"):
        answering.extend_request(fresh(request), until=last, on=date(2026, 3, 30), **why)


def test_telling_when_closes_the_first_duty_and_leaves_the_second(commune, lan):
    request = asked(commune)
    answering.announce_supply(
        request, notice="Thứ Năm 26/3, một cửa", fee_vnd=12000, by=lan, on=date(2026, 3, 12)
    )

    assert open_duties(request) == {"information.by_network": date(2026, 3, 30)}
    assert fresh(request).accepted_on == date(2026, 3, 12)


def test_a_refusal_stands_on_a_ground_of_the_law_with_words(commune, binh):
    request = asked(commune)
    for ground, words, refused in (("x", "Xã bận", "lý do trong luật"), ("đ", "  ", "nêu rõ")):
        with pytest.raises(Refused, match=refused):
            answering.refuse_request(request, ground=ground, words=words, by=binh, on=ASKED_ON)
    closed = told.refuse(request, binh)

    assert closed.ground_cite.endswith("Điều 28 khoản 1 điểm đ")
    assert "vượt quá khả năng" in closed.ground
    assert open_duties(request) == {}
    with pytest.raises(Refused, match="không còn chờ xã"):
        answering.redirect_request(request, to="Sở Tài chính", words="x", by=binh, on=ASKED_ON)


def test_nobody_is_kept_from_asking_by_a_year_without_a_calendar(commune):
    request = asked(commune, on=date(2027, 12, 20))

    assert request.due_on == date(2028, 1, 10)  # fifteen weekdays: never more than the law gives


# ── the answer ────────────────────────────────────────────────────────────────────────────────


def test_numbers_of_persons_go_to_nobody_unlooked(commune, lan):
    request = asked(commune)
    with pytest.raises(Refused, match="1 số của từng người"):
        told.supply(request, lan, text=IDS)
    assert told.supply(request, lan, text=IDS, entitled=True).stage == Stage.SUPPLIED

    second = asked(commune)
    with pytest.raises(Refused, match=r"Máy không đọc được anh\.jpg"):
        told.supply(second, lan, upload=picture())
    closed = told.supply(second, lan, seen=True)
    assert closed.looked["unread"] == ["anh.jpg: cả tệp: ảnh"]
    assert IDS[-12:] not in str(closed.looked)


def test_only_what_was_looked_at_is_handed_over(commune, lan):
    request = asked(commune)
    supplying.write_answer(request, text=REPLY, by=lan, on=ASKED_ON)
    read = fresh(request).digest()
    supplying.write_answer(request, text=IDS, by=lan, on=ASKED_ON)

    with pytest.raises(Refused, match="vừa đổi"):
        supplying.supply(request, read=read, by=lan, on=ASKED_ON)


def test_a_published_answer_is_written_anew_by_somebody_else_and_names_nobody(
    commune, lan, binh, hung
):
    request = told.supply(asked(commune), lan, upload=pdf(), seen=True)
    plain = {"question": "Tiền vệ sinh xóm thu bao nhiêu?", "answer": REPLY}
    more = {"file_ids": [request.files.get().pk], "no_secret": True, "seen": True, "on": ASKED_ON}

    def published(by=binh, **other):
        return publishing_answers.publish_answer(request, **plain | more | other, by=by)

    for changed, refused in (
        ({"by": lan}, "người đã trả lời"),
        ({"question": "Bà ly thi may hỏi gì?"}, "tên, số liên lạc"),
        ({"answer": IDS}, "số của từng người"),
        ({"seen": False}, "tự xem"),
        ({"no_secret": False}, "bí mật nhà nước"),
    ):
        with pytest.raises(Refused, match=refused):
            published(**changed)
    found = published()
    with pytest.raises(Refused, match="đã được công khai"):
        published()

    address = f"/cong-khai/hoi-dap/{found.pk}/"
    page = hung.get(address).content.decode()
    assert plain["question"] in page
    file = f"{address}tep/{request.files.get().pk}/"
    assert hung.get(file).status_code == 200
    listed = b"".join(hung.get(f"{XA}hoi-dap/?format=csv").streaming_content).decode()
    assert plain["question"] in listed
    for secret in (WHO.name, WORDS, WHO.contact, WHO.address):
        assert secret not in page + listed

    publishing_answers.remove_answer(found, ground="personal_data", by=lan, on=ASKED_ON)
    page = hung.get(address).content.decode()
    assert "gỡ khẩn" in page
    assert plain["question"] not in page
    assert REPLY not in page
    assert hung.get(file).status_code == 404
    assert plain["question"] not in hung.get(f"{XA}hoi-dap/").content.decode()
    assert not SearchEntry.objects.filter(kind="published_answer").exists()
    assert AnswerFile.objects.get().sealed


# ── whoever asks ──────────────────────────────────────────────────────────────────────────────


def test_the_story_on_the_pages(hung, commune, lan, thang, mai, khoa, desk_of):
    """Asked without an account, answered, read by the ticket; nobody else finds anything."""
    item = publish(note(lan), lan, thang)
    assert f"{XA}hoi/?van-ban={item.pk}" in hung.get(f"/cong-khai/{item.pk}/").content.decode()
    offered = hung.post(f"{XA}hoi/", {"about": "mức thu phí chợ là bao nhiêu", "search": "1"})
    assert f"/cong-khai/{item.pk}/" in offered.content.decode()
    assert not InformationRequest.objects.exists()

    short = hung.post(f"{XA}hoi/", FORM | {"name": "", "van-ban": item.pk})
    assert short.status_code == 422
    assert WORDS in short.content.decode()
    sent = hung.post(f"{XA}hoi/", FORM | {"van-ban": item.pk})
    request = InformationRequest.objects.get()
    assert sent["Location"] == f"{DOOR}{request.code}/"
    assert (request.item, request.account) == (item, None)
    ticket = hung.get(sent["Location"])
    secret = str(ticket.context["secret"])
    assert len(secret) == 24
    assert secret not in str(InformationRequest.objects.values())
    assert ticket["Cache-Control"] == "private, no-store"

    stranger, own = Client(), f"{DOOR}{request.code}/"
    assert stranger.get(own)["Location"] == DOOR
    wrong = stranger.post(DOOR, {"code": request.code, "secret": "ABCD-EFGH"})
    assert wrong.status_code == 422
    right = stranger.post(DOOR, {"code": request.code.lower(), "secret": secret.lower()})
    assert right["Location"] == own
    assert WORDS in stranger.get(own).content.decode()

    desk, here = desk_of(lan), f"/cong-khai/hoi/{request.pk}/"
    assert WORDS[:40] in desk.get("/cong-khai/hoi/").content.decode()
    assert "Từ chối" not in desk.get(here).content.decode()  # the clerk does not decide
    assert desk.get(f"{here}tu-choi/").status_code == 404
    for other in (desk_of(mai), desk_of(khoa)):
        assert [other.get(f"{here}{page}").status_code for page in ("", "tra-loi/", "nhan/")] == [
            404
        ] * 3
    assert WORDS[:40] not in desk_of(mai).get("/cong-khai/hoi/").content.decode()
    desk.post(f"{here}nhan/", {"ready": "no"})
    desk.post(f"{here}tra-loi/", {"text": IDS, "file": pdf()})
    page = desk.get(f"{here}tra-loi/").content.decode()
    assert "1 số của từng người" in page
    assert "0987 654 321" in page  # the office reads its own draft
    assert IDS not in stranger.get(own).content.decode()
    desk.post(f"{here}tra-loi/", {"text": REPLY})
    read = fresh(request).digest()
    assert desk.post(f"{here}tra-loi/", {"read": read}).status_code == 422  # the file is unread
    assert desk.post(f"{here}tra-loi/", {"read": read, "seen": "on"}).status_code == 302

    page = stranger.get(own).content.decode()
    assert REPLY in page
    file = request.files.get().pk
    assert stranger.get(f"{own}tep/{file}/").status_code == 200
    assert Client().get(f"{own}tep/{file}/").status_code == 404
    assert "PHIẾU GIẢI QUYẾT" in stranger.get(f"{own}in/").content.decode()
    stranger.post(own, {"close": "1"})
    assert stranger.get(own)["Location"] == DOOR
    for row in AuditEntry.objects.values_list():
        assert WORDS not in str(row)
        assert WHO.name not in str(row)
        assert REPLY not in str(row)


def came_in(name):
    """A citizen who came in by a code of a telephone."""
    client = Client()
    client.force_login(User.objects.create_user(name, full_name=name))
    session = client.session
    session[gate.WAY] = "phone_code"
    session[gate.BEGAN] = session[gate.SEEN] = clock.now().timestamp()
    session.save()
    return client


def test_an_account_has_its_own_list_and_withdraws(commune):
    mine, other, my_list = came_in("cam"), came_in("nhi"), "/cong-khai/hoi/cua-toi/"
    sent = mine.post(f"{XA}hoi/", FORM)
    mine.post(sent["Location"], {"close": "1"})  # from now on by the account alone

    assert WORDS[:40] in mine.get(my_list).content.decode()
    assert WORDS[:40] not in other.get(my_list).content.decode()
    assert other.get(sent["Location"])["Location"] == DOOR
    assert "Mã bí mật" not in mine.get(sent["Location"]).content.decode()
    mine.post(sent["Location"], {"withdraw": "1"})
    request = InformationRequest.objects.get()
    assert request.stage == Stage.WITHDRAWN
    assert open_duties(request) == {}


def test_a_denunciation_is_shown_the_way_and_nothing_is_kept(hung, commune):
    angry = FORM | {"about": "Tôi tố cáo ông Trưởng xóm lấy tiền quỹ"}
    page = hung.post(f"{XA}hoi/", angry)

    assert page.status_code == 422
    assert "giữ bí mật theo Luật Tố cáo" in page.content.decode()
    assert not InformationRequest.objects.exists()
    assert hung.post(f"{XA}hoi/", angry | {"only_asking": "on"}).status_code == 302
    soft = FORM | {"about": "Cán bộ địa chính vòi tiền làm sổ đỏ"}  # the same ears as feedback
    assert hung.post(f"{XA}hoi/", soft).status_code == 422
    meeting = FORM | {"about": "Xóm tôi tổ chức họp hôm nào?"}
    assert hung.post(f"{XA}hoi/", meeting).status_code == 302


def test_wrong_secrets_are_counted_by_code(commune, hung):
    ticket = told.ask(commune)
    for _ in range(10):
        hung.post(DOOR, {"code": ticket.request.code, "secret": "ABCD"})

    right = {"code": ticket.request.code, "secret": ticket.secret}
    assert hung.post(DOOR, right).status_code == 429


def test_the_office_types_it_for_whoever_comes_and_prints_the_ticket(commune, lan, desk_of):
    desk = desk_of(lan)
    day = f"{clock.today():%d/%m/%Y}"
    page = desk.post(
        "/cong-khai/hoi/nhap-thay/", FORM | {"came": "office", "source": "met", "told_on": day}
    )

    request = InformationRequest.objects.get()
    assert page.status_code == 200
    assert request.code in page.content.decode()
    assert "Mã bí mật" in page.content.decode()
    assert (request.came, request.entered_by) == ("office", lan)
    assert desk.get(f"{DOOR}{request.code}/")["Location"] == DOOR  # not the office's ticket
    assert "Nhập thay" in desk.get(f"/cong-khai/hoi/{request.pk}/").content.decode()


def test_who_asked_is_forgotten_when_the_time_is_over(commune, lan):
    request = told.supply(asked(commune), lan)
    call_command("forget_askers", "--on", "2028-03-09", verbosity=0)
    assert fresh(request).name == WHO.name
    call_command("forget_askers", "--on", "2028-03-10", verbosity=0)

    empty = fresh(request)
    assert (empty.name, empty.about, empty.contact, empty.address) == ("", "", "", "")
    assert (empty.answer, empty.forgotten_on) == (REPLY, date(2028, 3, 10))


def test_what_is_held_of_whoever_asked_is_shown_to_them_and_goes_when_they_want(commune):
    person = User.objects.create_user("cam", full_name="Nông Thị Cam")
    request = asked(commune, account=person)
    (mine,) = [one for one in holdings.HOLDINGS if one.erase is holdings.forget]

    said = str(mine.shown(person))
    assert WORDS in said
    assert WHO.contact in said
    mine.erase(person)
    empty = fresh(request)
    assert (empty.account, empty.name, empty.contact, empty.address) == (None, "", "", "")
    assert (empty.about, empty.is_open) == (WORDS, True)  # still answered, on its ticket


# ── figures ───────────────────────────────────────────────────────────────────────────────────


def test_the_figures_of_a_year(commune, elsewhere, lan, binh):
    told.supply(asked(commune), lan)
    told.supply(asked(commune), lan, on=date(2026, 3, 31))  # a day late
    told.refuse(asked(commune), binh)
    asking.withdraw_request(asked(commune), by=None, on=ASKED_ON)
    asked(commune)
    asked(elsewhere)
    year = {"since": date(2026, 1, 1), "until": date(2026, 12, 31)}

    found = figures.of_unit(commune, **year, on=date(2026, 3, 30))
    assert (found.received, found.answered, found.refused, found.pending) == (5, 2, 1, 1)
    assert (found.on_time, found.late, found.withdrawn, found.percent) == (2, 1, 1, 66)
    assert figures.of_unit(commune, **year, on=date(2026, 3, 31)).late == 2
    assert figures.refusals(commune, **year) == []


@pytest.mark.parametrize(
    ("counted", "shown"),
    [
        ({"a": 4}, {}),
        ({"a": 5, "b": 6}, {"a": 5, "b": 6}),
        ({"a": 9, "b": 7, "c": 3}, {"a": 9, "b": None, "c": None}),  # alone it could be subtracted
        ({"a": 9, "b": 1, "c": 1}, {"a": None, "b": None, "c": None}),  # two ones
        ({"a": 9, "b": 1, "c": 2}, {"a": 9, "b": None, "c": None}),
        ({"a": 9, "b": 4, "c": 4}, {"a": None, "b": None, "c": None}),
    ],
)
def test_small_cells_are_hidden_so_that_nobody_works_them_out(counted, shown):
    assert {cell.ground: cell.many for cell in figures.hidden(counted)} == shown


# ── two at once ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite writes one at a time")
def test_two_officials_answer_at_once_and_one_is_told(append_only_off, commune, lan, binh):
    request = asked(commune)
    said = []

    def refuse():
        try:
            told.refuse(request, binh)
            said.append("done")
        except Refused:
            said.append("refused")
        finally:
            connection.close()

    both = [Thread(target=refuse) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert sorted(said) == ["done", "refused"]


def test_a_file_may_be_dropped_and_its_bytes_go(commune, lan, django_capture_on_commit_callbacks):
    request = asked(commune)
    file = supplying.write_answer(request, text=REPLY, upload=pdf(), by=lan, on=ASKED_ON)
    with django_capture_on_commit_callbacks(execute=True):
        supplying.drop_file(file, by=lan, on=ASKED_ON)

    with pytest.raises(FileNotFoundError):
        files.read(file.stored_as)
    assert not PublishedAnswer.objects.exists()
