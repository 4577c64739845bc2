"""A commune brings in its people by XLSX, and takes a mistake back."""

import unicodedata
from datetime import date

import pytest
from django.test import Client

from civics.errors import Refused
from danchu.kit import batches
from danchu.kit.models import AuditEntry
from danchu.people import actions, importing
from danchu.people.models import Card, Role, Term, User
from danchu.people.tests.factories import in_office, xom_named
from danchu.people.tests.importing import (
    FROM,
    PAPER,
    TODAY,
    line,
    names,
    seen,
    undo,
    why,
    written,
)

# ── reading ───────────────────────────────────────────────────────────────────────────────────


def test_a_line_becomes_an_account_and_a_term_with_its_document(office, xom):
    batch = written(office, line("Nông Thị Tâm", phone=912345678, until="30/06/2031"))

    term = Term.objects.get(person__full_name="Nông Thị Tâm")
    assert (term.role, term.unit, term.since, term.until) == (
        Role.COMMUNITY_HEAD, xom, FROM, date(2031, 6, 30),
    )  # fmt: skip
    assert (term.document, term.position) == (PAPER, "Trưởng xóm")
    assert (term.person.username, term.person.phone) == ("nong.thi.tam", "0912345678")
    assert not term.person.has_usable_password()
    assert batch.counts == {"new": 1, "changed": 0, "same": 0, "rejected": 0}
    acts = AuditEntry.objects.filter(account_id=office.person_id).values_list("act", flat=True)
    assert sorted(acts) == ["people.appoint", "people.bring_in"]


def test_nothing_is_written_before_it_was_seen(office):
    batch = seen(office, line("Nông Thị Tâm"))

    assert batch.counts["new"] == 1
    assert not names()


def test_columns_stand_in_any_order_and_without_marks(office):
    head = ["van ban", "TỪ NGÀY", "vai tro", "Xóm", "ho ten"]
    batch = seen(
        office, [PAPER, date(2026, 7, 1), "trưởng xóm", "nà mòn", "Nông Thị Tâm"], head=head
    )

    assert batch.counts["new"] == 1


def test_a_decomposed_name_is_the_same_name(office):
    """A Mac writes “Tâm” as two signs: it must not be somebody else, nor look so."""
    written(office, line("Nông Thị Tâm"))

    again = seen(office, line(unicodedata.normalize("NFD", "Nông Thị Tâm")))

    assert again.counts == {"new": 0, "changed": 0, "same": 1, "rejected": 0}
    assert User.objects.get(username="nong.thi.tam").full_name == "Nông Thị Tâm"


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (line("=A1&B1"), "Ô A2 là công thức"),
        (
            line("Nông Thị Tâm", role="Trưởng sóm"),
            "Không có vai “Trưởng sóm”. Có phải “Trưởng xóm”",
        ),
        (line("Nông Thị Tâm", role="Phi công"), "Không có vai “Phi công”. Hãy ghi như: Trưởng xóm"),
        (line("Nông Thị Tâm", unit="Xóm Nà Mòm"), "Có phải “Xóm Nà Mòn” không?"),
        (line("Nông Thị Tâm", unit="Xóm Bản Tèn"), "Không có “Xóm Bản Tèn” trong xã Nà Chè"),
        (line("Nông Thị Tâm", unit="Xã Nà Chè"), "giữ tại thôn, xóm, tổ dân phố"),
        (line("Nông Thị Tâm", unit=""), "Chưa ghi đơn vị"),
        (line("Nông Thị Tâm", phone="0912 34"), "“0912 34” không phải số điện thoại"),
        (line("Nông Thị Tâm", phone="xem danh bạ"), "không phải số điện thoại"),
        (line("Nông Thị Tâm", since="31/02/2026"), "Hãy ghi như 01/07/2026"),
        (line("Nông Thị Tâm", since="01/07/0026"), "Hãy xem lại văn bản"),
        (line("Nông Thị Tâm", until="30/06/2026"), "“Đến ngày” đứng trước “Từ ngày”"),
        (line("Nông Thị Tâm", document=""), "Chưa ghi “Văn bản”"),
        (line("Tâm"), "Hãy ghi đủ họ và tên"),
        (line("Nông Thị Tâm 2"), "không giống họ và tên"),
        (line("Nông Thị Tâm", username="khong.co"), "với tên đăng nhập “khong.co”"),
        (line("Nông Thị Tâm", role="Chủ tịch UBND", unit=""), "do cấp trên ghi nhận"),
        (line("Nông Thị Tâm", role="Công chức Văn phòng", unit=""), "do cấp trên ghi nhận"),
    ],
)
def test_a_line_that_cannot_be_taken_says_why_and_what_to_do(office, given, says):
    batch = seen(office, given, line("Hà Văn Bé"))

    if "tên đăng nhập" in says:
        written(office, line("Nông Thị Tâm"))
        batch = seen(office, given, line("Hà Văn Bé"))
    assert says in why(batch)
    assert batch.counts["new"] == 1  # the good line stands all the same


