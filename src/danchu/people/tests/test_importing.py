"""A commune brings in its people by XLSX, prints their cards, and takes a mistake back."""

import io
import unicodedata
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook, load_workbook
from pypdf import PdfReader

from civics.errors import Refused
from danchu.kit import batches, clock
from danchu.kit.models import AuditEntry, Batch
from danchu.people import actions, codes, importing, rows
from danchu.people.models import Card, OneTimePassword, Role, Term, User
from danchu.people.tests.factories import in_office, signed_in, xom_named

TODAY = clock.today()
FROM = date(2026, 7, 1)
AT = "/tai-khoan/nguoi-va-may/nhap/"
HEAD = ["Họ và tên", "Vai", "Đơn vị", "Điện thoại", "Từ ngày", "Đến ngày", "Văn bản", "Chức danh",
        "Tên đăng nhập"]  # fmt: skip
PAPER = "12/QĐ-UBND"
FLOWERS = ("Hoa", "Lan", "Mai", "Đào", "Cúc", "Sen", "Huệ", "Hồng", "Bưởi")


def line(name, role="Trưởng xóm", unit="Xóm Nà Mòn", phone="", since="01/07/2026", until="",
         document=PAPER, position="", username=""):  # fmt: skip
    return [name, role, unit, phone, since, until, document, position, username]


def xlsx(*lines, merge="", head=HEAD) -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.append(head)
    for one in lines:
        sheet.append(one)
    if merge:
        sheet.merge_cells(merge)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.fixture
def office(lan, xom) -> Term:
    return lan.terms.select_related("unit", "person").get()


def seen(by: Term, *lines, **more) -> Batch:
    importer = importing.People(by, on=TODAY)
    return batches.preview(
        importer, xlsx(*lines, **more), "nguoi.xlsx", by=by, unit_id=by.unit_id, on=TODAY
    )


def written(by: Term, *lines) -> Batch:
    batch = seen(by, *lines)
    return batches.apply_whole(importing.People(by, on=TODAY), batch, by=by, on=TODAY)


def undo(by: Term, batch: Batch) -> Batch:
    return batches.undo(importing.People(by, on=TODAY), batch, by=by, on=TODAY)


def why(batch: Batch) -> str:
    """The reason of the only line that was not taken."""
    ((_, _, reason),) = batch.rejected
    return reason


def names() -> set[str]:
    return set(Term.objects.filter(since=FROM).values_list("person__full_name", flat=True))


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


# ── the pages ─────────────────────────────────────────────────────────────────────────────────


def send(client, *lines):
    data = xlsx(*lines)
    return client.post(AT, {"file": SimpleUploadedFile("nguoi.xlsx", data)})


def pages_of(answer) -> list[str]:
    return [one.extract_text() for one in PdfReader(io.BytesIO(answer.content)).pages]


def test_from_the_file_to_the_cards(client, lan, xom):
    signed_in(client, lan)
    at = send(client, line("Nông Thị Tâm"), line("Hà Văn Bé", role="Trưởng sóm"))["Location"]
    page = client.get(at).content.decode()
    assert "Nông Thị Tâm" in page
    assert "Có phải “Trưởng xóm” không?" in page
    assert "In thẻ" not in page

    client.post(f"{at}ghi/")

    page = client.get(at).content.decode()
    assert "In thẻ cho 1 người" in page
    assert "phần mềm không giữ" in page
    answer = client.post(f"{at}the/")
    assert (answer["Content-Type"], answer["Cache-Control"]) == (
        "application/pdf", "no-store, private",
    )  # fmt: skip
    (sheet,) = pages_of(answer)
    for words in ("Nông Thị Tâm", "Trưởng xóm, xóm Nà Mòn", "văn phòng xã Nà Chè"):
        assert words in sheet
    assert f"hạn đến hết ngày {TODAY + timedelta(days=7):%d/%m/%Y}" in sheet.replace("\n", " ")


def test_the_typed_code_opens_the_card_and_printing_again_voids_it(client, lan, xom):
    signed_in(client, lan)
    at = send(client, line("Nông Thị Tâm"))["Location"]
    client.post(f"{at}ghi/")

    first, second = (pages_of(client.post(f"{at}the/"))[0] for _ in range(2))

    def code(sheet):
        return sheet.split("Mã thẻ:")[1].split()[0]

    assert code(first) != code(second)
    assert "đã được thay bằng thẻ in sau" in Client().get(f"/the/{code(first)}/").content.decode()
    assert Client().get(f"/the/{code(second)}/").status_code == 200
    assert Card.objects.usable(on=TODAY).count() == 1
    assert code(second) not in str(list(Card.objects.values()))


