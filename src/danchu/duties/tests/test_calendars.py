"""Duties in a calendar: strict to the letter of RFC 5545, moved and called-off days followed."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from danchu.duties import access, actions, calendars
from danchu.duties.models import Basis, CalendarAddress, Duty
from danchu.duties.tests.ics import check
from danchu.kit.clock import today
from danchu.kit.models import AuditEntry
from danchu.people.models import Role, Term

pytestmark = pytest.mark.django_db
START, DUE, ON = date(2026, 12, 2), date(2026, 12, 9), date(2026, 12, 3)


def opened(unit, *, key=1, what="Công khai 12/QĐ-UBND", due_on=DUE, role=Role.CLERK, kind="item"):
    return actions.open_duty(
        "disclosure.publish",
        unit=unit,
        role=role,
        what=what,
        kind=kind,
        key=key,
        address=f"/cong-khai/{key}/soan/",
        counted_from=START,
        due_on=due_on,
        basis=Basis.LAW,
    )


def written(duties=None, *, on=ON):
    """The events of these duties, after both readings found nothing wrong with the bytes."""
    rows = calendars.told(Duty.objects.all() if duties is None else duties, on=on)
    data = calendars.calendar(
        rows, name="Việc đến hạn", absolute=lambda path: f"https://danchu.example{path}", on=on
    )
    strict = check(data)
    parsed = list(Calendar.from_ical(data).walk("VEVENT"))
    assert [event.errors for event in parsed if event.errors] == []
    assert [str(event["UID"]) for event in parsed] == [one["UID"][4:] for one in strict]
    return parsed


def test_an_event_says_what_by_when_by_which_article_and_how_sure_that_is(commune):
    opened(commune)

    (event,) = written()

    assert event["SUMMARY"] == "Hạn: Công khai 12/QĐ-UBND (Điều 12 khoản 3)"
    assert event.decoded("DTSTART") == DUE
    assert event.decoded("DTEND") == DUE + timedelta(days=1)
    assert event["URL"] == "https://danchu.example/cong-khai/1/soan/"
    assert (event["STATUS"], int(event["SEQUENCE"])) == ("CONFIRMED", 0)
    said = str(event["DESCRIPTION"])
    assert "Chậm nhất hết ngày thứ Tư, 09/12/2026." in said
    assert "Xã La Bằng" in said
    assert "Căn cứ: Luật 10/2022/QH15, Điều 12 khoản 3." in said
    assert "Lưu ý: chưa hợp nhất; chưa có người xác nhận" in said
    assert event["CATEGORIES"].cats == ["Việc đến hạn", "hạn do luật đặt"]
    assert re.fullmatch(r"[0-9a-f]{32}@danchu", str(event["UID"]))  # tells nobody which thing


@pytest.mark.parametrize(
    ("due_on", "rings"),
    [
        (date(2026, 12, 9), "2026-12-08 08:00"),  # Wednesday: on Tuesday
        (date(2026, 12, 7), "2026-12-04 08:00"),  # Monday: on Friday
        (date(2027, 1, 4), "2026-12-31 08:00"),  # after New Year's Day and a weekend
    ],
)
def test_it_rings_on_the_working_day_before_by_the_calendar_of_the_law(commune, due_on, rings):
    opened(commune, due_on=due_on)

    (event,) = written()

    (alarm,) = event.walk("VALARM")
    day = datetime.combine(event.decoded("DTSTART"), datetime.min.time())
    assert f"{day + alarm.decoded('TRIGGER'):%Y-%m-%d %H:%M}" == rings
    assert alarm["ACTION"] == "DISPLAY"


def test_what_is_overdue_done_or_called_off_does_not_ring(commune):
    for key in (1, 2, 3):
        opened(commune, key=key)
    actions.close("item", 1, on=ON)
    actions.call_off("item", 2, on=ON, why="nội dung đã thu hồi")

    assert [event.walk("VALARM") for event in written(on=DUE + timedelta(days=1))] == [[], [], []]
    assert len(written(Duty.objects.filter(key="3"), on=DUE)[0].walk("VALARM")) == 1


def test_a_done_one_is_marked_done_and_an_ended_one_cancelled(commune):
    opened(commune, key=1)
    opened(commune, key=2)
    before = {str(event["UID"]): int(event["SEQUENCE"]) for event in written()}
    actions.close("item", 1, on=ON)
    actions.call_off("item", 2, on=ON, why="nội dung đã thu hồi")

    events = {event["STATUS"]: event for event in written()}

    done, ended = events["CONFIRMED"], events["CANCELLED"]
    assert done["SUMMARY"].startswith("Đã xong: Công khai")
    assert "Đã làm ngày 03/12/2026." in done["DESCRIPTION"]
    assert ended["SUMMARY"].startswith("Đã thôi: Công khai")
    assert "Đã thôi ngày 03/12/2026: nội dung đã thu hồi." in ended["DESCRIPTION"]
    for event in (done, ended):
        assert int(event["SEQUENCE"]) == before[str(event["UID"])] + 1
        assert event.decoded("LAST-MODIFIED") == datetime(2026, 12, 2, 17, tzinfo=UTC)


@pytest.mark.parametrize(("days", "still"), [(60, 1), (61, 0)])
def test_what_ended_stays_so_long_that_every_subscriber_hears_of_it(commune, days, still):
    opened(commune)
    actions.call_off("item", 1, on=ON, why="x")

    assert len(written(on=ON + timedelta(days=days))) == still


def test_the_same_thing_owed_again_after_it_was_done_is_another_event(commune):
    opened(commune)
    actions.close("item", 1, on=ON)
    opened(commune, due_on=DUE + timedelta(days=20))

    first, second = sorted(written(), key=lambda event: event.decoded("DTSTART"))

    assert first["UID"] != second["UID"]
    assert first["SUMMARY"].startswith("Đã xong")
    assert second["SUMMARY"].startswith("Hạn")


def test_a_kind_that_may_not_be_named_says_its_neutral_words_only(commune, monkeypatch):
    monkeypatch.setitem(calendars.QUIET, "secret", "")
    calendars.say_only("secret", "Một việc đến hạn")
    opened(commune, kind="secret", what="Giải quyết tố cáo số 7")

    (event,) = written()

    whole = event.to_ical().decode()
    assert event["SUMMARY"] == "Hạn: Một việc đến hạn"
    assert event["DESCRIPTION"] == "Chậm nhất hết ngày thứ Tư, 09/12/2026."
    for told in ("tố cáo", "La Bằng", "Điều", "cong-khai", "secret"):
        assert told not in whole


ODD = st.text(
    st.characters() | st.sampled_from("Việc đến hạn,;:\\\n\r\t\"'ẵỡượ\u0300\u2028"), max_size=200
)


@settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(what=ODD, why=ODD)
def test_any_text_is_folded_between_letters_and_comes_back_whole(commune, what, why):
    duty = Duty(
        rule_key="disclosure.publish",
        unit=commune,
        role=Role.CLERK,
        what=what,
        kind="item",
        key="1",
        address="/x/",
        counted_from=START,
        due_on=DUE,
        called_off_on=ON,
        called_off_why=why,
        basis=Basis.LAW,
    )
    rows = [calendars.Told(duty, 0, 0, None)]

    data = calendars.calendar(rows, name=what, absolute=lambda path: f"https://x{path}", on=ON)

    check(data)
    (event,) = Calendar.from_ical(data).walk("VEVENT")
    assert str(event["SUMMARY"]) == f"Đã thôi: {calendars.clean(what)} (Điều 12 khoản 3)"
    assert calendars.clean(why) in str(event["DESCRIPTION"])


def test_a_calendar_without_events_is_still_a_calendar(commune):
    assert written() == []


def test_the_same_queries_for_one_duty_and_for_three(commune, elsewhere):
    def asked():
        with CaptureQueriesContext(connection) as seen:
            written()
        return len(seen)

    opened(commune)
    one = asked()
    opened(elsewhere, key=2)
    opened(commune, key=3)
    assert asked() == one


# ── the secret addresses ──────────────────────────────────────────────────────────────────────

AWAY = {"HTTP_HOST": "127.0.0.1"}


def subscribed(desk, calendar="cua-toi"):
    """The path of a fresh address, as the page shows it once."""
    page = desk.post("/tai-khoan/lich/", {"lich": calendar})
    made = page.context["made"]
    assert made.https in page.content.decode()
    assert made.webcal.startswith("webcal://")
    assert made.https.endswith(".ics")
    return "/" + made.https.split("/", 3)[3]


def read(path, **headers):
    return Client().get(path, headers=headers)


def kept(answer):
    check(answer.content)
    return [str(one["SUMMARY"]) for one in Calendar.from_ical(answer.content).walk("VEVENT")]


def test_a_calendar_program_reads_ones_own_duties_without_signing_in(lan, mai, desk_of):
    opened(lan.unit, due_on=today())
    opened(mai.unit, key=2, what="Việc của xã khác", due_on=today())
    path = subscribed(desk_of(lan))

    answer = read(path)

    assert kept(answer) == ["Hạn: Công khai 12/QĐ-UBND (Điều 12 khoản 3)"]
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert "private" in answer["Cache-Control"]
    assert "Ma Thị Lan" not in answer.content.decode()


def test_the_token_stands_nowhere_but_in_the_answer(lan, desk_of):
    desk = desk_of(lan)
    token = subscribed(desk).removeprefix("/lich/").removesuffix(".ics")

    assert token not in desk.get("/tai-khoan/lich/").content.decode()
    assert token not in str(list(CalendarAddress.objects.values()))
    assert token not in str(list(AuditEntry.objects.values()))
    assert AuditEntry.objects.get(act="duties.open_calendar").account_id == lan.person_id


def test_a_renewed_address_ends_the_old_one(lan, desk_of):
    opened(lan.unit, due_on=today())
    desk = desk_of(lan)
    old = subscribed(desk)
    new = subscribed(desk)

    assert kept(read(old)) == []
    assert len(kept(read(new))) == 1
    assert CalendarAddress.objects.live().count() == 1


def test_an_address_that_was_turned_off_gives_an_empty_calendar(lan, desk_of):
    opened(lan.unit, due_on=today())
    desk = desk_of(lan)
    path = subscribed(desk)

    desk.post("/tai-khoan/lich/", {"lich": "cua-toi", "tat": "1"})

    assert kept(read(path)) == []
    assert AuditEntry.objects.filter(act="duties.close_calendar").count() == 1


@pytest.mark.parametrize("calendar", ["cua-toi", "xa-la-bang"])
def test_the_calendar_is_empty_from_the_day_after_the_last_day_in_office(lan, desk_of, calendar):
    opened(lan.unit, due_on=today())
    path = subscribed(desk_of(lan), calendar)

    Term.objects.filter(pk=lan.pk).update(until=today())
    assert len(kept(read(path))) == 1
    Term.objects.filter(pk=lan.pk).update(until=today() - timedelta(days=1))
    assert kept(read(path)) == []


def test_an_account_out_of_use_reads_nothing(lan, desk_of):
    opened(lan.unit, due_on=today())
    path = subscribed(desk_of(lan))

    lan.person.is_active = False
    lan.person.save()

    assert kept(read(path)) == []


def test_nobody_guesses_an_address(lan):
    assert read("/lich/khong-co.ics").status_code == 404
    assert read("/lich/" + "x" * 43 + ".ics").status_code == 404


def test_a_unit_calendar_is_for_who_serves_there(lan, tam, mai, desk_of):
    opened(lan.unit, due_on=today())
    opened(lan.unit, key=2, role=Role.CHAIR, due_on=today(), what="Ban hành kế hoạch")

    assert len(kept(read(subscribed(desk_of(lan), "xa-la-bang")))) == 2
    assert desk_of(mai).post("/tai-khoan/lich/", {"lich": "xa-la-bang"}).status_code == 404
    assert desk_of(tam).post("/tai-khoan/lich/", {"lich": "xa-la-bang"}).status_code == 404


def test_unchanged_is_answered_in_a_word_and_a_change_in_full(lan, desk_of):
    opened(lan.unit, due_on=today())
    path = subscribed(desk_of(lan))
    first = read(path)

    same = read(path, **{"If-None-Match": first["ETag"]})
    since = read(path, **{"If-Modified-Since": first["Last-Modified"]})
    actions.close("item", 1, on=today())
    changed = read(path, **{"If-None-Match": first["ETag"]})

    assert (same.status_code, since.status_code, changed.status_code) == (304, 304, 200)
    assert kept(changed) == ["Đã xong: Công khai 12/QĐ-UBND (Điều 12 khoản 3)"]


def test_a_program_that_asks_too_often_is_told_when_to_come_back(lan, desk_of, monkeypatch):
    monkeypatch.setattr("danchu.duties.views.READS_AN_HOUR", 2)
    path = subscribed(desk_of(lan))

    answers = [read(path) for _ in range(3)]

    assert [one.status_code for one in answers] == [200, 200, 429]
    assert int(answers[2]["Retry-After"]) > 0


def test_one_duty_is_fetched_alone_and_only_by_who_sees_it(lan, mai, desk_of):
    duty = opened(lan.unit, due_on=today())

    answer = desk_of(lan).get(f"/viec/{duty.pk}.ics")

    assert len(kept(answer)) == 1
    assert answer["Content-Disposition"] == f'attachment; filename="viec-{duty.pk}.ics"'
    assert desk_of(mai).get(f"/viec/{duty.pk}.ics").status_code == 404
    assert Client().get(f"/viec/{duty.pk}.ics").status_code == 302


def test_one_open_address_a_person_and_calendar(lan):
    actions.open_calendar(None, by=lan, on=ON)

    with pytest.raises(IntegrityError):
        CalendarAddress.objects.create(person=lan.person, token_hash="x", made_on=ON)


def test_the_list_of_calendars_is_for_people_in_office(cuu, desk_of, hung):
    assert desk_of(cuu).get("/tai-khoan/lich/").status_code == 403
    assert hung.get("/tai-khoan/lich/").status_code == 302


def test_an_address_of_one_person_shows_only_what_their_desk_shows(lan, binh):
    opened(lan.unit)
    opened(lan.unit, key=2, role=Role.CHAIR)
    for term in (lan, binh):
        address = CalendarAddress(person=term.person)
        shown = set(access.in_calendar(address, on=ON).values_list("pk", flat=True))
        assert shown == set(access.mine(term.person, on=ON).values_list("pk", flat=True))