def test_everything_wrong_with_a_line_is_told_at_once(office):
    said = why(seen(office, line("Tâm", phone="12", since=""), line("Hà Văn Bé")))

    for words in ("không giống họ và tên", "không phải số điện thoại", "Chưa ghi “Từ ngày”"):
        assert words in said


def test_merged_cells_are_refused_line_by_line(office):
    batch = seen(office, line("Nông Thị Tâm"), line("Hà Văn Bé"), merge="G2:G3")

    assert batch.counts["rejected"] == 2
    assert "ô gộp" in batch.rejected[0][2]


def test_a_hamlet_of_another_commune_is_not_found(office, elsewhere):
    xom_named("Khuổi Lừa", "xom-khuoi-lua", elsewhere)

    assert "Không có “Xóm Khuổi Lừa” trong xã Nà Chè" in why(
        seen(office, line("Nông Thị Tâm", unit="Xóm Khuổi Lừa"))
    )


def test_two_hamlets_of_one_name_are_told_apart_by_the_office(office, commune):
    xom_named("Nà Mòn", "xom-na-mon-hai", commune)

    assert "Có 2 nơi tên “Xóm Nà Mòn”" in why(seen(office, line("Nông Thị Tâm")))


# ── who is who ────────────────────────────────────────────────────────────────────────────────


def test_the_same_file_again_changes_nothing(office):
    lines = [line("Nông Thị Tâm"), line("Hà Văn Bé", role="Ban Thanh tra nhân dân", unit="")]
    written(office, *lines)

    again = seen(office, *lines)

    assert again.counts == {"new": 0, "changed": 0, "same": 2, "rejected": 0}
    with pytest.raises(Refused, match="không có gì mới"):
        batches.apply_whole(importing.People(office, on=TODAY), again, by=office, on=TODAY)


def test_a_namesake_without_a_phone_is_never_silently_the_same_person(office, commune):
    written(office, line("Nông Thị Tâm"))

    said = why(seen(office, line("Nông Thị Tâm", role="Đại biểu HĐND xã", unit="")))

    assert "Đã có Nông Thị Tâm (tài khoản nong.thi.tam)" in said
    assert "người khác trùng tên thì ghi “mới”" in said


@pytest.mark.parametrize(
    ("phone", "username", "people"),
    [
        ("0912345678", "", 1),  # the same phone: the same person
        ("+84 912 345 678", "", 1),
        ("0987654321", "", 2),  # another phone: another person
        ("", "nong.thi.tam", 1),
        ("", "mới", 2),
    ],
)
def test_phone_username_or_moi_tells_who_is_meant(office, phone, username, people):
    written(office, line("Nông Thị Tâm", phone="0912345678"))

    written(
        office,
        line("Nông Thị Tâm", role="Đại biểu HĐND xã", unit="", phone=phone, username=username),
    )

    assert User.objects.filter(full_name="Nông Thị Tâm").count() == people
    assert Term.objects.filter(person__full_name="Nông Thị Tâm").count() == 2


def test_two_namesakes_in_one_file_want_phones(office):
    twice = seen(office, line("Nông Thị Tâm"), line("Nông Thị Tâm", role="Trưởng ban Mặt trận"))
    assert "Đã có Nông Thị Tâm (dòng 2)" in why(twice)

    written(
        office,
        line("Nông Thị Tâm", phone="0912345678"),
        line("Nông Thị Tâm", role="Trưởng ban Mặt trận", phone="0912345678"),
        line("Nông Thị Tâm", role="Đại biểu HĐND xã", unit="", phone="0987654321"),
    )

    assert User.objects.filter(full_name="Nông Thị Tâm").count() == 2


