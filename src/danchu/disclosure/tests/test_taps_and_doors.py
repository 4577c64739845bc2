"""What phones send, well and badly; who may open what; a hamlet merged while its paper hangs."""

import io
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from danchu.behalf.models import EnteredFor
from danchu.disclosure.tests.boards import jpeg, paper_of, photo, rows, tap
from danchu.disclosure.tests.factories import office
from danchu.kit import files
from danchu.kit.clock import today
from danchu.kit.models import AuditEntry
from danchu.people.models import Role
from danchu.people.tests.factories import in_office, xom_named
from danchu.places.actions import carry, merge, undo
from danchu.places.judging import Decision, NewUnit
from danchu.postings import reading
from danchu.postings.actions import missing
from danchu.postings.models import Gap, Paper, Place, Posting, Proof, State

pytestmark = pytest.mark.django_db
ON = today()
DAN = "/niem-yet/hom-nay/dan/"
JSON = {"Accept": "application/json"}


@pytest.fixture
def paper(lan, thang, tam) -> Paper:
    return paper_of(lan, thang)


@pytest.fixture
def mine(paper, tam) -> Posting:
    return rows(paper).get(unit=tam.unit)


def send(browser: Client, *postings: Posting, picture=None, name="bảng tin.jpg", **more):
    data = {"giay": [one.pk for one in postings], "client_id": str(uuid4()), **more}
    if picture is not None:
        data["photos"] = SimpleUploadedFile(name, picture)
    return browser.post(DAN, data, headers=JSON)


# ── one tap over the line ─────────────────────────────────────────────────────────────────────


def test_the_queue_gets_a_receipt_a_line_and_the_photo_is_sealed(mine, tam, desk_of):
    answer = send(desk_of(tam), mine, picture=jpeg(exif=b"Exif\0\0xom Dong Tam"))

    assert answer.status_code == 200
    [line] = answer.json()["lines"]
    assert line["took"]
    assert "giữ đến hết ngày" in line["words"]
    proof = Proof.objects.get()
    assert b"Exif" not in files.read_sealed(proof.stored_as)
    with pytest.raises(FileNotFoundError):
        files.read(proof.stored_as)


def test_without_a_script_the_same_form_answers_with_a_page(mine, tam, desk_of):
    browser = desk_of(tam)
    data = {"giay": [mine.pk], "client_id": str(uuid4()), "note": "máy hỏng camera"}
    page = browser.post(DAN, data, follow=True).content.decode()
    assert "Đã ghi 1 việc." in page
    assert Proof.objects.get().note == "máy hỏng camera"


@pytest.mark.parametrize(
    ("picture", "name", "says"),
    [
        (b"x" * (41 * 1024 * 1024), "to.jpg", ""),
        (b"\0\0\0\x18ftypheic" + b"\0" * 40, "IMG_1.HEIC", "HEIC"),
        (b'<svg xmlns="x"><script>alert(1)</script></svg>', "bảng.svg", "SVG"),
        (office(more=[("word/vbaProject.bin", b"x")]).read(), "văn bản.docx", "là văn bản"),
        (b"PK\x03\x04" + b"\0" * 9000, "bảng tính.xlsx", "là văn bản"),
        (b"", "trống.jpg", "rỗng"),
        (b"\xff\xd8\xff broken", "hỏng.jpg", "hỏng"),
    ],
    ids=["40 MB", "HEIC", "SVG", "DOCX with a macro", "XLSX", "empty", "broken"],
)
def test_what_is_no_photo_is_refused_in_words_and_nothing_is_written(
    mine, tam, desk_of, picture, name, says
):
    answer = send(desk_of(tam), mine, picture=picture, name=name)

    assert answer.status_code in {413, 422, 400}
    if answer.status_code == 422:
        assert says in answer.json()["refused"]
    assert not Proof.objects.exists()
    mine.refresh_from_db()
    assert mine.state == State.WAITING


def test_a_name_with_vietnamese_letters_stays(mine, tam, desk_of):
    send(desk_of(tam), mine, picture=jpeg(), name="Bảng tin xóm Đồng Tâm.jpg")
    assert Proof.objects.get().name == "Bảng tin xóm Đồng Tâm.jpg"


