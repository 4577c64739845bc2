"""A table of units: seen before it is written, written whole or not at all, taken back."""

import io
import unicodedata
from datetime import date

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from civics.errors import Refused
from danchu.kit import batches
from danchu.kit.models import AuditEntry, Batch, SearchEntry
from danchu.people.models import Role
from danchu.people.tests.factories import in_office, signed_in
from danchu.places.importing import UnitImporter
from danchu.places.models import Belonging, Unit

pytestmark = pytest.mark.django_db
DAY = date(2026, 12, 2)
AT = "/tai-khoan/don-vi/nhap/"
HEAD = "Tên đơn vị,Mã riêng,Từ ngày,Văn bản,Loại\n"


@pytest.fixture
def office(lan):
    return lan.terms.get()


def preview(commune, office, *lines, head=HEAD, importer=None):
    data = (head + "\n".join(lines)).encode()
    importer = importer or UnitImporter([commune], named=False)
    return importer, batches.preview(
        importer, data, "xom.csv", by=office, unit_id=commune.pk, on=DAY
    )


def written(commune, office, *lines):
    importer, batch = preview(commune, office, *lines)
    return importer, batches.apply_whole(importer, batch, by=office, on=DAY)


def reasons(batch):
    return {line: why for line, _, why in batch.rejected}


def send(client, text, name="xom.csv"):
    return client.post(AT, {"file": SimpleUploadedFile(name, text.encode())}, follow=True)


def test_a_dry_run_writes_nothing_and_says_what_would_be_written(commune, office, xom):
    _, batch = preview(
        commune, office, "Xóm Nà Mòn,NM01", "xóm  Nà Mòn 2,,01/01/2026,12/NQ-HĐND,Xóm", "Nà Thiếu"
    )

    assert Unit.objects.filter(kind="community").count() == 1
    assert batch.counts == {"new": 1, "changed": 1, "same": 0, "rejected": 1}
    changed, new = batches.changes_of(batch)
    assert [tuple(field) for field in changed.fields] == [("Mã riêng", "", "NM01")]
    assert new.title == "Xóm Nà Mòn 2"
    assert ("Từ ngày", "", "01/01/2026") in [tuple(field) for field in new.fields]
    assert "chưa có danh xưng" in reasons(batch)[4]


def test_an_import_writes_units_their_place_their_address_and_the_trail(commune, office):
    written(commune, office, "Xóm Bản Nghè,BN,01/07/2025,12/NQ-HĐND", "Trường Tiểu học số 1,,,,"
            "Đơn vị sự nghiệp công lập")  # fmt: skip

    xom = Unit.objects.get(own_code="BN")
    school = Unit.objects.get(kind="public_unit")
    assert (xom.title, xom.name, xom.commune, xom.valid_from) == (
        "xom", "Bản Nghè", commune, date(2025, 7, 1),
    )  # fmt: skip
    assert xom.slug == "xom-ban-nghe-xa-na-che"
    assert school.full_name == "Trường Tiểu học số 1"
    assert Belonging.objects.get(unit=xom).parent == commune
    assert SearchEntry.objects.filter(room="places", key=str(xom.pk)).exists()
    assert AuditEntry.objects.get(act="places.import_units").account_id == office.person_id


def test_the_same_file_again_changes_nothing(commune, office):
    lines = ["Xóm A,A1", "Xóm B", "Tổ dân phố 3,,01/01/2026,QĐ 1"]
    written(commune, office, *lines)
    before = list(Unit.objects.order_by("pk").values())

    importer, batch = preview(commune, office, *lines)

    assert batch.counts == {"new": 0, "changed": 0, "same": 3, "rejected": 0}
    with pytest.raises(Refused, match="không có gì mới"):
        batches.apply_whole(importer, batch, by=office, on=DAY)
    assert list(Unit.objects.order_by("pk").values()) == before


def test_a_second_tap_writes_nothing_more(commune, office):
    importer, batch = written(commune, office, "Xóm A")

    with pytest.raises(Refused, match="đã được ghi rồi"):
        batches.apply_whole(importer, batch, by=office, on=DAY)
    assert Unit.objects.filter(name="A").count() == 1


def test_decomposed_and_composed_names_are_one_unit(commune, office):
    written(commune, office, "Xóm Hòa Bình")

    _, batch = preview(commune, office, unicodedata.normalize("NFD", "XÓM HOÀ BÌNH"))

    assert batch.counts["new"] == 0
    assert batch.counts["changed"] == 1  # the spelling


