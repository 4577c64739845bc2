"""A machine reads the words of public scans, for search only; the words leave with the paper."""

import io

import pytest
from django.core.management import call_command
from PIL import Image, ImageDraw, ImageFont

from danchu.disclosure import recognising
from danchu.disclosure.actions import drafting, mending, publishing, reading_scans
from danchu.disclosure.brought import ScanReading
from danchu.disclosure.models import Attachment
from danchu.disclosure.tests import factories
from danchu.disclosure.tests.factories import NOTED
from danchu.kit import search
from danchu.kit.models import SearchEntry

needs_tesseract = pytest.mark.skipif(
    not recognising.able(), reason="tesseract with Vietnamese is not installed"
)
SAID = "Khoan thu ben do trung tam"


def drawn(kind: str, *, words=SAID) -> bytes:
    """A small page as a scanner sends it: black letters, no text layer."""
    page = Image.new("L", (1000, 220), "white")
    ImageDraw.Draw(page).text((60, 80), words, font=ImageFont.load_default(44), fill="black")
    out = io.BytesIO()
    page.convert("RGB").save(out, kind)
    return out.getvalue()


def scan(name="quet.png", data: bytes | None = None):
    return factories.upload(name, data or drawn("PNG"))


@pytest.fixture
def says(monkeypatch):
    """A machine that read these very words: what becomes of them is what is proven here."""
    monkeypatch.setattr(recognising, "able", lambda: True)
    monkeypatch.setattr(recognising, "words", lambda data, content_type: SAID)


def found(words: str) -> list[SearchEntry]:
    return [one for one in search.find(words) if one.kind == reading_scans.KIND]


def public(lan, thang, *, files=None, **more):
    item = factories.note(lan, **more)
    return factories.publish(item, lan, thang, files=files or [scan("quet.png")])


# ── the machine itself ────────────────────────────────────────────────────────────────────────


@needs_tesseract
@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["PNG", "PDF"])
def test_the_words_of_a_real_scan_are_found_the_next_day(lan, thang, kind):
    item = public(lan, thang, files=[scan(f"quet.{kind.lower()}", drawn(kind))])
    assert not found("ben do trung tam")

    call_command("read_scans", "--on", "2026-03-05", verbosity=0)

    [hit] = found("bến đò trung tâm")
    assert hit.address == f"/cong-khai/{item.pk}/"
    assert "máy nhận dạng, có thể sai" in hit.about
    assert ScanReading.objects.get().outcome == "found"


@needs_tesseract
def test_without_pdftoppm_the_pictures_of_a_scanned_paper_are_read(monkeypatch):
    elsewhere = recognising.which
    monkeypatch.setattr(recognising, "which", lambda n: None if n == "pdftoppm" else elsewhere(n))

    assert "trung tam" in recognising.words(drawn("PDF"), "application/pdf").lower()


@pytest.mark.parametrize("data", [b"%PDF-1.4 torn", b"%PDF-1.7\n" + b"\0" * 3000])
def test_a_torn_paper_is_unreadable_and_nothing_worse(data):
    with pytest.raises(recognising.Unreadable):
        recognising.words(data, "application/pdf")


def test_a_reader_that_never_ends_is_stopped(monkeypatch):
    monkeypatch.setattr(recognising, "PAGE_SECONDS", 0.5)

    with pytest.raises(recognising.Unreadable):
        recognising._run(["/bin/sleep", "30"], ends_at=float("inf"))


# ── which files, and until when ───────────────────────────────────────────────────────────────


@pytest.mark.django_db
def test_a_second_night_reads_nothing_twice(lan, thang, says):
    public(lan, thang)

    assert reading_scans.read_scans(on=NOTED) == {"found": 1}
    assert reading_scans.read_scans(on=NOTED) == {}