def test_no_photo_and_no_word_why_is_asked_for(mine, tam, desk_of):
    answer = send(desk_of(tam), mine)
    assert answer.status_code == 422
    assert "Chưa có ảnh" in answer.json()["refused"]


def test_the_same_upload_twice_is_one(mine, tam, desk_of):
    same = {"client_id": str(uuid4())}
    answers = [send(desk_of(tam), mine, picture=jpeg(), **same).json() for _ in range(2)]
    assert [one["lines"][0]["took"] for one in answers] == [True, True]
    assert Proof.objects.count() == 1


@pytest.mark.parametrize("ms", ["99999999999999999", "-99999999999999", "abc", "0"])
def test_a_clock_that_no_calendar_knows_breaks_nothing(mine, tam, desk_of, ms):
    answer = send(desk_of(tam), mine, picture=jpeg(), done_at=ms, sent_at=ms)
    assert answer.status_code in {200, 422}
    if answer.status_code == 200:
        assert Proof.objects.get().on == ON


# ── who may ───────────────────────────────────────────────────────────────────────────────────


def test_a_head_sees_and_proves_only_their_own_hamlet(paper, mine, commune, desk_of, elsewhere):
    other = xom_named("Suối Chè", "xom-suoi-che", commune)
    son = in_office("son", Role.COMMUNITY_HEAD, other).terms.get()
    browser = desk_of(son)

    assert paper.title not in browser.get("/niem-yet/hom-nay/dan/").content.decode()
    answer = send(browser, mine, picture=jpeg())
    assert "không thuộc nơi bạn phụ trách" in answer.json()["refused"]
    asked = browser.get(f"/niem-yet/hom-nay/?xom={mine.unit_id}")
    assert asked.status_code == 404


def test_another_communes_clerk_finds_nothing(paper, mine, tam, mai, desk_of):
    proof = tap([mine], tam, on=ON, photo=photo()).proof
    browser = desk_of(mai)
    for address in (f"giay/{paper.pk}/", f"anh/{proof.pk}/", f"to-gop/?xom={mine.unit_id}"):
        assert browser.get(f"/niem-yet/{address}").status_code == 404, address
    assert paper.title not in browser.get("/niem-yet/").content.decode()


def test_the_photo_opens_for_office_own_head_and_inspector_and_the_role_for_everybody(
    paper, mine, tam, lan, viet, hung, desk_of
):
    proof = tap([mine], tam, on=ON, photo=photo()).proof
    for term in (tam, lan, viet):
        assert desk_of(term).get(f"/niem-yet/anh/{proof.pk}/").status_code == 200
    assert hung.get(f"/niem-yet/anh/{proof.pk}/").status_code == 302
    opened = AuditEntry.objects.filter(act="postings.open_photo")
    assert [one.account_id for one in opened] == [viet.person_id]

    for address in (f"/niem-yet/bang/{paper.pk}/", paper.address):
        page = hung.get(address).content.decode()
        assert "rưởng thôn" in page
        assert "Hoàng Thị Tâm" not in page
        assert "/niem-yet/anh/" not in page


def test_anybody_reports_a_missing_paper_and_the_commune_must_answer(paper, mine, tam, hung, lan):
    tap([mine], tam, on=ON - timedelta(days=2))
    said = {"since": f"{ON:%d/%m/%Y}", "note": "mưa rách"}
    page = hung.post(f"/niem-yet/bao-mat/{mine.pk}/", said, follow=True).content.decode()
    assert "đang thiếu 1 ngày" in page
    assert Gap.objects.get().told_by is None
    again = hung.post(f"/niem-yet/bao-mat/{mine.pk}/", said)
    assert again.status_code == 422


def test_only_who_answers_for_a_board_reports_as_such(paper, mine, tam, mai, desk_of):
    """Chị Mai of another commune passes by like anybody: the office may still answer her."""
    tap([mine], tam, on=ON)
    said = {"since": f"{ON:%d/%m/%Y}"}
    desk_of(mai).post(f"/niem-yet/bao-mat/{mine.pk}/", said)
    assert Gap.objects.get().told_by is None


