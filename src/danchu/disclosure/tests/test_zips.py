"""Zips as offices make them, and as somebody makes them who means harm."""

import stat
import struct
import unicodedata
import zipfile
import zlib

import pytest
from PIL import Image

from civics.errors import Refused
from danchu.disclosure.bringing import zips
from danchu.disclosure.bringing.matching import Files
from danchu.disclosure.bringing.rows import Wrong
from danchu.disclosure.brought import WaitingFile
from danchu.disclosure.models import Attachment
from danchu.disclosure.tests import backlog, factories
from danchu.disclosure.tests.backlog import line, paper, preview, why, zipped
from danchu.kit.files import read


def listed(sent) -> dict[str, str]:
    return {one.path: one.refused for one in zips.entries(sent.data, sent.name)}


def raw_zip(name: bytes, data: bytes = b"%PDF-1.4 x", *, extra: bytes = b"", flags=0) -> bytes:
    """A zip of one stored file, written by hand: Python's writer would set the name's flag."""
    crc = zlib.crc32(data)
    common = struct.pack("<HHHHHIIIHH", 20, flags, 0, 0, 33, crc, len(data), len(data),
                         len(name), len(extra))  # fmt: skip
    local = b"PK\x03\x04" + common + name + extra + data
    central = b"PK\x01\x02" + struct.pack("<H", 20) + common + struct.pack("<HHHII", 0, 0, 0, 0, 0)
    central += name + extra
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(central), len(local), 0)
    return local + central + end


WANTED = "Quyết định 12.pdf"


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_name_in_utf_8_that_does_not_say_so_is_read_as_it_was_written(form):
    raw = unicodedata.normalize(form, WANTED).encode()

    assert listed(backlog.Sent("a.zip", raw_zip(raw))) == {WANTED: ""}


def test_windows_1258_is_read_with_its_tones():
    raw = "Quy\u00ea\u0301t \u0111i\u0323nh 12.pdf".encode("cp1258")

    assert listed(backlog.Sent("a.zip", raw_zip(raw))) == {WANTED: ""}


def test_the_name_said_again_in_unicode_is_believed_when_it_belongs_to_this_name():
    raw = b"Quy?t d?nh 12.pdf"
    body = b"\x01" + struct.pack("<I", zlib.crc32(raw)) + WANTED.encode()
    extra = struct.pack("<HH", 0x7075, len(body)) + body
    wrong = struct.pack("<HH", 0x7075, len(body)) + b"\x01" + b"\x00" * 4 + WANTED.encode()

    assert list(listed(backlog.Sent("a.zip", raw_zip(raw, extra=extra)))) == [WANTED]
    assert list(listed(backlog.Sent("a.zip", raw_zip(raw, extra=wrong)))) == [raw.decode()]


def test_entries_that_are_no_files_of_the_office_are_passed_over():
    sent = zipped(("__MACOSX/._1.pdf", b"x"), ("Quý 1/.DS_Store", b"x"), ("Thumbs.db", b"x"),
                  ("Quý 1/", b""), ("Quý 1/1.pdf", b"%PDF-1"))  # fmt: skip

    assert listed(sent) == {"Quý 1/1.pdf": ""}


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("../../etc/1.pdf", "ra ngoài zip"),
        ("a/../../1.pdf", "ra ngoài zip"),
        ("/etc/1.pdf", "ra ngoài zip"),
        ("..\\..\\1.pdf", "ra ngoài zip"),
        ("C:\\1.pdf", "ra ngoài zip"),
        ("trong.zip", "tệp nén nằm trong zip"),
        ("1.pdf ".strip() + ".7z", "tệp nén nằm trong zip"),
    ],
)
def test_a_path_that_leads_out_and_a_zip_within_are_named_and_not_taken(path, said):
    found = listed(zipped((path, b"%PDF-1"), ("2.pdf", b"%PDF-1")))

    assert found.pop("2.pdf") == ""
    [reason] = found.values()
    assert said in reason


def test_a_link_a_locked_and_an_empty_entry_are_named():
    link = zipfile.ZipInfo("loi-tat.pdf")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    locked = raw_zip(b"khoa.pdf", flags=1)

    assert "lối tắt" in listed(zipped((link, b"/etc/passwd")))["loi-tat.pdf"]
    assert "mật khẩu" in listed(backlog.Sent("a.zip", locked))["khoa.pdf"]
    assert "rỗng" in listed(zipped(("1.pdf", b"")))["1.pdf"]


