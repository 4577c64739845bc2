"""A denunciation is never in this system: not taken on line, and its words are nowhere."""

import gzip
import logging
import tarfile
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client

from civics.errors import Refused
from danchu.behalf.actions import Told
from danchu.behalf.models import Source as Way
from danchu.duties import calendars
from danchu.duties.access import in_calendar
from danchu.duties.actions import open_calendar
from danchu.duties.models import CalendarAddress, Duty
from danchu.kit.clock import today
from danchu.kit.keeping import backup
from danchu.petitions.actions import handling, register, sending, showing, taking_out
from danchu.petitions.actions.sending import Story
from danchu.petitions.models import Attachment, Case, Denunciation, PublicCase, Source, Track
from danchu.petitions.tests.factories import SENT, photo, send
from danchu.rulebook.rulebook import value
from danchu.rulebook.telling_apart import reads_like_a_denunciation

pytestmark = pytest.mark.django_db
SEND = "/don-thu/gui/xa-la-bang/"
WORDS = "Kẻuôngxyz"  # in no page and no table but by this test
ACCUSES = f"Kế toán xã {WORDS} ăn chặn tiền hỗ trợ của bà con"


@pytest.mark.parametrize(
    "text",
    [
        ACCUSES,
        "Tôi tố cáo trưởng xóm",
        "toi to cao truong xom an chan tien",
        "Cán bộ địa chính vòi tiền khi làm sổ đỏ",
        "Đường hỏng.\nÔng chủ tịch xã nhận tiền của nhà thầu",
        "can bo dia chinh doi tien khi lam so do",
    ],
)
def test_words_that_accuse_somebody_are_told_apart(text):
    assert reads_like_a_denunciation(text)


@pytest.mark.parametrize(
    "text",
    [
        "Cống qua suối vỡ, trẻ con phải lội",
        "Nhà hàng xóm to cao che mất nắng vườn rau",
        "Tổ cao niên xin mượn nhà văn hóa",
        "Xin hỏi cán bộ nào nhận hồ sơ hộ nghèo",
        "Kẻ lạ vào xóm đòi tiền bảo kê chợ",
        "Luật Tố cáo có nói về việc này không",
    ],
)
def test_words_that_only_tell_of_a_thing_pass(text):
    assert not reads_like_a_denunciation(text)


