"""Seventy-two hours from the moment it was found, not from when somebody got round to writing."""

from datetime import date, datetime, timedelta

import pytest

from civics.errors import Refused
from danchu.duties.models import Duty
from danchu.kit.clock import VIETNAM, now, today
from danchu.kit.models import AuditEntry
from danchu.people.models import Role
from danchu.personal_data.actions.incidents import note_incident, tell_incident
from danchu.personal_data.models import Incident, Nature
from danchu.personal_data.reading import incident_face

pytestmark = pytest.mark.django_db
LEAKS = "/du-lieu-ca-nhan/su-co/"
FOUND = datetime(2026, 3, 6, 16, 30, tzinfo=VIETNAM)  # a Friday afternoon
NOTED = date(2026, 3, 9)
TOLD = {
    "happened": "Danh sách hộ nghèo dán nhầm ở chợ, ông Trịnh Văn Đức thấy.",
    "data_kind": "họ tên, điện thoại",
    "persons": 34,
    "harm": "Bị gọi điện lừa.",
    "measures": "Đã gỡ.",
}
FORM = {"nature": "leaked", "day": "06/03/2026", "hour": "16:30", **TOLD}


def found(by, at=FOUND, on=NOTED):
    return note_incident(nature=Nature.LEAKED, found_at=at, by=by, on=on, **TOLD)


def test_the_hours_count_from_finding_over_the_weekend(lan):
    incident = found(lan)

    assert incident.due_at == FOUND + timedelta(hours=72)
    duty = Duty.objects.get(kind="data_incident")
    assert (duty.rule_key, duty.role, duty.unit_id) == (
        "personal_data.breach",
        Role.CLERK,
        lan.unit_id,
    )
    assert (duty.counted_from, duty.due_on) == (date(2026, 3, 6), date(2026, 3, 9))
    assert "Đức" not in duty.what


def test_late_in_the_evening_belongs_to_the_vietnamese_day(lan):
    late = datetime(2026, 3, 6, 23, 30, tzinfo=VIETNAM)  # 16:30 in UTC
    found(lan, at=late)
    assert Duty.objects.get().due_on == date(2026, 3, 9)


@pytest.mark.parametrize(
    ("hours", "late"),
    [(71, False), (72, False), (90, True)],  # Monday 15:30, 16:30; Tuesday 10:30
)
def test_telling_the_authority_closes_it_in_time_or_late(lan, binh, hours, late):
    incident = found(lan)

    told = tell_incident(
        incident, told_at=FOUND + timedelta(hours=hours), told_how="Cổng", by=binh, on=NOTED
    )

    assert told.told_by == binh
    assert Duty.objects.get().was_late is late


@pytest.mark.parametrize(
    ("at", "told", "state", "words"),
    [
        (FOUND, None, "soon", "còn 72 giờ"),
        (FOUND + timedelta(hours=49), None, "today", "còn 23 giờ"),
        (FOUND + timedelta(hours=72), None, "today", "còn 0 giờ"),
        (FOUND + timedelta(hours=74), None, "late", "quá hạn 2 giờ"),
        (FOUND, FOUND + timedelta(hours=72), "ok", "đã báo đúng hạn"),
        (FOUND, FOUND + timedelta(hours=73, minutes=30), "done_late", "đã báo, trễ 1 giờ"),
    ],
)
def test_the_page_counts_by_the_hour(lan, at, told, state, words):
    incident = found(lan)
    incident.told_at = told

    face = incident_face(incident, now=at)

    assert (face.state, face.words) == (state, words)
    assert face.due == "hạn 16:30 ngày 09/03/2026"


def test_before_the_law_there_is_no_such_clock(lan):
    from civics.errors import NotInForce

    with pytest.raises(NotInForce):
        found(lan, at=datetime(2025, 12, 31, 9, tzinfo=VIETNAM))
    assert not Incident.objects.exists()


def test_a_moment_to_come_is_refused(lan):
    with pytest.raises(Refused, match="còn chưa đến"):
        found(lan, at=now() + timedelta(minutes=5))


@pytest.mark.parametrize("at", [FOUND - timedelta(minutes=1), now() + timedelta(hours=1)])
def test_told_before_it_was_found_or_tomorrow_is_refused(lan, at):
    with pytest.raises(Refused, match="sau lúc phát hiện"):
        tell_incident(found(lan), told_at=at, told_how="Cổng", by=lan, on=NOTED)


def test_telling_twice_and_telling_for_another_office_are_refused(lan, mai):
    incident = found(lan)
    with pytest.raises(Refused, match="đơn vị khác"):
        tell_incident(incident, told_at=FOUND, told_how="Cổng", by=mai, on=NOTED)
    tell_incident(incident, told_at=FOUND, told_how="Cổng", by=lan, on=NOTED)
    with pytest.raises(Refused, match="Đã báo"):
        tell_incident(incident, told_at=FOUND, told_how="Cổng", by=lan, on=NOTED)


def test_the_trail_holds_the_acts_and_no_words(lan):
    tell_incident(found(lan), told_at=FOUND, told_how="Cổng", by=lan, on=NOTED)
    acts = list(AuditEntry.objects.order_by("pk").values_list("act", flat=True))
    assert acts == ["personal_data.note_incident", "personal_data.tell_incident"]
    assert not AuditEntry.objects.filter(key__contains="Đức").exists()


def test_the_office_notes_prints_and_tells_on_its_pages(lan, desk_of):
    browser = desk_of(lan)
    assert browser.post(f"{LEAKS}ghi/", FORM).status_code == 302
    incident = Incident.objects.get()

    shown = browser.get(f"{LEAKS}{incident.pk}/").content.decode()
    assert "Báo chậm nhất 16:30 ngày 09/03/2026" in shown
    paper = browser.get(f"{LEAKS}{incident.pk}/thong-bao/").content.decode()
    for said in (*map(str, TOLD.values()), "mẫu đề xuất", "Điều 23 khoản 1"):
        assert said in paper, said
    told = {"day": "09/03/2026", "hour": "9h05", "told_how": "Cổng quốc gia"}
    assert browser.post(f"{LEAKS}{incident.pk}/", told).status_code == 302
    incident.refresh_from_db()
    assert incident.told_at == datetime(2026, 3, 9, 9, 5, tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"hour": "chiều"}, "Giờ chưa đúng"),
        ({"day": "31/02/2026"}, "Ngày chưa đúng"),
        ({"nature": ""}, "Hãy chọn việc đã xảy ra"),
        ({"day": f"{today() + timedelta(days=2):%d/%m/%Y}"}, "còn chưa đến"),
    ],
)
def test_a_form_with_a_slip_says_what_to_write(lan, desk_of, wrong, says):
    answer = desk_of(lan).post(f"{LEAKS}ghi/", FORM | wrong)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert "Bị gọi điện lừa." in answer.content.decode()


def test_another_commune_and_a_hamlet_head_see_nothing(lan, mai, tam, viet, desk_of):
    incident = found(lan)
    for term in (mai, tam, viet):
        for page in (f"{incident.pk}/", f"{incident.pk}/thong-bao/"):
            assert desk_of(term).get(LEAKS + page).status_code == 404, (term, page)
    assert desk_of(tam).get(LEAKS).status_code == 404
    assert desk_of(tam).post(f"{LEAKS}ghi/", FORM).status_code == 404
    assert "Lộ ra ngoài, phát hiện" not in desk_of(mai).get(LEAKS).content.decode()