def test_an_entry_that_says_it_is_small_and_is_not_is_read_no_further(settings):
    settings.FILE_MAX_BYTES = 1000
    heavy = zipped(("1.pdf", b"\0" * 5000))
    assert "nặng hơn" in listed(heavy)["1.pdf"]

    lying = bytearray(zipped(("1.pdf", b"\0" * 900_000)).data)
    at = lying.index(b"PK\x01\x02")
    lying[at + 24 : at + 28] = struct.pack("<I", 10)  # what the directory says it unpacks to
    lying[22:26] = struct.pack("<I", 10)
    [entry] = zips.entries(bytes(lying), "a.zip")
    assert len(entry.data) <= 1001
    assert entry.refused or len(entry.data) == 10


def test_a_bomb_is_refused_as_a_whole(monkeypatch):
    monkeypatch.setattr(zips, "MOST_UNPACKED", 10_000)

    with pytest.raises(Refused, match="bung ra quá lớn"):
        listed(zipped(*((f"{n}.pdf", b"\0" * 3000) for n in range(4))))


def test_ten_thousand_entries_are_refused_before_one_is_read(monkeypatch):
    monkeypatch.setattr(zips, "_read", lambda *_: pytest.fail("read"))

    with pytest.raises(Refused, match=r"10\.000 tệp"):
        listed(zipped(*((f"{n}.pdf", b"") for n in range(10_000))))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"Rar!\x1a\x07\x00", "nén kiểu RAR"),
        (b"7z\xbc\xaf\x27\x1c", "nén kiểu 7z"),
        (b"%PDF-1.4", "không phải zip"),
        (b"PK\x03\x04", "không phải zip"),
        (b"PK\x05\x06" + b"\0" * 18, "không có tệp nào"),
    ],
)
def test_what_is_no_zip_says_so(data, said):
    with pytest.raises(Refused, match=said):
        listed(backlog.Sent("tep.zip", data))


# ── names against rows ────────────────────────────────────────────────────────────────────────


def files(*paths: str) -> Files:
    return Files(
        WaitingFile(pk=n, path=path, sha256=str(n), batch_id=1) for n, path in enumerate(paths, 1)
    )


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("QUYET DINH 12.PDF", "Quyết định 12.pdf"),
        (unicodedata.normalize("NFD", "Quyết định 12.pdf"), "quyết định 12"),
        ("Quý 1/12_QĐ-UBND.pdf", "12/QD-UBND.pdf".replace("/", "-")),
        ("anh.jpeg", "ANH.JPG"),
        ("a/b/Biên bản.docx", "bien ban"),
    ],
)
def test_a_file_is_found_however_its_name_is_typed(path, said):
    assert files(path).named(said).path == path


@pytest.mark.parametrize("said", ["12.pdf", "12"])
def test_two_files_of_one_name_want_their_folder(said):
    both = files("Quý 1/12.pdf", "Quý 2/12.pdf")

    with pytest.raises(Wrong, match="Hãy ghi cả thư mục"):
        both.named(said)
    assert both.named("quy 2/12.pdf").path == "Quý 2/12.pdf"


def test_one_name_with_two_endings_is_told_apart_by_the_ending():
    both = files("12.pdf", "12.docx")

    assert both.named("12.docx").path == "12.docx"
    with pytest.raises(Wrong, match="2 tệp trùng tên"):
        both.named("12")


# ── every file goes through the guards of the house ───────────────────────────────────────────


@pytest.mark.django_db
def test_what_the_house_never_takes_is_named_with_its_reason(lan):
    macro = factories.office(more=[("word/vbaProject.bin", b"x")]).read()
    sent = zipped(("1.pdf", b"MZ\x90"), ("2.docx", macro), ("3.pdf", paper("3")),
                  ("ban-sao.pdf", paper("3")))  # fmt: skip

    batch = preview(lan, line(1), line(2, file="2.docx"), line(3), line(4, file="ban-sao.pdf"),
                    pack=sent)  # fmt: skip

    assert batch.counts["new"] == 1
    reasons = " ".join(why(batch))
    assert "1.pdf không phải PDF" in reasons
    assert "có macro" in reasons
    assert "giống hệt tệp 3.pdf" in reasons
    assert not Attachment.objects.exists()
    kept = WaitingFile.objects.filter(batch=batch)
    assert sorted(kept.filter(refused="").values_list("path", flat=True)) == ["3.pdf"]


@pytest.mark.django_db
def test_a_picture_loses_what_rode_along(lan):
    told = Image.Exif()
    told[0x010E] = "chung"
    picture = factories.picture("anh.jpg", exif=told).read()
    assert b"chung" in picture

    backlog.brought(lan, line(1, file="anh"), pack=zipped(("anh.jpg", picture)))

    file = Attachment.objects.get()
    assert file.content_type == "image/jpeg"
    assert b"chung" not in read(file.stored_as)