def everywhere() -> str:
    """Every row of every table, as text."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608  our own tables
            found += [str(row) for row in cursor.fetchall()]
    return "\n".join(found)


def files_of(*folders) -> bytes:
    return b"".join(
        one.read_bytes() for folder in folders for one in Path(folder).rglob("*") if one.is_file()
    )


def test_a_case_typed_told_entered_and_taken_out_leaves_its_words_nowhere(
    hung, lan, binh, mai, commune, settings, tmp_path, desk_of, caplog, monkeypatch
):
    """Every table, log, message, feed, calendar, export and backup is searched for its words."""
    settings.FILES_FOLDER, settings.SEALED_FOLDER = tmp_path / "files", tmp_path / "sealed"
    caplog.set_level(logging.DEBUG)
    for track in ("feedback", "denunciation"):
        told = {"track": track, "text": ACCUSES, "name": WORDS, "pictures": photo(f"{WORDS}.jpg")}
        stopped = hung.post(SEND, told)
        assert stopped.status_code == 422
        assert "chưa lưu" in stopped.content.decode()
        assert stopped["Cache-Control"] == "private, no-store"
    office = desk_of(lan)
    written = {
        "source_of_case": "hotline",
        "track": "feedback",
        "text": ACCUSES,
        "name": "Lý Thị Mẩy",
        "told_on": f"{today():%d/%m/%Y}",
    }
    assert office.post("/don-thu/ban/ghi/", written).status_code == 422
    with pytest.raises(Refused, match="Tố cáo không nhận qua mạng"):
        sending.send(commune, Story(Track.FEEDBACK, ACCUSES), person=None, on=SENT)
    ticket = send(commune)
    with pytest.raises(Refused, match="Tố cáo không nhận qua mạng"):
        sending.say_more(ticket.case, words=ACCUSES, on=SENT)

    # One that no list of words knew: an official sees it and takes it out.
    told_by = Told(Way.CALL, SENT, name=WORDS, note=WORDS)
    slipped = Story(Track.FEEDBACK, f"{WORDS} làm điều không phải", contact=WORDS, public=True)
    through, _ = sending.send_for(commune, slipped, told_by, source=Source.HOTLINE, by=lan, on=SENT)
    case = through.case
    # The name itself is refused; a word that holds it is what slips through to everybody.
    shown = {"title": "Việc công", "words": f"{WORDS}ấy", "answer": "", "where": ""}
    showing.show(PublicCase.objects.get(case=case), **shown, by=lan, on=SENT)
    assert WORDS in everywhere()
    assert office.post(f"/don-thu/ban/{case.pk}/dua-ra/", {"x": "1"}).status_code == 422
    assert office.post(f"/don-thu/ban/{case.pk}/dua-ra/", {"dua-ra-sure": "on"}).status_code == 302

    one = register.enter_secret(received_on=SENT, many_places=False, by=binh, on=SENT)
    register.accept_secret(one, by=binh, on=SENT)
    assert [f.name for f in Denunciation._meta.fields if f.get_internal_type() in TEXTS] == [
        "state"
    ]

    export = tmp_path / "xa.zip"
    if connection.vendor == "sqlite":  # on PostgreSQL it wants a transaction of its own
        call_command("export_unit", commune.slug, str(export), stdout=StringIO())
    pages = [
        client.get(at).content.decode()
        for client in (hung, office, desk_of(binh), desk_of(mai), Client())
        for at in ("/viec/", "/don-thu/ban/", f"/don-thu/ban/{case.pk}/", "/nhat-ky/", "/atom.xml",
                   "/xa/xa-la-bang/atom.xml", "/feed.json", "/tim/?q=kẻuôngxyz",
                   "/don-thu/cong-khai/xa-la-bang/", "/don-thu/cong-khai/xa-la-bang/nhat-ky/")
    ]  # fmt: skip
    logs = "\n".join(str(record.__dict__) for record in caplog.records)
    for place in (everywhere(), logs, *pages):
        assert WORDS not in place
    stored = files_of(settings.FILES_FOLDER, settings.SEALED_FOLDER, settings.LOG_FOLDER)
    assert WORDS.encode() not in stored
    assert not (export.exists() and unzipped(export, WORDS))
    if connection.vendor == "sqlite":  # on PostgreSQL a dump sees nothing before the commit
        saved = backed_up(tmp_path, monkeypatch)
        assert case.code.encode() in saved  # the backup holds this very house
        assert WORDS.encode() not in saved


def backed_up(tmp_path, monkeypatch) -> bytes:
    """Every byte of a real backup, unpacked: database with its free pages, files, sealed files."""
    on_disk = tmp_path / "house.sqlite3"
    # Page by page as this transaction sees them: `backup` waits for its end, and it never comes.
    on_disk.write_bytes(connection.connection.serialize())
    monkeypatch.setitem(connection.settings_dict, "NAME", str(on_disk))
    made = backup.make(tmp_path / "backup.tar")
    with tarfile.open(made.file) as archive:
        members = [archive.extractfile(one).read() for one in archive if one.isfile()]
    return b"".join(gzip.decompress(m) if m[:2] == b"\x1f\x8b" else m for m in members)


TEXTS = {"CharField", "TextField", "JSONField"}


def unzipped(path, words) -> list[str]:
    import zipfile

    with zipfile.ZipFile(path) as archive:
        return [name for name in archive.namelist() if words.encode() in archive.read(name)]


def test_taking_out_leaves_no_photo_and_no_way_to_the_register(
    lan, commune, settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.FILES_FOLDER, settings.SEALED_FOLDER = tmp_path / "files", tmp_path / "sealed"
    from danchu.kit import photos

    picture = photos.clean("a.jpg", photo().read())
    case = send(commune, pictures=(picture,)).case
    assert files_of(tmp_path)
    with django_capture_on_commit_callbacks(execute=True):
        taking_out.take_out(case, by=lan, on=SENT)
    assert not files_of(tmp_path)
    assert not Attachment.objects.exists()
    assert not Duty.objects.open().exists()
    assert Case.objects.get().text == ""


def test_whom_it_accused_reads_of_it_nowhere_and_no_paper_tells_of_it(lan, thang, commune, desk_of):
    case = send(commune).case
    handling.bar(case, lan.person, by=thang, on=SENT)
    taking_out.take_out(case, by=thang, on=SENT)
    at = f"/don-thu/ban/{case.pk}/"
    assert case.number not in desk_of(lan).get("/don-thu/ban/").content.decode()
    office = desk_of(thang)
    assert case.number in office.get("/don-thu/ban/").content.decode()
    told = case.steps.latest("pk")
    assert f"{at}giay/{told.pk}" not in office.get(at).content.decode()
    assert office.post(f"{at}giay/{told.pk}/").status_code == 404
    assert office.get(f"{at}giay/{told.pk}.pdf").status_code == 404


def test_the_page_has_nothing_to_type_into_and_the_blank_form_asks_nothing(hung, commune):
    page = hung.get("/don-thu/to-cao/?xa=xa-la-bang").content.decode()
    assert "<textarea" not in page
    assert 'method="post"' not in page
    assert "giữ bí mật" in page
    for kind, begins in (("pdf", b"%PDF"), ("docx", b"PK")):
        assert hung.get(f"/don-thu/to-cao/don-de-trong.{kind}").content.startswith(begins)
    assert hung.post("/don-thu/to-cao/don-de-trong.pdf", {"x": WORDS}).status_code == 405


# ── the register ──────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def one(binh):
    return register.enter_secret(received_on=SENT, many_places=False, by=binh, on=SENT)


def due(one) -> dict[str, date]:
    return {duty.rule_key: duty.due_on for duty in Duty.objects.open().filter(key=str(one.pk))}


def test_numbers_days_and_nothing_else(binh, one):
    assert str(one) == "Việc mật số 1"
    assert due(one) == {
        "denunciations.check": date(2026, 12, 7),
        "denunciations.refer": date(2026, 12, 3),
    }
    register.accept_secret(one, by=binh, on=date(2026, 12, 7))
    assert due(one) == {"denunciations.resolve": date(2027, 1, 6)}
    first = register.extend_secret(one, by=binh, on=date(2027, 1, 6)).due_on
    assert first == date(2027, 2, 5)
    assert register.extend_secret(one, by=binh, on=first).due_on == date(2027, 3, 7)
    with pytest.raises(Refused, match="không cho thêm"):
        register.extend_secret(one, by=binh, on=first)
    register.settle_secret(one, by=binh, on=date(2027, 3, 1))
    assert list(due(one)) == ["denunciations.publish"]
    register.publish_secret(one, by=binh, on=date(2027, 3, 2))
    assert due(one) == {}
    again = register.enter_secret(received_on=SENT, many_places=True, by=binh, on=SENT)
    assert again.number == 2
    assert due(again)["denunciations.check.many_places"] == date(2026, 12, 10)


def test_withdrawn_it_is_stopped_only_by_whom_looked_at_what_the_law_wants_settled(
    binh, one, desk_of
):
    at, head = f"/don-thu/viec-mat/{one.pk}/", desk_of(binh)
    page = head.get(at).content.decode()
    for case in value("denunciations.withdraw", unit=one.unit, on=today()).payload["cases"]:
        assert case[1:] in page

    refused = head.post(at, {"viec": "rut"})

    assert refused.status_code == 422
    assert "Chưa đình chỉ" in refused.content.decode()
    one.refresh_from_db()
    assert one.closed_on is None
    assert due(one)
    assert head.post(at, {"viec": "rut", "none_holds": "on"}).status_code == 302
    one.refresh_from_db()
    assert one.closed_on == today()
    assert not due(one)


def test_only_the_head_and_whom_the_head_names_know_that_it_is_there(
    binh, lan, thang, mai, viet, one, desk_of
):
    at = f"/don-thu/viec-mat/{one.pk}/"
    head, office = desk_of(binh), desk_of(lan)
    assert head.get(at).status_code == 200
    assert "Việc mật số 1" in head.get("/viec/").content.decode()
    for client in (office, desk_of(thang), desk_of(mai), desk_of(viet)):
        assert client.get(at).status_code == 404
        for page in ("/viec/", "/viec/?xem=ca-don-vi", "/nhat-ky/"):
            assert "mật" not in client.get(page).content.decode()
    assert "iệc mật" not in head.get("/nhat-ky/").content.decode()
    assert "Vào sổ việc mật" in head.get(at).content.decode()
    with pytest.raises(Refused, match="người khác phụ trách"):
        register.accept_secret(one, by=lan, on=SENT)

    head.post(at, {"to": lan.pk})

    assert office.get(at).status_code == 200
    assert "Việc mật số 1" in office.get("/don-thu/viec-mat/").content.decode()
    register.accept_secret(one, by=lan, on=SENT)


def test_a_calendar_says_a_secret_matter_and_the_day(binh, one):
    open_calendar(None, by=binh, on=SENT)
    duties = in_calendar(CalendarAddress.objects.get(), on=SENT)
    data = calendars.calendar(
        calendars.told(duties, on=SENT), name="x", absolute=lambda at: f"https://x{at}", on=SENT
    ).decode()
    assert data.count("Một việc mật đến hạn") >= 2
    for telling in ("số 1", "Tố cáo", "thụ lý", "viec-mat", "Điều 24"):
        assert telling not in data