@pytest.mark.django_db
def test_drafts_sealed_files_and_personal_lists_are_never_read(lan, thang, says):
    factories.attach(factories.draft(factories.note(lan, number="1/QĐ"), lan), lan, scan())
    removed = public(lan, thang, number="2/QĐ")
    mending.remove_urgently(removed, ground="personal_data", by=lan, on=NOTED)
    for group in (7, 8, 9):
        public(lan, thang, number=f"{group}/QĐ", group=group)
    assert Attachment.objects.count() == 5

    assert reading_scans.read_scans(on=NOTED) == {}
    assert not ScanReading.objects.exists()


@pytest.mark.django_db
def test_urgent_removal_and_withdrawal_take_the_words_along(lan, thang, says):
    gone, back = public(lan, thang, number="1/QĐ"), public(lan, thang, number="2/QĐ")
    reading_scans.read_scans(on=NOTED)
    assert len(found("ben do")) == 2

    mending.remove_urgently(gone, ground="state_secret", by=lan, on=NOTED)
    assert [one.address for one in found("ben do")] == [f"/cong-khai/{back.pk}/"]
    mending.withdraw(back, why="Sai số liệu", by=thang, on=NOTED)
    assert not found("ben do")
    assert reading_scans.read_scans(on=NOTED) == {}


@pytest.mark.django_db
def test_removed_while_it_was_read_its_words_never_arrive(lan, thang, monkeypatch):
    item = public(lan, thang)

    def slow(data, content_type):
        mending.remove_urgently(item, ground="state_secret", by=lan, on=NOTED)
        return SAID

    monkeypatch.setattr(recognising, "able", lambda: True)
    monkeypatch.setattr(recognising, "words", slow)

    assert reading_scans.read_scans(on=NOTED) == {"left": 1}
    assert not found("ben do")


@pytest.mark.django_db
def test_a_correction_has_its_own_words(lan, thang, says):
    item = public(lan, thang)
    reading_scans.read_scans(on=NOTED)
    old = found("ben do")[0].key

    version = factories.draft(item, lan, reason="Thiếu một dòng")
    drafting.submit(item, by=lan, on=NOTED)
    publishing.approve(item, no_secret=True, by=thang, on=NOTED)
    assert not found("ben do")

    reading_scans.read_scans(on=NOTED)
    [hit] = found("ben do")
    assert hit.key == str(version.files.get().pk) != old


@pytest.mark.django_db
def test_the_words_are_nowhere_but_in_the_index(lan, thang, says, hung):
    item = public(lan, thang)
    reading_scans.read_scans(on=NOTED)

    assert "ben do" not in hung.get(f"/cong-khai/{item.pk}/").content.decode().lower()
    told = hung.get("/tim/", {"q": "ben do"}).content.decode()
    assert "máy nhận dạng, có thể sai" in told
    assert SAID not in told


@pytest.mark.django_db
def test_an_item_found_by_its_own_words_is_told_once(lan, thang, says, hung):
    item = public(lan, thang, files=[scan("1.png"), scan("2.png", drawn("PNG", words="khac"))])
    reading_scans.read_scans(on=NOTED)

    assert len(found("ben do")) == 2
    by_scan = hung.get("/tim/", {"q": "ben do"}).content.decode()
    assert by_scan.count(f'href="/cong-khai/{item.pk}/"') == 1
    both = hung.get("/tim/", {"q": factories.TITLE}).content.decode()
    assert both.count(f'href="/cong-khai/{item.pk}/"') == 1
    assert "máy nhận dạng" not in both


@pytest.mark.django_db
def test_without_tesseract_everything_stands_and_the_page_says_so(lan, thang, client, monkeypatch):
    from danchu.people.tests.factories import signed_in

    monkeypatch.setattr(recognising, "able", lambda: False)
    public(lan, thang)

    assert reading_scans.read_scans(on=NOTED) == {}
    page = signed_in(client, lan.person).get("/cong-khai/ban-quet/").content.decode()
    assert "chỉ tìm được theo tên" in page