def test_two_hamlets_of_one_name_are_never_merged_silently(commune, office):
    _, batch = preview(commune, office, "Xóm Đồng", "xóm đồng", "Xóm Chè,C1", "Xóm Chè,C2")

    assert set(reasons(batch)) == {2, 3}
    assert "Tên Xóm Đồng trùng hoặc chỉ khác dấu với dòng 2." in reasons(batch)[3]
    assert "ghi mã riêng" in reasons(batch)[2]
    assert batch.counts["new"] == 2


def test_a_name_that_differs_only_in_its_marks_is_asked_about(commune, office):
    written(commune, office, "Xóm Đồng Tâm")

    _, batch = preview(commune, office, "Xóm Đông Tâm", "Xóm Đông Tâm Mới")
    _, coded = preview(commune, office, "Xóm Đòng Tâm,D2")

    assert "Gần giống xóm Đồng Tâm" in reasons(batch)[2]
    assert batch.counts["new"] == 1
    assert coded.counts["new"] == 1


def test_another_name_under_a_known_code_is_a_renaming_and_wants_its_decision(commune, office):
    written(commune, office, "Xóm A,A1")

    _, batch = preview(commune, office, "Xóm B,A1")

    assert "Đổi tên là việc có quyết định" in reasons(batch)[2]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("Xóm A,,31/02/2026", "Ngày “31/02/2026” chưa đúng"),
        ("Xóm A,,03/12/2026", "Ngày 03/12/2026 chưa tới"),
        ("Xóm A,,,,Câu lạc bộ", "Không có loại “Câu lạc bộ”"),
        (",,01/01/2026", "Chưa có tên đơn vị"),
        ("Xóm " + "a" * 121, "dài hơn 120 ký tự"),
        ("Xóm A,=1+1", "Ô B2 là công thức"),
        ("Xóm A," + "9" * 31, "dài hơn 30 ký tự"),
    ],
)
def test_a_row_that_cannot_be_taken_says_why(commune, office, line, says):
    _, batch = preview(commune, office, line)

    assert says in reasons(batch)[2]
    assert batch.counts["new"] == 0


def test_today_is_not_too_late_to_begin(commune, office):
    _, batch = preview(commune, office, "Xóm A,,02/12/2026")

    assert batch.counts["new"] == 1


def test_records_that_moved_since_the_preview_are_not_overwritten(commune, office):
    importer, batch = preview(commune, office, "Xóm A", "Xóm B")
    written(commune, office, "Xóm A")

    with pytest.raises(Refused, match="Sổ đã thay đổi"):
        batches.apply_whole(importer, batch, by=office, on=DAY)

    assert not Unit.objects.filter(name="B").exists()
    batch.refresh_from_db()
    assert (batch.state, batch.counts["new"], batch.counts["same"]) == ("previewed", 1, 1)
    batches.apply_whole(importer, batch, by=office, on=DAY)
    assert Unit.objects.filter(name="B").exists()


def test_an_import_that_stops_halfway_leaves_nothing(commune, office):
    importer, batch = preview(commune, office, *(f"Xóm {n}" for n in range(450)))

    steps = batches.apply(importer, batch, by=office, on=DAY)
    assert [next(steps).done for _ in range(3)] == [0, 200, 400]
    steps.close()

    assert not Unit.objects.filter(kind="community").exists()
    assert Batch.objects.get().state == "previewed"


def test_undo_takes_back_new_units_and_old_spellings(commune, office, xom):
    importer, batch = written(commune, office, "Xóm A", "Xóm Nà Mòn,NM")
    Unit.objects.get(own_code="NM")

    batches.undo(importer, batch, by=office, on=DAY)

    assert not Unit.objects.filter(name="A").exists()
    assert not SearchEntry.objects.filter(title="Xóm A").exists()
    xom.refresh_from_db()
    assert xom.own_code == ""
    with pytest.raises(Refused, match="không còn gì để hoàn tác"):
        batches.undo(importer, batch, by=office, on=DAY)


def test_undo_is_refused_while_something_hangs_on_what_was_made(commune, office):
    importer, batch = written(commune, office, "Xóm A")
    in_office("truong", Role.COMMUNITY_HEAD, Unit.objects.get(name="A"))

    with pytest.raises(Refused, match="1 nhiệm kỳ"):
        batches.undo(importer, batch, by=office, on=DAY)

    assert Unit.objects.filter(name="A").exists()
    assert Batch.objects.get().state == "applied"


def test_the_province_names_the_commune_in_a_column(commune, elsewhere, office):
    importer = UnitImporter([commune, elsewhere], named=True)
    head = "Xã,Tên xóm\n"

    _, batch = preview(
        commune,
        office,
        f"{commune.full_name},Xóm A",
        f"{elsewhere.name.upper()},Xóm A",
        "Xã Không Có,Xóm A",
        ",Xóm C",
        head=head,
        importer=importer,
    )
    batches.apply_whole(importer, batch, by=office, on=DAY)

    assert set(Unit.objects.filter(name="A").values_list("commune", flat=True)) == {
        commune.pk,
        elsewhere.pk,
    }
    assert "Không có xã, phường nào tên “Xã Không Có”" in reasons(batch)[4]
    assert "Không có xã, phường nào" in reasons(batch)[5]