@pytest.mark.parametrize(("people", "sheets"), [(1, 1), (8, 1), (9, 2)])
def test_eight_cards_stand_on_a_sheet(client, lan, commune, people, sheets):
    places = [f"Nà {letter}" for letter in "ABCDEGHIK"]
    for name in places:
        xom_named(name, f"xom-{name[-1].lower()}", commune)
    signed_in(client, lan)
    given = [
        line(f"Nông Thị {who}", unit=f"xóm {name}")
        for who, name in zip(FLOWERS, places[:people], strict=False)
    ]
    at = send(client, *given)["Location"]
    client.post(f"{at}ghi/")

    found = pages_of(client.post(f"{at}the/"))

    assert len(found) == sheets
    assert sum(page.count("Mã thẻ:") for page in found) == people
    box = PdfReader(io.BytesIO(client.post(f"{at}the/").content)).pages[0].mediabox
    assert (round(float(box.width)), round(float(box.height))) == (595, 842)  # A4 in points


def test_officials_get_a_username_and_a_password_and_use_it(client, commune):
    binh = in_office("binh", Role.CHAIR, commune)
    signed_in(client, binh)
    at = send(client, line("Lê Thị Hà", role="Tư pháp", unit=""))["Location"]
    client.post(f"{at}ghi/")

    (sheet,) = pages_of(client.post(f"{at}the/"))

    assert "PHIẾU ĐĂNG NHẬP LẦN ĐẦU" in sheet
    password = sheet.split("Mật khẩu một lần:")[1].split()[0]
    ha = User.objects.get(username="le.thi.ha")
    assert ha.check_password(password)
    assert OneTimePassword.objects.filter(person=ha).exists()


def test_who_is_in_already_gets_no_second_card(client, lan, xom, office):
    signed_in(client, lan)
    at = send(client, line("Nông Thị Tâm"))["Location"]
    client.post(f"{at}ghi/")
    code = pages_of(client.post(f"{at}the/"))[0].split("Mã thẻ:")[1].split()[0]
    Client().post(f"/the/{code}/", {"pin": "480195", "again": "480195"})

    assert "1 người đã vào" in client.get(at).content.decode()
    assert client.post(f"{at}the/")["Location"] == at
    assert Card.objects.count() == 1


def test_who_has_an_app_keeps_the_password(commune, lan):
    chair = in_office("binh", Role.CHAIR, commune).terms.get()
    assert codes.enrolled(lan)

    assert actions.print_ways_in(lan.terms.all(), by=chair, on=TODAY) == []


def test_a_term_that_has_not_begun_waits_for_its_card(office):
    soon = TODAY + timedelta(days=30)
    written(office, line("Nông Thị Tâm", since=f"{soon:%d/%m/%Y}"))

    assert actions.print_ways_in(Term.objects.filter(since=soon), by=office, on=TODAY) == []
    assert len(actions.print_ways_in(Term.objects.filter(since=soon), by=office, on=soon)) == 1


def test_the_lines_not_taken_come_back_with_why(client, lan, xom):
    signed_in(client, lan)
    at = send(client, line("Nông Thị Tâm", phone="12"), line("Hà Văn Bé"))["Location"]

    sheet = load_workbook(io.BytesIO(client.get(f"{at}chua-nhan/").content)).active

    assert [cell.value for cell in sheet[1]][-1] == "Lý do"
    assert "không phải số điện thoại" in sheet[2][len(HEAD)].value


def test_the_template_is_read_back_without_its_example(client, lan, xom):
    data = signed_in(client, lan).get(f"{AT}mau/").content

    headings = [cell.value for cell in load_workbook(io.BytesIO(data)).active[1]]
    assert headings[:-1] == [one.heading for one in rows.COLUMNS]  # the last marks the example
    sent = client.post(AT, {"file": SimpleUploadedFile("mau.xlsx", data)})
    assert "chỉ có dòng đầu đề" in sent.content.decode()


def test_mai_and_a_hamlet_head_find_nothing_of_it(client, lan, xom, mai, tam):
    signed_in(client, lan)
    at = send(client, line("Hà Văn Bé", role="Đại biểu HĐND", unit=""))["Location"]

    for other, address in ((mai, at), (tam, AT), (tam, at)):
        asked = signed_in(Client(), other)
        assert asked.get(address).status_code == 404
    for what in ("ghi/", "hoan-tac/", "the/"):
        assert signed_in(Client(), mai).post(f"{at}{what}").status_code == 404
    assert not names()
