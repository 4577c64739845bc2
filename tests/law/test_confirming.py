"""A jurist answers for a value: from its page, to a row, to every page that uses it."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from civics.errors import Refused
from danchu.kit.clock import today as clock_today
from danchu.kit.law import book
from danchu.kit.models import AuditEntry
from danchu.people.models import Role, Term
from danchu.rulebook import actions
from danchu.rulebook.models import Confirmation, Objection
from danchu.rulebook.rulebook import INTERPRETED, UPHELD, Reading
from danchu.rulebook.tests.jurists import EditableLaw, in_province, yen_of

KEY = "disclosure.publish"
START = date(2023, 7, 1)
DOCUMENT = "Văn bản hợp nhất 12/VBHN-VPQH ngày 15/9/2025, bản ký số"
OPEN = "/luat/disclosure.publish/xac-nhan/"


@pytest.fixture
def yen(province):
    return yen_of(province)


@pytest.fixture
def law(tmp_path, settings):
    """A copy of law/ to edit; the real one is read again afterwards."""
    copy = EditableLaw(tmp_path)
    settings.LAW_FOLDER = copy.folder
    book.cache_clear()
    yield copy
    book.cache_clear()


def confirmed(yen, on=None, key=KEY):
    value = book().rule(key).values[0]
    return actions.confirm(
        key,
        since=value.since,
        digest=value.digest,
        document=DOCUMENT,
        note="",
        by=yen,
        on=on or date(2026, 12, 2),
    )


def notes(key=KEY):
    return Reading(None, on=date(2026, 12, 2)).value(key).notes


# ── the story ─────────────────────────────────────────────────────────────────────────────────


def test_a_jurist_confirms_a_value_and_the_page_of_a_decision_says_who(
    client, desk_of, yen, lan, commune
):
    desk = desk_of(yen)
    digest = book().rule(KEY).values[0].digest
    assert digest in desk.get(OPEN).content.decode()

    answer = desk.post(OPEN, {"document": DOCUMENT, "note": "Khớp bản ký số.", "digest": digest})

    assert answer.headers["Location"] == "/luat/disclosure.publish/"
    row = Confirmation.objects.get()
    assert (row.key, row.since, row.digest, row.confirmed_by) == (KEY, START, digest, yen)
    assert row.on == clock_today()
    entry = AuditEntry.objects.latest("pk")
    assert (entry.act, entry.kind, entry.key) == ("rulebook.confirm", "law", KEY)

    said = f"Lê Thị Yên, Chuyên viên Sở Tư pháp, {clock_today():%d/%m/%Y}"
    public = client.get("/luat/disclosure.publish/").content.decode()
    assert f"Lê Thị Yên, Chuyên viên Sở Tư pháp, ngày {clock_today():%d/%m/%Y}" in public
    assert DOCUMENT in public
    assert "chưa có người xác nhận" not in public
    late = client.get("/cong-khai/tre-han/").content.decode()
    assert f"xác nhận: {said}" in late
    assert "chưa có người xác nhận" not in late


def test_before_that_every_page_says_that_nobody_answers_for_it(client, province):
    assert notes() == ["chưa hợp nhất", "chưa có người xác nhận", INTERPRETED]
    assert "chưa có người xác nhận" in client.get("/cong-khai/tre-han/").content.decode()
    assert "chưa có người xác nhận" in client.get("/luat/disclosure.publish/").content.decode()


def test_the_printed_notice_says_what_is_not_certain(yen, lan, commune):
    from django.template import Context, Template

    from danchu.rulebook.citing import panel

    confirmed(yen)
    reading = Reading(commune, on=date(2026, 12, 2))
    paper = Template('{% include "kit/_paper_cites.html" %}').render(
        Context({"cites": panel([reading.value(KEY), reading.value("disclosure.correct")])})
    )
    assert "Điều 12 khoản 3 (chưa hợp nhất; theo cách hiểu đã được xác nhận)" in paper
    assert "(tham số của tỉnh (mức đề xuất, tỉnh chưa quyết định))" in paper


# ── what is confirmed ─────────────────────────────────────────────────────────────────────────


def test_an_edited_value_loses_its_confirmation_and_says_so(client, yen, law):
    confirmed(yen)
    assert notes() == ["chưa hợp nhất", UPHELD]

    law.edit(
        "2022-10-qh15/disclosure.yaml",
        "{working_days: 5, cite: Điều 12 khoản 3}",
        "{working_days: 4, cite: Điều 12 khoản 3}",
    )

    assert notes()[:2] == ["chưa hợp nhất", "đã sửa sau khi xác nhận, chờ xác nhận lại"]
    page = client.get("/luat/disclosure.publish/").content.decode()
    assert "đã sửa sau khi xác nhận" in page
    assert "Bản trước khi sửa do ai xác nhận" in page


def test_a_new_start_of_the_same_value_also_loses_it(yen, law):
    confirmed(yen)
    law.edit(
        "2022-10-qh15/disclosure.yaml",
        "2023-07-01: {working_days: 5, cite: Điều 12 khoản 3}",
        "2023-07-02: {working_days: 5, cite: Điều 12 khoản 3}",
    )
    assert "đã sửa sau khi xác nhận, chờ xác nhận lại" in notes()


def test_an_amendment_added_below_keeps_the_confirmation_of_what_stood_before(yen, law):
    confirmed(yen)
    law.edit(
        "2022-10-qh15/disclosure.yaml",
        "    2023-07-01: {working_days: 5, cite: Điều 12 khoản 3}",
        "    2023-07-01: {working_days: 5, cite: Điều 12 khoản 3}\n"
        "    2027-01-01: {working_days: 3, cite: Điều 12 khoản 3}",
    )
    assert notes() == ["chưa hợp nhất", UPHELD]
    after = Reading(None, on=date(2027, 1, 1)).value(KEY)
    assert after.notes == ["chưa hợp nhất", "chưa có người xác nhận", INTERPRETED]


def test_what_was_edited_while_the_jurist_read_is_not_confirmed(desk_of, yen):
    answer = desk_of(yen).post(OPEN, {"document": DOCUMENT, "digest": "0" * 64})
    assert answer.status_code == 422
    assert "vừa được sửa" in answer.content.decode()
    assert not Confirmation.objects.exists()


def test_a_value_is_confirmed_once(yen):
    confirmed(yen)
    with pytest.raises(Refused, match="đã có người xác nhận"):
        confirmed(yen)


def test_the_database_refuses_a_second_confirmation_of_the_same_reading(yen):
    row = confirmed(yen)
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


# ── objections ────────────────────────────────────────────────────────────────────────────────


def test_an_objection_stands_on_every_page_until_it_is_settled(client, desk_of, yen):
    desk = desk_of(yen)
    reason = "Luật 97/2025/QH15 Điều 4 có thể đã sửa số ngày này."
    desk.post("/luat/disclosure.publish/phan-doi/", {"reason": reason})

    row = Objection.objects.get()
    assert (row.key, row.since, row.reason, row.raised_by) == (KEY, START, reason, yen)
    assert notes()[0] == f"có ý kiến phản đối: {reason}"
    assert reason in client.get("/cong-khai/tre-han/").content.decode()
    with pytest.raises(Refused, match="còn ý kiến phản đối"):
        confirmed(yen)

    desk.post(f"/luat/phan-doi/{row.pk}/", {"settlement": "Đã đọc Điều 4: không sửa khoản này."})

    row.refresh_from_db()
    assert (row.settled_on, row.settled_by) == (clock_today(), yen)
    assert reason not in client.get("/cong-khai/tre-han/").content.decode()
    page = client.get("/luat/disclosure.publish/").content.decode()
    assert reason in page
    assert "không sửa khoản này" in page
    assert desk.get(f"/luat/phan-doi/{row.pk}/").status_code == 404


def test_an_objection_is_settled_once_and_with_an_answer(yen):
    on = date(2026, 12, 2)
    row = actions.object_to(KEY, since=START, reason="sai điều", by=yen, on=on)
    with pytest.raises(IntegrityError), transaction.atomic():
        actions.settle(row, settlement="", by=yen, on=on)
    actions.settle(row, settlement="Đã sửa điều.", by=yen, on=on)
    with pytest.raises(Refused, match="đã được giải quyết ngày 02/12/2026"):
        actions.settle(row, settlement="Lần nữa.", by=yen, on=on)


def test_only_a_value_that_exists_can_be_objected_to(yen):
    with pytest.raises(Refused, match="không có giá trị nào bắt đầu từ 02/07/2023"):
        actions.object_to(KEY, since=date(2023, 7, 2), reason="?", by=yen, on=date(2026, 12, 2))


# ── who may not ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("who", ["mai", "lan", "tam", "binh", "viet", "khoa"])
def test_nobody_but_a_jurist_confirms_or_objects(request, desk_of, who):
    term = request.getfixturevalue(who)
    desk = desk_of(term)
    row = Objection.objects.create(key=KEY, since=START, reason="x", raised_by=term, on=START)
    for address in (OPEN, "/luat/disclosure.publish/phan-doi/", f"/luat/phan-doi/{row.pk}/"):
        assert desk.get(address).status_code == 404
        assert desk.post(address, {"reason": "x"}).status_code == 404
    assert OPEN not in desk.get("/luat/disclosure.publish/").content.decode()


def test_a_jurist_who_left_or_sits_in_a_commune_confirms_nothing(desk_of, province, commune):
    left = in_province(province, "cu", "Nông Thị Cũ", Role.JURIST, until=date(2026, 6, 30))
    assert desk_of(left).get(OPEN).status_code == 403
    of_commune = in_province(commune, "xa", "Lý Thị Xã", Role.JURIST)
    assert desk_of(of_commune).get(OPEN).status_code == 404


def test_a_stranger_is_asked_to_sign_in(client, province):
    assert client.get(OPEN).status_code == 302


def test_a_key_or_a_start_that_does_not_exist_is_not_found(desk_of, yen):
    desk = desk_of(yen)
    assert desk.get("/luat/a.b/xac-nhan/").status_code == 404
    assert desk.get(OPEN + "?tu=2020-01-01").status_code == 404


# ── queries ───────────────────────────────────────────────────────────────────────────────────


def test_three_rules_ask_as_often_as_one(yen, django_assert_num_queries):
    from danchu.rulebook.citing import panel

    for key in (KEY, "disclosure.web", "disclosure.posting"):
        confirmed(yen, key=key)
    assert Term.objects.count() == 1
    for keys in ([KEY], [KEY, "disclosure.web", "disclosure.posting"]):
        reading = Reading(None, on=date(2026, 12, 2))
        with django_assert_num_queries(1):  # confirmations and objections at once
            shown = panel(reading.value(key) for key in keys)
        assert [one["confirmed"][:10] for one in shown] == ["Lê Thị Yên"] * len(keys)