# ── pages ─────────────────────────────────────────────────────────────────────────────────────


def test_the_clerk_sends_sees_writes_and_takes_back(client, lan, commune):
    signed_in(client, lan)

    page = send(client, HEAD + "Xóm A\nNà\n").content.decode()
    at = f"{AT}{Batch.objects.get().pk}/"
    assert "Ghi 1 dòng vào sổ" in page
    assert "chưa có danh xưng" in page
    assert client.get(f"{at}ghi/").status_code == 405

    page = client.post(f"{at}ghi/", follow=True).content.decode()
    assert "Đã ghi lúc" in page
    assert Unit.objects.get(name="A").commune == commune
    again = client.post(f"{at}ghi/", follow=True).content.decode()
    assert "không ghi lần nữa" in again

    file = client.get(f"{at}chua-nhan/")
    sheet = openpyxl.load_workbook(io.BytesIO(file.content)).worksheets[0]
    assert sheet["A2"].value == "Nà"
    assert "danh xưng" in sheet[2][-1].value

    page = client.post(f"{at}hoan-tac/", follow=True).content.decode()
    assert "Đã hoàn tác" in page
    assert not Unit.objects.filter(name="A").exists()


def test_a_long_import_answers_with_a_bar_that_grows(client, lan):
    signed_in(client, lan)
    send(client, HEAD + "\n".join(f"Xóm {n}" for n in range(401)))

    answer = client.post(f"{AT}{Batch.objects.get().pk}/ghi/")

    pieces = [piece.decode() for piece in answer.streaming_content]
    parts = [piece for piece in pieces if "fill__part" in piece]
    assert len(parts) == 20
    assert pieces[0].rstrip().endswith('aria-label="Tiến độ">')
    assert "Đã ghi xong." in "".join(pieces)
    assert answer["Content-Encoding"] == "identity"
    assert Unit.objects.filter(kind="community").count() == 401


def test_a_file_that_is_not_fit_is_said_beside_the_field(client, lan):
    answer = send(signed_in(client, lan), "Cột lạ\nx\n")

    assert answer.status_code == 422
    assert "thiếu cột “Tên đơn vị”" in answer.content.decode()
    assert not Batch.objects.exists()


def test_mai_of_another_commune_never_sees_this_import(client, lan, mai, tam):
    send(signed_in(client, lan), HEAD + "Xóm A\n")
    at = f"{AT}{Batch.objects.get().pk}/"

    for person, sees in ((mai, 200), (tam, 404)):
        signed_in(client, person)
        assert client.get(AT).status_code == sees
        assert client.get(at).status_code == 404
        assert client.get(f"{at}chua-nhan/").status_code == 404
        assert client.post(f"{at}ghi/").status_code == 404
        assert client.post(f"{at}hoan-tac/").status_code == 404
    assert "xom.csv" not in signed_in(client, mai).get(AT).content.decode()
    assert not Unit.objects.filter(name="A").exists()


def test_the_template_can_be_sent_back_filled(client, lan):
    signed_in(client, lan)
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"{AT}mau/").content))
    book.worksheets[0].append([None, "Xóm A"])
    out = io.BytesIO()
    book.save(out)

    client.post(AT, {"file": SimpleUploadedFile("mau.xlsx", out.getvalue())})

    assert Batch.objects.get().counts == {"new": 1, "changed": 0, "same": 0, "rejected": 0}


# ── the command ───────────────────────────────────────────────────────────────────────────────


def test_the_command_shows_a_bar_and_changes_nothing_the_second_time(tmp_path, commune, capsys):
    file, refused = tmp_path / "xom.csv", tmp_path / "chua-nhan.xlsx"
    file.write_text(HEAD + "Xóm A\nNà\n")

    call_command("import_units", file, commune=commune.slug, rejected=refused)
    first = capsys.readouterr().out
    call_command("import_units", file, commune=commune.slug)

    assert "1 new, 0 changed, 0 unchanged, 1 refused" in first
    assert f"[{'█' * 40}] 1/1" in first
    assert refused.exists()
    assert "0 new, 0 changed, 1 unchanged" in capsys.readouterr().out
    with pytest.raises(CommandError, match="no commune"):
        call_command("import_units", file, commune="khong-co")
    with pytest.raises(CommandError, match="Nothing was changed"):
        call_command("import_units", tmp_path / "x.csv")