def test_on_a_shared_phone_no_queue_is_kept_and_the_page_says_so(mine, tam, desk_of):
    from danchu.people import gate

    browser = desk_of(tam)
    assert f'account="{tam.person_id}"' in browser.get(DAN).content.decode()
    session = browser.session
    session[gate.SHARED] = True
    session.save()
    page = browser.get(DAN).content.decode()
    assert "account=" not in page
    assert "Máy này không giữ việc chờ gửi" in page


# ── nhập thay, the sheet ──────────────────────────────────────────────────────────────────────


def test_the_office_enters_what_a_head_sent_by_zalo_and_the_head_is_asked(
    paper, mine, tam, lan, desk_of, hung
):
    said = {
        "xom": mine.unit_id,
        "giay": [f"up-{mine.pk}"],
        "day": f"{ON - timedelta(days=1):%d/%m/%Y}",
        "name": "chị Tâm",
        "source": "zalo",
        "told_on": f"{ON:%d/%m/%Y}",
        "file": SimpleUploadedFile("zalo.jpg", jpeg()),
    }
    assert desk_of(lan).post("/niem-yet/nhap-thay/", said).status_code == 302
    entry = EnteredFor.objects.get()
    mine.refresh_from_db()

    assert (entry.account, entry.name) == (tam.person, "")
    assert mine.first_on == ON - timedelta(days=1)
    assert mine.put_up.stored_as
    page = hung.get(f"/niem-yet/bang/{paper.pk}/").content.decode()
    assert "nhập thay, theo ảnh Zalo" in page
    assert "Ma Thị Lan" not in page


def test_the_bundle_sheet_names_every_paper_with_its_article(paper, tam, desk_of):
    page = desk_of(tam).get("/niem-yet/to-gop/").content.decode()
    assert paper.title in page
    assert page.count("board-mark") == 2  # to pin, to tell
    assert "Điều 13 khoản 2 đoạn 1" in page


# ── a hamlet ends ─────────────────────────────────────────────────────────────────────────────


def test_a_paper_that_hangs_passes_on_with_its_board_when_hamlets_merge(
    paper, mine, tam, lan, commune, province, thang
):
    tap([mine], tam, on=date(2026, 3, 5))
    other = xom_named("Suối Chè", "xom-suoi-che", commune)
    second = paper_of(lan, thang, number="2/QĐ")
    heads = rows(second, "community_head")
    assert heads.count() == 2
    decision = Decision("12/NQ-HĐND", ON - timedelta(days=1), ON)
    act = merge([mine.unit, other], NewUnit("Xóm Hợp Nhất"), decision, by=lan, on=ON)
    carry(act, on=ON)

    mine.refresh_from_db()
    assert mine.unit.name == "Hợp Nhất"
    assert mine.kept_until == date(2026, 4, 4)  # no day moves
    assert Place.objects.filter(unit=mine.unit).count() == 2  # both culture houses still stand
    assert sorted(heads.all().values_list("state", flat=True)) == ["off", "waiting"]
    assert [one.whole for one in reading.lines(second) if one.channel == "community_head"] == [1]
    missing.report_gone(mine, since=date(2026, 3, 9), by=None, on=date(2026, 3, 9))

    Gap.objects.all().delete()
    mine.state = State.UP
    mine.save()
    undo(act, why="Ghi nhầm", by=lan, on=ON)
    mine.refresh_from_db()
    assert mine.unit == tam.unit
    assert sorted(heads.all().values_list("state", flat=True)) == ["waiting", "waiting"]


def test_a_photo_of_many_bytes_is_small_when_kept(mine, tam, desk_of):
    send(desk_of(tam), mine, picture=jpeg(size=(3000, 2000)))
    kept = files.read_sealed(Proof.objects.get().stored_as)
    from PIL import Image

    assert max(Image.open(io.BytesIO(kept)).size) == 1600