def test_a_namesake_of_another_commune_is_somebody_else(office, elsewhere):
    there = xom_named("Khuổi Lừa", "xom-khuoi-lua", elsewhere)
    in_office("cu", Role.COMMUNITY_HEAD, there, full_name="Nông Thị Tâm")

    written(office, line("Nông Thị Tâm"))

    assert User.objects.filter(full_name="Nông Thị Tâm").count() == 2


@pytest.mark.parametrize(
    ("since", "until", "says"),
    [
        ("01/07/2026", "30/06/2031", "đang giữ vai này"),
        ("15/08/2026", "", "đang giữ vai này"),
        ("01/01/2025", "01/07/2026", "đang giữ vai này"),
        ("01/01/2025", "30/06/2026", ""),  # the day before: no day in common
    ],
)
def test_a_term_does_not_overlap_itself(office, since, until, says):
    written(office, line("Nông Thị Tâm", phone="0912345678"))

    batch = seen(office, line("Nông Thị Tâm", phone="0912345678", since=since, until=until))

    assert (says in why(batch)) if says else batch.counts["new"] == 1


def test_somebody_who_took_the_role_meanwhile_stops_the_writing(office, xom):
    batch = seen(office, line("Nông Thị Tâm"))
    in_office("tam", Role.COMMUNITY_HEAD, xom, full_name="Nông Thị Tâm")

    with pytest.raises(Refused, match="Sổ đã thay đổi"):
        batches.apply_whole(importing.People(office, on=TODAY), batch, by=office, on=TODAY)
    assert not Term.objects.filter(since=FROM).exists()


# ── the first day ─────────────────────────────────────────────────────────────────────────────


def test_the_chair_brings_in_officials_and_hamlets_in_one_file(commune, xom):
    chair = in_office("binh", Role.CHAIR, commune).terms.select_related("unit", "person").get()

    written(
        chair,
        line("Lê Thị Hà", role="Công chức Tư pháp - Hộ tịch", unit=""),
        line("Ngô Thị Nga", role="Một cửa", unit="xã Nà Chè"),
        line("Nông Thị Tâm"),
        line("Hoàng Minh Quân", role="Tổ công nghệ số cộng đồng"),
    )

    assert {(t.person.full_name, t.role, t.unit.name) for t in Term.objects.filter(since=FROM)} == {
        ("Lê Thị Hà", "justice_officer", "Nà Chè"),
        ("Ngô Thị Nga", "one_stop_officer", "Nà Chè"),
        ("Nông Thị Tâm", "community_head", "Nà Mòn"),
        ("Hoàng Minh Quân", "digital_helper", "Nà Mòn"),
    }


# ── taking back ───────────────────────────────────────────────────────────────────────────────


def test_an_import_nobody_used_is_taken_back_with_its_cards(office):
    batch = written(office, line("Nông Thị Tâm"), line("Hà Văn Bé", role="Đại biểu HĐND", unit=""))
    actions.print_ways_in(Term.objects.filter(since=FROM), by=office, on=TODAY)

    undo(office, batch)

    assert not names()
    assert not User.objects.filter(username="nong.thi.tam").exists()
    assert not Card.objects.exists()
    assert AuditEntry.objects.filter(act="people.undo_batch", key=batch.pk).count() == 1


def test_a_standing_account_stays_when_the_import_goes(office):
    written(office, line("Nông Thị Tâm", phone="0912345678"))
    second = written(
        office, line("Nông Thị Tâm", role="Đại biểu HĐND", unit="", phone="0912345678")
    )

    undo(office, second)

    assert User.objects.get(username="nong.thi.tam").terms.get().role == "community_head"


def test_once_somebody_came_in_the_import_stands(office):
    batch = written(office, line("Nông Thị Tâm"))
    (way,) = actions.print_ways_in(Term.objects.filter(since=FROM), by=office, on=TODAY)
    Client().post(f"/the/{way.code}/", {"pin": "480195", "again": "480195"})

    with pytest.raises(Refused, match="Nông Thị Tâm đã vào phần mềm"):
        undo(office, batch)
    assert names() == {"Nông Thị Tâm"}


def test_after_a_term_was_ended_the_import_stands(office):
    batch = written(office, line("Nông Thị Tâm"))
    actions.end_term(Term.objects.get(since=FROM), last_day=TODAY, by=office, on=TODAY)

    with pytest.raises(Refused, match="ghi kết thúc hoặc bàn giao"):
        undo(office, batch)
